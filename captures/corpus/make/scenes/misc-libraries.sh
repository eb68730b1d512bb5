# shows: programs with netlink code of their own: busybox, libnl's tools, the C library's getaddrinfo and getifaddrs
# tool: nl-link-list
# packages: libnl-utils busybox-static libc-bin python3
# protocols: ROUTE GENERIC NETFILTER
# kernels: all

scene() {
	busybox ip link set lo up
	busybox ip addr add 192.0.2.1/24 dev lo
	busybox ip addr add 2001:db8::1/64 dev lo
	busybox ip route add 198.51.100.0/24 dev lo
	busybox ip route
	busybox ip neigh
	busybox ip rule add from 10.0.0.0/8 table 5
	busybox ip rule
	busybox ip route get 198.51.100.1
	! busybox ip route add 203.0.113.0/24 via 10.9.9.9
	nl-link-list --details
	nl-addr-add --dev=lo --local=192.0.2.7/32
	nl-addr-list
	nl-route-add --dst 203.0.113.0/25 --nexthop dev=lo
	nl-route-list
	nl-route-get 203.0.113.1
	nl-route-delete --dst 203.0.113.0/25
	nl-neigh-add --dst=192.0.2.9 --dev=lo --lladdr=02:00:00:00:00:09 || true
	nl-neigh-list
	nl-rule-list
	nl-neightbl-list
	nl-qdisc-list
	nl-link-set --mtu=2000 lo || true
	nl-addr-delete --dev=lo --local=192.0.2.7/32
	genl-ctrl-list
	! nl-link-list --name=nosuch
	getent ahosts localhost
	getent ahosts 2001:db8::5
	/usr/bin/python3 -c 'import socket; socket.if_nameindex(); socket.getaddrinfo("192.0.2.5", 80)'
}
