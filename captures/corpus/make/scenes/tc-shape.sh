# shows: tc qdisc of tbf, multiq, skbprio and plug
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	ip link add d0 address 02:00:00:00:00:0d numtxqueues 4 type dummy
}

scene() {
	tc qdisc add dev v0 root handle 8: tbf rate 1mbit burst 10kb/8 latency 50ms
	tc qdisc change dev v0 root handle 8: tbf rate 2mbit burst 20kb/8 limit 30kb peakrate 4mbit mtu 2000/8 mpu 64 \
		overhead 24 linklayer atm
	tc -s -d qdisc show dev v0
	tc qdisc replace dev v0 root handle 8: tbf rate 40gbit burst 10mb limit 20mb peakrate 80gbit mtu 9000
	tc -d qdisc show dev v0
	tc -d class show dev v0
	tc qdisc add dev v0 parent 8:1 handle 81: pfifo
	tc qdisc del dev v0 root

	tc qdisc add dev d0 root handle 6: multiq
	tc -s -d qdisc show dev d0
	tc -s class show dev d0
	tc qdisc replace dev d0 root handle 7: skbprio limit 32
	tc qdisc change dev d0 root handle 7: skbprio limit 64
	tc -s qdisc show dev d0
	tc -s class show dev d0
	tc qdisc del dev d0 root

	tc qdisc add dev v0 root handle 9: plug limit 30000
	tc qdisc change dev v0 root handle 9: plug block
	packets 2
	tc -s qdisc show dev v0
	tc qdisc change dev v0 root handle 9: plug release
	tc qdisc change dev v0 root handle 9: plug release_indefinite
	tc qdisc change dev v0 root handle 9: plug limit 2000
	tc -s qdisc show dev v0
	tc qdisc del dev v0 root
}
