# shows: nft's statements: verdicts, counter, log, limit, quota, reject, queue, nat of all kinds, dup, fwd, tproxy, synproxy, numgen, hashes
# tool: nft
# packages: nftables iproute2
# protocols: NETFILTER ROUTE
# kernels: all
# modules: dummy nf_tables nft_nat nft_masq nft_redir nft_synproxy nft_tproxy nft_dup_ipv4 nft_dup_ipv6 nft_queue nft_log

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add d1 address 02:00:00:00:00:02 type dummy
}

scene() {
	nft -f - <<-'NFT'
		table inet t {
			chain verdicts { type filter hook forward priority 0; policy drop; ip ttl 1 drop; ip ttl 2 continue; ip ttl 3 jump deep; ip ttl 4 goto deep
				accept
			}
			chain deep { ip ttl 5 return; tcp dport 6 accept; jump { ip ttl 9 accept; } ; }
			chain count {
				counter
				counter packets 7 bytes 900
				ip ttl 3 counter drop comment "counted"
				limit rate 10/second
				limit rate over 5/minute burst 3 packets drop
				limit rate 2/hour; limit rate 1/day; limit rate 400/week
				limit rate 10 kbytes/second burst 2 mbytes
				limit rate over 1 mbytes/minute drop
				quota 100 mbytes
				quota over 10 kbytes used 2 kbytes drop
				ct count 20
				ct count over 100 reject
				meta mark set numgen inc mod 4 offset 100
				meta mark set numgen random mod 16
				meta mark set jhash ip saddr . tcp dport mod 8 seed 0xdeadbeef offset 10
				meta mark set symhash mod 4 offset 1
				meta mark set jhash ip6 daddr mod 2
			}
			chain logs {
				log
				log prefix "in: " level debug flags tcp sequence,options
				log prefix "all" level emerg flags all
				log flags skuid flags ether flags ip options level alert
				log level audit
				log group 5 prefix "nflog" snaplen 64 queue-threshold 3
				log group 0
				queue
				queue num 7
				queue num 1-4 fanout,bypass
				queue flags bypass to 9
				queue to numgen inc mod 3
				queue flags bypass to jhash ip saddr mod 4
				queue to symhash mod 2 offset 10
				queue to ip saddr map { 192.0.2.1 : 1, 192.0.2.2 : 2 }
			}
			chain rejects {
				type filter hook input priority 10;
				reject
				meta nfproto ipv4 reject with icmp type admin-prohibited
				meta nfproto ipv6 reject with icmpv6 type addr-unreachable
				reject with icmpx type port-unreachable
				meta l4proto tcp reject with tcp reset
			}
			chain proxies {
				type filter hook prerouting priority mangle;
				meta nfproto ipv4 tcp dport 80 tproxy ip to 127.0.0.1:3128
				meta nfproto ipv6 udp dport 80 tproxy ip6 to [::1]:3129 accept
				tcp dport 81 tproxy to :3130 meta mark set 1
			}
			chain syn {
				type filter hook input priority 20;
				tcp dport 8080 synproxy mss 1460 wscale 7 timestamp sack-perm
				tcp dport 8081 synproxy
			}
			chain untracked { type filter hook prerouting priority raw; udp dport 53 notrack; }
		}
	NFT
	nft -f - <<-'NFT'
		table inet nat {
			chain post {
				type nat hook postrouting priority srcnat;
				ip saddr 10.0.0.0/8 oifname "d0" snat ip to 192.0.2.1
				ip saddr 10.1.0.0/16 meta l4proto tcp snat ip to 192.0.2.10-192.0.2.20:1024-65535 random
				ip6 saddr fd00::/8 snat ip6 to 2001:db8::1 persistent
				ip6 saddr fd01::/16 tcp dport 1 snat ip6 to [2001:db8::1]-[2001:db8::9]:1000-2000 fully-random,persistent
				snat ip to ip saddr map { 10.2.0.1 : 192.0.2.2, 10.2.0.2 : 192.0.2.3 }
				snat ip prefix to ip saddr map { 10.3.0.0/24 : 192.0.2.0/24 }
				masquerade
				meta l4proto tcp masquerade to :1024-2048 random
				meta l4proto { tcp, udp } masquerade fully-random,persistent
			}
			chain pre {
				type nat hook prerouting priority dstnat;
				dnat ip to 10.0.0.1
				tcp dport 80 dnat ip to 10.0.0.2:8080
				tcp dport 443 dnat ip6 to [fd00::1]:8443
				dnat ip to 10.0.0.3-10.0.0.9 random,persistent
				dnat ip addr . port to tcp dport map { 90 : 10.0.0.4 . 91, 92 : 10.0.0.5 . 93 }
				dnat ip to numgen inc mod 2 map { 0 : 10.0.0.6, 1 : 10.0.0.7 }
				tcp dport 22 redirect
				tcp dport 23 redirect to :2323
				udp dport 53 redirect to :5300-5310 random
				meta l4proto tcp redirect to :tcp dport map { 1 : 2, 3 : 4 }
			}
		}
		table ip copies {
			chain c {
				dup to 192.0.2.5
				dup to 192.0.2.6 device "d1"
				dup to ip saddr map { 10.0.0.1 : 192.0.2.7 } device "d0"
			}
		}
		table ip6 copies {
			chain c {
				dup to 2001:db8::5 device "d0"
				reject with icmpv6 type no-route
				reject with tcp reset
			}
		}
		table netdev forwards {
			chain in {
				type filter hook ingress device d0 priority 0;
				ip ttl 1 dup to "d1"
				ip ttl 2 fwd to "d1"
				fwd ip to 192.0.2.8 device "d1"
				fwd ip6 to 2001:db8::8 device "d1"
				meta protocol arp drop
				udp dport 5 meta priority set 1:3
				vlan id 5 vlan pcp 3 vlan dei 1 vlan type ip counter
			}
		}
	NFT
	nft -a list table inet t
	nft -nn list table inet nat
	nft -j list table netdev forwards
	nft -s list ruleset ip
	! nft add rule inet nat post dnat ip to 10.0.0.1
	! nft add rule ip6 copies c dup to 192.0.2.1
	! nft add rule inet t deep jump verdicts
	! nft add rule inet t verdicts jump verdicts
	nft flush ruleset
}
