package codec_test

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// rack is a registry of one object, with every kind of part in its keys.
func rack() (*codec.Object, *codec.Registry) {
	head := &codec.Struct{Name: "shelfmsg", Members: []codec.Member{
		{Name: "kind", Kind: codec.U8}, {Name: "bits", Kind: codec.U8}, {Name: "table", Kind: codec.U16},
		{Name: "flags", Kind: codec.U32},
	}}
	span := &codec.Struct{Name: "span", Members: []codec.Member{
		{Name: "first", Kind: codec.U16}, {Name: "rest", Kind: codec.U16},
	}}
	hop := codec.NewSet("HOP_", codec.Attrs{1: {Name: "VIA", Kind: codec.IP}, 2: {Name: "WEIGHT", Kind: codec.U8}})
	box := codec.NewSet("BOX_", codec.Attrs{
		1: {Name: "SPAN", Kind: codec.StructOf, Struct: span}, 2: {Name: "LAST", Kind: codec.U16},
	})
	o := &codec.Object{Name: "shelf", Header: head, Set: codec.NewSet("SHELF_", codec.Attrs{
		1:  {Name: "ADDR", Kind: codec.IP},
		2:  {Name: "TABLE", Kind: codec.U32},
		3:  {Name: "METRIC", Kind: codec.U32},
		4:  {Name: "NAME", Kind: codec.String},
		5:  {Name: "HOPS", Kind: codec.NestArray, Elem: codec.NestOf(hop)},
		6:  {Name: "ID", Kind: codec.U32},
		7:  {Name: "BOX", Kind: codec.Nest, Set: box},
		8:  {Name: "MARK", Kind: codec.S32},
		9:  {Name: "ON", Kind: codec.Flag},
		10: {Name: "WARE", Kind: codec.String},
		11: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("SHELF_WARE", codec.Cases{
			{Name: "cup", Spec: codec.NestOf(codec.NewSet("CUP_", codec.Attrs{
				1: {Name: "SIZE", Kind: codec.U32}, 2: {Name: "ID", Kind: codec.U32}}))},
			{Name: "plate", Spec: codec.NestOf(codec.NewSet("PLATE_", codec.Attrs{1: {Name: "ID", Kind: codec.U32}}))},
		})},
	})}
	o.Keys = []codec.Key{
		{When: codec.Only("kind", 1), Parts: append(
			codec.Prefix("SHELF_ADDR", ".bits"),
			codec.Needs("SHELF_TABLE", ".table"),
			codec.Part{From: []string{"SHELF_METRIC"}, Default: 1024, Zero: true},
			codec.Part{From: []string{"SHELF_MARK"}, Default: 1<<64 - 1},
			codec.Part{From: []string{".flags"}, Mask: 0x200},
			codec.By("SHELF_NAME"), codec.By("SHELF_ON"),
			codec.Beside("SHELF_ID"),
			codec.Part{From: []string{"SHELF_HOPS"}, Unless: "SHELF_ID", Beside: true,
				Each: []codec.Part{codec.By("HOP_VIA"), codec.By("HOP_WEIGHT")}},
		)},
		{When: codec.Only("kind", 2), In: "SHELF_BOX", Parts: []codec.Part{
			codec.Needs("shelfmsg.table"), {From: []string{"BOX_SPAN.first"}, Last: "BOX_LAST", Most: 9},
		}},
		{When: codec.Only("kind", 4), In: "SHELF_HOPS/*", Parts: []codec.Part{
			codec.Needs("/SHELF_NAME"), codec.By("HOP_VIA"),
		}},
		{When: codec.Only("kind", 5), Parts: []codec.Part{codec.Needs("SHELF_DATA/CUP_ID", "SHELF_DATA/PLATE_ID")}},
	}
	return o, codec.NewRegistry(&codec.Protocol{Name: "NETLINK_SHELF", Number: 30,
		Messages: o.Messages(codec.NewDelGet(16, "RTM_NEWSHELF", "RTM_DELSHELF", "RTM_GETSHELF"))})
}

// made is a message about a shelf of the first kind.
func made(t *testing.T, big bool, fixed map[string]any, attrs ...codec.A) *codec.Message {
	t.Helper()
	_, reg := rack()
	f := map[string]any{"kind": 1, "table": 7}
	for name, v := range fixed {
		f[name] = v
	}
	enc := codec.Encoder{Registry: reg, BigEndian: big}
	b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_SHELF", Type: "RTM_NEWSHELF", Fixed: f, Attrs: attrs})
	if err != nil {
		t.Fatal(err)
	}
	m := new(codec.Message)
	dec := codec.Decoder{Registry: reg}
	if err := dec.Decode(m, codec.Context{Protocol: 30, BigEndian: big}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestAppendKey tells messages that are about one object, in one place, from others.
func TestAppendKey(t *testing.T) {
	type attrs = []codec.A
	addr := func(s string) codec.A { return codec.A{Name: "SHELF_ADDR", Value: s} }
	num := func(name string, v any) codec.A { return codec.A{Name: name, Value: v} }
	hops := func(via ...string) codec.A {
		var all attrs
		for i, v := range via {
			all = append(all, codec.A{Name: fmt.Sprint(i), Value: attrs{{Name: "HOP_VIA", Value: v}}})
		}
		return codec.A{Name: "SHELF_HOPS", Value: all}
	}
	bits := func(n int) map[string]any { return map[string]any{"bits": n} }
	type about struct {
		fixed map[string]any
		attrs attrs
	}
	for name, c := range map[string]struct {
		a, b      about
		key, same bool // the same object, the same place
	}{
		"nothing":             {about{}, about{}, true, true},
		"an address of zeros": {about{bits(0), nil}, about{bits(0), attrs{addr("0.0.0.0")}}, true, true},
		"another length":      {about{bits(0), nil}, about{bits(1), attrs{addr("0.0.0.0")}}, false, false},
		"bits that do not count": {about{bits(9), attrs{addr("10.0.0.0")}},
			about{bits(9), attrs{addr("10.127.128.255")}}, true, true},
		"bits that count": {about{bits(9), attrs{addr("10.0.0.0")}},
			about{bits(9), attrs{addr("10.128.0.0")}}, false, false},
		"all bits": {about{bits(32), attrs{addr("10.0.0.0")}},
			about{bits(32), attrs{addr("10.0.0.1")}}, false, false},
		"another length of address": {about{bits(8), attrs{addr("10.0.0.0")}},
			about{bits(8), attrs{addr("a00::")}}, false, false},
		"a member or an attribute": {about{}, about{nil, attrs{num("SHELF_TABLE", 7)}}, true, true},
		"the attribute counts":     {about{}, about{nil, attrs{num("SHELF_TABLE", 300)}}, false, false},
		"a default":                {about{}, about{nil, attrs{num("SHELF_METRIC", 1024)}}, true, true},
		"a default for 0": {about{nil, attrs{num("SHELF_METRIC", 0)}},
			about{nil, attrs{num("SHELF_METRIC", 1024)}}, true, true},
		"no default": {about{}, about{nil, attrs{num("SHELF_METRIC", 1023)}}, false, false},
		"a default that is not of 0": {about{nil, attrs{num("SHELF_MARK", 0)}},
			about{nil, attrs{num("SHELF_MARK", -1)}}, false, false},
		"a negative default":    {about{}, about{nil, attrs{num("SHELF_MARK", -1)}}, true, true},
		"bits outside the mask": {about{}, about{map[string]any{"flags": 0x1d0}, nil}, true, true},
		"bits of the mask":      {about{}, about{map[string]any{"flags": 0x200}, nil}, false, false},
		"names": {about{nil, attrs{num("SHELF_NAME", "a")}},
			about{nil, attrs{num("SHELF_NAME", "b")}}, false, false},
		"a flag": {about{}, about{nil, attrs{num("SHELF_ON", true)}}, false, false},
		"beside each other": {about{nil, attrs{num("SHELF_ID", 1)}},
			about{nil, attrs{num("SHELF_ID", 2)}}, false, true},
		"hops": {about{nil, attrs{hops("10.0.0.1", "10.0.0.2")}},
			about{nil, attrs{hops("10.0.0.1", "10.0.0.3")}}, false, true},
		"fewer hops": {about{nil, attrs{hops("10.0.0.1", "10.0.0.2")}},
			about{nil, attrs{hops("10.0.0.1")}}, false, true},
		"the same hops": {about{nil, attrs{hops("10.0.0.1")}},
			about{nil, attrs{hops("10.0.0.1")}}, true, true},
		"hops that another replaces": {about{nil, attrs{num("SHELF_ID", 1), hops("10.0.0.1")}},
			about{nil, attrs{num("SHELF_ID", 1)}}, true, true},
	} {
		a, b := made(t, false, c.a.fixed, c.a.attrs...), made(t, true, c.b.fixed, c.b.attrs...)
		x, xok := a.AppendPlace([]byte("x"))
		y, yok := b.AppendPlace([]byte("x"))
		if !xok || !yok || (string(x) == string(y)) != c.same {
			t.Errorf("%s: places %x %v, %x %v; the same: want %v", name, x, xok, y, yok, c.same)
		}
		if codec.SameObject(a, b) != c.key || codec.SameObject(b, a) != c.key || !codec.SameObject(a, a) {
			x, _ := a.AppendKey(nil)
			y, _ := b.AppendKey(nil)
			t.Errorf("%s: keys %x, %x; the same: want %v", name, x, y, c.key)
		}
	}
}

// TestKeysOfNests yields a key for each object of a message, and for each of a range as far as one goes.
func TestKeysOfNests(t *testing.T) {
	box := func(first int, last ...int) codec.A {
		inner := []codec.A{{Name: "BOX_SPAN", Value: map[string]any{"first": first, "rest": 5}}}
		for _, v := range last {
			inner = append(inner, codec.A{Name: "BOX_LAST", Value: v})
		}
		return codec.A{Name: "SHELF_BOX", Value: inner}
	}
	m := made(t, false, map[string]any{"kind": 2}, box(3), box(1, 2), box(8, 400), box(5, 4))
	var got []string
	for nest, key := range m.Keys() {
		got = append(got, fmt.Sprintf("%s %x", nest.Name(), key))
	}
	want := "[SHELF_BOX 0101070103 SHELF_BOX 0101070101 SHELF_BOX 0101070102 SHELF_BOX 0101070108 " +
		"SHELF_BOX 0101070109 SHELF_BOX 0101070105]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	if key, ok := m.AppendKey([]byte{1}); ok || len(key) != 1 {
		t.Errorf("several objects have one key, %x", key)
	}
	one := made(t, false, map[string]any{"kind": 2}, box(3))
	if _, ok := one.AppendKey(nil); !ok || !codec.SameObject(one, one) {
		t.Error("one object has no key")
	}
	for range m.Keys() {
		break
	}
	hop := func(via string) []codec.A { return []codec.A{{Name: "HOP_VIA", Value: via}} }
	hops := codec.A{Name: "SHELF_HOPS", Value: []codec.A{{Name: "1", Value: hop("192.0.2.1")},
		{Name: "1", Value: hop("192.0.2.2")}, {Name: "2", Value: hop("192.0.2.1")}}}
	m = made(t, false, map[string]any{"kind": 4}, hops, codec.A{Name: "SHELF_NAME", Value: "a"})
	got = nil
	for _, key := range m.Keys() {
		got = append(got, fmt.Sprintf("%x", key))
	}
	if fmt.Sprint(got) != "[02016104c0000201 02016104c0000202 02016104c0000201]" {
		t.Errorf("got %v of the elements of an array", got)
	}
	m = made(t, false, map[string]any{"kind": 4}, hops)
	for _, key := range m.Keys() {
		t.Errorf("key %x, of none of which the message has what it needs", key)
	}
}

// TestKeysOfKinds takes an attribute for the one of its kind, not for that of the same number of another.
func TestKeysOfKinds(t *testing.T) {
	of := func(ware string, attrs ...codec.A) string {
		m := made(t, false, map[string]any{"kind": 5}, codec.A{Name: "SHELF_WARE", Value: ware},
			codec.A{Name: "SHELF_DATA", Value: attrs})
		key, _ := m.AppendKey(nil)
		return fmt.Sprintf("%x", key)
	}
	for _, c := range [][2]string{
		{of("cup", codec.A{Name: "SIZE", Value: 9}, codec.A{Name: "ID", Value: 7}), "030107"},
		{of("plate", codec.A{Name: "ID", Value: 7}), "030107"},
		{of("cup", codec.A{Name: "SIZE", Value: 9}), ""},
	} {
		if c[0] != c[1] {
			t.Errorf("the key is %q, want %q", c[0], c[1])
		}
	}
}

// TestNoKey has messages that are about no single object.
func TestNoKey(t *testing.T) {
	for name, m := range map[string]*codec.Message{
		"without what is needed": made(t, false, map[string]any{"table": 0}),
		"of another kind":        made(t, false, map[string]any{"kind": 3}),
		"without a nest":         made(t, false, map[string]any{"kind": 2}),
		"of nothing":             {},
	} {
		if key, ok := m.AppendKey(nil); ok || codec.SameObject(m, m) || codec.SameObject(m, made(t, false, nil)) {
			t.Errorf("%s: key %x", name, key)
		}
	}
	if o, _ := rack(); o.Check() != nil {
		t.Error(o.Check())
	}
	for name, k := range map[string]codec.Key{
		"an attribute": {Parts: []codec.Part{codec.By("SHELF_NONE")}},
		"a member":     {Parts: []codec.Part{codec.By(".none")}},
		"a nest":       {In: "SHELF_BOX/BOX_NONE"},
		"elements":     {In: "SHELF_BOX/*"},
		"the top":      {In: "SHELF_BOX", Parts: []codec.Part{codec.By("/BOX_LAST")}},
		"bits":         {Parts: codec.Prefix("SHELF_ADDR", ".none")},
		"a condition":  {When: codec.Only("none", 1)},
		"the order":    {Parts: []codec.Part{codec.Beside("SHELF_ID"), codec.By(".table")}},
	} {
		o, _ := rack()
		o.Keys = []codec.Key{k}
		if o.Check() == nil {
			t.Errorf("%s is wrong, and passes", name)
		}
	}
}

// TestKeysAllocateNothing appends keys into a buffer that is there.
func TestKeysAllocateNothing(t *testing.T) {
	m := made(t, false, map[string]any{"bits": 8}, codec.A{Name: "SHELF_ADDR", Value: "10.0.0.0"})
	buf := make([]byte, 0, 128)
	if n := testing.AllocsPerRun(100, func() {
		if _, ok := m.AppendKey(buf); !ok {
			t.Fatal("no key")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
