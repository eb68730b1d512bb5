package iproute_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// shownByIP is calls, most of them from pyroute2's documentation, and what ip says of what they make.
var shownByIP = []struct {
	calls []call
	show  string
	wants map[string]string
}{
	{[]call{{"addr", "add", args{"index": e0, "address": "10.5.0.1", "mask": 24, "broadcast": "10.5.0.255",
		"label": "e0:web", "scope": "link", "valid": "1h", "preferred": "30m"}}}, "addr show dev e0 to 10.5.0.0/24",
		map[string]string{"addr_info.0.local": "10.5.0.1", "addr_info.0.prefixlen": "24", "addr_info.0.label": "e0:web",
			"addr_info.0.broadcast": "10.5.0.255", "addr_info.0.scope": "link", "addr_info.0.valid_life_time": "3600",
			"addr_info.0.preferred_life_time": "1800"}},
	{[]call{{"addr", "add", args{"dev": "e0", "address": "2001:db8:5::1/64", "flags": "nodad|noprefixroute",
		"metric": 77}}}, "addr show dev e0 to 2001:db8:5::/64", map[string]string{"addr_info.0.local": "2001:db8:5::1",
		"addr_info.0.nodad": "true", "addr_info.0.noprefixroute": "true", "addr_info.0.metric": "77"}},
	{[]call{{"addr", "add", args{"dev": "e0", "local": "10.5.0.1", "peer": "10.6.0.1/30"}}},
		"addr show dev e0 to 10.5.0.0/24", map[string]string{"addr_info.1.local": "10.5.0.1",
			"addr_info.1.address": "10.6.0.1", "addr_info.1.prefixlen": "30"}}, // before it stands that of e0, empty

	{[]call{{"route", "add", args{"dst": "172.16.0.0/24", "gateway": "10.0.0.10", "metrics": args{"mtu": 1400,
		"hoplimit": 16}, "priority": 5}}}, "route show 172.16.0.0/24", map[string]string{"dst": "172.16.0.0/24",
		"gateway": "10.0.0.10", "dev": "e0", "protocol": "static", "scope": "global", "metric": "5",
		"metrics.0.mtu": "1400", "metrics.0.hoplimit": "16"}},
	{[]call{{"route", "add", args{"dst": "10.1.0.0/24", "multipath": []args{{"gateway": "10.0.0.2", "hops": 2},
		{"gateway": "192.168.0.1", "flags": "onlink", "dev": "e2"}}}}}, "route show 10.1.0.0/24", map[string]string{
		"nexthops.0.gateway": "10.0.0.2", "nexthops.0.weight": "3", "nexthops.0.dev": "e0",
		"nexthops.1.gateway": "192.168.0.1", "nexthops.1.weight": "1", "nexthops.1.flags.0": "onlink"}},
	{[]call{{"route", "add", args{"dst": "10.1.0.0/24", "type": "unreachable", "table": 1000, "proto": "bgp"}}},
		"route show table 1000", map[string]string{"type": "unreachable", "dst": "10.1.0.0/24", "protocol": "bgp"}},
	{[]call{{"route", "add", args{"dst": "10.1.0.0/24", "via": args{"family": 10, "addr": "fe80::1337"}, "oif": e0,
		"prefsrc": "10.0.0.1"}}}, "route show 10.1.0.0/24", map[string]string{"via.family": "inet6",
		"via.host": "fe80::1337", "prefsrc": "10.0.0.1", "dev": "e0"}},
	{[]call{{"route", "add", args{"dst": "2001:db8:10::/64", "oif": e0, "encap": args{"type": "seg6", "mode": "encap",
		"segs": "2000::5,2000::6"}}}}, "-6 route show 2001:db8:10::/64", map[string]string{"encap": "seg6",
		"mode": "encap", "segs.0": "2000::5", "segs.1": "2000::6"}},

	{[]call{{"rule", "add", args{"table": 1000, "priority": 500, "src": "10.64.75.0/24", "fwmark": "0x1/0xff",
		"iifname": "e0"}}}, "rule show priority 500", map[string]string{"src": "10.64.75.0",
		"srclen": "24", "table": "1000", "fwmark": "0x1", "fwmask": "0xff", "iif": "e0"}},
	{[]call{{"rule", "add", args{"action": "prohibit", "priority": 501, "ipproto": "tcp", "dport": "80-90",
		"uidrange": "1000-1234", "tos": 16}}}, "rule show priority 501", map[string]string{"action": "prohibit",
		"ipproto": "tcp", "dport_start": "80", "dport_end": "90", "uid_start": "1000", "uid_end": "1234"}},

	{[]call{{"neigh", "add", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:55", "ifindex": e0,
		"state": "permanent"}}}, "neigh show 10.0.0.9", map[string]string{"dst": "10.0.0.9", "dev": "e0",
		"lladdr": "00:11:22:33:44:55", "state.0": "PERMANENT"}},
	{[]call{{"neigh", "add", args{"dst": "2001:db8::9", "lladdr": "00:11:22:33:44:55", "dev": "e0", "nud": "noarp",
		"flags": "router", "proto": "static"}}}, "neigh show nud noarp to 2001:db8::9", map[string]string{"dev": "e0",
		"state.0": "NOARP", "protocol": "static"}},
	{[]call{{"neigh", "add", args{"dev": "e0", "proxy": "10.0.0.7"}}}, "neigh show proxy",
		map[string]string{"dst": "10.0.0.7", "dev": "e0"}},

	{[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0", "proto": "static", "flags": "onlink"}}},
		"nexthop show id 1", map[string]string{"id": "1", "gateway": "10.0.0.2", "dev": "e0", "protocol": "static",
			"scope": "link", "flags.0": "onlink"}},
	{[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"nexthop", "add", args{"id": 2,
		"dev": "e2"}}, {"nexthop", "add", args{"id": 10, "group": "1,2:5"}}}, "nexthop show id 10",
		map[string]string{"group.0.id": "1", "group.1.id": "2", "group.1.weight": "5", "type": ""}},
	{[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"nexthop", "add", args{"id": 10,
		"group": []int{1}, "buckets": 8, "idle_timer": "60s"}}}, "nexthop show id 10", map[string]string{
		"type": "resilient", "resilient_args.buckets": "8", "resilient_args.idle_timer": "60"}},
}

// TestShownByIP does what the documentation has as examples, and asks ip.
func TestShownByIP(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Kernel(6, 14))
	for _, c := range shownByIP {
		t.Run(c.show, func(t *testing.T) {
			ip := start(t)
			for _, x := range c.calls {
				if err := carryOut(t.Context(), ip, x); err != nil {
					t.Fatalf("%s %s: %v", x.of, x.command, err)
				}
			}
			rows := ipJSON(t, "ip", strings.Fields(c.show)...)
			if len(rows) != 1 {
				t.Fatalf("ip shows %v", rows)
			}
			if wants(t, rows[0], c.wants); t.Failed() {
				t.Log(rows)
			}
		})
	}
}
