# What listeners see while links and addresses come and go.
ip link set lo up
changes() {
	ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
	ip link set veth0 up
	ip link set veth1 up
	ip addr add 192.0.2.1/24 dev veth0
	ip route add 203.0.113.0/24 via 192.0.2.2
	ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:99 dev veth0
	ip rule add pref 100 from 192.0.2.0/24 table 1000
	ip nexthop add id 1 via 192.0.2.2 dev veth0
	ip netns add other
	ip link set veth1 netns other
	ip link del veth0
	ip rule del pref 100
	ip netns del other
}
watch ip-monitor.strace 'bind(' "${LOSSLESS[@]}" -o "$OUT/ip-monitor.strace" ip monitor all
rtmon file "$OUT/changes.rtmon" >/dev/null 2>&1 &
rtmon=$!
await '[ -s "$OUT/changes.rtmon" ]'
sleep 0.5
changes
sleep 1
leave
kill $rtmon
note ip-monitor.strace strace ROUTE ip "$(plain "${LOSSLESS[@]}" -o ip-monitor.strace ip monitor all)" \
	"events: link, address, route, neighbour, rule, nexthop, another namespace"
note changes.rtmon rtmon ROUTE rtmon "rtmon file changes.rtmon" "the same events, as rtmon keeps them"
oracle changes.rtmon.ip.txt ip -d monitor all file "$OUT/changes.rtmon"
