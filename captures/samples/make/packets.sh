# Packets of networks: DHCP between all pairs of clients and servers, and the layers around it.
ip link set lo up
ip netns add server
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11 netns server
ip -n server link set lo up
ip -n server addr add 192.0.2.1/24 dev veth1
ip -n server addr add 2001:db8::1/64 dev veth1 nodad
ip -n server link set veth1 up
ip link set veth0 up
ethtool -K veth0 tx off >/dev/null 2>&1 # checksums are made before the capture
ip netns exec server ethtool -K veth1 tx off >/dev/null 2>&1
run=$(mktemp -d)

dnsmasq() { # OPTION...
	rm -f "$run/dnsmasq.leases"
	ip netns exec server dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --user=root --interface=veth1 \
		--bind-interfaces --no-ping --dhcp-range=192.0.2.50,192.0.2.60,1h --dhcp-leasefile="$run/dnsmasq.leases" "$@" >/dev/null 2>&1 &
	server=$!
	sleep 1
}
udhcpd() {
	cat >"$run/udhcpd.conf" <<-C
		start 192.0.2.50
		end 192.0.2.60
		interface veth1
		lease_file $run/udhcpd.leases
		pidfile $run/udhcpd.pid
		siaddr 192.0.2.3
		sname boot.example.org
		boot_file /pxelinux.0
		option subnet 255.255.255.0
		option router 192.0.2.1
		option dns 192.0.2.1 192.0.2.2
		option domain example.org
		option search example.org lab.example.org
		option staticroutes 198.51.100.0/24 192.0.2.2, 0.0.0.0/0 192.0.2.1
		option ntpsrv 192.0.2.4
		option mtu 1400
		option lease 3600
	C
	touch "$run/udhcpd.leases"
	ip netns exec server udhcpd -f "$run/udhcpd.conf" >/dev/null 2>&1 &
	server=$!
	sleep 1
}
served() {
	kill "$server"
	wait "$server"
	ip addr flush dev veth0 scope global
} 2>/dev/null
udhcpc() { # OPTION...
	command udhcpc -i veth0 -n -q -f -s /bin/true -x hostname:sample "$@" >/dev/null 2>&1
}
dhclient() { # OPTION...
	cat >"$run/dhclient.conf" <<-'C'
		timeout 20;
		send host-name "sample";
		send user-class 07:73:61:6d:70:6c:65:73;
		send fqdn.fqdn "sample.example.org.";
		send fqdn.encoded on;
		send fqdn.server-update on;
		option rfc3442-routes code 121 = array of integer 8;
		request subnet-mask, broadcast-address, time-offset, routers, domain-name, domain-name-servers, domain-search,
		  host-name, interface-mtu, rfc3442-routes, ntp-servers;
	C
	command dhclient -4 -1 -cf "$run/dhclient.conf" -lf "$run/dhclient.leases" -pf "$run/dhclient.pid" -sf /bin/true "$@" veth0 >/dev/null 2>&1
}
networkd() { # SECONDS
	mkdir -p "$run/etc" "$run/state"
	cat >"$run/etc/veth.network" <<-'C'
		[Match]
		Name=veth0
		[Network]
		DHCP=ipv4
		LinkLocalAddressing=ipv6
		[DHCPv4]
		UseMTU=yes
		SendHostname=yes
		Hostname=sample
		VendorClassIdentifier=nlkit
		UserClass=samples testers
		SendOption=60:string:nlkit
		RequestOptions=43 121 120 119 42 33
	C
	# its own /run/systemd, and /sys read-only, so that it waits for no udev
	unshare -m sh -c "mount --bind '$run/state' /run 2>/dev/null; mkdir -p /run/systemd/network /run/systemd/netif /run/dbus
		cp '$run/etc/veth.network' /run/systemd/network; mount -o remount,ro,bind /sys || mount -t sysfs -o ro sysfs /sys
		timeout -s TERM $1 /lib/systemd/systemd-networkd" >/dev/null 2>&1
}
most=(--dhcp-option=option:router,192.0.2.1 --dhcp-option=option:dns-server,192.0.2.1,192.0.2.2 --domain=example.org
	--dhcp-option=option:domain-search,example.org,lab.example.org,a.b.example.org
	--dhcp-option=option:classless-static-route,198.51.100.0/24,192.0.2.2,0.0.0.0/0,192.0.2.1
	--dhcp-option=option:ntp-server,192.0.2.4,192.0.2.5 --dhcp-option=option:mtu,1400 --dhcp-option=option:time-offset,-3600
	--dhcp-option=option:sip-server,sip1.example.org,sip2.example.org --dhcp-option=option:static-route,203.0.113.7,192.0.2.9
	--dhcp-option=vi-encap:4491,1,"text" --dhcp-option=33,203.0.113.8,192.0.2.9 --dhcp-option=19,0 --dhcp-option=46,8
	--dhcp-option=encap:175,190,7 --dhcp-option=212,0:0e:20:01:0d:b8:00:00:00:00:00:00:00:00:00:00:00:00:c0:00:02:01
	--dhcp-option=114,https://portal.example.org/ --dhcp-option-force=43,01:04:c0:00:02:07 --log-dhcp)

listen packets-dhclient.pcap -i veth0 port 67 or port 68
dnsmasq "${most[@]}"
dhclient
dhclient -r
served
udhcpd
dhclient
dhclient -r
served
deaf
note packets-dhclient.pcap pcap ETHERNET tcpdump "tcpdump -i veth0 -w packets-dhclient.pcap port 67 or port 68" "dhclient with dnsmasq and with udhcpd: discover, offer, request, ack, release"

listen packets-udhcpc.pcap -i veth0 port 67 or port 68 or arp
dnsmasq "${most[@]}"
udhcpc -O 119 -O 121 -O 120 -O 212 -O 125 -O 43 -O 33 -O 19 -O 46 -O 175 -O 114 -F sample.example.org -V nlkit -R
served
udhcpd
udhcpc -O 119 -O 121 -B -R
served
# options that fill the message, so that the fields for names hold some
dnsmasq "${most[@]}" --dhcp-option-force=option:root-path,"$(printf '/%0120d' 7)" --dhcp-option-force=17,"$(printf '/%0150d' 8)" --dhcp-option-force=option:extension-path,"$(printf 'x%.0s' {1..200})"
udhcpc -O 17 -O 18 -O 119 -O 121 -O 120
served
deaf
note packets-udhcpc.pcap pcap ETHERNET tcpdump "tcpdump -i veth0 -w packets-udhcpc.pcap port 67 or port 68 or arp" "udhcpc with dnsmasq and with udhcpd; options in the fields for names"

listen packets-networkd.pcap -i veth0 port 67 or port 68
dnsmasq "${most[@]}"
networkd 6
served
udhcpd
networkd 6
served
deaf
note packets-networkd.pcap pcap ETHERNET tcpdump "tcpdump -i veth0 -w packets-networkd.pcap port 67 or port 68" "systemd-networkd with dnsmasq and with udhcpd"

# router advertisements and solicitations, neighbours, echoes, errors, fragments, TCP with its options, tags;
# systemd-networkd has left the kernel deaf to advertisements
sysctl -qw net.ipv6.conf.veth0.accept_ra=2 net.ipv6.conf.veth0.autoconf=1
ip addr add 192.0.2.50/24 dev veth0
ip link add link veth0 name v7 type vlan id 7 egress-qos-map 0:3
ip -n server link add link veth1 name v7 type vlan id 7
ip link add link veth0 name s9 type vlan id 9 protocol 802.1ad
ip -n server link add link veth1 name s9 type vlan id 9 protocol 802.1ad
ip link add link s9 name c8 type vlan id 8
ip -n server link add link s9 name c8 type vlan id 8
for l in s9 v7 c8; do ip link set $l up; ip -n server link set $l up; done
ip addr add 198.51.100.2/24 dev v7
ip -n server addr add 198.51.100.1/24 dev v7
ip addr add 203.0.113.2/24 dev c8
ip -n server addr add 203.0.113.1/24 dev c8
sleep 2
listen packets-layers.pcap -i veth0
ip netns exec server dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --user=root --interface=veth1 --bind-interfaces \
	--enable-ra --dhcp-range=2001:db8::,ra-only,64,1h --dhcp-option=option6:dns-server,[2001:db8::53] \
	--dhcp-option=option6:domain-search,example.org,lab.example.org --ra-param=veth1,mtu:1480,high,60,1200 \
	--dhcp-leasefile="$run/6.leases" >/dev/null 2>&1 &
server=$!
sleep 2
ip link set veth0 down
ip link set veth0 up
ip addr replace 192.0.2.50/24 dev veth0
await 'ip -6 addr show dev veth0 scope global -tentative | grep -q 2001:db8:'
ping -c 1 -W 1 2001:db8::1
ping -c 1 -W 1 -s 3000 2001:db8::1
ping -c 1 -W 1 192.0.2.1
ping -c 1 -W 1 -s 3000 192.0.2.1
ping -c 1 -W 1 -R 192.0.2.1
ping -c 1 -W 1 -T tsandaddr 192.0.2.1
ping -c 1 -W 1 -Q 0xb8 198.51.100.1
ping -c 1 -W 1 203.0.113.1
ping -c 1 -W 1 192.0.2.99
echo x >/dev/udp/192.0.2.1/9
echo x >/dev/udp/2001:db8::1/9
ip netns exec server busybox nc -l -p 7777 >/dev/null &
listener=$!
await 'ip netns exec server ss -Hltn "sport = :7777" | grep -q .'
head -c 20000 /dev/zero | busybox nc -w 1 192.0.2.1 7777
busybox nc -w 1 192.0.2.1 7778
busybox nc -w 1 2001:db8::1 7778
kill $listener $server
deaf
note packets-layers.pcap pcap ETHERNET tcpdump "tcpdump -i veth0 -w packets-layers.pcap" "router advertisements, neighbours, echoes with options, errors, fragments, TCP, tags of 802.1Q and 802.1ad"
rm -rf "$run"
