# shows: ebtables over nf_tables: matches on every header, watchers, targets, user chains with policies, among sets, atomic save and restore
# tool: ebtables-nft
# packages: iptables
# protocols: NETFILTER
# kernels: all
# modules: bridge

scene() {
	ebtables-nft -L
	ebtables-nft -N user -P RETURN
	ebtables-nft -A INPUT -p ip --ip-src 192.0.2.0/24 --ip-dst 198.51.100.1 --ip-proto tcp --ip-dport 80:90 -j ACCEPT
	ebtables-nft -A INPUT -p ipv4 --ip-proto icmp --ip-icmp-type echo-request --ip-tos 0x10 -j DROP
	ebtables-nft -A INPUT -p ip6 --ip6-src 2001:db8::/32 --ip6-proto tcp --ip6-sport 5 --ip6-tclass 7 -j DROP
	ebtables-nft -A INPUT -p ip6 --ip6-proto ipv6-icmp --ip6-icmp-type neighbour-solicitation -j ACCEPT
	ebtables-nft -A INPUT -p arp --arp-op Request --arp-ip-src 192.0.2.1 --arp-ip-dst 192.0.2.2 --arp-mac-src 02:00:00:00:00:01 -j DROP
	ebtables-nft -A INPUT -p arp --arp-htype 1 --arp-ptype 0x800 --arp-gratuitous -j DROP
	ebtables-nft -A INPUT -p 802_1Q --vlan-id 5 --vlan-prio 3 --vlan-encap ip -j user
	ebtables-nft -A INPUT -s 02:00:00:00:00:01 -d BGA -i eth0 --logical-in br0 -j DROP
	ebtables-nft -A INPUT -d ff:ff:ff:ff:ff:ff/ff:ff:ff:ff:ff:ff --pkttype-type broadcast -j CONTINUE
	ebtables-nft -A INPUT -p length --802_3-sap 0x42 -j DROP
	ebtables-nft -A INPUT --stp-type config --stp-root-prio 0:5 -d BGA -j DROP
	ebtables-nft -A INPUT --limit 5/sec --limit-burst 9 -j ACCEPT
	ebtables-nft -A INPUT --mark 0x1/0xff -j mark --mark-set 7 --mark-target CONTINUE
	ebtables-nft -A INPUT --among-src 02:00:00:00:00:01=192.0.2.1,02:00:00:00:00:02 -j DROP
	ebtables-nft -A INPUT --log-level info --log-prefix "eb" --log-ip --log-arp -j CONTINUE
	ebtables-nft -A INPUT --nflog-group 3 --nflog-prefix eb --nflog-range 64 --nflog-threshold 5 -j CONTINUE
	ebtables-nft -t nat -A PREROUTING -d 02:00:00:00:00:05 -j dnat --to-destination 02:00:00:00:00:06 --dnat-target ACCEPT
	ebtables-nft -t nat -A POSTROUTING -o eth1 -j snat --to-source 02:00:00:00:00:07 --snat-arp
	ebtables-nft -t nat -A PREROUTING -p arp --arp-op Request -j arpreply --arpreply-mac 02:00:00:00:00:08
	ebtables-nft -t nat -A PREROUTING -j redirect --redirect-target ACCEPT
	ebtables-nft -A user -c 3 300 -j ACCEPT
	ebtables-nft -P FORWARD DROP
	ebtables-nft -L --Lc --Ln
	ebtables-nft -L INPUT --Lx || true
	ebtables-nft -I INPUT 1 -s 02:00:00:00:00:09 -j DROP
	ebtables-nft -C INPUT 1 5 500 || true
	ebtables-nft -D INPUT 1
	ebtables-nft -D INPUT -p length --802_3-sap 0x42 -j DROP
	! ebtables-nft -D INPUT -s 02:00:00:00:00:99 -j DROP
	! ebtables-nft -A nosuch -j DROP
	! ebtables-nft -N user
	ebtables-nft -E user renamed
	ebtables-nft -Z
	ebtables-nft-save
	ebtables-nft-restore <<-'RULES'
		*filter
		:INPUT ACCEPT
		:FORWARD ACCEPT
		:OUTPUT DROP
		:mine RETURN
		-A INPUT -j mine
		-A mine -p IPv4 -j ACCEPT
	RULES
	ebtables-nft -F
	ebtables-nft -X
	ebtables-nft --init-table
}
