# shows: tc filter u32: selectors, hash tables, links, marks, policing, offsets
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 root handle 1: prio
}

u32='tc filter add dev v0 parent 1: protocol ip prio 10 u32'

scene() {
	$u32 match ip src 192.0.2.0/24 match ip dst 198.51.100.7 flowid 1:1
	$u32 match ip tos 0x10 0xff match ip ihl 5 0xf match ip protocol 6 0xff classid 1:2
	$u32 match ip precedence 0xc0 0xe0 match ip nofrag classid 1:2
	$u32 match ip firstfrag match ip df match ip mf flowid 1:1
	$u32 match ip sport 80 0xffff match ip dport 0x1000 0xf000 flowid 1:1
	$u32 match ip protocol 1 0xff match ip icmp_type 8 0xff match ip icmp_code 0 0xff flowid 1:1
	$u32 match tcp src 80 0xffff match tcp dst 443 0xffff flowid 1:1
	$u32 match udp src 53 0xffff match udp dst 53 0xffff flowid 1:1
	$u32 match icmp type 3 0xff match icmp code 1 0xff flowid 1:1
	$u32 match u8 0x45 0xff at 0 match u16 0x1c 0xffff at 2 match u32 0xc0000200 0xffffff00 at 12 flowid 1:3
	$u32 match u16 4000 0xffff at nexthdr+2 flowid 1:3
	$u32 match ether src 02:00:00:00:00:01 match ether dst 02:00:00:00:00:02 flowid 1:3
	$u32 match mark 0x10 0xff flowid 1:1
	$u32 match u32 0 0 flowid 1:3 skip_hw
	$u32 match u32 0 0 flowid 1:3 indev v0
	tc filter add dev v0 parent 1: protocol ipv6 prio 11 u32 match ip6 src 2001:db8::/32 match ip6 dst fd00::1/128 \
		match ip6 priority 1 0xff \
		match ip6 protocol 58 0xff match ip6 flowlabel 0x12345 0xfffff flowid 1:1
	tc filter add dev v0 parent 1: protocol ipv6 prio 11 u32 match ip6 sport 1 0xffff match ip6 dport 2 0xffff flowid 1:2
	tc filter add dev v0 parent 1: protocol ipv6 prio 11 u32 match ip6 icmp_type 1 0xff match ip6 icmp_code 2 0xff flowid 1:2
	packets 3
	tc -s -d filter show dev v0
	tc -pretty filter show dev v0 parent 1: prio 10
	tc filter get dev v0 parent 1: protocol ip prio 10 handle 800::801 u32
	tc filter replace dev v0 parent 1: protocol ip prio 10 handle 800::801 u32 match ip src 203.0.113.0/24 flowid 1:2
	tc filter change dev v0 parent 1: protocol ip prio 10 handle 800::801 u32 match ip src 203.0.113.0/24 flowid 1:3
	tc filter del dev v0 parent 1: protocol ip prio 10 handle 800::801 u32
	tc filter del dev v0 parent 1: prio 10
	tc filter del dev v0 parent 1: prio 11

	tc filter add dev v0 parent 1: prio 5 handle 2: protocol ip u32 divisor 256
	tc filter add dev v0 parent 1: prio 5 handle 3: protocol ip u32 divisor 1
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 800:: match ip src 192.0.2.0/24 hashkey mask 0x000000ff at \
		12 link 2:
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 2:1: match ip src 192.0.2.1/32 flowid 1:3
	tc filter add dev v0 parent 1: prio 5 handle 2:7:5 protocol ip u32 ht 2:7: match ip src 192.0.2.7/32 flowid 1:2
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 2: sample tcp dst 25 0xffff match ip src 192.0.2.8/32 flowid 1:2
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 800:: match ip protocol 6 0xff offset at 0 mask 0x0f00 \
		shift 6 plus 0 eat link 3:
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 3:0 match tcp dst 22 0xffff flowid 1:1
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 match ip protocol 17 0xff \
		police rate 100kbit burst 10k mtu 2000 peakrate 200kbit conform-exceed drop/pipe flowid 1:2
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 match ip protocol 1 0xff action mirred egress mirror dev v1 \
		action drop
	packets 5
	tc -s -d filter show dev v0 parent 1:
	! tc filter del dev v0 parent 1: prio 5 handle 2: protocol ip u32
	! tc filter add dev v0 parent 1: prio 5 handle 4: protocol ip u32 divisor 3
	! tc filter add dev v0 parent 1: prio 5 protocol ip u32 ht 9: match u32 0 0 flowid 1:1
	tc filter add dev v0 parent 1: prio 5 protocol ip u32 match u32 0 0 flowid 1:1 skip_sw
	! tc filter get dev v0 parent 1: protocol ip prio 5 handle 800::999 u32
	tc filter del dev v0 parent 1:
	tc filter show dev v0
}
