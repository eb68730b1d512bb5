# shows: the small tools: busybox ip, ifconfig, route and brctl, and brctl of bridge-utils: what they say over netlink
# tool: busybox-static
# packages: busybox-static bridge-utils iproute2
# protocols: ROUTE
# modules: dummy bridge 8021q
scene() {
	busybox ip link add dummy0 type dummy
	busybox ip link add dummy1 address 02:00:00:00:00:02 type dummy
	busybox ip link set dummy0 address 02:00:00:00:00:01 mtu 1400 up
	busybox ip link add link dummy0 name dummy0.5 type vlan id 5 protocol 802.1ad
	busybox ip link show
	busybox ip address add 192.0.2.1/24 broadcast + label dummy0:1 dev dummy0
	busybox ip -6 address add 2001:db8::1/64 dev dummy0
	busybox ip address show
	busybox ip route add 203.0.113.0/24 via 192.0.2.9 metric 5 table 100
	busybox ip route add 198.51.100.0/24 dev dummy0 src 192.0.2.1
	busybox ip route add blackhole 10.9.0.0/16
	busybox ip route show table 100
	busybox ip route get 198.51.100.1
	busybox ip rule add from 10.0.0.0/8 table 100 priority 500
	busybox ip rule show
	busybox ip neigh show
	busybox ip route flush table 100
	busybox ip rule del priority 500
	busybox ip address flush dev dummy0
	busybox ifconfig dummy0 192.0.2.1 netmask 255.255.255.0 up
	busybox route add -net 203.0.113.0 netmask 255.255.255.0 gw 192.0.2.9
	busybox route -n
	brctl addbr br0
	brctl addif br0 dummy1
	brctl stp br0 on
	brctl show br0
	brctl delif br0 dummy1
	brctl delbr br0
	! busybox ip route add 203.0.113.0/24 via 10.99.0.1
	! busybox ip link show nothing0
}
