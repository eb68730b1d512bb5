package fuzz

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// seeds is how many generated messages each target starts from.
const seeds = 150

// dec knows all tables.
var dec = nlgen.Decoder()

// subject is the messages to look at, by what nlgen.Label makes of them: NLKIT_FUZZ=NETLINK_XFRM, LINKTYPE, or
// 'RTM_.*(QDISC|TCLASS|TFILTER|CHAIN|ACTION)'. All of them, if it is nil.
var subject = func() *regexp.Regexp {
	if pattern := os.Getenv("NLKIT_FUZZ"); pattern != "" {
		return regexp.MustCompile(pattern)
	}
	return nil
}()

// generator makes the messages that a target starts from; there are more of them when few tables are looked at.
func generator(seed uint64) (g *nlgen.Generator, n int) {
	g, n = nlgen.New(seed), seeds
	if subject != nil {
		g.Only(subject)
		n *= 10
	}
	return g, n
}

// wanted reports whether a message is one of subject, or quotes one.
func wanted(c codec.Context, b []byte) bool {
	if subject == nil {
		return true
	}
	p := dec.Registry.Protocol(c.Protocol)
	if p == nil {
		return false
	}
	var m codec.Message
	_ = dec.Decode(&m, c, b)
	head := m.Head()
	if quoted, ok := m.QuotedHead(); ok {
		head = quoted
	}
	return subject.MatchString(nlgen.Label(p, head.Type()))
}

// FuzzDecode decodes octets as a message of any protocol, in either byte order, with some of them missing from the
// capture if from is less than to, and checks everything that must hold for any message.
func FuzzDecode(f *testing.F) {
	g, n := generator(1)
	for range n {
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
		if !wanted(c, b) {
			return
		}
		if err := nlgen.Check(dec, c, b); err != nil {
			t.Fatal(err)
		}
	})
}
