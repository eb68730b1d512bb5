# shows: ip rule and ip mrule: each selector and action of both families
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# flavours: all

. "$MAKE/programs/batch.sh"

scene() {
	batch ip <<-END
		rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100
		rule add not from 192.0.2.7 tos 0x10 lookup 300 pref 101
		rule add fwmark 0x12/0xff iif lo lookup main pref 102
		rule add oif eth9 lookup 4000 pref 103 protocol static
		rule add uidrange 1000-2000 table 104 pref 104
		rule add ipproto udp sport 53 dport 1000-2000 table 105 pref 105
		rule add ipproto tcp sport 10-20 dport 443 table 105 pref 106
		rule add l3mdev pref 107
		rule add pref 108 table main suppress_prefixlength 0
		rule add pref 109 table main suppress_ifgroup 7
		rule add pref 110 goto 200
		rule add pref 200 blackhole
		rule add pref 201 unreachable from 203.0.113.0/24
		rule add pref 202 prohibit to 203.0.113.0/24
		rule add pref 203 nop
		rule add pref 204 goto 32766
		rule add pref 205 realms 3/4 table 55
		rule add pref 206 tun_id 77 table 56
		rule add pref 207 fwmark 5 table 4294967000
	END
	batch ip -6 <<-END
		rule add from 2001:db8::/32 to 2001:db8:1::/48 table 100 pref 100
		rule add fwmark 3 ipproto ipv6-icmp table 101 pref 101
		rule add iif lo oif lo tos 4 table 102 pref 102
		rule add not to 2001:db8:2::/48 sport 1-2 dport 3 ipproto tcp lookup default pref 103
		rule add uidrange 0-1 protocol 66 l3mdev pref 104
		rule add goto 32766 pref 105
		rule add suppress_prefixlength 64 suppress_ifgroup 3 table main pref 106
		rule add blackhole pref 107
	END
	ip -d rule show
	ip -6 -d rule show
	ip -N rule show
	for selector in 'from 192.0.2.0/24' 'to 198.51.100.0/24' 'fwmark 0x12/0xff' 'iif lo' 'oif eth9' 'table 105' 'uidrange 1000-2000' \
		'sport 53' 'pref 110' l3mdev 'protocol static' 'ipproto udp'; do
		# shellcheck disable=SC2086 # a selector is two words
		ip rule show $selector
	done
	ip rule save >/dev/null
	! ip rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100
	! ip rule add pref 300 goto 200 iif a-name-much-too-long
	! ip rule add pref 300 goto 1
	! ip rule del pref 9999
	! ip -6 rule add l3mdev table 9
	ip rule del pref 100
	ip rule del from 203.0.113.0/24
	ip rule flush protocol static
	ip -6 rule flush
	ip rule flush
	ip rule show
	ip -4 rule add pref 32766 table main
	ip -6 rule add pref 32766 table main
	ip mrule add pref 10 iif lo table 55
	ip -6 mrule add pref 10 fwmark 3 table 56
	ip mrule show
	ip -6 mrule show
	ip mrule del pref 10
}
