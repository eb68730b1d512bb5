# shows: nft rules matching by meta, payload, exthdr, fib, rt, socket, osf, ipsec and bit operations
# tool: nft
# packages: nftables
# protocols: NETFILTER
# kernels: all
# modules: nf_tables nft_xfrm nft_fib_inet nft_socket nft_osf

scene() {
	nft -f - <<-'NFT'
		add table inet t
		add chain inet t pre { type filter hook prerouting priority 0; }
		add chain inet t in { type filter hook input priority 0; }
		add chain inet t out { type filter hook output priority 0; }
		add chain inet t metas
		add chain inet t four
		add chain inet t six
		add chain inet t l4
		add chain inet t bits
	NFT
	nft -f - <<-'NFT'
		add rule inet t metas meta length 40-1500 meta nfproto ipv4 meta l4proto { tcp, udp, 132 }
		add rule inet t metas meta protocol ip meta priority 1:20 meta mark and 0xff0 == 0x120
		add rule inet t metas iif lo iifname "eth*" iiftype ether
		add rule inet t out oif "lo" oifname != "eth0" oiftype loopback
		add rule inet t out meta skuid 0-999 meta skgid { 0, 33 } meta cgroup 7
		add rule inet t metas meta rtclassid 5 meta pkttype multicast meta cpu 0
		add rule inet t metas iifgroup 3 oifgroup default meta random <= 0x10000000
		add rule inet t metas meta iifkind "vlan" meta oifkind "bridge" meta secpath exists meta sdif 0
		add rule inet t metas meta hour "08:00"-"17:00" meta day { "Monday", "Friday" } meta time "2026-01-01 00:00:00"
		add rule inet t metas meta time < "2027-01-01" comment "with a comment"
	NFT
	nft -f - <<-'NFT'
		add rule inet t four ip version 4 ip hdrlength 5-8 ip dscp ef ip ecn ce ip length < 1000
		add rule inet t four ip id 7 ip frag-off & 0x1fff != 0 ip ttl { 1, 64, 255 } ip protocol icmp ip checksum 1
		add rule inet t four ip saddr 192.0.2.1 ip daddr 198.51.100.0/24 ip saddr != 203.0.113.1-203.0.113.9
		add rule inet t four ip option lsrr type 1 ip option ra exists ip option rr ptr 4 ip option ssrr missing
		add rule inet t four icmp type echo-request icmp code 0 icmp id 1-9 icmp sequence 5
		add rule inet t four icmp type destination-unreachable icmp code frag-needed icmp mtu 1400
		add rule inet t four icmp type redirect icmp gateway 3
		add rule inet t four igmp type membership-query igmp checksum 1
		add rule inet t six ip6 version 6 ip6 dscp 0x10 ip6 ecn not-ect ip6 flowlabel 0x12345 ip6 length 100-200
		add rule inet t six ip6 nexthdr { tcp, udp } ip6 hoplimit 255 ip6 saddr 2001:db8::/32 ip6 daddr fd00::1
		add rule inet t six icmpv6 type { nd-router-advert, mld-listener-query } icmpv6 code no-route
		add rule inet t six icmpv6 type packet-too-big icmpv6 mtu 1280
		add rule inet t six icmpv6 type parameter-problem icmpv6 param-problem 4
		add rule inet t six icmpv6 type echo-reply icmpv6 id 2 icmpv6 sequence 3
		add rule inet t six icmpv6 type mld-listener-query icmpv6 max-delay 2
		add rule inet t six exthdr hbh exists exthdr frag missing hbh nexthdr 6 hbh hdrlength 1
		add rule inet t six rt type 2 rt seg-left 1 rt0 addr[1] 2001:db8::1
		add rule inet t six frag frag-off 10 frag reserved2 0 frag more-fragments 1 frag id 99 dst nexthdr 17 mh type 5
		add rule inet t six srh flags 1 srh tag 2 srh sid[1] 2001:db8::3 srh last-entry 3
	NFT
	nft -f - <<-'NFT'
		add rule inet t l4 tcp sport 1024-65535 tcp dport { 22, 80-88, 443 } tcp sequence 1 tcp ackseq 2 tcp doff 5
		add rule inet t l4 tcp flags & (syn | ack) == syn tcp window < 100 tcp checksum 3 tcp urgptr 4
		add rule inet t l4 tcp flags { syn, syn | ack } tcp flags ! fin tcp flags syn / fin,syn,rst
		add rule inet t l4 tcp option maxseg size 536-1460 tcp option window count 7 tcp option sack-permitted exists
		add rule inet t l4 tcp option sack left 5 tcp option sack1 right 6 tcp option timestamp tsval 8 tcp option 253 missing
		add rule inet t l4 tcp option mptcp subtype 1 tcp option fastopen exists
		add rule inet t l4 udp sport 53 udp dport domain udp length 20 udp checksum 0
		add rule inet t l4 udplite csumcov 8 udplite dport 9
		add rule inet t l4 sctp sport 10 sctp dport 20 sctp vtag 30 sctp checksum 1 sctp chunk data exists
		add rule inet t l4 sctp chunk init num-inbound-streams 5 sctp chunk sack cum-tsn-ack 9
		add rule inet t l4 dccp sport 1 dccp dport 2 dccp type { request, response }
		add rule inet t l4 ah hdrlength 4 ah spi 0x100 ah sequence 1
		add rule inet t l4 esp spi 0x200-0x2ff esp sequence 2
		add rule inet t l4 comp flags 0 comp cpi 4
		add rule inet t l4 th sport 5 th dport { 6, 7 } @th,16,16 8 @nh,8,8 & 0xf == 3 @ih,0,32 0xdeadbeef @ll,48,16 1
		add rule inet t bits tcp dport & 0xff == 1 meta mark & 0xff != 0 ct mark & 0xf0 == 0x10 ip ttl & 1 == 1
		add rule inet t bits meta mark set meta mark << 4 ct mark set meta mark >> 2 meta mark set ct mark ^ 0xff
		add rule inet t bits meta priority set 1:2 meta pkttype set host meta nftrace set 1
		add rule inet t bits ip dscp set af41 ip ttl set 9 ip saddr set 192.0.2.9 ip ecn set ect0 tcp dport set 81
		add rule inet t bits ip6 hoplimit set 3 ip6 flowlabel set 0 udp sport set 1000 th dport set 6 @th,0,16 set 5
		add rule inet t bits tcp option maxseg size set rt mtu tcp option maxseg size set 1200 reset tcp option sack-permitted
		add rule inet t bits sctp dport set 9
		add rule inet t bits ah sequence set 1 notrack
		add rule inet t bits tcp flags set syn ip id set 0
	NFT
	nft -f - <<-'NFT'
		add rule inet t pre fib saddr . iif oif missing fib daddr type { local, broadcast, multicast }
		add rule inet t pre fib daddr . mark type != unicast fib saddr . iif oifname "lo" fib saddr oif eq 0
		add rule inet t out rt classid 3 rt ip nexthop 192.0.2.254 rt ip6 nexthop 2001:db8::fe rt mtu < 1500 rt ipsec exists
		add rule inet t in socket transparent 1 socket mark 0x5 socket wildcard 0
		add rule inet t pre osf name "Linux" osf ttl skip version "Linux:4.20"
		add rule inet t in ipsec in reqid 4 ipsec in spi 0x100 ipsec in spnum 1 ip saddr 192.0.2.3
		add rule inet t out ipsec out ip6 daddr 2001:db8::4 ipsec out reqid { 1, 2 }
	NFT
	if nft add rule inet t in socket cgroupv2 level 1 '"."'; then nft list chain inet t in; fi
	for chain in pre in out metas four six l4 bits; do nft -a list chain inet t "$chain"; done
	! nft add rule inet t four ip saddr 192.0.2.1 osf name "Linux"
	! nft add rule inet t out fib saddr . iif oif missing
	nft delete table inet t
}
