package oracle

import (
	"encoding/binary"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// newLink encodes an RTM_NEWLINK with these attributes, and decodes it.
func newLink(t *testing.T, seq uint32, attrs ...[]byte) *codec.Message {
	t.Helper()
	b := make([]byte, codec.HeaderLen+16)
	for _, a := range attrs {
		b = append(b, a...)
	}
	binary.LittleEndian.PutUint32(b, uint32(len(b)))
	binary.LittleEndian.PutUint16(b[4:], 16)
	binary.LittleEndian.PutUint32(b[8:], seq)
	m := new(codec.Message)
	d := codec.Decoder{Registry: capturetest.Registry()}
	if err := d.Decode(m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

// attr encodes an attribute.
func attr(typ uint16, payload ...byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(4+len(payload)))
	b = append(binary.LittleEndian.AppendUint16(b, typ), payload...)
	return append(b, make([]byte, -len(b)&3)...)
}

// Numbers of linux/if_link.h.
const (
	iflaIfname = 3
	iflaMTU    = 4
	iflaStats  = 7
)

func captureOf(messages ...*codec.Message) *capturetest.Capture {
	c := &capturetest.Capture{Name: "made"}
	for _, m := range messages {
		c.Messages = append(c.Messages, capturetest.Message{Message: m, Record: &captures.Record{}})
	}
	return c
}
