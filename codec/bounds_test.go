package codec_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// count returns how many attributes there are below an attribute, and how many levels.
func count(a codec.Attr) (attrs, levels int) {
	for c := range a.Children() {
		n, deep := count(c)
		attrs, levels = attrs+1+n, max(levels, 1+deep)
	}
	return attrs, levels
}

// message makes an RTM_NEWLINK of attributes.
func message(attrs []byte) []byte {
	b := append(codec.Header{Type: 16}.Append(nil, false), make([]byte, 16)...)
	b = append(b, attrs...)
	binary.LittleEndian.PutUint32(b, uint32(len(b)))
	return b
}

// TestDepthIsBounded nests 10,000 attributes in one another: the decoder stops after a fixed number of levels, says so, and
// keeps the rest as octets.
func TestDepthIsBounded(t *testing.T) {
	for name, typ := range map[string]uint16{"unknown": 1<<15 | 999, "known, opaque": 1<<15 | 1, "nest of the table": 18} {
		var attrs []byte
		for range 10000 {
			attrs = binary.LittleEndian.AppendUint16(attrs, 0)
			attrs = binary.LittleEndian.AppendUint16(attrs, typ)
		}
		for i := 0; i < len(attrs); i += 4 {
			binary.LittleEndian.PutUint16(attrs[i:], uint16(len(attrs)-i))
		}
		b := message(attrs)
		var m codec.Message
		err := dec.Decode(&m, codec.Context{}, b)
		if n, levels := count(m.Root()); n > 100 || levels > 40 {
			t.Errorf("%s: %d attributes in %d levels", name, n, levels)
		}
		if name == "unknown" && (err == nil || !strings.Contains(err.Error(), "nested deeper than")) {
			t.Errorf("%s: %v", name, err)
		}
		check(t, codec.Context{}, b)
	}
}

// TestNodesAreBounded decodes the most attributes that fit into a message, with selectors that look for a sibling: one
// attribute is one node, and what one choice costs is not paid for each.
func TestNodesAreBounded(t *testing.T) {
	const n = 16000
	for name, typ := range map[string]uint16{"IFLA_IFNAME": 3, "IFLA_LINKINFO": 18, "IFLA_PROTINFO": 12, "unknown nests": 1<<15 | 999} {
		var attrs []byte
		for range n {
			attrs = binary.LittleEndian.AppendUint16(attrs, 4)
			attrs = binary.LittleEndian.AppendUint16(attrs, typ)
		}
		var m codec.Message
		if err := dec.Decode(&m, codec.Context{}, message(attrs)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, levels := count(m.Root()); got != n || levels != 1 {
			t.Errorf("%s: %d attributes in %d levels", name, got, levels)
		}
	}
	inner := strings.Repeat("\x04\x00\x02\x00", n) // IFLA_INFO_DATA, again and again, without IFLA_INFO_KIND
	attrs := append(binary.LittleEndian.AppendUint16(nil, uint16(4+len(inner))), 18, 0)
	b := message(append(attrs, inner...))
	var m codec.Message
	if err := dec.Decode(&m, codec.Context{}, b); err != nil {
		t.Error(err)
	}
	steps := testing.AllocsPerRun(20, func() { _ = dec.Decode(&m, codec.Context{}, b) }) // the mean, rounded down: the runtime allocates too
	if got, _ := count(m.Root()); got != n+1 || steps > 0 {
		t.Errorf("%d attributes, %v allocations", got, steps)
	}
}

// TestSelectorsAreLinear decodes, renders and encodes messages in which 8,000 attributes look for one that is not there. That
// may cost some times as much as attributes of the same sizes that look for nothing, but not a search through all for each,
// which is hundreds of times as much.
func TestSelectorsAreLinear(t *testing.T) {
	const n = 4000
	for name, test := range map[string]struct{ pattern, plain string }{
		// IFLA_INFO_DATA, IFLA_INFO_SLAVE_DATA; two that are opaque
		"side by side, by turns": {"\x04\x00\x02\x00\x04\x00\x05\x00", "\x04\x00\x63\x00\x04\x00\x63\x00"},
		// IFLA_LINKINFO with IFLA_INFO_DATA; IFLA_LINKINFO with one that is opaque
		"outwards, each from a nest": {"\x08\x00\x12\x00\x04\x00\x02\x00", "\x08\x00\x12\x00\x04\x00\x63\x00"},
	} {
		work := func(pattern string) func() {
			attrs := []byte(strings.Repeat(pattern, n))
			if strings.HasPrefix(name, "side") {
				attrs = append(binary.LittleEndian.AppendUint16(nil, uint16(4+len(attrs))), append([]byte{18, 0}, attrs...)...)
			}
			b := message(attrs)
			var m codec.Message
			return func() {
				_ = dec.Decode(&m, codec.Context{}, b) // nothing is wrong with it
				if back, err := enc.JSON(m.AppendJSON(nil)); err != nil || len(back) != len(b) {
					t.Fatalf("%s: %d of %d octets, %v", name, len(back), len(b), err)
				}
			}
		}
		plain, selecting := fastest(work(test.plain)), fastest(work(test.pattern))
		if selecting > 8*plain {
			t.Errorf("%s: with selectors %v, without %v", name, selecting, plain)
		}
	}
}

// fastest is the shortest of a few times that f takes: the one least disturbed.
func fastest(f func()) time.Duration {
	best := time.Hour
	for range 5 {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best
}

// TestOutputIsBounded holds text and JSON to a multiple of the octets.
func TestOutputIsBounded(t *testing.T) {
	var attrs []byte
	for range 16000 {
		attrs = append(attrs, 4, 0, 18, 0x80)
	}
	b := message(attrs)
	var m codec.Message
	_ = dec.Decode(&m, codec.Context{}, b) // nothing is wrong with it: TestNodesAreBounded
	text, json := m.AppendText(nil, codec.TextStyle{}), m.AppendJSON(nil)
	if len(text) > 32*len(b) || len(json) > 32*len(b) {
		t.Errorf("%d octets make %d of text and %d of JSON", len(b), len(text), len(json))
	}
}
