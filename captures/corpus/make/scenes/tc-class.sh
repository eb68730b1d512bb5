# shows: tc class of htb, hfsc, drr, qfq and ets, with rate estimators and leaf queues; queues that the kernel has no more
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

counted() {
	packets 4
	tc -s -d qdisc show dev v0
	tc -s -d class show dev v0
}

scene() {
	tc qdisc add dev v0 root handle 1: htb default 20 r2q 20 direct_qlen 50
	tc class add dev v0 parent 1: classid 1:1 htb rate 100mbit burst 20k
	tc class add dev v0 parent 1:1 classid 1:10 estimator 250ms 1s htb rate 10mbit ceil 20mbit burst 15k cburst 10k \
		prio 1 quantum 3000 \
		mtu 2000 mpu 64 overhead 14 linklayer adsl
	tc class add dev v0 parent 1:1 classid 1:20 est 1sec 8sec htb rate 5gbit ceil 40gbit prio 2
	tc class change dev v0 parent 1:1 classid 1:20 htb rate 20mbit ceil 80mbit prio 3
	tc qdisc add dev v0 parent 1:10 handle 10: sfq
	tc qdisc add dev v0 parent 1:20 handle 20: fq_codel
	tc filter add dev v0 parent 1: protocol ip prio 1 u32 match ip dport 4001 0xffff flowid 1:10
	tc filter add dev v0 parent 1: prio 2 matchall flowid 1:20
	counted
	tc -s -graph class show dev v0
	tc -s class show dev v0 classid 1:10
	tc -s class show dev v0 parent 1:1
	tc class show dev v0 root
	tc class replace dev v0 parent 1:1 classid 1:30 htb rate 1mbit
	tc class del dev v0 classid 1:30
	! tc class del dev v0 classid 1:1
	! tc class add dev v0 parent 1:1 classid 1:10 htb rate 1mbit
	! tc class add dev v0 parent 1:1 classid 2:10 htb rate 1mbit
	! tc qdisc change dev v0 root handle 1: htb offload
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 2: hfsc default 2
	tc class add dev v0 parent 2: classid 2:1 hfsc sc rate 100mbit ul rate 200mbit
	tc class add dev v0 parent 2:1 classid 2:2 hfsc rt m1 5mbit d 10ms m2 2mbit ls m1 1mbit d 20ms m2 3mbit ul m2 50mbit
	tc class add dev v0 parent 2:1 classid 2:3 hfsc sc umax 1500b dmax 30ms rate 1mbit
	tc class change dev v0 parent 2:1 classid 2:3 hfsc ls rate 4mbit
	tc qdisc change dev v0 root handle 2: hfsc default 3
	tc qdisc add dev v0 parent 2:2 handle 22: pfifo limit 3
	counted
	tc class del dev v0 classid 2:2
	! tc class add dev v0 parent 2:9 classid 2:10 hfsc sc rate 1mbit
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 3: drr
	tc class add dev v0 parent 3: classid 3:1 drr quantum 600
	tc class add dev v0 parent 3: classid 3:2 est 1s 4s drr
	tc class change dev v0 parent 3: classid 3:2 drr quantum 3000
	tc filter add dev v0 parent 3: matchall classid 3:2
	counted
	tc class del dev v0 classid 3:1
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 4: qfq
	tc class add dev v0 parent 4: classid 4:1 qfq weight 10 maxpkt 1500
	tc class add dev v0 parent 4: classid 4:2 est 1s 4s qfq weight 1
	tc class change dev v0 parent 4: classid 4:2 qfq weight 5 maxpkt 2048
	tc filter add dev v0 parent 4: matchall classid 4:1
	counted
	! tc class add dev v0 parent 4: classid 4:3 qfq weight 5000
	tc class del dev v0 classid 4:2
	tc qdisc del dev v0 root

	if tc qdisc add dev v0 root handle 5: ets bands 5 strict 2 quanta 3000 2000 1514 priomap 4 4 3 3 2 2 1 1 0 0; then
		tc class change dev v0 parent 5: classid 5:4 ets quantum 4000
		tc qdisc change dev v0 root handle 5: ets bands 3 quanta 1000 2000 3000
		tc qdisc add dev v0 parent 5:1 handle 51: pfifo limit 4
		counted
		! tc qdisc change dev v0 root handle 5: ets bands 17
		! tc class del dev v0 classid 5:1
		tc qdisc del dev v0 root
	fi

	tc qdisc add dev v0 estimator 250ms 1s root handle 6: pfifo
	packets 4
	tc -s -d qdisc show dev v0
	tc qdisc del dev v0 root

	# Not in these kernels, or only in old ones: what is asked, and how it is refused.
	tc qdisc add dev v0 root handle 7: cbq bandwidth 10mbit avpkt 1000 mpu 64 cell 8 ||
		! tc qdisc add dev v0 root handle 7: dsmark indices 8 default_index 1 set_tc_index
	! tc class add dev v0 parent 7: classid 7:1 cbq bandwidth 10mbit rate 1mbit allot 1514 weight 100kbit prio 5 \
		maxburst 20 avpkt 1000 bounded isolated
	! tc class change dev v0 parent 7: classid 7:1 dsmark mask 0x3 value 0xb8
	tc qdisc show
}
