package rebuild

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
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
			13: {Name: "BYTES"},
			14: {Name: "ONE", Kind: codec.Nest, Set: codec.NewSet("S_", codec.Attrs{1: {Name: "A", Kind: codec.String}})},
			16: {Name: "BITFIELD", Kind: codec.Bitfield32},
			17: {Name: "INDEXED", Kind: codec.Array, Elem: codec.Of(codec.U16),
				Index: codec.NewEnum("index", "I_", codec.Names{3: "THREE"})},
			15: {Name: "TWO", Kind: codec.Nest, Set: codec.NewSet("S_", codec.Attrs{2: {Name: "A", Kind: codec.U32}})},
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
		{"attributes after a structure that no table has, with padding",
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
		{"a nest of which one is missing", "{t_family=0, t_port=0, t_index=0}, [{nla_len=24, nla_type=T_NEST}, " +
			`[[{nla_len=7, nla_type=N_TEXT}, "ab"], ...]]`, 48,
			testHeader + "0000000000000000" + "18000800" + "0700020061620000" + strings.Repeat("00", 12) +
				" missing [{36 48 }]"},
		{"an error", "{error=-EEXIST, msg=[{nlmsg_len=24, nlmsg_type=T_NEW, nlmsg_flags=0x5, nlmsg_seq=1, " +
			"nlmsg_pid=2}, {t_family=1, t_port=0, t_index=2}]}", 44,
			testHeader + "efffffff" + "1800000020000500" + "0100000002000000" + "0100000002000000"},
		{"an error with the header of the request", "[{error=-EEXIST, msg={nlmsg_len=24, nlmsg_type=T_NEW, " +
			"nlmsg_flags=0x5, nlmsg_seq=1, nlmsg_pid=2}}, [{nla_len=8, nla_type=NLMSGERR_ATTR_OFFS}, 20]]", 44,
			testHeader + "efffffff" + "1800000020000500" + "0100000002000000" + "0800020014000000"},
		{"an attribute shorter than its header", "{t_family=0, t_port=0, t_index=0}, [{nla_len=2, nla_type=T_NAME}]",
			28,
			testHeader + "0000000000000000" + "02000200"},
		{"an attribute cut in its header", "{t_family=0, t_port=0, t_index=0}, [{nla_len=8, nla_type=T_NAME}, 5]", 27,
			testHeader + "0000000000000000" + "080000 missing [{26 27 }]"},
		{"an attribute that no table has", "{t_family=0, t_port=0, t_index=0}, [{nla_len=8, nla_type=0x99}, 5]", 32,
			testHeader + "0000000000000000" + "0800990005000000"},
		{"a structure that no table has before more attributes than there is room for",
			"{x=1}, [[{nla_len=8, nla_type=T_PLAIN}, 5], [{nla_len=8, nla_type=T_PLAIN}, 6]]", 28,
			testHeader + "0000000000000000" + "08000600 missing [{16 24 {x=1}}]"},
		{"a nexthop whose attributes were not printed",
			"{t_family=0, t_port=0, t_index=0}, [{nla_len=20, nla_type=T_NEST}, " +
				"{rtnh_len=16, rtnh_flags=0x1, rtnh_hops=2, rtnh_ifindex=3}]", 44,
			testHeader + "0000000000000000" + "14000800" + "1000010203000000" + "0000000000000000 missing [{36 44 }]"},
		{"a family and octets", `{family=AF_INET6, "\1\2\3"}`, 20, testHeader + "0a010203"},
		{"a family alone", "{family=AF_INET6}", 20, testHeader + "0a000000 missing [{17 20 }]"},
		{"a family and no octets", "{family=AF_INET6, other=1}", 20,
			testHeader + "00000000 missing [{16 20 {family=AF_INET6, other=1}}]"},
		{"an attribute longer than the message",
			`{t_family=0, t_port=0, t_index=0}, [{nla_len=60000, nla_type=T_NAME}, "\x61"...]`, 32,
			testHeader + "0000000000000000" + "60ea020061000000 missing [{29 32 }]"},
	} {
		text := fmt.Sprintf("[{nlmsg_len=%d, nlmsg_type=T_NEW, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}, %s])",
			c.length, c.payload)
		var tree expr.Tree
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

// TestValues fills in values of attributes, each before another attribute.
func TestValues(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("00", n) }
	for _, c := range []struct {
		size             int
		kind, text, want string
	}{
		{2, "FLAGS", "-1", "ffff"},
		{2, "FLAGS", "65535", "ffff"},
		{2, "FLAGS", "65536", "0000 missing [{0 2 65536}]"},
		{4, "FLAGS", "65536", "00000100"}, // longer than its kind
		{4, "FLAGS", "7", "07000000 missing [{2 4 }]"},
		{4, "PLAIN", "-2", "feffffff"},
		{3, "PLAIN", "1<<23", "000080"},
		{3, "PLAIN", "1<<24", "000000 missing [{0 3 1<<24}]"},
		{8, "OTHER", "5", "0500000000000000 missing [{4 8 }]"},
		{9, "BYTES", "5", zeros(9) + " missing [{0 9 5}]"},
		{4, "PLAIN", "7*2+3-1", "10000000"},
		{4, "PLAIN", "~1", "00000000 missing [{0 4 ~1}]"},
		{5, "PLAIN", "$a", "0000000000 missing [{0 5 $a}]"},
		{5, "PLAIN", "UNHEARD_OF", "0000000000 missing [{0 5 UNHEARD_OF}]"},
		{2, "FLAGS", "htons(1)", "0001"},
		{4, "PLAIN", "htonl(1)", "00000001"},
		{8, "BYTES", "htobe64(1)", zeros(7) + "01"},
		{4, "PLAIN", "htonl($)", "00000000 missing [{0 4 htonl($)}]"},
		{4, "PLAIN", `if_nametoindex("lo")`, "01000000"},
		{4, "PLAIN", `if_nametoindex("\x6c\x6f")`, "01000000"},
		{4, "PLAIN", `if_nametoindex("lo"...)`, `00000000 missing [{0 4 if_nametoindex("lo"...)}]`},
		{4, "PLAIN", `if_nametoindex("d0")`, `00000000 missing [{0 4 if_nametoindex("d0")}]`},
		{4, "BYTES", `inet_addr("1.2.3.4")`, "01020304"},
		{4, "BYTES", `inet_addr("1.2.3.4"...)`, `00000000 missing [{0 4 inet_addr("1.2.3.4"...)}]`},
		{16, "BYTES", `inet_pton(AF_INET6, "::102")`, zeros(14) + "0102"},
		{4, "BYTES", `inet_pton(AF_INET, "1.2.3.4")`, "01020304"},
		{16, "BYTES", `inet_pton(AF_INET6, "1.2.3.4")`, zeros(16) + ` missing [{0 16 inet_pton(AF_INET6, "1.2.3.4")}]`},
		{8, "BYTES", `inet_addr("1.2.3.4")`, "0102030400000000 missing [{4 8 }]"},
		{4, "BYTES", "1.2.3.4", "01020304"},
		{16, "BYTES", "::102", zeros(14) + "0102"},
		{16, "BYTES", "1:2:3:4:5:6:7:8", "00010002000300040005000600070008"},
		{4, "BITFIELD", "7", "07000000"},
		{8, "BITFIELD", "7", zeros(8) + " missing [{0 8 7}]"},
		{8, "BITFIELD", "{value=1, selector=3}", zeros(8) + " missing [{0 8 {value=1, selector=3}}]"},
		{4, "INDEXED", "[[I_THREE]=5, [4]=6]", "05000600"},
		{4, "PLAIN", "I_THREE", "03000000"},
		{4, "ADDRESS", "40", zeros(4) + " missing [{0 4 40}]"},
		{6, "ADDRESS", "02:00:00:00:00:01", "020000000001"},
		{6, "ADDRESS", "02:03:04...", "020304000000 missing [{3 6 }]"},
		{6, "ADDRESS", "02:3:04:05:06:07", zeros(6) + " missing [{0 6 02:3:04:05:06:07}]"},
		{6, "ADDRESS", "1.2.3.4", zeros(6) + " missing [{0 6 1.2.3.4}]"},
		{8, "BYTES", "[1, 2]", "0100000002000000"},
		{3, "BYTES", "[1, 2, 3]", "010203"},
		{2, "BYTES", "[1, 2]", "0102"},
		{4, "BYTES", "[1, 2]", "01000200"},
		{16, "BYTES", "[1, 2]", "01" + zeros(7) + "02" + zeros(7)},
		{18, "BYTES", "[1, 2]", zeros(18) + " missing [{0 18 [1, 2]}]"},
		{10, "BYTES", "[1, 2]", zeros(10) + " missing [{0 10 [1, 2]}]"},
		{6, "BYTES", "[1, 2]", zeros(6) + " missing [{0 6 [1, 2]}]"},
		{12, "WORDS", "[1, ...]", "01000000" + zeros(8) + " missing [{4 12 }]"},
		{12, "WORDS", "[1, 2]", "0100000002000000" + zeros(4) + " missing [{8 12 }]"},
		{8, "BYTES", "[]", zeros(8) + " missing [{0 8 }]"},
		{16, "BYTES", "{t_family=1, t_port=htons(2), t_index=3}, [{nla_len=8, nla_type=T_PLAIN}, 9]",
			"0100000203000000" + "0800060009000000"},
		{16, "BYTES", "{odd=1}, [{nla_len=8, nla_type=T_PLAIN}, 9]",
			zeros(8) + "0800060009000000 missing [{0 8 {odd=1}}]"},
		{8, "ONE", `[{nla_len=8, nla_type=S_A}, "abc"]`, "0800010061626300"},
		{8, "TWO", "[{nla_len=8, nla_type=S_A}, 5]", "0800020005000000"},
		{8, "NEST", "[{nla_len=8, nla_type=S_A}, [1, 2]]", "0800000001000200 missing [{2 4 S_A}]"},
		{2, "PLAIN", "$" + strings.Repeat("a", maxText-1), "0000 missing [{0 2 $" + strings.Repeat("a",
			maxText-1) + "}]"},
		{2, "PLAIN", "$" + strings.Repeat("a", maxText), "0000 missing [{0 2 $" + strings.Repeat("a",
			maxText-1) + "...}]"},
		{6, "ADDRESS", "0x1", zeros(6) + " missing [{0 6 0x1}]"},
		{4, "BYTES", "5", "05000000"},
		{8, "BYTES", `inet_pton(AF_INET6, 5, &dst)`, zeros(8) + " missing [{0 8 inet_pton(AF_INET6, 5, &dst)}]"},
		{4, "PLAIN", "inet_addr()", "00000000 missing [{0 4 inet_addr()}]"},
		{4, "PLAIN", "htonl()", "00000000 missing [{0 4 htonl()}]"},
		{4, "PLAIN", "odd(1)", "00000000 missing [{0 4 odd(1)}]"},
		{4, "PLAIN", "...", "00000000 missing [{0 4 }]"},
		{4, "HOST", "{from=1, till=2}", "01000200"},
		{4, "HOST", "{from=1, ...}", "01000000 missing [{2 4 }]"},
		{4, "HOST", "{{from=1}, till=2}", "01000200"},
		{4, "HOST", "{till=2}", "00000200 missing [{0 2 }]"},
		{8, "HOST", "{from=1, till=2}", "0100020000000000 missing [{4 8 }]"},
		{3, "HOST", "{from=1, till=2}", "010002"},
		{4, "NETWORK", "{from=htons(1), till=2}", "00010200"},
		{5, "NAME", `"ab"`, "6162000000 missing [{3 5 }]"}, // what is after the NUL is not printed
		{3, "NAME", `"abcd"`, "616263"},
	} {
		length := 24 + align4(4+c.size) + 4
		text := fmt.Sprintf("[{nlmsg_len=%d, nlmsg_type=T_NEW, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}, "+
			"{t_family=0, t_port=0, t_index=0}, [[{nla_len=%d, nla_type=T_%s}, %s], [{nla_len=4, nla_type=T_PLAIN}]]])",
			length, 4+c.size, c.kind, c.text)
		var tree expr.Tree
		if _, ok := tree.ParseArgs([]byte(text)); !ok {
			t.Fatalf("%s: not parsed", c.text)
		}
		b := NewBuilder(testTables)
		b.Start(&tree, 0)
		b.Add(tree.Arg(0), length)
		data, missing := b.Finish()
		const at = 28 // where the value starts
		got := fmt.Sprintf("%x", data[at:at+c.size])
		for i := range missing {
			missing[i].From, missing[i].To = missing[i].From-at, missing[i].To-at
		}
		if len(missing) > 0 {
			got += fmt.Sprint(" missing ", missing)
		}
		if behind := fmt.Sprintf("%x", data[length-4:]); got != c.want || behind != "04000600" {
			t.Errorf("%s in %d octets is %s, want %s; after it are %s", c.text, c.size, got, c.want, behind)
		}
	}
}

// TestFirstName has a message whose first name is that of an attribute.
func TestFirstName(t *testing.T) {
	const header = "[{nlmsg_len=24, nlmsg_type=0x99, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}, "
	for text, want := range map[string]string{
		"[{nla_len=8, nla_type=T_PLAIN}, 7]":                                          "0800060007000000",
		"[{nla_len=8, nla_type=T_NAME}, 7]":                                           "0800020000000000",
		"[{nla_len=8, nla_type=1<<2}, 7]":                                             "0800040007000000",
		"[{nla_len=8, nla_type=0x4}, 1<<T_WORDS]":                                     "0800040008000000",
		"[{nla_len=8, nla_type=NLA_F_NESTED|T_VLAN}, [{nla_len=4, nla_type=V_INFO}]]": "0800" + "0a80" + "04000200",
	} {
		var tree expr.Tree
		if _, ok := tree.ParseArgs([]byte(header + text + "])")); !ok {
			t.Fatalf("%s: not parsed", text)
		}
		b := NewBuilder(testTables)
		b.Start(&tree, 0)
		b.Add(tree.Arg(0), 24)
		if data, _ := b.Finish(); fmt.Sprintf("%x", data[16:]) != want {
			t.Errorf("%s: %x, want %s", text, data[16:], want)
		}
	}
}

// TestHeaderAlone has headers of messages of which nothing else was printed, and buffers of which less was.
func TestHeaderAlone(t *testing.T) {
	const header = "{nlmsg_len=24, nlmsg_type=T_NEW, nlmsg_flags=0x5, nlmsg_seq=1, nlmsg_pid=2}"
	const octets = "1800000020000500" + "0100000002000000"
	for _, tc := range []struct {
		text   string
		length int
		want   string
	}{
		{header, 24, octets + "0000000000000000 [{16 24 }]"},
		{"[" + header + "]", 24, octets + "0000000000000000 [{16 24 }]"},
		{strings.Replace(header, "24", "16", 1), 16, "10" + octets[2:] + " []"},
		{header, 12, octets[:24] + " []"},
		{header, 28, octets + "000000000000000000000000 [{16 28 }]"},
		{"{nlmsg_len=0, nlmsg_type=0, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}", 40,
			"00000000000000000000000000000000 []"}, // what iproute2 sends after its messages
		{`"\1\2"...`, 4, "01020000 [{2 4 }]"}, {"0x7ffc", 4, " []"}, {"$", 4, " []"}, {"[...]", 4, " []"},
	} {
		var tree expr.Tree
		if _, ok := tree.ParseArgs([]byte(tc.text + ")")); !ok {
			t.Fatalf("%s: not parsed", tc.text)
		}
		b := NewBuilder(testTables)
		b.Start(&tree, 0)
		b.Add(tree.Arg(0), tc.length)
		data, missing := b.Finish()
		if got := fmt.Sprintf("%x %v", data, missing); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.text, got, tc.want)
		}
	}
}

// TestMeasure tells the length of buffers of which a log says none.
func TestMeasure(t *testing.T) {
	const header = "nlmsg_type=NLMSG_NOOP, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}"
	for text, want := range map[string]int{
		`"abc"`:                                     3,
		`"\x20\0\0\0\1\0\0\0\0\0\0\0\0\0\0"...`:     15,
		`"\x20\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0"...`:   32,
		`"\x10\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1"...`: 17,
		"{nlmsg_len=40, " + header:                  40,
		"[{nlmsg_len=41, " + header + `, "abc"]`:    41,
		"[[{nlmsg_len=17, " + header + `, "a"], {nlmsg_len=16, ` + header + "]":             36,
		"[{nlmsg_len=16, " + header + ", {nlmsg_len=16, " + header + "]":                    32,
		"[{nlmsg_len=20, " + header + `, "abc"...] => [{nlmsg_len=24, ` + header + `, "a"]`: 24,
		"[1, 2]":                           0,
		"0x7ffc":                           0,
		"{nlmsg_len=4294967295, " + header: MaxDatagram,
		"{nlmsg_len=4294967296, " + header: 0,
		"[{len=20, type=3, flags=2, seq=1, pid=0}, 0]": 20,
		"{len=20, type=3}": 0, // of something else
	} {
		var tree expr.Tree
		if _, ok := tree.ParseArgs([]byte(text + ")")); !ok {
			t.Fatalf("%s: not parsed", text)
		}
		if got := NewBuilder(nil).Measure(&tree, tree.Arg(0)); got != want {
			t.Errorf("%s: %d octets, want %d", text, got, want)
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
	var tree expr.Tree
	tree.ParseArgs([]byte(`"x")`))
	b := NewBuilder(nil)
	b.Start(&tree, 0)
	if b.Add(tree.Arg(0), MaxDatagram+1) {
		t.Error("a datagram beyond the bound is taken whole")
	}
}
