# shows: tc filter bpf, flow, fw, matchall and route; rsvp and tcindex, which the kernel has no more
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 root handle 1: prio bands 8
	tc qdisc add dev v1 ingress
	mkdir -p /tmp/scene
	echo '4,40 0 0 12,21 0 1 2048,6 0 0 262144,6 0 0 0' >/tmp/scene/bytecode
}

filter='tc filter add dev v0 parent 1: protocol ip'

counted() {
	packets 3
	tc -s -d filter show dev v0 parent 1:
}

scene() {
	local key
	$filter prio 1 handle 1 bpf bytecode '1,6 0 0 4294967295,' flowid 1:1
	$filter prio 1 handle 2 bpf bytecode-file /tmp/scene/bytecode classid 1:2 action ok
	$filter prio 1 handle 3 bpf skip_hw bytecode '2,32 0 0 4294963200,22 0 0 0' direct-action || true
	tc filter replace dev v0 parent 1: protocol ip prio 1 handle 1 bpf bytecode '1,6 0 0 0,' flowid 1:3
	counted
	tc filter get dev v0 parent 1: protocol ip prio 1 handle 2 bpf
	! $filter prio 1 handle 4 bpf bytecode '1,255 0 0 0,' flowid 1:1
	tc filter del dev v0 parent 1: prio 1

	$filter prio 2 handle 1 flow hash keys src,dst,proto,proto-src,proto-dst,iif,priority,mark,nfct divisor 8 perturb 10
	$filter prio 2 handle 2 flow hash keys \
		nfct-src,nfct-dst,nfct-proto-src,nfct-proto-dst,rt-classid,sk-uid,sk-gid,vlan-tag,rxhash \
		divisor 4 baseclass 1:2
	handle=3
	for key in "src and 0xff" "dst or 0x10" "proto xor 0xf" "proto-dst rshift 4" "mark addend 1" \
		"priority and 0xff rshift 2 addend 3" \
		"dst addend -192.0.2.0"; do
		$filter prio 2 handle $handle flow map key $key divisor 8 baseclass 1:1
		handle=$((handle + 1))
	done
	$filter prio 2 handle 20 flow map key iif divisor 2 match 'cmp(u8 at 9 layer 1 eq 17)' action continue
	$filter prio 2 handle 21 flow map key iif divisor 2 police rate 1mbit burst 10k drop
	tc filter change dev v0 parent 1: protocol ip prio 2 handle 3 flow map key src and 0xf divisor 4
	counted
	! $filter prio 2 handle 30 flow map key src,dst
	! $filter prio 2 handle 1 flow map key src
	tc filter del dev v0 parent 1: prio 2 handle 4 protocol ip flow
	tc filter del dev v0 parent 1: prio 2

	$filter prio 3 handle 5 fw classid 1:1
	$filter prio 3 handle 0x6 fw classid 1:2 action drop
	$filter prio 4 handle 0x10/0xf0 fw classid 1:3 indev v0
	tc filter replace dev v0 parent 1: protocol ip prio 3 handle 5 fw classid 1:4 police rate 1mbit burst 10k pipe
	counted
	! $filter prio 4 handle 0x20/0xff fw classid 1:3
	tc filter del dev v0 parent 1: protocol ip prio 3 handle 6 fw
	tc filter del dev v0 parent 1:

	$filter prio 6 handle 0x9 matchall classid 1:5 skip_hw action pass
	tc filter add dev v1 ingress protocol all prio 7 matchall action drop
	counted
	tc -s -d filter show dev v1 ingress
	! tc filter change dev v0 parent 1: protocol ip prio 6 handle 0x9 matchall classid 1:6
	tc filter get dev v0 parent 1: protocol ip prio 6 handle 0x9 matchall
	! $filter prio 6 matchall classid 1:1
	! $filter prio 8 matchall skip_sw skip_hw
	! tc filter add dev v0 parent 1: protocol ip prio 8 matchall skip_sw action drop
	tc filter del dev v1 ingress
	tc filter del dev v0 parent 1: protocol ip prio 6 handle 0x9 matchall
	tc filter del dev v0 parent 1:

	ip route add 198.51.100.0/24 dev v0 realm 3/7
	$filter prio 9 route to 7 classid 1:1
	$filter prio 9 route from 3 to 7 classid 1:2
	$filter prio 9 route from 3 classid 1:3
	$filter prio 9 route fromif v1 to 7 classid 1:4 action drop
	$filter prio 9 route to 9 classid 1:4 police rate 1mbit burst 10k drop
	counted
	! $filter prio 9 route from 300 to 7 classid 1:1
	! $filter prio 9 route to 7 classid 1:3
	tc filter del dev v0 parent 1: prio 9

	! $filter prio 10 tcindex hash 16 mask 0xff shift 2 pass_on
	! $filter prio 10 handle 1 tcindex classid 1:1
	! $filter prio 11 rsvp ipproto udp session 192.0.2.2/4000 sender 192.0.2.1 classid 1:1
	! $filter prio 12 nonesuch
	! tc filter add dev v0 parent 9: protocol ip prio 1 matchall
	! tc filter add dev nonesuch parent 9: protocol ip prio 1 matchall
	tc filter show dev v0
}

cleanup() { rm -r /tmp/scene; }
