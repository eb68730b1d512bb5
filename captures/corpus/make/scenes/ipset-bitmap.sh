# shows: ipset's bitmap types and list:set, with their options, in use by one another and by an iptables rule
# tool: ipset
# packages: ipset iptables
# protocols: NETFILTER
# kernels: all
# modules: ip_set

scene() {
	ipset create addresses bitmap:ip range 192.0.2.0/24 timeout 300 counters comment skbinfo
	ipset create nets bitmap:ip range 10.0.0.0-10.0.255.255 netmask 28
	ipset create macs bitmap:ip,mac range 192.0.2.0-192.0.2.127 comment
	ipset create ports bitmap:port range 0-1023 counters timeout 0
	ipset create sets list:set size 4 comment counters timeout 60 skbinfo
	ipset create plain list:set
	ipset add addresses 192.0.2.1 timeout 1000 packets 4 bytes 5 comment "one" skbmark 0x5 skbprio 1:2 skbqueue 3
	ipset add addresses 192.0.2.8/29
	ipset add addresses 192.0.2.100-192.0.2.104
	ipset add nets 10.0.3.16
	ipset add macs 192.0.2.5,02:00:00:00:00:05 comment "five"
	ipset add macs 192.0.2.6
	ipset add ports 22
	ipset add ports tcp:80-85 timeout 700
	ipset add sets addresses comment "first"
	ipset add sets ports before addresses timeout 500 packets 1 bytes 1
	ipset add sets macs after addresses skbqueue 1
	ipset add plain nets
	ipset test addresses 192.0.2.9
	ipset test macs 192.0.2.5,02:00:00:00:00:05
	! ipset test macs 192.0.2.5,02:00:00:00:00:06
	ipset test ports 83
	ipset test sets ports before addresses
	! ipset test sets nets
	! ipset add addresses 198.51.100.1
	! ipset add ports 2000
	! ipset add sets sets
	! ipset add sets nosuch
	! ipset destroy addresses
	! ipset create wide bitmap:ip range 10.0.0.0/8
	! ipset create backwards bitmap:port range 9-5 timeout 99999999
	ipset list
	ipset save -file /dev/null
	ipset del sets ports
	ipset del addresses 192.0.2.8/30
	ipset del ports 80-82
	if iptables -A INPUT -m set --match-set addresses src -j ACCEPT; then
		ipset list -terse addresses
		! ipset destroy addresses
		iptables -A INPUT -m set ! --match-set ports dst --packets-gt 5 -j SET --add-set macs src,src --exist --timeout 5
		iptables -S INPUT
		iptables -F INPUT
	fi
	ipset flush sets
	ipset destroy sets
	ipset destroy plain
	until ipset destroy; do sleep 0.1; done
}
