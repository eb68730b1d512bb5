package capturetest

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// RoundTrip turns each message of a capture into both textual forms and back into octets.
func RoundTrip(t *testing.T, c *Capture) {
	t.Helper()
	enc := codec.Encoder{Registry: Registry(), Resolver: c.Resolver}
	for _, m := range c.Messages {
		text := form.JSON.Append(nil, m.Message)
		back, err := form.JSON.Parse(&enc, text)
		checkBack(t, m, "JSON", text, back, err)
		text = form.Pyroute2.Append(nil, m.Message)
		back, err = form.Pyroute2.Parse(&enc, text)
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
