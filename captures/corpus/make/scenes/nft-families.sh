# shows: nft rules only the arp, bridge, netdev and ip6 families have: arp, ether and vlan headers, bridge meta and reject, ingress and egress
# tool: nft
# packages: nftables iproute2
# protocols: NETFILTER ROUTE
# kernels: all
# modules: dummy nft_meta_bridge nft_reject_bridge nft_fwd_netdev nft_dup_netdev nft_fib_netdev

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add d1 address 02:00:00:00:00:02 type dummy
}

scene() {
	nft -f - <<-'NFT'
		table arp t {
			set known { typeof arp saddr ip . arp saddr ether; elements = { 192.0.2.1 . 02:00:00:00:00:01 }; }
			chain in {
				type filter hook input priority 0; policy drop;
				arp operation { request, reply } arp htype 1 arp ptype ip arp hlen 6 arp plen 4
				arp saddr ip 192.0.2.0/24 arp saddr ether 02:00:00:00:00:01 accept
				arp daddr ip 192.0.2.1 arp daddr ether ff:ff:ff:ff:ff:ff counter
				arp saddr ip . arp saddr ether @known accept
				arp operation rreply limit rate 5/second log prefix "arp"
				iifname "d0" meta mark set 5
			}
			chain out {
				type filter hook output priority 0;
				arp saddr ether set 02:00:00:00:00:09
				arp daddr ip set 192.0.2.9
			}
		}
		table bridge t {
			chain pre {
				type filter hook prerouting priority dstnat;
				ether saddr 02:00:00:00:00:01 ether daddr set 02:00:00:00:00:03
				ether type { ip, ip6, arp, vlan, 0x88cc } counter
				ether saddr 02:00:00:00:00:00-02:00:00:00:00:ff accept
				meta ibrname "br0" meta obrname "br1" meta ibrpvid 5 meta ibrvproto vlan
				vlan id 100-200 vlan pcp > 3 vlan type ip6 ip6 nexthdr tcp tcp dport 22
				vlan id set 7
				ether type 8021ad vlan id 10 vlan type 8021q vlan id 20 accept
				ct state established accept
				ct zone set vlan id map { 1 : 10, 2 : 20 }
				meta pkttype broadcast drop
				arp operation request arp daddr ip 192.0.2.7 drop
				ip saddr 192.0.2.1 tcp dport 80 accept
			}
			chain in {
				type filter hook input priority filter;
				ip protocol icmp reject
				reject with icmpx type admin-prohibited
				ether type ip6 reject with icmpv6 type no-route
				ip protocol tcp reject with tcp reset
			}
			chain post { type filter hook postrouting priority srcnat; oifname "d1" ether saddr set 02:00:00:00:00:04 log; }
		}
		table netdev t {
			set seen { typeof ether saddr . vlan id; size 100; flags dynamic,timeout; timeout 1m; }
			map out { type mark : iface_index; elements = { 1 : "d0", 2 : "lo" }; }
			chain in {
				type filter hook ingress devices = { d0, d1 } priority -500;
				ether saddr 02:00:00:00:00:05 drop
				add @seen { ether saddr . vlan id counter }
				ip frag-off & 0x1fff != 0 counter drop
				ip saddr { 10.0.0.0/8, 192.168.0.0/16 } drop
				fib saddr . iif oif missing drop
				fib daddr type blackhole drop
				fwd to meta mark map @out
				dup to "d1" counter
				ip6 hoplimit set 64
				udp dport 4789 @th,64,8 8 accept
				meta iifname vmap { "d0" : accept, "d1" : drop }
			}
			chain out {
				type filter hook egress device d0 priority 0;
				meta priority set ip dscp map { cs1 : 1:10, ef : 1:20 }
				ether saddr set 02:00:00:00:00:06
			}
		}
		table ip6 t {
			chain pre {
				type filter hook prerouting priority mangle;
				exthdr hbh exists drop
				frag more-fragments 1 drop
				ip6 dscp set cs5
				icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
				fib daddr . iif type != local drop
				rt type 0 drop
			}
		}
	NFT
	for family in arp bridge netdev ip6; do nft -a list table $family t; done
	! nft add rule arp t in tcp dport 5
	! nft add rule netdev t in ct state new
	! nft add chain bridge t nat '{ type nat hook prerouting priority 0; }'
	! nft add rule bridge t pre oif d0 reject with tcp reset
	ip link del d1
	nft list chain netdev t in
	nft flush ruleset
}
