package codec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/codec/genl/nlctrl"
	"github.com/nlkit/nlkit/codec/rtnl"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// generic is the context of generic netlink messages.
var generic = codec.Context{Protocol: 16}

// registry is a registry of its own, with families that no other test knows.
func registry(families ...*codec.Family) *codec.Registry {
	reg := codec.NewRegistry(rtnl.Protocol, genl.Protocol)
	reg.AddFamily(append(families, nlctrl.Family)...)
	return reg
}

// newFamily is the controller's answer to `genl ctrl get name nl80211`, with the id 0x1c.
const newFamily = "28000000 1000 0000 05000000 c6260000 01 02 0000 0c00 0200 6e6c383032313100 0600 0100 1c00 0000"

// getInterface is NL80211_CMD_GET_INTERFACE of ifindex 3 with the id 0x1c.
const getInterface = "1c000000 1c00 0100 00000000 00000000 05 00 0000 0800 0300 03000000"

func TestResolverLearns(t *testing.T) {
	reg, resolver := registry(nl80211.Family), codec.NewResolver()
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	var m codec.Message
	if _ = d.Decode(&m, generic, octets(t, getInterface)); m.Family() != nil || resolver.Known(reg, 0x1c) {
		t.Errorf("before it was told, the family is %v", m.Family())
	}
	if err := d.Decode(&m, generic, octets(t, newFamily)); err != nil || m.Name() != "CTRL_CMD_NEWFAMILY" {
		t.Fatalf("%s, %v", m.Name(), err)
	}
	if !resolver.Learn(reg, &m) {
		t.Error("nothing was learnt")
	}
	if id, ok := resolver.ID("nl80211"); !ok || id != 0x1c {
		t.Errorf("the id is %d, %v", id, ok)
	}
	err := d.Decode(&m, generic, octets(t, getInterface))
	if err != nil || m.Family() != nl80211.Family || m.Name() != "NL80211_CMD_GET_INTERFACE" {
		t.Errorf("%s of %v, %v", m.Name(), m.Family(), err)
	}
	if resolver.Learn(reg, &m) {
		t.Error("a message that announces nothing was learnt from")
	}
}

// TestResolverFollows forgets the id of a family when the kernel says that it is gone.
func TestResolverFollows(t *testing.T) {
	reg, resolver := registry(nl80211.Family), codec.NewResolver()
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	follow := func(hex string) {
		t.Helper()
		var m codec.Message
		if err := d.Decode(&m, generic, octets(t, hex)); err != nil {
			t.Fatal(err)
		}
		resolver.Follow(reg, &m)
	}
	want := func(when, name string, id uint16, known bool) {
		t.Helper()
		got, ok := resolver.ID(name)
		if ok != known || known && got != id || resolver.Known(reg, id) != known {
			t.Errorf("%s: %s is %d, %v, and %d is known: %v", when, name, got, ok, id, resolver.Known(reg, id))
		}
	}
	const gone = "1c000000 1000 0000 00000000 00000000 02 02 0000 0600 0100 1c00 0000" // CTRL_CMD_DELFAMILY of 0x1c
	const nameless = "14000000 1000 0000 00000000 00000000 02 02 0000"
	follow(newFamily)
	want("new", "nl80211", 0x1c, true)
	follow(nameless)
	want("something is gone", "nl80211", 0x1c, true)
	follow(strings.Replace(gone, "1c00 0000", "1d00 0000", 1))
	want("another is gone", "nl80211", 0x1c, true)
	follow(gone)
	want("gone", "nl80211", 0x1c, false)
	follow(newFamily)
	want("new again", "nl80211", 0x1c, true)
	resolver.Set(reg, 0x20, "nl80211") // as on the next machine of a capture
	follow(gone)
	want("gone from one of two machines", "nl80211", 0x20, true)
}

// TestResolverLearnsNotHalf learns from no message that lacks the name, the id, or a whole id.
func TestResolverLearnsNotHalf(t *testing.T) {
	reg := registry(nl80211.Family)
	for what, hex := range map[string]string{
		"no id":   "20000000 1000 0000 00000000 00000000 01 02 0000 0c00 0200 6e6c383032313100",
		"no name": "1c000000 1000 0000 00000000 00000000 01 02 0000 0600 0100 1c00 0000",
		"half an id": "28000000 1000 0000 00000000 00000000 01 02 0000 0c00 0200 6e6c383032313100 0500 0100 " +
			"1c000000",
		"another family": "28000000 1100 0000 00000000 00000000 01 02 0000 0c00 0200 6e6c383032313100 0600 0100 " +
			"1c00 0000",
		"nothing but it":  "14000000 1000 0000 00000000 00000000 01 02 0000",
		"not even so far": "10000000 1000 0000 00000000 00000000",
	} {
		resolver := codec.NewResolver()
		d := codec.Decoder{Registry: reg, Resolver: resolver}
		var m codec.Message
		_ = d.Decode(&m, generic, octets(t, hex)) // half an id is a fault
		if id, ok := resolver.ID("nl80211"); resolver.Learn(reg, &m) || ok {
			t.Errorf("%s: learnt %d", what, id)
		}
	}
	var route codec.Message
	b := octets(t, "28000000 1000 0000 00000000 00000000 01 02 0000 0c00 0200 6e6c383032313100 0600 0100 1c00 0000")
	_ = (&codec.Decoder{Registry: reg}).Decode(&route, codec.Context{}, b) // of NETLINK_ROUTE it is damaged
	if codec.NewResolver().Learn(reg, &route) {
		t.Error("learnt from a message of another protocol")
	}
}

func TestResolverLearnsNotFromRequests(t *testing.T) {
	reg, resolver := registry(nl80211.Family), codec.NewResolver()
	b := octets(t, newFamily)
	copy(b, codec.Header{Len: uint32(len(b)), Type: codec.GenlIDCtrl, Flags: codec.FlagRequest}.Append(nil, false))
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	var m codec.Message
	if err := d.Decode(&m, generic, b); err != nil || resolver.Learn(reg, &m) || resolver.Known(reg, 0x1c) {
		t.Errorf("learnt from a request; %v", err)
	}
}

func TestResolverSet(t *testing.T) {
	reg, resolver := registry(), codec.NewResolver()
	if id, ok := resolver.ID("nlctrl"); !ok || id != codec.GenlIDCtrl || !resolver.Known(reg, codec.GenlIDCtrl) {
		t.Errorf("the controller is %d, %v", id, ok)
	}
	resolver.Set(reg, 40, "unheard")
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	var m codec.Message
	b := octets(t, "20000000 2800 0000 00000000 00000000 07 01 0000 0c00 0180 0800 0200 03000000")
	if err := d.Decode(&m, generic, b); err != nil || m.Family() == nil || m.Family().Name != "unheard" {
		t.Fatalf("family %v, %v", m.Family(), err)
	}
	if a, ok := m.Attr("1", "2"); !ok || len(a.Payload()) != 4 {
		t.Errorf("its attributes are not decoded: %v, %x", ok, a.Payload())
	}
	resolver.Set(reg, 40, "other")
	if id, ok := resolver.ID("unheard"); ok {
		t.Errorf("the old family still has the id %d", id)
	}
	if err := nlgen.Check(&d, generic, b); err != nil {
		t.Error(err)
	}
}

// TestGuess recognises nl80211 by its attributes, and nothing where two families would do as well.
func TestGuess(t *testing.T) {
	twin := &codec.Family{Name: "twin", Commands: []*codec.MessageType{{Type: 5, Name: "TWIN_CMD",
		Set: codec.NewSet("TWIN_", codec.Attrs{
			3: {Name: "INDEX", Kind: codec.U32}})}}}
	for _, test := range []struct {
		name     string
		families []*codec.Family
		hex      string
		want     string
	}{
		{"the only one", []*codec.Family{nl80211.Family}, getInterface, "nl80211"},
		{"two explain it", []*codec.Family{nl80211.Family, twin}, getInterface, ""},
		{"no attributes", []*codec.Family{nl80211.Family}, "14000000 1c00 0103 00000000 00000000 05 00 0000", ""},
		{"an attribute that none has", []*codec.Family{nl80211.Family},
			"1c000000 1c00 0100 00000000 00000000 05 00 0000 0800 ff0f 03000000", ""},
		{"a size that does not fit", []*codec.Family{nl80211.Family},
			"1c000000 1c00 0100 00000000 00000000 05 00 0000 0600 0300 03000000", ""},
		{"a command that none has", []*codec.Family{nl80211.Family},
			"1c000000 1c00 0100 00000000 00000000 fe 00 0000 0800 0300 03000000", ""},
		{"no genlmsghdr", []*codec.Family{nl80211.Family}, "10000000 1c00 0100 00000000 00000000", ""},
	} {
		resolver := codec.NewResolver()
		if got := resolver.Guess(registry(test.families...), generic, octets(t, test.hex)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestGuessScore takes the family whose tables say more of the values than those of the others do.
func TestGuessScore(t *testing.T) {
	family := func(name string, attrs ...codec.Spec) *codec.Family {
		return &codec.Family{Name: name, Commands: []*codec.MessageType{{Type: 5, Name: name + "_CMD",
			Set: codec.NewSet("", append(make(codec.Attrs, 3), attrs...))}}}
	}
	number := family("number", codec.Spec{Name: "N", Kind: codec.U32}, codec.Spec{Name: "M", Kind: codec.U32})
	octetsOnly := family("octets", codec.Spec{Name: "O", Kind: codec.Bytes}, codec.Spec{Name: "P", Kind: codec.Bytes})
	text := family("text", codec.Spec{Name: "T", Kind: codec.String})
	nest := family("nest", codec.Spec{Name: "NEST", Kind: codec.Nest, Set: codec.NewSet("", codec.Attrs{})})
	inner := family("inner", codec.Spec{Name: "NEST", Kind: codec.Nest, Set: codec.NewSet("",
		codec.Attrs{1: {Name: "X"}})})
	other := family("other", codec.Spec{Name: "N", Kind: codec.U32}, codec.Spec{Name: "M", Kind: codec.Bytes})
	all := func(families ...*codec.Family) []*codec.Family { return families }
	one, two := "0800 0300 03000000", "0800 0300 03000000 0800 0400 04000000"
	for _, c := range []struct {
		what     string
		families []*codec.Family
		attrs    string
		ids      map[uint16]string // known before
		want     string
	}{
		{"a number rather than octets", all(number, octetsOnly), one, nil, "number"},
		{"a text rather than octets", all(octetsOnly, text), one, nil, "text"},
		{"an empty nest rather than octets", all(nest, octetsOnly), "0400 0300", nil, "nest"},
		{"a nest with what is in it", all(inner, number), "0c00 0300 0500 0100 01000000", nil, "inner"},
		{"octets alone", all(octetsOnly), one, nil, "octets"},
		{"a number is as good as a text", all(number, text), one, nil, ""},
		{"two numbers rather than one", all(other, number), two, nil, "number"},
		{"the best behind two that are alike", all(family("a", octetsOnly.Commands[0].Set.Attrs[3:]...), number,
			octetsOnly),
			two, nil, "number"},
		{"two that are alike after the best", all(family("z", octetsOnly.Commands[0].Set.Attrs[3:]...), number,
			octetsOnly),
			two, nil, "number"},
		{"too long for a number", all(number, octetsOnly), "0c00 0300 03000000 00000000", nil, "octets"},
		{"a stray octet", all(number), one + "00", nil, ""},
		{"a family of another id", all(number, octetsOnly), one, map[uint16]string{50: "number"}, "octets"},
		{"a family of that id", all(number, octetsOnly), one, map[uint16]string{0x1c: "number"}, "number"},
	} {
		reg, resolver := registry(c.families...), codec.NewResolver()
		for id, name := range c.ids {
			resolver.Set(reg, id, name)
		}
		body := octets(t, "05000000"+c.attrs)
		b := append(codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: 0x1c}.Append(nil, false), body...)
		if got := resolver.Guess(reg, generic, b); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestGuessGenerated guesses whole nl80211 messages of every command: never as another family, most of the time right.
func TestGuessGenerated(t *testing.T) {
	g := nlgen.New(8)
	g.Odd = 0
	reg := registry(nl80211.Family)
	right, all := 0, 0
	for range generated / 4 {
		msg := g.Next()
		var m codec.Message
		if dec.Decode(&m, msg.Context(), msg.Bytes) != nil || m.Family() != nl80211.Family || count1(m.Root()) == 0 {
			continue
		}
		all++
		switch got := codec.NewResolver().Guess(reg, msg.Context(), msg.Bytes); got {
		case "nl80211":
			right++
		case "":
		default:
			t.Errorf("guessed %s: %x", got, msg.Bytes)
		}
	}
	if right < all*2/3 {
		t.Errorf("%d of %d are recognised", right, all)
	}
}

// count1 is how many attributes are directly inside one.
func count1(a codec.Attr) int {
	n := 0
	for range a.Children() {
		n++
	}
	return n
}

// TestRegistry lists what was registered.
func TestRegistry(t *testing.T) {
	reg := registry(nl80211.Family)
	var names []string
	for _, p := range reg.Protocols() {
		names = append(names, p.Name)
	}
	for _, f := range reg.Families() {
		names = append(names, f.Name)
	}
	if want := []string{"NETLINK_ROUTE", "NETLINK_GENERIC", "nl80211", "nlctrl"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	if reg.Protocol(0) != rtnl.Protocol || reg.Protocol(5) != nil || reg.Protocol(-1) != nil ||
		reg.Protocol(1<<30) != nil {
		t.Error("protocols are not found by number")
	}
	if reg.Family("nl80211") != nl80211.Family || reg.Family("") != nil {
		t.Error("families are not found by name")
	}
}
