package rebuild

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/internal/straceexpr"
	"github.com/nlkit/nlkit/codec"
)

// testTables has a message of every trait that the text of strace leaves to the tables.
var testTables = codec.NewRegistry(&codec.Protocol{
	Name: "NETLINK_ROUTE",
	Messages: []*codec.MessageType{{
		Type: 0x20, Name: "T_NEW",
		Header: &codec.Struct{Name: "thdr", Members: []codec.Member{
			{Name: "t_family", Kind: codec.U8}, {Name: "pad", Kind: codec.Pad, Len: 1},
			{Name: "t_port", Kind: codec.BE16}, {Name: "t_index", Kind: codec.S32, Enum: testFilter},
		}},
		Set: codec.NewSet("T_", codec.Attrs{
			1: {Name: "FLAGS", Kind: codec.U16, Enum: testFlags},
			2: {Name: "NAME", Kind: codec.String},
			3: {Name: "WORDS", Kind: codec.Array, Elem: codec.Of(codec.U32)},
			4: {Name: "ADDRESS", Kind: codec.LLAddr},
			5: {Name: "CLASH", Kind: codec.U32, Enum: codec.NewEnum("one", "CLASH_", codec.Names{1: "X"})},
			6: {Name: "PLAIN", Kind: codec.U32},
			7: {Name: "OTHER", Kind: codec.U32, Enum: codec.NewEnum("two", "CLASH_", codec.Names{2: "X"})},
			8: {Name: "NEST", Kind: codec.Nest,
				Set: codec.NewSet("N_", codec.Attrs{2: {Name: "TEXT", Kind: codec.String}})},
			9: {Name: "OTHERS", Kind: codec.Nest, Set: codec.NewSet("M_", codec.Attrs{
				1: {Name: "INFO", Kind: codec.StructOf, Struct: &codec.Struct{Name: "larger", Members: []codec.Member{
					{Name: "flags", Kind: codec.U32}, {Name: "vid", Kind: codec.U32},
				}}},
			})},
			10: {Name: "VLAN", Kind: codec.Nest, Set: codec.NewSet("V_", codec.Attrs{
				2: {Name: "INFO", Kind: codec.StructOf, Struct: testInfo},
			})},
			11: {Name: "HOST", Kind: codec.StructOf, Struct: &codec.Struct{Name: "host", Members: []codec.Member{
				{Name: "from", Kind: codec.U16}, {Name: "till", Kind: codec.U16},
			}}},
			12: {Name: "NETWORK", Kind: codec.StructOf, Struct: &codec.Struct{Name: "network", Members: []codec.Member{
				{Name: "from", Kind: codec.BE16}, {Name: "till", Kind: codec.BE16},
			}}},
		}),
	}},
})

// testFilter has a mask of the same name as an attribute, of another bit than the attribute's number.
var testFilter = codec.NewFlags("filter", "T_", []codec.Value{{Value: 4, Name: "WORDS"}, {Value: 32, Name: "PLAIN"}})

var testFlags = codec.NewFlags("flags", "F_", []codec.Value{{Value: 1, Name: "A"}, {Value: 8, Name: "D"}})

// testInfo is a struct that the name of its attribute tells.
var testInfo = &codec.Struct{Name: "info", Members: []codec.Member{
	{Name: "flags", Kind: codec.U16, Enum: testFlags}, {Name: "vid", Kind: codec.U16},
}}

const testHeader = "2000" + "0000" + "00000000" + "00000000"

func TestBuilder(t *testing.T) {
	for _, c := range []struct {
		name, payload string
		length        int
		want          string // after nlmsg_len
	}{
		{"struct and attributes",
			`{t_family=AF_INET6, t_port=htons(80), t_index=-1}, [[{nla_len=6, nla_type=T_FLAGS}, F_A|F_D], ` +
				`[{nla_len=7, nla_type=NLA_F_NESTED|T_NAME}, "ab"]]`, 40,
			testHeader + "0a000050ffffffff" + "0600010009000000" + "0700028061620000"},
		{"flags by the number of their bit",
			`{t_family=0, t_port=0, t_index=0}, [{nla_len=6, nla_type=T_FLAGS}, 1<<F_A|1<<F_D|0x100]`, 30,
			testHeader + "0000000000000000" + "060001000901"},
		{"flags by the number of an attribute", `{t_family=0, t_port=0, t_index=1<<T_WORDS|1<<T_PLAIN}`, 24,
			testHeader + "0000000048000000"},
		{"members not told", "{t_family=AF_INET, ...}", 24, testHeader + "0200000000000000 missing [{17 24 }]"},
		{"a string cut and one without NUL",
			`{t_family=0, t_port=0, t_index=0}, [[{nla_len=8, nla_type=T_NAME}, "ab"...], ` +
				`[{nla_len=6, nla_type=T_NAME}, "cd"...]]`, 38,
			testHeader + "0000000000000000" + "0800020061620000" + "060002006364 missing [{30 32 }]"},
		{"an array whose indices have other values now", `{t_family=0, t_port=0, t_index=0}, ` +
			`[{nla_len=16, nla_type=T_WORDS}, [[F_D]=1, [F_A]=2, [9]=3]]`, 40,
			testHeader + "0000000000000000" + "10000300010000000200000003000000"},
		{"the first octet of an address", "{t_family=0, t_port=0, t_index=0}, [{nla_len=8, nla_type=T_ADDRESS}, 40]",
			32,
			testHeader + "0000000000000000" + "0800040000000000 missing [{28 32 40}]"},
		{"one name with two values", "{t_family=0, t_port=0, t_index=0}, [[{nla_len=8, nla_type=T_CLASH}, CLASH_X], " +
			"[{nla_len=8, nla_type=T_OTHER}, CLASH_X], [{nla_len=8, nla_type=T_PLAIN}, CLASH_X]]", 48,
			testHeader + "0000000000000000" + "0800050001000000" + "0800070002000000" +
				"0800060000000000 missing [{44 48 CLASH_X}]"},
		{"an attribute of another set than the nest's",
			"{t_family=0, t_port=0, t_index=0}, [{nla_len=12, nla_type=T_NEST}, " +
				"[{nla_len=8, nla_type=V_INFO}, {flags=F_A|F_D, vid=10}]]", 36,
			testHeader + "0000000000000000" + "0c000800" + "0800020009000a00"},
		{"attributes behind a structure that no table has, with padding",
			`{x_family=AF_INET6, x_port=80}, [[{nla_len=6, nla_type=T_FLAGS}, F_A], [{nla_len=7, ` +
				`nla_type=T_NAME}, "ab"]]`, 44,
			testHeader[:24] + strings.Repeat("00", 12) + "0600010001000000" + "0700020061620000" +
				" missing [{16 28 {x_family=AF_INET6, x_port=80}}]"},
		{"an attribute without a length before others",
			`{t_family=0, t_port=0, t_index=0}, [[{nla_len=8, nla_type=T_PLAIN}, 1], [{nla_len=$, ` +
				`nla_type=T_PLAIN}, 2], ` +
				`[{nla_len=8, nla_type=T_PLAIN}, 3]]`, 48,
			testHeader + "0000000000000000" + "0800060001000000" + "0000000000000000" + "0800060003000000" +
				" missing [{32 40 [{nla_len=$, nla_type=T_PLAIN}, 2]}]"},
		{"a structure that two tables lay out otherwise",
			"{t_family=0, t_port=0, t_index=0}, [{nla_len=8, nla_type=T_PLAIN}, {from=1, till=2}]", 32,
			testHeader + "0000000000000000" + "0800060000000000 missing [{28 32 {from=1, till=2}}]"},
		{"a number too large", "{t_family=256, t_port=0, t_index=5}", 24,
			testHeader + "0000000005000000 missing [{16 17 256}]"},
		{"an attribute shorter than its header", "{t_family=0, t_port=0, t_index=0}, [{nla_len=2, nla_type=T_NAME}]",
			28,
			testHeader + "0000000000000000" + "02000200"},
		{"an attribute longer than the message",
			`{t_family=0, t_port=0, t_index=0}, [{nla_len=60000, nla_type=T_NAME}, "\x61"...]`, 32,
			testHeader + "0000000000000000" + "60ea020061000000 missing [{29 32 }]"},
	} {
		text := fmt.Sprintf("[{nlmsg_len=%d, nlmsg_type=T_NEW, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}, %s])",
			c.length, c.payload)
		var tree straceexpr.Tree
		if _, ok := tree.ParseArgs([]byte(text)); !ok {
			t.Fatalf("%s: not parsed", c.name)
		}
		b := NewBuilder(testTables)
		b.Start(&tree, 0)
		b.Add(tree.Arg(0), c.length)
		data, missing := b.Finish()
		got := fmt.Sprintf("%x", data[4:])
		if len(data) < c.length {
			got += fmt.Sprintf(" of %d", c.length)
		}
		if len(missing) > 0 {
			got += fmt.Sprint(" missing ", missing)
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestLearn(t *testing.T) {
	names := NewNames(nil)
	names.Learn("d0", 7)
	if v, ok := names.index([]byte("d0")); v != 7 || !ok {
		t.Errorf("d0 is %d, %v", v, ok)
	}
	names.Learn("d0", 8)
	if v, ok := names.index([]byte("d0")); ok {
		t.Errorf("d0 is %d though two interfaces had the name", v)
	}
	names.LearnFamily("nl80211", 0x1f)
	if v, ok := names.Value([]byte("nl80211")); v != 0x1f || !ok {
		t.Errorf("nl80211 is %#x, %v", v, ok)
	}
}

func TestMaxDatagram(t *testing.T) {
	var tree straceexpr.Tree
	tree.ParseArgs([]byte(`"x")`))
	b := NewBuilder(nil)
	b.Start(&tree, 0)
	if b.Add(tree.Arg(0), MaxDatagram+1) {
		t.Error("a datagram beyond the bound is taken whole")
	}
}
