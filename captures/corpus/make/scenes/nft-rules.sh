# shows: nft placing rules: handle, index, insert, replace, delete; batches that fail in the middle; ct keys; --echo, --check, reset
# tool: nft
# packages: nftables
# protocols: NETFILTER
# kernels: all

scene() {
	nft add table ip t
	nft add chain ip t c
	nft -e -a add rule ip t c counter packets 4 bytes 400 comment '"four"'
	nft -e -a insert rule ip t c ip ttl 1
	nft add rule ip t c index 0 ip ttl 2
	nft insert rule ip t c index 1 ip ttl 3
	nft add rule ip t c handle 2 ip ttl 4
	nft insert rule ip t c handle 2 ip ttl 5
	nft add rule ip t c position 2 ip ttl 6
	nft -a list chain ip t c
	nft replace rule ip t c handle 3 ip ttl 7 accept
	nft -e replace rule ip t c handle 4 ip ttl 8 drop
	nft delete rule ip t c handle 5
	! nft delete rule ip t c handle 999
	! nft replace rule ip t c handle 999 accept
	! nft add rule ip t c index 99 accept
	! nft add rule ip nosuch c accept
	! nft add rule ip t nosuch accept
	! nft add rule ip t c jump nosuch

	nft -c add rule ip t c drop
	nft -c -f - <<-'NFT'
		add chain ip t tried
		add rule ip t tried accept
	NFT
	nft -o -c -f - <<-'NFT'
		table ip t {
			chain same {
				ip saddr 192.0.2.1 accept
				ip saddr 192.0.2.2 accept
				ip saddr 192.0.2.3 accept
			}
		}
	NFT
	# The kernel takes all of a batch or none: the third line is wrong, so are the fifth and the seventh.
	! nft -f - <<-'NFT'
		add table ip batch
		add chain ip batch one
		add rule ip batch nosuch accept
		add chain ip batch two
		add rule ip batch gone drop
		add set ip batch s { type ipv4_addr; }
		delete chain ip batch nowhere
		add element ip batch s { 192.0.2.1 }
	NFT
	! nft -f - <<-'NFT'
		add table ip batch
		create table ip t
		add chain ip batch one { type nat hook forward priority 0; }
	NFT
	nft -f - <<-'NFT'
		add table ip batch
		delete table ip batch
		add table ip batch
		add chain ip batch one { type filter hook input priority 0; policy accept; }
		add chain ip batch two
		add set ip batch s { type ipv4_addr; flags interval; }
		add element ip batch s { 192.0.2.0/25, 198.51.100.0/24 }
		add rule ip batch one ip saddr @s jump two
		add rule ip batch two meta l4proto tcp counter
		flush chain ip batch one
		insert rule ip batch two accept
	NFT
	nft -e -f - <<-'NFT'
		add table inet echoed
		add chain inet echoed c { type filter hook output priority 0; }
		add set inet echoed s { type inet_service; elements = { 1, 2 }; }
		add rule inet echoed c tcp dport @s accept
		add element inet echoed s { 3 }
		add counter inet echoed n
		delete element inet echoed s { 1 }
		delete rule inet echoed c handle 3
	NFT
	nft add chain ip t tracked
	nft -f - <<-'NFT'
		add rule ip t tracked ct state new,established,related,untracked,invalid ct direction original ct status snat,dnat,assured,confirmed
		add rule ip t tracked ct mark 0x5 ct expiration < 1h ct helper "ftp" ct l3proto ipv4 ct protocol tcp ct zone 3
		add rule ip t tracked ct original ip saddr 192.0.2.1 ct reply ip daddr 192.0.2.0/24 ct original protocol udp
		add rule ip t tracked ct protocol tcp ct original proto-src 1000 ct reply proto-dst { 1, 2 } ct original zone 4 ct id 7
		add rule ip t tracked ct bytes > 1000 ct original packets 10-20 ct reply avgpkt < 100 ct label 1
		add rule ip t tracked ct mark set 0x9 ct mark set meta mark ct zone set 5 ct original zone set 6 ct reply zone set 7
		add rule ip t tracked ct event set new,related,destroy,label ct label set 3 meta mark set ct mark
	NFT
	nft -a list ruleset
	nft -j list chain ip t tracked
	nft flush chain ip t c
	nft flush ruleset ip
	nft list ruleset
	nft flush ruleset
}
