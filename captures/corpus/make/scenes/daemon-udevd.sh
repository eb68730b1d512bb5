# shows: udevadm monitor while devices come, change and go: what the kernel tells, and what systemd-udevd passes on
# tool: udevadm
# packages: udev iproute2
# protocols: KOBJECT_UEVENT ROUTE
# netns: init
# modules: dummy veth
. "$MAKE/programs/wait.sh"

# known says whether the daemon has dealt with a device.
known() { # DEVICE
	[ -e "/run/udev/data/n$(cat "/sys/class/net/$1/ifindex")" ]
}

# Its workers miss the ends of their children when these are traced.
prepare() {
	/lib/systemd/systemd-udevd &
	daemon=$!
	await '[ -S /run/udev/control ]'
}

scene() {
	udevadm monitor --kernel --udev --property &
	local monitor=$!
	await "listening 15 $monitor"
	ip link add dummy7 address 02:00:00:00:00:01 type dummy
	ip link add veth7 address 02:00:00:00:00:02 type veth peer name veth8 address 02:00:00:00:00:03
	await 'known dummy7 && known veth7 && known veth8'
	ip link set dummy7 name dummy8
	udevadm trigger --action=change /sys/class/net/dummy8
	sleep 1
	ip link del dummy8
	ip link del veth7
	sleep 1
	end $monitor
}

cleanup() { end $daemon; }
