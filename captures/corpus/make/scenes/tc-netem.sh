# shows: tc qdisc netem with all its options, loss models, distributions, slots and rates
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

# alike sets one netem queue from what follows, and shows it.
alike() {
	tc qdisc replace dev v0 root handle 1: netem "$@"
	tc -s -d qdisc show dev v0
}

scene() {
	tc qdisc add dev v0 root handle 1: netem
	tc qdisc change dev v0 root handle 1: netem limit 500 delay 100ms
	tc -s -d qdisc show dev v0
	tc qdisc change dev v0 root handle 1: netem delay 100ms 10ms 25%
	packets 4
	tc -s -d qdisc show dev v0
	tc qdisc del dev v0 root

	alike delay 10ms 5ms distribution paretonormal
	alike loss 1% 25%
	alike loss random 0.3%
	alike loss state 1% 99% 10% 90% 1%
	alike loss state 5%
	alike loss gemodel 1% 10% 70% 0.1%
	alike loss gemodel 2% ecn
	alike duplicate 5% 10%
	alike corrupt 0.1% 5%
	alike delay 10ms reorder 25% 50%
	alike delay 10ms reorder 25% 50% gap 5
	alike rate 1mbit
	alike rate 5kbit 20 100 5
	alike rate 40gbit
	alike slot 800us
	alike slot 800us 1000us packets 32 bytes 65536
	alike slot distribution pareto 1ms 0.1ms packets 10 bytes 20000
	alike limit 50 delay 1ms 1ms 10% loss gemodel 1% 10% corrupt 1% duplicate 1% reorder 5% gap 2 \
		rate 1gbit 10 64 2 slot 1ms 2ms ecn
	packets 10
	tc -s -d qdisc show dev v0
	tc -s class show dev v0
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 1: netem delay 1ms
	tc qdisc add dev v0 parent 1:1 handle 11: pfifo limit 10
	packets 2
	tc -s class show dev v0
	tc -s qdisc show dev v0
	tc qdisc del dev v0 root
	! tc qdisc add dev v0 root netem distribution nonesuch
	! tc qdisc add dev v0 root netem loss state 1% 1% 1% 1% 1% 1%
	tc qdisc show
}
