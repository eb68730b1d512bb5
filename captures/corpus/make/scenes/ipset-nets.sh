# shows: ipset's types of networks, IPv4 and IPv6, with nomatch, ranges, interfaces, wildcards, physdev, netmask and bitmask
# tool: ipset
# packages: ipset
# protocols: NETFILTER
# kernels: all
# modules: ip_set

scene() {
	for family in inet inet6; do
		ipset create "net-$family" hash:net family "$family" timeout 600 counters comment skbinfo
		ipset create "net-net-$family" hash:net,net family "$family"
		ipset create "net-port-$family" hash:net,port family "$family" counters
		ipset create "net-port-net-$family" hash:net,port,net family "$family" timeout 0
		ipset create "net-iface-$family" hash:net,iface family "$family"
		ipset create "ip-port-net-$family" hash:ip,port,net family "$family" comment
		ipset create "ip-port-ip-$family" hash:ip,port,ip family "$family"
	done
	ipset add net-inet 192.0.2.0/24 packets 1 bytes 2 comment "documentation" skbmark 0x1
	ipset add net-inet 192.0.2.128/25 nomatch timeout 30
	ipset add net-inet 10.0.0.0-10.0.2.255
	ipset add net-inet6 2001:db8::/32 skbqueue 1
	ipset add net-inet6 2001:db8:1::/48 nomatch
	ipset add net-net-inet 192.0.2.0/24,198.51.100.0/24
	ipset add net-net-inet6 2001:db8::/64,fd00::/8 nomatch
	ipset add net-port-inet 192.0.2.0/24,tcp:80-82
	ipset add net-port-inet6 2001:db8::/32,udp:53
	ipset add net-port-inet6 2001:db8::/32,icmpv6:128/0
	ipset add net-port-net-inet 192.0.2.0/24,22,10.0.0.0/8 timeout 100
	ipset add net-port-net-inet6 2001:db8::/32,tcp:22,fd00::/8
	ipset add net-iface-inet 192.0.2.0/24,eth0
	ipset add net-iface-inet 192.0.2.0/24,physdev:eth1
	ipset add net-iface-inet6 fd00::/8,lo nomatch
	if ipset add net-iface-inet 10.0.0.0/8,veth wildcard; then ipset del net-iface-inet 10.0.0.0/8,veth; fi
	ipset add ip-port-net-inet 192.0.2.1,443,10.0.0.0/8 comment "a service" nomatch
	ipset add ip-port-net-inet6 2001:db8::1,udplite:9,fd00::/16
	ipset add ip-port-ip-inet 192.0.2.1,53,192.0.2.2
	ipset add ip-port-ip-inet6 2001:db8::1,tcp:53,2001:db8::2
	ipset test net-inet 192.0.2.5
	! ipset test net-inet 192.0.2.200
	ipset test net-inet 192.0.2.200 nomatch
	ipset test net-port-inet 192.0.2.3,81
	if ipset create masked hash:ip bitmask 255.255.0.255; then
		ipset add masked 192.0.2.9
		ipset create masked6 hash:ip,port family inet6 bitmask ffff::ff
		ipset add masked6 2001:db8::1,80
		ipset create masked-nets hash:net,net netmask 28
		! ipset create both hash:ip bitmask 255.0.0.255 netmask 8
	fi
	! ipset add net-inet 0.0.0.0/33
	! ipset add net-port-inet 192.0.2.0/24,icmp:80
	ipset save
	ipset list -output save net-inet
	ipset list -sorted net-iface-inet
	ipset del net-inet 192.0.2.128/25
	ipset restore <<-'SETS'
		create restored hash:net,port family inet hashsize 1024 maxelem 65536
		add restored 192.0.2.0/24,tcp:1
		add restored 192.0.2.0/24,tcp:2
		add restored 192.0.2.0/24,tcp:3
		test restored 192.0.2.9,2
		del restored 192.0.2.0/24,tcp:3
		flush restored
	SETS
	! ipset restore <<-'SETS'
		add restored 192.0.2.0/24,tcp:1
		add restored 192.0.2.0/24,tcp:1
		add restored 192.0.2.0/24,tcp:9
	SETS
	ipset -exist restore <<-'SETS'
		add restored 192.0.2.0/24,tcp:1
		add restored 192.0.2.0/24,tcp:1
	SETS
	ipset destroy
}
