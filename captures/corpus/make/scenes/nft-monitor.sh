# shows: nft monitor hearing tables, chains, sets, elements, rules, objects and flowtables come and go, and packets traced through the rules
# tool: nft
# packages: nftables iproute2 iputils-ping
# protocols: NETFILTER ROUTE
# kernels: all
# modules: nf_tables nft_ct dummy

prepare() {
	ip link add d0 address 02:00:00:00:00:01 up type dummy
}

# listeners NUMBER waits until so many sockets have joined netfilter groups.
listeners() {
	until awk -v wanted="$1" '$2 == 12 && $4 != "00000000" { found++ } END { exit found < wanted }' /proc/net/netlink; do
		sleep 0.1
	done
}

scene() {
	events=$(mktemp)
	nft monitor >"$events" &
	all=$!
	nft -j monitor new rules >/dev/null &
	some=$!
	listeners 2
	nft -f - <<-'NFT'
		table inet t {
			counter seen { }
			quota left { over 10 mbytes }
			set s { type ipv4_addr; flags timeout; elements = { 192.0.2.1, 192.0.2.2 timeout 1h }; }
			map m { type inet_service : verdict; elements = { 22 : accept }; }
			flowtable f { hook ingress priority 0; devices = { d0 }; }
			chain out { type filter hook output priority 0; oif lo counter name "seen" meta nftrace set 1; tcp dport vmap @m; }
		}
	NFT
	nft add element inet t s '{ 192.0.2.3 }'
	nft delete element inet t s '{ 192.0.2.3 }'
	nft add rule inet t out ip daddr 127.0.0.2 drop
	nft insert rule inet t out ip saddr @s counter
	nft replace rule inet t out handle 11 accept || true
	nft add element inet t m '{ 80 : drop }'
	nft delete counter inet t seen || true
	nft flush set inet t s
	nft reset quotas
	nft flush chain inet t out
	nft add rule inet t out meta nftrace set 1
	nft add rule inet t out icmp type echo-request counter
	nft add rule inet t out ip daddr 127.0.0.2 drop
	nft monitor trace >"$events.trace" &
	trace=$!
	listeners 3
	ping -q -c 1 -W 1 127.0.0.1
	! ping -q -c 1 -W 1 127.0.0.2
	until grep -q 'verdict drop' "$events.trace"; do sleep 0.1; done
	nft rename chain inet t out renamed
	nft delete flowtable inet t f
	nft delete table inet t
	until grep -q 'delete table inet t' "$events"; do sleep 0.1; done
	kill $all $some $trace
	wait $all $some $trace || true
}
