# shows: bridge vlan: ranges, tunnels, options of each VLAN and of the bridge's, statistics
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy bridge vxlan
# flavours: all

. "$MAKE/programs/batch.sh"

prepare() {
	ip link add br0 address 02:00:00:00:00:01 type bridge vlan_filtering 1 vlan_default_pvid 1 mcast_vlan_snooping 1 mcast_snooping 1
	ip link set br0 type bridge vlan_stats_per_port 1 vlan_stats_enabled 1
	ip link add e0 address 02:00:00:00:00:02 type dummy
	ip link add vx0 address 02:00:00:00:00:03 type vxlan external dstport 4789
	for port in e0 vx0; do ip link set "$port" master br0; done
	for link in br0 e0 vx0; do ip link set "$link" addrgenmode none up; done
	bridge link set dev vx0 vlan_tunnel on
}

scene() {
	batch bridge <<-END
		vlan add vid 10 dev e0 pvid untagged
		vlan add vid 20-29 dev e0
		vlan add vid 30 dev e0 untagged master
		vlan add vid 10 dev br0 self
		vlan add vid 20-24 dev br0 self untagged
		vlan add vid 100 dev vx0
		vlan add vid 100 dev vx0 tunnel_info id 1000
		vlan add vid 200-209 dev vx0
		vlan add vid 200-209 dev vx0 tunnel_info id 2000-2009
		vlan show
	END
	bridge -c vlan show
	bridge -d vlan show
	bridge -s -d -c vlan show
	batch bridge <<-END
		vlan show dev e0
		vlan show vid 20
		vlan tunnelshow
	END
	bridge -c vlan tunnelshow dev vx0
	batch bridge <<-END
		vlan tunnelshow vid 205
		vlan set vid 20-22 dev e0 state disabled
		vlan set vid 20-22 dev e0 state listening
		vlan set vid 20-22 dev e0 state learning
		vlan set vid 20-22 dev e0 state blocking
		vlan set vid 20-22 dev e0 state forwarding
		vlan set vid 20 dev e0 state 3
		vlan set vid 21 dev e0 mcast_router 2
		vlan set vid 10 dev br0 mcast_router 1
		vlan global set vid 10 dev br0 mcast_snooping 1 mcast_querier 1 mcast_igmp_version 3 mcast_mld_version 2 mcast_last_member_count 3 mcast_last_member_interval 101 mcast_startup_query_count 4 mcast_startup_query_interval 3126 mcast_membership_interval 26001 mcast_querier_interval 25501 mcast_query_interval 12501 mcast_query_response_interval 1001
		vlan global set vid 20-24 dev br0 mcast_snooping 0
		vlan global show
	END
	bridge -s vlan global show dev br0
	bridge -d vlan global show vid 10
	batch bridge <<-END
		! vlan add vid 4095 dev e0
		! vlan add vid 50 dev lo
		! vlan add vid 300-310 dev vx0 tunnel_info id 5
		! vlan add vid 300 dev e0 tunnel_info id 5
		! vlan set vid 999 dev e0 state 3
		! vlan global set vid 10 dev br0 mcast_igmp_version 9
	END
	ip -d link show master br0
	bridge -j vlan show
	batch bridge <<-END
		vlan del vid 200-204 dev vx0 tunnel_info id 2000-2004
		vlan del vid 10 dev e0
		vlan del vid 20-29 dev e0
		vlan del vid 10 dev br0 self
		vlan del vid 11 dev e0
		vlan show
	END
}
