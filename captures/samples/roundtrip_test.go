package samples_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestRoundTrips turns each message into both textual forms and back into octets.
func TestRoundTrips(t *testing.T) {
	each(t, func(t *testing.T, c *capture) {
		enc := codec.Encoder{Registry: registry(), Resolver: c.resolver}
		for _, m := range c.messages {
			text := m.AppendJSON(nil)
			back, err := enc.JSON(text)
			checkBack(t, m, "JSON", text, back, err)
			text = m.AppendPyroute2(nil)
			back, err = enc.Pyroute2(text)
			checkBack(t, m, "pyroute2's form", text, back, err)
		}
	})
}

func checkBack(t *testing.T, m message, form string, text, back []byte, err error) {
	t.Helper()
	if err != nil || !bytes.Equal(back, m.Bytes()) {
		t.Errorf("%s: %s through %s: %v\ntext %s\nwant %x\ngot  %x", m.record.Pos, m.Name(), form, err, text, m.Bytes(), back)
	}
}
