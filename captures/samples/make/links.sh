# rtnetlink links: made, dumped, and as the kernel shows them afterwards.
ip link set lo up
trace ip-link-add.strace ROUTE ip "links of seven kinds are made, one process each" sh -c '
	ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
	ip link add br0 address 02:00:00:00:00:20 type bridge vlan_filtering 1 forward_delay 400 mcast_snooping 1
	ip link add bond0 address 02:00:00:00:00:30 type bond mode 802.3ad miimon 100 lacp_rate fast xmit_hash_policy layer3+4
	ip link add link veth0 name veth0.100 type vlan id 100 egress-qos-map 1:3 ingress-qos-map 2:5
	ip link add vx0 address 02:00:00:00:00:40 type vxlan id 4096 local 192.0.2.1 remote 192.0.2.2 dstport 4789 ttl 64
	ip link add blue type vrf table 100
	ip link add d0 address 02:00:00:00:00:50 type dummy'
trace ip-link-set.strace ROUTE ip "links are enslaved, renamed, changed" sh -c '
	ip link set veth1 master br0
	ip link set d0 mtu 1400 txqueuelen 500 alias "a dummy"
	ip link property add dev d0 altname a-very-long-alternative-name
	ip link set d0 master blue
	ip link set veth0 up
	ip link set br0 up
	ip link set veth1 type bridge_slave cost 20 hairpin on
	ip link set dev d0 down'
trace ip-link-show.strace ROUTE ip "dump of the links with details and statistics" ip -d -s link show
oracle ip-link-show.ip.json ip -j -d -s link show
trace ip-link-get.strace ROUTE ip "one link by name" ip -d link show dev vx0
oracle ip-link-get.ip.json ip -j -d link show dev vx0
trace ip-link-del.strace ROUTE ip "links are deleted" sh -c 'ip link del veth0.100; ip link del dev veth0'
trace ip-stats-show.strace ROUTE ip "statistics in groups" ip stats show dev br0 group link group xstats
oracle ip-stats-show.ip.json ip -j stats show dev br0 group link
modprobe -a tun vxcan 2>/dev/null
ip link add veth2 address 02:00:00:00:00:12 type veth peer name veth3 address 02:00:00:00:00:13
for kind in ifb nlmon vcan vxcan; do ip link add ${kind}0 type $kind 2>/dev/null; done
ip link add link d0 name mv0 address 02:00:00:00:00:60 type macvlan mode bridge
ip link add link d0 name mt0 address 02:00:00:00:00:61 type macvtap mode private
ip link add link br0 name iv0 type ipvlan mode l2
ip link add link br0 name it0 type ipvtap
ip link add gre1 type gre local 192.0.2.1 remote 192.0.2.2 key 7 ttl 32
ip link add gt1 address 02:00:00:00:00:62 type gretap local 192.0.2.1 remote 192.0.2.3 csum
ip link add er1 address 02:00:00:00:00:63 type erspan local 192.0.2.1 remote 192.0.2.4 erspan_ver 1 seq key 3
ip link add ipip1 type ipip local 192.0.2.1 remote 192.0.2.5
ip link add sit1 type sit local 192.0.2.1 remote 192.0.2.6 6rd-prefix 2001:db8::/32
ip link add tnl6 type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode any
ip link add gre6 type ip6gre local 2001:db8::1 remote 2001:db8::3
ip link add vti1 type vti local 192.0.2.1 remote 192.0.2.7 key 9
ip link add xf1 type xfrm if_id 42
ip link add gn1 address 02:00:00:00:00:64 type geneve id 77 remote 192.0.2.8
ip link add wg1 type wireguard
ip link add link veth2 name ms0 type macsec port 3 encrypt on
ip link add bu1 type bareudp dstport 6635 ethertype mpls_uc 2>/dev/null
ip tuntap add dev tap7 mode tap multi_queue
ip link add bond1 address 02:00:00:00:00:70 type bond mode active-backup arp_interval 200 arp_ip_target 192.0.2.9,192.0.2.10
ip link add d1 address 02:00:00:00:00:71 type dummy
ip link set d1 master bond1
trace ip-link-kinds.strace ROUTE ip "dump of links of some thirty kinds" ip -d link show
oracle ip-link-kinds.ip.json ip -j -d link show
