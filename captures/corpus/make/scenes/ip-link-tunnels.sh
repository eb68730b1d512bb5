# shows: ip link add: every kind of IP tunnel with each option it has, shown and changed
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy ip_gre ipip sit ip6_tunnel ip6_gre ip_vti ip6_vti xfrm_interface fou fou6

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

gre() {
	ip link add gre1 type gre remote 192.0.2.2 local 192.0.2.1 iseq oseq ikey 7 okey 0.0.0.8 icsum ocsum ttl 9 tos 0x10 pmtudisc dev d0 fwmark 0x20
	ip link set gre1 type gre remote 192.0.2.3 local 192.0.2.1 nokey ttl inherit tos inherit nopmtudisc ignore-df
	ip link add gre2 type gre remote 192.0.2.4 encap gue encap-sport auto encap-dport 6080 encap-csum encap-udp6-csum encap-remcsum
	ip link set gre2 type gre remote 192.0.2.4 encap fou encap-sport 5000 encap-dport 5001 noencap-csum noencap-udp6-csum noencap-remcsum
	ip link set gre2 type gre remote 192.0.2.4 noencap
	ip link add gre3 type gre external
	ip link add tap1 address 02:00:00:00:01:01 type gretap remote 192.0.2.2 local 192.0.2.1 key 99 csum seq ttl 64 nopmtudisc
	ip link add tap2 type gretap external
	ip link add span1 type erspan remote 192.0.2.2 local 192.0.2.1 seq key 10 erspan_ver 1 erspan 123
	ip link add span2 type erspan remote 192.0.2.2 local 192.0.2.1 seq key 11 erspan_ver 2 erspan_dir egress erspan_hwid 48
	ip link add span0 type erspan remote 192.0.2.2 local 192.0.2.1 seq key 12 erspan_ver 0
	ip link add span3 type erspan external
	for kind in gre gretap erspan; do ip -d link show type "$kind"; done
}

gre6() {
	ip link add g61 type ip6gre remote 2001:db8::2 local 2001:db8::1 seq key 77 csum hoplimit 3 encaplimit 5 tclass 0x21 flowlabel 0x12345 dev d0 fwmark 3 allow-localremote
	ip link set g61 type ip6gre remote 2001:db8::3 encaplimit none tclass inherit flowlabel inherit dscp inherit fwmark inherit noallow-localremote
	ip link add g62 type ip6gretap remote 2001:db8::2 local 2001:db8::1 hoplimit 64 encap gue encap-sport 1000 encap-dport 1001 encap-udp6-csum
	ip link add g63 type ip6gre external
	ip -d link show g63
	ip link del g63
	ip link add g64 type ip6gretap external
	ip link add s61 type ip6erspan remote 2001:db8::2 local 2001:db8::1 seq key 5 erspan_ver 1 erspan 77
	ip link add s62 type ip6erspan remote 2001:db8::2 local 2001:db8::1 seq key 6 erspan_ver 2 erspan_dir ingress erspan_hwid 7
	ip link add s63 type ip6erspan external
	for kind in ip6gre ip6gretap ip6erspan; do ip -d link show type "$kind"; done
}

ipip() {
	ip link add ipip1 type ipip remote 192.0.2.2 local 192.0.2.1 ttl 5 tos 4 pmtudisc dev d0 fwmark 0x99 mode ipip
	ip link set ipip1 type ipip remote 192.0.2.9 local 192.0.2.1 mode any ttl inherit nopmtudisc
	ip link add ipip2 type ipip remote 192.0.2.3 mode mplsip encap fou encap-sport auto encap-dport 5555
	ip link add ipip3 type ipip external
	ip link add sit1 type sit remote 192.0.2.2 local 192.0.2.1 ttl 7 mode ip6ip
	ip link add sit2 type sit local 192.0.2.1 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.2.0/24
	ip link set sit2 type sit 6rd-prefix 2001:db8:1::/48 6rd-relay_prefix 192.0.0.0/16
	ip link add sit3 type sit local 192.0.2.5 isatap
	ip link add sit4 type sit external
	ip link add sit5 type sit remote 192.0.2.7 mode any encap gue encap-dport 9 encap-sport 10
	for kind in ipip sit; do ip -d link show type "$kind"; done
}

ip6tnl() {
	ip link add t61 type ip6tnl remote 2001:db8::2 local 2001:db8::1 encaplimit 6 hoplimit 11 tclass 0x30 flowlabel 0x54321 allow-localremote dev d0 fwmark 5 mode ip6ip6
	ip link set t61 type ip6tnl remote 2001:db8::3 local 2001:db8::1 encaplimit none dscp inherit mode any
	ip link add t62 type ip6tnl remote 2001:db8::4 local 2001:db8::1 mode ipip6 encap fou encap-sport 4 encap-dport 5 encap-udp6-csum
	ip link add t63 type ip6tnl external
	ip link add vti1 type vti remote 192.0.2.2 local 192.0.2.1 ikey 3 okey 4 dev d0 fwmark 0x40
	ip link set vti1 type vti remote 192.0.2.5 key 8
	ip link add vti61 type vti6 remote 2001:db8::2 local 2001:db8::1 key 9 dev d0 fwmark 0x41
	ip link set vti61 type vti6 remote 2001:db8::7 ikey 10 okey 11
	ip link add xfrm1 type xfrm dev d0 if_id 0x1234
	ip link add xfrm2 type xfrm if_id 5
	if ip link add xfrm3 type xfrm external; then ip -d link show xfrm3; fi
	for kind in ip6tnl vti vti6 xfrm; do ip -d link show type "$kind"; done
}

scene() {
	gre
	gre6
	ipip
	ip6tnl
	for name in gre1 tap1 span1 g61 ipip1 sit1 t61 vti1 vti61 xfrm1; do ip link del "$name"; done
	ip -s -s link show
}
