package codec_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
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

// TestDepthIsBounded nests 10,000 attributes in one another: the decoder stops after a fixed number of levels, says so,
// and keeps the rest as octets.
func TestDepthIsBounded(t *testing.T) {
	for name, typ := range map[string]uint16{"unknown": 1<<15 | 999, "known, opaque": 1<<15 | 1,
		"nest of the table": 18} {
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
	for name, typ := range map[string]uint16{"IFLA_IFNAME": 3, "IFLA_LINKINFO": 18, "IFLA_PROTINFO": 12,
		"unknown nests": 1<<15 | 999} {
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
	// the mean, rounded down: the runtime allocates too
	steps := testing.AllocsPerRun(20, func() { _ = dec.Decode(&m, codec.Context{}, b) })
	if got, _ := count(m.Root()); got != n+1 || steps > 0 {
		t.Errorf("%d attributes, %v allocations", got, steps)
	}
}

// TestSelectorsAreLinear decodes, renders and encodes messages in which 8,000 attributes look for one that is not
// there. The search may pass over all attributes some times, but not once for each of them.
func TestSelectorsAreLinear(t *testing.T) {
	const n = 4000
	data, slave := codec.A{Name: "IFLA_INFO_DATA", Value: []byte{}},
		codec.A{Name: "IFLA_INFO_SLAVE_DATA", Value: []byte{}}
	var sideBySide, nests []codec.A
	for range n {
		sideBySide = append(sideBySide, data, slave)
		nests = append(nests, codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{data}})
	}
	for name, attrs := range map[string][]codec.A{
		"side by side, by turns":     {{Name: "IFLA_LINKINFO", Value: sideBySide}},
		"outwards, each from a nest": nests,
	} {
		var b, text []byte
		var err error
		var m codec.Message
		encoding := codec.Searched(func() {
			b, err = enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Attrs: attrs})
		})
		if err != nil {
			t.Fatal(err)
		}
		decoding := codec.Searched(func() { _ = dec.Decode(&m, codec.Context{}, b) }) // nothing is wrong with it
		rendering := codec.Searched(func() { text = form.JSON.Append(form.Text.Append(nil, &m), &m) })
		if got := strings.Count(string(text), data.Name); got != 2*n {
			t.Errorf("%s: %s %d times in text and JSON, want %d", name, data.Name, got, 2*n)
		}
		if decoding < n || encoding < n {
			t.Errorf("%s: %d attributes looked at decoding, %d encoding: no search is seen", name, decoding, encoding)
		}
		if most := 8 * 2 * n; decoding > most || rendering > most || encoding > most {
			t.Errorf("%s: %d attributes looked at decoding, %d rendering, %d encoding, want %d at the most",
				name, decoding, rendering, encoding, most)
		}
	}
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
	text, json := form.Text.Append(nil, &m), form.JSON.Append(nil, &m)
	if len(text) > 32*len(b) || len(json) > 32*len(b) {
		t.Errorf("%d octets make %d of text and %d of JSON", len(b), len(text), len(json))
	}
}
