package codec_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// zoo is a registry with one of everything that Visit tells.
func zoo() *codec.Registry {
	one := codec.NewEnum("one", "ONE_", codec.Names{1: "A"})
	two := codec.NewSparse("two", "TWO_", []codec.Value{{Value: 9, Name: "B"}})
	two.Others = []codec.Value{{Value: 10, Name: "ODD"}}
	point := &codec.Struct{Name: "point", Members: []codec.Member{{Name: "x", Kind: codec.U8, Enum: one}}}
	head := &codec.Struct{Name: "head", Members: []codec.Member{
		{Name: "h_kind", Kind: codec.U8},
		{Name: "h_points", Kind: codec.Array, Elem: codec.StructOf, Struct: point, Len: 2},
		{Name: "h_union", Kind: codec.Bytes, Len: 4, Select: codec.ByField("h_kind", codec.Cases{
			{Value: 1, Spec: &codec.Spec{Kind: codec.U32, Enum: two}}})},
	}}
	inner := codec.NewSet("INNER_", codec.Attrs{1: {Name: "LEAF", Kind: codec.U8, Enum: one}})
	loop := codec.NewSet("LOOP_", codec.Attrs{{Name: "AGAIN", Kind: codec.Nest}})
	loop.Attrs[0].Set = loop
	outer := codec.NewSet("OUTER_", codec.Attrs{
		1: {Name: "KIND", Kind: codec.String},
		2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("OUTER_KIND", codec.Cases{
			{Name: "inner", Spec: codec.NestOf(inner)}, {Name: "loop", Spec: codec.NestOf(loop)}}).
			Or(codec.ByLength(codec.Cases{{Value: 4, Spec: codec.Of(codec.IP4)}}))},
		3: {Name: "LIST", Kind: codec.NestArray, Elem: codec.NestOf(inner), Index: two},
		4: {Name: "HEAD", Kind: codec.StructOf, Struct: head},
	})
	variant := &codec.MessageType{Type: 16, Name: "ZOO_OTHER", Header: point}
	reg := codec.NewRegistry(
		&codec.Protocol{Name: "NETLINK_ZOO", Number: 3, Fallback: &codec.MessageType{Header: point},
			Messages: []*codec.MessageType{
				{Type: 16, Name: "ZOO_NEW", Header: head, Set: outer, Variants: []*codec.MessageType{variant}},
				{Type: 17, Name: "ZOO_DEL", Header: head, Set: outer},
			}})
	reg.AddFamily(&codec.Family{Name: "pond", Header: point, Set: inner,
		Commands: []*codec.MessageType{{Type: 1, Name: "POND_GET", Set: codec.NewSet("POND_", codec.Attrs{
			1: {Name: "FISH", Kind: codec.U8, Enum: codec.NewEnum("fish", "", codec.Names{"CARP"})}})}}})
	return reg
}

// TestVisit tells everything in a registry once, in one order, and where it was found.
func TestVisit(t *testing.T) {
	var got []string
	note := func(format string, args ...any) { got = append(got, fmt.Sprintf(format, args...)) }
	codec.Visit(zoo(), codec.Visitor{
		Protocol: func(p *codec.Protocol) { note("protocol %s", p.Name) },
		Family:   func(f *codec.Family) { note("family %s", f.Name) },
		Message:  func(m *codec.MessageType, at *codec.Place) { note("message %s of %s", m.Name, at.Name()) },
		Set:      func(s *codec.Set, at *codec.Place) { note("set %s in %s", s.Prefix, at.Name()) },
		Attr: func(n int, a *codec.Spec, at *codec.Place) {
			if at.Attr != a || &at.Set.Attrs[n] != a {
				t.Errorf("%s is told to be %s", a.Name, at.Name())
			}
			note("attr %s %d of %s", at.Name(), n, at.Message.Name)
		},
		Layout:   func(s *codec.Spec, at *codec.Place) { note("layout %s in %s", s.Kind, at.Name()) },
		Selector: func(s *codec.Selector, at *codec.Place) { note("selector %s in %s", s, at.Name()) },
		Struct:   func(s *codec.Struct, at *codec.Place) { note("struct %s in %s", s.Name, at.Name()) },
		Member: func(m *codec.Member, at *codec.Place) {
			if at.Member != m {
				t.Errorf("%s is told to be %s", m.Name, at.Name())
			}
			note("member %s of %s", at.Name(), at.Struct.Name)
		},
		Enum: func(e *codec.Enum, at *codec.Place) {
			note("enum %s in %s: %v", e.Name, at.Name(), slices.Sorted(maps.Values(maps.Collect(e.All))))
		},
	})
	_, got, _ = cutBefore(got, "protocol NETLINK_ZOO") // what is before is netlink's own
	want := strings.Split(strings.TrimSpace(`
protocol NETLINK_ZOO
message ZOO_NEW of NETLINK_ZOO
struct head in ZOO_NEW
member h_kind of head
member h_points of head
struct point in h_points
member x of point
enum one in x: [ONE_A]
member h_union of head
selector by h_kind in h_union
layout u32 in h_union_
enum two in h_union_: [ODD TWO_B]
set OUTER_ in ZOO_NEW
attr OUTER_KIND 1 of ZOO_NEW
layout string in OUTER_KIND
attr OUTER_DATA 2 of ZOO_NEW
layout submsg in OUTER_DATA
selector by OUTER_KIND, else by its length in OUTER_DATA
layout nest in OUTER_DATA_inner
set INNER_ in OUTER_DATA_inner
attr INNER_LEAF 1 of ZOO_NEW
layout u8 in INNER_LEAF
layout nest in OUTER_DATA_loop
set LOOP_ in OUTER_DATA_loop
attr LOOP_AGAIN 0 of ZOO_NEW
layout nest in LOOP_AGAIN
selector by its length in OUTER_DATA
layout ip4 in OUTER_DATA_
attr OUTER_LIST 3 of ZOO_NEW
layout nest-array in OUTER_LIST
layout nest in OUTER_LIST
attr OUTER_HEAD 4 of ZOO_NEW
layout struct in OUTER_HEAD
message ZOO_OTHER of ZOO_NEW
message ZOO_DEL of NETLINK_ZOO
message  of NETLINK_ZOO
family pond
message POND_GET of pond
set POND_ in POND_GET
attr POND_FISH 1 of POND_GET
layout u8 in POND_FISH
enum fish in POND_FISH: [CARP]
message  of pond`), "\n")
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func cutBefore(list []string, first string) (before, after []string, ok bool) {
	i := slices.Index(list, first)
	if i < 0 {
		return list, nil, false
	}
	return list[:i], list[i:], true
}

// TestVisitControl tells the messages of netlink itself first, with what they hold.
func TestVisitControl(t *testing.T) {
	var messages, attrs []string
	codec.Visit(codec.NewRegistry(), codec.Visitor{
		Message: func(m *codec.MessageType, at *codec.Place) {
			if *at != (codec.Place{}) {
				t.Errorf("%s is of %s", m.Name, at.Name())
			}
			messages = append(messages, m.Name)
		},
		Attr: func(_ int, _ *codec.Spec, at *codec.Place) { attrs = append(attrs, at.Name()) },
	})
	if want := []string{"NLMSG_NOOP", "NLMSG_ERROR", "NLMSG_DONE", "NLMSG_OVERRUN"}; !slices.Equal(messages, want) {
		t.Errorf("got %v, want %v", messages, want)
	}
	if !slices.Contains(attrs, "NLMSGERR_ATTR_POLICY") || !slices.Contains(attrs, "NL_POLICY_TYPE_ATTR_MASK") {
		t.Errorf("%v are told of an extended acknowledgement", attrs)
	}
}

// TestVisitIndices names the indices of an array that nothing else uses, and how one gets to them.
func TestVisitIndices(t *testing.T) {
	index := codec.NewEnum("index", "I_", codec.Names{"A"})
	set := codec.NewSet("X_", codec.Attrs{1: {Name: "LIST", Kind: codec.Array, Elem: codec.Of(codec.U8), Index: index}})
	message := &codec.MessageType{Name: "X_NEW", Set: set}
	var found *codec.Place
	codec.VisitTypes(slices.Values([]*codec.MessageType{message, message, nil}), codec.Visitor{
		Enum: func(_ *codec.Enum, at *codec.Place) { found = at },
	})
	if found == nil || !found.Index || found.Name() != "X_LIST_index" || found.Message != message ||
		found.Outer.Set != set || found.Outer.Outer.Message != message || found.Outer.Outer.Outer != nil {
		t.Errorf("the indices are at %+v", found)
	}
}

// TestSelectorIsReadable tells what Selectors go by.
func TestSelectorIsReadable(t *testing.T) {
	cases := codec.Cases{{Value: 1, Spec: codec.Of(codec.U8)}}
	for _, c := range []struct {
		s    *codec.Selector
		by   codec.SelectBy
		name string
		size int
	}{
		{codec.BySibling("A_B", cases), codec.SelectBySibling, "A_B", 0},
		{codec.ByField("a_b", cases), codec.SelectByField, "a_b", 0},
		{codec.ByMessage(cases), codec.SelectByMessage, "", 0},
		{codec.ByLength(cases), codec.SelectByLength, "", 0},
		{codec.ByLeading(3, cases), codec.SelectByLeading, "", 3},
		{codec.ByNested(cases[0].Spec), codec.SelectByNested, "", 0},
	} {
		if c.s.By() != c.by || c.s.Name() != c.name || c.s.Size() != c.size || c.s.Else() != nil ||
			len(c.s.Cases()) != 1 || c.s.Cases()[0].Spec != cases[0].Spec {
			t.Errorf("%s reads as %v, %q, %d, %v, else %v", c.s, c.s.By(), c.s.Name(), c.s.Size(), c.s.Cases(),
				c.s.Else())
		}
		other := codec.ByLength(cases)
		if c.s.Or(other).Else() != other || len(c.s.Cases()) != 1 {
			t.Errorf("%s does not tell what it asks then", c.s)
		}
	}
}

// TestAttrSpec tells how attributes are laid out: as Selectors have chosen, and nothing where no table knows.
func TestAttrSpec(t *testing.T) {
	enc := codec.Encoder{Registry: zoo()}
	chosen := func(kind string, data any) []codec.A {
		return []codec.A{{Name: "OUTER_KIND", Value: kind}, {Name: "OUTER_DATA", Value: data}}
	}
	inner := []codec.A{{Name: "INNER_LEAF", Value: 1}}
	list := []codec.A{{Name: "OUTER_LIST", Value: []codec.A{{Name: "TWO_B", Value: inner}}}}
	for _, c := range []struct {
		attrs []codec.A
		path  string
		want  string // kind and set
	}{
		{chosen("inner", inner), "OUTER_KIND", "string"}, {chosen("inner", inner), "OUTER_DATA", "nest INNER_"},
		{chosen("inner", inner), "OUTER_DATA/INNER_LEAF", "u8"},
		{chosen("x", []byte{192, 0, 2, 1}), "OUTER_DATA", "ip4"},
		{chosen("x", []byte{1}), "OUTER_DATA", "submsg"}, {list, "OUTER_LIST/TWO_B", "nest INNER_"},
		{[]codec.A{{Name: "77", Value: []byte{1}}}, "77", "nothing"}, {inner, "", "nothing"}, {nil, "", "nothing"},
	} {
		b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ZOO", Type: "ZOO_NEW", Attrs: c.attrs})
		if c.path == "" {
			b, err = enc.Append(nil, &codec.Request{Protocol: "NETLINK_ZOO", Type: "ZOO_NEW"})
		}
		var m codec.Message
		d := codec.Decoder{Registry: enc.Registry}
		if err != nil || d.Decode(&m, codec.Context{Protocol: 3}, b) != nil {
			t.Fatalf("%v: %v, %v", c.attrs, err, m.Faults())
		}
		a := m.Root()
		if c.path != "" {
			a, _ = m.Attr(c.path)
		} else if c.attrs == nil {
			a = codec.Attr{}
		}
		got := "nothing"
		if s := a.Spec(); s != nil {
			got = s.Kind.String()
			if s.Set != nil {
				got += " " + s.Set.Prefix
			}
		}
		if got != c.want {
			t.Errorf("%s of %v is laid out as %s, want %s", c.path, c.attrs, got, c.want)
		}
	}
}
