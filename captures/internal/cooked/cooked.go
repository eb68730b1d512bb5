// Package cooked reads and writes the headers that packet captures have before each netlink datagram.
package cooked

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// Link types of packet captures (LINKTYPE_* of libpcap).
const (
	SLL     = 113 // Linux cooked v1
	Netlink = 253
	SLL2    = 276 // Linux cooked v2
)

// Facts of the headers before each datagram. That of link type 253 is laid out as that of Linux cooked v1.
const (
	Len            = 16
	Len2           = 20
	Hardware       = 824    // ARPHRD_NETLINK (linux/if_arp.h)
	noProtocol     = 0xffff // what we write if it is unknown
	packetOutgoing = 4      // PACKET_OUTGOING (linux/if_packet.h): what nlmon gives every datagram
	packetUser     = 6      // PACKET_USER: to user space
	packetKernel   = 7      // PACKET_KERNEL: to the kernel
)

// Header is what the header before a datagram says.
type Header struct {
	Len        int // of the header
	PacketType uint16
	Hardware   uint16
	Protocol   uint16
}

// Parse reads the header before a datagram. ok is false for other link types and if the header is cut short.
func Parse(linkType uint32, data []byte) (h Header, ok bool) {
	be := binary.BigEndian
	switch {
	case (linkType == Netlink || linkType == SLL) && len(data) >= Len:
		return Header{Len, be.Uint16(data), be.Uint16(data[2:]), be.Uint16(data[14:])}, true
	case linkType == SLL2 && len(data) >= Len2:
		return Header{Len2, uint16(data[10]), be.Uint16(data[8:]), be.Uint16(data)}, true
	}
	return Header{}, false
}

// IsNetlink reports whether a header of link type 253 is one, where octets may be anything else.
func (h Header) IsNetlink() bool { return h.Hardware == Hardware && h.PacketType <= packetKernel }

// Append appends the header of link type 253.
func Append(dst []byte, d codec.Direction, protocol int) []byte {
	packetType := uint16(packetOutgoing)
	switch d {
	case codec.Sent:
		packetType = packetKernel
	case codec.Received:
		packetType = packetUser
	}
	dst = binary.BigEndian.AppendUint16(dst, packetType)
	dst = binary.BigEndian.AppendUint16(dst, Hardware)
	dst = append(dst, make([]byte, 10)...) // length of the address, address
	return binary.BigEndian.AppendUint16(dst, uint16(protocol))
}

// Fill makes r, whose Data starts with the header, the datagram after it. bigEndian is the byte order of the capture,
// which is mostly that of the host.
func (h Header) Fill(r *captures.Record, bigEndian bool) {
	r.Data = r.Data[h.Len:]
	r.OriginalLen = max(r.OriginalLen-h.Len, len(r.Data))
	if h.Protocol != noProtocol {
		r.Protocol = int(h.Protocol)
	}
	r.BigEndian = nlmsg.IsBigEndian(r.Data, bigEndian)
	if len(r.Data) == 0 && r.OriginalLen == 0 {
		return
	}
	switch h.PacketType {
	case packetUser:
		r.Direction = codec.Received
	case packetKernel:
		r.Direction = codec.Sent
	default:
		if r.Direction == codec.DirectionUnknown {
			r.Direction = nlmsg.GuessDirection(r.Data, r.BigEndian, r.Protocol)
		}
	}
}
