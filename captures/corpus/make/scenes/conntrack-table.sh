# shows: conntrack creating, listing, changing, filtering, counting and deleting entries of every protocol, with marks, labels, zones, NAT and helpers
# tool: conntrack
# packages: conntrack
# protocols: NETFILTER
# kernels: all
# modules: nf_conntrack_netlink nf_conntrack_ftp nf_nat

scene() {
	conntrack -L
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80 --state ESTABLISHED -t 6000 -u ASSURED,SEEN_REPLY -m 0x11
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1001 --dport 21 --state SYN_SENT -t 6000
	conntrack -I -p udp -s 192.0.2.2 -d 198.51.100.1 --sport 1002 --dport 53 -t 6000
	conntrack -I -p udp -s 192.0.2.2 -d 198.51.100.2 --sport 1003 --dport 53 -t 6000 --zone 5
	conntrack -I -p udp -s 192.0.2.2 -d 198.51.100.3 --sport 1004 --dport 53 -t 6000 --orig-zone 6
	conntrack -I -p udp -s 192.0.2.2 -d 198.51.100.3 --sport 1005 --dport 53 -t 6000 --reply-zone 7
	conntrack -I -p icmp -s 192.0.2.3 -d 198.51.100.1 --icmp-type 8 --icmp-code 0 --icmp-id 77 -t 6000
	conntrack -I -p icmpv6 -s 2001:db8::3 -d 2001:db8::1 --icmpv6-type 128 --icmpv6-code 0 --icmpv6-id 78 -t 6000
	conntrack -I -p tcp -s 2001:db8::1 -d 2001:db8:1::1 --sport 1 --dport 2 --state TIME_WAIT -t 6000
	conntrack -I -p sctp -s 192.0.2.4 -d 198.51.100.1 --sport 3 --dport 4 --state ESTABLISHED --orig-vtag 5 --reply-vtag 6 -t 6000
	conntrack -I -p dccp -s 192.0.2.4 -d 198.51.100.1 --sport 3 --dport 4 --state OPEN --role client -t 6000
	conntrack -I -p udplite -s 192.0.2.4 -d 198.51.100.1 --sport 5 --dport 6 -t 6000
	conntrack -I -p gre -s 192.0.2.4 -d 198.51.100.1 --srckey 0x5 --dstkey 0x6 -t 6000
	conntrack -I -p 89 -s 192.0.2.4 -d 198.51.100.1 -t 6000
	conntrack -I -p tcp -s 10.0.0.1 -d 198.51.100.9 --sport 9 --dport 80 --state ESTABLISHED -t 6000 --src-nat 192.0.2.200:5000
	conntrack -I -p udp -s 10.0.0.2 -d 192.0.2.201 --sport 9 --dport 53 -t 6000 --dst-nat 10.0.0.3
	! conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80 --state ESTABLISHED -t 6000

	conntrack -C
	conntrack -L
	conntrack -L -f ipv6 -o extended,id
	conntrack -L -p tcp --state ESTABLISHED -o xml
	conntrack -L -m 0x11/0xff -o ktimestamp,labels
	conntrack -L -p udp --zone 5
	conntrack -L --src-nat
	conntrack -L --any-nat
	conntrack -L -u ASSURED
	conntrack -L -s 192.0.2.0/24
	conntrack -L dying
	conntrack -L unconfirmed
	conntrack -S
	conntrack -G -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80
	! conntrack -G -p udp -s 203.0.113.1 -d 203.0.113.2 --sport 1 --dport 2

	conntrack -U -p tcp -s 192.0.2.1 --dport 80 -m 0x22/0xff
	conntrack -U -p udp -s 192.0.2.2 -t 500
	conntrack -U -p tcp -s 192.0.2.1 --sport 1000 --state CLOSE_WAIT
	! conntrack -U -p tcp -s 192.0.2.1 --sport 1000 -u SEEN_REPLY,EXPECTED
	! conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 5 --dport 6 --state ESTABLISHED -t 60 -l nosuchlabel
	conntrack -D -p icmp
	conntrack -D -p icmpv6
	conntrack -D -f ipv6 -s 2001:db8::1 || true
	conntrack -D -p udp --zone 5
	! conntrack -D -p tcp --dport 9999
	conntrack -D -s 10.0.0.0/24
	conntrack -F
	conntrack -C
}
