# shows: ip netns: namespaces and their ids, links between them, what they tell through all-nsid
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth dummy vxlan

scene() {
	ip netns add sample-a
	ip netns add sample-b
	ip netns set sample-a 7
	ip netns set sample-b auto
	! ip netns set sample-a 8
	ip netns list
	ip netns list-id
	ip netns list-id nsid 7
	ip netns list-id target-nsid 7
	ip -n sample-a netns set sample-b 12
	ip -n sample-a netns list-id
	! ip netns list-id target-nsid 7 nsid 12
	! ip netns list-id nsid 99
	ip netns identify
	ip netns pids sample-a
	ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02 netns sample-a
	ip link add v2 netns sample-a type veth peer name v3 netns sample-b
	ip link add d0 type dummy
	ip link set d0 netns sample-a
	ip link add vx0 link-netnsid 7 type vxlan id 7 dstport 4789
	ip link add vx1 link-netns sample-a type vxlan id 8 dstport 4790
	ip -n sample-a link set v1 netns sample-b name v9
	ip -d link show
	ip -n sample-a -d link show
	ip -n sample-b -d link show
	ip netns exec sample-a ip addr add 192.0.2.1/24 dev v2
	ip -all netns exec ip link set lo up
	ip -n sample-a addr show
	ip link property add dev v0 altname other-name
	! ip link set v0 netns no-such-namespace
	! ip link set v0 netns 4194000
	ip -n sample-a link set d0 netns 1
	ip link show
	ip netns del sample-b
	ip netns list-id
	ip link show
	ip -all netns del
	ip netns list
}

cleanup() { ip -all netns del; }
