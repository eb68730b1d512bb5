package codec_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// endStruct has an address of the family that the struct around it tells, or the header of the message.
var endStruct = &codec.Struct{Name: "end", Members: []codec.Member{
	{Name: "addr", Kind: codec.IP6, Select: codec.ByField("family", ipCases).Or(codec.ByField("key.family", ipCases))},
	{Name: "port", Kind: codec.BE16},
}}

var ipCases = codec.Cases{{Value: 2, Spec: codec.Of(codec.IP4)}, {Value: 10, Spec: codec.Of(codec.IP6)}}

var keyStruct = &codec.Struct{Name: "key", Members: []codec.Member{
	{Name: "family", Kind: codec.U16}, {Name: "id", Kind: codec.U16},
}}

var routeStruct = &codec.Struct{Name: "way", Members: []codec.Member{
	{Name: "from", Kind: codec.StructOf, Struct: endStruct},
	{Name: "family", Kind: codec.U16},
	{Name: "to", Kind: codec.Array, Elem: codec.StructOf, Struct: endStruct, Len: 2},
}}

var wayAttrs = codec.NewSet("WAY_", codec.Attrs{
	1: {Name: "END", Kind: codec.StructOf, Struct: endStruct},
	2: {Name: "WAYS", Kind: codec.Array, Elem: codec.StructSpec(routeStruct)},
	3: {Name: "NEST", Kind: codec.Nest, Struct: keyStruct, Set: wayNestAttrs},
	4: {Name: "BITS", Kind: codec.StructOf, Struct: keyBitsStruct},
	5: {Name: "WORDS", Kind: codec.StructOf, Struct: wordsStruct},
})

var wayNestAttrs = codec.NewSet("WAY_NEST_", codec.Attrs{1: {Name: "END", Kind: codec.StructOf, Struct: endStruct}})

var keyBitsStruct = &codec.Struct{Name: "key_bits", Members: []codec.Member{
	{Name: "bits", Kind: codec.U32}, {Name: "key", Kind: codec.Bytes, LenField: "bits", LenBits: 1},
}}

var wordsStruct = &codec.Struct{Name: "words", Members: []codec.Member{
	{Name: "count", Kind: codec.U8}, {Name: "words", Kind: codec.Array, Elem: codec.U32, LenField: "count",
		LenBits: 32},
}}

// way has messages whose header has a struct that tells the family.
func way() *codec.Registry {
	head := &codec.Struct{Name: "wayhdr", Members: []codec.Member{
		{Name: "here", Kind: codec.StructOf, Struct: endStruct}, {Name: "key", Kind: codec.StructOf, Struct: keyStruct},
	}}
	o := &codec.Object{Name: "way", Header: head, Set: wayAttrs}
	return codec.NewRegistry(&codec.Protocol{Name: "NETLINK_WAY", Number: 30, Messages: o.Messages(codec.Rows{
		{Type: 16, Name: "WAY_NEW", Op: codec.OpNew},
	})})
}

// TestUnionsAround chooses what unions are by members of the structs around them, of the array elements that they are
// in, and of the headers before their attributes; and encodes them so.
func TestUnionsAround(t *testing.T) {
	reg := way()
	four, six := "192.0.2.1", "2001:db8::1"
	request := &codec.Request{
		Protocol: "way", Type: "new",
		Fixed: map[string]any{
			"here": map[string]any{"addr": four, "port": 1}, "key": map[string]any{"family": 2, "id": 7},
		},
		Attrs: []codec.A{
			{Name: "WAY_END", Value: map[string]any{"addr": four}},
			{Name: "WAY_WAYS", Value: []map[string]any{
				{"from": map[string]any{"addr": six}, "family": 10, "to": []map[string]any{{"addr": six},
					{"addr": six}}},
				{"from": map[string]any{"addr": four}, "family": 2, "to": []map[string]any{{"addr": four},
					{"addr": four}}},
			}},
			{Name: "WAY_NEST", Value: codec.Nested{Fixed: map[string]any{"family": 10}, Attrs: []codec.A{
				{Name: "WAY_NEST_END", Value: map[string]any{"addr": six}},
			}}},
		},
	}
	for _, big := range []bool{false, true} {
		b, err := (&codec.Encoder{Registry: reg, BigEndian: big}).Append(nil, request)
		if err != nil {
			t.Fatal(err)
		}
		m := decodeWith(t, reg, big, b)
		const want = `WAY_NEW len=228 seq=0 pid=0
  wayhdr here={addr=192.0.2.1 port=1} key={family=2 id=7}
  WAY_END {addr=192.0.2.1 port=0}
  WAY_WAYS [{from={addr=2001:db8::1 port=0} family=10 to=[{addr=2001:db8::1 port=0} {addr=2001:db8::1 port=0}]} ` +
			`{from={addr=192.0.2.1 port=0} family=2 to=[{addr=192.0.2.1 port=0} {addr=192.0.2.1 port=0}]}]
  WAY_NEST
    key family=10 id=0
    WAY_NEST_END {addr=2001:db8::1 port=0}`
		if got := string(form.Text.Append(nil, m)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		again, err := form.JSON.Parse(&codec.Encoder{Registry: reg}, form.JSON.Append(nil, m))
		if err != nil || !bytes.Equal(again, b) {
			t.Errorf("%x, %v\nwant %x", again, err, b)
		}
	}
}

// TestNestedMembers reads and changes members of structs inside the header by their path.
func TestNestedMembers(t *testing.T) {
	reg := way()
	b, err := (&codec.Encoder{Registry: reg}).Append(nil, &codec.Request{Protocol: "way", Type: "new"})
	if err != nil {
		t.Fatal(err)
	}
	m := decodeWith(t, reg, false, b)
	for _, c := range []struct {
		name  string
		value any
	}{{"key.family", 2}, {"key.id", 9}, {"here.addr", "192.0.2.7"}, {"here.port", 443}} {
		if err := m.SetField(c.name, c.value); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if v, ok := m.Field("key.id"); !ok || v != 9 {
		t.Errorf("key.id is %d, %v", v, ok)
	}
	if got := string(form.Text.Append(nil, m)); !strings.Contains(got,
		"here={addr=192.0.2.7 port=443} key={family=2 id=9}") {
		t.Error(got)
	}
	for name, want := range map[string]string{
		"key.idd": "did you mean id?", "key.id.x": "id has no members", "here.addr": "2001:db8::1",
	} {
		if err := m.SetField(name, "2001:db8::1"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

// TestCounted takes as much of a payload for its last member as another member counts, in bits or words, and counts
// what a request gives.
func TestCounted(t *testing.T) {
	reg := way()
	enc := &codec.Encoder{Registry: reg}
	b, err := enc.Append(nil, &codec.Request{Protocol: "way", Type: "new", Attrs: []codec.A{
		{Name: "BITS", Value: map[string]any{"key": "0a0b0c"}},
		{Name: "WORDS", Value: map[string]any{"words": []uint32{5, 6}}},
		{Name: "BITS", Value: []byte{9, 0, 0, 0, 1, 2, 0, 0}},
		{Name: "WORDS", Value: []byte{9, 0, 0, 0, 5, 0, 0, 0}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	m := decodeWith(t, reg, false, b)
	text := string(form.Text.Append(nil, m))
	const want = `
  WAY_BITS {bits=24 key=hex:0a0b0c}
  WAY_WORDS {count=2 words=[5 6]}
  WAY_BITS {bits=9 key=hex:0102 hex:0000}
  WAY_WORDS {count=9 words=[5]}`
	if !strings.HasSuffix(text, want) {
		t.Errorf("got %s\nwant%s", text, want)
	}
	again, err := form.JSON.Parse(enc, form.JSON.Append(nil, m))
	if err != nil || !bytes.Equal(again, b) {
		t.Errorf("%x, %v\nwant %x", again, err, b)
	}
}

func decodeWith(t *testing.T, reg *codec.Registry, big bool, b []byte) *codec.Message {
	t.Helper()
	var m codec.Message
	if err := (&codec.Decoder{Registry: reg}).Decode(&m, codec.Context{Protocol: 30, BigEndian: big}, b); err != nil {
		t.Fatal(err)
	}
	return &m
}
