# shows: tc -batch: queues, classes, filters and chains of every kind of attribute, in few processes
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# flavours: all
# modules: veth cls_flower cls_u32 cls_basic em_meta em_cmp

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	batches=$(mktemp -d)
	cat >"$batches/queues" <<-BATCH
		qdisc add dev v0 root handle 1: stab overhead 20 linklayer ethernet mpu 64 mtu 2048 tsize 64 htb default 20 r2q 20
		class add dev v0 parent 1: classid 1:1 htb rate 100mbit burst 20k
		class add dev v0 parent 1:1 classid 1:10 htb rate 10mbit ceil 20mbit prio 1 quantum 3000 mtu 2000
		class add dev v0 parent 1:1 classid 1:20 htb rate 5gbit ceil 40gbit prio 2 quantum 1514
		qdisc add dev v0 parent 1:10 handle 10: prio bands 3
		qdisc add dev v0 parent 10:1 handle 11: pfifo limit 5
		qdisc add dev v0 parent 10:2 handle 12: red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn
		qdisc add dev v0 parent 1:20 handle 20: fq_codel flows 64 limit 100
		qdisc add dev v1 ingress_block 22 ingress
	BATCH
	cat >"$batches/filters" <<-BATCH
		filter add dev v0 parent 1: protocol ip prio 1 u32 match ip dport 4001 0xffff flowid 1:10
		filter add dev v0 parent 1: protocol ip prio 2 handle 1 flower ip_proto udp dst_ip 192.0.2.0/24 dst_port 4002 classid 1:10
		filter add dev v0 parent 1: protocol 802.1Q prio 3 handle 1 flower vlan_id 100 vlan_ethtype ipv6 src_ip 2001:db8::/32 classid 1:1
		filter add dev v0 parent 1: prio 4 basic match 'meta(priority eq 3) and cmp(u8 at 9 layer 1 eq 17)' classid 1:20
		filter add block 22 protocol all prio 5 matchall classid 1:2
		chain add dev v0 parent 1: protocol ip chain 7 flower dst_ip 0.0.0.0/16 ip_proto udp
		filter add dev v0 parent 1: protocol ip chain 7 prio 1 flower dst_ip 192.0.2.0/16 ip_proto udp classid 1:1
	BATCH
	cat >"$batches/counted" <<-BATCH
		qdisc show dev v0
		class show dev v0
		filter show dev v0 parent 1:
		filter show block 22
		chain show dev v0 parent 1:
	BATCH
	cat >"$batches/refused" <<-BATCH
		qdisc add dev v0 parent 77:1 pfifo
		class del dev v0 classid 1:1
		filter add dev v0 parent 1: protocol ip chain 7 prio 2 flower src_ip 192.0.2.1
		filter add dev v0 parent 1: protocol ip prio 9 nonesuch
		chain del dev v0 parent 1: chain 9
		qdisc del dev v1 ingress
		qdisc del dev v0 root
	BATCH
}

scene() {
	tc -batch "$batches/queues"
	tc -batch "$batches/filters"
	packets 3
	tc -s -d -batch "$batches/counted"
	! tc -force -batch "$batches/refused"
}

cleanup() { rm -r "$batches"; }
