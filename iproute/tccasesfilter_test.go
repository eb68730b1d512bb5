package iproute_test

import (
	"github.com/nlkit/nlkit/iproute"
)

// tcFilters is what is said of filters and chains.
var tcFilters = []tcCase{
	{line: "filter add dev v0 parent 1: protocol ip prio 10 u32 match ip src 192.168.0.1/32 flowid 1:10",
		command: "add-filter",
		spec: args{"kind": "u32", "parent": "1:", "protocol": 0x800, "prio": 10, "target": "1:10",
			"keys": []string{"0xc0a80001/0xffffffff+12"}},
		typed: iproute.Filter{Parent: 0x10000, Protocol: iproute.Set(iproute.ETH_P_IP), Prio: iproute.Set(10),
			Kind: iproute.U32Filter{ClassID: 0x10010, Match: []string{"ip src 192.168.0.1/32"}}}},
	{line: "filter add dev v0 parent 1: protocol ip prio 10 u32 match ip dst 192.168.0.0/24 match ip dport 80 0xffff " +
		"flowid 1:20", command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 10,
		"target": 0x10020, "match": []string{"ip dst 192.168.0.0/24", "ip dport 80 0xffff"}}},
	{line: "filter add dev v0 parent 1: protocol all prio 10 u32 match u32 0 0 flowid 1:20", command: "add-filter",
		spec: args{"kind": "u32", "parent": 0x10000, "prio": 10, "target": 0x10020, "keys": []any{"0x0/0x0+0"}}},
	{line: "filter add dev v0 parent 1: protocol ipv6 prio 11 u32 match ip6 dst 2001:db8::/32 match ip6 dport 22 " +
		"0xffff " +
		"classid 1:10", command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ipv6", "prio": 11,
		"classid": "1:10", "match": []any{"ip6 dst 2001:db8::/32", "ip6 dport 22"}}},
	{line: "filter add dev v0 parent ffff: protocol ip prio 50 u32 match ip src 0.0.0.0/0 police rate 10mbit burst " +
		"10k drop " +
		"flowid :1", command: "add-filter", spec: args{"kind": "u32", "parent": "ffff:", "protocol": "ip", "prio": 50,
		"target": 1, "rate": "10mbit", "burst": 10240, "limit": 0, "mtu": 0, "action": "drop",
		"keys": []string{"0x0/0x0+12"}}},
	{line: "filter add dev v0 parent 1: protocol ip prio 10 u32 match u8 0x06 0xff at 9 match u16 0x0050 0xffff at " +
		"nexthdr+2 classid 1:10", command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip",
		"prio": 10, "flowid": "1:10", "match": []string{"u8 0x06 0xff at 9", "u16 0x0050 0xffff at nexthdr+2"}}},
	{line: "filter add dev v0 parent 1: prio 5 handle 2: protocol ip u32 divisor 256", command: "add-filter",
		spec: args{"kind": "u32", "parent": "1:", "prio": 5, "handle": "2:", "protocol": "ip", "divisor": 256},
		typed: iproute.Filter{Parent: 0x10000, Prio: iproute.Set(5), Handle: iproute.Set(0x200000),
			Protocol: iproute.Set(iproute.ETH_P_IP), Kind: iproute.U32Filter{Divisor: 256}}},
	{line: "filter add dev v0 parent 1: protocol ip prio 5 u32 ht 800:: match ip src 1.2.0.0/16 hashkey mask " +
		"0x000000ff at " +
		"12 link 2:", command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 5,
		"ht": "800::", "match": "ip src 1.2.0.0/16", "hashkey": "mask 0x000000ff at 12", "link": "2:"}},
	{line: "filter add dev v0 parent 1: protocol ip prio 5 handle 2:7b:1 u32 ht 2:7b: match ip src 1.2.0.123/32 " +
		"flowid 1:1",
		command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 5,
			"handle": "2:7b:1",
			"ht":     "2:7b:", "match": "ip src 1.2.0.123/32", "flowid": "1:1"}},
	{line: "filter add dev v0 parent 1: protocol ip prio 5 u32 match tcp dst 80 0xffff match mark 0x10 0xff flowid " +
		"1:1 " +
		"skip_hw", command: "add-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 5,
		"match": []string{"tcp dst 80", "mark 0x10 0xff"}, "flowid": "1:1", "skip_hw": true}},
	{line: "filter del dev v0 parent 1: protocol ip prio 10", command: "del-filter",
		spec: args{"parent": "1:", "protocol": "ip", "prio": 10}},
	{line: "filter del dev v0 parent 1:", command: "del-filter", spec: args{"parent": "1:"}},
	{line: "filter replace dev v0 parent 1: protocol ip prio 10 handle 800::800 u32 match ip src 192.168.0.2/32 " +
		"flowid 1:10",
		command: "replace-filter", spec: args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 10,
			"handle": "800::800", "keys": "0xc0a80002/0xffffffff+12", "flowid": "1:10"}},
	{line: "filter add dev v0 parent 1: protocol ip handle 6 fw classid 1:1", command: "add-filter",
		spec: args{"kind": "fw", "parent": "1:", "protocol": "ip", "handle": 6, "classid": "1:1"}},
	{line: "filter add dev v0 parent 1: protocol ip handle 6/0xff fw classid 1:1 action drop", command: "add-filter",
		spec: args{"kind": "fw", "parent": "1:", "protocol": "ip", "handle": "6/0xff",
			"TCA_FW_CLASSID": iproute.MakeHandle(1, 1), "action": "drop"},
		typed: iproute.Filter{Parent: 0x10000, Protocol: iproute.Set(iproute.ETH_P_IP), Handle: iproute.Set(6),
			Kind: iproute.FWFilter{ClassID: 0x10001, Mask: iproute.Set(0xff), Act: []iproute.Action{drop}}}},
	{line: "filter add dev v0 ingress protocol all matchall action mirred egress mirror dev v1", command: "add-filter",
		spec: args{"kind": "matchall", "parent": "ingress", "protocol": "all",
			"action": args{"kind": "mirred", "direction": "egress", "action": "mirror", "ifindex": 2}}},
	{line: "filter add dev v0 egress protocol ip prio 1 matchall skip_hw classid 1:1", command: "add-filter",
		spec: args{"kind": "matchall", "parent": "egress", "protocol": "ip", "prio": 1, "skip_hw": true,
			"classid": "1:1"}},
	{line: "filter add dev v0 ingress protocol ip prio 4 flower ip_proto tcp src_ip 192.0.2.1 dst_port 80 action drop",
		command: "add-filter", spec: args{"kind": "flower", "parent": "ingress", "protocol": "ip", "prio": 4,
			"ip_proto": "tcp", "src_ip": "192.0.2.1", "dst_port": 80, "action": "drop"}},
	{line: "filter add dev v0 ingress protocol 802.1q prio 4 flower vlan_id 100 vlan_prio 3 vlan_ethtype ipv4 dst_ip " +
		"10.0.0.0/8 dst_mac 00:11:22:33:44:55 skip_hw action vlan pop", command: "add-filter",
		spec: args{"kind": "flower",
			"parent": "ingress", "protocol": "802.1q", "prio": 4, "vlan_id": 100, "vlan_prio": 3,
			"vlan_ethtype": "ipv4",
			"dst_ip":       "10.0.0.0/8", "dst_mac": "00:11:22:33:44:55", "skip_hw": true,
			"action": args{"kind": "vlan", "v_action": "pop"}}},
	{line: "filter add dev v0 ingress protocol ipv6 flower dst_ip 2001:db8::/32 ip_proto udp dst_port 1000-2000 " +
		"ip_tos " +
		"0x10/0xfc ip_ttl 64 indev v1 classid 1:1", command: "add-filter", spec: args{"kind": "flower",
		"parent":   "ingress",
		"protocol": "ipv6", "dst_ip": "2001:db8::/32", "ip_proto": "udp", "dst_port": "1000-2000",
		"ip_tos": "0x10/0xfc",
		"ip_ttl": 64, "indev": "v1", "classid": "1:1"}},
	{line: "filter add dev v0 ingress protocol arp flower arp_op request arp_tip 10.0.0.1 arp_sip 10.0.0.0/24 " +
		"action pass",
		command: "add-filter", spec: args{"kind": "flower", "parent": "ingress", "protocol": "arp", "arp_op": "request",
			"arp_tip": "10.0.0.1", "arp_sip": "10.0.0.0/24", "action": "pass"}},
	{line: "filter add dev v0 ingress protocol ip flower ct_state +trk+new-est ct_zone 1 ct_mark 1/0xff ip_flags " +
		"frag/nofirstfrag tcp_flags 0x2/0x7 action ok", command: "add-filter", spec: args{"kind": "flower",
		"parent": "ingress", "protocol": "ip", "ct_state": "+trk+new-est", "ct_zone": 1, "ct_mark": "1/0xff",
		"ip_flags": "frag/nofirstfrag", "tcp_flags": "0x2/0x7", "action": "ok"}},
	{line: "filter add dev v0 ingress protocol ip chain 5 prio 2 flower enc_key_id 100 enc_dst_ip 10.1.1.1 " +
		"enc_src_ip " +
		"10.1.1.2 enc_dst_port 4789 action goto chain 3", command: "add-filter", spec: args{"kind": "flower",
		"parent": "ingress", "protocol": "ip", "chain": 5, "prio": 2, "enc_key_id": 100, "enc_dst_ip": "10.1.1.1",
		"enc_src_ip": "10.1.1.2", "enc_dst_port": 4789, "action": "goto chain 3"}},
	{line: "filter add dev v0 ingress protocol ip flower ip_proto icmp type 8 code 0 action drop",
		command: "add-filter",
		spec: args{"kind": "flower", "parent": "ingress", "protocol": "ip", "ip_proto": "icmp", "type": 8, "code": 0,
			"action": "drop"}},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'cmp(u16 at 3 layer 2 mask 0xff00 gt 20)' classid 1:1",
		command: "add-filter", spec: args{"kind": "basic", "parent": "1:", "protocol": "ip", "classid": "1:1",
			"match": []args{{"kind": "cmp", "layer": 2, "opnd": "gt", "align": "u16", "offset": 3, "mask": 0xff00,
				"value": 20}}}},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'meta(priority eq 6)' classid 1:1",
		command: "add-filter",
		spec: args{"kind": "basic", "parent": "1:", "protocol": "ip", "classid": "1:1",
			"match": args{"kind": "meta", "object": args{"kind": "priority", "opnd": "="}, "value": 6}}},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'meta(priority eq 6) and not cmp(u16 at 3 layer 2 mask " +
		"0xff00 gt 20)' classid 1:1", command: "add-filter",
		spec: basic("meta(priority eq 6) and not cmp(u16 at 3 layer 2 mask 0xff00 gt 20)")},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'meta(fwmark mask 0xff shift 4 gt 24) or (u32(u16 0x1122 " +
		"0xffff at nexthdr+4) and not cmp(u8 at 0 layer link eq 7)) or nbyte(\"ababa\" at 12 layer 1)' classid 1:1",
		command: "add-filter", spec: basic("meta(fwmark mask 0xff shift 4 gt 24)||(u32(u16 0x1122 0xffff at nexthdr+4) && " +
			"!cmp(u8 at 0 layer link eq 7)) or nbyte(\"ababa\" at 12 layer 1)")},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'not (meta(random mask 1 eq 1) and (u32(u8 0x11 0xff at " +
		"9) or meta(priority eq 6))) or (meta(vlan mask 0xfff eq 5) and cmp(u32 at 8 layer network trans lt 0x10))' " +
		"classid 1:1", command: "add-filter",
		spec: basic("not (meta(random mask 1 eq 1) and (u32(u8 0x11 0xff at 9) or meta(priority eq 6))) or (meta(vlan " +
			"mask 0xfff eq 5) and cmp(u32 at 8 layer network trans lt 0x10))")},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'meta(fwmark eq priority shift 2 mask 0xf) and " +
		"meta(loadavg_15 lt 4)' classid 1:1", command: "add-filter",
		spec: basic("meta(fwmark eq priority shift 2 mask 0xf) and meta(loadavg_15 lt 4)")},
	{line: "filter add dev v0 parent 1: protocol ip basic match 'canid(sff 0x123 eff 0x124:0xff sff 0x300:0x700)' " +
		"classid 1:1", command: "add-filter", spec: basic("canid(sff 0x123 eff 0x124:0xff sff 0x300:0x700)")},
	{line: "filter add dev v0 parent 1: protocol ip bpf bytecode '1,6 0 0 12' classid 1:1", command: "add-filter",
		spec: args{"kind": "bpf", "parent": "1:", "protocol": "ip", "bytecode": "1,6 0 0 12,", "classid": "1:1"}},
	{line: "filter add dev v0 parent 1: protocol ip handle 6 fw classid 1:1 indev v1", command: "add-filter",
		spec: args{"kind": "fw", "parent": "1:", "protocol": "ip", "handle": 6, "classid": "1:1", "indev": "v1"}},
	{line: "filter add dev v0 parent 1: protocol ip flow hash keys src,dst,proto divisor 1024 perturb 10 baseclass 1:1",
		command: "add-filter", spec: args{"kind": "flow", "parent": "1:", "protocol": "ip", "mode": "hash",
			"keys": "src,dst,proto", "divisor": 1024, "perturb": 10, "baseclass": "1:1"}},
	{line: "filter add dev v0 parent 1: protocol ip handle 1 flow map key dst and 0xff addend -192.168.0.0 divisor 256",
		command: "add-filter", spec: args{"kind": "flow", "parent": "1:", "protocol": "ip", "handle": 1, "mode": "map",
			"key": "dst", "divisor": 256, "ops": []args{{"op": "and", "num": 0xff}, {"op": "addend",
				"num": "-192.168.0.0"}}}},
	{line: "filter add dev v0 parent 1: protocol ip handle 1 flow map key src rshift 4 xor 0xff baseclass 1:10",
		command: "add-filter", spec: args{"kind": "flow", "parent": "1:", "protocol": "ip", "handle": 1, "map": "src",
			"ops": []args{{"op": "rshift", "num": 4}, {"op": "xor", "num": 0xff}}, "baseclass": "1:10"}},
	{line: "filter add dev v0 parent 1: protocol ip handle 1: cgroup", command: "add-filter",
		spec: args{"kind": "cgroup", "parent": "1:", "protocol": "ip", "handle": "1:"}},
	{line: "filter add dev v0 parent 1: protocol ip prio 100 route to 10 classid 1:10", command: "add-filter",
		spec: args{"kind": "route", "parent": "1:", "protocol": "ip", "prio": 100, "to": 10, "classid": "1:10"}},
	{line: "filter add dev v0 parent 1: protocol ip prio 100 route from 2 to 10 classid 1:10", command: "add-filter",
		spec: args{"kind": "route", "parent": "1:", "protocol": "ip", "prio": 100, "from": 2, "to": 10,
			"classid": "1:10"}},
	{line: "chain add dev v0 ingress chain 10", command: "add-chain", spec: args{"parent": "ingress", "chain": 10}},
	{line: "chain del dev v0 ingress chain 10", command: "del-chain", spec: args{"parent": "ingress", "chain": 10}},
	{line: "filter add block 1 protocol ip matchall action drop", command: "add-filter",
		spec: args{"kind": "matchall", "block": 1, "protocol": "ip", "action": "drop"}},
}

// drop is what tc calls action drop.
var drop = iproute.Action{Kind: iproute.GactAction{Parms: &iproute.TCGact{Action: iproute.TC_ACT_SHOT}}}

// matchall is a filter of all packets with an action.
func matchall(action any) args {
	return args{"kind": "matchall", "parent": "ingress", "action": action}
}

// basic is a filter of packets that fit an expression.
func basic(match string) args {
	return args{"kind": "basic", "parent": "1:", "protocol": "ip", "classid": "1:1", "match": match}
}

// tcActions is what is said of actions.
var tcActions = []tcCase{
	{line: "filter add dev v0 ingress matchall action bpf bytecode '2,48 0 0 9,6 0 0 0' drop", command: "add-filter",
		spec: matchall(args{"kind": "bpf", "bytecode": "2,48 0 0 9,6 0 0 0", "action": "drop"})},
	{line: "filter add dev v0 ingress matchall action gate clockid CLOCK_TAI sched-entry open 200000000 -1 8000000 " +
		"sched-entry close 100000000 -1 -1", command: "add-filter", spec: matchall(args{"kind": "gate",
		"clockid": "CLOCK_TAI", "sched_entries": []string{"open 200000000 -1 8000000", "close 100000000"}})},
	{line: "filter add dev v0 ingress matchall action gate priority 3 base-time 200000 cycle-time 2000000000 clockid " +
		"CLOCK_TAI sched-entry open 1000000000", command: "add-filter", spec: matchall(args{"kind": "gate",
		"priority": 3, "base_time": 200000, "cycle_time": "2s", "clockid": "CLOCK_TAI",
		"sched_entry": args{"gate": "open", "interval": "1s"}})},
	{line: "filter add dev v0 ingress matchall action police rate 1mbit burst 10k conform-exceed drop/pipe",
		command: "add-filter", spec: matchall(args{"kind": "police", "rate": "1mbit", "burst": "10k",
			"conform_exceed": "drop/pipe"}),
		typed: iproute.Filter{Parent: iproute.FilterIngress, Kind: iproute.MatchallFilter{Act: []iproute.Action{{
			Kind: iproute.PoliceAction{Rate: iproute.Mbit, Burst: 10 << 10, Exceed: iproute.Set(iproute.TC_ACT_SHOT),
				Conform: iproute.Set(iproute.TC_ACT_PIPE)}}}}}},
	{line: "filter add dev v0 ingress matchall action police rate 40gbit burst 1m mtu 64kb peakrate 50gbit drop",
		command: "add-filter", spec: matchall(args{"kind": "police", "rate": "40gbit", "burst": "1m", "mtu": "64kb",
			"peakrate": "50gbit", "action": "drop"})},
	{line: "filter add dev v0 ingress matchall action police pkts_rate 1000 pkts_burst 200 conform-exceed drop",
		command: "add-filter", spec: matchall(args{"kind": "police", "pkts_rate": 1000, "pkts_burst": 200,
			"exceed": "drop"})},
	{line: "filter add dev v0 ingress matchall action mirred ingress redirect dev v1", command: "add-filter",
		spec: matchall(args{"kind": "mirred", "direction": "ingress", "action": "redirect", "dev": 2})},
	{line: "filter add dev v0 ingress matchall action vlan push id 100 priority 3 protocol 802.1ad",
		command: "add-filter",
		spec:    matchall(args{"kind": "vlan", "v_action": "push", "id": 100, "priority": 3, "protocol": "802.1ad"})},
	{line: "filter add dev v0 ingress matchall action vlan modify id 200", command: "add-filter",
		spec: matchall(args{"kind": "vlan", "v_action": "modify", "id": 200})},
	{line: "filter add dev v0 ingress matchall action nat ingress 10.0.0.0/24 192.168.1.0", command: "add-filter",
		spec: matchall(args{"kind": "nat", "direction": "ingress", "old": "10.0.0.0/24", "new": "192.168.1.0"})},
	{line: "filter add dev v0 ingress matchall action nat egress 10.0.0.1/32 192.168.1.1 pipe", command: "add-filter",
		spec: matchall(args{"kind": "nat", "direction": "egress", "old": "10.0.0.1", "new": "192.168.1.1",
			"action": "pipe"})},
	{line: "filter add dev v0 ingress matchall action skbedit mark 0x1337/0xffff priority 1:10 queue_mapping 3 " +
		"ptype host",
		command: "add-filter", spec: matchall(args{"kind": "skbedit", "mark": 0x1337, "mask": 0xffff,
			"priority": 0x10010,
			"queue":    3, "ptype": "host"})},
	{line: "filter add dev v0 ingress matchall action tunnel_key set src_ip 10.0.0.1 dst_ip 10.0.0.2 id 42 " +
		"dst_port 4789 " +
		"nocsum ttl 64", command: "add-filter", spec: matchall(args{"kind": "tunnel_key", "src_ip": "10.0.0.1",
		"dst_ip": "10.0.0.2", "id": 42, "dst_port": 4789, "nocsum": true, "ttl": 64})},
	{line: "filter add dev v0 ingress matchall action tunnel_key unset", command: "add-filter",
		spec: matchall(args{"kind": "tunnel_key", "t_action": "unset", "nocsum": false})},
	{line: "filter add dev v0 ingress matchall action csum ip and tcp and udp", command: "add-filter",
		spec: matchall(args{"kind": "csum", "update": "ip and tcp and udp"})},
	{line: "filter add dev v0 ingress matchall action connmark zone 3", command: "add-filter",
		spec: matchall(args{"kind": "connmark", "zone": 3})},
	{line: "filter add dev v0 ingress matchall action ct commit zone 1 mark 5/0xff nat src addr 10.0.0.1-10.0.0.9 " +
		"port " +
		"1000-2000", command: "add-filter", spec: matchall(args{"kind": "ct", "commit": true, "zone": 1,
		"mark": "5/0xff",
		"nat":  args{"src": "10.0.0.1-10.0.0.9", "port": "1000-2000"}})},
	{line: "filter add dev v0 ingress matchall action ct clear", command: "add-filter",
		spec: matchall(args{"kind": "ct", "clear": true})},
	{line: "filter add dev v0 ingress matchall action mpls push protocol mpls_uc label 100 tc 3 ttl 64 bos 1",
		command: "add-filter", spec: matchall(args{"kind": "mpls", "m_action": "push", "protocol": "mpls_uc",
			"label": 100,
			"tc":    3, "ttl": 64, "bos": 1})},
	{line: "filter add dev v0 ingress matchall action mpls pop protocol ip", command: "add-filter",
		spec: matchall(args{"kind": "mpls", "m_action": "pop", "protocol": "ip"})},
	{line: "filter add dev v0 ingress matchall action sample rate 100 group 5 trunc 128", command: "add-filter",
		spec: matchall(args{"kind": "sample", "rate": 100, "group": 5, "trunc": 128})},
	{line: "filter add dev v0 ingress matchall action pedit ex munge ip ttl set 10 munge tcp dport set 8080 pipe " +
		"action " +
		"csum ip and tcp", command: "add-filter", spec: matchall([]args{
		{"kind": "pedit", "munge": []string{"ip ttl set 10", "tcp dport set 8080"}, "action": "pipe"},
		{"kind": "csum", "update": []string{"ip", "tcp"}}})},
	{line: "filter add dev v0 ingress matchall action pedit ex munge eth dst set 00:11:22:33:44:55 munge ip dst set " +
		"10.0.0.7 munge ip ttl add 255", command: "add-filter", spec: matchall(args{"kind": "pedit", "munge": []string{
		"eth dst set 00:11:22:33:44:55", "ip dst set 10.0.0.7", "ip ttl add 255"}})},
	{line: "filter add dev v0 ingress matchall action gact pass random determ drop 10", command: "add-filter",
		spec: matchall(args{"kind": "gact", "action": "pass", "random": "determ drop 10"})},
	{line: "filter add dev v0 ingress matchall action skbmod set dmac 00:11:22:33:44:55 set etype 0x800",
		command: "add-filter", spec: matchall(args{"kind": "skbmod", "dmac": "00:11:22:33:44:55", "etype": 0x800})},
	{line: "filter add dev v0 ingress matchall action ctinfo dscp 0xfc000000 0x01000000 cpmark 0xffff",
		command: "add-filter", spec: matchall(args{"kind": "ctinfo", "parms_dscp_mask": "fc000000",
			"parms_dscp_statemask": "01000000", "parms_cpmark_mask": 0xffff})},
	{line: "filter add dev v0 ingress matchall action drop index 7 cookie 11223344", command: "add-filter",
		spec: matchall(args{"kind": "gact", "action": "drop", "index": 7, "cookie": "11223344"})},
	{line: "filter add dev v0 ingress matchall action goto chain 42", command: "add-filter",
		spec: matchall("goto chain 42")},
}

// tcAlone is what is said of actions that stand alone.
var tcAlone = []tcCase{
	{line: "actions add action drop index 10", command: "add", spec: args{"kind": "gact", "action": "drop",
		"index": 10}},
	{line: "actions add action police rate 1mbit burst 10k index 3 action mirred egress redirect dev v1 index 4",
		command: "add", spec: args{"actions": []args{{"kind": "police", "rate": "1mbit", "burst": "10k", "index": 3},
			{"kind": "mirred", "direction": "egress", "action": "redirect", "dev": 2, "index": 4}}}},
	{line: "actions change action gact pass index 10", command: "change",
		spec: args{"kind": "gact", "action": "pass", "index": 10}},
	{line: "actions replace action gact pass index 10", command: "replace",
		spec: args{"kind": "gact", "action": "pass", "index": 10}},
	{line: "actions del action gact index 10", command: "del", spec: args{"kind": "gact", "index": 10}},
}
