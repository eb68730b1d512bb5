# shows: ip route: every type, table, protocol, scope, metric and next hop of both families; get with each selector
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy
# flavours: all

. "$MAKE/programs/batch.sh"

prepare() {
	ip link set lo up
	for i in 0 1; do
		ip link add "d$i" address "02:00:00:00:00:0$i" type dummy
		ip link set "d$i" addrgenmode none up
		ip addr add "192.0.2.$((i * 128 + 1))/25" dev "d$i"
		ip addr add "2001:db8:$i::1/64" dev "d$i" nodad
	done
	ip link set d0 mtu 9000
}

v4() {
	batch ip -d <<-END
		route add default via 192.0.2.2 dev d0
		route add 198.51.100.0/24 via 192.0.2.3 dev d0 src 192.0.2.1 metric 5 tos 0x10 proto static scope global table main
		route add 198.51.100.0/25 dev d0 mtu lock 1400 advmss 1300 rtt 200ms rttvar 100ms reordering 5 window 20000 cwnd lock 10 initcwnd 11 ssthresh 12 rto_min 300ms hoplimit 33 initrwnd 14 features ecn quickack 1 congctl reno fastopen_no_cookie 1
		route add unreachable 203.0.113.1
		route add prohibit 203.0.113.2
		route add blackhole 203.0.113.3
		route add throw 203.0.113.4 table 78
		route add local 203.0.113.5 dev d0
		route add broadcast 203.0.113.6 dev d0
		route add multicast 239.0.0.0/8 dev d0
		route add 203.0.113.7 dev d0 realms 3/4
		route add 203.0.113.8 proto 99 scope link dev d0
		route add 203.0.113.9 via 198.18.0.1 dev d0 onlink
		route add 203.0.113.10 via inet6 2001:db8:0::2 dev d0
		route add 203.0.113.16/28 nexthop via 192.0.2.2 dev d0 weight 3 nexthop via 192.0.2.130 dev d1 weight 200 nexthop via inet6 2001:db8:1::7 dev d1
		route append 203.0.113.16/28 via 192.0.2.9
		route replace 203.0.113.8 dev d1 scope link
		route change default via 192.0.2.4
		! route add default via 192.0.2.2 dev d0
		! route del 203.0.113.200
		! route add 203.0.113.99 via 100.64.0.1
		route show table all
		route show table 78
		route show root 203.0.113.0/24
		route show match 203.0.113.9
		route show exact 203.0.113.16/28
		route show proto static
		route show type blackhole
		route show scope link
		route show dev d1
		route show via 192.0.2.4
		route show src 192.0.2.1
		route show cached
		route get 203.0.113.9
		route get 203.0.113.17 from 192.0.2.1 oif d0 tos 8 mark 9 uid 10 ipproto udp sport 1000 dport 53
		route get 192.0.2.1 from 192.0.2.77 iif d0
		route get fibmatch 198.51.100.1
		route get to 239.1.1.1
		! route get 203.0.113.1
		route del 203.0.113.8
		route flush table 78
		route flush root 203.0.113.0/28
		route flush cache
	END
	ip route save table main >/dev/null
}

v6() {
	batch ip -6 -d <<-END
		route add default via 2001:db8:0::2 dev d0 pref high metric 10
		route add 2001:db8:100::/48 via 2001:db8:0::3 pref low expires 1000 proto ra
		route add 2001:db8:101::/48 dev d0 pref medium mtu 1400 advmss 1300 rtt 100ms hoplimit 9 congctl reno features ecn initcwnd 7 quickack 1 fastopen_no_cookie 1
		route add unreachable 2001:db8:102:1::/64 dev lo
		route add prohibit 2001:db8:102:2::/64 dev lo
		route add blackhole 2001:db8:102:3::/64 dev lo
		route add throw 2001:db8:102:4::/64 dev lo
		route add local 2001:db8:103::/64 dev lo
		route add anycast 2001:db8:103:1::1 dev d0
		route add multicast ff05::/16 dev d0 table local
		route add 2001:db8:104::/48 from 2001:db8:200::/48 dev d0 metric 77
		route add 2001:db8:105::/48 nexthop via 2001:db8:0::2 weight 2 nexthop via 2001:db8:1::3 dev d1 weight 5
		route append 2001:db8:105::/48 via 2001:db8:0::9
		route add 2001:db8:106::/48 dev d1 table 99
		route add 2001:db8:107::/48 via fe80::9 dev d1 onlink
		route replace 2001:db8:106::/48 dev d0 table 99
		route change 2001:db8:106::/48 dev d1 table 99
		! route add 2001:db8:106::/48 dev d1 table 99
		! route del 2001:db8:999::/48
		route show table all
		route show 2001:db8:105::/48
		route get 2001:db8:105::7
		route get fibmatch 2001:db8:101::1 from 2001:db8:0::1 oif d0 mark 3 uid 4 ipproto tcp sport 5 dport 6
		! route get 2001:db8:102:1::1
		route show cache
		route del 2001:db8:104::/48 from 2001:db8:200::/48 dev d0
		route flush table 99
		route flush proto ra
	END
}

scene() {
	v4
	v6
	ip route show table local
}
