# Groups of multicast: what a bridge asks, and what a host says, in each version of IGMP and MLD.
ip link set lo up
ip netns add host
ip link add br0 address 02:00:00:00:00:10 type bridge mcast_snooping 1 mcast_query_use_ifaddr 1 mcast_query_interval 50
ip link add veth0 type veth peer name veth1 address 02:00:00:00:00:11 netns host
ip link set veth0 master br0
ip addr add 192.0.2.1/24 dev br0
ip -n host addr add 192.0.2.2/24 dev veth1
ip link set br0 up
ip link set veth0 up
ip -n host link set lo up
ip -n host link set veth1 up
sleep 2
cat >/tmp/join.py <<-'P'
	import socket, struct, time
	four, six = (socket.socket(f, socket.SOCK_DGRAM) for f in (socket.AF_INET, socket.AF_INET6))
	link, index = socket.inet_aton("192.0.2.2"), socket.if_nametoindex("veth1")
	group, group6 = socket.inet_aton("239.1.2.3"), socket.inet_pton(socket.AF_INET6, "ff05::1:3")
	IP_ADD_SOURCE_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP = 39, 40
	for s in "198.51.100.7", "198.51.100.8": four.setsockopt(socket.IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, group + link + socket.inet_aton(s))
	six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group6 + struct.pack("I", index))
	time.sleep(1)
	four.setsockopt(socket.IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP, group + link + socket.inet_aton("198.51.100.8"))
	time.sleep(1)
	four.setsockopt(socket.IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP, group + link + socket.inet_aton("198.51.100.7"))
	six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_LEAVE_GROUP, group6 + struct.pack("I", index))
	time.sleep(1)
P

listen packets-multicast.pcap -i veth0 igmp or ip6 multicast
for versions in '3 2' '2 1'; do
	set -- $versions
	ip netns exec host sysctl -qw "net.ipv4.conf.veth1.force_igmp_version=$1" "net.ipv6.conf.veth1.force_mld_version=$2"
	ip link set br0 type bridge mcast_querier 0 mcast_igmp_version "$1" mcast_mld_version "$2"
	ip link set br0 type bridge mcast_querier 1
	sleep 1
	ip netns exec host python3 /tmp/join.py
done
ip netns exec host sysctl -qw net.ipv4.conf.veth1.force_igmp_version=1
ip netns exec host python3 /tmp/join.py
deaf
note packets-multicast.pcap pcap ETHERNET tcpdump "tcpdump -i veth0 -w packets-multicast.pcap igmp or ip6 multicast" "queries of a bridge, reports and leaves of a host, in the versions of IGMP and MLD"
