package codec_test

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// TestBool tells yes and no from other values, and from integers that are none.
func TestBool(t *testing.T) {
	const u8, boolean, onOff = 1, 14, 33
	for _, c := range []struct {
		typ     uint16
		payload string
		v, ok   bool
	}{
		{boolean, "00", false, true}, {boolean, "01", true, true}, {boolean, "02", false, false},
		{onOff, "01", true, true}, {boolean, "", false, false}, {u8, "01", false, false},
	} {
		var m codec.Message
		b := codectest.KitchenMessage(t, c.typ, c.payload)
		_ = codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b)
		for a := range m.Root().Children() {
			content := a.Content()
			if v, ok := content.Bool(); v != c.v || ok != c.ok {
				t.Errorf("%s %q is %v, %v", a.Name(), c.payload, v, ok)
			}
		}
	}
}

// TestPlacesWithRoom takes of a place that has room for more as much as another member counts, and writes zeros after
// it.
func TestPlacesWithRoom(t *testing.T) {
	s := &codec.Struct{Name: "shelf", Members: []codec.Member{
		{Name: "sh_n", Kind: codec.U16}, {Name: "sh_len", Kind: codec.U16},
		{Name: "sh_list", Kind: codec.Array, Elem: codec.U16, Len: 4, LenField: "sh_n", LenBits: 16},
		{Name: "sh_key", Kind: codec.Bytes, Len: 4, LenField: "sh_len"},
	}}
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_SHELF", Number: 30, Messages: []*codec.MessageType{
		{Type: 16, Name: "SHELF", Header: s}}})
	const whole = "02000300" + "0100020000000000" + "61626300"
	for _, c := range []struct{ octets, list, key string }{
		{whole, "[1 2]", "616263"},
		{"05000400" + "0100020003000400" + "61626364", "[1 2 3 4]", "61626364"}, // more than there is room for
	} {
		b := append(codec.Header{Type: 16}.Append(nil, false), codectest.Octets(t, c.octets)...)
		codectest.PutLen(b, false)
		var m codec.Message
		if err := (&codec.Decoder{Registry: reg}).Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
			t.Fatal(err)
		}
		list, key := []uint64{}, ""
		fixed, _ := m.Root().Fixed()
		var w codec.Members
		for w.Start(fixed); w.Next(); {
			switch w.Member().Name {
			case "sh_list":
				var e codec.Elements
				for ok := e.Start(w.Content()); ok && e.Next(); {
					v, _ := e.Content().Integer()
					list = append(list, v)
				}
			case "sh_key":
				key = fmt.Sprintf("%x", w.Content().Octets())
			}
		}
		if fmt.Sprint(list) != c.list || key != c.key {
			t.Errorf("%s holds %v and %s, want %s and %s", c.octets, list, key, c.list, c.key)
		}
	}
	enc := codec.Encoder{Registry: reg}
	b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_SHELF", Type: "SHELF",
		Fixed: fields{"n": 2, "len": 3, "list": []int{1, 2}, "key": []byte("abc")}})
	if err != nil || fmt.Sprintf("%x", b[codec.HeaderLen:]) != whole {
		t.Errorf("%x, %v; want %s", b, err, whole)
	}
}
