package host

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

func message(typ uint16, payload ...byte) []byte {
	b := codec.Header{Len: uint32(codec.HeaderLen + len(payload)), Type: typ}.Append(nil, BigEndian)
	return append(b, payload...)
}

// TestMessages cuts datagrams that end in every way the wire knows.
func TestMessages(t *testing.T) {
	one, two := message(17, 1, 2, 3, 4), message(18, 9)
	torn := message(19, 1, 2, 3, 4)
	torn = torn[:len(torn)-2]
	for name, c := range map[string]struct {
		datagram []byte
		messages int
		rest     []byte
	}{
		"nothing":         {nil, 0, nil},
		"one":             {one, 1, nil},
		"unaligned end":   {append(bytes.Clone(one), two...), 2, nil},
		"zeros behind":    {append(bytes.Clone(one), make([]byte, 32)...), 1, make([]byte, 32)},
		"torn":            {append(bytes.Clone(one), torn...), 1, torn},
		"length below 16": {message(0)[:4], 0, message(0)[:4]},
	} {
		var messages int
		var rest []byte
		for m, ok := range Messages(c.datagram) {
			if ok {
				messages++
			} else {
				rest = m
			}
		}
		if messages != c.messages || !bytes.Equal(rest, c.rest) {
			t.Errorf("%s: %d messages, rest %x; want %d, %x", name, messages, rest, c.messages, c.rest)
		}
	}
}
