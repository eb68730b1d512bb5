# shows: tc filter basic and cgroup with trees of extended matches: cmp, nbyte, u32, meta, canid, ipset, ipt
# tool: iproute2
# packages: iproute2 ipset
# protocols: ROUTE NETFILTER
# modules: veth ip_set ip_set_hash_net

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 root handle 1: prio bands 4
	ipset create sample hash:net
	ipset add sample 192.0.2.0/24
	ipset create ports hash:net,port
}

basic='tc filter add dev v0 parent 1: protocol ip prio 1 basic classid 1:1 match'

scene() {
	local ids
	tc filter add dev v0 parent 1: handle 7 protocol ip prio 1 basic match \
		'cmp(u16 at 0 layer 2 mask 0xff00 trans gt 20) and not (meta(nf_mark gt 24) or u32(u16 0x1122 0xffff at nexthdr+4))' classid 1:2
	packets 2
	tc -s -d filter show dev v0 parent 1:
	$basic 'cmp(u8 at 9 layer network eq 17)' action ok
	$basic 'cmp(u32 at 12 layer link lt 0x11223344)' action ok
	$basic 'cmp(u16 at 2 layer transport trans eq 4000)' action ok
	$basic 'nbyte("ababa" at 12 layer 1)' action ok
	$basic 'nbyte(sample at 8 layer transport)' action ok
	$basic 'u32(u8 0x11 0xff at 9)' action ok
	$basic 'u32(u32 0xc0000202 0xffffffff at 16)' action ok
	for ids in "random loadavg_1 loadavg_5 loadavg_15 priority" \
		"protocol pkt_type pkt_len data_len mac_len nf_mark fwmark tc_index" \
		"rt_classid rt_iif vlan sk_family sk_state sk_reuse sk_refcnt sk_shutdown" \
		"sk_proto sk_type sk_rcvbuf sk_rmem sk_wmem sk_omem" \
		"sk_wmem_queue sk_snd_queue sk_rcv_queue sk_err_queue sk_fwd_alloc sk_sndbuf"; do
		$basic "$(printf 'meta(%s gt 3) or ' $ids)meta(random lt 9)" action ok
	done
	tc -s -d filter show dev v0
	tc filter del dev v0 parent 1: prio 1
	$basic 'meta(dev eq "v0")' action ok || true
	$basic 'meta(dev eq 2)' action ok
	$basic 'meta(sk_bind_if eq 3)' action ok
	$basic 'meta(nf_mark shift 4 mask 0xff eq 0x12)' action ok
	$basic 'meta(vlan mask 0xfff lt 100)' action ok
	$basic 'meta(random mask 1 eq 1) and meta(pkt_len gt 100)' action ok
	$basic 'canid(sff 0x123 sff 0x124 sff 0x125:0xf eff 0x12345:0xfffff)' action ok
	$basic 'ipset(sample src)' action ok
	$basic 'ipset(ports src,dst)' action ok
	$basic 'ipset(sample dst) or (cmp(u8 at 8 layer 1 eq 1) and not nbyte("x" at 0 layer 2))' action ok
	$basic 'not u32(u16 0x1 0xffff at 0)' action ok
	packets 3
	tc -s -d filter show dev v0 parent 1: prio 1
	tc filter replace dev v0 parent 1: handle 1 protocol ip prio 1 basic match 'meta(pkt_len gt 1000)' classid 1:3
	tc filter change dev v0 parent 1: handle 1 protocol ip prio 1 basic match 'meta(pkt_len gt 9)' classid 1:4 action continue
	tc -s -d filter get dev v0 parent 1: handle 1 protocol ip prio 1 basic
	tc filter del dev v0 parent 1: handle 1 protocol ip prio 1 basic
	! tc filter get dev v0 parent 1: handle 1 protocol ip prio 1 basic
	! $basic 'ipset(nonesuch src)' action ok
	! $basic 'meta(nonesuch eq 1)' action ok
	! $basic 'text(sample)' action ok
	tc filter del dev v0 parent 1:

	tc filter add dev v0 parent 1: handle 1 protocol ip prio 3 cgroup match \
		'meta(priority eq 0) and cmp(u8 at 9 layer 1 eq 17)' action continue
	tc filter replace dev v0 parent 1: handle 1 protocol ip prio 3 cgroup match 'meta(priority eq 1)' action ok
	packets 1
	tc -s -d filter show dev v0 parent 1:
	! tc filter add dev v0 parent 1: handle 2 protocol ip prio 3 cgroup
	tc filter del dev v0 parent 1: prio 3
}
