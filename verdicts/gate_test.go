package verdicts_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

const portID = 4711

var (
	sender   = verdicts.Passage{PortID: portID}
	extended = verdicts.Passage{PortID: portID, Style: transport.AckStyle{Extended: true}}
)

func newGate() *verdicts.Gate {
	return &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
}

// message encodes a message, for a sequence number.
func message(t *testing.T, typ string, flags uint16, seq uint32, attrs ...codec.A) []byte {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian}
	b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags, Seq: seq,
		PortID: 1, Attrs: attrs})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func name(s string) codec.A { return codec.A{Name: "IFLA_IFNAME", Value: s} }

func onSend(t *testing.T, g *verdicts.Gate, m verdicts.Match, f verdicts.Callback) func() {
	t.Helper()
	remove, err := g.Send.Add(tables.Registry(), m, f)
	if err != nil {
		t.Fatal(err)
	}
	return remove
}

// summary reads a datagram as the names and sequence numbers of its messages, with the errno of acknowledgements.
func summary(t *testing.T, datagram []byte) (words []string) {
	t.Helper()
	for b, ok := range host.Messages(datagram) {
		if !ok {
			words = append(words, "rest")
			break
		}
		var m codec.Message
		d := codec.Decoder{Registry: tables.Registry()}
		if err := d.Decode(&m, codec.Context{BigEndian: host.BigEndian}, b); err != nil {
			t.Fatal(err)
		}
		word := m.Name()
		if a, ok := m.Attr("IFLA_IFNAME"); ok {
			word += " " + a.Text()
		}
		if errno, ok := m.Error(); ok {
			word += " " + codec.ErrnoName(errno) // nothing for success
		}
		words = append(words, word)
	}
	return words
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %q, want %q", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s: %q, want %q", what, got, want)
		}
	}
}

// TestEveryMessageIsJudged sends a datagram of several messages, whose verdicts all differ.
func TestEveryMessageIsJudged(t *testing.T) {
	g := newGate()
	judged := 0
	onSend(t, g, verdicts.Match{Types: []string{"setlink"}}, func(c *verdicts.Call) verdicts.Verdict {
		if judged++; c.Index != judged-1 || c.Count != 5 {
			t.Errorf("message %d of %d", c.Index, c.Count)
		}
		a, _ := c.Message.Attr("IFLA_IFNAME")
		switch a.Text() {
		case "change":
			if err := c.Message.Set("longer-changed", "IFLA_IFNAME"); err != nil {
				t.Error(err)
			}
		case "split":
			return verdicts.Instead(message(t, "RTM_SETLINK", 1, 0, name("a")),
				message(t, "RTM_SETLINK", 1, 0, name("b")))
		case "return":
			return verdicts.Return()
		case "error":
			return verdicts.Error(syscall.EPERM, "not here")
		}
		return verdicts.Forward()
	})
	const flags = codec.FlagRequest | codec.FlagAck
	var datagram []byte
	for i, word := range []string{"keep", "change", "split", "return", "error"} {
		datagram = append(datagram, message(t, "RTM_SETLINK", flags, uint32(i+1), name(word))...)
	}
	datagram = append(datagram, make([]byte, 20)...) // as iproute2 sends
	forward, replies, _ := g.Outgoing(t.Context(), datagram, extended)
	equal(t, "forwarded", summary(t, forward), "RTM_SETLINK keep", "RTM_SETLINK longer-changed", "RTM_SETLINK a",
		"RTM_SETLINK b", "rest")
	if len(replies) != 2 {
		t.Fatalf("%d replies", len(replies))
	}
	equal(t, "first reply", summary(t, replies[0]), "NLMSG_ERROR ")
	equal(t, "second reply", summary(t, replies[1]), "NLMSG_ERROR EPERM")
	for i, r := range replies {
		if h := host.Header(r); h.Seq != uint32(4+i) || h.PortID != portID {
			t.Errorf("reply %d: sequence %d, port id %d", i, h.Seq, h.PortID)
		}
	}
}

// TestAfter tells between which of the messages that go on the replies stand.
func TestAfter(t *testing.T) {
	g := newGate()
	onSend(t, g, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		switch a, _ := c.Message.Attr("IFLA_IFNAME"); a.Text() {
		case "split":
			return verdicts.Instead(c.Message.Bytes(), c.Message.Bytes())
		case "drop":
			return verdicts.Drop()
		case "answer":
			return verdicts.Return(c.Message.Bytes(), c.Message.Bytes())
		case "error":
			return verdicts.Error(syscall.EPERM, "")
		}
		return verdicts.Forward()
	})
	for words, want := range map[string][]int{
		"keep": nil, "error": {0}, "error error": {0, 0}, "keep error": {1}, "error keep": {0}, "error split": {0},
		"error drop error": {0, 0}, "error keep error error": {0, 1, 1}, "error keep drop error split error": {0, 1, 3},
		"keep keep error keep answer": {2, 3, 3},
	} {
		var datagram []byte
		for word := range strings.FieldsSeq(words) {
			datagram = append(datagram, message(t, "RTM_SETLINK", codec.FlagRequest, 1, name(word))...)
		}
		datagram = append(datagram, make([]byte, 20)...)
		_, replies, after := g.Outgoing(t.Context(), datagram, sender)
		if len(replies) != len(want) || !slices.Equal(after, want) {
			t.Errorf("%s: %d replies, after %v, want %v", words, len(replies), after, want)
		}
	}
}

// TestReplaceAcknowledged has the last message in the place of a request acknowledged, as the request was to be.
func TestReplaceAcknowledged(t *testing.T) {
	const req, ack = codec.FlagRequest, codec.FlagRequest | codec.FlagAck
	type header struct {
		flags uint16
		seq   uint32
	}
	for _, c := range []struct {
		original   uint16
		with, want []header
	}{
		{ack, []header{{req, 0}}, []header{{ack, 9}}},
		{ack, []header{{req, 0}, {req, 0}}, []header{{req, 9}, {ack, 9}}},
		{ack, []header{{ack, 5}, {req, 6}}, []header{{ack, 5}, {ack, 9}}},
		{ack, []header{{ack, 0}, {ack, 0}}, []header{{ack, 9}, {ack, 9}}},
		{ack, nil, nil},
		{req, []header{{req, 0}, {req, 6}}, []header{{req, 9}, {req, 6}}},
		{req, []header{{ack, 0}}, []header{{ack, 9}}},
	} {
		g := newGate()
		onSend(t, g, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
			var with [][]byte
			for _, h := range c.with {
				with = append(with, message(t, "RTM_SETLINK", h.flags, h.seq, name("other")))
			}
			return verdicts.Instead(with...)
		})
		forward, _, _ := g.Outgoing(t.Context(), message(t, "RTM_SETLINK", c.original, 9), sender)
		var got []header
		for m := range host.Messages(forward) {
			h := host.Header(m)
			got = append(got, header{h.Flags, h.Seq})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %+v", c, got)
		}
	}
}

// TestCall tells callbacks who sent a message, where it goes, and what the owner of the Gate says of it.
func TestCall(t *testing.T) {
	for _, c := range []struct {
		passage   verdicts.Passage
		direction codec.Direction
		from      transport.From
	}{
		{verdicts.Passage{}, codec.Sent, transport.From{PortID: portID, NSID: -1, Pid: 12, UID: -1, GID: -1}},
		{verdicts.Passage{}, codec.Received, transport.From{NSID: -1, UID: -1, GID: -1}},
		{verdicts.Passage{From: transport.From{PortID: 9, Pid: 3}}, codec.Sent, transport.From{PortID: 9, Pid: 3}},
		{verdicts.Passage{From: transport.From{Group: 2}}, codec.Received, transport.From{Group: 2}},
	} {
		g := newGate()
		g.Pid = 12
		c.passage.PortID, c.passage.Style = portID, transport.AckStyle{Capped: true}
		c.passage.To, c.passage.Value = transport.To{PortID: 7, Groups: 5}, "value"
		var got *verdicts.Call
		look := func(c *verdicts.Call) verdicts.Verdict { got = c; return verdicts.Forward() }
		for _, on := range []func(context.Context, verdicts.Match, verdicts.Callback) (func(), error){g.OnSend, g.OnRecv} {
			if _, err := on(t.Context(), verdicts.Match{}, look); err != nil {
				t.Fatal(err)
			}
		}
		if b := message(t, "RTM_GETLINK", 1, 1); c.direction == codec.Sent {
			g.Outgoing(t.Context(), b, c.passage)
		} else {
			g.Incoming(t.Context(), b, c.passage)
		}
		if got.Direction != c.direction || got.From != c.from || got.PortID != portID || got.Pid != 12 ||
			got.To != c.passage.To || got.Style != c.passage.Style || got.Value != "value" {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

// TestUntouched lets a datagram pass without a copy.
func TestUntouched(t *testing.T) {
	g := newGate()
	onSend(t, g, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() })
	datagram := append(message(t, "RTM_GETLINK", 1, 1), message(t, "RTM_GETLINK", 1, 2, name("unaligned"))...)
	forward, replies, _ := g.Outgoing(t.Context(), datagram, sender)
	if &forward[0] != &datagram[0] || len(forward) != len(datagram) || replies != nil {
		t.Errorf("%x became %x, %d replies", datagram, forward, len(replies))
	}
}

// TestReturn answers requests as the kernel does: a dump ends with NLMSG_DONE, a request with the acknowledgement it
// asks for.
func TestReturn(t *testing.T) {
	g := newGate()
	onSend(t, g, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		return verdicts.Return(message(t, "RTM_NEWLINK", 0, 0, name("one")),
			message(t, "RTM_NEWLINK", 0, 0, name("two")))
	})
	for _, c := range []struct {
		typ   string
		flags uint16
		want  [][]string
	}{
		{"RTM_GETLINK", codec.FlagRequest, [][]string{{"RTM_NEWLINK one"}, {"RTM_NEWLINK two"}}},
		{"RTM_GETLINK", codec.FlagRequest | codec.FlagAck,
			[][]string{{"RTM_NEWLINK one"}, {"RTM_NEWLINK two"}, {"NLMSG_ERROR "}}},
		{"RTM_GETLINK", codec.FlagRequest | codec.FlagDump,
			[][]string{{"RTM_NEWLINK one", "RTM_NEWLINK two"}, {"NLMSG_DONE "}}},
		// the same bits say REPLACE and EXCL here
		{"RTM_NEWLINK", codec.FlagRequest | codec.FlagDump, [][]string{{"RTM_NEWLINK one"}, {"RTM_NEWLINK two"}}},
	} {
		forward, replies, _ := g.Outgoing(t.Context(), message(t, c.typ, c.flags, 9), sender)
		if forward != nil || len(replies) != len(c.want) {
			t.Fatalf("%s %#x: forwarded %x, %d replies", c.typ, c.flags, forward, len(replies))
		}
		for i, r := range replies {
			equal(t, c.typ, summary(t, r), c.want[i]...)
			for m := range host.Messages(r) {
				h := host.Header(m)
				multi := h.Flags&codec.FlagMulti != 0
				if h.Seq != 9 || h.PortID != portID ||
					multi != (c.flags&codec.FlagDump != 0 && c.typ == "RTM_GETLINK") {
					t.Errorf("%s %#x: reply with %+v", c.typ, c.flags, h)
				}
			}
		}
	}
}

// TestPanic turns a panic of a callback into an error for the caller.
func TestPanic(t *testing.T) {
	g := newGate()
	onSend(t, g, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { panic("boom") })
	forward, replies, _ := g.Outgoing(t.Context(), message(t, "RTM_GETLINK", 1, 1), extended)
	if forward != nil || len(replies) != 1 || !bytes.Contains(replies[0], []byte("boom")) {
		t.Errorf("forwarded %x, replies %x", forward, replies)
	}
}

// TestOrder asks callbacks in order until one ends the chain, and no longer asks those that were removed.
func TestOrder(t *testing.T) {
	g := newGate()
	var asked []string
	add := func(word string, v verdicts.Verdict) func() {
		return onSend(t, g, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
			asked = append(asked, word)
			return v
		})
	}
	add("first", verdicts.Forward())
	removeSecond := add("second", verdicts.Drop())
	add("third", verdicts.Forward())
	if _, err := g.Send.AddFirst(tables.Registry(), verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
		asked = append(asked, "zeroth")
		return verdicts.Forward()
	}); err != nil {
		t.Fatal(err)
	}
	forward, replies, _ := g.Outgoing(t.Context(), message(t, "RTM_GETLINK", 1, 1), sender)
	if forward != nil || replies != nil {
		t.Errorf("a dropped message went on: %x %x", forward, replies)
	}
	removeSecond()
	g.Outgoing(t.Context(), message(t, "RTM_GETLINK", 1, 1), sender)
	equal(t, "asked", asked, "zeroth", "first", "second", "zeroth", "first", "third")
}

// TestIncoming drops, changes and adds messages on the way to the program.
func TestIncoming(t *testing.T) {
	g := newGate()
	_, err := g.Receive.Add(tables.Registry(), verdicts.Match{Attrs: []codec.A{{Name: "IFLA_IFNAME"}}},
		func(c *verdicts.Call) verdicts.Verdict {
			switch a, _ := c.Message.Attr("IFLA_IFNAME"); a.Text() {
			case "drop":
				return verdicts.Drop()
			case "twice":
				return verdicts.Instead(message(t, "RTM_NEWLINK", 2, 0, name("one")),
					message(t, "RTM_NEWLINK", 2, 0, name("two")))
			case "fail":
				return verdicts.Error(syscall.ENOMEM, "")
			}
			return verdicts.Forward()
		})
	if err != nil {
		t.Fatal(err)
	}
	var datagram []byte
	for _, word := range []string{"drop", "twice", "keep", "fail"} {
		datagram = append(datagram, message(t, "RTM_NEWLINK", 2, 8, name(word))...)
	}
	out := g.Incoming(context.Background(), datagram, sender)
	equal(t, "received", summary(t, out), "RTM_NEWLINK one", "RTM_NEWLINK two",
		"RTM_NEWLINK keep", "NLMSG_ERROR ENOMEM")
	for m := range host.Messages(out) {
		if h := host.Header(m); h.Seq != 8 {
			t.Errorf("sequence number %d", h.Seq)
		}
	}
	if out := g.Incoming(context.Background(), message(t, "RTM_NEWLINK", 2, 8, name("drop")), sender); out != nil {
		t.Errorf("a dropped message came: %x", out)
	}
}

// TestMatch finds the messages that a condition means, and refuses names that mean nothing.
func TestMatch(t *testing.T) {
	kind := codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "veth"}}}
	b := message(t, "RTM_NEWLINK", codec.FlagRequest, 1, name("v0"), codec.A{Name: "IFLA_MTU", Value: 1400}, kind)
	for _, c := range []struct {
		m    verdicts.Match
		want bool
	}{
		{verdicts.Match{}, true},
		{verdicts.Match{Protocol: "route", Types: []string{"RTM_DELLINK", "newlink"}}, true},
		{verdicts.Match{Types: []string{"RTM_DELLINK"}}, false},
		{verdicts.Match{Protocol: "NETLINK_GENERIC"}, false},
		{verdicts.Match{Family: "nl80211"}, false},
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_LINKINFO/IFLA_INFO_KIND", Value: "veth"}}}, true},
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_LINKINFO/IFLA_INFO_KIND", Value: "bridge"}}}, false},
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_MTU", Value: 1400}}}, true},
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_TXQLEN"}}}, false},
		{verdicts.Match{Attrs: []codec.A{{Name: "mtu", Value: "0x578"}}}, true},
		{verdicts.Match{Attrs: []codec.A{{Name: "mtu", Value: "0x579"}}}, false},
		{verdicts.Match{Attrs: []codec.A{{Name: "linkinfo/kind", Value: []byte("veth\x00")}}}, true},
		{verdicts.Match{Attrs: []codec.A{{Name: "linkinfo", Value: []codec.A{{Name: "kind", Value: "veth"}}}}}, true},
		{verdicts.Match{Attrs: []codec.A{{Name: "linkinfo/kind", Value: "vet"}}}, false},
		{verdicts.Match{Protocol: "0", Types: []string{"16"}}, true},
		{verdicts.Match{Protocol: "route", Types: []string{"999"}}, false},
		{verdicts.Match{Filter: "attr.IFLA_MTU < 1500 && direction == 'sent'"}, true},
		{verdicts.Match{Filter: "attr.IFLA_MTU > 1500"}, false},
	} {
		g, matched := newGate(), false
		onSend(t, g, c.m, func(*verdicts.Call) verdicts.Verdict { matched = true; return verdicts.Forward() })
		if g.Outgoing(t.Context(), b, sender); matched != c.want {
			t.Errorf("%+v: %v", c.m, matched)
		}
	}
}

// TestImpossible refuses conditions that no message can meet, and says what may have been meant.
func TestImpossible(t *testing.T) {
	attr := func(name string, value any) verdicts.Match {
		return verdicts.Match{Protocol: "route", Types: []string{"newlink"}, Attrs: []codec.A{{Name: name, Value: value}}}
	}
	for _, c := range []struct {
		m    verdicts.Match
		want string
	}{
		{verdicts.Match{Protocol: "rout"}, `unknown netlink protocol "rout"; did you mean NETLINK_ROUTE?`},
		{verdicts.Match{Types: []string{"RTM_NEWLINC"}}, `unknown message type "RTM_NEWLINC"; did you mean RTM_NEWLINK?`},
		{verdicts.Match{Protocol: "route", Family: "nl80211"}, "nl80211 is a generic netlink family, the protocol is " +
			"NETLINK_ROUTE: leave one of them out"},
		{verdicts.Match{Protocol: "generic", Types: []string{"newlink"}},
			`unknown message type "newlink" of NETLINK_GENERIC: RTM_NEWLINK is of NETLINK_ROUTE`},
		{verdicts.Match{Family: "nl80211", Types: []string{"CTRL_CMD_GETFAMILY"}},
			`unknown message type "CTRL_CMD_GETFAMILY" of nl80211: CTRL_CMD_GETFAMILY is of nlctrl`},
		{verdicts.Match{Types: []string{"wiphy"}}, `message type "wiphy" of nl80211 could be NL80211_CMD_GET_WIPHY, ` +
			`NL80211_CMD_SET_WIPHY, NL80211_CMD_NEW_WIPHY, NL80211_CMD_DEL_WIPHY`},
		{verdicts.Match{Types: []string{"16"}}, "message type 16 is a number: say of which protocol or family"},
		{verdicts.Match{Protocol: "route", Types: []string{"99999"}}, "message type 99999 does not fit into 16 bits"},
		{verdicts.Match{Filter: "attr.IFLA_MTUU == 1"}, `filter: column 6: unknown attribute "IFLA_MTUU"; did you mean ` +
			`IFLA_MTU?`},
		{verdicts.Match{Family: "nl80211", Filter: "attr.IFLA_MTU == 1"}, `filter: column 6: unknown attribute "IFLA_MTU"`},
		{attr("", nil), `"" is no attribute: it is names with a / between them`},
		{attr("IFLA_LINKINFO/IFLA_INFO_KND", nil),
			"RTM_NEWLINK has no attribute IFLA_LINKINFO/IFLA_INFO_KND; did you mean IFLA_INFO_KIND?"},
		{attr("IFLA_LINKINFO/IFLA_MTU", nil), "RTM_NEWLINK has no attribute IFLA_LINKINFO/IFLA_MTU"},
		{attr("IFA_ADDRESS", nil), "RTM_NEWLINK has no attribute IFA_ADDRESS; did you mean IFLA_ADDRESS?"},
		{attr("IFLA_MTU", "big"), `IFLA_MTU: "big" is no whole number of 64 bits`},
		{attr("IFLA_MTU", 1<<32), "IFLA_MTU: int 4294967296 does not fit into u32"},
		{attr("IFLA_IFNAME", 5), "IFLA_IFNAME: want a string, got int 5"},
	} {
		_, err := new(verdicts.Chain).Add(tables.Registry(), c.m, func(*verdicts.Call) verdicts.Verdict {
			return verdicts.Forward()
		})
		if err == nil || err.Error() != c.want {
			t.Errorf("%+v:\n got %v\nwant %s", c.m, err, c.want)
		}
	}
}

// TestHeadless judges datagrams without message headers: uevents.
func TestHeadless(t *testing.T) {
	g := newGate()
	g.Protocol = 15
	verdict := verdicts.Forward()
	if _, err := g.Receive.Add(tables.Registry(), verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
		return verdict
	}); err != nil {
		t.Fatal(err)
	}
	event, other := []byte("add@/d\x00"), []byte("remove@/d\x00")
	for _, c := range []struct {
		v       verdicts.Verdict
		want    []byte
		refused uint64
	}{
		{verdicts.Forward(), event, 0},
		{verdicts.Instead(other), other, 0},
		{verdicts.Drop(), nil, 0},
		{verdicts.Error(syscall.EPERM, "no"), nil, 1},
	} {
		verdict = c.v
		before := g.RefusedEvents()
		out := g.Incoming(t.Context(), event, sender)
		if refused := g.RefusedEvents() - before; !bytes.Equal(out, c.want) || refused != c.refused {
			t.Errorf("%v: %q, %d refused; want %q, %d", c.v.Action(), out, refused, c.want, c.refused)
		}
	}
}

// TestAuditRecord judges what the kernel sends whole, though its length counts the payload only, and what a program
// sends by the length it says.
func TestAuditRecord(t *testing.T) {
	g := newGate()
	g.Protocol = 9 // NETLINK_AUDIT
	var judged []int
	look := func(c *verdicts.Call) verdicts.Verdict {
		judged = append(judged, len(c.Message.Bytes()))
		return verdicts.Forward()
	}
	for _, on := range []func(context.Context, verdicts.Match, verdicts.Callback) (func(), error){g.OnSend, g.OnRecv} {
		if _, err := on(t.Context(), verdicts.Match{}, look); err != nil {
			t.Fatal(err)
		}
	}
	record := append(codec.Header{Len: 20, Type: 1300}.Append(nil, host.BigEndian), "audit(1:2): record.."...)
	g.Incoming(t.Context(), record, sender)
	g.Outgoing(t.Context(), record, sender)
	if !slices.Equal(judged, []int{36, 20}) {
		t.Errorf("messages of %d octets were judged", judged)
	}
}
