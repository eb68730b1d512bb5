# shows: ip neigh: each state and flag, proxies, get, flush; forwarding entries of VXLANs
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy bridge

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add br0 address 02:00:00:00:00:02 type bridge
	ip link add d1 address 02:00:00:00:00:03 type dummy
	ip link set d1 master br0
	ip link set d0 addrgenmode none up
	ip link set br0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 198.51.100.1/24 dev br0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

scene() {
	i=10
	for state in permanent noarp reachable stale delay; do
		ip neigh add "192.0.2.$((++i))" lladdr "02:00:00:00:01:$i" nud "$state" dev d0
		ip neigh add "2001:db8::$i" lladdr "02:00:00:00:02:$i" nud "$state" dev d0
	done
	ip neigh add 192.0.2.30 lladdr 02:00:00:00:01:30 nud permanent dev d0 protocol static
	ip neigh add 192.0.2.31 lladdr 02:00:00:00:01:31 nud stale dev d0 extern_learn protocol 99
	ip neigh add 2001:db8::32 lladdr 02:00:00:00:01:32 nud reachable dev d0 router
	ip neigh add 192.0.2.33 dev d0 nud none
	ip neigh add 198.51.100.34 lladdr 02:00:00:00:01:34 dev br0
	ip neigh add proxy 192.0.2.40 dev d0
	ip neigh add proxy 192.0.2.41 dev d0 router protocol 77
	ip neigh add proxy 2001:db8::42 dev d0
	ip neigh replace 192.0.2.11 lladdr 02:00:00:00:03:11 dev d0
	ip neigh change 192.0.2.12 lladdr 02:00:00:00:03:12 nud reachable dev d0
	! ip neigh add 192.0.2.11 lladdr 02:00:00:00:03:11 dev d0
	! ip neigh change 192.0.2.99 lladdr 02:00:00:00:03:11 dev d0
	! ip neigh del 192.0.2.99 dev d0
	! ip neigh add 192.0.2.50 lladdr 02:00:00:00:03 dev d0
	! ip neigh get 192.0.2.99 dev d0
	ip neigh add 192.0.2.50 dev d0 managed extern_learn || true
	ip neigh add 192.0.2.51 dev d0 use
	ip neigh get 192.0.2.11 dev d0
	ip neigh get 2001:db8::32 dev d0
	ip neigh get proxy 192.0.2.41 dev d0
	ip -d -s neigh show
	ip -6 -s neigh show
	ip neigh show proxy
	ip -6 neigh show proxy
	ip neigh show to 192.0.2.0/28 dev d0
	ip neigh show nud permanent
	ip neigh show nud all
	ip neigh show nomaster
	ip -br neigh
	ip neigh del proxy 192.0.2.40 dev d0
	ip neigh del 192.0.2.30 dev d0
	ip -s -s neigh flush dev d0 nud stale
	ip -l 0 neigh flush dev br0
	ip neigh flush dev d0 nud permanent
	ip neigh show
}
