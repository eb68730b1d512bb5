# shows: FRR's zebra and staticd: routes of every kind, nexthop groups, MPLS, a VRF, its listening to other tools
# tool: zebra
# packages: frr iproute2
# protocols: ROUTE GENERIC
# modules: veth dummy vrf mpls_router mpls_iptunnel vxlan bridge
. "$MAKE/programs/wait.sh"

prepare() {
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip link add vrf0 type vrf table 70
	ip link add dummy0 address 02:00:00:00:00:03 type dummy
	ip link set dummy0 master vrf0
	for device in veth0 veth1 vrf0 dummy0; do ip link set $device up; done
	sysctl -qw net.mpls.platform_labels=1000 net.mpls.conf.veth0.input=1
	mkdir -p /run/frr
	cat >/run/frr/zebra.conf <<-END
		interface veth0
		 ip address 192.0.2.1/24
		 ipv6 address 2001:db8::1/64
		 mpls enable
		!
		interface dummy0
		 ip address 10.7.0.1/24
		!
		router-id 192.0.2.1
	END
	cat >/run/frr/staticd.conf <<-END
		ip route 203.0.113.0/25 192.0.2.9 50
		ip route 203.0.113.128/25 192.0.2.9
		ip route 203.0.113.128/25 192.0.2.10
		ip route 198.51.100.0/26 blackhole
		ip route 198.51.100.64/26 reject
		ip route 198.51.100.128/26 192.0.2.9 tag 7 table 100
		ip route 10.1.0.0/16 192.0.2.9 label 200/300
		ip route 10.2.0.0/16 10.7.0.9 vrf vrf0
		ipv6 route 2001:db8:1::/48 2001:db8::9
		ipv6 route 2001:db8:2::/48 fe80::9 veth0
		mpls lsp 100 192.0.2.9 200
		mpls lsp 101 192.0.2.10 explicit-null
	END
	chown -R frr: /run/frr
}

scene() {
	/usr/lib/frr/zebra -d -f /run/frr/zebra.conf -i /run/frr/zebra.pid -z /run/frr/zserv.api -A 127.0.0.1 --vty_socket /run/frr
	await '[ -S /run/frr/zserv.api ]'
	/usr/lib/frr/staticd -d -f /run/frr/staticd.conf -i /run/frr/staticd.pid -z /run/frr/zserv.api -A 127.0.0.1 --vty_socket /run/frr
	sleep 2
	ip route show
	ip nexthop show
	ip -f mpls route show
	ip link add dummy1 address 02:00:00:00:00:05 type dummy
	ip address add 10.3.0.1/24 dev dummy1
	ip link set dummy1 up
	ip route add 10.4.0.0/16 via 10.3.0.9
	ip link set veth1 down
	sleep 1
	end "$(cat /run/frr/staticd.pid)"
	end "$(cat /run/frr/zebra.pid)"
}

cleanup() { rm -rf /run/frr; }
