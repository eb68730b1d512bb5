# shows: ip monitor and rtmon: what every group tells while links, addresses, routes, rules and the rest change; router advertisements
# tool: iproute2
# packages: iproute2 python3
# protocols: ROUTE
# modules: dummy veth bridge vrf

. "$MAKE/programs/wait.sh"

prepare() {
	ip netns add sample-router
	ip netns set sample-router 7
	ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02 netns sample-router
	ip netns exec sample-router sysctl -qw net.ipv6.conf.v1.accept_dad=0 net.ipv6.conf.v1.dad_transmits=0
	ip -n sample-router link set v1 up
	ip -n sample-router addr add 2001:db8::1/64 dev v1 nodad
	sysctl -qw net.ipv6.conf.v0.use_tempaddr=2 net.ipv6.conf.v0.accept_ra=2 net.ipv6.conf.v0.dad_transmits=0
}

changes() {
	ip -batch - <<-END
		link add d0 address 02:00:00:00:00:03 type dummy
		link set d0 up
		link set d0 alias sample
		link property add dev d0 altname other
		addr add 192.0.2.1/24 dev d0
		addr add 2001:db8:1::1/64 dev d0 nodad
		addr del 192.0.2.1/24 dev d0
		addr add 192.0.2.2/24 dev d0
		route add 198.51.100.0/24 via 192.0.2.9
		route replace 198.51.100.0/24 via 192.0.2.10
		route add 203.0.113.0/24 nexthop via 192.0.2.11 nexthop via 192.0.2.12
		route del 203.0.113.0/24
		rule add pref 100 from 192.0.2.0/24 table 100
		rule del pref 100
		neigh add 192.0.2.20 lladdr 02:00:00:00:00:20 dev d0
		neigh del 192.0.2.20 dev d0
		nexthop add id 1 via 192.0.2.9 dev d0
		nexthop add id 2 via 192.0.2.10 dev d0
		nexthop add id 3 group 1/2
		nexthop add id 4 group 1/2 type resilient buckets 4
		nexthop replace id 2 via 192.0.2.11 dev d0
		nexthop del id 1
		link add br0 address 02:00:00:00:00:04 type bridge vlan_filtering 1
		link set d0 master br0
		link set d0 nomaster
		link add vrf9 type vrf table 9
		link set vrf9 up
		link del vrf9
		link set br0 up
	END
	bridge vlan add vid 10 dev br0 self
	ip token set ::7 dev v0
	sysctl -qw net.ipv4.conf.d0.forwarding=1 net.ipv6.conf.d0.forwarding=1 net.ipv4.conf.d0.rp_filter=2
	sysctl -qw net.ipv4.conf.d0.proxy_arp=1 net.ipv6.conf.d0.proxy_ndp=1 net.ipv4.conf.d0.bc_forwarding=1 net.ipv6.conf.d0.ignore_routes_with_linkdown=1
	ip netns add sample-other
	ip netns set sample-other 8
	ip link set d0 netns sample-other
	ip netns del sample-other
	ip nexthop flush
	ip link del br0
}

# advertise lets the router advertise a prefix, a route, servers and an MTU, and waits for the address.
advertise() {
	ip link set v0 up
	await "nsenter --net=/run/netns/sample-router grep -q '^fe80.* v1$' /proc/net/if_inet6"
	ip netns exec sample-router python3 "$MAKE/programs/advertise.py"
	await "grep -q '^20010db80077.* v0$' /proc/net/if_inet6"
	ip -d -6 addr show dev v0
	ip -d -6 route show
	ip -d link show v0
	ip -6 neigh show
}

scene() {
	ip -t monitor all label all-nsid >/dev/null &
	monitors=($!)
	rtmon file sample.rtmon &
	monitors+=($!)
	bridge monitor all >/dev/null &
	monitors+=($!)
	for process in "${monitors[@]}"; do await "listening 0 $process"; done
	changes
	advertise
	end "${monitors[@]}"
	ip monitor file sample.rtmon >/dev/null
}

cleanup() {
	ip netns del sample-router
}
