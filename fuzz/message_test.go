package fuzz

import (
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// seeds is how many generated messages each target starts from.
const seeds = 150

// dec knows all tables.
var dec = nlgen.Decoder()

// FuzzDecode decodes octets as a message of any protocol, in either byte order, with some of them missing from the
// capture if from is less than to, and checks everything that must hold for any message.
func FuzzDecode(f *testing.F) {
	g := nlgen.New(1)
	for range seeds {
		m := g.Next()
		f.Add(m.Protocol, m.BigEndian, 0, 0, m.Bytes)
		f.Add(m.Protocol, m.BigEndian, 20, 40, g.Damage(m.Bytes, m.BigEndian))
	}
	f.Fuzz(func(t *testing.T, protocol int, bigEndian bool, from, to int, b []byte) {
		c := codec.Context{Protocol: protocol, BigEndian: bigEndian}
		if 0 <= from && from < to && to <= len(b) {
			c.Missing = []codec.Span{{From: from, To: to}}
			b = slices.Clone(b)
			clear(b[from:to]) // which is what stands in their place
		}
		if err := nlgen.Check(dec, c, b); err != nil {
			t.Fatal(err)
		}
	})
}
