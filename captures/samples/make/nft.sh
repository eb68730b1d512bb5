# nf_tables: a ruleset with all that nft can say, a trace, and rules with extensions of iptables.
ip link add d0 type dummy
ip link add d1 type dummy
ip link set lo up
ip link set d0 up
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p /sys/fs/cgroup/system.slice
cat >/run/everything.nft <<'N'
table inet everything {
	comment "all that nft can say"
	counter c1 { comment "a counter" packets 0 bytes 0 }
	quota q1 { over 25 mbytes used 3 kbytes }
	limit l1 { rate over 400/minute burst 20 packets }
	limit l2 { rate 10 mbytes/second burst 512 kbytes }
	ct helper ftp1 { type "ftp" protocol tcp; l3proto ip; }
	ct timeout to1 { protocol tcp; l3proto ip; policy = { established : 100, close_wait : 4, close : 4 }; }
	ct timeout to2 { protocol udp; l3proto ip6; policy = { unreplied : 10, replied : 50 }; }
	ct expectation ex1 { protocol tcp; dport 9876; timeout 2m; size 12; l3proto ip; }
	synproxy sp1 { mss 1460; wscale 7; timestamp sack-perm }

	flowtable f1 { hook ingress priority filter; devices = { d0, d1 }; counter; }

	set plain { type ipv4_addr; comment "plain addresses"; elements = { 192.0.2.1 comment "one", 192.0.2.2 } }
	set nets { type ipv4_addr; flags interval; auto-merge; elements = { 192.0.2.0/24, 198.51.100.7, 203.0.113.0-203.0.113.9 } }
	set nets6 { type ipv6_addr; flags interval; elements = { 2001:db8::/32 } }
	set ports { type inet_service; elements = { 22, 80 } }
	set ifs { type ifname; elements = { "lo", "d0" } }
	set ifswild { type ifname; flags interval; elements = { "eth*" } }
	set macs { type ether_addr; elements = { 02:00:00:00:00:01 } }
	set marks { type mark; policy memory; elements = { 0x10, 0x20 } }
	set concat { type ipv4_addr . inet_proto . inet_service; elements = { 192.0.2.1 . tcp . 22 } }
	set concatint { type ipv4_addr . inet_service; flags interval; elements = { 192.0.2.0/24 . 80-90, 198.51.100.1 . 443 } }
	set timed { type ipv4_addr; timeout 1h; gc-interval 5m; elements = { 192.0.2.1 timeout 30m expires 20m, 192.0.2.9 } }
	set dynamic4 { type ipv4_addr; size 65535; flags dynamic,timeout; timeout 1m; }
	set counted { type ipv4_addr; counter; elements = { 192.0.2.1 counter packets 3 bytes 180 } }
	set multi { type ipv4_addr; size 10; flags dynamic; limit rate 10/second; counter; }
	set catchall { type ipv4_addr; flags interval; elements = { *, 10.0.0.0/8 } }
	set typeofs { typeof ip saddr . tcp dport; elements = { 192.0.2.1 . 22 } }
	set typeofmeta { typeof meta mark; size 100; }
	set typeofct { typeof ct original proto-dst . ct mark; }
	set typeofopt { typeof tcp option maxseg size; }
	set typeofvlan { typeof vlan id . ip saddr; }
	set typeofhash { typeof jhash ip saddr mod 8; }
	set typeofnumgen { typeof numgen inc mod 4; }
	set typeofrt { typeof rt ip nexthop; }
	set typeofsocket { typeof socket mark; }
	set typeofosf { typeof osf name; }
	set typeoffib { typeof fib daddr oif; }
	set typeofxfrm { typeof ipsec in reqid; }
	map verdicts { type inet_service : verdict; elements = { 22 : accept, 80 : jump other, 443 : goto other, 81 : drop, 82 : continue, 83 : return } }
	map addrs { type inet_service : ipv4_addr; elements = { 80 : 192.0.2.80, 81 : 192.0.2.81 } }
	map addrports { type inet_service : ipv4_addr . inet_service; elements = { 80 : 192.0.2.80 . 8080 } }
	map ranges { type inet_service : interval ipv4_addr; flags interval; elements = { 80 : 192.0.2.1-192.0.2.9 } }
	map markmap { type ipv4_addr : mark; elements = { 192.0.2.1 : 0x1 } }
	map objs { type ipv4_addr : counter; elements = { 192.0.2.1 : "c1" } }
	map quotas { type ipv4_addr : quota; elements = { 192.0.2.1 : "q1" } }
	map limits { type ipv4_addr : limit; elements = { 192.0.2.1 : "l1" } }

	chain other { comment "jumped to"; counter; }
	chain third { }
	chain inp {
		type filter hook input priority filter; policy drop;
		ct state established,related accept comment "known ones"
		ct state invalid counter drop
		ct state vmap { new : continue, untracked : accept }
		iifname "lo" accept
		iifname "eth*" accept
		iif "lo" accept
		oif != "lo" accept
		meta mark set 0x10
		meta mark set meta mark and 0xffff0000 or 0x1
		meta priority set 1:10
		meta nftrace set 1
		meta pkttype { broadcast, multicast } drop
		meta skuid 0-1000 accept
		meta skgid 0 accept
		meta rtclassid 5 accept
		meta cgroup 1048577 accept
		meta cpu 0 accept
		meta iifgroup 0 oifgroup 0 accept
		meta iifkind "vlan" accept
		meta length 100-200 accept
		meta protocol ip accept
		meta l4proto { tcp, udp, icmp, ipv6-icmp } accept
		meta nfproto ipv4 accept
		meta random < 1000000 accept
		meta secpath missing accept
		meta time "2024-01-01 00:00:00"-"2024-12-31 23:59:59" accept
		meta day "Monday" accept
		meta hour "09:00"-"17:00" accept
		meta sdif "lo" accept
		meta sdifname "lo" accept
		meta iiftype ether accept
		ip saddr @plain accept
		ip saddr != @nets drop
		ip6 saddr @nets6 accept
		tcp dport @ports accept
		iifname @ifs accept
		ether saddr @macs accept
		meta mark @marks accept
		ip saddr . meta l4proto . th dport @concat accept
		ip saddr . tcp dport @concatint accept
		ip saddr . tcp dport @typeofs accept
		tcp dport vmap @verdicts
		tcp dport vmap { 23 : drop, 24 : jump third }
		ip saddr { 192.0.2.0/24, 198.51.100.1 } tcp dport 1-1024 accept
		ip saddr 192.0.2.0/24 ip daddr != 10.0.0.0/8 accept
		ip saddr != 192.0.2.1-192.0.2.9 drop
		ip ttl set 64
		ip dscp set cs1
		ip dscp af21 accept
		ip ecn ce accept
		ip frag-off & 0x1fff != 0 drop
		ip version 4 ip hdrlength 5 accept
		ip6 flowlabel 5 accept
		ip6 hoplimit > 250 accept
		ip option rr exists accept
		ip option ra value 0 accept
		exthdr hbh exists drop
		exthdr frag exists drop
		frag more-fragments 1 drop
		rt type 0 drop
		rt0 addr[1] 2001:db8::1 drop
		srh last-entry 1 drop
		mh type binding-update accept
		dst nexthdr 6 accept
		tcp flags syn / syn,ack,rst,fin accept
		tcp flags & (fin | syn) == fin | syn drop
		tcp option maxseg size set 1400
		tcp option maxseg size 1-500 drop
		tcp option sack-perm exists accept
		reset tcp option timestamp
		tcp sport set 1024
		udp checksum set 0
		udplite checksum 8 accept
		sctp vtag 5 accept
		sctp chunk data exists accept
		sctp chunk init num-outbound-streams 5 accept
		dccp type request accept
		icmp type echo-request icmp code 0 accept
		icmp gateway 5 accept
		icmpv6 type { nd-neighbor-solicit, nd-router-advert } accept
		icmpv6 mtu 1280 accept
		igmp type membership-query accept
		ah spi 5 accept
		esp spi 5 accept
		comp cpi 5 accept
		@th,16,16 80 accept
		@nh,8,16 set 5
		@ih,0,32 0x1 accept
		ct mark set meta mark
		ct mark and 0xff == 0x1 accept
		ct direction original accept
		ct status snat,assured accept
		ct expiration 30s-60s accept
		ct helper "ftp" accept
		ct l3proto ipv4 ct protocol tcp accept
		ct original ip saddr 192.0.2.1 accept
		ct reply ip6 daddr 2001:db8::1 accept
		meta l4proto tcp ct original proto-src 1000 ct reply proto-dst 80 accept
		ct label set 1
		ct label 1 accept
		ct original packets > 10 ct bytes > 1000 ct avgpkt > 100 accept
		ct zone set 1
		ct original zone 1 accept
		ct event set new,destroy
		ct id 5 accept
		ct helper set "ftp1"
		ct timeout set "to1"
		ct expectation set "ex1"
		ct count 20 accept
		ct count over 5 drop
		counter name "c1"
		counter name ip saddr map @objs
		quota name "q1" drop
		quota name ip saddr map @quotas
		limit name "l1" accept
		limit name ip saddr map @limits
		synproxy mss 1460 wscale 7 timestamp sack-perm
		synproxy name "sp1"
		counter packets 5 bytes 500 accept
		limit rate 10/second burst 5 packets accept
		limit rate over 1 mbytes/second burst 100 kbytes drop
		limit rate 3/day accept
		quota over 100 mbytes used 5 kbytes drop
		log prefix "inp: " level debug flags all
		log prefix "grp: " group 5 snaplen 100 queue-threshold 10
		log level audit
		log flags tcp sequence,options flags ip options flags skuid flags ether
		queue flags bypass to 0-3
		queue flags fanout,bypass to 1-2
		queue to 5
		queue flags bypass to numgen inc mod 3 offset 1
		queue to oifname map { "lo" : 0, "d0" : 1 }
		reject
		reject with tcp reset
		reject with icmp host-unreachable
		reject with icmpv6 addr-unreachable
		reject with icmpx admin-prohibited
		rt classid 5 accept
		rt ip nexthop 192.0.2.1 accept
		rt ip6 nexthop 2001:db8::1 accept
		rt ipsec exists accept
		socket transparent 1 accept
		socket mark 1 accept
		socket wildcard 0 accept
		socket cgroupv2 level 1 "system.slice" accept
		osf name "Linux" accept
		osf ttl loose version "Linux:3.0" accept
		fib saddr . iif oif missing drop
		fib daddr . mark type local accept
		fib daddr oifname "lo" accept
		ipsec in reqid 1 accept
		ipsec in ip saddr 192.0.2.1 accept
		ipsec in ip6 daddr 2001:db8::1 accept
		meta mark set jhash ip saddr . tcp dport mod 8 seed 0xdeadbeef offset 100
		meta mark set symhash mod 2
		meta mark set numgen inc mod 4
		meta mark set numgen random mod 4 offset 5
		meta mark set ip saddr map @markmap
		meta mark set tcp dport map { 22 : 1, 23 : 2 }
		add @dynamic4 { ip saddr }
		update @dynamic4 { ip saddr timeout 30s }
		update @dynamic4 { ip saddr timeout 30s counter limit rate 10/second }
		delete @dynamic4 { ip saddr }
		add @multi { ip saddr }
		meta mark set meta mark << 8
		meta mark set meta mark >> 4
		meta mark set ct mark ^ 0x5
		notrack
		jump other
		goto third
		continue
		return
		accept
		drop
	}
	chain forwarded {
		type filter hook forward priority filter + 5; policy accept;
		tcp dport 81 jump { accept; }
		tcp dport 83 goto { counter; }
		tcp option maxseg size set rt mtu
		fib saddr . oif type { unicast, multicast } accept
		ip protocol tcp flow add @f1
	}
	chain outp {
		type filter hook output priority filter; policy accept;
		rt mtu > 1000 accept
		ipsec out spnum 1 spi 5 accept
	}
	chain ingr {
		type filter hook ingress device "d0" priority -500; policy accept;
		ip saddr 192.0.2.9 drop
	}
	chain pre { type nat hook prerouting priority dstnat; policy accept;
		dnat ip to 192.0.2.1
		tcp dport 80 dnat ip to 192.0.2.1:8080
		tcp dport 81 dnat ip to 192.0.2.1-192.0.2.9:1000-2000 random,persistent
		tcp dport 82 dnat ip6 to [2001:db8::1]:80
		dnat ip to tcp dport map @addrs
		dnat ip addr . port to tcp dport map @addrports
		tcp dport 83 redirect to :8080 random
		udp dport 53 redirect
	}
	chain post { type nat hook postrouting priority srcnat; policy accept;
		snat ip to 192.0.2.1 persistent
		masquerade
		tcp dport 80 masquerade to :1024-2048 random,fully-random
		snat ip to 192.0.2.1-192.0.2.4
		snat ip prefix to ip saddr map { 10.0.0.0/24 : 192.0.2.0/24 }
	}
	chain tp {
		type filter hook prerouting priority mangle; policy accept;
		meta pkttype set host
		meta l4proto tcp tproxy ip to :8080 accept
		meta l4proto udp tproxy ip6 to [2001:db8::1]:80
		meta l4proto tcp tproxy to :81
	}
	chain raw {
		type filter hook prerouting priority raw; policy accept;
		notrack
	}
	chain route {
		type route hook output priority mangle; policy accept;
		meta mark set 1
	}
}
table ip dormant {
	flags dormant
	comment "asleep"
	chain c {
		type filter hook input priority -10; policy accept;
		reject with icmp net-prohibited
		dup to 192.0.2.1 device "lo"
		dup to 192.0.2.2
	}
}
table ip6 six {
	chain c {
		type filter hook input priority 0;
		reject with icmpv6 policy-fail
		dup to 2001:db8::1 device "lo"
	}
}
table netdev dev {
	chain in0 {
		type filter hook ingress device "d0" priority 0; policy accept;
		dup to "d1"
		fwd to "d1"
		fwd ip to 192.0.2.1 device "d1"
		vlan id 5 accept
		ether type arp accept
	}
	chain in2 {
		type filter hook ingress devices = { "d0", "d1" } priority 10; policy accept;
	}
	chain eg {
		type filter hook egress device "d0" priority 0; policy accept;
		counter
	}
}
table bridge br {
	chain c {
		type filter hook prerouting priority -300; policy accept;
		meta ibrname "br0" accept
		meta obrname "br0" accept
		meta ibrpvid 1 accept
		meta ibrvproto 8021q accept
		ether saddr 02:00:00:00:00:01 vlan id 5 vlan pcp 3 accept
		reject with icmp port-unreachable
	}
}
table arp a {
	chain c {
		type filter hook input priority 0;
		arp operation request arp saddr ip 192.0.2.1 arp saddr ether 02:00:00:00:00:01 accept
		arp htype 1 arp ptype ip accept
	}
}
N
trace nft-everything.strace NETFILTER nft "every expression, set and object that nft knows" nft -f /run/everything.nft
trace nft-everything-list.strace NETFILTER nft "the same, listed" nft list ruleset
oracle nft-everything.nft.json nft -j list ruleset
nft flush ruleset
nft -f - <<'N'
table ip traced {
	chain pre { type filter hook prerouting priority -350; icmp type echo-request meta nftrace set 1; }
	chain inp { type filter hook input priority 0; policy accept; icmp type echo-request jump deeper; }
	chain deeper { counter; meta mark set 5; return; }
}
N
watch nft-trace.strace 'ADD_MEMBERSHIP' "${LOSSLESS[@]}" -o "$OUT/nft-trace.strace" nft monitor trace
ping -c 1 -W 1 127.0.0.1 >/dev/null
leave
note nft-trace.strace strace NETFILTER nft "$(plain "${LOSSLESS[@]}" -o nft-trace.strace nft monitor trace)" \
	"what happens to a packet"
nft flush ruleset
trace iptables-nft.strace NETFILTER iptables-nft "matches and targets of iptables, ebtables and arptables in rules" sh -c '
	iptables-nft -A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports 1,2 -m comment --comment "a comment" -j LOG
	ip6tables-nft -A OUTPUT -m hl --hl-eq 5 -j MARK --set-mark 7
	ebtables-nft -A INPUT -p ARP --arp-op Request -j ACCEPT
	arptables-nft -A INPUT --source-ip 192.0.2.1 -j DROP
	iptables-nft -S'
