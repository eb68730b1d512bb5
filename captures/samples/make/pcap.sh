# Packet captures of netlink through nlmon, which passes on no uevents, and of packets.
ip link set lo up
ip link add nlmon0 type nlmon
ip link set nlmon0 up
routes() {
	ip link add d0 address 02:00:00:00:00:50 type dummy
	ip link set d0 up
	ip addr add 192.0.2.1/24 dev d0
	ip route add 203.0.113.0/24 via 192.0.2.2 metric 100 mtu 1300
	ip route add 10.1.0.0/16 nexthop via 192.0.2.2 weight 1 nexthop via 192.0.2.3 weight 5
	ip -d link show dev d0
	ip addr show dev d0
	ip route show
	ip link add d0 type dummy
	ip link del d0
} >/dev/null 2>&1
mixed() {
	ip link add d0 type dummy
	ss -tan
	ethtool lo
	nft add table ip t
	nft delete table ip t
	ip xfrm policy list
	conntrack -L
	ip link del d0
} >/dev/null 2>&1
listen nlmon-route.pcap -i nlmon0; routes; deaf
note nlmon-route.pcap pcap ROUTE tcpdump "tcpdump -i nlmon0 -s 262144 -w nlmon-route.pcap" "a link, addresses, routes: requests, dumps, errors"
listen nlmon-nano.pcap -i nlmon0 --time-stamp-precision=nano; routes; deaf
note nlmon-nano.pcap pcap ROUTE tcpdump "tcpdump -i nlmon0 -s 262144 --time-stamp-precision=nano -w nlmon-nano.pcap" "the same with nanoseconds"
listen nlmon-cut.pcap -i nlmon0 -s 96; routes; deaf
note nlmon-cut.pcap pcap ROUTE tcpdump "tcpdump -i nlmon0 -s 96 -w nlmon-cut.pcap" "the same, packets cut after 96 octets"
listen nlmon-mixed.pcap -i nlmon0; mixed; deaf
note nlmon-mixed.pcap pcap mixed tcpdump "tcpdump -i nlmon0 -s 262144 -w nlmon-mixed.pcap" "route, generic, sock_diag, netfilter and xfrm in one file"
listen nlmon-any.pcap -i any; routes; deaf
note nlmon-any.pcap pcap ROUTE tcpdump "tcpdump -i any -s 262144 -w nlmon-any.pcap" "netlink in a cooked capture of all interfaces (LINUX_SLL2)"
listen nlmon-any-sll.pcap -i any -y LINUX_SLL; routes; deaf
note nlmon-any-sll.pcap pcap ROUTE tcpdump "tcpdump -i any -y LINUX_SLL -s 262144 -w nlmon-any-sll.pcap" "netlink in a cooked capture of the first version (LINUX_SLL)"
trace uevent.strace mixed python3 "uevents, which have no message header, among route messages" /usr/bin/python3 "$BIN/requests.py" uevents

dumpcap -q -i nlmon0 -w "$OUT/nlmon-dumpcap.pcapng" >/dev/null 2>"$OUT/dumpcap.log" &
dumpcap=$!
await '[ -s "$OUT/nlmon-dumpcap.pcapng" ]'
sleep 3
mixed
sleep 2
kill -TERM $dumpcap
wait $dumpcap
rm -f "$OUT/dumpcap.log"
note nlmon-dumpcap.pcapng pcapng mixed dumpcap "dumpcap -i nlmon0 -w nlmon-dumpcap.pcapng" "several families, interface described"
editcap -F pcapng -a "1:pid 4242 comm ip" -a "2:the answer" "$OUT/nlmon-route.pcap" "$OUT/nlmon-comment.pcapng"
note nlmon-comment.pcapng pcapng ROUTE editcap "editcap -F pcapng -a '1:pid 4242 comm ip' -a '2:the answer' nlmon-route.pcap nlmon-comment.pcapng" "comments on two packets"
ip link del nlmon0

ip netns add server
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11 netns server
ip -n server addr add 192.0.2.1/24 dev veth1
ip -n server link set veth1 up
ip link set veth0 up
touch /run/leases
cat >/run/udhcpd.conf <<'C'
start 192.0.2.50
end 192.0.2.60
interface veth1
lease_file /run/leases
pidfile /run/udhcpd.pid
option subnet 255.255.255.0
option router 192.0.2.1
option dns 192.0.2.1 192.0.2.2
option domain example.org
option lease 3600
C
ip netns exec server busybox udhcpd -f /run/udhcpd.conf >/dev/null 2>&1 &
server=$!
listen eth-dhcp-arp.pcap -i veth0
busybox udhcpc -i veth0 -n -q -f -s /bin/true -x hostname:sample >/dev/null 2>&1
ip addr add 192.0.2.50/24 dev veth0
busybox arping -c 2 -I veth0 192.0.2.1 >/dev/null 2>&1
busybox nc -u -w 1 192.0.2.1 9 </dev/null >/dev/null 2>&1
deaf
kill $server
note eth-dhcp-arp.pcap pcap ethernet tcpdump "tcpdump -i veth0 -s 262144 -w eth-dhcp-arp.pcap" "no netlink: DHCP, ARP and ICMP on Ethernet"
