package rebuild

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// TestStructures finds what a structure is by the members that strace printed.
func TestStructures(t *testing.T) {
	for text, want := range map[string]string{
		"{t_family=1, t_port=2}": "thdr", "{t_family=1, odd=2}": "", "{odd=1, t_family=2}": "", "{flags=1, vid=2}": "",
		"{{t_family=1}, t_port=2}": "thdr", "{t_port=2, ...}": "thdr", "{1, t_family=2}": "", "{}": "", "{value=1}": "",
		"{cmd=1, version=2}": "genlmsghdr", "{version=1, res_id=2}": "nfgenmsg", "{version=1}": "",
	} {
		var tree expr.Tree
		tree.ParseArgs([]byte(text + ")"))
		got := ""
		if s := NewNames(testTables).structure(&tree, tree.Arg(0), nil); s != nil {
			got = s.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	var tree expr.Tree
	tree.ParseArgs([]byte("{flags=1, odd=2})"))
	if s := NewNames(testTables).structure(&tree, tree.Arg(0), testInfo); s != testInfo {
		t.Errorf("%v, though the table has the first member", s)
	}
}

// TestSizes compares the structs that no table of a family holds to what sizeof says of them.
func TestSizes(t *testing.T) {
	for s, want := range map[*codec.Struct]int{nlmsghdr: 16, oldHeader: 16, genlmsghdr: 4, nfgenmsg: 4, rtnexthop: 8} {
		if s.Size() != want {
			t.Errorf("%s has %d octets, not %d", s.Name, s.Size(), want)
		}
	}
}

// TestSameLayout compares structs of tables.
func TestSameLayout(t *testing.T) {
	of := func(members ...codec.Member) *codec.Struct { return &codec.Struct{Members: members} }
	a16, b16 := codec.Member{Name: "a", Kind: codec.U16}, codec.Member{Name: "b", Kind: codec.U16}
	for _, tc := range []struct {
		x, y *codec.Struct
		want bool
	}{
		{of(a16, b16), of(a16, b16), true},
		{of(a16, b16), of(b16, a16), false},
		{of(a16), of(codec.Member{Name: "a", Kind: codec.BE16}), false},
		{of(a16, b16), of(codec.Member{Name: "a", Kind: codec.U32}), false},
		{of(a16, b16), of(a16), false},
		{testInfo, testInfo, true},
	} {
		if got := sameLayout(tc.x, tc.y); got != tc.want {
			t.Errorf("%v and %v: %v", tc.x, tc.y, got)
		}
	}
}

// TestConstants finds values by names, by preference of the enumeration that belongs there.
func TestConstants(t *testing.T) {
	names := NewNames(testTables)
	for _, tc := range []struct {
		name string
		enum *codec.Enum
		want string // the value, and the number behind 1<<
	}{
		{"F_D", nil, "8 true 3"}, {"F_D", testFlags, "8 true 3"}, {"T_WORDS", nil, "4 true 3"},
		{"T_PLAIN", testFilter, "32 true 6"}, {"S_A", nil, "0 false"},
		{"ODD_UNSPEC", nil, "0 true 0"}, {"ODD", nil, "0 false"}, {"nlctrl", nil, "16 true 16"},
		{"T_NEW", nil, "32 true 32"}, {"NETLINK_ROUTE", nil, "0 true 0"}, {"AF_INET6", testFlags, "10 true 10"},
		{"T_NAME", nil, "0 false 2"}, {"NLMSGERR_ATTR_OFFS", nil, "0 false 2"},
	} {
		c, ok := names.constant([]byte(tc.name), tc.enum)
		got := fmt.Sprint(c.value, " ", ok)
		if n, ok := names.shift([]byte(tc.name), tc.enum); ok {
			got += fmt.Sprint(" ", n)
		}
		if got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

// TestAttributeNames finds attributes of a set by their full names.
func TestAttributeNames(t *testing.T) {
	set := codec.NewSet("S_", codec.Attrs{1: {Name: "A"}, 3: {Name: "B"}})
	for name, want := range map[string]int{"S_A": 1, "S_B": 3, "S_": 0, "A": 0, "S_C": 0, "": 0} {
		number, spec := lookupAttr(set, []byte(name))
		if number != want || (spec != nil) != (want > 0) {
			t.Errorf("%s: %d, %v", name, number, spec)
		}
	}
	if number, spec := lookupAttr(nil, []byte("S_A")); number != 0 || spec != nil {
		t.Errorf("%d, %v of no set", number, spec)
	}
}
