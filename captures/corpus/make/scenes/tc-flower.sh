# shows: tc filter flower with the keys of packets: Ethernet, vlan, qinq, pppoe, mpls, arp, ip, tcp, udp, sctp, icmp, conntrack
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth cls_flower act_ct

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 clsact
	number=0
}

# flower adds a filter for a protocol, each with a priority of its own, as masks differ.
flower() { # PROTOCOL KEY...
	local protocol=$1
	shift
	number=$((number + 1))
	tc filter add dev v0 egress protocol "$protocol" prio "$number" flower "$@"
}

counted() {
	packets 3
	tc -s -d filter show dev v0 egress
	tc filter del dev v0 egress
}

scene() {
	flower all dst_mac 02:00:00:00:00:02 src_mac 02:00:00:00:00:01/ff:ff:ff:00:00:00 action ok
	flower all dst_mac 02:00:00:00:00:00/24 indev v1
	flower ip ip_proto udp src_ip 192.0.2.0/24 dst_ip 192.0.2.2 src_port 1-65535 dst_port 4000-4005 action pass
	flower ip ip_proto tcp src_ip 192.0.2.1 dst_port 80 src_port 1024 tcp_flags 0x2/7 classid 1:1
	flower ip ip_proto tcp tcp_flags 0x12
	flower ip ip_proto udp dst_port 0x1000/0xff00 src_port 7 action drop
	flower ip ip_proto sctp dst_port 4000 src_port 5000
	flower ip ip_tos 0x10/0xfc ip_ttl 64/0xff
	flower ip ip_flags frag/firstfrag
	flower ip ip_flags nofrag
	flower ip ip_proto icmp type 8 code 0
	flower ip ip_proto icmp type 8/15 code 1/3
	flower ipv6 ip_proto tcp src_ip 2001:db8::/32 dst_ip fd00::1 dst_port 443 ip_tos 0x20 ip_ttl 1
	flower ipv6 ip_proto icmpv6 type 128 code 0
	flower arp arp_op request arp_sip 192.0.2.1 arp_tip 192.0.2.0/24 arp_sha 02:00:00:00:00:01 arp_tha 00:00:00:00:00:00/16
	flower arp arp_op reply
	flower rarp arp_op 2/3
	flower 802.1Q vlan_id 100 vlan_prio 3 vlan_ethtype ipv4 ip_proto tcp dst_port 80
	flower 802.1ad vlan_id 200 vlan_ethtype 802.1Q cvlan_id 300 cvlan_prio 5 cvlan_ethtype ipv6 dst_ip fd00::/8
	flower all num_of_vlans 2 || true
	flower ppp_ses pppoe_sid 16 ppp_proto ip || true
	flower mpls_uc mpls_label 16 mpls_tc 3 mpls_bos 1 mpls_ttl 64
	flower mpls_uc mpls lse depth 1 label 100 tc 1 bos 0 ttl 255 lse depth 2 label 200 lse depth 3 bos 1 ttl 9
	flower ip ct_state +trk+est-new-inv ct_zone 7 || true # not every kernel has zones
	flower ip ct_state +trk+est-new-inv ct_mark 0x10/0xff ct_label \
		0102030405060708090a0b0c0d0e0f10/ffff0000000000000000000000000000
	flower ip ct_state +trk+rel+rpl
	flower ip ct_state -trk action ct pipe action goto chain 0 || true
	flower ip skip_hw verbose dst_ip 198.51.100.0/24 hw_tc 1 || true
	counted

	tc filter add dev v0 egress protocol ip pref 9 handle 0x5 flower ip_proto udp dst_port 4001 classid 1:5
	tc filter add dev v0 egress protocol ip pref 9 handle 0x6 flower ip_proto udp dst_port 4002 action drop
	tc filter replace dev v0 egress protocol ip pref 9 handle 0x5 flower ip_proto udp dst_port 4002 classid 1:6 action ok
	tc filter change dev v0 egress protocol ip pref 9 handle 0x6 flower ip_proto udp dst_port 4003 action ok
	tc -s -d filter get dev v0 egress protocol ip pref 9 handle 0x5 flower
	tc -pretty filter show dev v0 egress
	tc -oneline filter show dev v0 egress
	tc -brief filter show dev v0 egress
	! tc filter add dev v0 egress protocol ip pref 9 handle 0x5 flower ip_proto udp dst_port 4009
	! tc filter add dev v0 egress protocol ip pref 9 flower ip_proto udp dst_port 4003
	! tc filter add dev v0 egress protocol ipv6 pref 9 flower ip_proto udp dst_port 4003
	! tc filter add dev v0 egress protocol ip pref 10 flower ip_proto udp dst_port 9-3
	! tc filter add dev v0 egress protocol ip pref 10 flower ct_state +trk ct_zone 7 skip_sw
	! tc filter add dev v0 egress protocol ip pref 10 flower ct_state +est
	tc filter del dev v0 egress protocol ip pref 9 handle 0x6 flower
	! tc filter get dev v0 egress protocol ip pref 9 handle 0x6 flower
	counted
}
