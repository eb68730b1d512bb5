# Bridge: forwarding database, vlans, multicast groups, ports.
ip link add br0 address 02:00:00:00:00:20 type bridge vlan_filtering 1 mcast_snooping 1 mcast_querier 1
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
ip link add vx0 address 02:00:00:00:00:40 type vxlan id 10 dstport 4789 local 127.0.0.1 nolearning
for l in br0 veth0 veth1 vx0; do ip link set $l up; done
ip link set veth1 master br0
ip link set vx0 master br0
trace bridge-fdb-add.strace ROUTE bridge "static entries, a vxlan remote, an entry of the bridge itself" sh -c '
	bridge fdb add 02:00:00:00:01:01 dev veth1 master static vlan 1
	bridge fdb append 02:00:00:00:01:02 dev vx0 dst 192.0.2.9 vni 20 port 4790 self
	bridge fdb add 02:00:00:00:01:03 dev br0 self local
	bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.10 self'
trace bridge-fdb-show.strace ROUTE bridge "dump of the forwarding database" bridge -s fdb show
oracle bridge-fdb-show.bridge.json bridge -s -j fdb show
trace bridge-vlan-add.strace ROUTE bridge "vlans of ports, ranges, tunnel ids" sh -c '
	bridge vlan add dev veth1 vid 100 pvid untagged
	bridge vlan add dev veth1 vid 200-203
	bridge vlan add dev br0 vid 100 self
	bridge link set dev vx0 vlan_tunnel on
	bridge vlan add dev vx0 vid 300
	bridge vlan add dev vx0 vid 300 tunnel_info id 3000'
trace bridge-vlan-show.strace ROUTE bridge "dump of the vlans" bridge vlan show
oracle bridge-vlan-show.bridge.json bridge -j vlan show
trace bridge-vlan-global.strace ROUTE bridge "the bridge's own vlan options" bridge -d vlan global show dev br0
oracle bridge-vlan-global.bridge.json bridge -j -d vlan global show dev br0
trace bridge-mdb.strace ROUTE bridge "multicast groups are added; dump" sh -c '
	bridge mdb add dev br0 port veth1 grp 239.1.1.1 permanent vid 100
	bridge mdb add dev br0 port veth1 grp ff0e::1 temp vid 100
	bridge -d -s mdb show'
oracle bridge-mdb.bridge.json bridge -j -d -s mdb show
trace bridge-link-show.strace ROUTE bridge "dump of the ports" bridge -d link show
oracle bridge-link-show.bridge.json bridge -j -d link show
