package codec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
)

// shelf is attributes of which the table says much or little.
var shelf = codec.NewSet("SH_", codec.Attrs{
	1: {Name: "NUMBER", Kind: codec.U32},
	2: {Name: "OCTETS", Kind: codec.Bytes},
	3: {Name: "BITMAP", Kind: codec.Bytes, Enum: codec.NewEnum("sh_bits", "SH_BIT_", codec.Names{"A", "B"})},
	4: {Name: "CHOSEN", Kind: codec.SubMessage, Select: codec.BySibling("SH_KIND", codec.Cases{
		{Name: "nest", Spec: codec.NestOf(codec.NewSet("SHN_", codec.Attrs{1: {Name: "X", Kind: codec.U32}}))},
	})},
	5: {Name: "KIND", Kind: codec.String},
	6: {Name: "NEST", Kind: codec.Nest, Set: codec.NewSet("SHN_", codec.Attrs{1: {Name: "X", Kind: codec.U32}})},
	7: {Name: "VENDOR", Kind: codec.Bytes},
	8: {Name: "LIST", Kind: codec.NestArray, Elem: codec.Of(codec.U32)},
})

var shelfDecoder = &codec.Decoder{Registry: codec.NewRegistry(&codec.Protocol{Name: "NETLINK_SHELF", Number: 30,
	Messages: []*codec.MessageType{{Type: 16, Name: "SH_NEW", Set: shelf}}})}

// onShelf decodes a message of some attributes.
func onShelf(t *testing.T, attrs string) *codec.Message {
	t.Helper()
	body := octets(t, attrs)
	b := append(codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: 16}.Append(nil, false), body...)
	var m codec.Message
	if err := shelfDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
		t.Fatal(err)
	}
	return &m
}

// TestTally counts what no table knows, and what a table calls octets and no more.
func TestTally(t *testing.T) {
	for _, c := range []struct {
		what, attrs          string
		all, unknown, opaque int
	}{
		{"nothing", "", 0, 0, 0},
		{"a number", "0800 0100 01000000", 1, 0, 0},
		{"octets", "0600 0200 0102 0000", 1, 0, 1},
		{"a bitmap, whose bits have names", "0500 0300 01 000000", 1, 0, 0},
		{"a choice that nothing decides", "0800 0400 01020304", 1, 0, 1},
		{"a choice that is a nest", "0900 0500 6e657374 00 000000 0c00 0400 0800 0100 01000000", 3, 0, 0},
		{"an unknown attribute", "0800 6300 01020304", 1, 1, 0},
		{"an unknown attribute in a nest", "0c00 0600 0800 6300 01000000", 2, 1, 0},
		{"an unknown nest", "0c00 6380 0800 0100 01000000", 2, 2, 0},
		{"a nest of a vendor's: known, its attributes are the vendor's",
			"1400 0780 0800 0100 01000000 0800 0200 01000000",
			3, 0, 2},
		{"a list", "1400 0800 0800 0100 01000000 0800 0200 01000000", 3, 0, 0},
		{"stray zeros, which are none", "0800 0100 01000000 0000", 1, 0, 0},
	} {
		m := onShelf(t, c.attrs)
		all, unknown, opaque := m.Tally()
		if all != c.all || unknown != c.unknown || opaque != c.opaque {
			t.Errorf("%s: %d, %d unknown, %d opaque; want %d, %d, %d", c.what, all, unknown, opaque, c.all, c.unknown,
				c.opaque)
		}
		known, octets := 0, 0 // as the attributes themselves say
		for a := range m.All() {
			if a.Known() {
				known++
			}
			if a.Opaque() {
				octets++
			}
		}
		if known != c.all-c.unknown || octets != c.opaque {
			t.Errorf("%s: %d attributes say that they are known, %d that they are octets", c.what, known, octets)
		}
	}
	m := decode(t, octets(t, controlMessages[1].hex)) // 3 in the quoted message, 3 of the error, 2 in its policy
	if all, unknown, opaque := m.Tally(); all != 8 || unknown != 0 || opaque != 0 {
		t.Errorf("an error: %d, %d unknown, %d opaque", all, unknown, opaque)
	}
	if all, _, _ := new(codec.Message).Tally(); all != 0 {
		t.Errorf("an empty message has %d attributes", all)
	}
}

// TestAll yields attributes level by level, for as long as they are wanted.
func TestAll(t *testing.T) {
	m := onShelf(t, "0c00 0600 0800 0100 01000000 0800 0100 02000000 0000")
	var all []string
	for a := range m.All() {
		all = append(all, fmt.Sprintf("%s %d-%d", a.Path(), a.Offset(), a.End()))
	}
	if want := []string{"SH_NEST 16-28", "SH_NUMBER 28-36", "SH_NEST/SHN_X 20-28"}; !slices.Equal(all, want) {
		t.Errorf("%q, want %q", all, want)
	}
	n := 0
	for range m.All() {
		if n++; n == 2 {
			break
		}
	}
	for range m.Root().Children() {
		n++
		break
	}
	if n != 3 {
		t.Errorf("%d attributes after two, and one, were enough", n)
	}
	quoted := decode(t, octets(t, controlMessages[2].hex))
	names := []string{}
	for a := range quoted.All() {
		names = append(names, a.Name())
	}
	want := "NLMSGERR_ATTR_MSG NLMSGERR_ATTR_OFFS NLMSGERR_ATTR_POLICY IFLA_IFNAME IFLA_LINKINFO IFLA_INFO_KIND " +
		"IFLA_INFO_DATA " +
		"VETH_INFO_PEER IFLA_IFNAME NL_POLICY_TYPE_ATTR_MAX_LENGTH NL_POLICY_TYPE_ATTR_TYPE"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFind finds the first attribute of a name at whatever depth, one at the top level before others.
func TestFind(t *testing.T) {
	m := onShelf(t, "0c00 0600 0800 0100 01000000 0800 0100 02000000")
	for name, want := range map[string]string{
		"SHN_X": "SH_NEST/SHN_X", "x": "SH_NEST/SHN_X", "number": "SH_NUMBER", "1": "SH_NUMBER", "6": "SH_NEST",
		"nest": "SH_NEST",
	} {
		if a, ok := m.Find(name); !ok || a.Path() != want {
			t.Errorf("%s is %s, %v, want %s", name, a.Path(), ok, want)
		}
	}
	for _, name := range []string{"", "octets", "99", "SH_X"} {
		if a, ok := m.Find(name); ok {
			t.Errorf("%s is %s", name, a.Path())
		}
	}
	quoted := decode(t, octets(t, controlMessages[2].hex))
	if a, ok := quoted.Find("VETH_INFO_PEER"); !ok || a.Path() != "IFLA_LINKINFO/IFLA_INFO_DATA/VETH_INFO_PEER" {
		t.Errorf("in the message that an error quotes: %s, %v", a.Path(), ok)
	}
}

// TestLabel names attributes for summaries, the number of an unknown one after the prefix of its neighbours.
func TestLabel(t *testing.T) {
	m := onShelf(t, "1400 0600 0800 6300 01000000 0800 0100 01000000 0800 4d00 01000000 0800 0900 01000000"+
		"0c00 6380 0800 0100 01000000 0c00 0800 0800 0200 01000000")
	var labels []string
	for a := range m.All() {
		labels = append(labels, a.Label())
	}
	want := []string{"SH_NEST", "SH_77", "SH_9", "SH_99", "SH_LIST", "SH_NEST/SHN_99", "SH_NEST/SHN_X", "SH_99/1",
		"SH_LIST/2"}
	if !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
	if l := m.Root().Label(); l != "" {
		t.Errorf("the message itself is %q", l)
	}
	quoted := decode(t, octets(t, controlMessages[2].hex))
	if a, _ := quoted.Find("peer"); a.Label() != "IFLA_LINKINFO/IFLA_INFO_DATA/VETH_INFO_PEER" {
		t.Errorf("of the message that an error quotes: %s", a.Label())
	}
}

// TestSnapshot keeps what a resolver knew when it was made.
func TestSnapshot(t *testing.T) {
	reg, resolver := registry(nl80211.Family), codec.NewResolver()
	resolver.Set(reg, 40, "nl80211")
	resolver.Set(reg, 41, "unheard")
	then := resolver.Snapshot()
	resolver.Set(reg, 42, "later")
	resolver.Forget(40)
	for id, want := range map[uint16]string{40: "nl80211", 41: "unheard", 42: ""} {
		d := codec.Decoder{Registry: reg, Resolver: then}
		var m codec.Message
		_ = d.Decode(&m, generic, octets(t, fmt.Sprintf("14000000 %02x00 0000 00000000 00000000 05 00 0000", id)))
		got := ""
		if m.Family() != nil {
			got = m.Family().Name
		}
		if got != want || then.Known(reg, id) != (want != "") {
			t.Errorf("%d is %q, want %q", id, got, want)
		}
	}
}
