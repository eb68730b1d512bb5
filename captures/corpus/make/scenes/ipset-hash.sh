# shows: ipset's simple hash types with every option; add, del, test, list, save, rename, swap, flush, destroy and what fails
# tool: ipset
# packages: ipset
# protocols: NETFILTER
# kernels: all
# flavours: all
# modules: ip_set

scene() {
	ipset version
	ipset create addresses hash:ip hashsize 64 maxelem 100 timeout 0 counters comment skbinfo initval 0x12345678
	ipset create six hash:ip family inet6 netmask 64 forceadd initval 0x1
	ipset create nets hash:ip netmask 24 bucketsize 6 initval 0x2
	ipset create macs hash:mac counters initval 0x3
	ipset create pairs hash:ip,mac comment initval 0x4
	ipset create marks hash:ip,mark markmask 0xff00 initval 0x5
	ipset create ports hash:ip,port timeout 0 initval 0x6
	ipset create triples hash:ip,port,ip skbinfo initval 0x7
	ipset add addresses 192.0.2.1 packets 3 bytes 400 comment "the first" skbmark 0x10/0xff skbprio 1:20 skbqueue 5
	ipset add addresses 192.0.2.2 timeout 0
	ipset add addresses 192.0.2.4-192.0.2.7
	ipset add addresses 192.0.2.16/30
	ipset add six 2001:db8::1
	ipset add six fd00::1
	ipset add nets 198.51.100.7
	ipset add macs 02:00:00:00:00:01 packets 1 bytes 2
	ipset add pairs 192.0.2.1,02:00:00:00:00:02 comment "a host"
	ipset add marks 192.0.2.1,0x1234
	ipset add ports 192.0.2.1,80
	ipset add ports 192.0.2.1,udp:53
	ipset add ports 192.0.2.2,tcp:1-3
	ipset add ports 192.0.2.3,icmp:echo-request
	ipset add ports 192.0.2.3,47:0
	ipset add triples 192.0.2.1,sctp:9,198.51.100.1 skbprio 2:1
	ipset test addresses 192.0.2.1
	! ipset test addresses 203.0.113.1
	! ipset add addresses 192.0.2.1
	ipset -exist add addresses 192.0.2.1 comment "again"
	ipset del addresses 192.0.2.4
	! ipset del addresses 192.0.2.4
	ipset -exist del addresses 192.0.2.4
	ipset del ports 192.0.2.2,1-2
	! ipset add addresses 2001:db8::1
	! ipset add macs 00:00:00:00:00:00
	! ipset add nosuch 192.0.2.1
	! ipset create addresses hash:net
	! ipset create strange hash:nosuch
	! ipset create wide hash:ip netmask 64
	ipset list addresses
	ipset list -name
	ipset list -terse
	ipset save
	ipset list -output xml ports
	ipset create other hash:ip initval 0x8
	ipset add other 10.0.0.1
	ipset swap addresses other
	! ipset swap addresses macs
	ipset rename other renamed
	! ipset rename renamed macs
	ipset flush addresses
	ipset destroy addresses
	! ipset destroy addresses
	ipset flush
	ipset destroy
	ipset list
}
