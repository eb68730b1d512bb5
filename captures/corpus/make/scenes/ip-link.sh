# shows: ip link: adding, setting and removing dummies, veths, VLANs and macvlans; alternative names; statistics
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy veth 8021q macvlan ifb
# flavours: all

. "$MAKE/programs/batch.sh"

scene() {
	ip link add d0 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:fe mtu 1400 txqueuelen 77 numtxqueues 2 numrxqueues 2 index 100 type dummy
	batch ip -d -s -s <<-END
		link add link d0 name v10 address 02:00:00:00:00:02 type vlan id 10 protocol 802.1ad reorder_hdr off gvrp off mvrp off loose_binding on ingress-qos-map 1:2 3:4 egress-qos-map 5:6 7:1
		link add p0 index 102 address 02:00:00:00:00:03 type veth peer name p1 index 103 address 02:00:00:00:00:04 mtu 1300
		link add link d0 name m0 address 02:00:00:00:00:05 type macvlan mode private
		link add ifb7 type ifb
		link set d0 addrgenmode none
		! link set d0 addrgenmode stable_secret
		link set d0 addrgenmode random
		link set d0 addrgenmode eui64
		link set d0 addrgenmode none
		link set p0 addrgenmode none
		link set p1 addrgenmode none
		link set d0 mtu 1450 txqueuelen 50 alias sample group 7
		link set d0 gso_max_size 30000 gso_max_segs 40 gro_max_size 40000
		link set d0 arp off multicast off allmulticast on promisc on
		link set d0 up
		link set d0 carrier off
		link set d0 carrier on
		link set d0 xdp off
		link set d0 xdpgeneric off
		! link set d0 protodown on
		link set m0 protodown on
		link set m0 protodown_reason 3 on
		link show m0
		link set m0 protodown_reason 3 off
		link set m0 protodown off
		link set v10 type vlan ingress-qos-map 1:0 egress-qos-map 2:3 gvrp on loose_binding off
		link set p0 up
		link set p1 up
		link show
		link set group 7 mtu 1420
		link set dev d0 address 02:00:00:00:00:0a broadcast ff:ff:ff:ff:ff:ff
		link property add dev p0 altname sample-alternative-name-of-a-virtual-link altname second
		link show dev second
		link property del dev p0 altname second
		link set p0 down
		link set dev sample-alternative-name-of-a-virtual-link name renamed
		link afstats dev d0
		link show d0
		link show p1
		link delete renamed
		link delete v10 type vlan
		link del group 7
		link del ifb7
	END
	ip -br link show type dummy
	ip -6 link show
	ip link show up
}
