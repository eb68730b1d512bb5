package pcap

import (
	"fmt"

	"github.com/google/gopacket/layers"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
)

const linkEthernet = 1 // LINKTYPE_ETHERNET of libpcap

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
	case linkType == linkEthernet:
		r.Link = captures.Ethernet
		r.AddComment(packetName(data, layers.LinkTypeEthernet))
	case ok: // Linux cooked
		r.Link = captures.Other
		r.AddComment("Linux cooked " + packetName(data[c.Len:], layers.EthernetType(c.Protocol)))
	default:
		r.Link = captures.Other
		r.AddComment(linkName(linkType))
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
