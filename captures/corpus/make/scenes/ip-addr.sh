# shows: ip addr: each flag, lifetime, label, peer, scope, metric and protocol; selectors of show and flush
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy

scene() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add d1 address 02:00:00:00:00:02 type dummy
	ip link set d0 addrgenmode none
	ip link set d1 addrgenmode none
	ip link set d0 up
	ip link set d1 up
	ip addr add 192.0.2.1/24 broadcast + dev d0 label d0:sample
	ip addr add 10.4.0.1/24 brd 10.4.0.255 anycast 10.4.0.3 dev d0 scope link
	ip addr add 198.51.100.1 peer 198.51.100.2/32 dev d0 metric 300
	ip addr add 203.0.113.1/25 brd - dev d0 noprefixroute valid_lft 2000 preferred_lft 1000
	ip addr add 10.0.0.1/8 dev d1 valid_lft forever preferred_lft 0
	ip addr add 10.5.0.1/16 dev d1 scope host
	ip addr add 10.1.0.1/16 dev d1 scope 200
	ip addr change 10.1.0.1/16 dev d1 valid_lft 500 preferred_lft 400 metric 77
	ip addr replace 10.2.0.1/16 dev d1 label d1:x
	ip addr add 2001:db8::1/64 dev d0 nodad
	ip addr add 2001:db8::2/64 dev d0 home nodad valid_lft 3000 preferred_lft 2000
	ip addr add 2001:db8::3/64 dev d0 nodad noprefixroute metric 512
	ip addr add 2001:db8::4/64 dev d0 nodad mngtmpaddr
	ip addr add 2001:db8::5 peer 2001:db8::6/128 dev d0 nodad
	ip addr add 239.1.1.1/32 dev d0 autojoin
	ip addr add ff05::1:3/128 dev d0 autojoin
	ip addr add 2001:db8:1::1/64 dev d1 nodad scope site
	ip addr change 2001:db8:1::1/64 dev d1 preferred_lft 0
	ip addr add fe80::1:1/64 dev d1 nodad scope link
	ip addr add ::ffff:192.0.2.9/128 dev d1 nodad
	! ip addr add 192.0.2.1/24 dev d0
	! ip addr del 192.0.2.99/24 dev d0
	ip -d -s -s addr show
	ip -4 addr show dev d0
	ip -6 addr show dev d0
	ip -br addr
	ip -o addr show up
	for flag in permanent dynamic secondary primary tentative -tentative deprecated -deprecated dadfailed temporary home nodad mngtmpaddr noprefixroute autojoin; do
		ip addr show "$flag"
	done
	ip addr show scope link
	ip addr show to 192.0.2.0/24
	ip addr show label 'd0:*'
	ip addr show type dummy
	ip addr show nomaster
	ip addr save dev d0 >/dev/null
	ip addr del 192.0.2.1/24 dev d0
	ip addr del 2001:db8::4/64 dev d0 mngtmpaddr
	ip addr flush dev d0 label d0
	ip addr flush dev d0 scope global to 2001:db8::/32
	ip -s -s addr flush dev d1
	ip addr show
}
