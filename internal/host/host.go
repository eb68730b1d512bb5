// Package host reads and writes message headers in the byte order of the running machine, for what talks to its kernel.
package host

import (
	"encoding/binary"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// BigEndian tells the byte order of the running machine.
var BigEndian = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// Order is the byte order of the running machine.
var Order = binary.NativeEndian

// Header reads the nlmsghdr that b starts with; b holds at least codec.HeaderLen octets.
func Header(b []byte) codec.Header {
	_ = b[codec.HeaderLen-1]
	return codec.Header{
		Len: Order.Uint32(b), Type: Order.Uint16(b[4:]), Flags: Order.Uint16(b[6:]),
		Seq: Order.Uint32(b[8:]), PortID: Order.Uint32(b[12:]),
	}
}

// Flags reads the nlmsg_flags of the nlmsghdr that b starts with.
func Flags(b []byte) uint16 { return Order.Uint16(b[6:]) }

// PutHeader overwrites the nlmsghdr that b starts with.
func PutHeader(b []byte, h codec.Header) { h.Append(b[:0], BigEndian) }

// Messages is MessagesOf for protocols without exceptions.
func Messages(datagram []byte) iter.Seq2[[]byte, bool] { return MessagesOf(nil, datagram) }

// MessagesOf cuts a datagram of a protocol, which may be nil, into its messages. What stands after the last one, if it
// is no message, comes out last with ok false: padding, or octets whose length makes no sense.
func MessagesOf(p *codec.Protocol, datagram []byte) iter.Seq2[[]byte, bool] {
	return MessagesIn(p, datagram, BigEndian)
}

// MessagesIn is MessagesOf for a datagram of a machine of any byte order.
func MessagesIn(p *codec.Protocol, datagram []byte, big bool) iter.Seq2[[]byte, bool] {
	order := binary.ByteOrder(binary.LittleEndian)
	if big {
		order = binary.BigEndian
	}
	return func(yield func([]byte, bool) bool) {
		for len(datagram) > 0 {
			msg, rest, err := p.Split(datagram, big)
			if err != nil || len(msg) == 0 || (p == nil || !p.Headless) && int(order.Uint32(msg)) > len(msg) {
				yield(datagram, false)
				return
			}
			if !yield(msg, true) {
				return
			}
			datagram = rest
		}
	}
}

// Rest is what stands after the first message of a datagram, whole or not. The datagram holds a header at least.
func Rest(datagram []byte) []byte {
	length := int64(Order.Uint32(datagram))
	return datagram[min(max(length+3, codec.HeaderLen)&^3, int64(len(datagram))):]
}

// Align appends zeros until what was appended since start is aligned as messages and attributes are.
func Align(b []byte, start int) []byte {
	for (len(b)-start)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// AppendAttr appends an attribute and the padding after it.
func AppendAttr(b []byte, typ uint16, payload []byte) []byte {
	start := len(b)
	b = Order.AppendUint16(b, uint16(4+len(payload)))
	b = Order.AppendUint16(b, typ)
	return Align(append(b, payload...), start)
}
