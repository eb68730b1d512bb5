# Queueing disciplines and their classes, each on a device of its own that has sent some packets.
modprobe -a sch_{cake,cbs,choke,codel,drr,etf,ets,fq,fq_codel,fq_pie,gred,hfsc,hhf,htb,ingress,mqprio,multiq,netem,pie,plug,prio,qfq,red,sfb,sfq,skbprio,taprio,tbf,teql} 2>/dev/null
n=0
device() { # NAME
	n=$((n + 1))
	ip link add "$1" address "02:00:00:00:01:$(printf %02x $n)" numtxqueues 4 numrxqueues 4 type dummy
	ip link set "$1" up
	ip addr add "10.0.$n.1/24" dev "$1"
	ip neigh add "10.0.$n.2" lladdr 02:00:00:00:02:02 dev "$1"
}
for kind in pfifo bfifo hdrop fast prio multiq mqprio mq htb hfsc tbf sfq red sfb gred choke codel fqcodel fq hhf pie fqpie \
	cake cakeun netem loss slot drr qfq ets etf taprio cbs skbprio plug clsact ingress teql stab noq; do
	device "$kind"
done
trace tc-qdisc-add.strace ROUTE tc "a queueing discipline of each kind, and classes" tc -b - <<END
qdisc add dev pfifo root handle 10: pfifo limit 50
qdisc add dev bfifo root handle 10: bfifo limit 30000
qdisc add dev hdrop root handle 10: pfifo_head_drop limit 40
qdisc add dev fast root handle 10: pfifo_fast
qdisc add dev prio root handle 1: prio bands 4 priomap 1 2 2 2 3 2 0 0 1 1 1 1 1 1 1 1
qdisc add dev noq root noqueue
qdisc add dev multiq root handle 1: multiq
qdisc add dev mqprio root handle 1: mqprio num_tc 2 map 0 0 0 1 1 1 1 1 queues 1@0 3@1 hw 0
qdisc add dev mq root handle 1: mq
qdisc add dev htb root handle 1: htb default 0x20 r2q 20 direct_qlen 500
class add dev htb parent 1: classid 1:1 htb rate 20mbit
class add dev htb parent 1:1 classid 1:10 htb rate 10mbit ceil 20mbit burst 15k cburst 20k prio 3 quantum 3000 mpu 64 overhead 14 linklayer atm
class add dev htb parent 1:1 classid 1:20 estimator 1s 8s htb rate 40gbit ceil 80gbit
qdisc add dev htb parent 1:10 handle 100: pfifo limit 5
qdisc add dev hfsc root handle 1: hfsc default 2
class add dev hfsc parent 1: classid 1:1 hfsc sc umax 1500b dmax 10ms rate 1mbit ul rate 5mbit
class add dev hfsc parent 1: classid 1:2 hfsc rt m1 2mbit d 20ms m2 1mbit ls m2 3mbit
qdisc add dev tbf root handle 1: tbf rate 40gbit burst 100kb latency 70ms peakrate 80gbit minburst 9000 overhead 4
qdisc add dev sfq root handle 1: sfq perturb 10 quantum 3000 limit 100 divisor 512 flows 64 depth 50 headdrop redflowlimit 100000 min 8000 max 60000 probability 0.20 ecn harddrop
qdisc add dev red root handle 1: red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn adaptive bandwidth 10mbit nodrop qevent early_drop block 10 qevent mark block 11
qdisc add dev sfb root handle 1: sfb rehash 600 db 60 limit 1000 max 25 target 20 increment 0.0005 decrement 0.00005 penalty_rate 10 penalty_burst 20
qdisc add dev gred root handle 1: gred setup DPs 3 default 2 grio limit 500000
qdisc change dev gred root gred DP 1 limit 60000 min 15000 max 45000 avpkt 1000 burst 20 bandwidth 10mbit probability 0.1 prio 2
qdisc change dev gred root gred DP 2 limit 60000 min 15000 max 45000 avpkt 1000 burst 20 bandwidth 10mbit probability 0.02 prio 3 ecn
qdisc add dev choke root handle 1: choke limit 1000 min 83 max 250 avpkt 1000 burst 125 bandwidth 10mbit ecn
qdisc add dev codel root handle 1: codel limit 100 target 4ms interval 30ms ce_threshold 1ms ecn
qdisc add dev fqcodel root handle 1: fq_codel limit 1000 flows 64 target 4ms interval 30ms quantum 300 noecn ce_threshold 2ms memory_limit 1mb drop_batch 32 ce_threshold_selector 1/3
qdisc add dev fq root handle 1: fq limit 1000 flow_limit 50 quantum 3000 initial_quantum 15000 maxrate 1gbit buckets 2048 pacing refill_delay 20ms orphan_mask 511 low_rate_threshold 200kbit ce_threshold 3ms timer_slack 20us horizon 5s horizon_cap
qdisc add dev hhf root handle 1: hhf limit 500 quantum 2000 hh_limit 1024 reset_timeout 50ms admit_bytes 100000 evict_timeout 2s non_hh_weight 3
qdisc add dev pie root handle 1: pie limit 1200 target 20ms tupdate 30ms alpha 3 beta 21 ecn bytemode dq_rate_estimator
qdisc add dev fqpie root handle 1: fq_pie limit 2000 flows 512 target 20ms tupdate 30ms alpha 3 beta 21 quantum 1000 memory_limit 2mb ecn_prob 15 ecn bytemode
qdisc add dev cake root handle 1: cake bandwidth 10mbit diffserv4 triple-isolate nat wash ack-filter split-gso rtt 50ms overhead 18 atm mpu 96 memlimit 2mb fwmark 0xf ingress
qdisc add dev cakeun root handle 1: cake unlimited raw besteffort flowblind no-split-gso ack-filter-aggressive ptm
qdisc add dev netem root handle 1: netem limit 500 delay 100ms 10ms 25% distribution normal loss 1% 25% duplicate 1% 10% corrupt 0.1% 5% reorder 25% 50% gap 5 rate 1mbit 20 100 5 ecn
qdisc add dev loss root handle 1: netem loss gemodel 1% 10% 70% 0.1% rate 40gbit delay 5s 1s
qdisc add dev slot root handle 1: netem loss state 1% 99% 10% 90% 1% slot 20ms 40ms packets 10 bytes 5000
qdisc add dev slot parent 1: handle 10: netem slot distribution pareto 10ms 2ms packets 5
qdisc add dev drr root handle 1: drr
class add dev drr parent 1: classid 1:1 drr quantum 2000
qdisc add dev qfq root handle 1: qfq
class add dev qfq parent 1: classid 1:1 qfq weight 10 maxpkt 1600
qdisc add dev ets root handle 1: ets bands 4 strict 2 quanta 4000 2000 priomap 0 1 1 1 2 2 3 3
class change dev ets classid 1:3 ets quantum 5000
qdisc add dev etf root handle 1: etf clockid CLOCK_TAI delta 300000 deadline_mode skip_sock_check
qdisc add dev taprio root handle 1: taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time 1528743495910289987 sched-entry S 01 300000 sched-entry S 03 300000 sched-entry S 04 400000 cycle-time 1100000 cycle-time-extension 100 flags 0x1 txtime-delay 500000 clockid CLOCK_TAI
qdisc replace dev taprio parent root handle 1: taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time 2528743495910289987 sched-entry S 07 100000 flags 0x1 txtime-delay 500000 clockid CLOCK_TAI
qdisc add dev cbs root handle 1: cbs locredit -1470 hicredit 30 sendslope -980000 idleslope 20000 offload 0
qdisc add dev skbprio root handle 1: skbprio limit 128
qdisc add dev plug root handle 1: plug limit 4000
qdisc change dev plug root plug release_indefinite
qdisc add dev clsact ingress_block 21 egress_block 22 clsact
qdisc add dev ingress ingress
qdisc add dev teql root teql0
qdisc add dev stab root handle 1: stab mtu 4096 tsize 512 mpu 64 overhead 20 linklayer atm tbf rate 1mbit burst 10kb limit 30000
END
i=0
while [ $((i += 1)) -le $n ]; do
	for j in 1 2 3; do
		echo packet >"/dev/udp/10.0.$i.2/9"
	done
done 2>/dev/null
sleep 0.5
trace tc-qdisc-show.strace ROUTE tc "their dump with statistics" sh -c "tc -j -s -d qdisc show >$OUT/oracle/tc-qdisc-show.tc.json"
# What tc 6.1 prints of multiq, hfsc and taprio is no JSON.
sed -i -e 's|{bands \([0-9/]*\) }|{"bands":"\1"}|' -e 's|{default \([0-9a-f]*\) }|{"default":"\1"}|' \
	-e 's|],{"base_time"|],"admin":{"base_time"|' "$OUT/oracle/tc-qdisc-show.tc.json"
for kind in prio multiq mqprio mq htb hfsc red drr qfq ets taprio stab; do
	echo class show dev $kind
done >"$OUT/classes"
trace tc-class-show.strace ROUTE tc "dumps of their classes with statistics" sh -c "
	tc -s -d -b $OUT/classes >$OUT/oracle/tc-class-show.tc.txt"
trace tc-qdisc-invisible.strace ROUTE tc "queueing disciplines that are not shown usually" tc qdisc show dev htb invisible
trace tc-qdisc-del.strace ROUTE tc "requests for one, and what is refused" tc -force -b - <<END
qdisc show dev htb root
class del dev htb classid 1:10
qdisc del dev htb root
qdisc del dev htb root
qdisc add dev htb root handle 1: cbq bandwidth 100mbit avpkt 1000 cell 8 ewma 5
class add dev htb parent 1: classid 1:1 cbq bandwidth 100mbit rate 6mbit weight 0.6mbit prio 8 allot 1514 cell 8 maxburst 20 avpkt 1000 bounded isolated split 1:0 defmap ff
qdisc add dev htb handle 1:0 root dsmark indices 64 default_index 3 set_tc_index
class change dev htb classid 1:1 dsmark mask 0x3 value 0xb8
qdisc add dev htb root handle 1: atm
END
