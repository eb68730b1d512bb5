package codec_test

import (
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestMemberAt finds by index what Member finds by name: in headers, heads of nests and structs of every message that
// the generator of messages makes, whole or cut.
func TestMemberAt(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry(), Protocol: "NETLINK_ROUTE"}
	peer := codec.Nested{Fixed: map[string]any{"ifi_index": 7, "ifi_flags": "IFF_UP"},
		Attrs: []codec.A{{Name: "IFLA_MTU", Value: 1400}}}
	b, err := enc.Append(nil, &codec.Request{Type: "RTM_NEWLINK",
		Fixed: map[string]any{"ifi_index": 3, "ifi_type": 1, "ifi_change": 1}, Attrs: []codec.A{
			{Name: "IFLA_MAP", Value: map[string]any{"mem_end": 1 << 40, "irq": 5, "port": 2}},
			{Name: "IFLA_ADDRESS", Value: []byte{2, 0, 0, 0, 0, 1}},
			{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "veth"},
				{Name: "IFLA_INFO_DATA", Value: []codec.A{{Name: "VETH_INFO_PEER", Value: peer}}}}},
			{Name: "IFLA_VFINFO_LIST", Value: []codec.A{{Name: "IFLA_VF_INFO", Value: []codec.A{
				{Name: "IFLA_VF_MAC", Value: map[string]any{"vf": 1, "mac": "02:00:00:00:00:09"}}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	d := codec.Decoder{Registry: enc.Registry}
	members := 0
	for _, cut := range []int{0, 3, 15, len(b) - 20} {
		if err := d.Decode(&m, codec.Context{}, b[:len(b)-cut]); (err != nil) != (cut > 0) {
			t.Fatalf("%d octets less: %v", cut, err)
		}
		for _, a := range slices.Collect(m.All()) {
			members += equalMembers(t, a)
		}
		for typ := range uint16(40) {
			a, ok := m.At(typ)
			if got := m.Root().ContentAt(typ); got != a.Content() || got.Len() != len(a.Payload()) {
				t.Errorf("attribute %d (%v) holds %x", typ, ok, got.Octets())
			}
		}
		members += equalMembers(t, m.Root())
	}
	if members < 30 {
		t.Errorf("only %d members were compared", members)
	}
	if c := (codec.Attr{}).MemberAt(0); c.Len() != 0 || (codec.Attr{}).ContentAt(1).Len() != 0 || (codec.Content{}).MemberAt(0).Len() != 0 {
		t.Error("nothing has a member")
	}
	if c := m.Root().MemberAt(99); c.Len() != 0 || m.Root().Message() != &m || (codec.Attr{}).Message() != nil {
		t.Error("there is a member after the last")
	}
}

// equalMembers compares the members of the struct in an attribute, or at its head.
func equalMembers(t *testing.T, a codec.Attr) (count int) {
	s, isHead := a.Fixed()
	if !isHead {
		s = a.Content()
	}
	if s.Spec().Kind != codec.StructOf {
		return 0
	}
	for i := range s.Spec().Struct.Members {
		member := &s.Spec().Struct.Members[i]
		if member.Kind == codec.Pad {
			continue
		}
		want, _ := a.Member(member.Name)
		got := s.MemberAt(i)
		if isHead {
			got = a.MemberAt(i)
		}
		if got != want && (got.Len() > 0 || want.Len() > 0) {
			t.Errorf("%s of %s is %x by its index, %x by its name", member.Name, a.Path(), got.Octets(), want.Octets())
		}
		count++
	}
	return count
}

// TestZeroContent asks nothing what it holds.
func TestZeroContent(t *testing.T) {
	var c codec.Content
	_, isNumber := c.Integer()
	_, isBool := c.Bool()
	_, _, isBitfield := c.Bitfield()
	_, hasParts := c.Parts()
	text, nuls, _ := c.Text()
	if isNumber || isBool || isBitfield || hasParts || len(text) > 0 || nuls > 0 || c.Len() != 0 || c.Octets() != nil ||
		!c.WellFormed() || !c.UsualNULs(1) || !c.IsZero() || c.Untold() || c.Swapped() || c.IsMember() ||
		c.MemberAt(0) != c {
		t.Errorf("nothing holds something: %v", c.Spec())
	}
	bits := c.Bits()
	if _, ok := bits.Next(); ok {
		t.Error("nothing has a bit")
	}
}
