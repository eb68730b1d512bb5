# shows: NetworkManager bringing up its profiles of ethernet, bridge, VLAN, bond, dummy, VRF, WireGuard, tunnels; two are changed
# tool: NetworkManager
# packages: network-manager dbus iproute2
# protocols: ROUTE GENERIC
# modules: veth dummy bridge bonding 8021q vrf vxlan wireguard ip_gre sch_tbf sch_fq_codel
. "$MAKE/programs/wait.sh"

connections=/run/NetworkManager/connections

# profile writes one that is brought up at the start.
profile() { # NAME ARG...
	nmcli --offline connection add con-name "$1" autoconnect yes "${@:2}" >$connections/"$1".nmconnection
	chmod 600 $connections/"$1".nmconnection
}

profiles() {
	mkdir -p $connections
	profile wired type ethernet ifname veth0 ipv4.method manual ipv4.addresses 192.0.2.1/24 ipv4.gateway 192.0.2.9 \
		ipv4.routes '203.0.113.0/24 192.0.2.8 50 mtu=1400' ipv4.routing-rules 'priority 500 from 10.0.0.0/8 table 70' \
		ipv6.method manual ipv6.addresses 2001:db8::1/64 802-3-ethernet.mtu 1450 tc.qdiscs 'root tbf rate 1000000 burst 5000 latency 10'
	profile bridge type bridge ifname br0 ipv4.method disabled ipv6.method disabled bridge.stp no bridge.vlan-filtering yes \
		bridge.vlans '30-32, 40 pvid untagged'
	profile port type ethernet ifname veth2 master br0 slave-type bridge bridge-port.hairpin-mode yes bridge-port.path-cost 50
	profile vlan type vlan dev veth0 id 5 ifname veth0.5 ipv4.method disabled ipv6.method disabled vlan.egress 1:2
	profile bond type bond ifname bond0 bond.options mode=active-backup,miimon=100 ipv4.method disabled ipv6.method disabled
	profile dummy type dummy ifname dummy0 ipv4.method manual ipv4.addresses 198.51.100.1/24 ipv6.method disabled
	profile vrf type vrf ifname vrf0 table 70 ipv4.method disabled ipv6.method disabled
	profile vxlan type vxlan ifname vx0 id 7 remote 203.0.113.2 ipv4.method disabled ipv6.method disabled
	profile tunnel type ip-tunnel ifname gre7 mode gre remote 203.0.113.3 local 192.0.2.1 ipv4.method disabled ipv6.method disabled
	profile guard type wireguard ifname wg0 ipv4.method manual ipv4.addresses 10.7.0.1/24 \
		wireguard.private-key "$(head -c 32 /dev/zero | tr '\0' A | base64)" wireguard.listen-port 51820
}

# changes is the part that nobody traces, for its traffic on the bus is huge and none of it netlink's.
changes() {
	await '[ -e /run/changes.wanted ]'
	nmcli --wait 5 device modify veth0 ipv4.addresses 192.0.2.2/24
	nmcli --wait 5 connection down dummy
	touch /run/changes.made
}

prepare() {
	# Where /sys cannot be written, the daemon does not wait for udev.
	mount -o remount,bind,ro /sys
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip link add veth2 address 02:00:00:00:00:03 type veth peer name veth3 address 02:00:00:00:00:04
	ip link set veth1 up
	ip link set veth3 up
	mkdir -p /run/dbus /run/NetworkManager/conf.d
	profiles
	dbus-daemon --system --fork --print-pid=3 3>/run/dbus.daemon
	cat >/run/NetworkManager.conf <<-END
		[main]
		plugins=keyfile
		no-auto-default=*
		dns=none
		rc-manager=unmanaged
		dhcp=internal
		[keyfile]
		path=$connections
		[device]
		match-device=*
		managed=1
		[connectivity]
		enabled=false
	END
	changes &
}

scene() {
	NetworkManager --config=/run/NetworkManager.conf --config-dir=/run/NetworkManager/conf.d --pid-file=/run/NetworkManager.pid
	await '[ -e /sys/class/net/gre7 -a -e /sys/class/net/veth0.5 -a -e /sys/class/net/wg0 ]'
	touch /run/changes.wanted
	await '[ -e /run/changes.made ]'
	ip -d link show
	end "$(cat /run/NetworkManager.pid)"
}

cleanup() {
	end "$(cat /run/dbus.daemon)"
	rm -rf /run/NetworkManager* /run/dbus* /run/changes.*
}
