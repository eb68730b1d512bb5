package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestSharedSelector has one Selector go by a member that stands at another place in each of the headers it is in, and
// that is not there, or not told, in some messages.
func TestSharedSelector(t *testing.T) {
	cases := codec.Cases{{Value: 1, Spec: codec.Of(codec.String)}, {Value: 2, Spec: codec.Of(codec.U16)}}
	by := codec.ByField("sort", cases)
	set := codec.NewSet("T_", codec.Attrs{1: {Name: "DATA", Kind: codec.SubMessage, Select: by}})
	header := func(name string, members ...string) *codec.Struct {
		s := &codec.Struct{Name: name}
		for _, m := range members {
			s.Members = append(s.Members, codec.Member{Name: m, Kind: codec.U8})
		}
		return s
	}
	d := codec.Decoder{Registry: codec.NewRegistry(&codec.Protocol{Name: "NETLINK_TEST", Number: 30,
		Messages: []*codec.MessageType{
			{Type: 16, Name: "T_FIRST", Header: header("first", "sort", "a", "b", "c"), Set: set},
			{Type: 17, Name: "T_LAST", Header: header("last", "a", "b", "c", "sort"), Set: set},
			{Type: 18, Name: "T_NONE", Header: header("none", "a", "b", "c", "d"), Set: set},
		}})}
	const text, number, octets = codec.String, codec.U16, codec.SubMessage
	for range 2 { // each header comes after each other one
		for _, c := range []struct {
			typ     byte
			header  string
			want    codec.Kind
			missing []codec.Span
		}{
			{16, "\x01\x02\x02\x02", text, nil}, {16, "\x02\x01\x01\x01", number, nil}, {17, "\x02\x02\x02\x01", text, nil},
			{17, "\x01\x01\x01\x02", number, nil}, {18, "\x01\x01\x01\x01", octets, nil},
			{17, "\x01\x01\x01\x03", octets, nil},
			{16, "\x01\x02\x02\x02", octets, []codec.Span{{From: 16, To: 17}}},
			{16, "\x01\x02\x02\x02", text, []codec.Span{{From: 17, To: 18}}},
		} {
			b := codec.Header{Len: 28, Type: uint16(c.typ)}.Append(nil, false)
			b = append(append(b, c.header...), "\x06\x00\x01\x00A\x00\x00\x00"...)
			var m codec.Message
			if err := d.Decode(&m, codec.Context{Protocol: 30, Missing: c.missing}, b); err != nil {
				t.Error(err)
			}
			if a, _ := m.Attr("T_DATA"); a.Spec().Kind != c.want {
				t.Errorf("%d with %x, %v untold: %v, want %v", c.typ, c.header, c.missing, a.Spec().Kind, c.want)
			}
		}
	}
}
