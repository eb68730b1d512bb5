# shows: systemd-udevd and udevadm monitor while devices come, change and go: what the kernel tells, and what the daemon passes on
# tool: udevadm
# packages: udev iproute2
# protocols: KOBJECT_UEVENT ROUTE GENERIC
# netns: init
# modules: dummy veth
. "$MAKE/programs/wait.sh"

scene() {
	/lib/systemd/systemd-udevd --daemon
	udevadm monitor --kernel --udev --property &
	local monitor=$!
	await "listening 15 $monitor"
	ip link add dummy7 address 02:00:00:00:00:01 type dummy
	ip link add veth7 address 02:00:00:00:00:02 type veth peer name veth8 address 02:00:00:00:00:03
	udevadm settle
	ip link set dummy7 name dummy8
	udevadm trigger --action=change --settle /sys/class/net/dummy8
	ip link del dummy8
	ip link del veth7
	udevadm settle
	end $monitor
	udevadm control --exit
}
