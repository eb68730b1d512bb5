package pyroute2_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/pyroute2"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// systemPython is the interpreter that Debian's pyroute2 is installed for; installed is where.
const (
	systemPython = "/usr/bin/python3"
	installed    = "/usr/lib/python3/dist-packages/pyroute2"
)

// comparison is what testdata/compare.py says of a message.
type comparison struct {
	Name        string
	Repr        string      // pyroute2's own literal, "" if it does not know every attribute
	Differences [][3]string // path, pyroute2's value, ours
}

// compare asks pyroute2 how it reads the messages of codectest.Dumps.
func compare(t *testing.T) (all []comparison) {
	t.Helper()
	testbed.Require(t, testbed.File(installed))
	out, err := exec.Command(systemPython, "-c",
		"import importlib.metadata, pyroute2; print(importlib.metadata.version('pyroute2'))").CombinedOutput()
	if err != nil {
		t.Fatalf("pyroute2: %v: %s", err, bytes.TrimSpace(out))
	}
	t.Logf("pyroute2 %s", bytes.TrimSpace(out))
	var in, stderr bytes.Buffer
	for _, d := range codectest.Dumps(t) {
		fmt.Fprintf(&in, "%s %x %s\n", d.Name, d.Bytes, pyroute2.Append(nil, codectest.Decode(t, d.Bytes)))
	}
	cmd := exec.Command(systemPython, "testdata/compare.py")
	cmd.Stdin, cmd.Stderr = &in, &stderr
	if out, err = cmd.Output(); err != nil {
		t.Fatalf("%v: %s", err, stderr.Bytes())
	}
	for line := range bytes.Lines(out) {
		var c comparison
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// differences are the places, with the members below them, that pyroute2 0.7.2 reads in another way, and why we do not
// follow it.
var differences = map[string]string{
	".state":                      "pyroute2 says in words what ifi_flags say; it is not in the message",
	".res1":                       "padding, which pyroute2 shows as a number",
	".res2":                       "padding, which pyroute2 shows as a number",
	"/IFLA_XDP/IFLA_XDP_ATTACHED": "the kernel sends a u8, pyroute2 expects no value",
	"/IFLA_AF_SPEC/AF_INET": "pyroute2 reads the nest as a struct, the header of IFLA_INET_CONF " +
		"as 'dummy'",
	"/IFLA_AF_SPEC/AF_INET6/IFLA_INET6_CONF":  "pyroute2 has names of its own, and reads signed values as unsigned",
	"/IFLA_AF_SPEC/AF_INET6/IFLA_INET6_STATS": "pyroute2 has names of its own for the IPSTATS_MIB_*",
	"/IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VXLAN_TTL_INHERIT": "the kernel sends a u8, pyroute2 takes presence for " +
		"the value",
	"/IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_ROOT_ID": "the priority is in network order, pyroute2 reads it in " +
		"host order",
	"/IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_BRIDGE_ID": "the priority is in network order, pyroute2 reads it in " +
		"host order",
	"/FRA_SUPPRESS_PREFIXLEN": "-1 stands for none in the kernel; pyroute2 reads it as " +
		"unsigned",
	"/FRA_UID_RANGE":   "a struct, which pyroute2 shows as a string",
	"/FRA_SPORT_RANGE": "a struct, which pyroute2 shows as a string",
	"/FRA_DPORT_RANGE": "a struct, which pyroute2 shows as a string",
}

// TestAgreesWithPyroute2 compares all names and values of real messages with those that pyroute2 reads.
func TestAgreesWithPyroute2(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range compare(t) {
		for _, d := range c.Differences {
			at := d[0]
			if i := strings.LastIndexByte(at, '.'); i > 0 && differences[at] == "" {
				at = at[:i]
			}
			if seen[at] = true; differences[at] == "" {
				t.Errorf("%s%s: pyroute2 reads %s, we %s", c.Name, d[0], d[1], d[2])
			}
		}
	}
	for path := range differences {
		if !seen[path] {
			t.Errorf("%s does not differ", path)
		}
	}
}

// TestReadsPyroute2 turns what pyroute2 prints of a message back into the octets.
func TestReadsPyroute2(t *testing.T) {
	tried := 0
	octetsOf := map[string][]byte{}
	for _, d := range codectest.Dumps(t) {
		octetsOf[d.Name] = d.Bytes
	}
	for _, c := range compare(t) {
		if c.Repr == "" {
			continue
		}
		tried++
		got, err := pyroute2.Parse(enc, []byte(c.Repr))
		if err != nil {
			t.Errorf("%s: %v\n%s", c.Name, err, c.Repr)
		} else if !bytes.Equal(got, octetsOf[c.Name]) {
			t.Errorf("%s: %s\ngot  %x\nwant %x", c.Name, c.Repr, got, octetsOf[c.Name])
		}
	}
	if tried < 10 {
		t.Errorf("pyroute2 knows all of %d messages only", tried)
	}
}

// TestPyroute2WithoutExtras reads dicts as people write them after pyroute2's documentation.
func TestPyroute2WithoutExtras(t *testing.T) {
	for literal, want := range map[string]codec.Request{
		`{'family': 2, 'dst_len': 24, 'table': 254, 'proto': 3, 'type': 1,
		  'attrs': [('RTA_DST', '203.0.113.0'), ['RTA_OIF', 3]],
		  'header': {'type': 24, 'flags': 1}, 'event': 'RTM_NEWROUTE'}`: {Protocol: "route", Type: "RTM_NEWROUTE", Flags: 1,
			Fixed: fields{"family": 2, "dst_len": 24, "table": 254, "protocol": 3, "type": 1},
			Attrs: list{{Name: "dst", Value: "203.0.113.0"}, {Name: "oif", Value: 3}}},
		`{"attrs": (("IFLA_IFNAME", "it's"),), "header": {"type": 16}}`: {
			Protocol: "route", Type: "RTM_NEWLINK", Attrs: list{{Name: "ifname", Value: "it's"}}},
		`{'family': 0, '__ifi_pad': (), 'index': 3, 'header': {'type': 16}}`: {
			Protocol: "route", Type: "RTM_NEWLINK", Fixed: fields{"index": 3}},
		`{'family': 0, '__ifi_pad': 0, 'index': 3, 'header': {'type': 16}}`: {
			Protocol: "route", Type: "RTM_NEWLINK", Fixed: fields{"index": 3}},
		`{'cmd': 5, 'version': 1, 'reserved': 0, 'attrs': [('NL80211_ATTR_IFINDEX', 3)],
		  'header': {'type': 27, 'flags': 1}, 'event': 'NL80211_CMD_GET_INTERFACE'}`: {
			Protocol: "nl80211", Type: "NL80211_CMD_GET_INTERFACE", Flags: 1, Version: 1,
			Attrs: list{{Name: "ifindex", Value: 3}}},
	} {
		got, err := pyroute2.Parse(enc, []byte(literal))
		if err != nil {
			t.Errorf("%s: %v", literal, err)
			continue
		}
		made, err := enc.Append(nil, &want)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, made) {
			t.Errorf("%s:\ngot  %x\nwant %x", literal, got, made)
		}
	}
}

// TestPyroute2Refuses says what is wrong with a literal, and where.
func TestPyroute2Refuses(t *testing.T) {
	for literal, want := range map[string]string{
		"":                            "want a Python value",
		"[1]":                         "want a Python dict",
		"{'a' 1}":                     "want a colon",
		"{'a': 1 'b': 2}":             "want a comma or }",
		"{'a': 'b}":                   "the string has no end",
		"{'a': '\\x1'}":               "want an escape of hexadecimal digits",
		"{} {}":                       "something follows the dict",
		"{}":                          "'header' is missing",
		"{'header': {'type': 'x'}}":   `unknown message type of NETLINK_ROUTE "x"`,
		"{'header': {'type': 99999}}": "does not fit into 16 bits",
		"{'header': {'type': 16}, 'attrs': [('IFLA_MUT', 1)]}": "did you mean IFLA_MTU?",
		"{'header': {'type': 16}, 'attrs': [('IFLA_MTU',)]}":   "want a tuple of name and value",
		"{'header': {'type': 16}, 'attrs': 5}":                 "want a list of tuples",
		"{'header': {'type': 16}, 'idx': 5}": "unknown member of " +
			"struct ifinfomsg",
		strings.Repeat("[", 1000): "nested too deep",
		"{'header': {'type': 16}, 'attrs': [('IFLA_LINKINFO', {'attrs': 5})]}": "IFLA_LINKINFO: " +
			"'attrs': want a list of tuples",
		"{'header': {'type': 16}, 'attrs': [('IFLA_LINKINFO', {'attrs': [('x',)]})]}": "IFLA_LINKINFO: " +
			"element 0 of 'attrs': want a tuple",
		"{'header': {'type': 24}, 'attrs': [('RTA_MULTIPATH', [{'attrs': [5]}])]}": "RTA_MULTIPATH: " +
			"element 0 of 'attrs': want a tuple",
		"{'header': {'type': 16}, 'attrs': [('IFLA_MTU', 1, 'x')]}": "IFLA_MTU: \"x\" is " +
			"no whole number",
		"{'header': {'type': 16}, 'attrs': [('UNKNOWN', {'data': '01'})]}": "an UNKNOWN " +
			"attribute needs 'header' with its type",
		"{'header': {'type': 16}, 'attrs': [('UNKNOWN', {'header': {'type': 1}})]}":         "and its octets as 'data'",
		"{'header': {'type': 2}, 'error': -1, 'msg': {'header': {'type': 16}, 'attrs': 5}}": "msg: 'attrs': want a list of tuples",
		"{'header': {'type': 2}, 'error': -1, 'msg': {'header': {'type': 'x'}}}": "msg/header: unknown " +
			"message type of NETLINK_ROUTE",
	} {
		if _, err := pyroute2.Parse(enc, []byte(literal)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %q", literal, err, want)
		}
	}
}
