package protocols_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/nlgen"
	"github.com/nlkit/nlkit/protocols"
)

// Packets that dhclient and dnsmasq sent, and a datagram of the resolver of glibc.
const (
	arpRequest = "ffffffffffff0200000000010806000108000604000102000000000a" + "c0a80001" + "000000000000" + "c0a80002"
	dnsQuery   = "4500003c1c4640004006b1e6ac100a63ac100a0c" + // RFC 1071's usual example of a header
		"c8da0050" + "00000001" + "00000000" + "a002faf0" + "00000000" + "020405b40402080a0000000100000000" + "01030307"
)

func build(t *testing.T, layers ...codec.A) *protocols.Packet {
	t.Helper()
	p, err := protocols.Build(layers...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestBuild makes a packet of names and fills in the rest.
func TestBuild(t *testing.T) {
	const mac = "02:00:00:00:00:0a"
	p := build(t,
		codec.A{Name: "eth", Value: map[string]any{"dhost": "ff:ff:ff:ff:ff:ff", "shost": mac}},
		codec.A{Name: "ip4", Value: map[string]any{"src": "0.0.0.0", "dst": "255.255.255.255"}},
		codec.A{Name: "udp", Value: map[string]any{"sport": 68, "dport": 67}},
		codec.A{Name: "dhcp4", Value: codec.Nested{
			Fixed: map[string]any{"op": "BOOTREQUEST", "xid": "12345678", "chaddr": mac},
			Attrs: []codec.A{
				{Name: "dhcp_message_type", Value: "DISCOVER"},
				{Name: "dhcp_parameter_request_list", Value: []string{"SUBNET_MASK", "DHO_ROUTERS"}},
			}}})
	if len(p.Faults()) > 0 {
		t.Errorf("faults: %v", p.Faults())
	}
	for layer, fields := range map[string]map[string]uint64{
		"eth":   {"type": 0x800},
		"ip4":   {"v": 4, "hl": 5, "len": 20 + 8 + 240 + 8, "ttl": 64, "p": 17},
		"udp":   {"sport": 68, "dport": 67, "uh_ulen": 8 + 240 + 8},
		"dhcp4": {"op": 1, "htype": 1, "hlen": 6, "xid": 0x12345678, "cookie": 0x63825363},
	} {
		for field, want := range fields {
			if v, ok := p.Layer(layer).Field(field); !ok || v != want {
				t.Errorf("%s.%s is %d, %v, want %d", layer, field, v, ok, want)
			}
		}
	}
	if o, ok := p.Option("message_type"); ok {
		t.Errorf("no option has the name message_type, got %v", o)
	}
	o, ok := p.Option("dhcp_message_type")
	if v, _ := o.Uint(); !ok || v != 1 {
		t.Errorf("the message is of type %d, %v", v, ok)
	}
	if o, _ := p.Option("55"); !bytes.Equal(o.Payload(), []byte{1, 3}) {
		t.Errorf("the list is %x", o.Payload())
	}
}

// filledIn are the members that encoding fills in.
var filledIn = []string{"ether_type", "ip_v", "ip_hl", "ip_len", "ip_p", "ip_sum", "uh_ulen", "uh_sum", "th_off",
	"th_sum",
	"ar_hrd", "ar_pro", "ar_hln", "ar_pln", "hlen", "htype", "cookie"}

// TestFilledIn takes from packets of real programs what encoding fills in: the same octets come back.
func TestFilledIn(t *testing.T) {
	for _, c := range []struct{ first, octets string }{{"eth", arpRequest}, {"ip4", dnsQuery}} {
		octets, err := hex.DecodeString(c.octets)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := protocols.Decode(octets, c.first)
		if octets = rebuilt(t, p); c.first != "ip4" {
			if want, _ := hex.DecodeString(c.octets); !bytes.Equal(octets, want) {
				t.Errorf("got %x\nwant %x", octets, want)
			}
			continue
		}
		if p, err = protocols.Decode(octets, "ip4"); err != nil { // the sums were left out of the text
			t.Errorf("%v\n%s", err, form.Text.Append(nil, &p.Message))
		}
	}
}

// rebuilt makes a packet anew from what is not filled in.
func rebuilt(t *testing.T, p *protocols.Packet) []byte {
	t.Helper()
	text := form.JSON.Append(nil, &p.Message)
	for _, member := range filledIn {
		for {
			from := bytes.Index(text, []byte(`"`+member+`":`))
			if from < 0 {
				break
			}
			to := from + bytes.IndexAny(text[from:], ",}")
			if text[to] == ',' {
				to++
			} else if text[from-1] == ',' {
				from--
			}
			text = append(text[:from:from], text[to:]...)
		}
	}
	octets, err := form.JSON.Parse(&codec.Encoder{Registry: protocols.Registry()}, text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return octets
}

// TestWrongChecksum tells of a checksum that is wrong, and keeps it.
func TestWrongChecksum(t *testing.T) {
	ip := codec.A{Name: "ip4", Value: map[string]any{"src": "192.0.2.1", "dst": "192.0.2.2"}}
	payload := codec.A{Name: "payload", Value: []byte("hello")}
	for _, c := range []struct {
		layers []codec.A
		member string // "": nothing is wrong
	}{
		{[]codec.A{ip, {Name: "udp", Value: map[string]any{"sport": 1, "dport": 2}}, payload}, ""},
		{[]codec.A{ip, {Name: "udp", Value: map[string]any{"sport": 1, "dport": 2, "uh_sum": "1234"}}, payload},
			"udp uh_sum"},
		{[]codec.A{ip, {Name: "udp", Value: map[string]any{"sport": 1, "dport": 2, "uh_sum": "0000"}}, payload}, ""},
		// none
		{[]codec.A{ip, {Name: "udp", Value: map[string]any{"sport": 1, "dport": 2, "uh_sum": "8422"}}, payload}, ""},
		// pseudo
		{[]codec.A{{Name: "ip4", Value: map[string]any{"src": "192.0.2.1", "ip_sum": 1}}, payload}, "ip4 ip_sum"},
		{[]codec.A{ip, {Name: "tcp", Value: map[string]any{"th_sum": 77}}, payload}, "tcp th_sum"},
		{[]codec.A{ip, {Name: "icmp", Value: map[string]any{"type": "ECHO", "icmp_cksum": 0}},
			{Name: "icmp_echo", Value: map[string]any{"icmp_id": 7}}}, "icmp icmp_cksum"},
		{[]codec.A{ip, {Name: "icmp", Value: map[string]any{"type": "ECHO"}}, {Name: "icmp_echo"}}, ""},
	} {
		p := build(t, c.layers...)
		faults := p.Faults()
		switch {
		case c.member == "" && len(faults) > 0:
			t.Errorf("%s\nhas faults", form.Text.Append(nil, &p.Message))
		case c.member != "" && (len(faults) != 1 || !strings.Contains(faults[0].Path+" "+faults[0].Msg, c.member) ||
			!strings.HasSuffix(faults[0].Msg, "the checksum is wrong")):
			t.Errorf("got %v, want one of %s", faults, c.member)
		}
		back, err := form.JSON.Parse(&codec.Encoder{Registry: protocols.Registry()}, form.JSON.Append(nil, &p.Message))
		if err != nil || !bytes.Equal(back, p.Bytes()) {
			t.Errorf("the round trip leads to other octets: %x, %v", back, err)
		}
	}
}

// TestDamage tells of lengths that cannot be, and of packets that are cut short.
func TestDamage(t *testing.T) {
	whole := build(t, codec.A{Name: "ip4", Value: map[string]any{"src": "192.0.2.1"}},
		codec.A{Name: "udp", Value: map[string]any{"sport": 1, "dport": 2}}, codec.A{Name: "payload",
			Value: []byte("hello")})
	edit := func(at int, v byte) []byte {
		b := bytes.Clone(whole.Bytes())
		b[at] = v
		return b
	}
	for _, c := range []struct {
		octets []byte
		want   string
		cut    bool
	}{
		{whole.Bytes()[:30], "ip4 says that it and what it carries have 33 octets, there are 30", true},
		{whole.Bytes()[:19], "19 octets are too few for the 20 of ip4", false},
		{edit(0, 0x41), "ip4 says that it has 4 octets, less than the 20 of its header", false},
		{edit(0, 0x4f), "ip4 says that it has 60 octets, there are 33", true},
		{edit(3, 5), "ip4 says that it and what it carries have 5 octets, it has 20 itself", false},
		{edit(25, 99), "udp says that it and what it carries have 99 octets, there are 13", true},
	} {
		p, err := protocols.Decode(c.octets, "ip4")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
		if got := errors.Is(err, codec.ErrTruncated); got != c.cut {
			t.Errorf("%s: truncated is %v, want %v", c.want, got, c.cut)
		}
		if !bytes.Equal(p.Bytes(), c.octets) {
			t.Errorf("%s: octets are lost", c.want)
		}
	}
	if _, err := protocols.Decode(nil, "tcp"); err == nil || !strings.Contains(err.Error(), `a layer "tcp"`) {
		t.Errorf("a packet that starts with tcp: %v", err)
	}
	if _, err := protocols.Build(codec.A{Name: "ip4", Value: map[string]any{"ttl": 256}}); err == nil {
		t.Error("a time to live of 256 is taken")
	}
	if _, err := protocols.Build(codec.A{Name: "payload", Value: make([]byte, 70000)},
		codec.A{Name: "ip4"}, codec.A{Name: "payload", Value: make([]byte, 70000)}); err == nil ||
		!strings.Contains(err.Error(), "the packet is too long") {
		t.Errorf("a packet of 70000 octets: %v", err)
	}
}

// TestRandomPackets holds what must hold for any message for packets of all layers, whole and damaged.
func TestRandomPackets(t *testing.T) {
	d, layers := nlgen.Decoder(), map[string]int{}
	g := nlgen.New(1)
	var p codec.Message
	for i := range 2500 {
		m := g.Packet()
		if i%5 == 0 {
			m.Bytes = g.Damage(m.Bytes, false)
		}
		if err := nlgen.Check(d, m.Context(), m.Bytes); err != nil {
			t.Fatalf("%x\n%v", m.Bytes, err)
		}
		_ = d.Decode(&p, m.Context(), m.Bytes)
		for a := range p.Root().Children() {
			layers[a.Name()]++
		}
	}
	for _, spec := range protocols.Ethernet.Fallback.Set.Attrs[1:] {
		if layers[spec.Name] == 0 {
			t.Errorf("no packet has a layer %s", spec.Name)
		}
	}
}

// TestDecodeAllocatesNothing decodes into the same Packet again and again.
func TestDecodeAllocatesNothing(t *testing.T) {
	octets, _ := hex.DecodeString(arpRequest)
	p := new(protocols.Packet)
	if n := testing.AllocsPerRun(100, func() { _ = p.Decode(octets, "eth") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestGathered puts together options that are sent in pieces, and those in the fields for names (RFC 3396, RFC 2132).
func TestGathered(t *testing.T) {
	search := []byte("\x01a\x07example\x00\x01b\xc0\x02") // a.example, b.example
	p := build(t, codec.A{Name: "ip4"}, codec.A{Name: "udp", Value: map[string]any{"sport": 67, "dport": 68}},
		codec.A{Name: "dhcp4", Value: codec.Nested{
			Fixed: map[string]any{"op": 2, "file": []byte{15, 3, 'o', 'r', 'g', 119, 1, 0xc0, 255},
				"sname": []byte{119, 1, 2}},
			Attrs: []codec.A{
				{Name: "domain_search", Value: search[:4]}, {Name: "dhcp_option_overload", Value: "BOTH"},
				{Name: "domain_search", Value: search[4:13]}, {Name: "host_name", Value: "h"}, {Name: "end"},
			}}})
	if f := p.Faults(); len(f) > 0 {
		t.Errorf("faults: %v", f)
	}
	for name, want := range map[string]string{"domain_search": "[a.example b.example]", "domain_name": "[org]",
		"host_name": "[h]"} {
		o, ok := p.Option(name)
		var got []string
		if ok, _ := o.Content().Texts(func(text []byte) { got = append(got, string(text)) }); !ok {
			got = []string{o.Text()}
		}
		if !ok || fmt.Sprint(got) != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
	if g := p.Gathered(); g == nil || len(slices.Collect(g.Root().Children())) != 2 {
		t.Errorf("gathered are %v, want two options", g)
	}
	back, err := form.JSON.Parse(&codec.Encoder{Registry: protocols.Registry()}, form.JSON.Append(nil, &p.Message))
	if err != nil || !bytes.Equal(back, p.Bytes()) {
		t.Errorf("JSON leads to other octets: %x, %v", back, err)
	}
	if err := p.Decode([]byte{0x45}, "ip4"); err == nil || p.Gathered() != nil {
		t.Error("what was gathered of another packet is still there")
	}
}
