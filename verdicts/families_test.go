package verdicts_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// controller knows the ids of families, and notes what it is asked.
type controller struct {
	ids   map[string]uint16
	asked []string
}

func (c *controller) Request(_ context.Context, r *codec.Request) ([]*codec.Message, error) {
	c.asked = append(c.asked, fmt.Sprint(r.Type, " ", r.Attrs[0].Value))
	for name, id := range c.ids {
		if r.Attrs[0].Value == id || r.Attrs[0].Value == name {
			return []*codec.Message{decoded(announcement("CTRL_CMD_NEWFAMILY", name, id))}, nil
		}
	}
	return nil, syscall.ENOENT
}

// generic encodes a message of generic netlink, of a family with an id.
func generic(family string, id uint16, cmd string, flags uint16, attrs ...codec.A) []byte {
	enc := codec.Encoder{Registry: tables.Registry(), Resolver: codec.NewResolver(), BigEndian: host.BigEndian}
	enc.Resolver.Set(enc.Registry, id, family)
	b, err := enc.Append(nil, &codec.Request{Protocol: family, Type: cmd, Flags: flags, Seq: 1, Attrs: attrs})
	if err != nil {
		panic(err)
	}
	return b
}

// announcement is what the controller says of a family.
func announcement(cmd, family string, id uint16) []byte {
	return generic("nlctrl", codec.GenlIDCtrl, cmd, 0, codec.A{Name: "CTRL_ATTR_FAMILY_ID", Value: id},
		codec.A{Name: "CTRL_ATTR_FAMILY_NAME", Value: family})
}

func decoded(b []byte) *codec.Message {
	d := codec.Decoder{Registry: tables.Registry()}
	m := new(codec.Message)
	if err := d.Decode(m, codec.Context{Protocol: 16, BigEndian: host.BigEndian}, b); err != nil {
		panic(err)
	}
	return m.Clone()
}

// getWiphy is NL80211_CMD_GET_WIPHY for an id of nl80211.
func getWiphy(id uint16) []byte { return generic("nl80211", id, "get_wiphy", codec.FlagRequest) }

// notFound is how the kernel refuses a request of a family that it does not have.
func notFound(id uint16) []byte {
	return transport.AppendAck(nil, getWiphy(id), portID, transport.Failure{Errno: syscall.ENOENT},
		transport.AckStyle{Capped: true})
}

// genericGate is a Gate of generic netlink that refuses a command of nl80211, and how often it did.
func genericGate(t *testing.T, kernel verdicts.Requester) (g *verdicts.Gate, refused *int) {
	t.Helper()
	g = newGate()
	g.Protocol, g.Kernel, refused = 16, kernel, new(int)
	match := verdicts.Match{Types: []string{"NL80211_CMD_GET_WIPHY"}}
	_, err := g.OnSend(t.Context(), match, func(*verdicts.Call) verdicts.Verdict {
		*refused++
		return verdicts.Error(syscall.EPERM, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	return g, refused
}

// TestLearns judges raw requests of families whose ids only what passes the Gate tells, until it says that they are
// gone.
func TestLearns(t *testing.T) {
	g, refused := genericGate(t, nil)
	is := func(what string, id uint16, want int) {
		t.Helper()
		*refused = 0
		if g.Outgoing(t.Context(), getWiphy(id), sender); *refused != want {
			t.Errorf("%s: a request of id %d was refused %d times", what, id, *refused)
		}
	}
	pass := func(b []byte) {
		t.Helper()
		if !g.Awaits(b) {
			t.Errorf("%x does not concern the gate", b)
		}
		if out := g.Incoming(t.Context(), b, sender); &out[0] != &b[0] {
			t.Errorf("%x became %x", b, out)
		}
	}
	is("at first", 30, 0)
	pass(announcement("CTRL_CMD_NEWFAMILY", "nl80211", 30))
	is("announced", 30, 1)
	pass(notFound(30)) // of something else, for all that is known
	is("after an ENOENT", 30, 1)
	pass(announcement("CTRL_CMD_DELFAMILY", "nl80211", 30))
	is("gone", 30, 0)
	pass(append(announcement("CTRL_CMD_NEWFAMILY", "other", 30), announcement("CTRL_CMD_NEWFAMILY", "nl80211", 31)...))
	is("another's", 30, 0)
	is("announced anew", 31, 1)
	if g.Awaits(getWiphy(31)) || g.Awaits(transport.AppendAck(nil, getWiphy(31), 1, transport.Failure{},
		transport.AckStyle{})) {
		t.Error("what says nothing of families concerns the gate")
	}
}

// TestAsks asks the controller for families when a callback is set, for ids that are not known, and for those that the
// kernel does not know any more.
func TestAsks(t *testing.T) {
	kernel := &controller{ids: map[string]uint16{"nl80211": 30, "far": 40}}
	g, refused := genericGate(t, kernel)
	step := func(what string, f func(), want int, asked ...string) {
		t.Helper()
		*refused, kernel.asked = 0, nil
		if f(); *refused != want || strings.Join(kernel.asked, ", ") != strings.Join(asked, ", ") {
			t.Errorf("%s: refused %d, asked %q", what, *refused, kernel.asked)
		}
	}
	if got := strings.Join(kernel.asked, ", "); got != "CTRL_CMD_GETFAMILY nl80211" {
		t.Errorf("asked %s", got)
	}
	sent := func(b []byte) func() { return func() { g.Outgoing(t.Context(), b, sender) } }
	step("a request", sent(getWiphy(30)), 1)
	step("a request of another family", sent(getWiphy(40)), 0, "CTRL_CMD_GETFAMILY 40")
	step("another", sent(getWiphy(40)), 0)
	step("a request of no family", sent(getWiphy(41)), 0, "CTRL_CMD_GETFAMILY 41")
	kernel.ids = map[string]uint16{"nl80211": 31}
	step("an answer", func() { g.Incoming(t.Context(), notFound(30), sender) }, 0, "CTRL_CMD_GETFAMILY 30")
	step("a request of the new id", sent(getWiphy(31)), 1, "CTRL_CMD_GETFAMILY 31")
	step("an answer about something else", func() { g.Incoming(t.Context(), notFound(31), sender) }, 0,
		"CTRL_CMD_GETFAMILY 31")
	step("a request after it", sent(getWiphy(31)), 1)
	for family, want := range map[string]string{
		"far": "<nil>", "nl8021": "generic netlink family nl8021; did you mean nl80211?: no such file or directory",
	} {
		kernel.ids = map[string]uint16{"far": 40}
		_, err := g.OnSend(t.Context(), verdicts.Match{Family: family}, func(*verdicts.Call) verdicts.Verdict {
			return verdicts.Forward()
		})
		if fmt.Sprint(err) != want {
			t.Errorf("%s: %v", family, err)
		}
	}
}

// TestFamilyLater takes a callback for a family that is not there yet.
func TestFamilyLater(t *testing.T) {
	kernel := &controller{}
	g, refused := genericGate(t, kernel)
	kernel.ids = map[string]uint16{"nl80211": 30}
	if g.Outgoing(t.Context(), getWiphy(30), sender); *refused != 1 {
		t.Errorf("refused %d, asked %q", *refused, kernel.asked)
	}
}

// TestNoKernel says that there is nobody to ask, when a callback asks nobody.
func TestNoKernel(t *testing.T) {
	g := newGate()
	var err error
	onSend(t, g, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		_, err = c.Kernel.Request(c.Context, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"})
		return verdicts.Forward()
	})
	g.Outgoing(t.Context(), message(t, "RTM_GETLINK", 1, 1), sender)
	if !errors.Is(err, syscall.EOPNOTSUPP) || !strings.HasPrefix(err.Error(), "RTM_GETLINK: ") {
		t.Error(err)
	}
}

// TestRefusedEvents drops and counts events that a callback answers by an error: nobody asked for them. What was asked
// for becomes the error, in the style of the socket.
func TestRefusedEvents(t *testing.T) {
	g := newGate()
	if _, err := g.OnRecv(t.Context(), verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
		return verdicts.Error(syscall.EPERM, "not you")
	}); err != nil {
		t.Fatal(err)
	}
	unasked := message(t, "RTM_NEWLINK", 0, 0)
	host.PutHeader(unasked, codec.Header{Len: uint32(len(unasked)), Type: 16})
	answer := message(t, "RTM_NEWLINK", 0, 0)
	done := transport.AppendDone(nil, 0, 0, transport.Failure{}, transport.AckStyle{})
	for _, c := range []struct {
		what     string
		datagram []byte
		passage  verdicts.Passage
		events   uint64
		want     string
	}{
		{"by multicast", message(t, "RTM_NEWLINK", 0, 5), verdicts.Passage{From: transport.From{Group: 1}}, 1, "[]"},
		{"to one alone", unasked, sender, 1, "[]"},
		{"one of two", append(append([]byte{}, unasked...), answer...), sender, 1, "[NLMSG_ERROR EPERM]"},
		{"an answer", answer, sender, 0, "[NLMSG_ERROR EPERM]"},
		{"the end of a dump", done, sender, 0, "[NLMSG_ERROR EPERM]"},
	} {
		before := g.RefusedEvents()
		out := g.Incoming(t.Context(), c.datagram, c.passage)
		if got := fmt.Sprint(summary(t, out)); got != c.want || g.RefusedEvents()-before != c.events {
			t.Errorf("%s: %s, %d events refused", c.what, got, g.RefusedEvents()-before)
		}
	}
	plain, told := g.Incoming(t.Context(), answer, sender), g.Incoming(t.Context(), answer, extended)
	if strings.Contains(string(plain), "not you") || !strings.Contains(string(told), "not you") {
		t.Errorf("without extended acknowledgements %q, with %q", plain, told)
	}
}
