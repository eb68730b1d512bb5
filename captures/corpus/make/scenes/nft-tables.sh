# shows: nft's tables and chains of every family: every hook, priority, policy, type and flag, listed, changed, renamed, deleted, refused
# tool: nft
# packages: nftables iproute2
# protocols: NETFILTER ROUTE
# kernels: all
# flavours: all
# modules: dummy

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link add d1 address 02:00:00:00:00:02 type dummy
}

scene() {
	nft list tables
	for family in ip ip6 inet arp bridge netdev; do nft add table "$family" t; done
	nft add table ip sleeping '{ flags dormant; comment "asleep" ; }'
	nft add table ip sleeping
	nft create table ip once
	! nft create table ip once

	for hook in prerouting input forward output postrouting; do
		nft add chain inet t "filter_$hook" "{ type filter hook $hook priority filter; }"
		nft add chain bridge t "filter_$hook" "{ type filter hook $hook priority 0; policy accept; }"
	done
	nft add chain inet t ingress '{ type filter hook ingress device d0 priority 0; }'
	nft add chain ip t raw '{ type filter hook prerouting priority raw; policy accept; }'
	nft add chain ip t mangle '{ type route hook output priority mangle; policy drop; comment "reroutes" ; }'
	nft add chain ip t destinations '{ type nat hook prerouting priority dstnat; }'
	nft add chain ip6 t sources '{ type nat hook postrouting priority srcnat + 5; }'
	nft add chain ip6 t late '{ type filter hook input priority 2147483647; }'
	nft add chain arp t in '{ type filter hook input priority -10; }'
	nft add chain arp t out '{ type filter hook output priority 10; policy drop; }'
	nft add chain netdev t one '{ type filter hook ingress device d0 priority -500; }'
	nft add chain netdev t both '{ type filter hook ingress devices = { d0, d1 } priority 500; policy drop; }'
	nft add chain netdev t out '{ type filter hook egress device d1 priority 0; }'
	nft add chain ip t plain
	nft add chain ip t described '{ comment "no hook at all" ; }'

	nft -a list ruleset
	nft list tables inet
	nft list table arp t
	nft list chains bridge
	nft list chain netdev t both
	nft -j list table ip sleeping
	nft list hooks ip

	nft chain ip t mangle '{ policy accept; }'
	nft rename chain ip t plain simple
	nft rename chain ip t simple plain
	nft add chain ip t uses
	nft add rule ip t uses jump described
	! nft delete chain ip t described
	nft flush chain ip t uses
	nft delete chain ip t uses
	nft delete chain ip t described
	nft delete chain inet t ingress

	! nft add chain ip t wrong '{ type nat hook forward priority 0; }'
	! nft add chain ip nosuch c
	! nft add chain netdev t gone '{ type filter hook ingress device nosuch priority 0; }'
	! nft delete table ip nosuch
	! nft rename chain ip t raw destinations
	nft flush table ip t
	nft delete table ip once
	nft delete table ip handle 7
	nft flush ruleset arp
	nft flush ruleset
	nft list ruleset
}
