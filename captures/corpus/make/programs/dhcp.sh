# dhcp.sh: for scenes of DHCP: the client's veth0 (02:00:00:00:00:01), and a network namespace `server` where dnsmasq serves IPv4
# and IPv6 on veth1.

. "$MAKE/programs/wait.sh"

dhcp_link() {
	ip netns add server
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02 netns server
	ip -n server address add 192.0.2.1/24 dev veth1
	ip -n server address add 2001:db8::1/64 dev veth1 nodad
	ip -n server link set lo up
	ip -n server link set veth1 up
	# dhclient drops what has no checksum yet.
	ethtool -K veth0 tx off
	ip netns exec server ethtool -K veth1 tx off
	ip link set veth0 up
	await "operstate veth0 up"
}

serve_dhcp() {
	ip netns exec server dnsmasq --conf-file=/dev/null --pid-file=/run/dnsmasq.pid --dhcp-leasefile=/run/dnsmasq.leases \
		--user=root --port=0 --interface=veth1 --bind-interfaces --dhcp-authoritative --no-ping \
		--dhcp-range=192.0.2.100,192.0.2.150,255.255.255.0,10m --dhcp-host=02:00:00:00:00:01,192.0.2.77,sample \
		--dhcp-option=option:router,192.0.2.1 --dhcp-option=option:dns-server,192.0.2.2,192.0.2.3 \
		--dhcp-option=option:domain-name,example.net --dhcp-option=option:domain-search,example.net,example.org \
		--dhcp-option=option:ntp-server,192.0.2.4 --dhcp-option=option:mtu,1400 \
		--dhcp-option=option:classless-static-route,198.51.100.0/24,192.0.2.9,0.0.0.0/0,192.0.2.1 \
		--dhcp-option=option:tftp-server,boot.example.net --dhcp-boot=sample.img,boot,192.0.2.5 \
		--enable-ra --dhcp-range=2001:db8::100,2001:db8::1ff,64,10m --dhcp-option=option6:dns-server,[2001:db8::2] \
		--dhcp-option=option6:domain-search,example.net
}

# ethernet_capture records the frames of veth0 too; ethernet_captured puts the file among the captures.
ethernet_capture() {
	listen "$name.ethernet.pcap" -i veth0 'udp port 67 or udp port 68 or arp or ip6'
	ethernet=$watched
}

ethernet_captured() {
	end "$ethernet"
	note "$name.ethernet.pcap" "tcpdump -i veth0 -s 262144 -w $name.ethernet.pcap 'udp port 67 or udp port 68 or arp or ip6'"
}
