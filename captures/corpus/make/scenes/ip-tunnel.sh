# shows: ip tunnel, ip -6 tunnel, prl and 6rd (by ioctl, and the events they cause), ip fou, ip ila, ip l2tp
# tool: iproute2
# packages: iproute2
# protocols: ROUTE GENERIC
# modules: dummy ip_gre ipip sit ip6_tunnel ip6_gre ip_vti ip6_vti fou fou6 ila l2tp_netlink l2tp_eth l2tp_ip l2tp_ip6

# inits runs a command in the first namespace.
inits() { nsenter --net=/proc/1/ns/net "$@"; }

# The ioctls need the devices that a namespace is made with, if the kernel is told so.
prepare() {
	inits sysctl -qw net.core.fb_tunnels_only_for_init_net=0
	ip netns add tunnels
	inits sysctl -qw net.core.fb_tunnels_only_for_init_net=2
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

tunnels() {
	ip -n tunnels link add d0 type dummy
	ip -n tunnels tunnel add t1 mode gre remote 192.0.2.2 local 192.0.2.1 ttl 9 tos 0x10 key 5 csum seq dev d0
	ip -n tunnels tunnel change t1 ttl 10
	ip -n tunnels tunnel add t2 mode ipip remote 192.0.2.3 local 192.0.2.1 nopmtudisc
	ip -n tunnels tunnel add t3 mode isatap local 192.0.2.1
	ip -n tunnels tunnel prl prl-default 192.0.2.77 dev t3
	ip -n tunnels tunnel prl prl-nodefault 192.0.2.78 dev t3
	ip -n tunnels tunnel prl prl-delete 192.0.2.77 dev t3
	ip -n tunnels tunnel add t4 mode sit remote any local 192.0.2.9 ttl 64
	ip -n tunnels tunnel 6rd dev t4 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.2.0/24
	ip -n tunnels tunnel 6rd dev t4 6rd-reset
	ip -n tunnels tunnel add t5 mode vti remote 192.0.2.5 local 192.0.2.1 key 3
	ip -n tunnels -6 tunnel add t6 mode ip6ip6 remote 2001:db8::2 local 2001:db8::1 encaplimit none hoplimit 3 tclass 0x10 flowlabel 0x1234 dscp inherit
	ip -n tunnels -6 tunnel add t7 mode ip6gre remote 2001:db8::3 local 2001:db8::1 key 9
	ip -n tunnels -6 tunnel add t8 mode vti6 remote 2001:db8::4 local 2001:db8::1 key 10
	ip -n tunnels tunnel show
	ip -n tunnels -6 -d tunnel show
	ip -n tunnels -s tunnel show t1
	ip -n tunnels -d link show
	ip -n tunnels tunnel del t1
	ip -n tunnels -6 tunnel del t6
}

fou() {
	ip fou add port 5555 ipproto 4
	ip fou add port 5556 gue local 192.0.2.1 peer 192.0.2.2 peer_port 99
	ip -6 fou add port 5557 ipproto 41 local 2001:db8::1 dev d0
	ip -6 fou add port 5558 gue
	ip fou show
	! ip fou add port 5555 ipproto 4
	ip fou del port 5555
	! ip fou del port 5999
	ip -6 fou del port 5558
}

ila() {
	ip ila add loc_match 2001:db8:0:1 loc 2001:db8:0:2 csum-mode neutral-map ident-type luid
	ip ila add loc_match 2001:db8:0:3 loc 2001:db8:0:4 dev d0 csum-mode adj-transport ident-type use-format
	ip ila list
	ip ila del loc_match 2001:db8:0:3 loc 2001:db8:0:4 dev d0
}

l2tp() {
	ip l2tp add tunnel tunnel_id 1 peer_tunnel_id 2 remote 192.0.2.2 local 192.0.2.1 encap udp udp_sport 1701 udp_dport 1702 udp_csum on
	ip l2tp add session name l2s0 tunnel_id 1 session_id 10 peer_session_id 20 cookie 01020304 peer_cookie 1122334455667788 seq both l2spec_type default
	ip l2tp add session name l2s1 tunnel_id 1 session_id 11 peer_session_id 21 l2spec_type none seq send
	ip l2tp add tunnel tunnel_id 3 peer_tunnel_id 4 remote 192.0.2.3 local 192.0.2.1 encap ip
	ip l2tp add tunnel tunnel_id 5 peer_tunnel_id 6 remote 2001:db8::2 local 2001:db8::1 encap udp udp_sport 1703 udp_dport 1704 udp6_csum_tx off udp6_csum_rx off
	ip l2tp show tunnel
	ip l2tp show tunnel tunnel_id 5
	ip l2tp show session
	ip l2tp show session tunnel_id 1 session_id 10
	! ip l2tp add tunnel tunnel_id 1 peer_tunnel_id 2 remote 192.0.2.2 local 192.0.2.1 encap ip
	! ip l2tp del tunnel tunnel_id 99
	ip -d link show l2s0
	ip l2tp del session tunnel_id 1 session_id 10
	for tunnel in 1 3 5; do ip l2tp del tunnel tunnel_id "$tunnel"; done
}

scene() {
	tunnels
	fou
	ila
	l2tp
}

cleanup() { ip netns del tunnels; }
