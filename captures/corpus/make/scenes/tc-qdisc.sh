# shows: tc qdisc of the fifos, prio, ingress, clsact, noqueue, blackhole, size tables, and how they are refused
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	ip link add d0 address 02:00:00:00:00:0d type dummy
}

scene() {
	tc qdisc show
	tc qdisc add dev v0 root handle 1: pfifo limit 10
	packets 3
	tc -s -d qdisc show dev v0
	tc qdisc change dev v0 root handle 1: pfifo limit 20
	tc qdisc replace dev v0 root handle 2: bfifo limit 30000
	packets 2
	tc -s -d qdisc show dev v0 root
	tc qdisc replace dev v0 root handle 3: pfifo_head_drop limit 7
	tc qdisc replace dev v0 root pfifo_fast
	tc -s qdisc show dev v0
	tc qdisc replace dev v0 root handle 4: blackhole
	packets 2
	tc -s qdisc show dev v0
	tc qdisc replace dev v0 root noqueue
	tc -d qdisc show dev v0
	tc qdisc del dev v0 root

	tc qdisc add dev v0 root handle 5: prio bands 4 priomap 3 2 1 0 1 2 0 0 1 1 1 1 1 1 1 1
	tc qdisc add dev v0 parent 5:1 handle 51: pfifo limit 5
	tc qdisc add dev v0 parent 5:2 handle 52: bfifo
	packets 2
	tc -s -d qdisc show dev v0
	tc -s -d class show dev v0
	tc class show dev v0 parent 5:
	tc class show dev v0 classid 5:2
	tc qdisc show dev v0 parent 5:1
	tc qdisc show dev v0 handle 52:
	tc qdisc change dev v0 root handle 5: prio bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1
	tc qdisc del dev v0 parent 5:1
	! tc class add dev v0 parent 5: classid 5:9 prio
	tc qdisc del dev v0 root handle 5:

	tc qdisc add dev v0 root handle a: stab overhead 20 linklayer ethernet mpu 64 mtu 2048 tsize 512 prio
	tc qdisc add dev d0 root handle a: stab linklayer adsl overhead -4 mpu 32 pfifo
	tc -s -d qdisc show
	tc qdisc del dev v0 root
	tc qdisc del dev d0 root

	tc qdisc add dev v0 ingress
	tc -s qdisc show dev v0 ingress
	tc qdisc del dev v0 ingress
	tc qdisc add dev v0 clsact
	tc -s qdisc show dev v0 clsact
	tc -s qdisc show invisible
	tc qdisc del dev v0 clsact

	! tc qdisc del dev v0 root
	! tc qdisc add dev v0 parent 77:1 pfifo
	! tc qdisc change dev v0 root pfifo limit 3
	! tc qdisc add dev v0 root nonesuch
	tc qdisc add dev v0 root handle 1: pfifo
	! tc qdisc add dev v0 root handle 1: pfifo
	! tc qdisc change dev v0 root handle 1: bfifo
	! tc qdisc add dev v0 parent 1:1 pfifo
	tc qdisc del dev v0 root
}
