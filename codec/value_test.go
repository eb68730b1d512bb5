package codec_test

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// TestLiteral reads values for layouts, and writes them for both byte orders.
func TestLiteral(t *testing.T) {
	states := codec.NewEnum("state", "IF_OPER_", codec.Names{0: "UNKNOWN", 6: "UP"})
	flags := codec.NewFlags("flags", "F_", []codec.Value{{Value: 1, Name: "A"}, {Value: 4, Name: "B"}})
	for _, c := range []struct {
		spec  codec.Spec
		value any
		want  string // octets, of either order, or the error
	}{
		{codec.Spec{Kind: codec.U16}, 258, "0201 0102"}, {codec.Spec{Kind: codec.BE16}, "0x102", "0102 0102"},
		{codec.Spec{Kind: codec.U8, Enum: states}, "up", "06 06"},
		{codec.Spec{Kind: codec.U8, Enum: states}, "6", "06 06"},
		{codec.Spec{Kind: codec.U8, Enum: states}, "IF_OPER_PU",
			`unknown value of state "IF_OPER_PU"; did you mean IF_OPER_UP?`},
		{codec.Spec{Kind: codec.U8, Enum: flags}, "a|F_B", "05 05"}, {codec.Spec{Kind: codec.U8}, 256,
			"int 256 does not fit into u8"},
		{codec.Spec{Kind: codec.U32}, []byte{1, 2}, "0102 0102"},
		{codec.Spec{Kind: codec.String}, "lo", "6c6f00 6c6f00"},
		{codec.Spec{Kind: codec.Flag}, true, " "}, {codec.Spec{Kind: codec.IP}, "::1",
			"00000000000000000000000000000001 00000000000000000000000000000001"},
		{codec.Spec{Kind: codec.SubMessage, Select: codec.ByLength(nil)}, "0102", "0102 0102"},
		{codec.Spec{Kind: codec.Nest, Set: codec.NewSet("X_", codec.Attrs{1: {Name: "A", Kind: codec.U8}})},
			[]codec.A{{Name: "b", Value: 1}}, `b: unknown attribute "b"; did you mean X_A?`},
	} {
		v, err := c.spec.Parse(c.value)
		got := fmt.Sprintf("%x %x", v.Octets(false), v.Octets(true))
		if err != nil {
			got = err.Error()
		}
		if got != c.want || (err == nil) != (c.spec.Check(c.value) == nil) || v.Absent() {
			t.Errorf("%s %v: got %q, want %q", c.spec.Kind, c.value, got, c.want)
		}
	}
	off, err := (&codec.Spec{Kind: codec.Flag}).Parse(false)
	if err != nil || !off.Absent() || off.Equal(codec.Attr{}) {
		t.Errorf("a flag that is not set: %v, absent %v", err, off.Absent())
	}
}

// TestLiteralEqual compares values with what messages of either byte order hold, however long it is there.
func TestLiteralEqual(t *testing.T) {
	set := rtnl.Protocol.Messages[0].Set // of RTM_NEWLINK
	for _, c := range []struct {
		name    string
		value   any
		payload string // little-endian
		want    bool
	}{
		{"IFLA_MTU", 1500, "dc050000", true}, {"IFLA_MTU", 1500, "dc050000ff", true}, {"IFLA_MTU", 1500, "dc05", false},
		{"IFLA_MTU", 1500, "", false}, {"IFLA_MTU", 1500, "dd050000", false},
		{"IFLA_OPERSTATE", "IF_OPER_UP", "06", true}, {"IFLA_OPERSTATE", "up", "06", true},
		{"IFLA_OPERSTATE", 6, "06", true}, {"IFLA_OPERSTATE", 6, "05", false},
		{"IFLA_IFNAME", "lo", "6c6f00", true}, {"IFLA_IFNAME", "lo", "6c6f", true},
		{"IFLA_IFNAME", "lo", "6c6f0000", true},
		{"IFLA_IFNAME", "lo", "6c6f31", false}, {"IFLA_IFNAME", []byte("lo"), "6c6f00", false},
		{"IFLA_IFNAME", []byte("lo\x00"), "6c6f00", true}, {"IFLA_ADDRESS", "02:00", "0200", true},
		{"IFLA_ADDRESS", "02:00", "020000", false},
	} {
		for _, big := range []bool{false, true} {
			number := typeOf(t, set, c.name)
			literal, err := set.Attrs[number].Parse(c.value)
			if err != nil {
				t.Fatal(err)
			}
			b := octets(t, c.payload)
			if big && c.name == "IFLA_MTU" {
				reverse(b[:min(4, len(b))])
			}
			var m codec.Message
			_ = dec.Decode(&m, codec.Context{BigEndian: big}, newLinkWith(big, uint16(number), b)) // some are too short
			a, ok := m.Attr(c.name)
			if got := literal.Equal(a); got != c.want || !ok {
				t.Errorf("%s of %s is %v, big-endian %v: got %v, %v", c.name, c.payload, c.value, big, got, ok)
			}
			if allocs := testing.AllocsPerRun(10, func() { literal.Equal(a) }); allocs != 0 {
				t.Errorf("%s: %v allocations", c.name, allocs)
			}
		}
	}
}

// TestLiteralOfUntold is equal to nothing that a capture does not tell.
func TestLiteralOfUntold(t *testing.T) {
	b := newLinkWith(false, 16, []byte{6})
	var m codec.Message
	c := codec.Context{Missing: []codec.Span{{From: len(b) - 4, To: len(b) - 3}}}
	if err := dec.Decode(&m, c, b); err != nil {
		t.Fatal(err)
	}
	a, _ := m.Attr("IFLA_OPERSTATE")
	literal, err := a.Spec().Parse(6)
	if err != nil || literal.Equal(a) {
		t.Errorf("what is not told is taken for 6, %v", err)
	}
}

// newLinkWith is an RTM_NEWLINK with one attribute.
func newLinkWith(big bool, typ uint16, payload []byte) []byte {
	const newLink, body = 16, 16
	b := codec.Header{Type: newLink}.Append(nil, big)
	b = append(b, make([]byte, body)...)
	length := uint16(4 + len(payload))
	if big {
		b = append(b, byte(length>>8), byte(length), byte(typ>>8), byte(typ))
	} else {
		b = append(b, byte(length), byte(length>>8), byte(typ), byte(typ>>8))
	}
	for b = append(b, payload...); len(b)%4 != 0; {
		b = append(b, 0)
	}
	h := codec.Header{Len: uint32(len(b)), Type: newLink}
	return append(h.Append(nil, big), b[codec.HeaderLen:]...)
}

func typeOf(t *testing.T, set *codec.Set, name string) int {
	t.Helper()
	for i := range set.Attrs {
		if set.Prefix+set.Attrs[i].Name == name {
			return i
		}
	}
	t.Fatalf("there is no %s", name)
	return 0
}

func reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}

// TestStructCheck tells what fits a member of a struct, by either of its names.
func TestStructCheck(t *testing.T) {
	s := rtnl.Protocol.Messages[0].Header
	for _, c := range []struct {
		member string
		value  any
		want   string
	}{
		{"ifi_index", 5, ""}, {"index", "7", ""}, {"ifi_family", "AF_INET", ""},
		{"ifi_index", 1 << 31, "int 2147483648 does not fit into s32"},
		{"ifi_idx", 1, `unknown member of struct ifinfomsg "ifi_idx"; did you mean ifi_index?`},
	} {
		got := ""
		if err := s.Check(c.member, c.value); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s = %v: got %q, want %q", c.member, c.value, got, c.want)
		}
	}
}
