package codec_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestSelectedByMember reads an attribute as what a member of a struct beside it says.
func TestSelectedByMember(t *testing.T) {
	for _, c := range []struct {
		kind int
		want any
	}{{5, "word"}, {6, uint64(0x64726f77)}} {
		e := codec.Encoder{Registry: kitchenDecoder.Registry}
		b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "KC_SET", Attrs: list{
			{"sides", fields{"right": fields{"kind": c.kind}}}, {"by_member", []byte("word")}}})
		if err != nil {
			t.Fatal(err)
		}
		var m codec.Message
		if err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
			t.Error(err)
		}
		if a, _ := m.Attr("KC_BY_MEMBER"); a.Value() != c.want {
			t.Errorf("of kind %d it is %v, want %v", c.kind, a.Value(), c.want)
		}
	}
}

// TestEncodeSelected lays values out as other attributes, the message, its header, or a flag say, given in any way.
func TestEncodeSelected(t *testing.T) {
	const nestX = "0800010005000000"
	for _, c := range []struct {
		fixed any
		attrs list
		want  string // after the header of four octets; or the error
	}{
		{0, list{{"number", 1}, {"data", 5}}, "0600010001000000" + "0800020005000000"},
		{0, list{{"data", 5}, {"number", "word"}}, "0800020005000000" + "0600010001000000"},
		{0, list{{"number", []byte{1, 0}}, {"data", 5}}, "0600010001000000" + "0800020005000000"},
		{0, list{{"number", 2}, {"data", list{{"x", 5}}}}, "0600010002000000" + "0c000280" + nestX},
		{0, list{{"number", 3}, {"data", []byte{5}}}, "0600010003000000" + "0500020005000000"},
		{0, list{{"number", 3}, {"data", 5}}, "want octets"},
		{0, list{{"data", 5}}, "want octets"},
		{0, list{{"number", "no"}, {"data", []byte{5}}}, `unknown value of kc "no"`},
		{0, list{{"number", 1}, {"within", list{{"data", 5}}}}, "0600010001000000" + "0c000880" + "0800020005000000"},
		{0, list{{"number", 1}, {"within", list{{"data", list{{"x", 5}}}, {"number", 2}}}}, // the nearest
			"0600010001000000" + "18000880" + "0c000280" + nestX + "0600010002000000"},
		{0, list{{"by_flag", 5}}, "0800030005000000"}, {0, list{{"by_flag", list{{"x", 5}}}}, "0c000380" + nestX},
		{0, list{{"by_type", 5}}, "0800040005000000"}, {7, list{{"by_field", 5}}, "0800060005000000"},
		{7, list{{"within", list{{"by_field", 5}}}}, "0c000880" + "0800060005000000"},
		{6, list{{"by_field", 5}}, "want octets"},
		{0, list{{"flags", "none"}}, "05000a0000000000"}, {0, list{{"address", netip.IPv6Loopback()}},
			"14000b00" + "00000000000000000000000000000001"}, // there is no family to be of
		{0, list{{"headed", list{{"1", fields{"kind": 1, "x": 5}}}}},
			"10000f80" + "0c000100" + "00000100" + "05000000"},
		{0, list{{"sides", fields{"left": 1, "right": fields{"kind": 5}}}, {"by_member", "a"}},
			"0a000d0001000000" + "05000000" + "06000e0061000000"},
		{0, list{{"by_member", 5}, {"sides", fields{"left": 5}}}, "08000e0005000000" + "0a000d000500000000000000"},
		{0, list{{"by_records", list{{"text", "a"}, {"word", 5}}}}, "0e001000" + "00026100" + "010405000000" + "0000"},
		{0, list{{"by_records", []byte("raw")}}, "0700100072617700"},
		{0, list{{"within", fields{"number": 1, "KC_NUMBER": 2, "1": 3}}},
			"1c000800" + "0600010003000000" + "0600010002000000" + "0600010001000000"},
	} {
		e := codec.Encoder{Registry: kitchenDecoder.Registry}
		b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "KC_SET", Fixed: fields{"id": c.fixed},
			Attrs: c.attrs})
		got := fmt.Sprintf("%x", b[min(len(b), codec.HeaderLen+4):])
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%v %v:\ngot  %s\nwant %s", c.fixed, c.attrs, got, c.want)
		}
		if err == nil {
			if err := nlgen.Check(kitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
				t.Error(err)
			}
		}
	}
}
