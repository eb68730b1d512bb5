# shows: ip link add: VXLAN, GENEVE, bareudp, GTP and AMT with each option, shown and changed; VNI filters
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy vxlan geneve

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

scene() {
	ip link add vx1 address 02:00:00:00:01:01 type vxlan id 1 remote 192.0.2.2 local 192.0.2.1 ttl 5 tos 8 df set dev d0 \
		dstport 4789 srcport 1000 2000 learning proxy rsc l2miss l3miss ageing 60 maxaddress 99 udpcsum
	ip link add vx2 type vxlan id 2 group 239.1.1.1 dev d0 dstport 8472 nolearning noproxy norsc nol2miss nol3miss ttl auto tos inherit df inherit noudpcsum
	ip link add vx3 type vxlan id 3 remote 2001:db8::2 local 2001:db8::1 dstport 4790 udp6zerocsumtx udp6zerocsumrx remcsumtx remcsumrx flowlabel 0xfffff ttl inherit
	ip link add vx4 type vxlan id 4 group ff05::1:1 dev d0 dstport 4791 noudp6zerocsumtx noudp6zerocsumrx gbp
	ip link add vx5 type vxlan external dstport 4792
	ip link add vx6 type vxlan external gpe dstport 4793
	ip link add vx7 type vxlan external vnifilter local 192.0.2.1 dstport 4794
	ip -d link show type vxlan
	ip link set vx1 type vxlan id 1 remote 192.0.2.3 ttl 9 tos 12 ageing 120 nolearning
	ip link set vx2 type vxlan id 2 group 239.1.1.2 dev d0
	ip -d link show vx1
	ip -d -s link show vx2
	bridge vni add dev vx7 vni 100
	bridge vni add dev vx7 vni 200-203,300
	bridge vni add dev vx7 vni 400 remote 192.0.2.78
	bridge vni add dev vx7 vni 401 remote 192.0.2.77
	bridge vni show
	bridge -s vni show dev vx7
	bridge vni delete dev vx7 vni 201-202
	! bridge vni delete dev vx7 vni 999
	bridge -s -d vni

	ip link add gn1 type geneve id 10 remote 192.0.2.2 ttl 6 tos 4 df unset dstport 6081 udpcsum
	ip link add gn2 type geneve id 11 remote 2001:db8::2 ttl inherit tos inherit flowlabel 0x123 udp6zerocsumtx udp6zerocsumrx
	ip link add gn3 type geneve external dstport 6091
	if ip link add gn4 type geneve external dstport 6090 innerprotoinherit; then ip -d link show gn4; fi
	ip link set gn1 type geneve id 10 remote 192.0.2.9 ttl auto df set
	ip -d link show type geneve

	if ip link add bu1 type bareudp dstport 6635 ethertype mpls_uc srcportmin 49152 multiproto; then
		ip link add bu2 type bareudp dstport 6636 ethertype ipv4
		ip -d link show type bareudp
	fi
	if ip link add gtp1 type gtp role ggsn hsize 512 restart_count 9; then ip -d link show type gtp; fi
	if ip link add amt1 type amt mode relay local 192.0.2.1 dev d0 relay_port 2268 gateway_port 2269 max_tunnels 11; then
		ip link add amt2 type amt mode gateway local 192.0.2.1 dev d0 discovery 192.0.2.8
		ip -d link show type amt
	fi
	ip link del vx1
	ip link del gn1
	ip -d -s link show
}
