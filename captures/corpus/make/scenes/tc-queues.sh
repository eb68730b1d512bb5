# shows: tc qdisc of devices with many queues: mq, mqprio, taprio, etf, cbs, teql
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth dummy sch_teql

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 4 numrxqueues 4; }

counted() {
	packets 6
	tc -s -d qdisc show dev v0
	tc -s -d class show dev v0
}

scene() {
	tc qdisc add dev v0 root handle 1: mq
	tc qdisc replace dev v0 parent 1:1 handle 11: pfifo limit 5
	tc qdisc replace dev v0 parent 1:2 handle 12: fq
	counted
	tc qdisc del dev v0 parent 1:2
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 2: mqprio num_tc 3 map 0 0 1 1 2 2 2 2 0 0 0 0 0 0 0 0 queues 2@0 1@2 1@3 hw 0
	tc qdisc replace dev v0 parent 2:1 handle 21: bfifo
	counted
	tc qdisc del dev v0 root
	! tc qdisc add dev v0 root handle 2: mqprio num_tc 2 map 0 1 queues 2@0 2@2 hw 1 mode dcb
	! tc qdisc add dev v0 root handle 2: mqprio num_tc 2 map 0 1 queues 2@0 2@2 hw 1 mode channel \
		shaper bw_rlimit min_rate 1Gbit 2Gbit max_rate 4Gbit 5Gbit
	! tc qdisc add dev v0 root handle 2: mqprio num_tc 2 map 0 1 queues 2@0 2@1 hw 0

	tc qdisc add dev v0 root handle 3: taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time \
		1000000000 \
		cycle-time 900000 cycle-time-extension 1000 sched-entry S 01 300000 sched-entry S 02 300000 sched-entry S 04 300000 \
		clockid CLOCK_TAI
	counted
	tc qdisc replace dev v0 parent 3:1 handle 31: pfifo
	tc qdisc change dev v0 root handle 3: taprio base-time 9000000000000000000 sched-entry S 0f 500000 sched-entry S 01 \
		500000 \
		clockid CLOCK_TAI
	tc -s -d qdisc show dev v0 root
	tc qdisc del dev v0 root
	tc qdisc add dev v0 root handle 3: taprio num_tc 2 map 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 1 queues 1@0 1@1 base-time 0 \
		sched-entry S 01 300000 sched-entry S 03 300000 flags 0x1 txtime-delay 200000 clockid CLOCK_TAI
	tc qdisc replace dev v0 parent 3:1 handle 31: etf clockid CLOCK_TAI delta 200000 skip_sock_check
	tc -s -d qdisc show dev v0
	tc qdisc del dev v0 root
	! tc qdisc add dev v0 root handle 3: taprio num_tc 2 map 1 1 1 0 queues 1@0 1@1 base-time 0 sched-entry S 01 0 \
		clockid CLOCK_TAI

	tc qdisc add dev v0 root handle 4: mqprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 hw 0
	tc qdisc replace dev v0 parent 4:1 handle 41: cbs idleslope 98688 sendslope -901312 hicredit 153 locredit -1389 offload 0
	tc qdisc change dev v0 parent 4:1 handle 41: cbs idleslope 20000 sendslope -980000 hicredit 30 locredit -1470
	tc qdisc replace dev v0 parent 4:2 handle 42: etf clockid CLOCK_TAI delta 300000 deadline_mode
	counted
	! tc qdisc replace dev v0 parent 4:2 handle 43: etf clockid CLOCK_MONOTONIC delta 300000
	! tc qdisc replace dev v0 parent 4:2 handle 43: etf clockid CLOCK_TAI delta 300000 offload
	! tc qdisc change dev v0 parent 4:1 handle 41: cbs idleslope 20000 sendslope -980000 hicredit 30 locredit -1470 offload 1
	tc qdisc del dev v0 root

	ip link add d0 type dummy
	ip link add d1 type dummy
	# The device of teql is in the first namespace; some kernels let no other one join it.
	if tc qdisc add dev d0 root teql0; then
		tc qdisc add dev d1 root teql0
		tc -s -d qdisc show
		tc qdisc del dev d1 root
	fi
	tc qdisc show
}
