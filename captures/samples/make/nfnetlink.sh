# nfnetlink without nf_tables: connections, expectations, timeouts, helpers, sets, counters, fingerprints, queues, logs.
modprobe -a nf_conntrack_netlink nf_conntrack_ftp nf_nat nfnetlink_{cttimeout,cthelper,acct,osf,queue,log} xt_osf nft_{queue,log,ct,nat} \
	ip_set ip_set_{bitmap_{ip,ipmac,port},list_set} ip_set_hash_{ip,mac,ipmac,ipmark,ipport,ipportip,ipportnet,net,netnet,netport,netportnet,netiface} 2>/dev/null
sysctl -qw net.netfilter.nf_conntrack_acct=1 net.netfilter.nf_conntrack_timestamp=1
ip link set lo up
nft add table ip warm && nft delete table ip warm

trace ct-add.strace NETFILTER conntrack "a connection of each protocol, with marks, zones, NAT and states; an expectation; refused ones" sh -c '
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80 --state ESTABLISHED -t 6000 -u ASSURED,SEEN_REPLY -m 0x11
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1001 --dport 21 --state SYN_SENT -t 6000
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
	conntrack -I -p udp -s 2001:db8::2 -d 2001:db8::99 --sport 9 --dport 53 -t 6000 --dst-nat 2001:db8::98
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80 --state ESTABLISHED -t 6000
	conntrack -I expect -p tcp --orig-src 192.0.2.1 --orig-dst 198.51.100.1 --sport 1001 --dport 21 --tuple-src 198.51.100.1 \
		--tuple-dst 192.0.2.1 --tuple-port-src 20 --tuple-port-dst 3000 --mask-src 255.255.255.255 --mask-dst 255.255.255.255 -t 100'
export OUT
trace ct-list.strace NETFILTER conntrack "connections, with all that conntrack says of them" \
	sh -c 'conntrack -L -o extended,id,ktimestamp >"$OUT/oracle/ct-list.conntrack.txt"'
trace ct-requests.strace NETFILTER conntrack "connections are looked for, counted, changed and deleted" sh -c '
	conntrack -L -f ipv6
	conntrack -L -m 0x11/0xff
	conntrack -L -u ASSURED
	conntrack -L -p tcp -s 192.0.2.1
	conntrack -L -z -p tcp --dport 80
	conntrack -L dying
	conntrack -L unconfirmed
	conntrack -L expect
	conntrack -S
	conntrack -S expect
	conntrack -C
	conntrack -C expect
	conntrack -G -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80
	conntrack -G -p udp -s 203.0.113.1 -d 203.0.113.2 --sport 1 --dport 2
	conntrack -U -p tcp -s 192.0.2.1 --sport 1000 -m 0x22/0xff
	conntrack -U -p udp -s 192.0.2.2 -t 500
	conntrack -D -p icmp
	conntrack -F expect
	conntrack -F'

trace nfct.strace NETFILTER nfct "policies of timeouts, and helpers in user space" sh -c '
	nfct add timeout tcp4 inet tcp syn_sent 1 syn_recv 2 established 3 fin_wait 4 close_wait 5 last_ack 6 time_wait 7 close 8 syn_sent2 9 retrans 10 unacknowledged 11
	nfct add timeout udp6 inet6 udp unreplied 12 replied 13
	nfct add timeout icmp4 inet icmp timeout 14
	nfct add timeout icmp6 inet6 icmpv6 timeout 15
	nfct add timeout other inet generic timeout 16
	nfct add timeout sctp4 inet sctp closed 17 cookie_wait 18 cookie_echoed 19 established 20 shutdown_sent 21 shutdown_recd 22 shutdown_ack_sent 23
	nfct add timeout dccp4 inet dccp request 24 respond 25 partopen 26 open 27 closereq 28 closing 29 timewait 30
	nfct add timeout lite4 inet udplite unreplied 31 replied 32
	nfct add timeout gre4 inet gre unreplied 33 replied 34
	nfct list timeout >"$OUT/oracle/nfct-timeout.txt"
	nfct get timeout tcp4
	nfct get timeout nosuch
	nfct default-set timeout inet udp unreplied 35
	nfct default-get timeout inet udp
	nfct default-get timeout inet sctp
	nfct add helper ftp inet tcp
	nfct add helper rpc inet udp
	nfct list helper
	nfct get helper ftp inet tcp
	nfct disable helper ftp inet tcp
	nfct delete helper ftp inet tcp
	nfct delete timeout tcp4
	nfct flush helper
	nfct flush timeout'

trace ipset-add.strace NETFILTER ipset "a set of each type with its options, and entries" ipset restore <<'SETS'
create bitmap-ip bitmap:ip range 192.0.2.0/24 timeout 300 counters comment skbinfo
create bitmap-net bitmap:ip range 10.0.0.0-10.0.255.255 netmask 28
create bitmap-mac bitmap:ip,mac range 192.0.2.0-192.0.2.127 comment
create bitmap-port bitmap:port range 0-1023 counters timeout 0
create list list:set size 4 comment counters timeout 60 skbinfo
create ip hash:ip hashsize 64 maxelem 100 timeout 0 counters comment skbinfo initval 0x12345678
create ip6 hash:ip family inet6 netmask 64 forceadd initval 0x1
create ip24 hash:ip netmask 24 bucketsize 6 initval 0x2
create mac hash:mac counters initval 0x3
create ip-mac hash:ip,mac comment initval 0x4
create ip-mark hash:ip,mark markmask 0xff00 initval 0x5
create ip-port hash:ip,port timeout 0 initval 0x6
create ip-port-ip hash:ip,port,ip skbinfo initval 0x7
create ip-port-net hash:ip,port,net comment initval 0x8
create net hash:net timeout 600 counters comment skbinfo initval 0x9
create net6 hash:net family inet6 initval 0xa
create net-net hash:net,net initval 0xb
create net-port hash:net,port counters initval 0xc
create net-port-net hash:net,port,net timeout 0 initval 0xd
create net-iface hash:net,iface initval 0xe
add bitmap-ip 192.0.2.1 timeout 1000000 packets 4 bytes 5 comment "one" skbmark 0x5 skbprio 1:2 skbqueue 3
add bitmap-ip 192.0.2.8/30 timeout 0
add bitmap-net 10.0.3.16
add bitmap-mac 192.0.2.5,02:00:00:00:00:05 comment "five"
add bitmap-mac 192.0.2.6
add bitmap-port 22
add bitmap-port tcp:80-82 timeout 0
add list bitmap-ip timeout 0 comment "first"
add list bitmap-port before bitmap-ip timeout 0 packets 1 bytes 1
add list ip after bitmap-ip skbqueue 1 timeout 0
add ip 192.0.2.1 packets 3 bytes 400 comment "the first" skbmark 0x10/0xff skbprio 1:20 skbqueue 5
add ip 192.0.2.4-192.0.2.7
add ip6 2001:db8::1
add ip24 198.51.100.7
add mac 02:00:00:00:00:01 packets 1 bytes 2
add ip-mac 192.0.2.1,02:00:00:00:00:02 comment "a host"
add ip-mark 192.0.2.1,0x1234
add ip-port 192.0.2.1,80
add ip-port 192.0.2.2,tcp:1-3
add ip-port 192.0.2.3,icmp:8/0
add ip-port 192.0.2.3,47:0
add ip-port-ip 192.0.2.1,sctp:9,198.51.100.1 skbprio 2:1
add ip-port-net 192.0.2.1,443,10.0.0.0/8 comment "a service"
add ip-port-net 192.0.2.1,443,10.9.0.0/16 nomatch
add net 192.0.2.0/24 timeout 0 packets 1 bytes 2 comment "documentation" skbmark 0x1
add net 10.0.0.0-10.0.2.255 timeout 0
add net6 2001:db8::/32
add net6 2001:db8:1::/48 nomatch
add net-net 192.0.2.0/24,198.51.100.0/24
add net-port 192.0.2.0/24,tcp:80-82
add net-port-net 192.0.2.0/24,22,10.0.0.0/8 timeout 0
add net-iface 192.0.2.0/24,eth0
add net-iface 192.0.2.0/24,physdev:eth1
SETS
trace ipset-save.strace NETFILTER ipset "the sets and their entries are listed" sh -c 'ipset save >"$OUT/oracle/ipset-save.ipset.txt"'
trace ipset-refused.strace NETFILTER ipset "what sets refuse" sh -c '
	ipset add bitmap-ip 198.51.100.1
	ipset add bitmap-port 2000
	ipset add ip24 198.51.100.7
	ipset del ip24 203.0.113.9
	ipset add mac 00:00:00:00:00:00
	ipset add list list
	ipset add list nosuch
	ipset add list mac before net
	ipset destroy bitmap-ip
	ipset create wide bitmap:ip range 10.0.0.0/8
	ipset swap ip mac
	ipset rename ip mac
	ipset add net 0.0.0.0/0
	ipset add ip6 192.0.2.1
	ipset test bitmap-ip 192.0.2.200
	ipset flush nosuch'
trace ipset-del.strace NETFILTER ipset "entries are tested and deleted, sets renamed, swapped, emptied and destroyed" sh -c '
	ipset test ip 192.0.2.1
	ipset del ip 192.0.2.4-192.0.2.5
	ipset -exist del ip 192.0.2.4
	ipset rename ip24 renamed
	ipset swap net net-net
	ipset swap ip renamed
	ipset list -name
	ipset list -terse ip
	ipset flush list
	ipset destroy list
	ipset flush
	ipset destroy'

trace nfacct.strace NETFILTER nfacct "counters that rules share, with quotas" sh -c '
	nfacct add plain
	nfacct restore <<-END
		{ pkts = 00000000000000000012, bytes = 00000000000000003456 } = filled;
	END
	nfacct add packets packet 100
	nfacct add octets byte 5000
	nfacct list >"$OUT/oracle/nfacct-list.nfacct.txt"
	nfacct get filled
	nfacct get nosuch
	nfacct get filled reset
	nfacct list reset
	nfacct delete plain
	nfacct flush'

cat >/run/pf.os <<'OSF'
S20:64:1:60:M*,S,T,N,W0:	Linux:2.2:20:Linux 2.2.20 and newer
%8192:128:1:48:M1460,N,N,S:	Windows:98::Windows 98
OSF
trace osf.strace NETFILTER nfnl_osf "fingerprints of operating systems are added and removed" sh -c '
	nfnl_osf -f /run/pf.os
	nfnl_osf -f /run/pf.os -d'

nft -f - <<'N'
table inet t {
	chain out {
		type filter hook output priority -5
		udp dport 9 log prefix "nine" group 7
		udp dport 9 queue num 3 bypass
	}
}
N
trace nfqueue.strace NETFILTER python3 "queued and logged packets with all that is told of them, verdicts, configuration" /usr/bin/python3 "$BIN/nfqueue.py"
