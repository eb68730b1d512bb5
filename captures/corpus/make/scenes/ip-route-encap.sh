# shows: ip route with encapsulations: MPLS, IP, IPv6, segment routing, local segments, RPL, IOAM; MPLS routes; ip sr and ip ioam
# tool: iproute2
# packages: iproute2
# protocols: ROUTE GENERIC
# modules: dummy mpls_router mpls_iptunnel ip_tunnel vrf

prepare() {
	ip link set lo up
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
	ip link add vrf9 type vrf table 99
	ip link set vrf9 up
	sysctl -qw net.mpls.platform_labels=1000 net.mpls.conf.d0.input=1 net.vrf.strict_mode=1
	sysctl -qw net.ipv6.conf.all.seg6_enabled=1
}

# may runs a command only newer kernels, or only some, can do.
may() { "$@" || true; }

mpls() {
	ip -f mpls route add 100 as 200/300 via inet 192.0.2.2 dev d0
	ip -f mpls route add 101 as to 201 via inet6 2001:db8::2
	ip -f mpls route add 102 dev lo
	ip -f mpls route add 103 as 400 nexthop via inet 192.0.2.2 dev d0 nexthop as 500 via inet6 2001:db8::3 dev d0
	ip -f mpls route add 104 ttl-propagate disabled as 202 via inet 192.0.2.2
	ip -f mpls route add 105 via link 02:00:00:00:00:77 dev d0
	ip -d -f mpls route show
	ip -f mpls route get 100
	ip -f mpls route replace 102 as 203 via inet 192.0.2.3
	ip -f mpls route del 101
	ip -f mpls netconf show
	ip stats show dev d0 group afstats subgroup mpls
	ip link afstats dev d0
	ip route add 198.51.100.1 encap mpls 100/200/300 ttl 9 via 192.0.2.2 dev d0
	ip -6 route add 2001:db8:1::/64 encap mpls 101 via 2001:db8::2 dev d0
	ip route add 198.51.100.2 nexthop encap mpls 102 via 192.0.2.3 dev d0 nexthop encap mpls 103 via 192.0.2.4 dev d0
}

tunnels() {
	ip route add 198.51.100.3 encap ip id 7 src 192.0.2.1 dst 192.0.2.9 ttl 8 tos 9 csum key via 192.0.2.2 dev d0
	ip route add 198.51.100.4 encap ip id 8 dst 192.0.2.9 geneve_opts 0001:42:00112233,0002:43:4455667788990011 dev d0
	ip route add 198.51.100.5 encap ip id 9 dst 192.0.2.9 vxlan_opts 1234 dev d0
	ip route add 198.51.100.6 encap ip id 10 dst 192.0.2.9 erspan_opts 1:77:0:0 dev d0
	ip route add 198.51.100.7 encap ip id 10 dst 192.0.2.9 erspan_opts 2:0:1:9 dev d0
	ip -6 route add 2001:db8:2::/64 encap ip6 id 11 src 2001:db8::1 dst 2001:db8::9 hoplimit 5 tc 6 seq dev d0
	ip -6 route add 2001:db8:3::/64 encap ip6 id 12 dst 2001:db8::9 geneve_opts 0003:44:01020304 dev d0
	may ip route add 198.51.100.8 encap xfrm if_id 5 link_dev d0 dev d0
}

segments() {
	ip sr tunsrc set 2001:db8::1
	ip sr tunsrc show
	may ip sr hmac set 17 sha256 <<<sample
	ip sr hmac show
	for mode in encap encap.red inline l2encap l2encap.red; do
		may ip -6 route add "2001:db8:4:$((++n))::/64" encap seg6 mode "$mode" segs 2001:db8:f::1,2001:db8:f::2 dev d0
	done
	may ip -6 route add 2001:db8:5::/64 encap seg6 mode encap segs 2001:db8:f::1 hmac 17 dev d0
	ip route add 198.51.100.9 encap seg6 mode encap segs 2001:db8:f::1 dev d0
	n=0
	while read -r action; do
		# shellcheck disable=SC2086 # the words of an action are the command's
		may ip -6 route add "2001:db8:7:$((++n))::/64" encap seg6local action $action dev d0
	done <<-END
		End
		End flavors psp
		End flavors next-csid,psp lblen 32 nflen 16
		End.X nh6 2001:db8::2
		End.X nh6 2001:db8::2 flavors psp count
		End.T table 254
		End.DX2 oif d0
		End.DX4 nh4 192.0.2.2
		End.DX6 nh6 2001:db8::2 count
		End.DT4 vrftable 99
		End.DT46 vrftable 99
		End.DT6 table 254
		End.DT6 vrftable 99
		End.B6 srh segs 2001:db8:f::1,2001:db8:f::2
		End.B6.Encaps srh segs 2001:db8:f::1 hmac 17
		End.AS
	END
	may ip -6 route add 2001:db8:8::/64 encap rpl segs 2001:db8:f::1,2001:db8:f::2 dev d0
}

ioam() {
	ip ioam namespace add 123 data 0xdeadbeef wide 0x0102030405060708
	ip ioam namespace add 124
	ip ioam schema add 77 "some data"
	ip ioam namespace set 123 schema 77
	ip ioam namespace show
	ip ioam schema show
	may ip -6 route add 2001:db8:9::/64 encap ioam6 trace prealloc type 0x800000 ns 123 size 12 dev d0
	may ip -6 route add 2001:db8:a::/64 encap ioam6 mode encap tundst 2001:db8::5 trace prealloc type 0xc00000 ns 124 size 12 dev d0
	may ip -6 route add 2001:db8:b::/64 encap ioam6 freq 2/7 mode auto tundst 2001:db8::5 trace prealloc type 0x800000 ns 124 size 4 dev d0
}

scene() {
	n=0
	mpls
	tunnels
	segments
	ioam
	ip -d route show
	ip -d -s -6 route show
	ip -6 route get 2001:db8:2::1
	ip route get 198.51.100.4
	ip -6 route flush 2001:db8:7::/48
	ip ioam namespace set 123 schema none
	ip ioam schema del 77
	ip ioam namespace del 123
	! ip ioam namespace del 999
	! ip -6 route add 2001:db8:c::/64 encap ioam6 trace prealloc type 0x800000 ns 123 size 3 dev d0
	! ip -6 route add 2001:db8:c::/64 encap seg6local action End.DT4 vrftable 98 dev d0
	! ip -f mpls route add 5000 dev lo
}
