# shows: tc monitor while queues, classes, filters, chains and actions come, change and go, by tc -batch
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth cls_flower cls_u32 act_gact

programs=$(dirname "${BASH_SOURCE[0]}")/../programs
. "$programs/packets.sh"
. "$programs/wait.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	mkdir -p /tmp/scene
	cat >/tmp/scene/batch <<-BATCH
		qdisc add dev v0 root handle 1: htb default 1
		class add dev v0 parent 1: classid 1:1 htb rate 10mbit
		class add dev v0 parent 1:1 classid 1:2 htb rate 1mbit ceil 2mbit
		class change dev v0 parent 1:1 classid 1:2 htb rate 2mbit ceil 3mbit
		qdisc add dev v0 parent 1:2 handle 2: fq_codel
		qdisc replace dev v0 parent 1:2 handle 3: pfifo limit 4
		filter add dev v0 parent 1: protocol ip prio 1 u32 match ip dst 192.0.2.2 flowid 1:2
		filter add dev v0 parent 1: protocol ip prio 2 handle 1 flower dst_ip 192.0.2.3 classid 1:2 action drop
		filter replace dev v0 parent 1: protocol ip prio 2 handle 1 flower dst_ip 192.0.2.4 classid 1:2 action drop
		chain add dev v0 parent 1: chain 7
		actions add action gact drop index 5 cookie 55
		actions add action drop index 6 action pass index 7 action skbedit mark 8 pipe index 9
		actions replace action gact pass index 5
		filter show dev v0 parent 1:
		qdisc show dev v0
		class show dev v0
		actions ls action gact
	BATCH
	cat >/tmp/scene/undo <<-BATCH
		chain del dev v0 parent 1: chain 7
		filter del dev v0 parent 1: protocol ip prio 2 handle 1 flower
		filter del dev v0 parent 1:
		qdisc del dev v0 parent 1:2
		class del dev v0 classid 1:2
		class del dev v0 classid 1:9
		actions del action gact index 5
		actions flush action gact
		qdisc del dev v0 root
	BATCH
}

# joined says whether a process is in a group of rtnetlink. Here that is tc monitor alone, whose socket does not have its
# number.
joined() { awk '$2 == 0 && $4 != "00000000" { found = 1 } END { exit !found }' /proc/net/netlink; }

scene() {
	tc -timestamp monitor >/tmp/scene/seen &
	await joined
	tc -batch /tmp/scene/batch
	packets 3
	! tc -force -batch /tmp/scene/undo
	ip link del v0
	await "grep -q 'deleted qdisc htb 1:' /tmp/scene/seen"
	end $!
}

cleanup() { rm -r /tmp/scene; }
