package codec_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestSplitOfProtocol cuts datagrams of the protocols that have exceptions, and brings their messages back from JSON.
func TestSplitOfProtocol(t *testing.T) {
	text := []byte("audit(1795270052.693:42): arch=c000003e syscall=44\n\x00")
	record := append(codec.Header{Len: uint32(len(text)), Type: 1300}.Append(nil, false), text...)
	uevent := []byte("add@/devices/x\x00ACTION=add\x00")
	answer := append(codec.Header{Len: 20, Type: codec.TypeDone}.Append(nil, false), 0, 0, 0, 0)
	reg := tables.Registry()
	for _, c := range []struct {
		what     string
		protocol int
		datagram []byte
		first    int
	}{
		{"audit record", 9, record, len(record)},
		{"two audit answers", 9, append(bytes.Clone(answer), answer...), len(answer)},
		{"uevent", 15, uevent, len(uevent)},
		{"route", 0, append(bytes.Clone(answer), make([]byte, 16)...), len(answer)},
	} {
		msg, _, err := reg.Protocol(c.protocol).Split(c.datagram, false)
		if err != nil || len(msg) != c.first {
			t.Errorf("%s: first message of %d octets, %v; want %d", c.what, len(msg), err, c.first)
			continue
		}
		var m codec.Message
		d := codec.Decoder{Registry: reg}
		_ = d.Decode(&m, codec.Context{Protocol: c.protocol}, msg)
		if faults := m.Faults(); len(faults) > 0 {
			t.Errorf("%s: %v", c.what, faults)
		}
		enc := codec.Encoder{Registry: reg}
		back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, &m))
		if err != nil || !bytes.Equal(back, msg) {
			t.Errorf("%s: %x became %x, %v\n%s", c.what, msg, back, err, form.JSON.Append(nil, &m))
		}
	}
	var m codec.Message
	d := codec.Decoder{Registry: reg}
	connector := append(codec.Header{Len: 20, Type: 3}.Append(nil, false), 1, 0, 0, 0)
	if _ = d.Decode(&m, codec.Context{Protocol: 11}, connector); m.IsControl() {
		t.Errorf("the connector's type 3 reads as %s", m.Name())
	}
}
