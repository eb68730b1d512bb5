package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestSplitAttrs reads attributes of which not all is there: each is what the octets say, and no more.
func TestSplitAttrs(t *testing.T) {
	set := codec.NewSet("T_", codec.Attrs{0: {Name: "ZERO", Kind: codec.U8}, 1: {Name: "WORD", Kind: codec.U32}})
	d := codec.Decoder{Registry: codec.NewRegistry(&codec.Protocol{Name: "NETLINK_TEST", Number: 30,
		Messages: []*codec.MessageType{{Type: 16, Name: "T_SET", Set: set}}})}
	decode := func(attrs string, missing ...codec.Span) (m *codec.Message) {
		b := codec.Header{Len: uint32(codec.HeaderLen + len(attrs)), Type: 16}.Append(nil, false)
		m = new(codec.Message)
		_ = d.Decode(m, codec.Context{Protocol: 30, Missing: missing}, append(b, attrs...)) // it is in the Faults
		return m
	}
	const word = "\x08\x00\x01\x00\x05\x00\x00\x00"
	if a, ok := decode(word + "\x01\x00").Attr("T_ZERO"); ok {
		t.Errorf("stray octets are found as %s", a.Name())
	}
	m := decode(word, codec.Span{From: codec.HeaderLen + 2, To: codec.HeaderLen + 4})
	if a, ok := m.Root().First(); !ok || !a.Nameless() || a.Known() {
		t.Errorf("one whose type is not told: there is one, %v, nameless, %v, known, %v; want a nameless one",
			ok, a.Nameless(), a.Known())
	}
	const short, nested = "\x06\x00\x01\x00\x05\x00\x00\x00", "\x06\x00\x01\x80\x05\x00\x00\x00"
	for attrs, want := range map[string]int{word: 0, word + short + word: 1, nested: 1, nested + short + nested: 3} {
		if faults := decode(attrs).Faults(); len(faults) != want {
			t.Errorf("%x: %v, want one fault of each short attribute, %d", attrs, faults, want)
		}
	}
}
