package protocols_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/protocols"
)

// TestEdit changes packets: lengths, checksums and what layers carry follow, and nothing that was wrong before.
func TestEdit(t *testing.T) {
	make := func() *protocols.Packet {
		return build(t, codec.A{Name: "eth"}, codec.A{Name: "ip4", Value: map[string]any{"src": "192.0.2.1"}},
			codec.A{Name: "udp", Value: map[string]any{"sport": 67, "dport": 68}},
			codec.A{Name: "dhcp4", Value: codec.Nested{Fixed: map[string]any{"op": 2}, Attrs: []codec.A{
				{Name: "dhcp_message_type", Value: "ACK"}, {Name: "end"}}}}, codec.A{Name: "trailer", Value: []byte{0,
				0}})
	}
	for name, edit := range map[string]func(p *protocols.Packet) error{
		"a field of a layer": func(p *protocols.Packet) error { return p.SetField("ip4/ip_src", "192.0.2.9") },
		"some bits":          func(p *protocols.Packet) error { return p.SetField("ip4/dscp", "EF") },
		"an option":          func(p *protocols.Packet) error { return p.Replace("NAK", "dhcp4", "dhcp_message_type") },
		"a longer option": func(p *protocols.Packet) error {
			return p.Insert(codec.A{Name: "host_name", Value: "a"},
				"dhcp4/end")
		},
		"an option less":  func(p *protocols.Packet) error { return p.Delete("dhcp4", "dhcp_message_type") },
		"options of IPv4": func(p *protocols.Packet) error { return p.Append(codec.A{Name: "ra", Value: 0}, "ip4") },
		"a tag": func(p *protocols.Packet) error {
			return p.Insert(codec.A{Name: "vlan", Value: map[string]any{"vid": 7}}, "ip4")
		},
		"another payload":     func(p *protocols.Packet) error { return p.Replace([]byte("xyz"), "trailer") },
		"a trailer less":      func(p *protocols.Packet) error { return p.Delete("trailer") },
		"without Ethernet":    func(p *protocols.Packet) error { return p.Delete("eth") },
		"another upper layer": func(p *protocols.Packet) error { return p.Replace(map[string]any{"op": 1}, "dhcp4") },
	} {
		p := make()
		if err := edit(p); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		first := "eth"
		if name == "without Ethernet" {
			first = "ip4"
		}
		q, err := protocols.Decode(p.Bytes(), first)
		if err != nil || len(p.Bytes()) == 0 {
			t.Errorf("%s: %v\n%s", name, err, form.Text.Append(nil, &q.Message))
		}
	}
	p := make()
	if err := p.SetField("udp/uh_sum", "1234"); err != nil {
		t.Fatal(err)
	}
	if err := p.SetField("ip4/ip_dst", "192.0.2.7"); err != nil {
		t.Fatal(err)
	}
	if v, _ := p.Layer("udp").Field("sum"); v != 0x1234 || len(p.Faults()) != 1 {
		t.Errorf("the checksum that was wrong is %04x, faults %v", v, p.Faults())
	}
	before := bytes.Clone(p.Bytes())
	for want, err := range map[string]error{
		"which its length cannot say": p.Append(codec.A{Name: "noop"}, "ip4"),
		"there is no tcp":             p.SetField("tcp/dport", 1),
		"does not fit into 4 bits":    p.SetField("ip4/v", 99),
	} {
		if err == nil || !strings.Contains(err.Error(), want) || !bytes.Equal(before, p.Bytes()) {
			t.Errorf("got %v, want %s, and nothing changed", err, want)
		}
	}
}
