package fuzz

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// forms adds messages in one of their textual forms, and a few that no message has.
func forms(f *testing.F, form func(*codec.Message) []byte, others ...string) {
	g, n := generator(2)
	for range n {
		msg := g.Next()
		var m codec.Message
		_ = dec.Decode(&m, msg.Context(), msg.Bytes) // a damaged one has a form too
		f.Add(form(&m))
	}
	for _, s := range others {
		f.Add([]byte(s))
	}
}

// checkEncoded holds for octets that were encoded from any text what must hold for any message.
func checkEncoded(t *testing.T, b []byte) {
	for _, p := range dec.Registry.Protocols() {
		for _, big := range []bool{false, true} {
			if err := nlgen.Check(dec, codec.Context{Protocol: p.Number, BigEndian: big}, b); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// FuzzJSON encodes any text as the JSON of a message: that never panics, and what comes out is a message that leads
// back to itself.
func FuzzJSON(f *testing.F) {
	forms(f, func(m *codec.Message) []byte { return form.JSON.Append(nil, m) },
		"", "{}", "[]", `{"header":{}}`, `{"header":{"type":16,"len":"x"}}`, `{"hex":"0"}`,
		`{"header":{"type":2},"msg":{"header":{"type":16}}}`)
	enc := codec.Encoder{Registry: dec.Registry, Resolver: dec.Resolver}
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, err := form.JSON.Parse(&enc, text); err == nil {
			checkEncoded(t, b)
		}
	})
}

// FuzzPyroute2 is FuzzJSON for Python literals.
func FuzzPyroute2(f *testing.F) {
	forms(f, func(m *codec.Message) []byte { return form.Pyroute2.Append(nil, m) },
		"", "{}", "()", "{'header': {'type': 16}, 'attrs': [('IFLA_IFNAME', 'lo')]}", "{'a': b'\\x00\\u",
		"f(x=1)", "{'hex': '00'}")
	enc := codec.Encoder{Registry: dec.Registry, Resolver: dec.Resolver}
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, err := form.Pyroute2.Parse(&enc, text); err == nil {
			checkEncoded(t, b)
		}
	})
}
