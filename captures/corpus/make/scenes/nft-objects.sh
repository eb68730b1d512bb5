# shows: nft's stateful objects and flowtables: counter, quota, limit, ct helper, timeout and expectation, synproxy, secmark; referred to, listed, reset, deleted
# tool: nft
# packages: nftables iproute2
# protocols: NETFILTER ROUTE
# kernels: all
# modules: dummy nf_conntrack_ftp nf_conntrack_tftp nf_conntrack_sip nft_flow_offload nf_flow_table_inet nft_synproxy

prepare() {
	for n in 0 1 2 3 4; do ip link add "d$n" address "02:00:00:00:00:0$n" up type dummy; done
}

scene() {
	nft -f - <<-'NFT'
		table inet t {
			counter plain { }
			counter filled { comment "has seen some"; packets 12 bytes 3456; }
			quota left { 1000 mbytes }
			quota spent { over 20 mbytes used 1 mbytes; comment "a day" ; }
			limit often { rate 10/second burst 15 packets }
			limit volume { rate over 3 kbytes/hour burst 1 kbytes; comment "slow" ; }
			ct helper files { type "ftp" protocol tcp; }
			ct helper boots { type "tftp" protocol udp; l3proto ip; comment "boots"; }
			ct helper calls { type "sip" protocol udp; l3proto inet; }
			ct timeout streams { protocol tcp; l3proto ip; policy = { syn_sent : 10, established : 100, close : 4, time_wait : 5 }; }
			ct timeout datagrams { protocol udp; l3proto ip6; policy = { unreplied : 10, replied : 40 }; comment "short"; }
			ct expectation next { protocol tcp; dport 8888; timeout 2m; size 12; l3proto ip; }
			ct expectation six { protocol udp; dport 9999; timeout 10s; size 1; l3proto ip6; comment "one"; }
			synproxy https { mss 1460; wscale 9; timestamp sack-perm; }
			synproxy bare { mss 536; wscale 0; }
			flowtable fast { hook ingress priority filter; devices = { d0, d1 }; counter; }
			flowtable single { hook ingress priority -5; devices = { d2 }; }
			chain uses {
				type filter hook prerouting priority 0;
				counter name "plain"
				quota name "spent" drop
				limit name "often"
				tcp dport 21 ct helper set "files"
				udp dport 69 ct helper set "boots"
				ip protocol tcp ct timeout set "streams"
				tcp dport 7777 ct expectation set "next"
			}
			chain proxied { type filter hook input priority 0; tcp dport 443 synproxy name "https"; }
			chain forwarded { type filter hook forward priority 0; ip protocol { tcp, udp } flow add @fast; }
					}
	NFT
	nft list ruleset
	for kind in counters quotas limits synproxys secmarks flowtables 'ct helpers table inet t'; do
		# shellcheck disable=SC2086 # several words for nft
		nft list $kind
	done
	nft list counter inet t filled
	nft list quota inet t spent
	nft list limit inet t volume
	nft list synproxy inet t https
	nft list flowtable inet t fast
	nft list ct helper inet t files
	nft list ct timeout inet t streams
	nft list ct expectation inet t next
	nft -j list counters table inet t

	nft reset counter inet t filled
	nft reset counters
	nft reset quotas table inet t
	nft reset quota inet t spent
	nft add counter inet t more '{ packets 1 bytes 2; }'
	nft add counter inet t more
	! nft create counter inet t more
	nft add quota inet t more '{ over 5 bytes; }'
	nft add quota inet t spent '{ over 30 mbytes; }'
	nft add limit inet t more '{ rate 1/week; }'
	nft add flowtable inet t more '{ hook ingress priority 1; devices = { d4 }; }'
	nft add flowtable inet t single '{ hook ingress priority -5; devices = { d3 }; }'
	nft delete counter inet t more
	nft delete quota inet t more
	nft delete limit inet t more
	nft delete flowtable inet t more
	nft delete ct helper inet t calls
	nft delete ct timeout inet t datagrams
	nft delete ct expectation inet t six
	nft delete synproxy inet t bare
	# These need what the kernel has not, is not running, or is in use.
	! nft add secmark inet t label '{ "system_u:object_r:ssh_server_packet_t:s0" }'
	! nft add ct helper inet t wrong '{ type "nosuch" protocol tcp; }'
	! nft add flowtable inet t wrong '{ hook ingress priority 0; devices = { nosuch }; }'
	! nft add flowtable inet t hardware '{ hook ingress priority 0; devices = { lo }; flags offload; }'
	! nft delete counter inet t plain
	! nft delete counter inet t nosuch
	! nft list counter inet t nosuch
	! nft delete flowtable inet t fast
	nft delete table inet t
}
