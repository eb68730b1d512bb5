package layers_test

import (
	"encoding/hex"
	"net"
	"testing"

	"github.com/google/gopacket"
	gplayers "github.com/google/gopacket/layers"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols"
	"github.com/nlkit/nlkit/protocols/layers"
)

// TestNetlink decodes a request as `ip link` sends it, with the header of link type 253, in gopacket.
func TestNetlink(t *testing.T) {
	data, _ := hex.DecodeString("000703380000000000000000000000" + "00" + "28000000120001030100000000000000" +
		"1100000000000000000000000800" + "1d0001000000")
	p := gopacket.NewPacket(data, gplayers.LinkType(253), gopacket.Default)
	n, ok := p.Layer(layers.LayerTypeNetlink).(*layers.Netlink)
	if !ok || len(n.Messages) == 0 {
		t.Fatalf("no netlink layer in %v", p)
	}
	if m := n.Messages[0]; m.Name() != "RTM_GETLINK" || n.Protocol != 0 || n.PacketType != 7 {
		t.Errorf("%s, protocol %d, packet type %d", m.Name(), n.Protocol, n.PacketType)
	}
	if p := gopacket.NewPacket(data[:10], gplayers.LinkType(253), gopacket.Default); p.ErrorLayer() == nil {
		t.Error("a header that is cut short is no fault")
	}
}

// TestDHCP4 gives gopacket the message of DHCP in a frame.
func TestDHCP4(t *testing.T) {
	const mac = "02:00:00:00:00:01"
	b, err := protocols.Append(nil,
		codec.A{Name: "eth", Value: map[string]any{"dhost": mac, "shost": mac}}, codec.A{Name: "ip4"},
		codec.A{Name: "udp", Value: map[string]any{"sport": 67, "dport": 68}},
		codec.A{Name: "dhcp4", Value: codec.Nested{Fixed: map[string]any{"op": 2}, Attrs: []codec.A{
			{Name: "domain_search", Value: []string{"a.example", "b.example"}}, {Name: "end"}}}})
	if err != nil {
		t.Fatal(err)
	}
	p := gopacket.NewPacket(b, gplayers.LinkTypeEthernet, gopacket.Default)
	d, ok := p.Layer(layers.LayerTypeDHCP4).(*layers.DHCP4)
	if !ok {
		t.Fatalf("no DHCP in %v", p)
	}
	if _, ok := d.Message.Attr("dhcp4", "domain_search"); !ok {
		t.Error("the option is not there")
	}
}

// TestBeyond names what the tables do not know, and nothing that they do.
func TestBeyond(t *testing.T) {
	mac := net.HardwareAddr{2, 0, 0, 0, 0, 1}
	ip := &gplayers.IPv4{Version: 4, IHL: 5, TTL: 64, Protocol: gplayers.IPProtocolUDP, SrcIP: net.IP{10, 0, 0, 1},
		DstIP: net.IP{10, 0, 0, 9}}
	dns := &gplayers.DNS{ID: 1, QDCount: 1, Questions: []gplayers.DNSQuestion{{Name: []byte("x"),
		Type:  gplayers.DNSTypeA,
		Class: gplayers.DNSClassIN}}}
	eth := func(t gplayers.EthernetType) *gplayers.Ethernet {
		return &gplayers.Ethernet{SrcMAC: mac, DstMAC: mac, EthernetType: t}
	}
	for _, c := range []struct {
		parts []gopacket.SerializableLayer
		want  string
	}{
		{[]gopacket.SerializableLayer{eth(0x800), ip, &gplayers.UDP{SrcPort: 5000, DstPort: 53}, dns}, "DNS"},
		{[]gopacket.SerializableLayer{eth(0x800), ip, &gplayers.UDP{SrcPort: 5000, DstPort: 5001},
			gopacket.Payload("x")}, ""},
		{[]gopacket.SerializableLayer{eth(0x88cc), gopacket.Payload{2, 7, 4, 2, 0, 0, 0, 0, 1, 4, 2, 1, 'e', 6, 2, 0,
			9, 0, 0}},
			"LinkLayerDiscovery"},
		{[]gopacket.SerializableLayer{eth(0x88b5), gopacket.Payload("x")}, ""},
	} {
		b := gopacket.NewSerializeBuffer()
		if err := gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true}, c.parts...); err != nil {
			t.Fatal(err)
		}
		p, _ := protocols.Decode(b.Bytes(), "eth")
		if got := layers.Beyond(&p.Message); got != c.want {
			t.Errorf("got %q, want %q of %v", got, c.want, c.parts[len(c.parts)-1])
		}
	}
}
