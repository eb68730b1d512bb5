# shows: iptables over nf_tables: every built-in table, native and compat matches and targets, user chains, counters, restore with and without flush, save, errors
# tool: iptables-nft
# packages: iptables
# protocols: NETFILTER
# kernels: all

scene() {
	iptables-nft -S
	iptables-nft -N user
	iptables-nft -A INPUT -i lo -j ACCEPT
	iptables-nft -A INPUT -s 192.0.2.0/24 -d 198.51.100.1 -p tcp --dport 80:90 -j user
	iptables-nft -A INPUT -p tcp --syn -m multiport --dports 22,80,443 -m comment --comment "a comment" -j ACCEPT
	iptables-nft -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
	iptables-nft -A INPUT -p udp -m udp ! --sport 53 -m limit --limit 5/min --limit-burst 7 -j LOG --log-prefix "in: " --log-level 4
	iptables-nft -A INPUT -p icmp --icmp-type echo-request -m hashlimit --hashlimit-upto 5/sec --hashlimit-name pings --hashlimit-mode srcip -j ACCEPT
	iptables-nft -A INPUT -m mac --mac-source 02:00:00:00:00:01 -m pkttype --pkt-type unicast -j DROP
	iptables-nft -A INPUT -m recent --name knock --set -m statistic --mode nth --every 3 --packet 1
	iptables-nft -A INPUT -m string --algo bm --string sample -m length --length 10:100 -m ttl --ttl-lt 5 -j REJECT --reject-with icmp-admin-prohibited
	iptables-nft -A INPUT -m addrtype --dst-type LOCAL -m state --state NEW -m mark --mark 0x1/0xf -j NFLOG --nflog-group 5 --nflog-prefix log
	iptables-nft -A INPUT -m time --timestart 08:00 --timestop 17:00 --weekdays Mon,Fri -m u32 --u32 "0>>22&0x3C@0&0xFF=1" -j NFQUEUE --queue-num 3 --queue-bypass
	iptables-nft -A INPUT -p tcp -m connlimit --connlimit-above 3 -m connbytes --connbytes 100: --connbytes-dir both --connbytes-mode bytes -j REJECT --reject-with tcp-reset
	iptables-nft -A INPUT -m iprange --src-range 192.0.2.1-192.0.2.9 -m dscp --dscp-class EF -m tos --tos 0x10 -m quota --quota 500 -j RETURN
	iptables-nft -A OUTPUT -m owner --uid-owner 0-10 -m cpu --cpu 0 -m realm --realm 3 -j ACCEPT
	iptables-nft -A OUTPUT -p sctp --dport 5 -m connmark --mark 5 -m helper --helper ftp -f -j ACCEPT
	iptables-nft -A FORWARD -m physdev --physdev-in eth0 -m policy --dir in --pol ipsec -m rpfilter --loose -j user || true
	iptables-nft -A user -g INPUT || true
	iptables-nft -A user -j MARK --set-mark 1 || true
	iptables-nft -P FORWARD DROP
	iptables-nft -t nat -A POSTROUTING -o eth0 -j MASQUERADE --random
	iptables-nft -t nat -A POSTROUTING -p tcp -j SNAT --to-source 192.0.2.1-192.0.2.5:1000-2000
	iptables-nft -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.1:8080
	iptables-nft -t nat -A PREROUTING -p udp --dport 53 -j REDIRECT --to-ports 5353
	iptables-nft -t nat -A POSTROUTING -s 10.0.0.0/24 -j NETMAP --to 192.0.2.0/24
	iptables-nft -t mangle -A PREROUTING -p tcp -j TPROXY --on-port 3128 --tproxy-mark 1/1
	iptables-nft -t mangle -A POSTROUTING -j CONNMARK --save-mark
	iptables-nft -t mangle -A POSTROUTING -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
	iptables-nft -t mangle -A POSTROUTING -j DSCP --set-dscp 10
	iptables-nft -t mangle -A POSTROUTING -j CLASSIFY --set-class 1:5
	iptables-nft -t mangle -A PREROUTING -j TTL --ttl-inc 1
	iptables-nft -t mangle -A PREROUTING -j TEE --gateway 192.0.2.7
	iptables-nft -t raw -A PREROUTING -p udp -j CT --zone 5 --notrack || iptables-nft -t raw -A PREROUTING -p udp -j NOTRACK
	iptables-nft -t security -A INPUT -j ACCEPT
	iptables-nft -I INPUT 1 -s 203.0.113.1 -j DROP -c 10 1000
	iptables-nft -R INPUT 1 -s 203.0.113.2 -j DROP
	iptables-nft -C INPUT -i lo -j ACCEPT
	! iptables-nft -C INPUT -i lo -j DROP
	iptables-nft -D INPUT -i lo -j ACCEPT
	iptables-nft -D INPUT 1
	! iptables-nft -D INPUT 99
	! iptables-nft -N user
	! iptables-nft -X user
	! iptables-nft -A INPUT -j nosuch
	! iptables-nft -t nosuch -L
	iptables-nft -L INPUT 2 -v -n
	iptables-nft -t nat -L -v -n --line-numbers
	iptables-nft -Z
	iptables-nft -Z INPUT 1
	iptables-nft -E user renamed
	iptables-nft-save -c -t mangle
	iptables-nft-restore --noflush <<-'RULES'
		*filter
		:extra - [0:0]
		-A extra -p tcp -j DROP
		-I INPUT 1 -j extra
		COMMIT
	RULES
	iptables-nft-restore <<-'RULES'
		*filter
		:INPUT DROP [5:500]
		:FORWARD ACCEPT [0:0]
		:OUTPUT ACCEPT [0:0]
		[7:700] -A INPUT -s 192.0.2.0/24 -j ACCEPT
		COMMIT
		*nat
		:POSTROUTING ACCEPT [0:0]
		-A POSTROUTING -j MASQUERADE
		COMMIT
	RULES
	! iptables-nft-restore <<-'RULES'
		*filter
		-A nosuch -j ACCEPT
		COMMIT
	RULES
	iptables-nft -F
	iptables-nft -X
	iptables-nft -t nat -F POSTROUTING
}
