package codec_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestEdit changes the message of link, and compares the octets with the same change made by hand.
func TestEdit(t *testing.T) {
	header := func(n byte) string { return hex.EncodeToString([]byte{n}) + "000000 1000 0506 01000000 00000000" }
	const ifi, name, mtu = "00000000 00000000 00000000 00000000", "0800 0300 64302e31", "0800 0400 dc050000"
	const kind = "0800 0100 766c616e"
	const info = "1800 1200 " + kind + "0c00 0200 0600 0100 05000000"
	for _, test := range []struct {
		what string
		edit func(m *codec.Message) error
		want string
	}{
		{"replace by a shorter one", func(m *codec.Message) error { return m.Replace("x", "ifname") },
			header(0x48) + ifi + "0600 0300 78000000" + info + mtu},
		{"replace by a longer one", func(m *codec.Message) error { return m.Replace("d0.100", "IFLA_IFNAME") },
			header(0x4c) + ifi + "0b00 0300 64302e31 30300000" + info + mtu},
		{"set one in a nest", func(m *codec.Message) error { return m.Set(100, "linkinfo", "data", "id") },
			header(0x48) + ifi + name + "1800 1200 " + kind + "0c00 0200 0600 0100 64000000" + mtu},
		{"set one by a path in one piece", func(m *codec.Message) error { return m.Set(1, "xdp/flags") },
			header(0x54) + ifi + name + info + mtu + "0c00 2b80 0800 0300 01000000"},
		{"replace one by a path in one piece", func(m *codec.Message) error { return m.Replace(100, "linkinfo/data/id") },
			header(0x48) + ifi + name + "1800 1200 " + kind + "0c00 0200 0600 0100 64000000" + mtu},
		{"set one that is not there", func(m *codec.Message) error { return m.Set(2, "link") },
			header(0x50) + ifi + name + info + mtu + "0800 0500 02000000"},
		{"set one that is not there in a nest that is",
			func(m *codec.Message) error { return m.Set("ETH_P_8021AD", "linkinfo", "data", "protocol") },
			header(0x50) + ifi + name + "2000 1200 " + kind + "1400 0200 0600 0100 05000000 0600 0500 88a80000" + mtu},
		{"set one in a nest that is not there", func(m *codec.Message) error { return m.Set(1, "xdp", "flags") },
			header(0x54) + ifi + name + info + mtu + "0c00 2b80 0800 0300 01000000"},
		{"delete one", func(m *codec.Message) error { return m.Delete("ifname") }, header(0x40) + ifi + info + mtu},
		{"delete one in a nest", func(m *codec.Message) error { return m.Delete("linkinfo", "data", "id") },
			header(0x40) + ifi + name + "1000 1200 " + kind + "0400 0200" + mtu},
		{"delete a nest", func(m *codec.Message) error { return m.Delete("linkinfo") },
			header(0x30) + ifi + name + mtu},
		{"insert before", func(m *codec.Message) error { return m.Insert(codec.A{Name: "link", Value: 2}, "linkinfo") },
			header(0x50) + ifi + name + "0800 0500 02000000" + info + mtu},
		{"append to the message", func(m *codec.Message) error { return m.Append(codec.A{Name: "mtu", Value: 1}) },
			header(0x50) + ifi + name + info + mtu + "0800 0400 01000000"},
		{"append to a nest", func(m *codec.Message) error {
			return m.Append(codec.A{Name: "slave_kind", Value: "br"}, "linkinfo")
		},
			header(0x50) + ifi + name + "2000 1200 " + kind + "0c00 0200 0600 0100 05000000 0700 0400 62720000" + mtu},
		{"set a member", func(m *codec.Message) error { return m.SetField("ifi_index", 7) },
			header(0x48) + "00000000 07000000 00000000 00000000" + name + info + mtu},
		{"set a member by its short name, flags by name", func(m *codec.Message) error {
			return m.SetField("flags", "IFF_UP")
		},
			header(0x48) + "00000000 00000000 01000000 00000000" + name + info + mtu},
		{"set the header", func(m *codec.Message) error {
			return m.SetHeader(codec.Header{Type: 19, Flags: 5, Seq: 9, PortID: 8})
		},
			"48000000 1300 0500 09000000 08000000" + ifi + name + info + mtu},
	} {
		m := decode(t, octets(t, link))
		if err := test.edit(m); err != nil {
			t.Errorf("%s: %v", test.what, err)
			continue
		}
		if want := octets(t, test.want); !bytes.Equal(m.Bytes(), want) {
			t.Errorf("%s:\ngot  %x\nwant %x", test.what, m.Bytes(), want)
		}
		if len(m.Faults()) > 0 {
			t.Errorf("%s: %v", test.what, m.Faults())
		}
		check(t, codec.Context{}, m.Bytes())
	}
}

// TestEditErrors leaves a message as it was when it cannot be changed, and says why.
func TestEditErrors(t *testing.T) {
	for _, test := range []struct {
		edit func(m *codec.Message) error
		want string
	}{
		{func(m *codec.Message) error { return m.Set("x", "mtu") }, "is no whole number"},
		{func(m *codec.Message) error { return m.Set(4096<<8, "linkinfo", "data", "id") },
			"IFLA_LINKINFO/IFLA_INFO_DATA"},
		{func(m *codec.Message) error { return m.Set(1, "mut") }, "did you mean IFLA_MTU?"},
		{func(m *codec.Message) error { return m.Set(1) }, "no attribute is named"},
		{func(m *codec.Message) error { return m.Replace(1, "link") }, "there is no link (at octet 0)"},
		{func(m *codec.Message) error { return m.Delete("linkinfo", "data", "protocol") },
			"IFLA_LINKINFO/IFLA_INFO_DATA: there is no protocol (at octet 52)"},
		{func(m *codec.Message) error { return m.Delete() }, "no attribute is named"},
		{func(m *codec.Message) error { return m.Delete("linkinfo", "dta", "id") },
			"IFLA_LINKINFO: there is no dta (at octet 40)"},
		{func(m *codec.Message) error { return m.Replace(1, "linkinfo/kind/id") },
			"IFLA_LINKINFO/IFLA_INFO_KIND: there is no id (at octet 44)"},
		{func(m *codec.Message) error { return m.Append(codec.A{Name: "mtu", Value: 1}, "xdp") },
			"there is no xdp (at octet 0)"},
		{func(m *codec.Message) error { return m.Insert(codec.A{Name: "mtu", Value: 1}, "link") }, "there is no link"},
		{func(m *codec.Message) error { return m.Append(codec.A{Name: "x", Value: 1}, "mtu") },
			"IFLA_MTU: it is no nest (at octet 64)"},
		{func(m *codec.Message) error {
			return m.Append(codec.A{Name: "ifalias", Value: strings.Repeat("x", 70000)})
		},
			"too many for one attribute"},
		{func(m *codec.Message) error { return m.Replace(make([]byte, 0xfff0), "linkinfo", "data", "id") },
			"too many for one attribute"},
		{func(m *codec.Message) error { return m.SetField("ifi_idx", 1) }, "did you mean ifi_index?"},
		{func(m *codec.Message) error { return m.SetField("ifi_type", 1<<16) }, "does not fit into u16"},
	} {
		b := octets(t, link)
		m := decode(t, b)
		before := form.JSON.Append(nil, m)
		err := test.edit(m)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
		if after := form.JSON.Append(nil, m); !bytes.Equal(before, after) || !bytes.Equal(b, octets(t, link)) {
			t.Errorf("after %q the message is %s", test.want, after)
		}
	}
}

// TestEditKeepsNested leaves NLA_F_NESTED as it is on a nest that gets new attributes, and looks at what is beside an
// attribute to find out what the new one holds.
func TestEditKeepsNested(t *testing.T) {
	const kind, id = "0800 0100 766c616e", "0c00 0200 0600 0100 07000000"
	for _, flag := range []string{"00", "80"} {
		b := message(octets(t, "0c00 12"+flag+kind))
		m := decode(t, b)
		if err := m.Replace(fields{"kind": raw("vlan"), "data": fields{"id": 7}}, "linkinfo"); err != nil {
			t.Fatal(err)
		}
		want := message(octets(t, "1800 12"+flag+kind+id))
		if !bytes.Equal(m.Bytes(), want) {
			t.Errorf("replaced: %x, want %x", m.Bytes(), want)
		}
		m = decode(t, b)
		if err := m.Set(7, "linkinfo", "data", "id"); err != nil {
			t.Fatal(err)
		}
		if v, ok := m.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID"); !ok || len(v.Payload()) != 2 {
			t.Errorf("set: %x", m.Bytes())
		}
		if a, _ := m.Attr("linkinfo"); a.Nested() != (flag == "80") {
			t.Errorf("set: NLA_F_NESTED is %v", a.Nested())
		}
	}
	m := decode(t, octets(t, controlMessages[1].hex))
	if err := m.Set("NL_ATTR_TYPE_U8", "NLMSGERR_ATTR_POLICY", "type"); err != nil {
		t.Fatal(err)
	}
	if a, _ := m.Attr("policy/type"); a.Type() != 1 {
		t.Errorf("in the policy of an error: %x", m.Bytes())
	}
	if v, ok := m.Attr("policy", "type"); !ok || v.Payload()[0] != 2 {
		t.Errorf("in the policy of an error: %x", m.Bytes())
	}
}

// TestEditSelected lays new values out as the levels around them say: an attribute beside the nest, a member of the
// header.
func TestEditSelected(t *testing.T) {
	e := codec.Encoder{Registry: kitchenDecoder.Registry}
	b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "KC_SET", Fixed: fields{"id": 7},
		Attrs: list{{"number", 1}, {"within", list{{"address", "192.0.2.1"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	if err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"data", "by_field", "by_type"} {
		if err := m.Set(5, "within", name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if a, ok := m.Attr("within", name); !ok || a.Value() != uint64(5) {
			t.Errorf("%s is %v", name, a.Value())
		}
	}
	if err := m.SetField("id", 6); err != nil {
		t.Fatal(err)
	}
	if err := m.Set(5, "within", "by_field"); err == nil {
		t.Error("a number where the header says octets")
	}
}

// TestEditFirst edits a nest that is the first attribute as it does others: what cannot be is said in its path.
func TestEditFirst(t *testing.T) {
	const nest = "1800 1200 0800 0100 766c616e 0c00 0200 0600 0100 05000000"
	for want, edit := range map[string]func(m *codec.Message) error{
		"IFLA_LINKINFO/kind: want a string": func(m *codec.Message) error {
			return m.Append(codec.A{Name: "kind", Value: 5}, "linkinfo")
		},
		"IFLA_LINKINFO/slave_kind: want a string": func(m *codec.Message) error {
			return m.Set(5, "linkinfo", "slave_kind")
		},
		"IFLA_LINKINFO/IFLA_INFO_KIND: want a string": func(m *codec.Message) error {
			return m.Replace(5, "linkinfo/kind")
		},
		"IFLA_LINKINFO: there is no x (at octet 32)": func(m *codec.Message) error { return m.Delete("linkinfo", "x") },
		"IFLA_LINKINFO: 65548 octets are too many for one attribute": func(m *codec.Message) error {
			return m.Append(codec.A{Name: "xstats", Value: make([]byte, 65520)}, "linkinfo")
		},
	} {
		m := decode(t, message(octets(t, nest)))
		if err := edit(m); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
		if !bytes.Equal(m.Bytes(), message(octets(t, nest))) {
			t.Errorf("%s: the message became %x", want, m.Bytes())
		}
	}
}

// TestEditLimit makes nests as long as a length of 16 bits can say, and none longer.
func TestEditLimit(t *testing.T) {
	longest := 0
	for n := 65480; n < 65540; n++ {
		m := decode(t, octets(t, link))
		if err := m.Replace(make([]byte, n), "linkinfo", "data", "id"); err != nil {
			continue
		}
		longest = n
		nest, _ := m.Attr("linkinfo")
		if a, ok := m.Attr("linkinfo", "data", "id"); !ok || len(a.Payload()) != n || len(m.Faults()) > 0 {
			t.Errorf("%d octets are %d; %v", n, len(a.Payload()), m.Faults())
		}
		if length := nest.End() - nest.Offset(); length > 65535 || length < n {
			t.Errorf("the nest around %d octets has %d", n, length)
		}
	}
	if longest != 65512 { // 65535, less 3 to be aligned, and 20 for headers and IFLA_INFO_KIND
		t.Errorf("at the most %d octets fit", longest)
	}
}

// TestEditOwns leaves the buffer alone that the message was decoded from, and clones too.
func TestEditOwns(t *testing.T) {
	b := octets(t, link)
	m := decode(t, b)
	clone := m.Clone()
	if err := m.Set("d1", "ifname"); err != nil {
		t.Fatal(err)
	}
	if err := m.SetField("index", 5); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, octets(t, link)) || !bytes.Equal(clone.Bytes(), b) {
		t.Errorf("the buffer is %x, the clone %x", b, clone.Bytes())
	}
}

// TestEditNexthop changes an attribute inside a record that is not framed as an attribute.
func TestEditNexthop(t *testing.T) {
	m := find(t, "route-multipath")
	if err := m.Set([]byte{1, 2, 3, 4, 5, 6, 7, 8}, "multipath", "0", "flow"); err != nil {
		t.Fatal(err)
	}
	if err := m.Replace("192.0.2.77", "multipath", "0", "gateway"); err != nil {
		t.Fatal(err)
	}
	hops, _ := m.Attr("multipath")
	var lengths []int
	for hop := range hops.Children() {
		lengths = append(lengths, len(hop.Payload()))
	}
	if len(m.Faults()) > 0 || len(lengths) != 2 || lengths[0]-lengths[1] != 12 {
		t.Errorf("the records hold %v octets; %v", lengths, m.Faults())
	}
	check(t, codec.Context{}, m.Bytes())
}

// TestEditCannot refuses to edit what is not whole.
func TestEditCannot(t *testing.T) {
	b := octets(t, link)
	for name, c := range map[string]codec.Context{"cut": {}, "missing": {Missing: []codec.Span{{From: 20, To: 24}}}} {
		data := b
		if name == "cut" {
			data = b[:60]
		}
		var m codec.Message
		_ = dec.Decode(&m, c, data) // of course it is faulty
		if err := m.Set(1, "mtu"); err == nil || !strings.Contains(err.Error(), "cannot be edited") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range []struct{ hex, field, want string }{
		{"10000000 0100 0000 00000000 00000000", "error", "NLMSG_NOOP has no fixed struct"},
		{"14000000 1000 0000 00000000 00000000 02000000", "ifi_index", "the message is too short to hold ifi_index"},
		{"1e000000 1000 0000 00000000 00000000 02000000 00000000 00000000 0000", "ifi_change",
			"too short to hold ifi_change"},
	} {
		m := decode(t, octets(t, c.hex))
		if err := m.SetField(c.field, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.field, err, c.want)
		}
	}
	whole := decode(t, octets(t, "18000000 1000 0000 00000000 00000000 02000000 00000000"))
	if err := whole.SetField("ifi_index", 7); err != nil || !bytes.Equal(whole.Bytes()[20:], []byte{7, 0, 0, 0}) {
		t.Errorf("a short struct: %v, %x", err, whole.Bytes())
	}
	var none codec.Message
	_ = dec.Decode(&none, codec.Context{}, make([]byte, codec.HeaderLen-1)) // too short for a header
	if err := none.Set(1, "mtu"); err == nil || err.Error() != "there is no message to edit" {
		t.Errorf("Set in less than a header: %v", err)
	}
	none = codec.Message{}
	for what, err := range map[string]error{
		"SetHeader": none.SetHeader(codec.Header{}), "SetField": none.SetField("x", 1), "Delete": none.Delete("x"),
		"Append": none.Append(codec.A{Name: "x"}), "Insert": none.Insert(codec.A{Name: "x"}, "y"),
		"Replace": none.Replace(1, "x"),
	} {
		if err == nil || err.Error() != "there is no message to edit" {
			t.Errorf("%s of nothing: %v", what, err)
		}
	}
	m := decode(t, octets(t, controlMessages[1].hex))
	if err := m.Set("x", "NLMSGERR_ATTR_MSG"); err != nil {
		t.Errorf("the text of an error: %v", err)
	}
}

// TestEditAnything edits random messages: whatever the edit, what comes out is a message that leads back to itself.
func TestEditAnything(t *testing.T) {
	g := nlgen.New(7)
	edited := 0
	for range generated / 2 {
		msg := g.Next()
		var m codec.Message
		_ = dec.Decode(&m, msg.Context(), msg.Bytes) // damaged ones too
		path := randomPath(g, m.Root())
		var err error
		before := form.JSON.Append(nil, &m)
		switch g.IntN(4) {
		case 0:
			err = m.Delete(path...)
		case 1:
			err = m.Replace([]byte{1, 2, 3, 4, 5}, path...)
		case 2:
			err = m.Insert(codec.A{Name: "1", Value: []byte{1}}, path...)
		case 3:
			err = m.Append(codec.A{Name: "2", Value: []byte{1, 2}}, path...)
		}
		if err != nil && !bytes.Equal(before, form.JSON.Append(nil, &m)) {
			t.Fatalf("%v: %s became %s", err, before, form.JSON.Append(nil, &m))
		}
		if err == nil {
			edited++
			if h := m.Header(); !m.IsPacket() && int(h.Len) != len(m.Bytes()) {
				t.Fatalf("nlmsg_len is %d of %d", h.Len, len(m.Bytes()))
			}
		}
		check(t, msg.Context(), m.Bytes())
	}
	if edited < generated/4 {
		t.Errorf("%d of %d messages could be edited", edited, generated/2)
	}
}

// randomPath returns the path, in numbers, of an attribute of a message.
func randomPath(g *nlgen.Generator, a codec.Attr) (path []string) {
	for {
		var names []string
		for c := range a.Children() {
			if !c.IsTail() {
				names = append(names, c.Name())
			}
		}
		if len(names) == 0 || len(path) > 0 && g.IntN(3) == 0 {
			return path
		}
		name := names[g.IntN(len(names))]
		path = append(path, name)
		a, _ = a.Attr(name)
	}
}
