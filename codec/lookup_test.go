package codec_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// find returns a real message of testdata/dumps.hex.
func find(t *testing.T, name string) *codec.Message {
	t.Helper()
	for _, d := range dumps(t) {
		if d.Name == name {
			return decode(t, d.Bytes)
		}
	}
	t.Fatalf("there is no %s", name)
	return nil
}

// TestLookup names attributes in all the ways that a path may.
func TestLookup(t *testing.T) {
	m := find(t, "link-vlan")
	for _, path := range [][]string{
		{"IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID"}, {"linkinfo", "data", "id"},
		{"LinkInfo", "Data", "Id"}, {"18", "2", "1"},
		{"IFLA_LINKINFO", "2", "id"}, {"IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID"}, {"linkinfo", "data/1"},
	} {
		a, ok := m.Attr(path...)
		if v, isInt := a.Uint(); !ok || !isInt || v != 100 || a.Path() != "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID" {
			t.Errorf("%v: %d, %v, %v, %s", path, v, isInt, ok, a.Path())
		}
	}
	for _, path := range [][]string{
		nil, {""}, {"IFLA_INFO_DATA"}, {"ifla_linkinfo"}, {"LINKINF"}, {"IFLA_LINKINFO", "id"}, {"18", "2", "99"},
		{"18 "}, {"-1"}, {"65554"},
		{"IFLA_MTU", "x"}, {"linkinfo//id"}, {"/linkinfo"}, {"linkinfo/"},
	} {
		if a, ok := m.Attr(path...); ok {
			t.Errorf("%q is there: %s", path, a.Path())
		}
	}
}

// TestAt finds attributes by the numbers of their types, from the message and from an attribute on.
func TestAt(t *testing.T) {
	m := find(t, "link-vlan")
	info, ok := m.At(18)
	if !ok || info.Path() != "IFLA_LINKINFO" {
		t.Fatalf("%s, %v", info.Path(), ok)
	}
	for from, path := range map[codec.Attr][]uint16{m.Root(): {18, 2, 1}, info: {2, 1}} {
		if a, ok := from.At(path...); !ok || a.Path() != "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID" {
			t.Errorf("%v from %q: %s, %v", path, from.Path(), a.Path(), ok)
		}
	}
	for _, path := range [][]uint16{{0}, {18, 99}, {99, 1}, {4, 1}, {18 | 1<<15}} {
		if a, ok := m.At(path...); ok || a != (codec.Attr{}) {
			t.Errorf("%v is there: %s", path, a.Path())
		}
	}
	for _, none := range []codec.Attr{{}, new(codec.Message).Root()} {
		if a, ok := none.At(1); ok || a != (codec.Attr{}) {
			t.Errorf("nothing holds %s", a.Path())
		}
	}
	m = decode(t, octets(t, "30000000 1000 0000 00000000 00000000 00000000 00000000 00000000 00000000"+
		" 0500 0300 61000000 0600 0300 62620000"))
	if a, ok := m.At(3); !ok || len(a.Payload()) != 1 {
		t.Errorf("%x, %v, of two the second", a.Payload(), ok)
	}
}

// TestLookupEachName finds every attribute of large sets by its full and its short name.
func TestLookupEachName(t *testing.T) {
	for _, set := range []*codec.Set{rtnl.Protocol.Messages[0].Set, nl80211.Family.Set} {
		all := make(codec.Attrs, 0, len(set.Attrs)) // without what their payloads hold
		b := octets(t, "00000000 1000 0000 00000000 00000000")
		for number, a := range set.Attrs {
			all = append(all, codec.Spec{Name: a.Name, Kind: codec.Bytes})
			b = append(b, 4, 0, byte(number), byte(number>>8))
		}
		b[0], b[1] = byte(len(b)), byte(len(b)>>8)
		d := codec.Decoder{Registry: codec.NewRegistry(&codec.Protocol{Number: 1, Messages: []*codec.MessageType{
			{Type: 16, Set: codec.NewSet(set.Prefix, all)},
		}})}
		var m codec.Message
		if err := d.Decode(&m, codec.Context{Protocol: 1}, b); err != nil {
			t.Fatal(err)
		}
		for number, a := range set.Attrs {
			if a.Name == "" || a.Name[0] <= '9' { // which would be read as a number
				continue
			}
			for _, name := range []string{set.Prefix + a.Name, a.Name, strings.ToLower(a.Name)} {
				if found, ok := m.Attr(name); !ok || int(found.Type()) != number {
					t.Errorf("%s is number %d, not %d", name, found.Type(), number)
				}
			}
		}
	}
}

// TestLookupRepeated finds the first of several attributes, and beyond it the first that has the rest of the path.
func TestLookupRepeated(t *testing.T) {
	m := decode(t, octets(t, "48000000 1000 0000 00000000 00000000 00000000 00000000 00000000 00000000"+
		"0600 0300 6100 0000 0600 0300 6200 0000"+ // IFLA_IFNAME a, b
		"0c00 1200 0800 0100 766c616e 0c00 1200 08000300 6162 0000")) // IFLA_LINKINFO with kind, with xstats
	if a, _ := m.Attr("ifname"); a.Text() != "a" {
		t.Errorf("the first name is %q", a.Text())
	}
	if a, ok := m.Attr("linkinfo", "3"); !ok || string(a.Payload()[:2]) != "ab" {
		t.Errorf("what only the second nest has: %v, %x", ok, a.Payload())
	}
	var names []string
	for a := range m.Root().Children() {
		names = append(names, a.Name())
	}
	if want := []string{"IFLA_IFNAME", "IFLA_IFNAME", "IFLA_LINKINFO", "IFLA_LINKINFO"}; !slices.Equal(names, want) {
		t.Errorf("the attributes are %v", names)
	}
}

// TestLookupByIndex names the elements of an array by name and number.
func TestLookupByIndex(t *testing.T) {
	b, err := encodeList()
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	if err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"KTI_TWO": "b", "two": "b", "2": "b", "KTI_ONE": "a", "7": "c"} {
		if a, ok := m.Attr("list", path); !ok || a.Text() != want {
			t.Errorf("%s: %q, %v", path, a.Text(), ok)
		}
	}
	if a, _ := m.Attr("list", "two"); a.Path() != "KT_LIST/KTI_TWO" {
		t.Errorf("the path is %s", a.Path())
	}
	if _, ok := m.Attr("list", "three"); ok {
		t.Error("an index without a name has one")
	}
}

func encodeList() ([]byte, error) {
	e := codec.Encoder{Registry: kitchenDecoder.Registry}
	return e.Append(nil, &codec.Request{Protocol: "NETLINK_KITCHEN", Type: "KT_SET", Attrs: list{
		{"list", list{{"one", "a"}, {"two", "b"}, {"7", "c"}}}}})
}

// TestValues reads attributes of real messages as Go values.
func TestValues(t *testing.T) {
	vlan, bridge, route := find(t, "link-vlan"), find(t, "link-bridge"), find(t, "route-metrics")
	for _, test := range []struct {
		m    *codec.Message
		path []string
		want any
	}{
		{vlan, []string{"ifname"}, "veth0.100"},
		{vlan, []string{"mtu"}, uint64(1500)},
		{vlan, []string{"operstate"}, uint64(3)},
		{vlan, []string{"linkinfo", "data", "protocol"}, uint64(0x8100)},
		{bridge, []string{"linkinfo", "data", "vlan_filtering"}, true},
		{route, []string{"gateway"}, netip.MustParseAddr("192.0.2.2")},
		{route, []string{"metrics", "mtu"}, uint64(1300)},
	} {
		a, ok := test.m.Attr(test.path...)
		if got := a.Value(); !ok || got != test.want {
			t.Errorf("%v is %T %v, want %v", test.path, got, got, test.want)
		}
	}
	mac, _ := bridge.Attr("address")
	if mac.LLAddr().String() != "02:00:00:00:00:20" {
		t.Errorf("the address is %s", mac.LLAddr())
	}
	delay, _ := bridge.Attr("linkinfo", "data", "forward_delay")
	if d, ok := delay.Duration(); !ok || d != 4*time.Second {
		t.Errorf("the delay is %v, %v", d, ok)
	}
	if _, ok := mac.Duration(); ok {
		t.Error("a link-layer address counts time")
	}
	if _, ok := mac.Uint(); ok {
		t.Error("a link-layer address is a number")
	}
	if mac.Addr().IsValid() {
		t.Error("a link-layer address is an IP address")
	}
}

// TestValuesOfOddLength reads integers that have more octets than their kind, of which those beyond it do not count, or
// fewer, which are none, and what a switch is without an octet.
func TestValuesOfOddLength(t *testing.T) {
	const payload = "ff02030405060708" + "090a"
	for _, c := range []struct {
		name  string
		size  int // of the kind
		value int64
	}{
		{"U8", 1, 0xff}, {"S8", 1, -1}, {"BOOL", 1, 0xff}, {"ENUM", 1, 0xff}, {"U16", 2, 0x02ff}, {"S16", 2, 0x02ff},
		{"BE16", 2, 0xff02}, {"U32", 4, 0x040302ff}, {"S32", 4, 0x040302ff}, {"BE32", 4, 0xff020304}, {"LE32", 4,
			0x040302ff},
		{"U64", 8, 0x08070605040302ff}, {"S64", 8, 0x08070605040302ff}, {"BE64", 8, -0xfdfcfbfaf9f8f8}, {"SWITCH", 1,
			0xff}, {"SBE32", 4, -0xfdfcfc},
	} {
		for n := range len(payload) / 2 {
			e := codec.Encoder{Registry: kitchenDecoder.Registry}
			b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "77", Attrs: list{{c.name, octets(t,
				payload)[:n]}}})
			if err != nil {
				t.Fatal(err)
			}
			var m codec.Message
			_ = kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b) // some are too short
			a, _ := m.Attr(c.name)
			v, ok := a.Int()
			want, whole := c.value, n >= c.size
			if c.name == "SWITCH" && n == 0 {
				want, whole = 1, true
			}
			if ok != whole || ok && v != want {
				t.Errorf("%s of %d octets is %#x, %v, want %#x", c.name, n, v, ok, want)
			}
			if u, ok := a.Uint(); ok != whole || ok && u != uint64(want) {
				t.Errorf("%s of %d octets is %#x, %v", c.name, n, u, ok)
			}
		}
	}
}

// TestFields reads members of fixed structs: the message's, that of a record, and of an attribute that is a struct.
func TestFields(t *testing.T) {
	m := find(t, "route-multipath")
	for name, want := range map[string]uint64{"rtm_family": 2, "rtm_dst_len": 16, "rtm_table": 254, "rtm_protocol": 3} {
		if v, ok := m.Field(name); !ok || v != want {
			t.Errorf("%s is %d, %v", name, v, ok)
		}
	}
	if v, ok := m.Field("ifi_index"); ok {
		t.Errorf("a route has an ifi_index: %d", v)
	}
	nexthops, _ := m.Attr("multipath")
	var got [][2]uint64
	for hop := range nexthops.Children() {
		index, _ := hop.Field("rtnh_ifindex")
		hops, _ := hop.Field("rtnh_hops")
		got = append(got, [2]uint64{index, hops})
		if gateway, ok := hop.Attr("gateway"); !ok || !gateway.Addr().Is4() {
			t.Errorf("the nexthop has no gateway: %v", gateway.Addr())
		}
	}
	if want := [][2]uint64{{3, 0}, {4, 4}}; !slices.Equal(got, want) {
		t.Errorf("the nexthops are %v, want %v", got, want)
	}
	cache, _ := find(t, "addr").Attr("cacheinfo")
	if v, ok := cache.Field("ifa_valid"); !ok || v == 0 {
		t.Errorf("ifa_valid is %d, %v", v, ok)
	}
	if _, ok := cache.Field("nothing"); ok {
		t.Error("a member that is not there has a value")
	}
}

// TestZeroValues asks of what is not there.
func TestZeroValues(t *testing.T) {
	var m codec.Message
	var a codec.Attr
	if _, ok := m.Attr("IFLA_MTU"); ok || m.Name() != "" || m.Bytes() != nil || m.ErrorPath() != "" {
		t.Error("an empty message has something")
	}
	if _, ok := m.Field("x"); ok {
		t.Error("an empty message has a field")
	}
	if _, ok := a.Uint(); ok || a.Name() != "" || a.Path() != "" || a.Payload() != nil || a.Known() || a.IsNest() ||
		a.Text() != "" || a.Label() != "" || a.Type() != 0 || a.Offset() != 0 || a.End() != 0 || a.Nested() ||
		a.NetByteOrder() || a.IsTail() || a.Opaque() || a.Missing() || a.Addr().IsValid() || len(a.LLAddr()) != 0 {
		t.Error("the zero Attr has something")
	}
	if _, ok := a.Attr("IFLA_MTU"); ok {
		t.Error("the zero Attr has attributes")
	}
	if _, ok := a.Field("x"); ok {
		t.Error("the zero Attr has a field")
	}
	if _, ok := a.Quoted(); ok {
		t.Error("the zero Attr quotes a message")
	}
	if _, ok := a.Int(); ok {
		t.Error("the zero Attr is a number")
	}
	if _, ok := m.Root().Attr("IFLA_MTU"); ok {
		t.Error("the root of an empty message has attributes")
	}
	for range a.Children() {
		t.Error("the zero Attr has children")
	}
	if err := m.Set(1, "IFLA_MTU"); err == nil {
		t.Error("an empty message can be edited")
	}
}

// TestNetByteOrder reads an integer that says it is big-endian.
func TestNetByteOrder(t *testing.T) {
	m := decode(t,
		octets(t, "28000000 1000 0000 00000000 00000000 00000000 00000000 00000000 00000000 0800 0440 000005dc"))
	a, _ := m.Attr("mtu")
	if v, ok := a.Uint(); !ok || v != 1500 || !a.NetByteOrder() || a.Nested() || a.Type() != 4 {
		t.Errorf("%d, %v, type %d", v, ok, a.Type())
	}
}
