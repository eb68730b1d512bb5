# shows: ip6tables and arptables over nf_tables, iptables-translate, and xtables-monitor hearing the changes
# tool: ip6tables-nft
# packages: iptables arptables
# protocols: NETFILTER
# kernels: all
# modules: nf_tables

# listeners NUMBER waits until so many sockets have joined netfilter groups.
listeners() {
	until awk -v wanted="$1" '$2 == 12 && $4 != "00000000" { found++ } END { exit found < wanted }' /proc/net/netlink; do
		sleep 0.1
	done
}

scene() {
	xtables-monitor --event >/dev/null &
	monitor=$!
	listeners 1
	ip6tables-nft -N user
	ip6tables-nft -A INPUT -s 2001:db8::/32 -d fd00::1/128 -i lo -p tcp --sport 1:5 -j user
	ip6tables-nft -A INPUT -p icmpv6 --icmpv6-type neighbour-solicitation -m hl --hl-eq 255 -j ACCEPT
	ip6tables-nft -A INPUT -m rt --rt-type 0 -j DROP
	ip6tables-nft -A INPUT -m frag --fragmore -j DROP
	ip6tables-nft -A INPUT -m ipv6header --header hop-by-hop --soft -j DROP
	ip6tables-nft -A INPUT -m hbh --hbh-len 8 -m dst --dst-opts 1:4 -j DROP
	ip6tables-nft -A INPUT -m eui64 -j ACCEPT
	ip6tables-nft -A INPUT -j REJECT --reject-with icmp6-adm-prohibited
	ip6tables-nft -t nat -A POSTROUTING -j MASQUERADE
	ip6tables-nft -t nat -A PREROUTING -p tcp -j DNAT --to-destination "[fd00::1]:80"
	ip6tables-nft -t mangle -A PREROUTING -j HL --hl-dec 1
	ip6tables-nft -t mangle -A POSTROUTING -s fd00::/64 -j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
	ip6tables-nft -t raw -A PREROUTING -p udp -j TRACE
	ip6tables-nft -P FORWARD DROP
	ip6tables-nft -L -v -n
	ip6tables-nft-save
	! ip6tables-nft -A INPUT -s 192.0.2.1 -j DROP
	ip6tables-nft -D INPUT 1
	ip6tables-nft -F
	ip6tables-nft -X user
	arptables-nft -A INPUT -s 192.0.2.1 -d 192.0.2.2 --opcode Request --source-mac 02:00:00:00:00:01 -j DROP
	arptables-nft -A INPUT -i lo --h-length 6 --h-type 1 --proto-type 0x800 -j ACCEPT
	arptables-nft -A OUTPUT -o lo ! -s 192.0.2.0/24 -j mangle --mangle-ip-s 192.0.2.9 --mangle-mac-s 02:00:00:00:00:09
	arptables-nft -A OUTPUT -j CLASSIFY --set-class 1:2
	arptables-nft -A OUTPUT -j MARK --set-mark 5 || true
	arptables-nft -N user
	arptables-nft -P OUTPUT DROP
	arptables-nft -I INPUT 1 --destination-mac ff:ff:ff:ff:ff:ff -j user
	arptables-nft -L -v -n
	arptables-nft-save -c
	arptables-nft -D INPUT 1
	! arptables-nft -D INPUT 9
	arptables-nft-restore <<-'RULES'
		*filter
		:INPUT DROP
		:OUTPUT ACCEPT
		-A INPUT -j ACCEPT
	RULES
	arptables-nft -F
	kill $monitor || true # it ends by itself at a rule it cannot read
	wait $monitor || true
}
