# shows: dhclient: a lease, another that the server denies, release; then DHCPv6; its script uses ip
# tool: dhclient
# packages: isc-dhcp-client dnsmasq-base ethtool iproute2 tcpdump
# protocols: ROUTE
# modules: veth
. "$MAKE/programs/dhcp.sh"

prepare() {
	dhcp_link
	serve_dhcp
	ethernet_capture
	cat >/run/dhclient.conf <<-END
		send host-name "sample";
		send dhcp-client-identifier 1:2:0:0:0:0:1;
		request subnet-mask, broadcast-address, routers, domain-name, domain-name-servers, domain-search, interface-mtu,
			ntp-servers, tftp-server-name, rfc3442-classless-static-routes;
		option rfc3442-classless-static-routes code 121 = array of unsigned integer 8;
		timeout 60;
		initial-interval 10;
		backoff-cutoff 10;
	END
	touch /run/dhclient.leases
}

client() {
	dhclient -cf /run/dhclient.conf -lf /run/dhclient.leases -pf /run/dhclient.pid "$@" veth0
}

scene() {
	client -4 -1
	ip -4 address show dev veth0
	client -4 -x
	# A lease of another network is denied by an authoritative server, which then offers one of its own.
	sed -i 's/192\.0\.2\.77/198.51.100.77/' /run/dhclient.leases
	client -4 -1
	client -4 -r
	dhclient -6 -1 -cf /run/dhclient.conf -lf /run/dhclient.leases6 -pf /run/dhclient.pid6 veth0
	ip -6 address show dev veth0
	dhclient -6 -r -cf /run/dhclient.conf -lf /run/dhclient.leases6 -pf /run/dhclient.pid6 veth0
}

cleanup() {
	end "$(cat /run/dnsmasq.pid)"
	ethernet_captured
	ip netns del server
	rm -f /run/dnsmasq.* /run/dhclient.*
}
