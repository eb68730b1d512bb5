// Package layers gives gopacket the packets and messages that this project describes: importing it registers them, so
// that gopacket.NewPacket decodes link type 253 (netlink), and DHCP, which gopacket's own layer reads in part only. It
// also names what gopacket knows and package protocols does not.
//
// It is apart from package protocols, which needs no gopacket, and whose users do not pay for the tables that gopacket
// fills at start-up.
package layers

import (
	"encoding/binary"
	"errors"

	"github.com/google/gopacket"
	gplayers "github.com/google/gopacket/layers"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/protocols"
)

// Numbers of our layers. gopacket wants those of programs above 1000; these are link type and port.
const (
	numberNetlink = 20253
	numberDHCP4   = 20067
)

// linkTypeNetlink is LINKTYPE_NETLINK.
const linkTypeNetlink = 253

// The types of our layers.
var (
	LayerTypeNetlink = gopacket.RegisterLayerType(numberNetlink,
		gopacket.LayerTypeMetadata{Name: "Netlink", Decoder: gopacket.DecodeFunc(decodeNetlink)})
	LayerTypeDHCP4 = gopacket.RegisterLayerType(numberDHCP4,
		gopacket.LayerTypeMetadata{Name: "DHCP4", Decoder: gopacket.DecodeFunc(decodeDHCP4)})
)

func init() {
	gplayers.LinkTypeMetadata[linkTypeNetlink] = gplayers.EnumMetadata{
		DecodeWith: gopacket.DecodeFunc(decodeNetlink), Name: "Netlink", LayerType: LayerTypeNetlink,
	}
	for _, port := range []gplayers.UDPPort{67, 68} {
		gplayers.RegisterUDPPortLayerType(port, LayerTypeDHCP4)
	}
}

// Netlink is a netlink datagram with the header that link type 253 has before it.
type Netlink struct {
	gplayers.BaseLayer
	PacketType uint16 // PACKET_KERNEL, PACKET_USER…
	Protocol   uint16 // netlink protocol number
	// Messages are the messages of the datagram, those that are damaged included: each has its Faults.
	Messages []*codec.Message
}

// LayerType returns LayerTypeNetlink.
func (*Netlink) LayerType() gopacket.LayerType { return LayerTypeNetlink }

// cookedLen is the octets of the header of link type 253.
const cookedLen = 16

func decodeNetlink(data []byte, p gopacket.PacketBuilder) error {
	if len(data) < cookedLen {
		p.SetTruncated()
		return errors.New("netlink packet cut short in its cooked header")
	}
	n := &Netlink{
		BaseLayer:  gplayers.BaseLayer{Contents: data, Payload: nil},
		PacketType: binary.BigEndian.Uint16(data), Protocol: binary.BigEndian.Uint16(data[14:]),
	}
	d := codec.Decoder{Registry: tables.Registry()}
	protocol := d.Registry.Protocol(int(n.Protocol))
	msg, rest, _ := protocol.Split(data[cookedLen:], false)
	for ; len(msg) > 0; msg, rest, _ = protocol.Split(rest, false) {
		m := new(codec.Message)
		_ = d.Decode(m, codec.Context{Protocol: int(n.Protocol)}, msg) // the message holds its faults
		n.Messages = append(n.Messages, m)
	}
	p.AddLayer(n)
	return nil
}

// DHCP4 is a message of DHCP, or BOOTP.
type DHCP4 struct {
	gplayers.BaseLayer
	// Message has the layer "dhcp4" alone.
	Message *codec.Message
}

// LayerType returns LayerTypeDHCP4.
func (*DHCP4) LayerType() gopacket.LayerType { return LayerTypeDHCP4 }

func decodeDHCP4(data []byte, p gopacket.PacketBuilder) error {
	m := new(protocols.Packet)
	err := m.Decode(data, "dhcp4")
	p.AddLayer(&DHCP4{BaseLayer: gplayers.BaseLayer{Contents: data}, Message: &m.Message})
	if errors.Is(err, codec.ErrTruncated) {
		p.SetTruncated()
	}
	return nil
}
