package codec_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestClone decodes something else into a message, and writes over its octets: a clone made before is still the same.
func TestClone(t *testing.T) {
	faulty := octets(t, link)
	faulty[40], faulty[64] = 7, 5 // a text of one octet less, a number of one octet
	for what, c := range map[string]struct {
		b       []byte
		missing []codec.Span
	}{
		"link":   {octets(t, link), nil},
		"faulty": {faulty, nil},
		"error":  {octets(t, controlMessages[2].hex), nil},
		"untold": {octets(t, link), []codec.Span{{From: 36, To: 40, Text: "NAME"}, {From: 68, To: 72}}},
	} {
		var m codec.Message
		b := bytes.Clone(c.b)
		missing := append([]codec.Span(nil), c.missing...)
		_ = dec.Decode(&m, codec.Context{Missing: missing}, b) // one is faulty on purpose
		clone := m.Clone()
		text, json := form.Text.Append(nil, clone), form.JSON.Append(nil, clone)
		if !bytes.Equal(json, form.JSON.Append(nil, &m)) {
			t.Errorf("%s: the clone is %s", what, json)
		}
		for i := range b {
			b[i] ^= 0x5a
		}
		for i := range missing {
			missing[i] = codec.Span{From: i, To: i + 1, Text: "OTHER"}
		}
		for _, d := range dumps(t) {
			_ = dec.Decode(&m, codec.Context{}, d.Bytes[:len(d.Bytes)-1]) // cut, for more faults
		}
		if got := form.Text.Append(nil, clone); !bytes.Equal(got, text) {
			t.Errorf("%s: the text was\n%s\nand is\n%s", what, text, got)
		}
		if got := form.JSON.Append(nil, clone); !bytes.Equal(got, json) {
			t.Errorf("%s: the JSON was\n%s\nand is\n%s", what, json, got)
		}
		if !bytes.Equal(clone.Bytes(), c.b) {
			t.Errorf("%s: the octets are %x", what, clone.Bytes())
		}
	}
}
