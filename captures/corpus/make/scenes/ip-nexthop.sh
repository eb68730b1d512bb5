# shows: ip nexthop: single next hops, groups, resilient groups and their buckets, forwarding ones; routes that use them
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy mpls_router mpls_iptunnel vxlan
# flavours: all

. "$MAKE/programs/batch.sh"

prepare() {
	for i in 0 1; do
		ip link add "d$i" address "02:00:00:00:00:0$i" type dummy
		ip link set "d$i" addrgenmode none up
		ip addr add "192.0.2.$((i * 128 + 1))/25" dev "d$i"
		ip addr add "2001:db8:$i::1/64" dev "d$i" nodad
	done
	ip link add vrf9 type vrf table 99
	ip link add vx0 address 02:00:00:00:00:09 type vxlan id 9 dstport 4789 local 192.0.2.1 nolearning
	ip link set vx0 addrgenmode none up
}

scene() {
	batch ip -d <<-END
		nexthop add id 1 via 192.0.2.2 dev d0 protocol static
		nexthop add id 2 via 192.0.2.130 dev d1
		nexthop add id 3 dev d0
		nexthop add id 4 blackhole
		nexthop add id 5 via 2001:db8:0::2 dev d0
		nexthop add id 6 via 2001:db8:1::2 dev d1 onlink
		nexthop add id 7 encap mpls 100/200 via 192.0.2.9 dev d0
		nexthop add id 8 encap seg6 mode encap segs 2001:db8:f::1 via 2001:db8:0::9 dev d0
		nexthop add id 10 group 1/2
		nexthop add id 11 group 1,3/2,200 type mpath
		nexthop add id 12 group 1/2,5 type resilient buckets 8 idle_timer 60 unbalanced_timer 300
		nexthop add id 13 group 5/6
		nexthop add id 20 via 192.0.2.50 fdb
		nexthop add id 21 via 192.0.2.51 fdb
		nexthop add id 22 group 20/21 fdb
		nexthop replace id 2 via 192.0.2.131 dev d1
		nexthop replace id 12 group 1/2 type resilient buckets 8 idle_timer 10
		nexthop add via 192.0.2.8 dev d0 protocol 99
		nexthop show
		nexthop show id 11
		nexthop get id 12
		nexthop show dev d0
		nexthop show groups
		nexthop show fdb
		nexthop show protocol 4
		nexthop show vrf vrf9
		nexthop show master vrf9
	END
	batch ip -d <<-END
		nexthop bucket list
		nexthop bucket list id 12
		nexthop bucket list nhid 1
	END
	ip nexthop bucket list dev d1
	batch ip -d <<-END
		nexthop bucket get id 12 index 3
		route add 198.51.100.0/24 nhid 10
		route add 198.51.101.0/24 nhid 12 metric 7
		route add 198.51.102.0/24 nhid 4
		route add 198.51.103.0/24 nhid 5
	END
	ip -6 route add 2001:db8:100::/48 nhid 13
	ip -6 route add 2001:db8:101::/48 nhid 5
	batch ip -d <<-END
		route show
	END
	ip -d -6 route show
	batch ip -d <<-END
		route get 198.51.101.7
		route get fibmatch 198.51.100.7
	END
	bridge fdb add 02:00:00:00:01:01 dev vx0 nhid 22 self
	bridge fdb show dev vx0
	batch ip -d <<-END
		! nexthop add id 1 via 192.0.2.2 dev d0
		! nexthop add id 30 group 98/99
		! nexthop add id 30 group 20/1
		! nexthop get id 99
		! nexthop del id 99
		! route add 198.51.104.0/24 nhid 99
		! nexthop bucket get id 12 index 8
		nexthop del id 1
		nexthop flush protocol 99
		nexthop flush dev d1
		nexthop flush
		nexthop show
	END
}
