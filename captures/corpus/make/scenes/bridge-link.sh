# shows: bridge link and bridge fdb: each flag of ports, each sort of forwarding entry, get and flush; MSTP states
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy veth bridge vxlan

prepare() {
	ip link add br0 address 02:00:00:00:00:01 type bridge vlan_filtering 1
	ip link add e0 address 02:00:00:00:00:02 type veth peer name f0 address 02:00:00:00:00:03
	ip link add e1 address 02:00:00:00:00:04 type dummy
	ip link add vx0 address 02:00:00:00:00:05 type vxlan external dstport 4789 nolearning
	ip link add vx1 address 02:00:00:00:00:06 type vxlan id 5 dstport 4790 remote 192.0.2.1
	for port in e0 e1 vx0; do ip link set "$port" master br0; done
	for link in br0 e0 e1 f0 vx0 vx1; do ip link set "$link" addrgenmode none up; done
	ip link add br1 address 02:00:00:00:00:07 type bridge
}

ports() {
	for flag in guard hairpin fastleave root_block learning learning_sync flood mcast_flood bcast_flood mcast_to_unicast neigh_suppress isolated locked; do
		bridge link set dev e0 "$flag" on
	done
	bridge link set dev vx0 vlan_tunnel on
	bridge link set dev e0 cost 7 priority 3 mcast_router 2 backup_port e1 master
	for state in disabled listening learning blocking forwarding; do bridge link set dev e0 state "$state"; done
	bridge -d link show dev e0
	bridge link set dev e0 nobackup_port locked off learning off guard off root_block off
	! bridge link set dev e0 hwmode vepa self
	! bridge link set dev f0 cost 7
	! bridge link set dev e0 cost 0
	! bridge link set dev e0 backup_port br0
	bridge -d -s link show
	bridge -o link
}

entries() {
	bridge fdb add 02:00:00:00:01:01 dev e0 master static
	bridge fdb add 02:00:00:00:01:02 dev e0 master dynamic vlan 1
	bridge fdb add 02:00:00:00:01:03 dev e0 master local
	bridge fdb add 02:00:00:00:01:04 dev e0 master sticky static
	bridge fdb add 02:00:00:00:01:05 dev e0 master extern_learn
	bridge fdb add 02:00:00:00:01:06 dev e0 master use
	bridge fdb add 02:00:00:00:01:07 dev e1 self
	bridge fdb add 33:33:00:00:00:77 dev f0
	bridge fdb replace 02:00:00:00:01:01 dev e1 master dynamic
	bridge fdb add 02:00:00:00:01:08 dev br0 self local vlan 1
	bridge fdb add 02:00:00:00:02:01 dev vx0 dst 192.0.2.1 vni 77 src_vni 78 port 4799 via e1 self
	bridge fdb add 02:00:00:00:02:02 dev vx1 dst 2001:db8::1 self || bridge fdb add 02:00:00:00:02:02 dev vx1 dst 192.0.2.9 self router
	bridge fdb append 00:00:00:00:00:00 dev vx1 dst 192.0.2.2 self permanent
	bridge fdb append 00:00:00:00:00:00 dev vx1 dst 192.0.2.3 port 4800 vni 9 self
	bridge fdb add 02:00:00:00:02:04 dev vx1 dst 192.0.2.4 self extern_learn dynamic
	ip nexthop add id 1 via 192.0.2.50 fdb
	ip nexthop add id 2 group 1 fdb
	bridge fdb add 02:00:00:00:02:05 dev vx1 nhid 2 self
	bridge -s -d fdb show
	bridge fdb show br br0
	bridge fdb show brport e0
	bridge fdb show dev vx1
	bridge fdb show br br0 vlan 1
	bridge fdb show dynamic
	bridge fdb show state permanent
	bridge fdb get 02:00:00:00:01:02 br br0 vlan 1
	bridge fdb get 02:00:00:00:01:03 dev e0 master
	bridge fdb get 02:00:00:00:02:01 dev vx0 vni 78 self
	! bridge fdb get 02:00:00:00:09:09 br br0
	! bridge fdb add 02:00:00:00:01:01 dev e0 master static
	! bridge fdb add 02:00:00:00:01:77 dev e0 master vlan 99
	bridge fdb del 02:00:00:00:01:01 dev e1 master
	bridge fdb del 02:00:00:00:02:04 dev vx1 self
	! bridge fdb del 02:00:00:00:02:04 dev vx1 self
	bridge fdb flush dev br0 brport e0 dynamic nostatic
	bridge fdb flush dev br0 vlan 1 self nopermanent extern_learn
	bridge fdb flush dev br0 self sticky nooffloaded added_by_user
	bridge fdb flush dev e0 master
	bridge fdb flush dev vx1 self nopermanent || true
}

scene() {
	ports
	entries
	bridge link show
	ip link del vx0
	ip link set e1 nomaster
	bridge fdb show
}
