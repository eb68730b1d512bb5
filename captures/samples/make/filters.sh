# Traffic control: filters of all kinds, ematches, chains, and actions of all kinds.
modprobe -a cls_basic cls_bpf cls_cgroup cls_flow cls_flower cls_fw cls_matchall cls_route cls_u32 \
	em_canid em_cmp em_ipset em_ipt em_meta em_nbyte em_text em_u32 ts_kmp sch_htb sch_ingress \
	act_bpf act_connmark act_csum act_ct act_ctinfo act_gact act_gate act_mirred act_mpls act_nat act_pedit act_police \
	act_sample act_simple act_skbedit act_skbmod act_tunnel_key act_vlan act_ife 2>/dev/null
devices=(u32 fw route flow basic bpf cgroup matchall flower)
for d in "${devices[@]}"; do
	echo "link add $d type dummy"
	echo "link set $d up"
done | ip -batch -
ip link set lo up
for d in "${devices[@]}"; do
	echo "qdisc add dev $d root handle 1: htb"
	echo "class add dev $d parent 1: classid 1:10 htb rate 10mbit"
	echo "qdisc add dev $d clsact"
done | tc -batch -
ipset create allowed hash:ip 2>/dev/null

trace tc-actions-add.strace ROUTE tc "actions of all kinds, xt as it is refused" tc -force -batch - <<'END'
actions add action gact drop random determ ok 5 index 1
actions add action gact goto chain 9 index 2 cookie 0102aabb
actions add action gact jump 2 index 3 no_percpu
actions add action mirred egress redirect dev u32 index 1
actions add action mirred ingress mirror dev fw index 2
actions add action police rate 1mbit burst 10k mtu 2k peakrate 2mbit conform-exceed drop/pipe index 1
actions add action police pkts_rate 1000 pkts_burst 50 index 2
actions add action police rate 40gbit burst 1m avrate 5mbit overhead 24 linklayer ethernet index 3
actions add action nat ingress 192.0.2.0/24 198.51.100.1 index 1
actions add action nat egress any 203.0.113.1 index 2
actions add action pedit ex munge ip dst set 10.0.0.1 munge ip ttl add 0xff munge tcp dport set 80 munge eth src set 02:00:00:00:00:07 pipe index 1
actions add action pedit munge offset 0 u8 at 0 offmask 0xf shift 2 set 0x1 pipe index 2
actions add action skbedit priority 1:10 queue_mapping 3 mark 7/0xff ptype host index 1
actions add action skbedit inheritdsfield index 2
actions add action skbmod set dmac 02:00:00:00:00:05 set smac 02:00:00:00:00:06 set etype 0x88b5 index 1
actions add action skbmod swap mac index 2
actions add action skbmod ecn index 3
actions add action vlan push id 100 protocol 802.1ad priority 3 index 1
actions add action vlan pop index 2
actions add action vlan push_eth dst_mac 02:00:00:00:00:08 src_mac 02:00:00:00:00:09 index 3
actions add action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 42 dst_port 6081 geneve_opts 0102:80:11223344 tos 0x4 ttl 60 nocsum index 1
actions add action tunnel_key set src_ip 2001:db8::1 dst_ip 2001:db8::2 id 43 dst_port 4789 vxlan_opts 77 index 2
actions add action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.3 id 44 erspan_opts 2:0:1:3 index 3
actions add action tunnel_key unset index 4
actions add action csum ip4h tcp udp index 1
actions add action connmark zone 5 index 1
actions add action ctinfo dscp 0xfc000000 0x01000000 cpmark 0xff zone 5 index 1
actions add action ct commit zone 7 mark 0x5/0xff label 0102030405060708090a0b0c0d0e0f10 nat src addr 192.0.2.10-192.0.2.20 port 1000-2000 index 1
actions add action ct clear index 2
actions add action ct commit force zone 8 nat dst addr 2001:db8::5 index 3
actions add action mpls push protocol mpls_uc label 100 tc 3 ttl 64 bos 1 index 1
actions add action mpls pop protocol ip index 2
actions add action mpls dec_ttl index 3
actions add action gate clockid CLOCK_TAI priority 1 base-time 200s cycle-time 200ms sched-entry open 100ms -1 8000000 sched-entry close 100ms -1 -1 index 1
actions add action ife encode allow mark use prio 3 use tcindex 4 type 0xed3e dst 02:00:00:00:00:0b src 02:00:00:00:00:0c index 1
actions add action ife decode index 2
actions add action sample rate 100 group 5 trunc 128 index 1
actions add action simple sdata hello index 1
actions add action bpf bytecode "1,6 0 0 4294967295" index 1
actions add action xt -j MARK --set-mark 5
END
kinds="gact mirred police nat pedit skbedit skbmod vlan tunnel_key csum connmark ctinfo ct mpls gate ife sample simple bpf"
show=$(for kind in $kinds; do echo "actions list action $kind"; done)
trace tc-actions-show.strace ROUTE tc "their dumps, one kind after the other" tc -s -d -batch - <<<"$show"
oracle tc-actions-show.tc.json tc -j -s -d -batch - <<<"$show"
trace tc-actions-del.strace ROUTE tc "one action is asked for, replaced and deleted, the others of its kind with one request" sh -c '
	tc actions get action gact index 1
	tc actions replace action gact pipe index 1 action simple sdata again index 1
	tc actions del action gact index 1
	tc actions flush action gact'

trace tc-filters-add.strace ROUTE tc "filters of all kinds, those that the kernel has no more as they are refused" tc -force -batch - <<'END'
filter add dev u32 parent 1: protocol ip prio 5 u32 match ip dst 192.0.2.0/24 match ip dport 80 0xffff flowid 1:10
filter add dev u32 parent 1: protocol ip prio 6 handle 2: u32 divisor 256
filter add dev u32 parent 1: protocol ip prio 6 u32 ht 2:2e: match ip src 192.0.2.46 match u8 0x40 0xf0 at 0 match tcp src 22 0xffff flowid 1:10 action drop
filter add dev u32 parent 1: protocol ip prio 6 u32 ht 800:: match ip protocol 6 0xff link 2: hashkey mask 0x000000ff at 12 offset at 0 mask 0x0f00 shift 6 plus 0 eat
filter add dev u32 parent 1: protocol ipv6 prio 7 u32 match ip6 dst 2001:db8::/32 match mark 0x5 0xff classid 1:10 skip_hw
filter add dev fw parent 1: protocol ip prio 1 handle 6 fw classid 1:10
filter add dev fw parent 1: protocol all prio 2 handle 0x7/0xff fw classid 1:10 action ok
filter add dev fw parent 1: protocol ip prio 3 handle 8 fw classid 1:10 police rate 1mbit burst 10k mtu 2k drop
filter add dev route parent 1: protocol ip prio 1 route from 10 to 20 classid 1:10
filter add dev route parent 1: protocol ip prio 2 route fromif lo to 21 classid 1:10
filter add dev flow parent 1: protocol ip prio 1 handle 1 flow hash keys src,dst,proto,proto-src,proto-dst divisor 1024 perturb 10 baseclass 1:10
filter add dev flow parent 1: protocol ip prio 2 handle 2 flow map key nfct-src and 0xff addend 5 rshift 2 baseclass 1:1
filter add dev basic parent 1: protocol ip prio 1 basic match 'cmp(u16 at 2 layer transport mask 0xff00 trans gt 20) and not u32(u32 0x11220000 0xffff0000 at nexthdr+4)' classid 1:10
filter add dev basic parent 1: protocol ip prio 2 basic match 'meta(nf_mark gt 24) or (nbyte(ababa at 12 layer 1) and meta(dev eq eth0))' classid 1:10
filter add dev basic parent 1: protocol ip prio 3 basic match 'canid(sff 0x123 eff 0x12345)' classid 1:10
filter add dev basic parent 1: protocol ip prio 4 basic match 'meta(random mask 0x7 lt 3) and meta(priority eq 0x10)' classid 1:10
filter add dev basic parent 1: protocol ip prio 5 basic match 'ipset(allowed src)' classid 1:10
filter add dev basic parent 1: protocol ip prio 6 basic match 'ipt(-6 -m policy --dir in --pol ipsec)' classid 1:10
filter add dev bpf parent 1: prio 1 bpf bytecode "4,40 0 0 12,21 0 1 2048,6 0 0 262144,6 0 0 0" classid 1:10
filter add dev cgroup parent 1: protocol ip prio 1 handle 1 cgroup match 'meta(pkt_len gt 100)'
filter add dev matchall ingress prio 3 matchall skip_hw action goto chain 7 cookie aabb
filter add dev matchall ingress prio 4 matchall classid 1:10
filter add dev flower ingress protocol ip prio 1 flower ip_proto tcp dst_ip 192.0.2.0/24 src_ip 198.51.100.7 dst_port 22 src_port 1000-2000 tcp_flags 0x2/0x3f ip_ttl 64 ip_tos 0x10/0xfc action drop
filter add dev flower ingress protocol ipv6 prio 2 flower src_ip 2001:db8::/32 ip_proto udp dst_port 53 indev lo ip_flags nofrag skip_hw
filter add dev flower ingress protocol 802.1q prio 3 flower vlan_id 100 vlan_prio 3 vlan_ethtype ipv4 dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:02/ff:ff:ff:00:00:00
filter add dev flower ingress protocol 802.1ad prio 4 flower vlan_id 10 vlan_ethtype 802.1q cvlan_id 20 cvlan_prio 2 cvlan_ethtype ip
filter add dev flower ingress protocol arp prio 5 flower arp_op request arp_sip 192.0.2.1 arp_tip 192.0.2.0/24 arp_sha 02:00:00:00:00:03 arp_tha 02:00:00:00:00:04
filter add dev flower ingress protocol mpls_uc prio 6 flower mpls_label 1000 mpls_tc 3 mpls_bos 1 mpls_ttl 9
filter add dev flower ingress protocol mpls_uc prio 7 flower mpls lse depth 1 label 100 ttl 3 lse depth 2 label 200 tc 5 bos 1
filter add dev flower ingress protocol ip prio 8 flower ip_proto icmp type 8 code 0
filter add dev flower ingress protocol ipv6 prio 9 flower ip_proto icmpv6 type 128 code 0
filter add dev flower ingress protocol ip prio 10 flower ct_state +trk+est-inv ct_zone 5/0xff ct_mark 0x10/0xf0 ct_label 0102030405060708090a0b0c0d0e0f10
filter add dev flower ingress protocol ip prio 11 flower enc_key_id 42 enc_src_ip 192.0.2.1 enc_dst_ip 192.0.2.2 enc_dst_port 6081 enc_tos 0x4 enc_ttl 60 geneve_opts 0102:80:11223344/ffff:ff:ffffffff
filter add dev flower ingress protocol ip prio 12 flower enc_key_id 43 vxlan_opts 77
filter add dev flower ingress protocol ip prio 13 flower erspan_opts 1:5:0:0
filter add dev flower ingress protocol ip prio 14 flower erspan_opts 2:0:1:3
filter add dev flower ingress protocol ip prio 15 flower enc_key_id 44 gtp_opts 0:9
filter add dev flower ingress protocol ppp_ses prio 16 flower pppoe_sid 1234 ppp_proto ip
filter add dev flower ingress protocol ip prio 17 flower ip_proto l2tp l2tpv3_sid 99
filter add dev flower ingress protocol ip prio 18 flower ip_flags firstfrag
filter add dev flower ingress protocol 802.1q prio 19 flower num_of_vlans 2
filter add dev flower ingress protocol ip prio 20 flower ip_proto sctp dst_port 9 hw_tc 2
chain add dev flower ingress chain 5 protocol ip flower dst_ip 0.0.0.0/24 ip_proto tcp
chain add dev flower ingress chain 6
filter add dev u32 parent 1: protocol ip prio 10 handle 1 tcindex mask 0xff shift 2 hash 16 classid 1:1
filter add dev u32 parent 1: protocol ip prio 11 rsvp ipproto udp session 192.0.2.2/4000 sender 192.0.2.1 classid 1:1
END
show='filter show dev u32
filter show dev bpf
filter show dev cgroup
filter show dev matchall ingress
filter show dev flower ingress
chain show dev flower ingress'
text='filter show dev fw
filter show dev route
filter show dev flow
filter show dev basic'
trace tc-filters-show.strace ROUTE tc "their dumps" tc -s -d -batch - <<<"$show"
oracle tc-filters-show.tc.json tc -j -s -d -batch - <<<"$show"
trace tc-filters-text.strace ROUTE tc "dumps of those that tc does not print in JSON" tc -s -d -batch - <<<"$text"
oracle tc-filters-text.tc.txt tc -s -d -batch - <<<"$text"
