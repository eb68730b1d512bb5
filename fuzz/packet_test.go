package fuzz

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
	"github.com/nlkit/nlkit/protocols"
)

// FuzzPacket decodes octets as a packet of any link, and checks everything that must hold for any message. A change to
// it keeps what was right, and never fails halfway.
func FuzzPacket(f *testing.F) {
	g := nlgen.New(2)
	for range seeds {
		m := g.Packet()
		f.Add(m.Protocol-protocols.Link, m.Bytes)
		f.Add(m.Protocol-protocols.Link, g.Damage(m.Bytes, false))
	}
	f.Fuzz(func(t *testing.T, link int, b []byte) {
		c := codec.Context{Protocol: protocols.Link + link}
		if !dec.Registry.Protocol(c.Protocol).IsPacket() {
			return
		}
		if err := nlgen.Check(dec, c, b); err != nil {
			t.Fatal(err)
		}
		var m codec.Message
		whole := dec.Decode(&m, c, b) == nil
		if _, there := m.Attr("ip4"); !there || m.SetField("ip4/ip_ttl", 7) != nil {
			return
		}
		if v, _ := m.Root().Attr("ip4"); whole && len(m.Faults()) > 0 {
			t.Fatalf("a new time to live made faults: %v in %x", m.Faults(), m.Bytes())
		} else if ttl, _ := v.Field("ttl"); ttl != 7 {
			t.Fatalf("the time to live is %d", ttl)
		}
		if err := nlgen.Check(dec, c, m.Bytes()); err != nil {
			t.Fatal(err)
		}
	})
}
