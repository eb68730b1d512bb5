package captures

import (
	"encoding/binary"
	"fmt"

	"github.com/google/gopacket/layers"
)

// Link types of packet captures (LINKTYPE_* of libpcap).
const (
	linkEthernet = 1
	linkSLL      = 113 // Linux cooked v1
	linkNetlink  = 253
	linkSLL2     = 276 // Linux cooked v2
)

// Facts of the headers before each datagram. That of link type 253 is laid out as that of Linux cooked v1.
const (
	sllLen         = 16
	sll2Len        = 20
	arphrdNetlink  = 824    // ARPHRD_NETLINK (linux/if_arp.h)
	noProtocol     = 0xffff // what we write if it is unknown
	packetOutgoing = 4      // PACKET_OUTGOING (linux/if_packet.h): what nlmon gives every datagram
	packetUser     = 6      // PACKET_USER: to user space
	packetKernel   = 7      // PACKET_KERNEL: to the kernel
)

// cooked is what the header before a datagram says.
type cooked struct {
	length     int // of the header
	packetType uint16
	hardware   uint16
	protocol   uint16
}

// parseCooked reads the header before a datagram. ok is false for other link types and if the header is cut short.
func parseCooked(linkType uint32, data []byte) (c cooked, ok bool) {
	be := binary.BigEndian
	switch {
	case (linkType == linkNetlink || linkType == linkSLL) && len(data) >= sllLen:
		return cooked{sllLen, be.Uint16(data), be.Uint16(data[2:]), be.Uint16(data[14:])}, true
	case linkType == linkSLL2 && len(data) >= sll2Len:
		return cooked{sll2Len, uint16(data[10]), be.Uint16(data[8:]), be.Uint16(data)}, true
	}
	return cooked{}, false
}

// appendCooked appends the header of link type 253.
func appendCooked(dst []byte, d Direction, protocol int) []byte {
	packetType := uint16(packetOutgoing)
	switch d {
	case Sent:
		packetType = packetKernel
	case Received:
		packetType = packetUser
	}
	dst = binary.BigEndian.AppendUint16(dst, packetType)
	dst = binary.BigEndian.AppendUint16(dst, arphrdNetlink)
	dst = append(dst, make([]byte, 10)...) // length of the address, address
	return binary.BigEndian.AppendUint16(dst, uint16(protocol))
}

// fillPacket puts a packet of a capture into r, whose OriginalLen is that of the packet. bigEndian is the byte order of
// the capture file, which is mostly that of the host.
func fillPacket(r *Record, linkType uint32, data []byte, bigEndian bool) {
	r.Data = data
	c, ok := parseCooked(linkType, data)
	switch {
	case ok && c.hardware == arphrdNetlink:
		fillNetlink(r, c, bigEndian)
	case linkType == linkNetlink:
		r.Link = Other
		r.addComment("netlink packet cut short in its cooked header")
	case linkType == linkEthernet:
		r.Link = Ethernet
		r.addComment(packetName(data, layers.LinkTypeEthernet))
	case ok: // Linux cooked
		r.Link = Other
		r.addComment("Linux cooked " + packetName(data[c.length:], layers.EthernetType(c.protocol)))
	default:
		r.Link = Other
		r.addComment(linkName(linkType))
	}
}

func fillNetlink(r *Record, c cooked, bigEndian bool) {
	r.Data = r.Data[c.length:]
	r.OriginalLen = max(r.OriginalLen-c.length, len(r.Data))
	if c.protocol != noProtocol {
		r.Protocol = int(c.protocol)
	}
	r.BigEndian = isBigEndian(r.Data, bigEndian)
	if len(r.Data) == 0 && r.OriginalLen == 0 {
		return
	}
	switch c.packetType {
	case packetUser:
		r.Direction = Received
	case packetKernel:
		r.Direction = Sent
	default:
		if r.Direction == DirectionUnknown {
			r.Direction = guessDirection(r.Data, r.BigEndian, r.Protocol)
		}
	}
}

// linkName names a link type that is not read.
func linkName(linkType uint32) string {
	name := "unknown"
	if linkType < 256 {
		if n := layers.LinkType(linkType).String(); n != "UnknownLinkType" {
			name = n
		}
	}
	return fmt.Sprintf("link type %d (%s)", linkType, name)
}

// addComment appends to the comment.
func (r *Record) addComment(s string) {
	switch {
	case s == "":
	case r.Comment == "":
		r.Comment = s
	default:
		r.Comment += "; " + s
	}
}
