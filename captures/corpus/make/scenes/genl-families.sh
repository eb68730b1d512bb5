# shows: every generic netlink family that the kernel has: its operations, its policy, its dumps, by hand and by genl
# tool: python3
# packages: python3-minimal iproute2
# protocols: GENERIC
# modules: team openvswitch wireguard batman_adv l2tp_netlink macsec tipc ip_vs fou ila
scene() {
	genl ctrl list
	genl ctrl get name nlctrl
	genl ctrl get id 16
	genl ctrl policy name ethtool
	! genl ctrl get name nothing
	timeout 2 genl ctrl monitor || true
	python3 "$MAKE/programs/families.py"
}
