# shows: systemd-networkd bringing up a bridge, a bond, a VLAN, a VRF, a tunnel and addresses, by files; networkctl looking at them
# tool: systemd-networkd
# packages: systemd dbus iproute2
# protocols: ROUTE GENERIC KOBJECT_UEVENT NETFILTER
# modules: veth dummy bridge bonding 8021q vrf vxlan wireguard sch_fq_codel sch_htb
. "$MAKE/programs/wait.sh"

# unit writes a file of the daemon's configuration.
unit() { # FILE
	cat >"/run/systemd/network/$1"
}

prepare() {
	# Where /sys cannot be written, the daemon does not wait for udev.
	mount -o remount,bind,ro /sys
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip link add veth2 address 02:00:00:00:00:03 type veth peer name veth3 address 02:00:00:00:00:04
	mkdir -p /run/dbus
	dbus-daemon --system --fork --print-pid=3 3>/run/dbus.daemon
	mkdir -p /run/systemd/network /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/netif/lldp
	unit 10-br0.netdev <<-END
		[NetDev]
		Name=br0
		Kind=bridge
		MACAddress=02:00:00:00:00:0a
		[Bridge]
		VLANFiltering=yes
		STP=no
		AgeingTimeSec=100
	END
	unit 10-bond0.netdev <<-END
		[NetDev]
		Name=bond0
		Kind=bond
		[Bond]
		Mode=active-backup
		MIIMonitorSec=0.1
	END
	unit 10-vlan5.netdev <<-END
		[NetDev]
		Name=vlan5
		Kind=vlan
		[VLAN]
		Id=5
		EgressQOSMaps=1-2
	END
	unit 10-vrf0.netdev <<-END
		[NetDev]
		Name=vrf0
		Kind=vrf
		[VRF]
		Table=70
	END
	unit 10-vxlan7.netdev <<-END
		[NetDev]
		Name=vxlan7
		Kind=vxlan
		[VXLAN]
		VNI=7
		Remote=203.0.113.2
		Independent=yes
	END
	unit 10-wg0.netdev <<-END
		[NetDev]
		Name=wg0
		Kind=wireguard
		[WireGuard]
		ListenPort=51820
		PrivateKey=$(head -c 32 /dev/zero | tr '\0' A | base64)
		[WireGuardPeer]
		PublicKey=$(head -c 32 /dev/zero | tr '\0' B | base64)
		AllowedIPs=10.7.0.0/16
		Endpoint=203.0.113.3:51820
	END
	unit 20-veth0.network <<-END
		[Match]
		Name=veth0
		[Link]
		MTUBytes=1450
		[Network]
		Address=192.0.2.1/24
		Address=2001:db8::1/64
		VLAN=vlan5
		IPForward=yes
		LLDP=no
		LinkLocalAddressing=ipv6
		[Route]
		Destination=203.0.113.0/24
		Gateway=192.0.2.9
		Metric=50
		[Route]
		Destination=198.51.100.0/24
		MultiPathRoute=192.0.2.7 2
		MultiPathRoute=192.0.2.8 3
		[NextHop]
		Id=20
		Gateway=192.0.2.10
		[RoutingPolicyRule]
		From=10.0.0.0/8
		Table=70
		Priority=500
		FirewallMark=7
		[Neighbor]
		Address=192.0.2.9
		LinkLayerAddress=02:00:00:00:00:09
		[HierarchyTokenBucket]
		Handle=1
		DefaultClass=10
		[HierarchyTokenBucketClass]
		ClassId=1:10
		Rate=1M
	END
	unit 20-veth1.network <<-END
		[Match]
		Name=veth1
		[Network]
		Bridge=br0
		[Bridge]
		Cost=50
		HairPin=yes
		[BridgeVLAN]
		VLAN=30-32
		PVID=30
		[BridgeFDB]
		MACAddress=02:00:00:00:00:0b
		VLANId=30
	END
	unit 20-veth2.network <<-END
		[Match]
		Name=veth2
		[Network]
		Bond=bond0
	END
	for device in br0 bond0 vlan5 vrf0 vxlan7 wg0; do
		unit 30-$device.network <<-END
			[Match]
			Name=$device
			[Network]
			ConfigureWithoutCarrier=yes
			LinkLocalAddressing=no
			IPv6AcceptRA=no
		END
	done
	chown -R systemd-network: /run/systemd/netif
}

scene() {
	/lib/systemd/systemd-networkd &
	local daemon=$!
	ip link set veth3 up
	await 'grep -qs OPER_STATE=routable /run/systemd/netif/links/*'
	await 'grep -qs ADMIN_STATE=configured /run/systemd/netif/links/"$(cat /sys/class/net/veth0/ifindex)"'
	networkctl --no-pager list
	networkctl --no-pager status veth0
	ip -d link show
	ip link set veth3 down
	end $daemon
}

cleanup() {
	end "$(cat /run/dbus.daemon)"
	rm -rf /run/systemd/network /run/systemd/netif /run/dbus*
}
