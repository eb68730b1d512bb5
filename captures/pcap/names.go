package pcap

import (
	"fmt"
	"net"
	"net/netip"
	"strings"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// packetName names a packet of a network by its layers and addresses: "IPv4 UDP DHCPv4 Discover 0.0.0.0:68 > …:67".
func packetName(data []byte, first gopacket.Decoder) string {
	p := gopacket.NewPacket(data, first, gopacket.DecodeOptions{NoCopy: true})
	var words []string
	for _, l := range p.Layers() {
		if w := layerName(l); w != "" {
			words = append(words, w)
		}
	}
	if len(words) == 0 || words[0] == damaged {
		return unknownPayload(p)
	}
	if ends := packetEnds(p); ends != "" {
		words = append(words, ends)
	}
	return strings.Join(words, " ")
}

// damaged stands for what could not be decoded.
const damaged = "(damaged)"

// layerName returns the word for a layer, or "" for one that every packet has.
func layerName(l gopacket.Layer) string {
	switch l := l.(type) {
	case *layers.Ethernet, *layers.LinuxSLL, *gopacket.Payload, *gopacket.Fragment:
		return ""
	case *gopacket.DecodeFailure:
		return damaged
	case *layers.Dot1Q:
		return fmt.Sprintf("VLAN %d", l.VLANIdentifier)
	case *layers.ARP:
		return arpName(l)
	case *layers.DHCPv4:
		return "DHCPv4 " + dhcpName(l)
	case *layers.ICMPv4:
		return "ICMPv4 " + l.TypeCode.String()
	case *layers.ICMPv6:
		return "ICMPv6 " + l.TypeCode.String()
	}
	name := l.LayerType().String()
	if name == "IPv6HopByHop" || strings.HasPrefix(name, "ICMPv6") || strings.HasPrefix(name, "MLDv") {
		return "" // the kind of ICMPv6 says as much
	}
	return name
}

func arpName(a *layers.ARP) string {
	target, _ := netip.AddrFromSlice(a.DstProtAddress)
	source, _ := netip.AddrFromSlice(a.SourceProtAddress)
	switch a.Operation {
	case layers.ARPRequest:
		return fmt.Sprintf("ARP who has %s? tell %s", target, source)
	case layers.ARPReply:
		return fmt.Sprintf("ARP %s is at %s", source, net.HardwareAddr(a.SourceHwAddress))
	}
	return fmt.Sprintf("ARP operation %d", a.Operation)
}

func dhcpName(d *layers.DHCPv4) string {
	for _, o := range d.Options {
		if o.Type == layers.DHCPOptMessageType && len(o.Data) == 1 {
			return layers.DHCPMsgType(o.Data[0]).String()
		}
	}
	return d.Operation.String()
}

// packetEnds returns "source > destination" with the ports, if the packet has any.
func packetEnds(p gopacket.Packet) string {
	nl := p.NetworkLayer()
	if nl == nil {
		return ""
	}
	src, dst := nl.NetworkFlow().Endpoints()
	if len(src.Raw()) == 0 { // cut short: such ends cannot be printed
		return ""
	}
	var srcPort, dstPort gopacket.Endpoint
	if t := p.TransportLayer(); t != nil {
		srcPort, dstPort = t.TransportFlow().Endpoints()
	}
	if len(srcPort.Raw()) == 0 {
		return fmt.Sprintf("%s > %s", src, dst)
	}
	join := func(addr, port gopacket.Endpoint) string { return net.JoinHostPort(addr.String(), port.String()) }
	return join(src, srcPort) + " > " + join(dst, dstPort)
}

// unknownPayload names a frame of which nothing but the link layer was understood.
func unknownPayload(p gopacket.Packet) string {
	if eth, ok := p.LinkLayer().(*layers.Ethernet); ok {
		return fmt.Sprintf("Ethernet type 0x%04x %s > %s", uint16(eth.EthernetType), eth.SrcMAC, eth.DstMAC)
	}
	return "frame cut short in its link layer"
}
