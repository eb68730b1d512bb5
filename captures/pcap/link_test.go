package pcap

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols"
)

// TestCooked reads the headers before datagrams, and frames that are none.
func TestCooked(t *testing.T) {
	request, event := recordtest.Message(binary.LittleEndian, 18, 0), recordtest.Message(binary.LittleEndian, 16, 0)
	event[6] = 0
	v1 := func(packetType, hardware byte, protocol uint16, data ...byte) []byte {
		head := []byte{0, packetType, 3, hardware, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte(protocol >> 8), byte(protocol)}
		return append(head, data...)
	}
	v2 := func(packetType byte, protocol uint16, data ...byte) []byte {
		head := []byte{byte(protocol >> 8), byte(protocol), 0, 0, 0, 0, 0, 1, 3, 0x38, packetType}
		return append(append(head, make([]byte, 9)...), data...)
	}
	for _, tc := range []struct {
		name      string
		link      uint32
		data      []byte
		kind      captures.Link
		direction codec.Direction
		protocol  int
		octets    int
		comment   string
	}{
		{"to the kernel", 253, v1(7, 0x38, 16, event...), captures.Netlink, codec.Sent, 16, 16, ""},
		{"to user space", 253, v1(6, 0x38, 0, request...), captures.Netlink, codec.Received, 0, 16, ""},
		{"outgoing, a request", 253, v1(4, 0x38, 0, request...), captures.Netlink, codec.Sent, 0, 16, ""},
		{"outgoing, an event", 113, v1(4, 0x38, 0, event...), captures.Netlink, codec.Received, 0, 16, ""},
		{"of an unknown protocol", 113, v1(4, 0x38, 0xffff, event...), captures.Netlink, codec.Received,
			captures.ProtocolUnknown, 16, ""},
		{"version 2", 276, v2(7, 12, event...), captures.Netlink, codec.Sent, 12, 16, ""},
		{"version 2, cut short", 276, v2(7, 12)[:19], captures.Packet, codec.DirectionUnknown, protocols.SLL2.Number,
			19, ""},
		{"version 2, no octets", 276, v2(7, 12), captures.Netlink, codec.DirectionUnknown, 12, 0, ""},
		{"cut short", 253, v1(7, 0x38, 0)[:15], captures.Other, codec.DirectionUnknown, captures.ProtocolUnknown, 15,
			"netlink packet cut short in its cooked header"},
		{"other hardware", 253, v1(7, 0x39, 0), captures.Other, codec.DirectionUnknown, captures.ProtocolUnknown, 16,
			"netlink packet cut short in its cooked header"},
		{"cooked Ethernet", 113, v1(0, 1, 0x88b5, 1), captures.Packet, codec.DirectionUnknown, protocols.SLL.Number,
			17, ""},
		{"a link type with a name", 127, nil, captures.Other, codec.DirectionUnknown, captures.ProtocolUnknown, 0,
			"link type 127 (RadioTap)"},
		{"one without a name", 255, nil, captures.Other, codec.DirectionUnknown, captures.ProtocolUnknown, 0,
			"link type 255 (unknown)"},
		{"one that names stop before", 256, nil, captures.Other, codec.DirectionUnknown, captures.ProtocolUnknown, 0,
			"link type 256 (unknown)"},
	} {
		r := captures.Record{Protocol: captures.ProtocolUnknown, OriginalLen: len(tc.data)}
		fillPacket(&r, tc.link, slices.Clone(tc.data), false)
		if r.Link != tc.kind || r.Direction != tc.direction || r.Protocol != tc.protocol || len(r.Data) != tc.octets ||
			r.OriginalLen != tc.octets || r.Comment != tc.comment {
			t.Errorf("%s: %+v", tc.name, r)
		}
	}
}
