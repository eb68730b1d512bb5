# shows: dhcpcd: router solicitation, lease, rebinding, an address that was set by hand announced, release
# tool: dhcpcd
# packages: dhcpcd-base dnsmasq-base ethtool iproute2 tcpdump
# protocols: ROUTE GENERIC
# modules: veth
. "$MAKE/programs/dhcp.sh"

prepare() {
	dhcp_link
	serve_dhcp
	ethernet_capture
	mkdir -p /var/lib/dhcpcd /run/dhcpcd
	cat >/run/dhcpcd.conf <<-END
		allowinterfaces veth0
		clientid
		option domain_name_servers, domain_name, domain_search, classless_static_routes, interface_mtu, ntp_servers, host_name
		noarp
		slaac private
		script /bin/true
	END
}

scene() {
	dhcpcd -B -f /run/dhcpcd.conf veth0 &
	local client=$!
	await '[ -s /var/lib/dhcpcd/veth0.lease ]'
	ip address show dev veth0
	ip route show dev veth0
	dhcpcd -f /run/dhcpcd.conf -n veth0
	sleep 1
	dhcpcd -f /run/dhcpcd.conf -k veth0 || true
	await "gone $client" || kill -KILL $client
	ip address add 192.0.2.88/24 dev veth0
	dhcpcd -B -f /run/dhcpcd.conf -4 --inform 192.0.2.88/24 veth0 &
	client=$!
	sleep 3
	end $client
}

cleanup() {
	end "$(cat /run/dnsmasq.pid)"
	ethernet_captured
	ip netns del server
	rm -f /run/dnsmasq.* /run/dhcpcd.conf
}
