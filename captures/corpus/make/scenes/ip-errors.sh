# shows: ip and bridge refused by the kernel: extended acknowledgements with text, attribute and policy, and old-style errors
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy bridge vxlan 8021q bonding
# flavours: all

. "$MAKE/programs/batch.sh"

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
	ip link add br0 address 02:00:00:00:00:02 type bridge
	ip link add br1 address 02:00:00:00:00:03 type bridge
	ip link add bond0 address 02:00:00:00:00:04 type bond
}

links() {
	batch ip <<-END
		! link add d0 type dummy
		! link add d1 type no-such-kind
		! link add link d0 name v0 type vlan id 4095
		! link add link d0 name v0 type vlan id 7 protocol 0x1234
		! link add br2 type bridge vlan_protocol 0x1234
		! link add bond1 type bond mode active-backup lacp_rate fast
		! link add bond1 type bond miimon 100 arp_interval 100 arp_ip_target 192.0.2.7
		! link add x0 type vrf
		! link add x0 type veth peer name d0
		! link add x0 index 1 type dummy
		! link set br0 mtu 100000
		! link set br0 mtu 10
		! link set d0 address 01:00:00:00:00:00
		! link set d0 master d0
		! link set br0 master br1
		! link set br0 master br0
		! link set lo master br0
		! link set bond0 master bond0
		! link set d0 vf 0 mac 02:00:00:00:00:09
		! link set dev d0 name br0
		! link set lo name other
		! link set d0 gso_max_size 4000000000
		! link set d0 netns 4194303
		! link set d0 type bridge forward_delay 1500
		! link set d0 type bridge_slave cost 3
		! link property add dev d0 altname br0
		! link property del dev d0 altname unknown
		! link set d0 addrgenmode stable_secret
		! link del lo
		! link del no-such-link
		! link show no-such-link
	END
}

addresses() {
	batch ip <<-END
		! addr add 192.0.2.1/24 dev d0
		! addr add 2001:db8::1/64 dev d0
		! addr add 192.0.2.3/24 dev d0 valid_lft 5 preferred_lft 6
		! addr add ff02::1/64 dev d0
		! addr add 2001:db8::9/128 dev d0 mngtmpaddr
		! addr del 10.9.9.9/32 dev d0
		! addr del 2001:db8::77/64 dev d0
	END
	! ip neigh add 192.0.2.9 dev d0 lladdr 02:00:00:00:00:01:02
	! ip neigh del 192.0.2.9 dev d0
	! ip neigh get 192.0.2.9 dev d0
}

routes() {
	batch ip <<-END
		! route add 192.0.2.0/24 dev d0 proto kernel scope link src 192.0.2.1
		! route add 10.0.0.0/8 via 198.51.100.1
		! route add 10.0.0.0/8 dev d0 src 10.1.1.1
		! route add 10.0.0.0/8 dev br1
		! route add 10.0.0.0/8 nhid 5
		! route add 10.0.0.0/8 dev d0 congctl no-such
		! route add 10.0.0.0/8 nexthop via 192.0.2.9 nexthop via 198.51.100.1
		! route add blackhole 10.0.0.0/8 via 192.0.2.9
		! route del 10.0.0.0/8
		! route get 10.0.0.1
		! route get 10.0.0.1 oif lo from 192.0.2.99
		! rule add table 5 pref 0 from 192.0.2.1/32 goto 0
		! rule del pref 4
		! rule add sport 500-400
		! nexthop add id 1 via 198.51.100.9 dev d0
		! nexthop add id 1 group 7
		! nexthop add id 1 dev br1
		! nexthop get id 1
		! nexthop add id 0
	END
	batch ip -6 <<-END
		! route add 2001:db8:9::/64 via 2001:db8:8::1
		! route add 2001:db8:9::/64 via ff02::1 dev d0
		! route add 2001:db8:9::/64 via 2001:db8::1 dev d0
		! route add 2001:db8:9::/64 nhid 77
		! route add ff05::/16 expires 5 via 2001:db8:8::1
		! route del 2001:db8:9::/64
	END
}

bridges() {
	batch bridge <<-END
		! fdb add 02:00:00:00:00:09 dev d0 master
		! fdb del 02:00:00:00:00:09 dev br0 self
		! fdb add 02:00:00:00:00:09 dev bond0 self vlan 7
		! fdb get 02:00:00:00:00:09 br br0
		! vlan add vid 4095 dev br0 self
		! vlan add vid 10 dev d0
		! vlan del vid 10 dev d0
		! vlan set vid 10 dev d0 state 3
		! vlan global set vid 10 dev br0 mcast_querier 1
		! link set dev d0 cost 7
		! mdb add dev br0 port d0 grp 239.1.1.1
		! mdb add dev d0 port d0 grp 239.1.1.1
	END
}

scene() {
	links
	addresses
	routes
	bridges
	! ip stats set dev d0 l3_stats on
	! ip netns set no-such 7
	! ip ntable change name arp_cache dev d0 queue 0 retrans 0
	! ip addrlabel del prefix 2001:db8:5::/48
	! ip token set ::7 dev lo
	! ip -f mpls route add 100 dev lo
}
