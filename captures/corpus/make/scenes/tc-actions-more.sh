# shows: tc actions of conntrack, programs and encapsulations: bpf, connmark, ctinfo, ct, gate, mpls, sample, ife, xt
# tool: iproute2
# packages: iproute2 iptables
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 clsact
}

action='tc actions add action'

listed() {
	tc -s -d actions ls action "$1"
	tc actions flush action "$1"
}

scene() {
	$action bpf bytecode '1,6 0 0 4294967295,' index 1
	$action bpf bytecode '4,40 0 0 12,21 0 1 2048,6 0 0 0,6 0 0 1' pipe
	tc actions replace action bpf bytecode '1,6 0 0 1,' index 1
	! $action bpf bytecode '1,255 0 0 0,' index 2
	listed bpf

	$action connmark zone 7 pipe index 1
	$action connmark
	tc actions replace action connmark zone 8 index 1
	listed connmark

	$action ctinfo dscp 0xfc000000 0x01000000 cpmark 0x00ffffff zone 3 pipe index 1
	$action ctinfo dscp 0xfc000000
	$action ctinfo cpmark
	! $action ctinfo dscp 0x1
	listed ctinfo

	$action ct clear index 1
	$action ct commit force zone 4 mark 0x10/0xff label 0102030405060708090a0b0c0d0e0f10 nat src addr \
		192.0.2.10-192.0.2.20 port 1024-2048 pipe
	$action ct commit zone 5 nat dst addr 2001:db8::5 label 01/ff
	$action ct commit nat src addr 192.0.2.10 port 99
	$action ct zone 6 nat pipe
	$action ct pipe
	tc -s -d actions ls action ct
	tc filter add dev v0 egress protocol ip prio 1 flower ct_state -trk action ct zone 6 pipe action goto chain 1
	tc filter add dev v0 egress protocol ip chain 1 prio 1 flower ct_state +trk+new action ct commit zone 6 mark 9 pipe \
		action ok
	tc filter add dev v0 egress protocol ip chain 1 prio 2 flower ct_state +trk+est ct_zone 6 action ok
	packets 3
	tc -s -d filter show dev v0 egress
	tc filter del dev v0 egress
	tc filter del dev v0 egress chain 1
	tc actions flush action ct

	if $action gate priority 1 base-time 200000000000 cycle-time 200000000 cycle-time-ext 1000 clockid CLOCK_TAI flags 0x0 \
		sched-entry open 100000000 -1 8000000 sched-entry close 100000000 -1 -1 pipe index 1; then
		$action gate clockid CLOCK_MONOTONIC sched-entry OPEN 100us 2 1500 sched-entry CLOSE 200us
		tc actions replace action gate priority 2 clockid CLOCK_TAI sched-entry open 5ms index 1
		! $action gate clockid CLOCK_TAI sched-entry open 0 index 3
		listed gate
	fi

	$action mpls push protocol mpls_uc label 100 tc 3 ttl 64 bos 1 index 1
	$action mpls push protocol mpls_mc label 200
	$action mpls mac_push protocol mpls_uc label 300 tc 1 ttl 9 bos 0 pipe
	$action mpls modify label 400 tc 2 ttl 5
	$action mpls pop protocol ip
	$action mpls dec_ttl drop
	! $action mpls push label 2000000
	listed mpls

	$action sample rate 10 group 5 trunc 64 index 1
	$action sample rate 1 group 6
	tc filter add dev v0 egress protocol ip prio 2 matchall action sample rate 1 group 5
	packets 2
	tc -s -d filter show dev v0 egress
	tc filter del dev v0 egress
	listed sample

	$action ife encode allow mark allow prio allow tcindex dst 02:00:00:00:00:09 src 02:00:00:00:00:0a type 0xed3e pipe index 1
	$action ife encode use mark 0x12 use prio 3 use tcindex 4
	$action ife decode reclassify
	listed ife

	# Kernels of late do without.
	$action xt -j MARK --set-mark 5 || true
	$action xt -j LOG --log-prefix sample || true
	tc -s actions ls action xt || true
	tc actions flush action xt || true
	tc qdisc del dev v0 clsact
}
