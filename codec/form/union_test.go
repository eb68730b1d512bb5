package form_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestUnionOfTheRest keeps zeros after what a union holds that takes all that is left: nothing else tells how many.
func TestUnionOfTheRest(t *testing.T) {
	s := &codec.Struct{Name: "us", Members: []codec.Member{
		{Name: "us_kind", Kind: codec.U32},
		{Name: "us_value", Kind: codec.Bytes, Select: codec.ByField("us_kind", codec.Cases{
			{Value: 1, Spec: codec.Of(codec.U32)},
		})},
	}}
	enc := codec.Encoder{Registry: codec.NewRegistry(&codec.Protocol{Name: "NETLINK_U", Number: 3,
		Messages: []*codec.MessageType{{Type: 16, Name: "U",
			Set: codec.NewSet("U_", codec.Attrs{1: {Name: "S", Kind: codec.StructOf, Struct: s}})}}})}
	dec := codec.Decoder{Registry: enc.Registry}
	for _, c := range []struct{ payload, json string }{
		{"0100000007000000", `{"us_kind":1,"us_value":7}`},
		{"010000000700000000000000", `{"us_kind":1,"us_value":7},"hex":"010000000700000000000000"`},
		{"010000000700000001000000", `{"us_kind":1,"us_value":7},"hex":"010000000700000001000000"`},
	} {
		payload, err := hex.DecodeString(c.payload)
		if err != nil {
			t.Fatal(err)
		}
		r := codec.Request{Protocol: "NETLINK_U", Type: "U", Attrs: []codec.A{{Name: "S", Value: payload}}}
		b, err := enc.Append(nil, &r)
		if err != nil {
			t.Fatal(err)
		}
		var m codec.Message
		if err := dec.Decode(&m, codec.Context{Protocol: 3}, b); err != nil {
			t.Fatal(err)
		}
		text := form.JSON.Append(nil, &m)
		if !bytes.Contains(text, []byte(`"value":`+c.json)) {
			t.Errorf("%s is %s, want %s", c.payload, text, c.json)
		}
		for _, f := range []*form.Form{form.JSON, form.Pyroute2} {
			text := f.Append(nil, &m)
			if back, err := f.Parse(&enc, text); err != nil || !bytes.Equal(back, b) {
				t.Errorf("%s leads to %x, %v, want %x", text, back, err, b)
			}
		}
	}
}
