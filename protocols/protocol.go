package protocols

import "github.com/nlkit/nlkit/codec"

// Link is what the numbers of packet protocols are above the link types of libpcap, LINKTYPE_*, so that they are not
// those of netlink protocols.
const Link = 1 << 16

// The protocols of packets, by what they start with.
var (
	Ethernet = link(1, "LINKTYPE_ETHERNET", layerEth)
	Raw      = link(101, "LINKTYPE_RAW", layerIP4) // IPv4 or IPv6
	SLL      = link(113, "LINKTYPE_LINUX_SLL", layerSLL)
	IPv4     = link(228, "LINKTYPE_IPV4", layerIP4)
	IPv6     = link(229, "LINKTYPE_IPV6", layerIP6)
	SLL2     = link(276, "LINKTYPE_LINUX_SLL2", layerSLL2)

	bareDHCP4 = link(0xffff, "DHCP4", layerDHCP4) // of no link, and in no registry but ours
)

// Protocols is the protocols of packets, for registries.
var Protocols = []*codec.Protocol{Ethernet, Raw, SLL, IPv4, IPv6, SLL2}

// link makes a protocol of packets of a link type of libpcap, which start with a layer.
func link(linkType int, name string, first uint16) *codec.Protocol {
	return &codec.Protocol{
		Name: name, Number: Link + linkType, Headless: true,
		Fallback: &codec.MessageType{Set: codec.NewFramedSet(&codec.Framing{Name: "packet", Align: 1,
			Layers: &codec.Layers{First: first, Payload: layerPayload, Trailer: layerTrailer}}, "", layerAttrs)},
	}
}

// The numbers of layers. They are ours: nothing on the wire has them.
const (
	layerPayload = 1 + iota
	layerTrailer
	layerEth
	layerVLAN
	layerLLC
	layerSNAP
	layerSLL
	layerSLL2
	layerARP
	layerARPAny
	layerIP4
	layerIP6
	layerHopOpts
	layerRouting
	layerFrag
	layerDstOpts
	layerAH
	layerESP
	layerUDP
	layerTCP
	layerICMP
	layerICMPEcho
	layerICMPTimestamp
	layerICMPRedirect
	layerICMPMTU
	layerICMPPointer
	layerICMPUnused
	layerICMP6
	layerICMP6Echo
	layerICMP6MTU
	layerICMP6Pointer
	layerICMP6Unused
	layerRS
	layerRA
	layerNS
	layerNA
	layerNDRedirect
	layerMLD
	layerMLDQuery
	layerMLDReport
	layerIGMP
	layerIGMPGroup
	layerIGMP3Query
	layerIGMPReport
	layerDHCP4
	layerBOOTP
)

// layerAttrs is the layers, each in the file of its name.
var layerAttrs = codec.Attrs{
	layerPayload:       {Name: "payload", Kind: codec.Bytes, Doc: "what no table describes"},
	layerTrailer:       {Name: "trailer", Kind: codec.Bytes, Doc: "octets after the packet, as pad short frames"},
	layerEth:           ethLayer,
	layerVLAN:          vlanLayer,
	layerLLC:           llcLayer,
	layerSNAP:          snapLayer,
	layerSLL:           sllLayer,
	layerSLL2:          sll2Layer,
	layerARP:           arpLayer,
	layerARPAny:        arpAnyLayer,
	layerIP4:           ip4Layer,
	layerIP6:           ip6Layer,
	layerHopOpts:       hopOptsLayer,
	layerRouting:       routingLayer,
	layerFrag:          fragLayer,
	layerDstOpts:       dstOptsLayer,
	layerAH:            ahLayer,
	layerESP:           espLayer,
	layerUDP:           udpLayer,
	layerTCP:           tcpLayer,
	layerICMP:          icmpLayer,
	layerICMPEcho:      icmpEchoLayer,
	layerICMPTimestamp: icmpTimestampLayer,
	layerICMPRedirect:  icmpRedirectLayer,
	layerICMPMTU:       icmpMTULayer,
	layerICMPPointer:   icmpPointerLayer,
	layerICMPUnused:    icmpUnusedLayer,
	layerICMP6:         icmp6Layer,
	layerICMP6Echo:     icmp6EchoLayer,
	layerICMP6MTU:      icmp6MTULayer,
	layerICMP6Pointer:  icmp6PointerLayer,
	layerICMP6Unused:   icmp6UnusedLayer,
	layerRS:            rsLayer,
	layerRA:            raLayer,
	layerNS:            nsLayer,
	layerNA:            naLayer,
	layerNDRedirect:    ndRedirectLayer,
	layerMLD:           mldLayer,
	layerMLDQuery:      mldQueryLayer,
	layerMLDReport:     mldReportLayer,
	layerIGMP:          igmpLayer,
	layerIGMPGroup:     igmpGroupLayer,
	layerIGMP3Query:    igmp3QueryLayer,
	layerIGMPReport:    igmpReportLayer,
	layerDHCP4:         dhcp4Layer,
	layerBOOTP:         bootpLayer,
}
