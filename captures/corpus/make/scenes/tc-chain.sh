# shows: tc chain with templates, blocks shared by devices, filters of ingress, clsact and blocks, and how they are refused
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth cls_flower cls_matchall

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

scene() {
	tc qdisc add dev v0 ingress_block 22 egress_block 23 clsact
	tc qdisc add dev v1 ingress_block 22 ingress
	tc -d qdisc show
	tc filter add block 22 protocol ip prio 3 flower dst_ip 192.0.2.0/24 classid 1:1
	tc filter add block 22 protocol all chain 4 prio 5 matchall classid 1:2
	tc -s filter show block 22
	tc -s filter show block 22 chain 4
	tc filter show dev v1 ingress
	tc filter replace block 22 protocol ip prio 3 handle 1 flower dst_ip 192.0.2.0/24 classid 1:3
	! tc filter add dev v1 ingress protocol ip prio 9 matchall
	tc chain show block 22
	tc filter del block 22 protocol ip prio 3
	tc filter del block 22 chain 4
	! tc filter show block 99
	! tc filter add block 99 protocol ip prio 1 matchall
	tc qdisc del dev v1 ingress

	tc chain add dev v0 ingress chain 2 || tc chain add block 22 chain 2
	tc qdisc del dev v0 clsact
	tc qdisc add dev v0 clsact
	tc qdisc add dev v1 ingress
	tc chain add dev v0 ingress protocol ip chain 7 flower dst_ip 0.0.0.0/16 ip_proto udp dst_port 0/65535
	tc chain add dev v0 ingress chain 8
	tc chain add dev v0 egress protocol all chain 9 flower dst_mac 00:00:00:00:00:00/FF:FF:FF:FF:FF:FF
	tc -d chain show dev v0 ingress
	tc chain show dev v0 egress
	tc chain get dev v0 ingress chain 7
	tc filter add dev v0 ingress protocol ip chain 7 prio 1 flower dst_ip 192.0.2.0/16 ip_proto udp dst_port 53 classid 1:1
	! tc filter add dev v0 ingress protocol ip chain 7 prio 1 flower src_ip 192.0.2.1
	! tc filter add dev v0 ingress protocol ip chain 7 prio 1 matchall
	! tc chain add dev v0 ingress chain 7
	! tc chain add dev v0 ingress protocol ip chain 10 matchall
	! tc chain get dev v0 ingress chain 99
	tc filter show dev v0 ingress chain 7
	tc chain del dev v0 ingress chain 7
	tc chain del dev v0 ingress chain 8
	! tc chain del dev v0 ingress chain 8
	tc chain show dev v0 ingress
	tc filter add dev v0 egress protocol ip prio 1 matchall classid 1:1
	! tc filter add dev v0 egress protocol ip prio 1 nonesuch
	! tc filter add dev v0 egress protocol ip prio 70000 matchall
	tc -s filter show dev v0 egress
	tc filter del dev v0 egress
	tc qdisc del dev v0 clsact

	tc qdisc add dev v0 root handle 1: prio
	tc chain add dev v0 parent 1: chain 3
	tc filter add dev v0 parent 1: chain 3 protocol ip prio 1 handle 3 fw classid 1:1
	tc chain show dev v0
	tc chain del dev v0 parent 1: chain 3
	tc qdisc del dev v0 root
	tc qdisc show
}
