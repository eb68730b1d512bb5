# shows: lldpd finding its interfaces and listening to changes of them
# tool: lldpd
# packages: lldpd iproute2
# protocols: ROUTE GENERIC
# modules: veth bridge bonding 8021q
. "$MAKE/programs/wait.sh"

prepare() {
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip link add br0 address 02:00:00:00:00:03 type bridge
	ip link add link veth0 name veth0.5 type vlan id 5
	ip link set veth0 up
	ip link set veth1 master br0 up
	mkdir -p /run/lldpd
}

scene() {
	lldpd -d -r -u /run/lldpd.socket -S sample -I 'veth*' &
	local daemon=$!
	await '[ -S /run/lldpd.socket ]'
	lldpcli -u /run/lldpd.socket show interfaces
	ip address add 192.0.2.1/24 dev veth0
	ip link set veth0 down
	ip link set veth0 up
	sleep 1
	end $daemon
}
