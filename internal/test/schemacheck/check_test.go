package schemacheck

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// registry has one message, X_NEW, with these attributes and this header.
func registry(header *codec.Struct, attrs codec.Attrs, more ...*codec.MessageType) *codec.Registry {
	t := &codec.MessageType{Type: 16, Name: "X_NEW", Header: header, Set: codec.NewSet("X_", attrs)}
	return codec.NewRegistry(&codec.Protocol{Name: "NETLINK_X", Number: 3, Messages: append(more, t)})
}

// TestNothingWrong passes what a table may say.
func TestNothingWrong(t *testing.T) {
	header := &codec.Struct{Name: "xhdr", Members: []codec.Member{
		{Name: "x_family", Kind: codec.U8}, {Name: "x_pad", Kind: codec.Pad, Len: 3},
		{Name: "x_addr", Kind: codec.Bytes, Len: 16, Select: codec.ByField("x_family", codec.Cases{
			{Value: 2, Spec: codec.Of(codec.IP4)}, {Any: true, Spec: codec.Of(codec.IP6)}})},
		{Name: "x_words", Kind: codec.Array, Elem: codec.BE16},
	}}
	sparse := codec.NewSparse("s", "S_", []codec.Value{{Value: 1, Name: "A"}, {Value: 9, Name: "B"}})
	sparse.Others = []codec.Value{{Value: 7, Name: "ODD"}}
	flags := codec.NewFlags("f", "F_", []codec.Value{{Value: 8, Name: "UP"}, {Value: 1, Name: "SLOW", Mask: 3},
		{Value: 1, Name: "ONE"}})
	reg := registry(header, codec.Attrs{
		1: {Name: "KIND", Kind: codec.String, NoNUL: true},
		2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("X_KIND", codec.Cases{
			{Name: "a", Spec: codec.NestOf(codec.NewSet("XA_", codec.Attrs{
				1: {Name: "ADDR", Kind: codec.IP, Select: codec.ByField("x_family", codec.Cases{
					{Value: 2, Spec: codec.Of(codec.IP4)}}).Or(codec.ByLength(codec.Cases{{Value: 4}}))},
				2: {Name: "DEEP", Kind: codec.Bytes, Select: codec.BySibling("X_SPEED", codec.Cases{
					{Value: 2, Spec: codec.Of(codec.U8)}})},
			}))}})},
		3: {Name: "SPEED", Kind: codec.U32, Enum: sparse, Unit: codec.Seconds},
		4: {Name: "FLAGS", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.U16, Enum: flags}, Index: sparse, Base: 1},
		5: {Name: "BITS", Kind: codec.Bytes, Enum: flags},
		6: {Name: "OUI", Kind: codec.Bytes, Select: codec.ByLeading(3, codec.Cases{
			{Value: 1, Spec: codec.Of(codec.U32)}})},
	}, &codec.MessageType{Type: 17, Name: "X_GET", Header: header, Replies: []uint16{16},
		ReadsIf: []codec.Where{{Member: "x_family", Values: []uint64{0}}}, Variants: []*codec.MessageType{
			{Type: 17, Name: "X_GET", When: codec.When{Request: true}}}})
	if faults := Check(reg); len(faults) > 0 {
		t.Errorf("%s", strings.Join(faults, "\n"))
	}
}

// TestFaults finds what is wrong with a table, and nothing else.
func TestFaults(t *testing.T) {
	set := codec.NewSet("N_", nil)
	u8 := codec.Of(codec.U8)
	word := &codec.Struct{Name: "w", Members: []codec.Member{{Name: "w", Kind: codec.U32}}}
	flags := func(values ...codec.Value) *codec.Enum { return codec.NewFlags("f", "F_", values) }
	sparse := func(values ...codec.Value) *codec.Enum { return codec.NewSparse("s", "S_", values) }
	enum := func(e *codec.Enum) codec.Spec { return codec.Spec{Kind: codec.U8, Enum: e} }
	deep := u8
	for range 5 {
		deep = &codec.Spec{Kind: codec.Bytes, Select: codec.ByLength(codec.Cases{{Value: 1, Spec: deep}})}
	}
	for _, c := range []struct {
		spec codec.Spec
		want string
	}{
		{codec.Spec{Kind: codec.Nest}, "nest needs its Set"}, {codec.Spec{Kind: codec.U8, Set: set}, "u8 takes no Set"},
		{codec.Spec{Kind: codec.StructOf}, "struct needs its Struct"},
		{codec.Spec{Kind: codec.U8, Struct: word}, "u8 takes no Struct"},
		{codec.Spec{Kind: codec.Array}, "array needs its Elem"},
		{codec.Spec{Kind: codec.NestArray}, "nest-array needs its Elem"},
		{codec.Spec{Kind: codec.U8, Elem: u8}, "u8 takes no Elem"},
		{codec.Spec{Kind: codec.U8, Index: sparse()}, "u8 takes no Index"},
		{codec.Spec{Kind: codec.NestArray, Elem: u8, Base: 1}, "nest-array takes no Base"},
		{codec.Spec{Kind: codec.String, Enum: sparse()}, "string takes no Enum"},
		{codec.Spec{Kind: codec.IP, Unit: codec.Seconds}, "ip takes no Unit"},
		{codec.Spec{Kind: codec.Bytes, NoNUL: true}, "bytes takes no NoNUL"},
		{codec.Spec{Kind: codec.SubMessage}, "submsg needs its Select"},
		{codec.Spec{Kind: 99}, "there is no kind 99"},
		{codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.String)}, "an array of string has no end of its elements"},
		{codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.Uint)}, "an array of uint has no end of its elements"},
		{*deep, "more than 4 Selectors lead one to another"},
		{enum(sparse(codec.Value{Value: 2, Name: "B"}, codec.Value{Value: 1, Name: "A"})),
			"enum s: B stands before A, want ascending values"},
		{enum(sparse(codec.Value{Value: 1, Name: "A"}, codec.Value{Value: 2, Name: "A"})),
			"enum s: S_A has two values"},
		{enum(&codec.Enum{Name: "e", Prefix: "E_", Names: codec.Names{"A"},
			Others: []codec.Value{{Value: 0, Name: "B"}}}),
			"enum e: E_A and B are both 0"},
		{enum(&codec.Enum{Name: "e", Others: []codec.Value{{Value: 2, Name: "B"}, {Value: 1, Name: "A"}}}),
			"enum e: B stands before A, want ascending values"},
		{enum(flags(codec.Value{Value: 4, Name: "A", Mask: 3})), "enum f: F_A is no number in its mask"},
		{enum(&codec.Enum{Name: "e", Names: codec.Names{1: "A"}, Flags: true}), "flags e have Names, want Values"},
		{codec.Spec{Kind: codec.Bytes, Select: codec.BySibling("X_NONE", nil)},
			"it is chosen by X_NONE, which stands neither beside it nor around it"},
		{codec.Spec{Kind: codec.Bytes, Select: codec.ByField("x_none", nil)},
			"it is chosen by x_none, which no struct has"},
		{codec.Spec{Kind: codec.Bytes, Select: codec.ByLeading(9, nil)},
			"it is chosen by its first 9 octets, want 1 to 8"},
		{codec.Spec{Kind: codec.Bytes, Select: codec.BySibling("X_TEXT", codec.Cases{{Value: 1, Spec: u8}})},
			`case "" cannot be chosen by X_TEXT, a text`},
		{codec.Spec{Kind: codec.Bytes, Select: codec.BySibling("X_TEXT", codec.Cases{{Name: "a", Spec: u8},
			{Name: "a", Spec: u8}})}, `case "a" cannot be chosen by X_TEXT, a text`},
		{codec.Spec{Kind: codec.Bytes, Select: codec.ByLength(codec.Cases{{Name: "a", Spec: u8}})},
			`case "a" 0 cannot be chosen: it stands there twice, or goes by a text`},
		{codec.Spec{Kind: codec.Bytes, Select: codec.ByLength(codec.Cases{{Value: 1, Spec: u8}, {Value: 1, Spec: u8}})},
			`case "" 1 cannot be chosen: it stands there twice, or goes by a text`},
		{codec.Spec{Kind: codec.Bytes, Select: codec.ByLength(codec.Cases{{Any: true, Spec: u8},
			{Value: 1, Spec: u8}})},
			"a case stands after the one for every value"},
	} {
		c.spec.Name = "A"
		reg := registry(nil, codec.Attrs{1: c.spec, 2: {Name: "TEXT", Kind: codec.String}})
		got := Check(reg)
		if len(got) != 1 || !strings.HasPrefix(got[0], "X_A") || !strings.HasSuffix(got[0], ": "+c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestFaultsOfStructs finds what is wrong with a struct.
func TestFaultsOfStructs(t *testing.T) {
	u8 := codec.Member{Name: "n", Kind: codec.U8}
	for _, c := range []struct {
		members []codec.Member
		want    string
	}{
		{nil, `struct "s" has no name or no members`},
		{[]codec.Member{u8, u8}, `struct s: two members "n", or none by name`},
		{[]codec.Member{{Name: "b", Kind: codec.Bytes}, u8}, "struct s: b has no end, and others follow"},
		{[]codec.Member{u8, {Name: "b", Kind: codec.Bytes, LenField: "x"}}, "struct s: x counts what b holds"},
		{[]codec.Member{{Name: "m", Kind: codec.Nest, Len: 0}}, "a struct has no nest"},
		{[]codec.Member{{Name: "m", Kind: codec.U8, Len: 2}}, "u8 has its own length"},
		{[]codec.Member{{Name: "m", Kind: codec.IP4, Enum: codec.NewEnum("e", "", nil)}}, "ip4 takes no Enum"},
		{[]codec.Member{{Name: "m", Kind: codec.IP4, Unit: codec.Seconds}}, "ip4 takes no Unit"},
		{[]codec.Member{{Name: "m", Kind: codec.U8, Bits: 3}, u8},
			"struct s: bit-fields do not fill the integers that they share"},
		{[]codec.Member{{Name: "m", Kind: codec.S8, Bits: 8}}, "s8 has no 8 bits"},
		{[]codec.Member{{Name: "m", Kind: codec.U8, Parts: &codec.Struct{Name: "w", Word: codec.U16,
			Members: []codec.Member{{Name: "p", Kind: codec.U16}}}}}, "u8 is not of such parts"},
		{[]codec.Member{{Name: "m", Kind: codec.U8, LenAttr: "X_A"}}, "u8 takes no LenAttr"},
		{[]codec.Member{{Name: "m", Kind: codec.LLAddr, Len: 8}}, "nothing says how many of 8 octets are an address"},
		{[]codec.Member{{Name: "m", Kind: codec.Array, Elem: codec.String, Len: 2}},
			"an array of string has no end of its elements"},
		{[]codec.Member{{Name: "m", Kind: codec.U8, Struct: &codec.Struct{Name: "w", Members: []codec.Member{u8}}}},
			"u8 and a Struct do not go together"},
		{[]codec.Member{{Name: "m", Kind: codec.Bytes, Len: 4, Select: codec.ByLength(nil)}},
			"a union is chosen by another member, or an attribute of the message, not by its length"},
	} {
		got := Check(registry(&codec.Struct{Name: "s", Members: c.members}, nil))
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, ": "+c.want) }) || len(got) > 2 {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestFaultsOfMessages finds types that a protocol cannot have, and sets that cannot be told apart.
func TestFaultsOfMessages(t *testing.T) {
	framed := func(f codec.Framing, attrs codec.Attrs) *codec.MessageType {
		return &codec.MessageType{Type: 17, Name: "X_GET", Set: codec.NewFramedSet(&f, "R_", attrs)}
	}
	header := &codec.Struct{Name: "h", Members: []codec.Member{{Name: "h_text", Kind: codec.String, Len: 4}}}
	for _, c := range []struct {
		m    *codec.MessageType
		want string
	}{
		{&codec.MessageType{Type: 16, Name: "X_DEL"}, "NETLINK_X: X_DEL and X_NEW are both type 16"},
		{&codec.MessageType{Type: 3, Name: "X_DEL"}, "NETLINK_X: X_DEL is 3, which is netlink's own"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Replies: []uint16{18}},
			"NETLINK_X: X_GET is answered by a type that there is not: 18"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Variants: []*codec.MessageType{
			{Type: 18, Name: "X_V", When: codec.When{Request: true}}}}, "X_GET: its variant X_V has type 18, want 17"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Variants: []*codec.MessageType{{Type: 17, Name: "X_V"}}},
			"X_GET: its variant X_V describes no message: it has no When"},
		{&codec.MessageType{Type: 17, Name: "X_GET", ReadsIf: []codec.Where{{Member: "h", Values: []uint64{1}}}},
			"NETLINK_X: X_GET depends on h, which is no integer of its header"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Header: header, ReadsIf: []codec.Where{{Member: "h_text",
			Values: []uint64{1}}}}, "NETLINK_X: X_GET depends on h_text, which is no integer of its header"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Set: codec.NewSet("S_", codec.Attrs{{Name: "A"}, {Name: "A"}})},
			"X_GET: S_A is 0 and 1"},
		{&codec.MessageType{Type: 17, Name: "X_GET", Set: codec.NewSet("S_", make(codec.Attrs, 0x4001))},
			"X_GET: S_16384 is more than NLA_TYPE_MASK"},
		{framed(codec.Framing{Name: "r", Header: 2, LenSize: 1, TypeOff: 2, TypeSize: 1, Align: 1}, nil),
			"X_GET: r does not fit into its header of 2 octets"},
		{framed(codec.Framing{Name: "r", Header: 2, LenSize: 1, Align: 1}, codec.Attrs{{Name: "A"}, {Name: "B"}}),
			"X_GET: r has no room for type 1"},
	} {
		if got := Check(registry(nil, nil, c.m)); len(got) != 1 || got[0] != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	reg := codec.NewRegistry()
	reg.AddFamily(&codec.Family{Name: "f", Commands: []*codec.MessageType{
		{Type: 255, Name: "F_A"}, {Type: 256, Name: "F_B"}}})
	if got := Check(reg); len(got) != 1 || got[0] != "f: command F_B is 256, which does not fit into an octet" {
		t.Errorf("got %q", got)
	}
}
