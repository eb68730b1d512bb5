# shows: uevents: links of several kinds added, renamed, moved, removed, a module and its driver, a change asked for, block devices and queues
# tool: udevadm
# packages: udev iproute2 kmod
# protocols: KOBJECT_UEVENT ROUTE
# kernels: all
# netns: init

scene() {
	log=$(mktemp)
	stdbuf -oL udevadm monitor --kernel --property >"$log" &
	monitor=$!
	until awk -v pid=$monitor '$2 == 15 && $3 == pid && $4 != "00000000" { found = 1 } END { exit !found }' /proc/net/netlink; do
		sleep 0.1
	done
	modprobe ifb numifbs=2
	ip link add sample0 type dummy
	ip link add sample1 numtxqueues 3 type veth peer name sample2
	ip link add samplebr type bridge
	ip link set sample0 name renamed0
	ip link set renamed0 master samplebr
	echo add >/sys/class/net/renamed0/uevent
	echo 'change 11111111-2222-3333-4444-555555555555 COLOUR=blue' >/sys/class/net/samplebr/uevent
	udevadm trigger --action=change /sys/class/net/lo
	ip netns add sample
	ip link set sample1 netns sample
	ip -n sample link set sample1 netns 1
	ip link del samplebr
	ip link del sample1
	ip link del renamed0
	modprobe -r ifb
	ip netns del sample
	until grep -q 'remove.*module/ifb' "$log"; do sleep 0.1; done
	kill $monitor
	wait $monitor || true
}
