# shows: ip link add: every kind of virtual link that is no tunnel, with each option it has, shown and changed
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: tun dummy veth 8021q macvlan macvtap ipvlan ipvtap vrf vcan vxcan macsec team batman-adv nlmon ifb

# may runs what only kernels with the kind can do.
may() { "$@" || true; }

scene() {
	ip link add d0 address 02:00:00:00:01:01 type dummy
	ip link set d0 up
	for mode in private vepa bridge; do
		ip link add link d0 name "mv$mode" type macvlan mode "$mode" bcqueuelen 500
	done
	ip link set mvbridge type macvlan mode vepa bcqueuelen 700
	ip link add link d0 name mvsource type macvlan mode source macaddr set 02:00:00:00:02:01 02:00:00:00:02:02
	ip link set mvsource type macvlan macaddr add 02:00:00:00:02:03
	ip link set mvsource type macvlan macaddr del 02:00:00:00:02:01
	ip -d link show mvsource
	ip link set mvsource type macvlan macaddr flush
	ip link set mvsource type macvlan mode source flag nodst
	ip link add d1 type dummy
	ip link add link d1 name mvpass type macvlan mode passthru nopromisc
	ip link add link d0 name mtap type macvtap mode bridge
	ip -d link show type macvlan
	ip -d link show type macvtap
	ip link del mvpass

	ip link add link d1 name ipv0 type ipvlan mode l2 bridge
	ip link add link d1 name ipv1 type ipvlan mode l2 private
	ip link set ipv0 type ipvlan mode l3 vepa
	ip link set ipv1 type ipvlan mode l3s
	ip -d link show type ipvlan
	ip link del ipv0
	ip link del ipv1
	ip link add link d1 name ipvt type ipvtap mode l3
	ip -d link show type ipvtap
	ip link del ipvt

	ip link add link d0 name vlan7 type vlan id 7 gvrp on mvrp on bridge_binding on egress-qos-map 0:1 1:2 2:3 ingress-qos-map 4:5
	ip -d link show type vlan
	ip link add vrf9 type vrf table 999
	ip link set vlan7 vrf vrf9
	ip link set vrf9 up
	ip -d link show type vrf
	ip -d link show master vrf9
	ip vrf show
	ip vrf show vrf9
	ip link set vlan7 nomaster

	ip link add mon0 type nlmon
	ip link add ifb3 numtxqueues 3 type ifb
	ip link add team0 type team
	ip link set d1 down
	ip link set d1 master team0
	ip -d link show team0
	ip -d link show type team_slave
	ip link add vcan7 type vcan
	ip link set vcan7 mtu 72
	ip link set vcan7 up
	ip link add vx0 type vxcan peer name vx1
	ip -d link show type vcan
	ip -d link show type vxcan
	ip link add d2 address 02:00:00:00:01:02 type dummy
	ip link add link d2 name ms0 type macsec port 11 encrypt on send_sci on end_station off scb off protect on \
		replay on window 32 validate check encodingsa 2 icvlen 16 cipher gcm-aes-256
	ip link set ms0 type macsec encrypt off validate strict replay off protect off encodingsa 1 send_sci off end_station on
	ip link add link d2 name ms1 type macsec address 02:00:00:00:03:01 port 5 cipher gcm-aes-xpn-128
	ip link add link d2 name ms2 type macsec sci 0200000003020007 send_sci on
	ip -d link show type macsec
	ip link add bat0 type batadv
	may ip link set d1 nomaster
	may ip link set d1 master bat0
	ip -d link show bat0

	ip tuntap add name tun0 mode tun pi
	ip tuntap add name tap0 mode tap user 65534 group 65534 one_queue vnet_hdr multi_queue
	ip -d link show tun0
	ip -d link show tap0
	ip tuntap show
	ip tuntap del name tap0 mode tap multi_queue

	may ip link add name hsr0 type hsr slave1 mvprivate slave2 mvvepa supervision 45 version 1
	may ip link add name prp0 type hsr slave1 mvsource slave2 mtap supervision 46 proto 1
	may ip link add gtp0 type gtp role sgsn hsize 1024 restart_count 3
	may ip link add link d0 name rm0 type rmnet mux_id 5
	may ip link add link d0 name wifi0 type virt_wifi
	may ip link add amt0 type amt mode gateway local 192.0.2.1 dev d0 discovery 192.0.2.2 relay_port 2268 gateway_port 2269 max_tunnels 9
	may ip link add link d0 name low0 type lowpan
	may ip link add nds0 type netdevsim
	may ip link add link d0 name ib0 type ipoib pkey 0x8001 mode connected umcast 1
	may ip link add link d0 name wwan0 type wwan linkid 3
	may ip link add link d0 name dsa0 type dsa
	ip -d -s link show
	ip link del d0
	ip -d link show
}

cleanup() {
	ip link del team0
	ip link del bat0
}
