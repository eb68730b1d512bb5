# shows: udhcpc of busybox: lease, renewal, release, an address refused; its script sets addresses and routes by busybox ip
# tool: udhcpc
# packages: udhcpc busybox-static dnsmasq-base ethtool tcpdump
# protocols: ROUTE
# modules: veth
. "$MAKE/programs/dhcp.sh"

prepare() {
	dhcp_link
	serve_dhcp
	ethernet_capture
	cat >/run/udhcpc.script <<-'END'
		#!/bin/sh
		case $1 in
		deconfig) busybox ip address flush dev "$interface" ;;
		bound | renew)
			busybox ip address add "$ip/$mask" broadcast "$broadcast" dev "$interface"
			busybox ip route replace default via "${router%% *}" dev "$interface" metric 50
			busybox ip link set "$interface" mtu "${mtu:-1500}"
			;;
		esac
		echo "$1" >>/run/udhcpc.events
	END
	chmod +x /run/udhcpc.script
}

scene() {
	busybox udhcpc -i veth0 -p /run/udhcpc.pid -s /run/udhcpc.script -S -x hostname:sample -x 0x3c:73616d706c65 -O search \
		-O staticroutes -O mtu -O ntpsrv -O tftp -r 192.0.2.99 -R
	await 'grep -q bound /run/udhcpc.events'
	kill -USR1 "$(cat /run/udhcpc.pid)"
	await 'grep -q renew /run/udhcpc.events'
	kill -USR2 "$(cat /run/udhcpc.pid)"
	await '[ "$(tail -n 1 /run/udhcpc.events)" = deconfig ]'
	end "$(cat /run/udhcpc.pid)"
	! busybox udhcpc -i veth0 -n -q -f -t 1 -T 1 -r 203.0.113.9 -s /bin/false
	ip address show dev veth0
}

cleanup() {
	end "$(cat /run/dnsmasq.pid)"
	ethernet_captured
	ip netns del server
	rm -f /run/dnsmasq.* /run/udhcpc.*
}
