package iproute_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// Indexes of the links of the beginning.
const e0, e2 = 3, 5

// pyJob is calls that pyroute2 and this package carry out.
type pyJob struct {
	calls []call
	state string // why what the kernel has afterwards is not the same
	fails string // what pyroute2 raises
}

// pyJobs are calls that pyroute2 and this package carry out alike, with the same words and values.
var pyJobs = []pyJob{
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.1", "mask": 24}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.3", "broadcast": "10.5.0.255",
		"prefixlen": 24}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.4", "prefixlen": 24, "label": "e0:1"}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.1.1.2", "mask": 24, "local": "10.1.1.1"}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.1"}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.1", "prefixlen": 24, "scope": 253}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "10.5.0.1", "prefixlen": 24, "broadcast": true}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "2001:db8:5::1", "prefixlen": 64, "flags": 2}}}},
	{calls: []call{{"addr", "add", args{"index": e0, "address": "2001:db8:5::1", "mask": 64, "flags": 2,
		"family": 10}}}},
	{calls: []call{{"addr", "replace", args{"index": e0, "address": "10.0.0.1", "prefixlen": 24, "flags": 0x200}}}},
	{calls: []call{{"addr", "del", args{"index": e0, "address": "10.0.0.1", "mask": 24}}}},
	{calls: []call{{"addr", "remove", args{"index": e0, "address": "2001:db8::1", "prefixlen": 64}}}},
	{calls: []call{{"flush_addr", "", args{"index": e0}}}},
	{calls: []call{{"flush_addr", "", args{"label": "e2"}}}},

	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2"}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0", "mask": 24, "gateway": "10.0.0.2"}}},
		state: forgetsMask},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0", "dst_len": 24, "gateway": "10.0.0.2", "oif": e0}}}},
	{calls: []call{{"route", "add", args{"dst": "default", "gateway": "10.0.0.2"}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "type": "blackhole"}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "type": "unreachable", "scope": "universe"}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "oif": e0}}},
		state: scopeAsIP},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "oif": e0, "scope": "link"}}}},
	{calls: []call{{"route", "add", args{"dst": "172.16.0.0/24", "gateway": "10.0.0.10",
		"metrics": args{"mtu": 1400, "hoplimit": 16}}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "multipath": []args{
		{"gateway": "10.0.0.2", "hops": 2}, {"gateway": "10.0.0.3", "hops": 1}, {"gateway": "10.0.0.4"}}}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "multipath": []args{
		{"gateway": "10.0.0.2", "oif": e0}, {"gateway": "192.168.0.1", "oif": e2}}}}}},
	{calls: []call{{"route", "add", args{"prefsrc": "10.0.0.1", "dst": "172.16.0.0/24",
		"via": args{"family": 10, "addr": "fe80::1337"}, "oif": e0, "table": 100}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2", "table": 1000}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2", "priority": 77,
		"proto": "boot", "tos": 16}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.77.0.2", "oif": e0,
		"flags": []string{"onlink"}}}}},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::2"}}}},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:1::/48", "oif": e0, "priority": 10}}}},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6", "mode": "encap", "segs": "2000::5,2000::6"}}}},
		state: segmentOrder},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6", "mode": "inline", "segs": []string{"2000::5", "2000::6"}}}}},
		state: segmentOrder},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:22::2/128", "oif": e0,
		"encap": args{"type": "seg6", "mode": "inline", "segs": "2000::5,2000::6,2000::7,2000::8", "hmac": 0xf}}}},
		state: segmentOrder},
	{calls: []call{{"route", "add", args{"dst": "172.16.0.0/24", "oif": e0, "scope": "link",
		"encap": args{"type": "seg6", "mode": "encap", "segs": "2000::5,2000::6"}}}},
		state: segmentOrder},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6local", "action": "End.DX4", "nh4": "172.16.0.10"}}}}},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6local", "action": "End.DT6", "table": "10"}}}},
		fails: "required argument is not an integer"},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6local", "action": "End.B6", "srh": args{"segs": "2000::5,2000::6"}}}}},
		state: segmentOrder},
	{calls: []call{{"route", "add", args{"dst": "2001:db8:10::2/128", "oif": e0,
		"encap": args{"type": "seg6local", "action": "End.B6", "srh": args{"segs": "2000::5,2000::6", "hmac": 0xf}}}}},
		state: segmentOrder},
	{calls: []call{{"route", "replace", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2"}},
		{"route", "change", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.3"}}}},
	{calls: []call{{"route", "append", args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::2"}},
		{"route", "append", args{"dst": "2001:db8:1::/48", "gateway": "2001:db8::3"}}}},
	{calls: []call{{"route", "set", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2"}},
		{"route", "del", args{"dst": "10.1.0.0/24"}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2", "table": 1000}},
		{"route", "del", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2", "table": 1000}}}},
	{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2", "table": 1000}},
		{"flush_routes", "", args{"table": 1000}}}},
	{calls: []call{{"route", "get", args{"dst": "10.0.0.77"}}}},

	{calls: []call{{"rule", "add", args{"table": 10, "priority": 32000}}}},
	{calls: []call{{"rule", "add", args{"table": 10}}}},
	{calls: []call{{"rule", "add", args{"table": 11, "priority": 32001, "action": "FR_ACT_UNREACHABLE"}}}},
	{calls: []call{{"rule", "add", args{"table": 14, "priority": 32004, "src": "10.64.75.141"}}}},
	{calls: []call{{"rule", "add", args{"table": 15, "priority": 32005, "dst": "10.64.75.0", "dst_len": 24}}}},
	{calls: []call{{"rule", "add", args{"table": 15, "priority": 32006, "dst": "10.64.75.141", "fwmark": 10}}}},
	{calls: []call{{"rule", "add", args{"table": 15, "priority": 32006, "src": "10.64.75.0/24", "iifname": "e0",
		"oifname": "e2"}}}},
	{calls: []call{{"rule", "add", args{"table": 1000, "priority": 32006, "fwmark": 10, "fwmask": 255, "tos": 16}}}},
	{calls: []call{{"rule", "add", args{"table": 15, "priority": 32006, "sport_range": "80-120",
		"dport_range": "1000:1234", "uid_range": "1000:1234"}}},
		fails: "invalid literal for int()"},
	{calls: []call{{"rule", "add", args{"action": "prohibit", "priority": 32006, "src": "2001:db8::/32"}}}},
	{calls: []call{{"rule", "add", args{"goto": 32767, "action": "goto", "priority": 100}}}},
	{calls: []call{{"rule", "add", args{"table": 10, "priority": 100, "family": 10}}}},
	{calls: []call{{"rule", "add", args{"table": 10, "priority": 100}}, {"rule", "del", args{"table": 10,
		"priority": 100}}}},
	{calls: []call{{"rule", "add", args{"table": 10}}, {"rule", "delete", args{"table": 10}}}},
	{calls: []call{{"rule", "add", args{"table": 10, "priority": 100}}, {"flush_rules", "", args{"priority": 100}}}},

	{calls: []call{{"neigh", "add", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:55", "ifindex": e0,
		"state": 128}}}},
	{calls: []call{{"neigh", "set", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:55", "ifindex": e0,
		"state": "noarp"}}}},
	{calls: []call{{"neigh", "add", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:55", "ifindex": e0}},
		{"neigh", "change", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:56", "ifindex": e0, "nud": "permanent"}}}},
	{calls: []call{{"neigh", "add", args{"dst": "2001:db8::9", "lladdr": "00:11:22:33:44:55", "ifindex": e0}}}},
	{calls: []call{{"neigh", "replace", args{"dst": "10.0.0.9", "lladdr": "00:11:22:33:44:55", "ifindex": e0}},
		{"neigh", "del", args{"dst": "10.0.0.9", "ifindex": e0}}}},
}

// Why several requests of pyroute2 are not right.
const (
	tableOnce    = "a table below 256 is said by the header alone, as ip says it; pyroute2 says it twice"
	tableNone    = "beside the attribute the header says no table; pyroute2 says RT_TABLE_COMPAT, which is for answers"
	forgetsMask  = "pyroute2 forgets mask, and makes a route to one address"
	scopeAsIP    = "what is on a link has the scope link, as ip-route(8) says it; pyroute2 says universe"
	segmentOrder = "a header has the last segment first (RFC 8754), as ip puts them; pyroute2 turns the way round. " +
		"It overlooks hmac where its own documentation has it"
	filtering   = "the kernel filters"
	acknowledge = "every removal is acknowledged; pyroute2 does not hear of those that fail"
)

// pyDifferences are the parts in which requests of pyroute2 differ from ours, and why ours are right.
var pyDifferences = map[string]string{
	"RTM_NEWRULE FRA_TABLE":                    tableOnce,
	"RTM_DELRULE FRA_TABLE":                    tableOnce,
	"RTM_NEWROUTE RTA_TABLE":                   tableOnce,
	"RTM_NEWRULE table":                        tableNone,
	"RTM_NEWROUTE rtm_table":                   tableNone,
	"RTM_DELROUTE rtm_table":                   tableNone,
	"RTM_NEWROUTE rtm_dst_len":                 forgetsMask,
	"RTM_NEWROUTE rtm_scope":                   scopeAsIP,
	"RTM_NEWROUTE RTA_ENCAP/SEG6_IPTUNNEL_SRH": segmentOrder,
	"RTM_NEWROUTE RTA_ENCAP/SEG6_LOCAL_SRH":    segmentOrder,
	"RTM_GETADDR ifa_index":                    filtering,
	"RTM_GETROUTE RTA_TABLE":                   filtering,
	"RTM_DELADDR flags":                        acknowledge,
	"RTM_DELROUTE flags":                       acknowledge,
	"RTM_DELROUTE rtm_scope":                   "of any scope; pyroute2 finds only those of scope universe",
	"RTM_GETROUTE flags":                       "every request is acknowledged: so its end is known",
	"RTM_GETROUTE rtm_table":                   "no strict kernel takes a table here",
	"RTM_GETROUTE rtm_flags":                   "the answer says the table that the route is in, not always main",
	"RTM_GETROUTE rtm_family":                  "0 is all families; pyroute2 says one that there is not",
	"RTM_GETRULE FRA_PRIORITY":                 "no strict kernel takes a priority here, and no other heeds it",
	"RTM_DELNEIGH ndm_state":                   "the kernel does not look at the state of what is removed",
}

// pyAnswer is what testdata/calls.py tells of a job.
type pyAnswer struct {
	Sent, State []string
	Error       string
}

// askPyroute2 has pyroute2 carry out jobs, after these files of /proc/sys were written.
func askPyroute2(t *testing.T, sysctls map[string]string, list []pyJob) (answers []pyAnswer) {
	t.Helper()
	var jobs [][][3]any
	for _, job := range list {
		var calls [][3]any
		for _, c := range job.calls {
			calls = append(calls, [3]any{c.of, c.command, c.args})
		}
		jobs = append(jobs, calls)
	}
	input, err := json.Marshal(map[string]any{"beginning": beginning, "sysctls": sysctls, "jobs": jobs,
		"dumps": encoded(t, dumps)})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/usr/bin/python3", "testdata/calls.py")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var a pyAnswer
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	return answers
}

// encoded returns dumps in hexadecimal.
func encoded(t *testing.T, dumps []codec.Request) (list []string) {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry()}
	for _, r := range dumps {
		r.Protocol, r.Flags = "route", codec.FlagRequest|codec.FlagDump
		octets, err := enc.Append(nil, &r)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, hex.EncodeToString(octets))
	}
	return list
}

// decode reads a message of rtnetlink.
func decode(t *testing.T, octets []byte) *codec.Message {
	t.Helper()
	m, d := new(codec.Message), codec.Decoder{Registry: tables.Registry()}
	if err := d.Decode(m, codec.Context{BigEndian: host.BigEndian}, octets); err != nil {
		t.Fatal(err)
	}
	return m
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// partsOf returns what a request says, part by part. The order of attributes does not matter, nor NLA_F_NESTED.
func partsOf(m *codec.Message) map[string]string {
	parts := map[string]string{"flags": fmt.Sprintf("%#x", m.Header().Flags)}
	for i := range m.Type().Header.Members {
		member := &m.Type().Header.Members[i]
		parts[member.Name] = hex.EncodeToString(m.Root().MemberAt(i).Octets())
	}
	var walk func(codec.Attr)
	walk = func(a codec.Attr) {
		nests := false
		for c := range a.Children() {
			nests = true
			walk(c)
		}
		if !nests {
			parts[a.Path()] += hex.EncodeToString(lasting(a))
		}
	}
	for a := range m.Root().Children() {
		walk(a)
	}
	return parts
}

// differencesOf returns the names of the parts in which requests differ, in order.
func differencesOf(theirs, ours *codec.Message) (names []string) {
	a, b := partsOf(theirs), partsOf(ours)
	for name := range a {
		if b[name] != a[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// TestJobsOfPyroute2 holds calls to what pyroute2 sends, and to what it leaves behind.
func TestJobsOfPyroute2(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.File("/usr/lib/python3/dist-packages/pyroute2"),
		testbed.Kernel(6, 14))
	used := comparePyroute2(t, nil, pyJobs, pyDifferences)
	for d := range pyDifferences {
		if !used[d] {
			t.Errorf("no request differs in %s any more", d)
		}
	}
}

// comparePyroute2 does jobs as pyroute2 does, and returns the differences between their requests. What may differ is in
// why, by the name of the part.
func comparePyroute2(t *testing.T, sysctls map[string]string, jobs []pyJob, why map[string]string) (used map[string]bool) {
	t.Helper()
	answers := askPyroute2(t, sysctls, jobs)
	used = map[string]bool{}
	for i, job := range jobs {
		var name strings.Builder
		for _, c := range job.calls {
			fmt.Fprint(&name, c.of, " ", c.command, " ", map[string]any(c.args), "; ")
		}
		t.Run(name.String(), func(t *testing.T) {
			theirs := answers[i]
			if !strings.Contains(theirs.Error, job.fails) || theirs.Error != "" && job.fails == "" {
				t.Errorf("pyroute2 raises %q, want %q", theirs.Error, job.fails)
			}
			ip := start(t)
			write(t, sysctls)
			sent := sendings(t, ip)
			for _, c := range job.calls {
				if err := carryOut(t.Context(), ip, c); err != nil {
					t.Errorf("%s %s: %v", c.of, c.command, err)
				}
			}
			if job.fails != "" {
				return
			}
			compareRequests(t, theirs.Sent, *sent, why, used)
			var facts []fact
			for _, octets := range theirs.State {
				if m := decode(t, unhex(t, octets)); !comesLater(m) {
					facts = append(facts, factOf(m))
				}
			}
			sortFacts(facts)
			ours := stateOf(t, ip)
			if job.state == "" {
				same(t, facts, ours)
			} else if slices.EqualFunc(facts, ours, func(a, b fact) bool { return a.key == b.key }) {
				t.Error("what the kernel has is the same now")
			}
		})
	}
	return used
}

// compareRequests fails the test where requests differ and nothing says why.
func compareRequests(t *testing.T, theirs []string, ours [][]byte, why map[string]string, used map[string]bool) {
	t.Helper()
	for i, octets := range theirs {
		their := decode(t, unhex(t, octets))
		if i >= len(ours) {
			t.Errorf("only pyroute2 sends %s", their.Type().Name)
			continue
		}
		our := decode(t, ours[i])
		for _, d := range differencesOf(their, our) {
			d = our.Type().Name + " " + d
			if used[d] = true; why[d] == "" {
				t.Errorf("the requests differ in %s: theirs %v, ours %v", d, partsOf(their), partsOf(our))
			}
		}
	}
}
