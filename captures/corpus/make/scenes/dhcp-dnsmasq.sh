# shows: what dnsmasq asks the kernel as a server of DHCP, DHCPv6 and router advertisements, and rdisc6 asking for one
# tool: dnsmasq
# packages: dnsmasq-base ethtool udhcpc busybox-static ndisc6 iproute2
# protocols: ROUTE
# modules: veth
. "$MAKE/programs/dhcp.sh"

prepare() {
	dhcp_link
	ethernet_capture
}

scene() {
	serve_dhcp
	await '[ -e /run/dnsmasq.pid ]'
	busybox udhcpc -i veth0 -n -q -f -s /bin/true -C
	rdisc6 -1 -w 3000 veth0
	ip -n server address add 192.0.2.200/24 dev veth1
	ip -n server neigh add 192.0.2.201 lladdr 02:00:00:00:00:09 dev veth1
	ip -n server address del 192.0.2.200/24 dev veth1
	end "$(cat /run/dnsmasq.pid)"
}

cleanup() {
	ethernet_captured
	ip netns del server
	rm -f /run/dnsmasq.*
}
