package iproute_test

import (
	"maps"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// tcCall is a call of tc about e0.
func tcCall(command, kind string, keywords args) call {
	spec := args{"kind": kind, "index": e0}
	maps.Copy(spec, keywords)
	return call{"tc", command, spec}
}

// pyTree is the tree of HTB in pyroute2's documentation, and pyPolice the policing.
var pyTree = []call{
	tcCall("add", "htb", args{"handle": 0x10000, "default": 0x200000}),
	tcCall("add-class", "htb", args{"handle": 0x10001, "parent": 0x10000, "rate": "256kbit", "burst": 6144}),
	tcCall("add-class", "htb", args{"handle": 0x10010, "parent": 0x10001, "rate": "192kbit", "burst": 6144,
		"prio": 1}),
	tcCall("add-class", "htb", args{"handle": 0x10020, "parent": 0x10001, "rate": "128kbit", "burst": 6144,
		"prio": 2}),
	tcCall("add", "sfq", args{"handle": 0x100000, "parent": 0x10010, "perturb": 10}),
	tcCall("add", "sfq", args{"handle": 0x200000, "parent": 0x10020, "perturb": 10}),
	tcCall("add-filter", "u32", args{"parent": 0x10000, "prio": 10, "protocol": 0x800, "target": 0x10010,
		"keys": []string{"0xc0a80001/0xffffffff+12"}}),
	tcCall("add-filter", "u32", args{"parent": 0x10000, "prio": 10, "protocol": 0x800, "target": 0x10020,
		"keys": []string{"0xc0a80000/0xffffff00+16"}}),
	tcCall("add-filter", "u32", args{"parent": 0x10000, "prio": 20, "protocol": 3, "target": 0x10020,
		"keys": []string{"0x0/0x0+0"}}),
}

var pyPolice = []call{
	tcCall("add", "ingress", args{"handle": 0xffff0000}),
	tcCall("add-filter", "u32", args{"handle": 0, "parent": 0xffff0000, "protocol": 0x800, "prio": 10, "target": 1,
		"rate": "10kbit", "burst": 10240, "limit": 0, "keys": []string{"0x0/0x0+12"}, "action": "drop"}),
}

// tcPyJobs is the examples of pyroute2's documentation of tc, and what else it has words for.
var tcPyJobs = []pyJob{
	{calls: pyTree},
	{calls: []call{tcCall("add", "htb", args{"handle": "1:0"})}, state: noDefault},
	{calls: pyPolice, state: layerSaid},
	{calls: []call{tcCall("add", "tbf", args{"rate": "220kbit", "latency": "50ms", "burst": 1540})}, state: burstSaid},
	{calls: []call{tcCall("add", "tbf", args{"rate": "1mbit", "latency": "50ms", "burst": 10000})}},
	{calls: []call{tcCall("add", "netem", args{"delay": 15000, "jitter": 1000, "loss": 25, "limit": 500})},
		state: rounded},
	{calls: []call{tcCall("add", "netem", args{"delay": 15000, "jitter": 1000, "limit": 500})}},
	{calls: []call{tcCall("add", "hfsc", args{"handle": "1:0", "default": "1:1"}),
		tcCall("add-class", "hfsc", args{"handle": "1:1", "parent": "1:0", "rsc": args{"m2": "5mbit"}})}},
	{calls: []call{tcCall("add", "codel", args{"handle": "1:0", "cdl_limit": 500, "cdl_ecn": 1})}},
	{calls: []call{tcCall("add", "fq_codel", args{"handle": "1:0", "fqc_limit": 500, "fqc_flows": 64,
		"fqc_quantum": 600, "fqc_ecn": 0})}},
	{calls: []call{tcCall("add", "choke", args{"limit": 5500, "bandwith": "10mbit", "ecn": true})}},
	{calls: []call{tcCall("add", "drr", args{"handle": "1:0"}),
		tcCall("add-class", "drr", args{"handle": "1:20", "parent": "1:0", "quantum": 20})}},
	{calls: []call{tcCall("add", "plug", args{"handle": "1:0", "limit": 13107})}},
	{calls: []call{tcCall("add", "cake", args{"bandwidth": "15mbit", "nat": true, "rtt": 50000,
		"target": 10000, "flow_mode": "dual-dsthost", "diffserv_mode": "precedence", "fwmark": 0x1337})}},
	{calls: []call{tcCall("add", "clsact", args{}),
		tcCall("add-filter", "matchall", args{"parent": "ffff:fff2", "prio": 1, "action": args{"kind": "mirred",
			"direction": "egress", "action": "mirror", "ifindex": 1}}),
		tcCall("add-filter", "matchall", args{"parent": "ffff:fff2", "prio": 2, "action": args{"kind": "skbedit",
			"priority": 0x10001, "mark": 0x1337, "mask": 0xffffffff, "ptype": "host"}}),
		tcCall("add-filter", "matchall", args{"parent": "ffff:fff2", "prio": 3, "action": args{"kind": "vlan",
			"v_action": "push", "id": 100, "priority": 3}}),
		tcCall("add-filter", "matchall", args{"parent": "ffff:fff2", "prio": 4, "action": args{"kind": "connmark",
			"zone": 3}})}},
	{calls: []call{tcCall("add", "clsact", args{}),
		tcCall("add-filter", "u32", args{"parent": "ffff:fff2", "prio": 5, "protocol": 3, "target": 1,
			"keys": []string{"0x0/0x0+0"}, "action": []any{args{"kind": "gact", "action": "pipe"}, "drop"}})},
		fails: "string indices must be integers"},
	{calls: []call{tcCall("add", "htb", args{"handle": "1:0", "default": 0x10}),
		tcCall("add-class", "htb", args{"handle": "1:10", "parent": "1:0", "rate": "1mbit", "burst": 10240}),
		tcCall("add-filter", "fw", args{"handle": 6, "parent": "1:0", "prio": 1, "protocol": 0x800,
			"classid": 0x10010}),
		tcCall("add-filter", "flow", args{"handle": 1, "parent": "1:0", "prio": 2, "mode": "hash", "keys": "src",
			"divisor": 1024, "perturb": 60, "baseclass": 0x10010}),
		tcCall("add-filter", "basic", args{"parent": "1:0", "prio": 3, "classid": 0x10010, "match": []args{{
			"kind": "cmp", "layer": 2, "opnd": "gt", "align": "u16", "offset": 3, "mask": 0xff00, "value": 20}}})}},
	{calls: []call{tcCall("add", "htb", args{"handle": "1:0", "default": 0x10}),
		tcCall("add-filter", "flow", args{"handle": 1, "parent": "1:0", "mode": "hash", "keys": "src,nfct-src",
			"divisor": 1024, "baseclass": 0x10010})}, state: keyInName},
}

// Why several requests of pyroute2 are not right.
const (
	noDefault = "without default, what no filter puts anywhere is not shaped (tc-htb(8)); pyroute2 puts it into 1:10"
	layerSaid = "the link layer is Ethernet's unless said otherwise, as tc says; of pyroute2 the kernel learns none"
	burstSaid = "the burst is said in octets, too, as tc says it, and in ticks of whole microseconds"
	rounded   = "a part of 2^32-1 is rounded to the nearest, as tc rounds it; pyroute2 cuts"
	keyInName = "nfct is no part of nfct-src; pyroute2 looks for names of keys inside others"
)

// tcPyDifferences are the parts in which requests of pyroute2 differ from ours, and why ours are right.
var tcPyDifferences = map[string]string{
	"RTM_NEWQDISC TCA_OPTIONS/TCA_HTB_INIT":                    noDefault,
	"RTM_NEWTCLASS TCA_OPTIONS/TCA_HTB_PARMS":                  layerSaid,
	"RTM_NEWTFILTER TCA_OPTIONS/TCA_U32_POLICE/TCA_POLICE_TBF": layerSaid,
	"RTM_NEWQDISC TCA_OPTIONS/TCA_TBF_PARMS":                   layerSaid,
	"RTM_NEWQDISC TCA_OPTIONS/TCA_TBF_BURST":                   burstSaid,
	"RTM_NEWTFILTER TCA_OPTIONS/TCA_FLOW_KEYS":                 keyInName,
	"RTM_NEWQDISC TCA_OPTIONS":                                 "of sfq all of struct tc_sfq_qopt_v1, as tc; of netem: " + rounded,
	"RTM_NEWTFILTER TCA_OPTIONS/TCA_MATCHALL_ACT/1/TCA_ACT_OPTIONS/TCA_VLAN_PUSH_VLAN_PROTOCOL": "the kernel takes " +
		"802.1Q where none is said",
}

// TestTcOfPyroute2 holds calls of tc to what pyroute2 sends, and to what it leaves behind.
func TestTcOfPyroute2(t *testing.T) {
	testbed.Require(t, testbed.Program("ip"), testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	onKernels(t, func(t *testing.T) {
		used := comparePyroute2(t, nil, tcPyJobs, tcPyDifferences)
		for d := range tcPyDifferences {
			if !used[d] {
				t.Errorf("no request differs in %s any more", d)
			}
		}
	})
}
