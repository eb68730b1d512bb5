# shows: nft's sets: every key type, intervals, concatenations, timeouts, dynamic sets, counters and other statements on elements; get, add, delete, flush
# tool: nft
# packages: nftables
# protocols: NETFILTER
# kernels: all

scene() {
	nft -f - <<-'NFT'
		table inet t {
			set v4 { type ipv4_addr; comment "addresses"; elements = { 192.0.2.1, 192.0.2.2 comment "second" }; }
			set v6 { type ipv6_addr; elements = { 2001:db8::1, 2001:db8::2 }; }
			set macs { type ether_addr; elements = { 02:00:00:00:00:01, 02:00:00:00:00:02 }; }
			set protocols { type inet_proto; elements = { tcp, udp, 47 }; }
			set services { type inet_service; elements = { 22, 80, 443 }; }
			set marks { type mark; elements = { 0x1, 0xff }; }
			set names { type ifname; elements = { "eth0", "lo" }; }
			set wild { type ifname; flags interval; elements = { "eth*", "lo" }; }
			set icmps { type icmp_type; elements = { echo-request, 3 }; }
			set states { type ct_state; elements = { new, established }; }
			set users { typeof meta skuid; elements = { 0, 65534 }; }
			set options { typeof tcp option maxseg size; elements = { 536, 1460 }; }
			set lines { typeof vlan id; elements = { 1, 4094 }; }
			set fixed { type ipv4_addr; flags constant; elements = { 203.0.113.1 }; }
			set nets { type ipv4_addr; flags interval; auto-merge; elements = { 10.0.0.0/8, 192.0.2.0/24, 198.51.100.5-198.51.100.9 }; }
			set nets6 { type ipv6_addr; flags interval; elements = { 2001:db8::/48, fd00::1-fd00::5 }; }
			set ports { type inet_service; flags interval; elements = { 1-1023, 8080, 60000-65535 }; }
			set pairs { type ipv4_addr . inet_service; elements = { 192.0.2.1 . 80, 192.0.2.2 . 443 }; }
			set triples { type ipv4_addr . inet_proto . inet_service; flags interval; elements = { 10.0.0.0/8 . tcp . 80-90, 192.0.2.5 . udp . 53 }; }
			set quads { typeof ip6 saddr . ip6 daddr . th sport . th dport; flags interval; elements = { 2001:db8::/64 . fd00::1 . 1-5 . 6 }; }
			set ageing { type ipv4_addr; timeout 1h; gc-interval 10m; elements = { 192.0.2.3, 192.0.2.4 timeout 5m, 192.0.2.15 timeout 1d expires 3h }; }
			set some { type ipv4_addr; flags timeout; size 128; policy memory; elements = { 192.0.2.6 timeout 1h }; }
			set quick { type inet_service; policy performance; size 16; }
			set counted { type ipv4_addr; counter; elements = { 192.0.2.8 counter packets 5 bytes 500, 192.0.2.9 }; }
			set limited { type ipv4_addr; limit rate 5/second burst 7 packets; elements = { 192.0.2.10 }; }
			set quotas { type ipv4_addr; quota over 1 mbytes; elements = { 192.0.2.11 }; }
			set both { type ipv4_addr; counter quota 500 bytes; elements = { 192.0.2.12 }; }
			set meters { type ipv4_addr; size 1024; flags dynamic,timeout; timeout 30s; }
			set connections { type ipv4_addr; size 100; flags dynamic; }
		}
	NFT
	nft -f - <<-'NFT'
		add chain inet t c
		add rule inet t c ip6 daddr @v6 drop
		add rule inet t c ip saddr @v4 ether saddr @macs meta l4proto @protocols tcp dport @services
		add rule inet t c ip saddr != @nets iifname @wild ip saddr . tcp dport @pairs ip daddr . meta l4proto . th dport @triples
		add rule inet t c tcp dport 1 add @meters { ip saddr timeout 10s limit rate over 10/second burst 20 packets } drop
		add rule inet t c tcp dport 2 update @meters { ip saddr counter }
		add rule inet t c tcp dport 3 add @connections { ip saddr ct count over 5 } reject
		add rule inet t c tcp dport 4 delete @meters { ip saddr }
		add rule inet t c meter gauge { ip saddr . tcp dport limit rate 3/minute } accept
		add rule inet t c ip saddr { 192.0.2.1, 192.0.2.3-192.0.2.9, 10.0.0.0/8 } tcp dport { 1, 2 } ip saddr . ip daddr { 192.0.2.1 . 192.0.2.2 }
		add rule inet t c ip saddr { 192.0.2.1 counter, 192.0.2.2 counter } accept
	NFT
	nft list ruleset
	nft list set inet t triples

	nft add element inet t v4 '{ 192.0.2.20, 192.0.2.21 }'
	nft add element inet t v4 '{ 192.0.2.20 }'
	! nft create element inet t v4 '{ 192.0.2.20 }'
	nft get element inet t v4 '{ 192.0.2.20, 192.0.2.1 }'
	nft get element inet t nets '{ 10.2.3.4 }'
	nft get element inet t nets '{ 198.51.100.6-198.51.100.7 }'
	nft get element inet t triples '{ 10.1.1.1 . tcp . 85 }'
	! nft get element inet t v4 '{ 203.0.113.99 }'
	nft add element inet t nets '{ 172.16.0.0/12, 10.5.0.0/16 }'
	nft delete element inet t nets '{ 192.0.2.0/24 }'
	nft delete element inet t v4 '{ 192.0.2.20, 192.0.2.21 }'
	! nft delete element inet t v4 '{ 192.0.2.20 }'
	nft add element inet t counted '{ 192.0.2.30 counter packets 1 bytes 2 comment "counts" }'
	nft add element inet t triples '{ 203.0.113.0/24 . sctp . 1-2 comment "third" }'
	! nft add element inet t triples '{ 203.0.113.0/25 . sctp . 1 }'
	nft delete element inet t triples '{ 192.0.2.5 . udp . 53 }'
	for value in 1 2 3 4; do nft add element inet t quick "{ $value }"; done
	nft flush set inet t quick
	! nft add element inet t fixed '{ 203.0.113.2 }'
	! nft delete set inet t v4
	! nft add set inet t v4 '{ type ipv6_addr; }'
	! nft add element inet t nosuch '{ 1 }'
	nft add set inet t small '{ type inet_service; size 2; }'
	! nft add element inet t small '{ 1, 2, 3 }'
	nft delete set inet t small
	nft delete set inet t marks
	nft flush chain inet t c
	nft flush set inet t v6
	nft delete table inet t
}
