package nftables_test

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

type (
	list  = []codec.A
	fixed = map[string]any
)

// expr is an expression of a list.
func expr(name string, attrs ...codec.A) codec.A {
	return codec.A{Name: "NFTA_LIST_ELEM", Value: list{{Name: "name", Value: name}, {Name: "data", Value: attrs}}}
}

// elem is an element of a set, the n-th that nft sends.
func elem(n string, key []byte, before ...codec.A) codec.A {
	return codec.A{Name: n, Value: append(before, codec.A{Name: "key", Value: list{{Name: "value", Value: key}}})}
}

// loopback is the name of an interface as it is in a register.
var loopback = []byte("lo" + strings.Repeat("\x00", 14))

// requests are what nft 1.0.6 sent (nft-load.strace of the samples), and the same written by names. What nft asked for
// is in the text before it.
var requests = []struct {
	nft    string
	octets string
	by     codec.Request
}{
	{`meta iifname "lo" log prefix "lo: " level info`,
		"b0000000060a010c0a00000000000000010000000b00010066696c74657200000a000200696e7075740000008400048024000180" +
			"090001006d6574610000000014000280080002000000000608000100000000013800018008000100636d70002c00028008000100" +
			"00000001080002000000000018000380140001006c6f000000000000000000000000000024000180080001006c6f670018000280" +
			"090002006c6f3a20000000000800050000000006",
		codec.Request{Type: "NFT_MSG_NEWRULE", FlagNames: "request|create|append", Seq: 10,
			Fixed: fixed{"family": "inet"}, Attrs: list{
				{Name: "table", Value: "filter"}, {Name: "chain", Value: "input"},
				{Name: "expressions", Value: list{
					expr("meta", codec.A{Name: "key", Value: "iifname"}, codec.A{Name: "dreg", Value: "reg_1"}),
					expr("cmp", codec.A{Name: "sreg", Value: "reg_1"}, codec.A{Name: "op", Value: "eq"},
						codec.A{Name: "data", Value: list{{Name: "value", Value: loopback}}}),
					expr("log", codec.A{Name: "prefix", Value: "lo: "}, codec.A{Name: "level", Value: "info"}),
				}}}}},
	{`ip saddr @bad counter drop comment "bad ones"`,
		"34010000060a010c0600000000000000010000000b00010066696c74657200000a000200696e707574000000f800048024000180" +
			"090001006d6574610000000014000280080002000000000f08000100000000012c00018008000100636d70002000028008000100" +
			"0000000108000200000000000c0003800500010002000000340001800c0001007061796c6f616400240002800800010000000001" +
			"0800020000000001080003000000000c08000400000000042c0001800b0001006c6f6f6b757000001c0002800800020000000001" +
			"08000100626164000800040000000001140001800c000100636f756e7465720004000280300001800e000100696d6d6564696174" +
			"650000001c0002800800010000000000100002800c00028008000100000000000f0007000009626164206f6e65730000",
		codec.Request{Type: "NFT_MSG_NEWRULE", FlagNames: "request|create|append", Seq: 6,
			Fixed: fixed{"family": "inet"}, Attrs: list{
				{Name: "table", Value: "filter"}, {Name: "chain", Value: "input"},
				{Name: "expressions", Value: list{
					expr("meta", codec.A{Name: "key", Value: "nfproto"}, codec.A{Name: "dreg", Value: "reg_1"}),
					expr("cmp", codec.A{Name: "sreg", Value: "reg_1"}, codec.A{Name: "op", Value: "eq"},
						codec.A{Name: "data", Value: list{{Name: "value", Value: []byte{2}}}}),
					expr("payload", codec.A{Name: "dreg", Value: "reg_1"},
						codec.A{Name: "base", Value: "network_header"}, codec.A{Name: "offset", Value: 12},
						codec.A{Name: "len", Value: 4}),
					expr("lookup", codec.A{Name: "sreg", Value: "reg_1"}, codec.A{Name: "set", Value: "bad"},
						codec.A{Name: "set_id", Value: 1}),
					expr("counter"),
					expr("immediate", codec.A{Name: "dreg", Value: "reg_verdict"}, codec.A{Name: "data",
						Value: list{{Name: "verdict", Value: list{{Name: "code", Value: "drop"}}}}}),
				}},
				{Name: "userdata", Value: list{{Name: "comment", Value: "bad ones"}}}}}},
	{`set bad { type ipv4_addr; flags interval; }`,
		"54000000090a01040300000000000000010000000b00010066696c74657200000800020062616400080003000000000408000400" +
			"0000000708000500000000040" + "8000a00000000010a000d000004020000000000",
		codec.Request{Type: "NFT_MSG_NEWSET", FlagNames: "request|create", Seq: 3, Fixed: fixed{"family": "inet"},
			Attrs: list{{Name: "table", Value: "filter"}, {Name: "name", Value: "bad"},
				{Name: "flags", Value: []string{"interval"}}, {Name: "key_type", Value: "ipaddr"},
				{Name: "key_len", Value: 4}, {Name: "id", Value: 1},
				{Name: "userdata", Value: list{{Name: "keybyteorder", Value: "big_endian"}}}}}},
	{`elements = { 192.0.2.0/24, 198.51.100.7 }`,
		"9c0000000c0a01040400000000000000010000000b00010066696c7465720000080002006261640008000400000000016c000380" +
			"1800018008000300000000010c0001800800010000000000100002800c00018008000100c0000200180003800800030000000001" +
			"0c00018008000100c0000300100004800c00018008000100c63364071800058008000300000000010c00018008000100c6336408",
		codec.Request{Type: "NFT_MSG_NEWSETELEM", FlagNames: "request|create", Seq: 4, Fixed: fixed{"family": "inet"},
			Attrs: list{{Name: "table", Value: "filter"}, {Name: "set", Value: "bad"}, {Name: "set_id", Value: 1},
				{Name: "elements", Value: list{
					elem("elem", []byte{0, 0, 0, 0}, codec.A{Name: "flags", Value: "interval_end"}),
					elem("2", []byte{192, 0, 2, 0}),
					elem("3", []byte{192, 0, 3, 0}, codec.A{Name: "flags", Value: "interval_end"}),
					elem("4", []byte{198, 51, 100, 7}),
					elem("5", []byte{198, 51, 100, 8}, codec.A{Name: "flags", Value: "interval_end"}),
				}}}}},
}

// TestRequests writes what nft sent by names, and from the JSON of what was decoded: the octets are those of nft.
func TestRequests(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol), Protocol: "NETLINK_NETFILTER"}
	for _, r := range requests {
		want, err := hex.DecodeString(r.octets)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := enc.Append(nil, &r.by); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s:\ngot  %x, %v\nwant %x", r.nft, got, err, want)
		}
		m := codectest.DecodeOf(t, nfnl.Protocol, want)
		if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, m)); err != nil || !bytes.Equal(back, want) {
			t.Errorf("%s: JSON gives %x, %v back", r.nft, back, err)
		}
	}
}

// TestKeys tells objects apart as the kernel does.
func TestKeys(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol), Protocol: "NETLINK_NETFILTER"}
	about := func(typ, family string, attrs ...codec.A) string {
		t.Helper()
		b, err := enc.Append(nil, &codec.Request{Type: "NFT_MSG_" + typ, Fixed: fixed{"family": family}, Attrs: attrs})
		if err != nil {
			t.Fatal(err)
		}
		key, _ := codectest.DecodeOf(t, nfnl.Protocol, b).AppendKey(nil)
		return string(key)
	}
	in := func(name string, more ...codec.A) list { return append(list{{Name: "table", Value: name}}, more...) }
	name := func(n string) codec.A { return codec.A{Name: "name", Value: n} }
	handle := func(n int) codec.A { return codec.A{Name: "handle", Value: n} }
	chain := func(n string) codec.A { return codec.A{Name: "chain", Value: n} }
	typ := func(n string) codec.A { return codec.A{Name: "type", Value: n} }
	for _, c := range []struct {
		new, del string
		same     list   // what is deleted
		others   []list // what it is not
	}{
		{"NEWTABLE", "DELTABLE", list{name("a")}, []list{{name("b")}, {handle(5)}}},
		{"NEWCHAIN", "DESTROYCHAIN", in("a", name("x"), handle(1)), []list{in("a", name("y")), in("b", name("x"))}},
		{"NEWRULE", "DELRULE", in("a", chain("x"), handle(5)), []list{in("a", chain("x"), handle(6)),
			in("b", chain("x"), handle(5)), in("a", chain("y"), handle(5)), in("a", chain("x"))}},
		{"NEWSET", "DELSET", in("a", name("x")), []list{in("a", name("y")), in("b", name("x"))}},
		{"NEWOBJ", "DELOBJ", in("a", name("x"), typ("counter")), []list{in("a", name("x"), typ("quota")),
			in("a", name("y"), typ("counter"))}},
		{"NEWFLOWTABLE", "DELFLOWTABLE", in("a", name("x")), []list{in("a", name("y")), in("b", name("x"))}},
	} {
		key := about(c.new, "inet", c.same...)
		if key == "" || about(c.del, "inet", c.same...) != key || about(c.del, "ipv4", c.same...) == key {
			t.Errorf("%s: key %x; of what is deleted %x", c.new, key, about(c.del, "inet", c.same...))
		}
		for _, other := range c.others {
			if about(c.del, "inet", other...) == key {
				t.Errorf("%s: another one has the key, too: %v", c.new, other)
			}
		}
	}
	if key := about("NEWGEN", "unspec", codec.A{Name: "id", Value: 5}); key == "" || key != about("NEWGEN", "unspec") {
		t.Errorf("the generation has the key %x", key)
	}
}

// TestKeysOfElements has a key for each element of a message.
func TestKeysOfElements(t *testing.T) {
	elements, _ := hex.DecodeString(requests[3].octets)
	var keys []string
	for _, key := range codectest.DecodeOf(t, nfnl.Protocol, elements).Keys() {
		keys = append(keys, string(key))
	}
	if slices.Sort(keys); len(slices.Compact(slices.Clone(keys))) != 5 || len(keys) != 5 {
		t.Errorf("5 elements have the keys %x", keys)
	}
}
