# shows: ip ntable, netconf, token, maddr, addrlabel, mroute, tcp_metrics, vrf: tables about the tables; multicast and anycast addresses
# tool: iproute2
# packages: iproute2 python3
# protocols: ROUTE GENERIC
# modules: dummy veth vrf

prepare() {
	ip link set lo up
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add d1 address 02:00:00:00:00:02 type dummy
	ip link add v0 address 02:00:00:00:00:03 type veth peer name v1 address 02:00:00:00:00:04
	ip link set v0 up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 198.51.100.1/24 dev d1
	ip addr add 2001:db8::1/64 dev d0 nodad
	ip addr add 2001:db8:1::1/64 dev d1 nodad
	ip link set d0 up
	ip link set d1 up
	coproc routers { python3 "$MAKE/programs/routers.py"; }
	read -r _ <&"${routers[0]}"
}

scene() {
	ip -s ntable show
	ip ntable show dev d0
	ip ntable show name arp_cache
	! ip ntable change name arp_cache thresh1 100 thresh2 500 thresh3 1000 gc_int 20000
	ip ntable change name arp_cache dev d0 base_reachable 20000 retrans 900 gc_stale 50000 delay_probe 4000 queue 50 \
		app_probes 1 ucast_probes 2 mcast_probes 4 anycast_delay 900 proxy_delay 700 proxy_queue 60 locktime 800
	ip ntable change name ndisc_cache dev d0 retrans 2000
	! ip ntable change name arp_cache dev d0 retrans 0
	! ip ntable change name no_cache thresh1 3
	ip -s ntable show dev d0

	ip netconf show
	ip netconf show dev d0
	ip -4 netconf show
	ip -6 netconf show dev d1
	ip token list
	ip token set ::7 dev v0
	ip token get dev v0
	ip token list
	ip token del dev v0
	! ip token set ::8 dev lo
	ip maddr add 33:33:00:00:12:34 dev d0
	ip maddr show dev d0
	ip maddr del 33:33:00:00:12:34 dev d0
	ip addrlabel list
	ip addrlabel add prefix 2001:db8::/32 label 99
	ip addrlabel add prefix 2001:db8:1::/48 dev d0 label 100
	! ip addrlabel add prefix 2001:db8::/32 label 99
	ip addrlabel list
	ip addrlabel del prefix 2001:db8::/32 label 99
	ip addrlabel flush

	python3 "$MAKE/programs/askroute.py"
	ip mroute show table all
	ip mroute show iif d0
	ip -6 mroute show table all
	ip -s -d mroute show
	ip route show table all type multicast
	ip link add vrf5 type vrf table 5
	ip link set vrf5 up
	ip vrf show
	ip vrf identify
	ip route show vrf vrf5
	ip rule show
	ip -6 rule show

	ip tcp_metrics show
	ip tcp_metrics show 127.0.0.1
	ip -6 tcp_metrics show ::1
	ip tcp_metrics delete 127.0.0.1
	! ip tcp_metrics delete 192.0.2.200
	ip tcp_metrics flush
	ip tcp_metrics show
}

cleanup() { kill "$routers_PID"; }
