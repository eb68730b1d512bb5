package layers

import (
	"strings"

	"github.com/google/gopacket"
	gplayers "github.com/google/gopacket/layers"

	"github.com/nlkit/nlkit/codec"
)

// Beyond names what gopacket knows of the payload of a packet, which the tables do not describe: "DNS"; "" if nothing.
func Beyond(m *codec.Message) string {
	if !m.IsPacket() {
		return ""
	}
	payload, ok := m.Attr("payload")
	if !ok {
		return ""
	}
	first, from := carrier(m)
	if first == nil {
		return ""
	}
	data := m.Bytes()[from:payload.End():payload.End()]
	p := gopacket.NewPacket(data, first, gopacket.DecodeOptions{NoCopy: true})
	var names []string
	for _, l := range p.Layers() { // their contents are parts of the packet: their capacity tells where
		switch l.(type) {
		case *gopacket.DecodeFailure, *gopacket.Payload, *gopacket.Fragment:
			continue
		}
		if at := len(data) - cap(l.LayerContents()); len(l.LayerContents()) > 0 && from+at >= payload.Offset() {
			names = append(names, l.LayerType().String())
		}
	}
	return strings.Join(names, " ")
}

// carrier returns what gopacket is to take the octets from a place on for: a network layer or, without one, what a
// frame says it carries.
func carrier(m *codec.Message) (first gopacket.Decoder, from int) {
	for a := range m.Root().Children() {
		switch a.Name() {
		case "ip4":
			return gplayers.LayerTypeIPv4, a.Offset()
		case "ip6":
			return gplayers.LayerTypeIPv6, a.Offset()
		case "llc":
			return gplayers.LayerTypeLLC, a.Offset()
		}
		for _, member := range []string{"ether_type", "vlan_type", "sll_protocol", "sll2_protocol"} {
			if v, ok := a.Field(member); ok {
				first, from = gplayers.EthernetType(v), a.End()
			}
		}
	}
	return first, from
}
