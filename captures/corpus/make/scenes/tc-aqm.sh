# shows: tc qdisc of the queues that drop or mark early: red, gred, choke, codel, fq_codel, pie, fq_pie, sfb, dualpi2
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

# counted shows what a queue counted, and removes it.
counted() {
	packets 4
	tc -s -d qdisc show dev v0
	tc -s -d class show dev v0
	tc qdisc del dev v0 root
}

scene() {
	tc qdisc add dev v0 root handle 1: red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 bandwidth 10mbit \
		probability 0.02 ecn
	tc -s -d qdisc show dev v0
	tc qdisc change dev v0 root handle 1: red limit 500000 min 40000 max 100000 avpkt 1000 burst 60 adaptive harddrop \
		ecn nodrop
	tc qdisc add dev v0 parent 1:1 handle 11: bfifo limit 60000
	counted
	tc qdisc add dev v0 root handle 1: red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn \
		qevent early_drop block 10 qevent mark block 11
	tc filter add block 10 matchall action drop
	tc filter show block 10
	tc qdisc show dev v0
	tc filter del block 10
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 2: gred setup vqs 3 default 1 grio limit 200000
	tc qdisc change dev v0 root handle 2: gred vq 0 prio 2 limit 60KB min 15K max 45K avpkt 1000 burst 20 bandwidth \
		10Mbit probability 0.01
	tc qdisc change dev v0 root handle 2: gred vq 1 prio 3 limit 60KB min 15K max 45K avpkt 1000 burst 20 bandwidth \
		10Mbit probability 0.03 ecn
	tc qdisc change dev v0 root handle 2: gred vq 2 prio 4 limit 60KB min 15K max 25K avpkt 1000 burst 20 bandwidth \
		10Mbit harddrop
	counted
	tc qdisc add dev v0 root handle 2: gred setup vqs 2 default 0 ecn harddrop
	! tc qdisc change dev v0 root handle 2: gred vq 9 limit 60KB min 15K max 45K avpkt 1000 burst 20 bandwidth 10Mbit
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 3: choke limit 1000 bandwidth 10mbit ecn min 100 max 300 burst 200
	tc qdisc change dev v0 root handle 3: choke limit 2000 bandwidth 10mbit min 200 max 600 burst 300
	counted

	tc qdisc add dev v0 root handle 4: codel limit 1000 target 5ms interval 100ms ce_threshold 2ms ecn
	tc qdisc change dev v0 root handle 4: codel limit 500 target 10ms interval 200ms noecn
	counted

	tc qdisc add dev v0 root handle 5: fq_codel limit 1000 flows 64 quantum 300 target 4ms interval 80ms ce_threshold 1ms \
		memory_limit 4mb ecn drop_batch 32
	tc qdisc change dev v0 root handle 5: fq_codel noecn quantum 1514 ce_threshold_selector 0x1/0x3
	packets 1
	tc -s -d qdisc show dev v0
	tc qdisc replace dev v0 root handle 5: fq_codel
	counted
	tc qdisc add dev v0 root handle 5: fq_codel flows 64
	! tc qdisc change dev v0 root handle 5: fq_codel flows 128
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 6: pie limit 500 target 20ms tupdate 30ms alpha 1 beta 10 bytemode ecn dq_rate_estimator
	tc qdisc change dev v0 root handle 6: pie nobytemode noecn no_dq_rate_estimator
	counted

	if tc qdisc add dev v0 root handle 7: fq_pie limit 1000 flows 128 target 15ms tupdate 16ms alpha 2 beta 20 quantum 1514 \
		memory_limit 16mb ecn_prob 10 ecn bytemode dq_rate_estimator; then
		tc qdisc change dev v0 root handle 7: fq_pie noecn nobytemode no_dq_rate_estimator
		counted
	fi

	tc qdisc add dev v0 root handle 8: sfb rehash 300 db 30 limit 500 max 25 target 20 increment 0.001 decrement 0.0001 \
		penalty_rate 20 penalty_burst 40
	tc qdisc change dev v0 root handle 8: sfb limit 1000
	counted

	if tc qdisc add dev v0 root handle 9: dualpi2; then counted; fi
	tc qdisc show
}
