package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// TestBool tells yes and no from other values, and from integers that are none.
func TestBool(t *testing.T) {
	const u8, boolean, onOff = 1, 14, 33
	for _, c := range []struct {
		typ     uint16
		payload string
		v, ok   bool
	}{
		{boolean, "00", false, true}, {boolean, "01", true, true}, {boolean, "02", false, false},
		{onOff, "01", true, true}, {boolean, "", false, false}, {u8, "01", false, false},
	} {
		var m codec.Message
		_ = codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, codectest.KitchenMessage(t, c.typ, c.payload))
		for a := range m.Root().Children() {
			content := a.Content()
			if v, ok := content.Bool(); v != c.v || ok != c.ok {
				t.Errorf("%s %q is %v, %v", a.Name(), c.payload, v, ok)
			}
		}
	}
}
