package rules_test

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/rules"
)

const portID = 4711

// parse reads rules: the text is the list of them, or a whole file.
func parse(t *testing.T, text string) *rules.Set {
	t.Helper()
	set, err := rules.Parse("rules.yaml", []byte(file(text)),
		rules.Options{Seed: 1, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func file(text string) string {
	if strings.HasPrefix(text, "version:") {
		return text
	}
	return "version: 1\nrules:\n" + text
}

// gate returns a gate whose chains hold the rules.
func gate(t *testing.T, text string) *verdicts.Gate {
	t.Helper()
	g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
	if _, err := parse(t, text).Attach(g); err != nil {
		t.Fatal(err)
	}
	return g
}

func encode(t testing.TB, r *codec.Request) []byte {
	t.Helper()
	if r.Protocol == "" {
		r.Protocol = "NETLINK_ROUTE"
	}
	b, err := (&codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian}).Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func link(t testing.TB, typ string, flags uint16, attrs ...codec.A) []byte {
	return encode(t, &codec.Request{Type: typ, Flags: codec.FlagRequest | flags, Seq: 9, PortID: 1, Attrs: attrs})
}

// oneLine reads a datagram as text, a message a line, without what differs in each header.
func oneLine(t testing.TB, datagrams ...[]byte) string {
	t.Helper()
	var lines []string
	for _, d := range datagrams {
		for b := range host.Messages(d) {
			var m codec.Message
			dec := codec.Decoder{Registry: tables.Registry()}
			if err := dec.Decode(&m, codec.Context{BigEndian: host.BigEndian}, b); err != nil {
				t.Fatal(err)
			}
			words := []string{m.Name()}
			if errno, ok := m.Error(); ok {
				words = append(words, codec.ErrnoName(errno))
			}
			if m.Header().Flags&codec.FlagDumpIntr != 0 {
				words = append(words, "INTR")
			}
			for a := range m.All() {
				if a.IsNest() {
					words = append(words, a.Name())
				} else {
					words = append(words, fmt.Sprintf("%s=%v", a.Name(), a.Value()))
				}
			}
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "\n")
}

var sender = verdicts.Passage{PortID: portID, Style: transport.AckStyle{Capped: true, Extended: true}}

// send has a datagram judged, and tells what goes on and what comes back.
func send(t testing.TB, g *verdicts.Gate, datagram []byte) (forward, replies string) {
	t.Helper()
	out, back, _ := g.Outgoing(t.Context(), datagram, sender)
	return oneLine(t, out), oneLine(t, back...)
}

// TestActions does every action to one message, which is sent or received.
func TestActions(t *testing.T) {
	mtu := link(t, "RTM_NEWLINK", codec.FlagAck, codec.A{Name: "IFLA_IFNAME", Value: "d0"},
		codec.A{Name: "IFLA_MTU", Value: 9000})
	for _, c := range []struct{ name, rule, forward, replies string }{
		{"forward", `do: forward`, "RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=9000", ""},
		{"drop", `do: drop`, "", ""},
		{"error", `do: error EPERM "not here"`, "", "NLMSG_ERROR EPERM NLMSGERR_ATTR_MSG=not here"},
		{"error without text", `do: error ENOENT`, "", "NLMSG_ERROR ENOENT"},
		{"error by number", `do: {error: 1}`, "", "NLMSG_ERROR EPERM"},
		{"error bare text", `do: error EINVAL no such thing`, "", "NLMSG_ERROR EINVAL NLMSGERR_ATTR_MSG=no such thing"},
		{"error at", `do: {error: {errno: EPERM, text: no, at: IFLA_MTU}}`, "",
			"NLMSG_ERROR EPERM NLMSGERR_ATTR_MSG=no NLMSGERR_ATTR_OFFS=40"},
		{"return nothing", `do: {return: []}`, "", "NLMSG_ERROR "},
		{"return", `do: {return: [{header: {type: RTM_NEWLINK}, attrs: [{attr: IFLA_IFNAME, value: x}]}]}`, "",
			"RTM_NEWLINK IFLA_IFNAME=x\nNLMSG_ERROR "},
		{"return of JSON",
			`do: {return: ['{"header":{"type":"RTM_NEWLINK"},"attrs":[{"attr":"IFLA_MTU","value":5}]}']}`, "",
			"RTM_NEWLINK IFLA_MTU=5\nNLMSG_ERROR "},
		{"instead",
			`do: {instead: [{header: {type: RTM_DELLINK}, attrs: [{attr: mtu, value: 1}]}, {header: {type: RTM_GETLINK}}]}`,
			"RTM_DELLINK IFLA_MTU=1\nRTM_GETLINK", ""},
		{"set", `do: {set: {IFLA_MTU: 1400}}`, "RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=1400", ""},
		{"set by short name", `do: {set: {mtu: 1400, txqlen: 5}}`,
			"RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=1400 IFLA_TXQLEN=5", ""},
		{"set in nests", `do: {set: {IFLA_LINKINFO/IFLA_INFO_KIND: dummy}}`,
			"RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=9000 IFLA_LINKINFO IFLA_INFO_KIND=dummy", ""},
		{"replace", `do: {replace: {IFLA_MTU: 1400, IFLA_TXQLEN: 5}}`, "RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=1400", ""},
		{"delete", `do: {delete: [IFLA_MTU, IFLA_TXQLEN]}`, "RTM_NEWLINK IFLA_IFNAME=d0", ""},
		{"several", `do: [{delete: IFLA_MTU}, {set: {IFLA_IFNAME: d1}}, log, count, {delay: 1ms}, forward]`,
			"RTM_NEWLINK IFLA_IFNAME=d1", ""},
		{"duplicate", `do: {fault: duplicate}`,
			"RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=9000\nRTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=9000", ""},
		{"truncate", `do: {fault: {truncate: 40}}`, "RTM_NEWLINK IFLA_IFNAME=d0", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rule := "  - match: {protocol: route, types: newlink}\n    " + c.rule + "\n"
			if forward, replies := send(t, gate(t, rule), mtu); forward != c.forward || replies != c.replies {
				t.Errorf("forwarded %q\nwant      %q\nreplies %q\nwant    %q", forward, c.forward, replies, c.replies)
			}
			received := gate(t, "  - on: receive\n    "+rule[4:])
			if forward, replies := send(t, received, mtu); replies != "" ||
				forward != "RTM_NEWLINK IFLA_IFNAME=d0 IFLA_MTU=9000" {
				t.Errorf("a rule of what is received changed what is sent: %q, %q", forward, replies)
			}
		})
	}
}

// TestHeader sets members of the fixed struct and of the nlmsghdr.
func TestHeader(t *testing.T) {
	g := gate(t, `
  - match: {protocol: route, types: [newlink]}
    do: {set: {ifi_index: 7, ifi_flags: [IFF_UP], nlmsg_flags: [NLM_F_REQUEST, NLM_F_ECHO], nlmsg_seq: 77,
      nlmsg_pid: 88, nlmsg_type: RTM_SETLINK}}
`)
	out, _, _ := g.Outgoing(t.Context(), link(t, "RTM_NEWLINK", codec.FlagAck), sender)
	var m codec.Message
	if err := g.Decoder.Decode(&m, codec.Context{BigEndian: host.BigEndian}, out); err != nil {
		t.Fatal(err)
	}
	index, _ := m.Field("ifi_index")
	up, _ := m.Field("ifi_flags")
	h := m.Header()
	if index != 7 || up != 1 || h.Flags != codec.FlagRequest|codec.FlagEcho || h.Seq != 77 ||
		h.PortID != 88 || h.Type != 19 {
		t.Errorf("index %d, flags %d, header %+v", index, up, h)
	}
}

// TestOften counts on which of twelve messages a rule is done.
func TestOften(t *testing.T) {
	for conditions, want := range map[string]string{
		"":                          "xxxxxxxxxxxx",
		"nth: 3":                    "..x.........",
		"every: 4":                  "...x...x...x",
		"at-most: 2":                "xx..........",
		"after: 10":                 "..........xx",
		"after: 2, every: 3":        "....x..x..x.",
		"after: 2, nth: 1":          "..x.........",
		"every: 2, at-most: 2":      ".x.x........",
		"probability: 1, after: 11": "...........x",
		"probability: 1.0, nth: 1":  "x...........",
	} {
		if got := outcomes(t, conditions, 1); got != want {
			t.Errorf("%s: %s, want %s", conditions, got, want)
		}
	}
	half := outcomes(t, "probability: 0.5", 1)
	if n := strings.Count(half, "x"); n == 0 || n == 12 {
		t.Errorf("a half is %s", half)
	}
	if again := outcomes(t, "probability: 0.5", 1); again != half {
		t.Errorf("the same seed decided %s, then %s", half, again)
	}
	if other := outcomes(t, "probability: 0.5", 2); other == half {
		t.Errorf("seeds 1 and 2 both decided %s", half)
	}
	first := strings.Index(half, "x")
	want := strings.Repeat(".", first) + "x" + strings.Repeat(".", 11-first)
	if once := outcomes(t, "probability: 0.5, at-most: 1", 1); once != want {
		t.Errorf("a half, once, is %s, want %s", once, want)
	}
}

// TestSeed repeats what chance decided under a seed that nobody chose.
func TestSeed(t *testing.T) {
	fate := func(seed uint64) (out string, used uint64) {
		text := file("  - {probability: 0.5, do: drop}")
		set, err := rules.Parse("r", []byte(text), rules.Options{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
		if _, err := set.Attach(g); err != nil {
			t.Fatal(err)
		}
		for range 64 {
			forward, _ := send(t, g, link(t, "RTM_GETLINK", 0))
			out += strconv.Itoa(min(len(forward), 1))
		}
		return out, set.Seed()
	}
	once, seed := fate(0)
	if again, used := fate(seed); again != once || used != seed {
		t.Errorf("seed %d decided %s, then, as seed %d, %s", seed, once, used, again)
	}
	if other, used := fate(0); other == once || used == seed {
		t.Errorf("seed %d came again, or decided the same: %s", used, other)
	}
}

// outcomes sends twelve messages through a rule that drops, and as many that it is not for.
func outcomes(t *testing.T, conditions string, seed int) (out string) {
	if conditions != "" {
		conditions += ", "
	}
	g := gate(t, fmt.Sprintf("version: 1\nseed: %d\nrules: [{%s match: {types: getlink}, do: drop}]", seed, conditions))
	for range 12 {
		if forward, _ := send(t, g, link(t, "RTM_GETADDR", 0)); forward == "" {
			t.Error("a rule was done to a message it is not for")
		}
		if forward, _ := send(t, g, link(t, "RTM_GETLINK", 0)); forward == "" {
			out += "x"
		} else {
			out += "."
		}
	}
	return out
}

// TestOrder asks rules in their order until one ends it.
func TestOrder(t *testing.T) {
	g := gate(t, `
  - {name: exempt, when: attr.IFLA_IFNAME == "lo", do: forward}
  - {name: smaller, do: {set: {IFLA_MTU: 1000}}, match: {attrs: {IFLA_MTU: 9000}}}
  - {name: refuse, when: attr.IFLA_MTU == 1000, do: error EPERM}
  - {name: all, do: drop}
`)
	for name, want := range map[string]string{"lo": "RTM_NEWLINK IFLA_IFNAME=lo IFLA_MTU=9000/",
		"d0": "/NLMSG_ERROR EPERM"} {
		attrs := []codec.A{{Name: "IFLA_IFNAME", Value: name}, {Name: "IFLA_MTU", Value: 9000}}
		forward, replies := send(t, g, link(t, "RTM_NEWLINK", 0, attrs...))
		if got := forward + "/" + replies; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if forward, replies := send(t, g, link(t, "RTM_NEWLINK", 0)); forward+replies != "" {
		t.Errorf("the last rule let %q %q through", forward, replies)
	}
}

// TestMatch has messages judged by what the match of a rule says.
func TestMatch(t *testing.T) {
	up := link(t, "RTM_NEWLINK", 0, codec.A{Name: "IFLA_OPERSTATE", Value: 6},
		codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "tun"}}})
	for match, want := range map[string]bool{
		`{}`:                                            true,
		`{protocol: route}`:                             true,
		`{protocol: netfilter}`:                         false,
		`{family: nl80211}`:                             false,
		`{types: [dellink, newlink]}`:                   true,
		`{types: RTM_DELLINK}`:                          false,
		`{attrs: IFLA_LINKINFO}`:                        true,
		`{attrs: [IFLA_LINKINFO, IFLA_MTU]}`:            false,
		`{attrs: {IFLA_OPERSTATE: IF_OPER_UP}}`:         true,
		`{attrs: {IFLA_OPERSTATE: 6}}`:                  true,
		`{attrs: {IFLA_OPERSTATE: 5}}`:                  false,
		`{attrs: {IFLA_OPERSTATE: }}`:                   true,
		`{attrs: {IFLA_LINKINFO/IFLA_INFO_KIND: tun}}`:  true,
		`{attrs: {IFLA_LINKINFO/IFLA_INFO_KIND: veth}}`: false,
	} {
		g := gate(t, "  - {match: "+match+", do: drop}")
		if forward, _ := send(t, g, up); (forward == "") != want {
			t.Errorf("%s: %v", match, !want)
		}
	}
}

// TestReceive does to received messages what rules of what is received say.
func TestReceive(t *testing.T) {
	g := gate(t, `
  - {on: receive, match: {types: newlink, attrs: {IFLA_IFNAME: gone}}, do: drop}
  - {on: receive, match: {types: newlink, attrs: {IFLA_IFNAME: bad}}, do: error ENOMEM}
  - {on: receive, match: {types: newlink}, do: {fault: interrupted-dump}}
  - {on: receive, do: {fault: lost-ack}}
`)
	var datagram []byte
	for _, name := range []string{"gone", "kept", "bad"} {
		b := link(t, "RTM_NEWLINK", codec.FlagMulti, codec.A{Name: "IFLA_IFNAME", Value: name})
		datagram = append(datagram, b...)
	}
	datagram = transport.AppendAck(datagram, link(t, "RTM_GETLINK", 0), portID, transport.Failure{}, sender.Style)
	datagram = transport.AppendAck(datagram, link(t, "RTM_GETLINK", 0), portID,
		transport.Failure{Errno: syscall.EPERM}, sender.Style)
	got := oneLine(t, g.Incoming(t.Context(), datagram, sender))
	want := "RTM_NEWLINK INTR IFLA_IFNAME=kept\nNLMSG_ERROR ENOMEM\nNLMSG_ERROR EPERM"
	if got != want {
		t.Errorf("received %q, want %q", got, want)
	}
}

// TestBusyDump refuses dumps, and nothing else.
func TestBusyDump(t *testing.T) {
	g := gate(t, "  - {do: {fault: busy-dump}, at-most: 1}")
	for _, c := range []struct {
		typ   string
		flags uint16
		busy  bool
	}{
		{"RTM_GETLINK", 0, false}, {"RTM_NEWLINK", codec.FlagDump, false}, // REPLACE and EXCL
		{"RTM_GETLINK", codec.FlagDump, true}, {"RTM_GETLINK", codec.FlagDump, false}, // once only
	} {
		forward, replies := send(t, g, link(t, c.typ, c.flags))
		if busy := forward == "" && replies == "NLMSG_ERROR EBUSY"; busy != c.busy {
			t.Errorf("%s %#x: forwarded %q, replies %q", c.typ, c.flags, forward, replies)
		}
	}
}

// TestDoesNotFit answers messages that a rule cannot be applied to, and counts them.
func TestDoesNotFit(t *testing.T) {
	set := parse(t, `
  - name: vlan
    do: {set: {IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID: 5}}
`)
	g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
	if _, err := set.Attach(g); err != nil {
		t.Fatal(err)
	}
	kind := func(k string) codec.A {
		return codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: k}}}
	}
	if forward, _ := send(t, g, link(t, "RTM_NEWLINK", 0, kind("vlan"))); !strings.Contains(forward, "IFLA_VLAN_ID=5") {
		t.Errorf("forwarded %q", forward)
	}
	forward, replies := send(t, g, link(t, "RTM_NEWLINK", 0, kind("bridge")))
	const want = "NLMSG_ERROR EINVAL NLMSGERR_ATTR_MSG=rule vlan (line 4) does not fit RTM_NEWLINK: " +
		"IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID cannot be changed: "
	if forward != "" || !strings.HasPrefix(replies, want) {
		t.Errorf("forwarded %q, replies %q", forward, replies)
	}
	if c := set.Counters(); len(c) != 1 ||
		c[0] != (rules.Counter{Rule: "vlan", Line: 4, Matched: 2, Applied: 2, Failed: 1}) {
		t.Errorf("counters %+v", c)
	}
}
