# shows: ip link of bonds: the options of every mode, ports, LACP, and their statistics
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy veth bonding

prepare() {
	for i in 0 1 2; do
		ip link add "e$i" address "02:00:00:00:00:0$i" type veth peer name "f$i" address "02:00:00:00:01:0$i"
		ip link set "f$i" up
	done
}

scene() {
	ip link add b0 type bond mode active-backup miimon 100 updelay 200 downdelay 300 peer_notify_delay 400 use_carrier 1 \
		fail_over_mac active primary_reselect better resend_igmp 3 num_grat_arp 2 all_slaves_active 1 min_links 1 lp_interval 4
	ip link set e0 master b0
	ip link set e1 master b0
	ip link set b0 type bond primary e1
	ip link set b0 up
	ip link set b0 type bond active_slave e0
	ip link set b0 type bond clear_active_slave
	ip link set e0 type bond_slave queue_id 3
	ip link set e1 type bond_slave queue_id 4 prio 10
	ip -d -s link show b0
	ip -d link show master b0
	ip -d link show type bond_slave
	ip link set e0 nomaster

	ip link add b1 type bond mode active-backup arp_interval 500 arp_validate active arp_all_targets all \
		arp_ip_target 192.0.2.1,192.0.2.2 ns_ip6_target 2001:db8::1,2001:db8::2 arp_missed_max 4
	ip -d link show b1
	ip link set b1 type bond arp_validate filter_backup arp_all_targets any arp_ip_target 198.51.100.1 ns_ip6_target 2001:db8::9
	ip -d link show b1
	ip link add b2 type bond mode 802.3ad miimon 50 xmit_hash_policy layer3+4 lacp_rate fast lacp_active on ad_select bandwidth \
		ad_user_port_key 7 ad_actor_sys_prio 9 ad_actor_system 02:00:00:00:00:aa
	ip link set e0 master b2
	ip link set e2 master b2
	ip link set b2 up
	ip -d -s -s link show b2
	ip -d link show e2
	ip stats show dev b2 group xstats subgroup bond suite 802.3ad
	ip stats show dev e2 group xstats_slave subgroup bond
	! ip link set b2 type bond lacp_rate slow
	ip link set b2 down
	ip link set b2 type bond lacp_rate slow xmit_hash_policy encap2+3 ad_select count
	ip link add b3 type bond mode balance-rr packets_per_slave 5
	ip link add b4 type bond mode balance-xor xmit_hash_policy layer2+3
	ip link add b5 type bond mode broadcast
	ip link add b6 type bond mode balance-tlb tlb_dynamic_lb 0 xmit_hash_policy vlan+srcmac
	ip link add b7 type bond mode balance-alb
	ip link set b4 type bond xmit_hash_policy layer2
	ip link set b4 type bond xmit_hash_policy encap3+4
	ip -d link show type bond
	ip link set e0 nomaster
	for i in 0 1 2 3 4 5 6 7; do ip link del "b$i"; done
	ip -d link show
}
