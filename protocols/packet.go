package protocols

import (
	"fmt"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/codec"
)

// Packet is a decoded packet: a codec.Message whose top-level attributes are layers. It borrows the octets that it was
// decoded from.
type Packet struct {
	codec.Message
}

// Registry returns the registry that has the protocols of packets alone. It is made once and shared.
var Registry = sync.OnceValue(func() *codec.Registry { return codec.NewRegistry(all...) })

// all is the protocols of packets, with that of DHCP without what carries it.
var all = append(Protocols[:len(Protocols):len(Protocols)], bareDHCP4)

var decoder = sync.OnceValue(func() *codec.Decoder { return &codec.Decoder{Registry: Registry()} })

// Decode decodes a packet whose outermost layer has that name: "eth", "ip4", "ip6", "sll", "dhcp4"; "ip" is IPv4 or
// IPv6, as the packet says. The error is the first fault, an *codec.Error; the packet then holds everything that could
// be read, and all octets.
func Decode(b []byte, first string) (*Packet, error) {
	p := new(Packet)
	return p, p.Decode(b, first)
}

// Decode is the function Decode for a Packet that is used again, which allocates nothing.
func (p *Packet) Decode(b []byte, first string) error {
	link, err := linkOf(first)
	if err != nil {
		return err
	}
	return decoder().Decode(&p.Message, codec.Context{Protocol: link.Number}, b)
}

// linkOf returns the protocol of packets whose outermost layer has that name.
func linkOf(first string) (*codec.Protocol, error) {
	if first == "ip" {
		return Raw, nil
	}
	for _, p := range all {
		if layerAttrs[p.Fallback.Set.Framing.Layers.First].Name == first {
			return p, nil
		}
	}
	return nil, fmt.Errorf("no packet starts with a layer %q: want eth, ip, ip4, ip6, sll, sll2 or dhcp4", first)
}

// Layer returns the first layer of that name, or the zero Attr, of which no field is there.
func (p *Packet) Layer(name string) codec.Attr {
	a, _ := p.Attr(name)
	return a
}

// Option returns an option of DHCP by its name, "DHO_ROUTERS" or "routers", or by its number. One that was sent in
// pieces, or in the fields for names, is put together.
func (p *Packet) Option(name string) (codec.Attr, bool) {
	if g := p.Gathered(); g != nil {
		if a, ok := g.Attr(name); ok {
			return a, true
		}
	}
	return p.Layer("dhcp4").Attr(name)
}

// Append appends the octets of a packet of these layers, outermost first. The value of a layer is a map of its members,
// by their names with or without prefix; with options, a codec.Nested; of a payload, octets. What is not given of
// lengths, checksums, what a layer carries, and the end of options is filled in. An error names the layer and the
// member; dst is then returned as it was.
//
//	protocols.Append(nil,
//		codec.A{Name: "eth", Value: map[string]any{"dhost": "ff:ff:ff:ff:ff:ff", "shost": mac}},
//		codec.A{Name: "ip4", Value: map[string]any{"src": "0.0.0.0", "dst": "255.255.255.255"}},
//		codec.A{Name: "udp", Value: map[string]any{"sport": 68, "dport": 67}},
//		codec.A{Name: "dhcp4", Value: codec.Nested{
//			Fixed: map[string]any{"op": "BOOTREQUEST", "xid": xid, "chaddr": mac},
//			Attrs: []codec.A{{Name: "dhcp_message_type", Value: "DHCPDISCOVER"}},
//		}})
func Append(dst []byte, layers ...codec.A) ([]byte, error) {
	enc := codec.Encoder{Registry: Registry()}
	return enc.Append(dst, &codec.Request{Protocol: Ethernet.Name, Attrs: ended(layers)})
}

// ended returns layers in which the options of DHCP have an end.
func ended(layers []codec.A) []codec.A {
	layers = slices.Clone(layers)
	for i, l := range layers {
		if l.Name != layerAttrs[layerDHCP4].Name {
			continue
		}
		n, ok := l.Value.(codec.Nested)
		if fields, isMap := l.Value.(map[string]any); isMap {
			n, ok = codec.Nested{Fixed: fields}, fields["hex"] == nil
		}
		if ok && !slices.ContainsFunc(n.Attrs, isEnd) {
			n.Attrs = append(n.Attrs[:len(n.Attrs):len(n.Attrs)], codec.A{Name: "DHO_END"})
			layers[i].Value = n
		}
	}
	return layers
}

func isEnd(a codec.A) bool { return a.Name == "255" || codec.NameMatches("DHO_END", a.Name) }

// Build is Append and Decode: a packet of these layers, which are as for Append.
func Build(layers ...codec.A) (*Packet, error) {
	b, err := Append(nil, layers...)
	if err != nil {
		return nil, err
	}
	if len(layers) == 0 {
		return Decode(b, "eth")
	}
	p, err := Decode(b, layers[0].Name)
	if len(p.Bytes()) == 0 {
		return nil, err // no packet starts so
	}
	return p, nil // what is wrong in it was asked for
}
