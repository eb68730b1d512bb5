package pcap

import (
	"fmt"

	"github.com/google/gopacket/layers"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/protocols"
)

// fillPacket puts a packet of a capture into r, whose OriginalLen is that of the packet. bigEndian is the byte order of
// the capture file, which is mostly that of the host.
func fillPacket(r *captures.Record, linkType uint32, data []byte, bigEndian bool) {
	r.Data = data
	c, ok := cooked.Parse(linkType, data)
	switch {
	case ok && c.Hardware == cooked.Hardware:
		c.Fill(r, bigEndian)
	case linkType == cooked.Netlink:
		r.Link = captures.Other
		r.AddComment("netlink packet cut short in its cooked header")
	case packets[linkType]:
		r.Link, r.Protocol = captures.Packet, protocols.Link+int(linkType)
	default:
		r.Link = captures.Other
		r.AddComment(linkName(linkType))
	}
}

// packets is the link types that the tables of packets describe.
var packets = func() map[uint32]bool {
	known := map[uint32]bool{}
	for _, p := range protocols.Protocols {
		known[uint32(p.Number-protocols.Link)] = true
	}
	return known
}()

// linkTypeOf returns the link type of what a record holds; ok is false if nobody knows it.
func linkTypeOf(r *captures.Record) (linkType uint32, ok bool) {
	switch r.Link {
	case captures.Netlink:
		return cooked.Netlink, true
	case captures.Packet:
		return uint32(r.Protocol - protocols.Link), true
	}
	return 0, false
}

// appendPacket appends the octets of a record as they stand in a packet of its link type.
func appendPacket(dst []byte, r *captures.Record) []byte {
	if r.Link == captures.Netlink {
		dst = cooked.Append(dst, r.Direction, r.Protocol)
	}
	return append(dst, r.Data...)
}

// cookedLen is how many octets appendPacket puts before those of the record.
func cookedLen(r *captures.Record) int {
	if r.Link == captures.Netlink {
		return cooked.Len
	}
	return 0
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
