# Addresses, routes, neighbours, rules, nexthops, settings and namespace ids.
ip link set lo up
sysctl -qw net.mpls.platform_labels=1000 net.ipv6.conf.all.seg6_enabled=1 2>/dev/null
modprobe -a mpls_router mpls_iptunnel 2>/dev/null
sysctl -qw net.mpls.platform_labels=1000
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
ip link add d0 address 02:00:00:00:00:50 type dummy
trace ip-addr-add.strace ROUTE ip "addresses of both families are added" sh -c '
	ip addr add 192.0.2.1/24 brd + dev veth0 label veth0:a
	ip addr add 192.0.2.200 peer 192.0.2.201/32 dev veth0
	ip addr add 198.51.100.1/25 dev d0 valid_lft 3600 preferred_lft 1800 noprefixroute
	ip addr add 2001:db8::1/64 dev d0 nodad home
	ip addr add 2001:db8:1::1/64 dev veth0 nodad metric 77'
for l in veth0 veth1 d0; do ip link set $l up; done
await '! ip -6 addr show tentative | grep -q inet6'
trace ip-addr-show.strace ROUTE ip "dump of links and addresses" ip addr show
oracle ip-addr-show.ip.json ip -j addr show
trace ip-nexthop-add.strace ROUTE ip "nexthop objects and a group" sh -c '
	ip nexthop add id 1 via 192.0.2.2 dev veth0
	ip nexthop add id 2 via 198.51.100.2 dev d0
	ip nexthop add id 3 group 1,10/2,20
	ip nexthop add id 4 blackhole
	ip nexthop add id 5 via 2001:db8::2 dev d0
	ip nexthop add id 6 group 1/2 type resilient buckets 8 idle_timer 60'
trace ip-nexthop-show.strace ROUTE ip "dump of the nexthop objects" ip -d nexthop show
oracle ip-nexthop-show.ip.json ip -j -d nexthop show
trace ip-route-add.strace ROUTE ip "routes: metrics, multipath, table, source, nexthop id, blackhole" sh -c '
	ip route add 203.0.113.0/24 via 192.0.2.2 dev veth0 src 192.0.2.1 metric 100 mtu lock 1300 advmss 1200 rtt 50ms initcwnd 10
	ip route add 10.1.0.0/16 nexthop via 192.0.2.2 dev veth0 weight 1 nexthop via 198.51.100.2 dev d0 weight 5 onlink
	ip route add 10.2.0.0/16 table 1000 proto static tos 0x10 dev d0 scope link
	ip route add 10.3.0.0/16 nhid 3
	ip route add blackhole 10.4.0.0/16
	ip route add 10.5.0.0/16 via inet6 2001:db8::2 dev d0
	ip -6 route add 2001:db8:2::/48 via 2001:db8::2 dev d0 pref high expires 600
	ip -6 route add 2001:db8:3::/48 nexthop via 2001:db8::2 dev d0 nexthop via 2001:db8:1::2 dev veth0 weight 3
	ip route add 10.6.0.0/16 dev d0 congctl reno features ecn'
trace ip-route-show.strace ROUTE ip "dump of the IPv4 routes of all tables" ip -d route show table all
oracle ip-route-show.ip.json ip -j -d route show table all
trace ip6-route-show.strace ROUTE ip "dump of the IPv6 routes of the main table" ip -6 -d route show
oracle ip6-route-show.ip.json ip -6 -j -d route show
trace ip-route-get.strace ROUTE ip "the kernel is asked for one route" ip route get 203.0.113.9 from 192.0.2.1 mark 5
oracle ip-route-get.ip.json ip -j route get 203.0.113.9 from 192.0.2.1 mark 5
trace ip-route-encap.strace ROUTE ip "routes with MPLS, seg6, seg6local and IP encapsulation, an MPLS route; their dump" sh -c '
	ip route add 10.7.0.0/16 encap mpls 100/200 ttl 7 via 192.0.2.2 dev veth0
	ip route add 10.8.0.0/16 encap ip id 5 dst 192.0.2.9 tos 4 ttl 9 dev d0
	ip -6 route add 2001:db8:7::/48 encap seg6 mode encap segs 2001:db8::a,2001:db8::b dev d0
	ip -6 route add 2001:db8:8::/128 encap seg6local action End.X nh6 2001:db8::2 dev d0
	ip -6 route add 2001:db8:9::/48 encap ip6 id 6 dst 2001:db8::9 dev d0
	ip -f mpls route add 100 as 200/300 via inet 192.0.2.2 dev veth0
	ip -f mpls route show
	ip -6 route show 2001:db8:7::/48
	ip route show 10.7.0.0/16'
oracle ip-route-encap.ip.json ip -j route show
oracle ip-route-encap.mpls.ip.json ip -j -f mpls route show
trace ip-neigh-add.strace ROUTE ip "neighbours are added, a proxy entry too" sh -c '
	ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:99 dev veth0 nud permanent
	ip neigh add 192.0.2.3 lladdr 02:00:00:00:00:98 dev veth0 nud stale extern_learn
	ip neigh add 2001:db8::2 lladdr 02:00:00:00:00:97 dev d0 nud reachable router
	ip neigh add proxy 192.0.2.77 dev veth0'
trace ip-neigh-show.strace ROUTE ip "dump of the neighbours" ip -s neigh show
oracle ip-neigh-show.ip.json ip -j -s neigh show
trace ip-ntable-show.strace ROUTE ip "dump of the neighbour tables" ip ntable show dev veth0
oracle ip-ntable-show.ip.json ip -j ntable show dev veth0
trace ip-rule-add.strace ROUTE ip "policy rules are added" sh -c '
	ip rule add pref 100 from 192.0.2.0/24 to 203.0.113.0/24 iif veth0 fwmark 0x10/0xff table 1000
	ip rule add pref 200 uidrange 1000-2000 ipproto tcp sport 1000-2000 dport 80 lookup 1001
	ip rule add pref 300 not from all tos 0x10 oif d0 prohibit
	ip rule add pref 400 from all goto 32766
	ip -6 rule add pref 500 from 2001:db8::/32 table 1000 suppress_prefixlength 0'
trace ip-rule-show.strace ROUTE ip "dump of the rules" ip rule show
oracle ip-rule-show.ip.json ip -j rule show
trace ip-netconf-show.strace ROUTE ip "settings of the interfaces" ip netconf show
oracle ip-netconf-show.ip.json ip -j netconf show
ip netns add peer
trace ip-nsid.strace ROUTE ip "a namespace gets an id; dump of the ids" sh -c 'ip netns set peer 17; ip netns list-id'
oracle ip-nsid.ip.json ip -j netns list-id
trace ip-addrlabel-show.strace ROUTE ip "address selection labels" ip addrlabel show
oracle ip-addrlabel-show.ip.json ip -j addrlabel show
