package tc_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/rtnl"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

var decoder = &codec.Decoder{Registry: codec.NewRegistry(rtnl.Protocol)}

// request is a section of testdata/requests.txt: octets, and what they say in a line, and in full.
type request struct {
	name        string
	octets      []byte
	brief, text string
}

// requests reads testdata/requests.txt.
func requests(t *testing.T) (all []request) {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", "requests.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range strings.Split(string(file), "\n== ")[1:] {
		name, rest, _ := strings.Cut(section, " ==\n")
		digits, rest, _ := strings.Cut(rest, "> ")
		line, text, _ := strings.Cut(rest, "\n")
		octets, err := hex.DecodeString(strings.ReplaceAll(digits, "\n", ""))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, request{name, octets, line, strings.TrimSpace(text)})
	}
	return all
}

// opaque is attributes that the kernel has no structure for, either.
var opaque = map[string]bool{"TCA_ACT_COOKIE": true, "TCA_CT_LABELS": true, "TCA_CT_LABELS_MASK": true,
	"TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA": true}

// TestRequests reads what tc sends for each kind of filter, action and ematch, and writes it again.
func TestRequests(t *testing.T) {
	for _, r := range requests(t) {
		var m codec.Message
		if err := decoder.Decode(&m, codec.Context{}, r.octets); err != nil {
			t.Errorf("%s: %v", r.name, err)
		}
		if got := string(form.Text.Append(nil, &m)); got != r.text {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", r.name, got, r.text)
		}
		if got := string(form.Brief.Append(nil, &m)); got != r.brief {
			t.Errorf("%s: got %q, want %q", r.name, got, r.brief)
		}
		if err := nlgen.Check(decoder, codec.Context{}, r.octets); err != nil {
			t.Errorf("%s: %v", r.name, err)
		}
		known(t, r.name, m.Root())
	}
}

// known fails for attributes inside that no table knows, or that are opaque.
func known(t *testing.T, name string, in codec.Attr) {
	t.Helper()
	for a := range in.Children() {
		if !a.Known() && in.Spec() != nil && in.Spec().Kind != codec.NestArray || a.Opaque() && !opaque[a.Name()] {
			t.Errorf("%s: %s is not known", name, a.Path())
		}
		known(t, name, a)
	}
}

// TestRequestsByName makes requests from names that equal what tc sends.
func TestRequestsByName(t *testing.T) {
	type fields = map[string]any
	const create = codec.FlagRequest | codec.FlagAck | codec.FlagExcl | codec.FlagCreate
	nest := func(attrs ...codec.A) codec.Nested { return codec.Nested{Attrs: attrs, Unmarked: true} }
	for _, c := range []struct {
		told    string
		octets  string
		request codec.Request
	}{
		{"tc filter add dev v0 parent 1: protocol ip prio 10 u32 match ip src 192.0.2.0/24 match ip dst 198.51.100.7 " +
			"flowid 1:1", "6c0000002c000506d7ae016b0000000000000000030000000000000000000100080" +
			"00a00080001007533320040000200080001000100010034000500010002000000000000000000" +
			"00000000ffffff00c00002000c00000000000000ffffffffc63364071000000000000000",
			codec.Request{Protocol: "route", Type: "RTM_NEWTFILTER", Flags: create, Seq: 1795272407,
				Fixed: fields{"ifindex": 3, "parent": "1:", "info": fields{"prio": 10, "protocol": "ip"}},
				Attrs: []codec.A{{Name: "kind", Value: "u32"}, {Name: "options", Value: nest(
					codec.A{Name: "classid", Value: "1:1"},
					codec.A{Name: "sel", Value: fields{"flags": "terminal", "keys": []any{
						fields{"val": "c0000200", "mask": "ffffff00", "off": 12},
						fields{"val": "c6336407", "mask": "ffffffff", "off": 16}}}})}}}},
		{"tc filter add dev v0 egress protocol ip prio 4 flower ip_proto tcp src_ip 192.0.2.1 dst_port 80 " +
			"src_port 1024 tcp_flags 0x2/0x7 classid 1:1", "840000002c00050699ae016b00000000000000000300000000000000f3ffffff" +
			"080004000b000100666c6f77657200005400020005000900060000000800" +
			"0a00c000020108000b00ffffffff060013000050000006001200040000000600470000020000" +
			"0600480000070000080001000100010008001600000000000600080008000000",
			codec.Request{Protocol: "route", Type: "RTM_NEWTFILTER", Flags: create, Seq: 1795272345,
				Fixed: fields{"ifindex": 3, "parent": "ffff:fff3", "info": fields{"prio": 4, "protocol": "ETH_P_IP"}},
				Attrs: []codec.A{{Name: "kind", Value: "flower"}, {Name: "options", Value: nest(
					codec.A{Name: "key_ip_proto", Value: "tcp"}, codec.A{Name: "key_ipv4_src", Value: "192.0.2.1"},
					codec.A{Name: "key_ipv4_src_mask", Value: "255.255.255.255"},
					codec.A{Name: "key_tcp_dst", Value: 80}, codec.A{Name: "key_tcp_src", Value: 1024},
					codec.A{Name: "key_tcp_flags", Value: "0x2"}, codec.A{Name: "key_tcp_flags_mask", Value: "0x7"},
					codec.A{Name: "classid", Value: "1:1"}, codec.A{Name: "flags", Value: 0},
					codec.A{Name: "key_eth_type", Value: "ip"})}}}},
		{"tc actions add action pedit munge tcp sport set 80 munge tcp dport set 81", "78000000300005062" +
			"5ae016b0000000000000000640001006000010" +
			"00a00010070656469740000005000028" +
			"04c00020000000000000000000000000000000000000000000200" +
			"00000000ffff00500000140000000000000000000000000000" +
			"00ffff0000000000511400000000000000" + "0000000000000000",
			codec.Request{Protocol: "route", Type: "RTM_NEWACTION", Flags: create, Seq: 1795272229,
				Attrs: []codec.A{{Name: "tab", Value: nest(codec.A{Name: "1", Value: nest(
					codec.A{Name: "kind", Value: "pedit"},
					codec.A{Name: "options", Value: []codec.A{{Name: "parms", Value: fields{"action": "ok",
						"keys": []any{
							fields{"mask": "0000ffff", "val": "00500000", "off": 20},
							fields{"mask": "ffff0000", "val": "00000051", "off": 20}}}}}})})}}}},
	} {
		b, err := (&codec.Encoder{Registry: decoder.Registry}).Append(nil, &c.request)
		if err != nil {
			t.Errorf("%s: %v", c.told, err)
		}
		want, err := hex.DecodeString(c.octets)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, want) {
			t.Errorf("%s:\ngot  %x\nwant %x", c.told, b, want)
		}
	}
}

// TestAllocations decodes requests, and says them in a line, without allocating.
func TestAllocations(t *testing.T) {
	var m codec.Message
	line := make([]byte, 0, 4096)
	for _, r := range requests(t) {
		if n := testing.AllocsPerRun(10, func() { _ = decoder.Decode(&m, codec.Context{}, r.octets) }); n > 0 {
			t.Errorf("%s: %v allocations to decode it", r.name, n)
		}
		if n := testing.AllocsPerRun(10, func() { line = form.Brief.Append(line[:0], &m) }); n > 0 {
			t.Errorf("%s: %v allocations to say it", r.name, n)
		}
	}
}
