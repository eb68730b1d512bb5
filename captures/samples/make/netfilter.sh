# nfnetlink: nf_tables, connection tracking, ipset.
ip link set lo up
nft add table ip warm 2>/dev/null && nft delete table ip warm
cat >/run/rules.nft <<'N'
table inet filter {
	set bad { type ipv4_addr; flags interval; elements = { 192.0.2.0/24, 198.51.100.7 }; }
	chain input {
		type filter hook input priority 0; policy accept;
		ct state established,related accept
		ip saddr @bad counter drop comment "bad ones"
		tcp dport { 22, 80 } limit rate 10/second accept
		meta iifname "lo" log prefix "lo: " level info
	}
}
table ip nat {
	chain post { type nat hook postrouting priority 100; oifname "d0" masquerade; }
}
N
trace nft-load.strace NETFILTER nft "a transaction: many messages in one datagram, their acknowledgements" nft -f /run/rules.nft
trace nft-list.strace NETFILTER nft "the ruleset is listed" nft list ruleset
oracle nft-list.nft.json nft -j list ruleset
trace nft-error.strace NETFILTER nft "a transaction the kernel refuses" nft add rule ip nat nochain counter
/usr/bin/python3 -c '
import socket
s = socket.create_server(("127.0.0.1", 8080)); c = socket.create_connection(("127.0.0.1", 8080)); s.accept()'
conntrack -I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 1000 --dport 53 -t 600 -m 7 >/dev/null 2>&1
trace conntrack-list.strace NETFILTER conntrack "dump of the connections" conntrack -L
oracle conntrack-list.conntrack.txt conntrack -L
trace conntrack-change.strace NETFILTER conntrack "a connection is added, changed, deleted" sh -c '
	conntrack -I -p tcp -s 192.0.2.3 -d 192.0.2.4 --sport 1001 --dport 80 --state ESTABLISHED -t 100
	conntrack -U -p tcp -s 192.0.2.3 -t 50 -m 9
	conntrack -D -p tcp -s 192.0.2.3'
trace ipset.strace NETFILTER ipset "sets are made, filled, listed" sh -c '
	ipset create nets hash:net,iface timeout 600 counters comment
	ipset add nets 192.0.2.0/24,eth0 comment "a net"
	ipset create ports bitmap:port range 1-1024
	ipset add ports 80-82
	ipset create six hash:ip family inet6
	ipset add six 2001:db8::1
	ipset add six 2001:db8::1
	ipset list'
oracle ipset.ipset.txt ipset list
