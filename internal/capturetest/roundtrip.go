package capturetest

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// RoundTrip turns each message of a capture into both textual forms and back into octets.
func RoundTrip(t *testing.T, c *Capture) {
	t.Helper()
	enc := codec.Encoder{Registry: Registry(), Resolver: c.Resolver}
	for _, m := range c.Messages {
		text := m.AppendJSON(nil)
		back, err := enc.JSON(text)
		checkBack(t, m, "JSON", text, back, err)
		text = m.AppendPyroute2(nil)
		back, err = enc.Pyroute2(text)
		checkBack(t, m, "pyroute2's form", text, back, err)
	}
}

func checkBack(t *testing.T, m Message, form string, text, back []byte, err error) {
	t.Helper()
	if err != nil || !bytes.Equal(back, m.Bytes()) {
		t.Errorf("%s: %s through %s: %v\ntext %s\nwant %x\ngot  %x", m.Record.Pos, m.Name(), form, err,
			text, m.Bytes(), back)
	}
}
