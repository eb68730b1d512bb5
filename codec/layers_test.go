package codec_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/protocols"
)

// Packets that Linux sent: the answer to a TCP connection, and that to a ping -R, whose route ends with an octet.
const (
	synAck = "02000000001002000000001108004500003c000040004006b688c0000201c00002321e61ab0647e470a26d1805d4a012" +
		"fe8895640000020405b40402080a8617a6b8bfca4e5901030307"
	echoReply = "02000000001002000000001108004f00007c5e4d000040014093c0000201c0000232072710c0000232c0000201c00002" +
		"010000000000000000000000000000000000000000000000000000000cbf00f30001b1aa0d6b000000006e6406000000" +
		"0000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637"
)

var packetEncoder = codec.Encoder{Registry: protocols.Registry()}

func decodePacket(t *testing.T, octets []byte) *codec.Message {
	t.Helper()
	var m codec.Message
	d := codec.Decoder{Registry: protocols.Registry()}
	if err := d.Decode(&m, codec.Context{Protocol: protocols.Ethernet.Number}, octets); err != nil {
		t.Errorf("%v\n%s", err, form.Text.Append(nil, &m))
	}
	return &m
}

// TestLayersByName makes packets of what a person says of them. Lengths, checksums, what layers carry, and the octets
// up to where a header may end are filled in.
func TestLayersByName(t *testing.T) {
	ether := codec.A{Name: "eth", Value: fields{"dhost": "02:00:00:00:00:10", "shost": "02:00:00:00:00:11"}}
	payload, err := hex.DecodeString(echoReply[len(echoReply)-2*56:])
	if err != nil {
		t.Fatal(err)
	}
	for want, layers := range map[string]list{
		synAck: {ether, {Name: "ip4", Value: fields{"flags": "DF", "src": "192.0.2.1", "dst": "192.0.2.50"}},
			{Name: "tcp", Value: codec.Nested{
				Fixed: fields{"sport": 7777, "dport": 43782, "seq": 1206153378, "ack": 1830290900,
					"flags": "SYN|ACK", "win": 65160},
				Attrs: list{{Name: "MSS", Value: 1460}, {Name: "SACK_PERM"},
					{Name: "TIMESTAMP", Value: fields{"tsval": 2249696952, "tsecr": 3217706585}},
					{Name: "NOP"}, {Name: "WINDOW", Value: 7}}}}},
		echoReply: {ether, {Name: "ip4", Value: codec.Nested{
			Fixed: fields{"id": 24141, "src": "192.0.2.1", "dst": "192.0.2.50"},
			Attrs: list{{Name: "RR", Value: fields{"pointer": 16, "addresses": []string{"192.0.2.50", "192.0.2.1",
				"192.0.2.1", "0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0"}}}}}},
			{Name: "icmp", Value: fields{"type": "ECHOREPLY"}}, {Name: "icmp_echo", Value: fields{"id": 243, "seq": 1}},
			{Name: "payload", Value: payload}},
		"000000000000000000000000" + "0800" + "450000140000000040007aeb0000000000000000": {{Name: "eth"},
			{Name: "ip4"}},
	} {
		got, err := packetEncoder.Append(nil, &codec.Request{Protocol: protocols.Ethernet.Name, Attrs: layers})
		if err != nil || hex.EncodeToString(got) != want {
			t.Errorf("%v\ngot  %x\nwant %s", err, got, want)
		}
	}
}

// TestLayersChanged changes packets: checksums, also those of what a layer carries, and lengths are right after it.
func TestLayersChanged(t *testing.T) {
	for what, change := range map[string]func(m *codec.Message) error{
		"ip_ttl=1":            func(m *codec.Message) error { return m.SetField("ip4/ip_ttl", 1) },
		"ip_dst=198.51.100.7": func(m *codec.Message) error { return m.SetField("ip4/ip_dst", "198.51.100.7") },
		"th_off=9":            func(m *codec.Message) error { return m.Delete("tcp", "MSS") },
		"ether_type=ETH_P_IP": func(m *codec.Message) error { // a tag comes, and goes
			return errors.Join(m.Insert(codec.A{Name: "vlan", Value: fields{"vid": 7}}, "ip4"), m.Delete("vlan"))
		},
	} {
		octets, err := hex.DecodeString(synAck)
		if err != nil {
			t.Fatal(err)
		}
		m := decodePacket(t, octets)
		if err := change(m); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		m = decodePacket(t, m.Bytes())
		if got := names(m.Root()); got != "eth ip4 tcp" {
			t.Errorf("%s: the layers are %s", what, got)
		}
		text := form.Text.Append(nil, m)
		if !strings.Contains(string(text), " "+what+" ") && !strings.Contains(string(text), " "+what+"\n") {
			t.Errorf("want %s in\n%s", what, text)
		}
	}
}

// names returns what the attributes in another are called.
func names(in codec.Attr) string {
	var all []string
	for a := range in.Children() {
		all = append(all, a.Name())
	}
	return strings.Join(all, " ")
}

// TestOptionsEnd takes what is after the end of options for padding: for no options, and for more of them neither.
func TestOptionsEnd(t *testing.T) {
	octets, _ := hex.DecodeString("000000000000000000000000" + "0800" +
		"480000200000000040000000" + "0000000000000000" + "0707040000000000" + "00000000")
	m := new(codec.Message)
	d := codec.Decoder{Registry: protocols.Registry()}
	_ = d.Decode(m, codec.Context{Protocol: protocols.Ethernet.Number}, octets) // the checksum is wrong
	ip, _ := m.Attr("ip4")
	if got := names(ip); got != "IPOPT_RR IPOPT_END" {
		t.Errorf("the options are %s", got)
	}
	back, err := form.JSON.Parse(&packetEncoder, form.JSON.Append(nil, m))
	if err != nil || !bytes.Equal(back, octets) {
		t.Errorf("JSON leads to %x, %v", back, err)
	}
}

// TestOverloadOfNothing does not take the option after an overload that says nothing for what it says.
func TestOverloadOfNothing(t *testing.T) {
	message := append(make([]byte, 236), 0x63, 0x82, 0x53, 0x63, 52, 0, 1, 4, 255, 255, 255, 0, 255)
	copy(message[108:], []byte{12, 1, 'a', 255}) // a name, in the field for a file
	p, err := protocols.Decode(message, "dhcp4")
	if g := p.Gathered(); g != nil {
		t.Errorf("options are read out of a field: %s", form.Text.Append(nil, g))
	}
	message[241] = 1 // now it says that 1, that there are some, and 4 is the next option
	if p, _ = protocols.Decode(append(message[:242:242], 1, 255), "dhcp4"); p.Gathered() == nil {
		t.Errorf("no option is read out of the field: %v", err)
	}
}
