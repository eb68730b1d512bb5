# shows: ip link of bridges: each option of bridge and port, and their statistics
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy veth bridge br_netfilter

scene() {
	ip link add br0 address 02:00:00:00:00:01 type bridge forward_delay 400 hello_time 300 max_age 2500 ageing_time 20000 stp_state 0 priority 4096 \
		group_fwd_mask 8 vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1 \
		vlan_stats_per_port 1 mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_elasticity 16 mcast_hash_max 2048 \
		mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 101 mcast_membership_interval 26001 \
		mcast_querier_interval 25501 mcast_query_interval 12501 mcast_query_response_interval 1001 mcast_startup_query_interval 3126 \
		mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1
	ip link set br0 type bridge group_address 01:80:c2:00:00:04
	ip link set br0 type bridge no_linklocal_learn 1 mcast_vlan_snooping 1
	ip link set br0 up
	ip -d -s -s link show br0
	ip link add e0 address 02:00:00:00:00:02 type veth peer name f0 address 02:00:00:00:00:03
	ip link add e1 address 02:00:00:00:00:04 type dummy
	ip link set e0 master br0
	ip link set e1 master br0
	ip link set f0 up
	ip link set e0 up
	ip link set e1 up
	ip link set e0 type bridge_slave priority 20 cost 50 guard on hairpin on fastleave on root_block on learning off flood off \
		proxy_arp on proxy_arp_wifi on mcast_router 2 mcast_fast_leave on mcast_flood off bcast_flood off mcast_to_unicast on \
		group_fwd_mask 16 neigh_suppress on vlan_tunnel on isolated on locked on backup_port e1
	ip -d link show e0
	ip link set e0 type bridge_slave state 3 nobackup_port fdb_flush
	ip link set e1 type bridge_slave hairpin off learning on flood on isolated off
	ip -d link show master br0
	ip -d link show type bridge_slave
	ip link xstats type bridge
	ip link xstats type bridge dev br0 mcast
	ip link xstats type bridge_slave
	ip link xstats type bridge_slave dev e0 stp
	for suite in stp mcast; do
		ip stats show dev br0 group xstats subgroup bridge suite "$suite"
		ip stats show dev e0 group xstats_slave subgroup bridge suite "$suite"
	done
	ip stats show dev e0
	ip stats show
	ip stats show group link
	ip stats show group offload
	ip stats show group offload subgroup cpu_hit
	ip stats show group offload subgroup hw_stats_info
	ip stats show group offload subgroup l3_stats
	ip stats show group afstats subgroup mpls
	! ip stats set dev e0 l3_stats on
	! ip stats set dev e0 l3_stats off
	ip link set br0 type bridge fdb_flush
	ip link set br0 type bridge stp_state 1
	ip -d link show e0
	ip link set br0 type bridge stp_state 0 mcast_snooping 0 vlan_filtering 0
	bridge -d -s link show
	ip link add br1 type bridge
	ip -d link show br1
	ip link set e0 nomaster
	ip link del br0
	ip link del br1
	ip -s link show
}
