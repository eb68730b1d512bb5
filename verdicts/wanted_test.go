package verdicts_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/verdicts"
)

// TestEveryTypeIsFound asks a callback for each name of a message, and for none other: of all protocols, of the generic
// netlink controller, and of netlink itself.
func TestEveryTypeIsFound(t *testing.T) {
	reg := tables.Registry()
	for _, p := range reg.Protocols() {
		for _, m := range p.Messages {
			finds(t, p, m.Name, m.Type, nil)
		}
		for _, m := range codec.ControlTypes() {
			if !p.OwnTypes && !p.Headless {
				finds(t, p, m.Name, m.Type, nil)
			}
		}
		if p.Generic {
			finds(t, p, "CTRL_CMD_GETFAMILY", codec.GenlIDCtrl, []byte{3, 1, 0, 0})
		}
	}
}

// finds sends a message of a protocol, and one of a type that nothing has, past callbacks for its name.
func finds(t *testing.T, p *codec.Protocol, name string, typ uint16, body []byte) {
	t.Helper()
	g := newGate()
	g.Protocol = p.Number
	asked := 0
	match := verdicts.Match{Protocol: p.Name, Types: []string{name}}
	if p.Generic {
		match.Protocol = ""
	}
	onSend(t, g, match, func(c *verdicts.Call) verdicts.Verdict {
		if got := c.Message.Name(); got != name {
			t.Errorf("%s: asked for %s", name, got)
		}
		asked++
		return verdicts.Forward()
	})
	var datagram []byte
	for _, typ := range []uint16{typ, 0xfff0, typ} {
		start := len(datagram)
		datagram = append(codec.Header{Type: typ, Seq: 1}.Append(datagram, host.BigEndian), body...)
		host.Order.PutUint32(datagram[start:], uint32(len(datagram)-start))
	}
	forward, _, _ := g.Outgoing(t.Context(), datagram, sender)
	if asked != 2 || &forward[0] != &datagram[0] || len(forward) != len(datagram) {
		t.Errorf("%s of %s: asked %d times, %d octets of %d went on", name, p.Name, asked, len(forward), len(datagram))
	}
}

// TestMayMatch tells by the type alone which messages need not be decoded.
func TestMayMatch(t *testing.T) {
	const newLink, delLink = 16, 17
	for _, c := range []struct {
		match    verdicts.Match
		new, del bool
	}{
		{verdicts.Match{}, true, true},
		{verdicts.Match{Types: []string{"newlink"}}, true, false},
		{verdicts.Match{Types: []string{"newlink", "dellink"}}, true, true},
		{verdicts.Match{Protocol: "route", Types: []string{"17"}}, false, true},
		{verdicts.Match{Types: []string{"NL80211_CMD_GET_WIPHY"}}, true, true}, // whatever number the family gets
		{verdicts.Match{Family: "nl80211"}, true, true},
	} {
		m, err := c.match.Compile(tables.Registry())
		if err != nil {
			t.Fatal(err)
		}
		if n, d := m.MayMatch(newLink), m.MayMatch(delLink); n != c.new || d != c.del {
			t.Errorf("%+v: RTM_NEWLINK %v, RTM_DELLINK %v", c.match, n, d)
		}
	}
}

// TestUnterminated finds a text with the NUL that ends it, and without.
func TestUnterminated(t *testing.T) {
	const newLink, body = 16, 16
	g := newGate()
	asked := 0
	match := verdicts.Match{Types: []string{"newlink"}, Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "lo"}}}
	onSend(t, g, match, func(*verdicts.Call) verdicts.Verdict {
		asked++
		return verdicts.Forward()
	})
	for name, want := range map[string]int{"lo": 1, "lo\x00": 1, "l": 0, "l\x00": 0, "lo1": 0, "lo1\x00": 0, "": 0} {
		m := append(make([]byte, codec.HeaderLen+body), host.AppendAttr(nil, 3, []byte(name))...)
		host.PutHeader(m, codec.Header{Len: uint32(len(m)), Type: newLink})
		asked = 0
		if g.Outgoing(t.Context(), m, sender); asked != want {
			t.Errorf("%q: asked %d times", name, asked)
		}
	}
}
