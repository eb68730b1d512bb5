# shows: tc actions: gact, police, mirred, pedit, nat, skbedit, skbmod, vlan, csum, simple: add, replace, get, ls, flush, delete
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

action='tc actions add action'

# listed shows all actions of a kind, and removes them.
listed() {
	tc -s -d actions ls action "$1"
	tc actions flush action "$1"
}

scene() {
	local verdict
	for verdict in pass drop reclassify continue pipe "jump 2" "pass random determ drop 10" "drop random netrand ok 5"; do
		$action gact $verdict
	done
	$action drop index 50 cookie 0123456789abcdef
	! $action gact goto chain 5
	$action ok index 51 hw_stats immediate || true
	$action pass index 52 no_percpu
	$action drop index 53 hw_stats disabled skip_hw || true
	tc actions replace action drop index 50
	tc actions change action pass index 50 cookie aa
	tc -s -d actions get action gact index 50
	tc actions get action gact index 50 action gact index 52
	tc actions del action gact index 50
	! tc actions get action gact index 50
	! $action gact pass index 52
	tc actions ls action gact since 5000
	tc -oneline actions ls action gact
	listed gact

	$action police rate 1mbit burst 10k mtu 2kb peakrate 2mbit overhead 24 linklayer atm conform-exceed drop/pipe index 1
	$action police rate 40gbit burst 10m conform-exceed continue/pipe index 2
	$action police pkts_rate 1000 pkts_burst 200 conform-exceed pass index 3
	$action police mtu 1500 conform-exceed drop/ok index 4
	tc actions replace action police rate 3mbit burst 20k drop index 1
	listed police

	$action mirred egress mirror dev v1 index 1
	$action mirred egress redirect dev v1 index 2
	$action mirred ingress mirror dev v1 pipe index 3
	$action mirred ingress redirect dev v1 index 4
	listed mirred

	$action pedit ex munge offset 0 u8 set 0x45 munge offset 2 u16 add 1 munge offset 8 u32 clear munge offset 12 u32 \
		invert munge offset 4 u16 set 7 retain 0xff
	$action pedit munge offset 0 u8 at 0 0f 2 set 0x1 pipe
	$action pedit munge ip src set 192.0.2.9 munge ip dst set 192.0.2.8 munge ip tos set 0x10 munge ip ihl set 5 munge \
		ip protocol set 17
	$action pedit munge ip sport set 80 munge ip dport set 81
	$action pedit munge ip icmp_type set 8 munge ip icmp_code set 1
	$action pedit munge ip precedence set 1 munge ip nofrag set 1 munge ip ttl set 3 munge ip dst set 192.0.2.1 retain 0xff
	$action pedit ex munge eth src set 02:00:00:00:00:03 munge eth dst set 02:00:00:00:00:04 munge eth type set 0x86dd \
		munge ip ttl add 0xff \
		munge ip dst set 192.0.2.7 pipe
	$action pedit ex munge ip6 src set 2001:db8::1 munge ip6 dst set fd00::1 munge ip6 traffic_class set 4 munge ip6 \
		hoplimit add 255 \
		munge ip6 payload_len set 9 munge ip6 nexthdr set 17 munge ip6 flow_lbl set 7
	$action pedit ex munge tcp dport set 4001 munge tcp sport set 4002 munge tcp flags clear continue
	$action pedit ex munge udp dport add 1 munge udp sport set 9 drop index 77
	listed pedit

	$action nat ingress 192.0.2.0/24 198.51.100.0 index 1
	$action nat egress 192.0.2.1/32 203.0.113.1 continue index 2
	$action nat egress any 203.0.113.2
	listed nat

	$action skbedit priority 1:2 mark 0x10/0xff queue_mapping 3 ptype host index 1
	$action skbedit inheritdsfield ptype otherhost pipe
	$action skbedit ptype broadcast mark 7
	$action skbedit ptype multicast queue_mapping 1
	listed skbedit

	$action skbmod set dmac 02:00:00:00:00:05 set smac 02:00:00:00:00:06 set etype 0x88b5 pipe index 1
	$action skbmod swap mac drop
	$action skbmod ecn
	listed skbmod

	$action vlan pop pipe index 1
	$action vlan push id 100 protocol 802.1ad priority 5
	$action vlan modify id 200 protocol 802.1Q continue
	$action vlan modify id 200 priority 1
	$action vlan pop_eth
	$action vlan push_eth dst_mac 02:00:00:00:00:07 src_mac 02:00:00:00:00:08
	! $action vlan push id 5000
	listed vlan

	$action csum ip4h icmp igmp index 1
	$action csum tcp or udp and udplite + sctp pipe
	listed csum
	$action simple sdata '"sample words"' index 1 pipe
	tc actions replace action simple sdata other index 1
	listed simple

	tc qdisc add dev v0 clsact
	tc filter add dev v0 egress protocol ip prio 1 matchall action skbedit mark 3 pipe action simple sdata first pipe \
		action pedit munge ip tos set 0x20 pipe action csum ip4h pipe action police rate 1kbit burst 1500 conform-exceed \
		drop/pipe index 9 \
		action mirred egress mirror dev v1 pipe action gact ok random determ drop 2
	packets 9
	tc -s -d filter show dev v0 egress
	tc -s -d actions ls action police
	! tc actions del action police index 9
	! tc actions del action police index 99
	! tc actions add action nonesuch
	tc qdisc del dev v0 clsact
}
