# shows: nft's maps and verdict maps: named and anonymous, of every kind of data, with intervals, concatenations, timeouts, objects
# tool: nft
# packages: nftables
# protocols: NETFILTER
# kernels: all

scene() {
	nft -f - <<-'NFT'
		table inet t {
			counter web { }
			counter mail { packets 3 bytes 300 }
			quota daily { over 10 mbytes }
			limit slow { rate 5/minute }
			chain first { }
			chain second { counter; }
			map marks { type ipv4_addr : mark; comment "to marks"; elements = { 192.0.2.1 : 0x1, 192.0.2.2 comment "two" : 0x2 }; }
			map addresses { type inet_service : ipv4_addr; flags interval; elements = { 1-100 : 10.0.0.1, 200 : 10.0.0.2 }; }
			map six { type mark : ipv6_addr; elements = { 1 : 2001:db8::1 }; }
			map hosts { type ipv4_addr . inet_service : ipv4_addr . inet_service; elements = { 192.0.2.1 . 80 : 10.0.0.1 . 8080 }; }
			map ranges { type inet_service : interval ipv4_addr; elements = { 80 : 10.0.0.1-10.0.0.9, 81 : 10.1.0.0/16 }; }
			map classes { type ipv4_addr : classid; elements = { 192.0.2.3 : 1:20 }; }
			map names { type ipv4_addr : ifname; elements = { 192.0.2.4 : "lo" }; }
			map fresh { type ipv4_addr : mark; timeout 1m; elements = { 192.0.2.5 : 5, 192.0.2.6 timeout 10s : 6 }; }
			map verdicts { type ipv4_addr : verdict; elements = { 192.0.2.1 : accept, 192.0.2.2 : drop, 192.0.2.3 : jump first, 192.0.2.4 : goto second, 192.0.2.5 : return, 192.0.2.6 : continue }; }
			map wide { type ipv4_addr . inet_service : verdict; flags interval; counter; elements = { 10.0.0.0/8 . 1-1023 : drop, 192.0.2.9 . 80 : jump first }; }
			map counters { type inet_service : counter; elements = { 80 : "web", 25 : "mail" }; }
			map quotas { type ipv4_addr : quota; elements = { 192.0.2.1 : "daily" }; }
			map limits { type ipv4_addr : limit; flags interval; elements = { 192.0.2.0/24 : "slow" }; }
			map learned { type ipv4_addr : mark; size 64; flags dynamic,timeout; timeout 20s; }
			map typed { typeof ip saddr . meta mark : ip daddr; elements = { 192.0.2.1 . 7 : 192.0.2.7 }; }
		}
	NFT
	nft -f - <<-'NFT'
		table inet t {
			chain c {
				meta mark set ip saddr map @marks
				ip saddr vmap @verdicts
				ip saddr . tcp dport vmap @wide
				counter name tcp dport map @counters
				quota name ip saddr map @quotas
				limit name ip saddr map @limits
				meta priority set ip saddr map @classes
				update @learned { ip saddr : 0x7 }
				add @learned { ip saddr timeout 5s : meta mark }
				ip daddr set ip saddr . meta mark map @typed
				meta mark set tcp dport map { 1 : 1, 2-9 : 2, 10 : 3 }
				tcp dport vmap { 22 : accept, 23 : drop, 80-90 : jump first }
				ct state vmap { established : accept, related : accept, invalid : drop, new : jump second }
				ip saddr . ip daddr vmap { 192.0.2.1 . 192.0.2.2 : accept }
				meta mark set numgen inc mod 2 map { 0 : 10, 1 : 20 }
				counter name tcp dport map { 1 : "web", 2 : "mail" }
				iifname vmap { "lo" : accept, "eth*" : jump first }
			}
			chain nat {
				type nat hook prerouting priority dstnat;
				dnat ip to tcp dport map @addresses
				dnat ip to ip daddr . tcp dport map @hosts
				dnat ip to tcp dport map @ranges
				dnat ip6 to meta mark map @six
			}
		}
	NFT
	nft -a list ruleset
	nft list maps
	nft -j list map inet t wide
	nft add element inet t marks '{ 192.0.2.10 : 0x10, 192.0.2.11 : 0x11 }'
	! nft create element inet t marks '{ 192.0.2.10 : 0x12 }'
	nft get element inet t marks '{ 192.0.2.10 }'
	nft get element inet t verdicts '{ 192.0.2.3 }'
	nft delete element inet t marks '{ 192.0.2.10 }'
	nft add element inet t verdicts '{ 203.0.113.1 : jump second }'
	nft delete element inet t verdicts '{ 203.0.113.1 : jump second }'
	nft add element inet t counters '{ 443 : "web" }'
	nft delete element inet t addresses '{ 1-100 }'
	! nft add element inet t verdicts '{ 203.0.113.2 : jump nowhere }'
	! nft delete chain inet t first
	! nft delete counter inet t web
	nft flush map inet t hosts
	nft flush chain inet t nat
	nft delete map inet t six
	nft delete table inet t
}
