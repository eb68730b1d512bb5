package iproute_test

import (
	"net/netip"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// ipJob is what ip and this package do.
type ipJob struct {
	ip    string
	calls []call
}

// ipJobs are commands of ip, with ";" between, and the calls that do the same.
var ipJobs = []ipJob{
	{"addr add 10.5.0.1/24 dev e0", []call{{"addr", "add", args{"dev": "e0", "address": "10.5.0.1/24"}}}},
	{"addr add 10.5.0.1/24 brd + dev e0", []call{{"addr", "add", args{"dev": "e0", "address": "10.5.0.1/24",
		"broadcast": true}}}},
	{"addr add 10.5.0.1/24 brd 10.5.0.200 dev e0", []call{{"addr", "add", args{"dev": "e0", "local": "10.5.0.1/24",
		"broadcast": "10.5.0.200"}}}},
	{"addr add 10.5.0.1 dev e0", []call{{"addr", "add", args{"dev": "e0", "address": "10.5.0.1"}}}},
	{"addr add 10.5.0.1/24 dev e0 label e0:web scope link", []call{{"addr", "add", args{"dev": "e0",
		"address": "10.5.0.1/24", "label": "e0:web", "scope": "link"}}}},
	{"addr add 127.1.0.1/8 dev lo", []call{{"addr", "add", args{"dev": "lo", "address": "127.1.0.1/8"}}}},
	{"addr add 10.5.0.1 peer 10.6.0.1 dev e0", []call{{"addr", "add", args{"dev": "e0", "local": "10.5.0.1",
		"peer": "10.6.0.1"}}}},
	{"addr add 10.5.0.1 peer 10.6.0.1/24 dev e0", []call{{"addr", "add", args{"dev": "e0", "address": "10.5.0.1",
		"peer": "10.6.0.1/24"}}}},
	{"addr add 10.5.0.1/24 dev e0 valid_lft 3600 preferred_lft 1800", []call{{"addr", "add", args{"dev": "e0",
		"address": "10.5.0.1/24", "valid": time.Hour, "preferred": "30m"}}}},
	{"addr add 10.5.0.1/24 dev e0 metric 77 noprefixroute", []call{{"addr", "add", args{"dev": "e0",
		"address": "10.5.0.1/24", "metric": 77, "flags": "noprefixroute"}}}},
	{"addr add 2001:db8:5::1/64 dev e0 nodad", []call{{"addr", "add", args{"dev": "e0",
		"address": "2001:db8:5::1/64", "flags": []string{"nodad"}}}}},
	{"addr add 2001:db8:5::1 peer 2001:db8:6::1/64 dev e0 nodad", []call{{"addr", "add", args{"dev": "e0",
		"address": "2001:db8:5::1", "peer": "2001:db8:6::1/64", "flags": "nodad"}}}},
	{"addr add 2001:db8:5::1/64 dev e0 nodad home mngtmpaddr valid_lft forever preferred_lft 0", []call{{"addr",
		"add", args{"dev": "e0", "address": "2001:db8:5::1/64", "flags": "nodad|homeaddress|managetempaddr",
			"valid": "forever", "preferred": 0}}}},
	{"addr replace 2001:db8::1/64 dev e0 nodad valid_lft 7200 preferred_lft 7200", []call{{"addr", "replace",
		args{"dev": "e0", "address": "2001:db8::1/64", "flags": "nodad", "valid_lft": 7200}}}},
	{"addr del 10.0.0.1/24 dev e0", []call{{"addr", "del", args{"dev": "e0", "address": "10.0.0.1"}}}},
	{"addr del 2001:db8::1/64 dev e0", []call{{"addr", "del", args{"dev": "e0",
		"address": netip.MustParseAddr("2001:db8::1")}}}},
	{"addr flush dev e0", []call{{"addr", "flush", args{"dev": "e0"}}}},
	{"addr flush dev e0 scope global; addr add 10.9.0.1/16 dev e2", []call{{"addr", "flush", args{"dev": "e0",
		"scope": "global"}}, {"addr", "add", args{"dev": "e2", "address": "10.9.0.1", "mask": "255.255.0.0"}}}},

	{"route add 10.1.0.0/16 via 10.0.0.2 proto static", []call{{"route", "add", args{"dst": "10.1.0.0/16",
		"gateway": "10.0.0.2"}}}},
	{"route add default via 10.0.0.2", []call{{"route", "add", args{"dst": "default", "via": "10.0.0.2",
		"proto": "boot"}}}},
	{"route add 10.1.0.0/16 dev e0 proto static", []call{{"route", "add", args{"dst": "10.1.0.0",
		"mask": "255.255.0.0", "dev": "e0"}}}},
	{"route add 10.1.0.1 via 10.0.0.2 dev e0 src 10.0.0.1 metric 100 proto static", []call{{"route", "add",
		args{"dst": "10.1.0.1", "gateway": "10.0.0.2", "oif": "e0", "prefsrc": "10.0.0.1", "priority": 100}}}},
	{"route add 10.1.0.0/16 via 10.0.0.2 table 1000 proto zebra", []call{{"route", "add", args{"dst": "10.1.0.0/16",
		"gateway": "10.0.0.2", "table": 1000, "proto": "zebra"}}}},
	{"route add blackhole 10.1.0.0/16 proto static", []call{{"route", "add", args{"dst": "10.1.0.0/16",
		"type": "blackhole"}}}},
	{"route add unreachable default metric 4278198272 proto static", []call{{"route", "add",
		args{"type": "unreachable", "metric": 4278198272}}}},
	{"route add prohibit 2001:db8:1::/48 proto static", []call{{"route", "add", args{"dst": "2001:db8:1::/48",
		"type": "prohibit"}}}},
	{"route add throw 10.1.0.0/16 table 100 proto static", []call{{"route", "add", args{"dst": "10.1.0.0/16",
		"type": "throw", "table": 100}}}},
	{"route add local 10.1.0.0/16 dev lo proto static", []call{{"route", "add", args{"dst": "10.1.0.0/16",
		"type": "local", "dev": "lo"}}}},
	{"route add broadcast 10.1.255.255 dev e0 proto static", []call{{"route", "add", args{"dst": "10.1.255.255",
		"type": "broadcast", "dev": "e0"}}}},
	{"route add 10.1.0.0/16 via 10.0.0.2 mtu lock 1400 advmss 1300 hoplimit 16 quickack 1 proto static",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "mtu": 1400, "lock": "mtu",
			"metrics": args{"advmss": 1300, "hoplimit": 16, "quickack": 1}}}}},
	{"route add 10.1.0.0/16 via 10.0.0.2 rto_min 200ms initcwnd 10 initrwnd 20 features ecn proto static",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "rto_min": 200 * time.Millisecond,
			"initcwnd": 10, "initrwnd": 20, "features": "ecn"}}}},
	{"route add 10.1.0.0/16 via 10.0.0.2 congctl reno realms 3/5 tos 0x10 proto static", []call{{"route", "add",
		args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "congctl": "reno", "realms": "3/5", "tos": 0x10}}}},
	{"route add 10.1.0.0/16 via inet6 2001:db8::2 dev e0 proto static", []call{{"route", "add",
		args{"dst": "10.1.0.0/16", "gateway": "2001:db8::2", "dev": "e0"}}}},
	{"route add 10.1.0.0/16 via 10.77.0.2 dev e0 onlink proto static", []call{{"route", "add",
		args{"dst": "10.1.0.0/16", "gateway": "10.77.0.2", "dev": "e0", "flags": "onlink"}}}},
	{"route add 10.1.0.0/16 proto static nexthop via 10.0.0.2 weight 2 nexthop via 192.168.0.1 dev e2",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"gateway": "10.0.0.2", "weight": 2},
			{"gateway": "192.168.0.1", "dev": "e2"}}}}}},
	{"route add 10.1.0.0/16 proto static nexthop via inet6 2001:db8::2 dev e0 nexthop via 10.77.0.2 dev e2 onlink",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"gateway": "2001:db8::2",
			"dev": "e0"}, {"via": "10.77.0.2", "oif": "e2", "flags": "onlink"}}}}}},
	{"route add 2001:db8:1::/48 via 2001:db8::2 metric 10 pref high expires 3600 proto ra", []call{{"route", "add",
		args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::2", "metric": 10, "pref": "high", "expires": 3600,
			"proto": "ra"}}}},
	{"-6 route add default via 2001:db8::2 proto static", []call{{"route", "add", args{"gateway": "2001:db8::2"}}}},
	{"route append 2001:db8:1::/48 via 2001:db8::2 proto static; " +
		"route append 2001:db8:1::/48 via 2001:db8::3 proto static",
		[]call{{"route", "append", args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::2"}}, {"route", "append",
			args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::3"}}}},
	{"route append 10.1.0.0/16 via 10.0.0.2 proto static; route append 10.1.0.0/16 via 10.0.0.3 proto static",
		[]call{{"route", "append", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2"}}, {"route", "append",
			args{"dst": "10.1.0.0/16", "gateway": "10.0.0.3"}}}},
	{"route add 10.1.0.0/16 via 10.0.0.2 proto static; route change 10.1.0.0/16 via 10.0.0.3 proto static",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2"}}, {"route", "change",
			args{"dst": "10.1.0.0/16", "gateway": "10.0.0.3"}}}},
	{"route replace 10.1.0.0/16 via 10.0.0.2 proto static; route replace 10.1.0.0/16 via 10.0.0.3 proto static",
		[]call{{"route", "set", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2"}}, {"route", "replace",
			args{"dst": "10.1.0.0/16", "gateway": "10.0.0.3"}}}},
	{"route add 10.1.0.0/16 dev e0 proto static; route del 10.1.0.0/16", []call{{"route", "add",
		args{"dst": "10.1.0.0/16", "dev": "e0"}}, {"route", "del", args{"dst": "10.1.0.0/16"}}}},
	{"route add 10.1.0.0/16 dev e0; route add 10.2.0.0/16 dev e2; route flush dev e0 proto boot", []call{{"route",
		"add", args{"dst": "10.1.0.0/16", "dev": "e0", "proto": "boot"}}, {"route", "add",
		args{"dst": "10.2.0.0/16", "dev": "e2", "proto": "boot"}}, {"route", "flush", args{"oif": "e0",
		"proto": "boot"}}}},
	{"route add 10.1.0.0/16 dev e0 table 7; route add 10.2.0.0/16 dev e2 table 8; route flush table 7",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "dev": "e0", "table": 7, "proto": "boot"}}, {"route",
			"add", args{"dst": "10.2.0.0/16", "dev": "e2", "table": 8, "proto": "boot"}}, {"route", "flush",
			args{"table": 7}}}},
	{"route flush table main", []call{{"route", "flush", args{"table": "main", "family": "inet"}}}},
	{"route add 10.1.0.0/16 dev e0 encap seg6 mode encap segs 2000::5,2000::6 proto static", []call{{"route", "add",
		args{"dst": "10.1.0.0/16", "dev": "e0", "encap": args{"type": "seg6", "mode": "encap",
			"segs": "2000::5,2000::6"}}}}},
	{"route add 2001:db8:1::/48 dev e0 encap seg6 mode inline segs 2000::5,2000::6 proto static", []call{{"route",
		"add", args{"dst": "2001:db8:1::/48", "dev": "e0", "encap": args{"type": "seg6", "mode": "inline",
			"segs": []string{"2000::5", "2000::6"}}}}}},
	{"route add 2001:db8:1::/48 dev e0 encap seg6 mode l2encap segs 2000::5 proto static", []call{{"route", "add",
		args{"dst": "2001:db8:1::/48", "dev": "e0", "encap": args{"type": "seg6", "mode": "l2encap",
			"segs": "2000::5"}}}}},
	{"route add 2001:db8:1::1/128 dev e0 encap seg6local action End.DX4 nh4 172.16.0.10 proto static",
		[]call{{"route", "add", args{"dst": "2001:db8:1::1/128", "dev": "e0", "encap": args{"type": "seg6local",
			"action": "End.DX4", "nh4": "172.16.0.10"}}}}},
	{"route add 2001:db8:1::1/128 dev e0 encap seg6local action End.T table 10 count proto static", []call{{"route",
		"add", args{"dst": "2001:db8:1::1/128", "dev": "e0", "encap": args{"type": "seg6local", "action": "End.T",
			"table": 10, "counters": args{"packets": 0, "bytes": 0, "errors": 0}}}}}},
	{"route add 2001:db8:1::1/128 dev e0 encap seg6local action End.B6 srh segs 2000::5,2000::6 proto static",
		[]call{{"route", "add", args{"dst": "2001:db8:1::1/128", "dev": "e0", "encap": args{"type": "seg6local",
			"action": "End.B6", "srh": args{"segs": "2000::5,2000::6"}}}}}},
	{"route add 2001:db8:1::1/128 dev e0 encap seg6local action End.B6.Encaps srh segs 2000::5 proto static",
		[]call{{"route", "add", args{"dst": "2001:db8:1::1/128", "dev": "e0", "encap": args{"type": "seg6local",
			"action": "End.B6.Encaps", "srh": args{"segs": "2000::5"}}}}}},
	{"route add 10.1.0.0/16 dev e0 encap ip id 77 dst 10.0.0.9 src 10.0.0.1 ttl 20 tos 8 proto static",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "dev": "e0", "encap": args{"type": "ip", "id": 77,
			"dst": "10.0.0.9", "src": "10.0.0.1", "ttl": 20, "tos": 8}}}}},
	{"route add 10.1.0.0/16 dev e0 encap ip6 id 77 dst 2001:db8::9 hoplimit 20 csum key proto static",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "dev": "e0", "encap": args{"type": "ip6", "id": 77,
			"dst": "2001:db8::9", "hoplimit": 20, "flags": "csum|key"}}}}},
	{"route add 10.1.0.0/16 proto static nexthop dev e0 encap ip id 1 dst 10.0.0.9 nexthop via 192.168.0.1",
		[]call{{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"dev": "e0",
			"encap": args{"type": "ip", "id": 1, "dst": "10.0.0.9"}}, {"gateway": "192.168.0.1"}}}}}},

	{"rule add from 10.1.0.0/16 table 100 pref 1000", []call{{"rule", "add", args{"src": "10.1.0.0/16",
		"table": 100, "priority": 1000}}}},
	{"rule add to 10.1.0.1 lookup main pref 1000", []call{{"rule", "add", args{"dst": "10.1.0.1", "table": "main",
		"pref": 1000}}}},
	{"rule add fwmark 0x1/0xff table 1000 pref 1000", []call{{"rule", "add", args{"fwmark": "0x1/0xff",
		"table": 1000, "priority": 1000}}}},
	{"rule add not fwmark 7 iif e0 oif e2 table 100 pref 1000", []call{{"rule", "add", args{"not": true,
		"fwmark": 7, "iif": "e0", "oifname": "e2", "table": 100, "priority": 1000}}}},
	{"rule add from all ipproto tcp sport 80 dport 1000-2000 table 100 pref 1000", []call{{"rule", "add",
		args{"ipproto": "tcp", "sport": 80, "dport": "1000-2000", "table": 100, "priority": 1000}}}},
	{"rule add uidrange 1000-2000 tos 0x10 realms 3/4 table 100 pref 1000", []call{{"rule", "add",
		args{"uidrange": "1000-2000", "tos": 0x10, "realms": "3/4", "table": 100, "priority": 1000}}}},
	{"-6 rule add prohibit from 2001:db8:1::/48 pref 1000", []call{{"rule", "add", args{"src": "2001:db8:1::/48",
		"action": "FR_ACT_PROHIBIT", "priority": 1000}}}},
	{"rule add blackhole pref 1000; rule add unreachable pref 1001", []call{{"rule", "add",
		args{"action": "blackhole", "priority": 1000}}, {"rule", "add", args{"action": "UNREACHABLE",
		"priority": 1001}}}},
	{"rule add from all goto 32767 pref 1000; rule add nop pref 1002", []call{{"rule", "add", args{"goto": 32767,
		"priority": 1000}}, {"rule", "add", args{"action": "nop", "priority": 1002}}}},
	{"rule add table main suppress_prefixlength 0 suppress_ifgroup 7 pref 1000", []call{{"rule", "add",
		args{"table": "main", "suppress_prefixlength": 0, "suppress_ifgroup": 7, "priority": 1000}}}},
	{"rule add tun_id 77 table 100 pref 1000; -6 rule add table 100 pref 1000", []call{{"rule", "add",
		args{"tun_id": 77, "table": 100, "priority": 1000}}, {"rule", "add", args{"family": "inet6", "table": 100,
		"priority": 1000}}}},
	{"rule add table 100 pref 1000; rule del pref 1000; rule del pref 32767", []call{{"rule", "add",
		args{"table": 100, "priority": 1000}}, {"rule", "del", args{"priority": 1000}}, {"rule", "del",
		args{"priority": 32767}}}},
	{"rule flush; -6 rule flush", []call{{"rule", "flush", nil}}},

	{"neigh add 10.0.0.2 lladdr 02:00:00:00:00:09 dev e0", []call{{"neigh", "add", args{"dst": "10.0.0.2",
		"lladdr": "02:00:00:00:00:09", "dev": "e0"}}}},
	{"neigh add 2001:db8::2 lladdr 02:00:00:00:00:09 dev e0 nud noarp router", []call{{"neigh", "add",
		args{"dst": "2001:db8::2", "lladdr": "02:00:00:00:00:09", "index": "e0", "nud": "noarp",
			"flags": "router"}}}},
	{"neigh add proxy 10.0.0.3 dev e0", []call{{"neigh", "add", args{"proxy": "10.0.0.3", "dev": "e0"}}}},
	{"neigh add 10.0.0.2 lladdr 02:00:00:00:00:09 dev e0; " +
		"neigh change 10.0.0.2 lladdr 02:00:00:00:00:08 dev e0; " +
		"neigh replace 10.0.0.3 lladdr 02:00:00:00:00:07 dev e0 extern_learn",
		[]call{{"neigh", "add", args{"dst": "10.0.0.2", "lladdr": "02:00:00:00:00:09", "dev": "e0"}}, {"neigh",
			"change", args{"dst": "10.0.0.2", "lladdr": "02:00:00:00:00:08", "dev": "e0"}}, {"neigh", "set",
			args{"dst": "10.0.0.3", "lladdr": "02:00:00:00:00:07", "dev": "e0", "flags": []string{"ext_learned"}}}}},
	{"neigh add 10.0.0.2 lladdr 02:00:00:00:00:09 dev e0; " +
		"neigh add 10.0.0.3 lladdr 02:00:00:00:00:09 dev e0; neigh del 10.0.0.2 dev e0",
		[]call{{"neigh", "add", args{"dst": "10.0.0.2", "lladdr": "02:00:00:00:00:09", "dev": "e0"}}, {"neigh",
			"add", args{"dst": "10.0.0.3", "lladdr": "02:00:00:00:00:09", "dev": "e0"}}, {"neigh", "del",
			args{"dst": "10.0.0.2", "dev": "e0"}}}},

	{"nexthop add id 1 via 10.0.0.2 dev e0; nexthop add id 2 blackhole; nexthop add id 3 dev e2; " +
		"nexthop add id 4 via 2001:db8::2 dev e0 proto static",
		[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"nexthop", "add", args{"id": 2,
			"blackhole": true}}, {"nexthop", "add", args{"id": 3, "oif": "e2"}}, {"nexthop", "add", args{"id": 4,
			"gateway": "2001:db8::2", "dev": "e0", "proto": "static"}}}},
	{"nexthop add id 1 via 10.0.0.2 dev e0; nexthop add id 2 via 192.168.0.1 dev e2; " +
		"nexthop add id 10 group 1/2,5; route add 10.1.0.0/16 nhid 10 proto static",
		[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"nexthop", "add", args{"id": 2,
			"via": "192.168.0.1", "dev": "e2"}}, {"nexthop", "add", args{"id": 10, "group": "1,2:5"}}, {"route", "add",
			args{"dst": "10.1.0.0/16", "nhid": 10}}}},
	{"nexthop add id 1 via 10.0.0.2 dev e0; " +
		"nexthop add id 10 group 1 type resilient buckets 8 idle_timer 60; " +
		"nexthop replace id 1 via 10.0.0.3 dev e0 onlink",
		[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"nexthop", "add", args{"id": 10,
			"group": []int{1}, "type": "resilient", "buckets": 8, "idle_timer": time.Minute}}, {"nexthop", "replace",
			args{"id": 1, "via": "10.0.0.3", "dev": "e0", "flags": "onlink"}}}},
	{"nexthop add id 1 via 10.0.0.2 fdb; nexthop add id 10 group 1 fdb; nexthop add id 3 dev e2; nexthop del id 3",
		[]call{{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "fdb": true}}, {"nexthop", "add", args{"id": 10,
			"group": []args{{"id": 1, "weight": 1}}, "fdb": true}}, {"nexthop", "add", args{"id": 3, "dev": "e2"}},
			{"nexthop", "del", args{"id": 3}}}},
	{"nexthop add id 1 via 10.0.0.2 dev e0; route add 10.1.0.0/16 nhid 1; nexthop flush", []call{{"nexthop", "add",
		args{"id": 1, "via": "10.0.0.2", "dev": "e0"}}, {"route", "add", args{"dst": "10.1.0.0/16", "nhid": 1}},
		{"nexthop", "flush", nil}}},
}

// TestJobsOfIP holds calls to what commands of ip leave behind.
func TestJobsOfIP(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Kernel(6, 14))
	compareIP(t, nil, ipJobs)
}

// compareIP does jobs as ip does, after these files of /proc/sys were written.
func compareIP(t *testing.T, sysctls map[string]string, jobs []ipJob) {
	t.Helper()
	for _, job := range jobs {
		var theirs []fact
		t.Run("ip "+job.ip, func(t *testing.T) {
			ip := start(t)
			write(t, sysctls)
			for command := range strings.SplitSeq(job.ip, "; ") {
				if out, err := exec.Command("ip", strings.Fields(command)...).CombinedOutput(); err != nil {
					t.Errorf("ip %s: %v: %s", command, err, out)
				}
			}
			theirs = stateOf(t, ip)
		})
		t.Run("ours of "+job.ip, func(t *testing.T) {
			ip := start(t)
			write(t, sysctls)
			for _, c := range job.calls {
				if err := carryOut(t.Context(), ip, c); err != nil {
					t.Errorf("%s %s: %v", c.of, c.command, err)
				}
			}
			same(t, theirs, stateOf(t, ip))
		})
	}
}
