package codec_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// kitchenSpec is the layout of an attribute of the kitchen.
func kitchenSpec(t *testing.T, name string) *codec.Spec {
	t.Helper()
	set := codectest.KitchenDecoder.Registry.Protocols()[0].Messages[0].Set
	number, ok := set.Number(name)
	if !ok {
		t.Fatalf("no %s", name)
	}
	return &set.Attrs[number]
}

// TestBitFields has bit-fields where C compilers have them, and the parts of an integer where the number has them, on
// little-endian and big-endian hosts.
func TestBitFields(t *testing.T) {
	for _, c := range []struct {
		attr        string
		value       any
		little, big string
	}{
		{"KT_FIELDS", map[string]any{"low": "one", "high": 2, "len": 0x234, "layer": 7}, "21003472", "12002347"},
		{"KT_FIELDS", map[string]any{"kb_high": 15}, "f0000000", "0f000000"},
		{"KT_PARTS", map[string]any{"proto": "ip", "prio": 5}, "08000500", "00050800"},
		{"KT_PARTS", map[string]any{"kp_prio": 5}, "00000500", "00050000"},
		{"KT_PARTS", 0x50008, "08000500", "00050008"},
		{"KT_CODE", "KTX_JUMP|7", "07000010", "10000007"},
		{"KT_CODE", "jump | 0x7", "07000010", "10000007"},
		{"KT_CODE", "unspec", "ffffffff", "ffffffff"},
	} {
		v, err := kitchenSpec(t, c.attr).Parse(c.value)
		little, big := hex.EncodeToString(v.Octets(false)), hex.EncodeToString(v.Octets(true))
		if err != nil || little != c.little || big != c.big {
			t.Errorf("%s %v: %s, %s, %v, want %s, %s", c.attr, c.value, little, big, err, c.little, c.big)
		}
	}
	for _, c := range []struct {
		attr  string
		value any
		want  string
	}{
		{"KT_FIELDS", map[string]any{"low": 16}, "kb_low: int 16 does not fit into 4 bits"},
		{"KT_FIELDS", map[string]any{"high": -1}, "kb_high: int -1 does not fit into 4 bits"},
		{"KT_FIELDS", map[string]any{"low": "two"}, `unknown value of kb "two"`},
		{"KT_PARTS", map[string]any{"proto": "ip", "pro": 5},
			`unknown member of struct kp3 "pro"; did you mean kp_prio?`},
		{"KT_CODE", "KTX_DROP|7", `"KTX_DROP" holds no number 7`},
		{"KT_CODE", "KTX_JUMP|0x10000000", `"KTX_JUMP" holds no number 268435456`},
		{"KT_CODE", "KTX_JUMP|x", `"x" is no whole number of 64 bits`},
		{"KT_CODE", "KTX_JUM|7", `unknown value of kt_code "KTX_JUM"; did you mean KTX_JUMP?`},
		{"KT_TABLE", "1:2:3:4", `"1:2:3:4" is no handle of u32: want up to three parts, as in 800:1:2`},
		{"KT_TABLE", "1000:", `"1000:" is no handle of u32: want hexadecimal numbers of 12, 8 and 12 bits`},
	} {
		if err := kitchenSpec(t, c.attr).Check(c.value); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: %v, want %s", c.attr, c.value, err, c.want)
		}
	}
}

// TestReadBitFields reads bit-fields by name.
func TestReadBitFields(t *testing.T) {
	var m codec.Message
	b := codectest.KitchenMessage(t, 50, "21003472")
	if err := codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
		t.Fatal(err)
	}
	a, _ := m.Attr("KT_FIELDS")
	for name, want := range map[string]uint64{"kb_low": 1, "kb_high": 2, "kb_len": 0x234, "kb_layer": 7} {
		if v, ok := a.Field(name); !ok || v != want {
			t.Errorf("%s is %d, %v, want %d", name, v, ok, want)
		}
	}
}

// TestU32Handles writes handles of u32 as tc does, and reads them with any part left out.
func TestU32Handles(t *testing.T) {
	spec := codec.Spec{Kind: codec.BE32, Unit: codec.U32Handle}
	for _, c := range []struct {
		octets, text, others string
	}{
		{"00000000", "none", "0 : ::"},
		{"80000800", "800::800", "800:0:800 0x80000800"},
		{"80000000", "800:", "800::"},
		{"00102003", "1:2:3", ""},
		{"00102000", "1:2", "1:2: 1:02:0"},
		{"00005000", ":5", "0:5"},
		{"00000003", "::3", "3"},
		{"ffffffff", "fff:ff:fff", "-1"},
	} {
		for _, text := range append(strings.Fields(c.others), c.text) {
			v, err := spec.Parse(text)
			if got := hex.EncodeToString(v.Octets(false)); err != nil || got != c.octets {
				t.Errorf("%q is %s, %v, want %s", text, got, err, c.octets)
			}
		}
		var n uint64
		for _, b := range codectest.Octets(t, c.octets) {
			n = n<<8 | uint64(b)
		}
		if got := string(codec.U32Handle.AppendText(nil, n, 4)); got != c.text {
			t.Errorf("%s is %q, want %q", c.octets, got, c.text)
		}
	}
}

// TestHeadersOfParts has bit-fields and parts in a header, and a member that an attribute lays out.
func TestHeadersOfParts(t *testing.T) {
	header := &codec.Struct{Name: "hp", Members: []codec.Member{
		{Name: "hp_low", Kind: codec.U8, Bits: 3}, {Name: "hp_high", Kind: codec.U8, Bits: 5},
		{Name: "hp_info", Kind: codec.U32, Parts: &codec.Struct{Name: "hp_info", Word: codec.U32, Members: []codec.Member{
			{Name: "net", Kind: codec.BE16}, {Name: "host", Kind: codec.U16}}}},
		{Name: "hp_handle", Kind: codec.U32, Select: codec.BySibling("HP_KIND", codec.Cases{
			{Name: "u32", Spec: &codec.Spec{Kind: codec.U32, Unit: codec.U32Handle}}})},
	}}
	typ := &codec.MessageType{Type: 16, Name: "HP_NEW", Op: codec.OpNew, Header: header,
		Set: codec.NewSet("HP_", codec.Attrs{1: {Name: "KIND", Kind: codec.String}})}
	d := &codec.Decoder{Registry: codec.NewRegistry(&codec.Protocol{Name: "NETLINK_PARTS", Number: 31,
		Messages: []*codec.MessageType{typ}})}
	for _, big := range []bool{false, true} {
		b, err := (&codec.Encoder{Registry: d.Registry, BigEndian: big}).Append(nil, &codec.Request{Protocol: "NETLINK_PARTS",
			Type: "HP_NEW", Fixed: map[string]any{"low": 5, "high": 9, "info": map[string]any{"net": 0x800, "host": 7},
				"handle": "800::1"}, Attrs: []codec.A{{Name: "kind", Value: "u32"}}})
		if err != nil {
			t.Fatal(err)
		}
		c := codec.Context{Protocol: 31, BigEndian: big}
		if err := nlgen.Check(d, c, b); err != nil {
			t.Error(err)
		}
		var m codec.Message
		quoting, err := (&codec.Encoder{Registry: d.Registry, BigEndian: big}).Append(nil, &codec.Request{
			Protocol: "NETLINK_PARTS", Type: "NLMSG_ERROR", Fixed: map[string]any{"error": -22}})
		if err != nil {
			t.Fatal(err)
		}
		quoting = append(quoting, b...)
		codectest.PutLen(quoting, big)
		if err := nlgen.Check(d, c, quoting); err != nil {
			t.Error(err)
		}
		_ = d.Decode(&m, c, quoting)
		if text := string(form.OneLine.Append(nil, &m)); !strings.Contains(text, "hp_handle=800::1 HP_KIND u32") {
			t.Errorf("big-endian %v: quoted it is %s", big, text)
		}
		if err := d.Decode(&m, c, b); err != nil {
			t.Fatal(err)
		}
		for member, value := range map[string]any{"hp_low": 2, "hp_high": 31, "hp_info": map[string]any{"host": 8}} {
			if err := m.SetField(member, value); err != nil {
				t.Errorf("%s: %v", member, err)
			}
		}
		low, _ := m.Field("hp_low")
		high, _ := m.Field("hp_high")
		if text := string(form.OneLine.Append(nil, &m)); low != 2 || high != 31 ||
			!strings.HasSuffix(text, "hp hp_low=2 hp_high=31 hp_info={net=0 host=8} hp_handle=800::1 HP_KIND u32") {
			t.Errorf("big-endian %v: got %d, %d, %s", big, low, high, text)
		}
		if err := m.SetField("hp_low", 8); err == nil || !strings.Contains(err.Error(), "8 does not fit into 3 bits") {
			t.Errorf("8 for 3 bits: %v", err)
		}
	}
	_, err := (&codec.Encoder{Registry: d.Registry}).Append(nil, &codec.Request{Protocol: "NETLINK_PARTS",
		Type: "HP_NEW", Fixed: map[string]any{"handle": "800::1"}, Attrs: []codec.A{{Name: "kind", Value: "fw"}}})
	if err == nil || !strings.Contains(err.Error(), `"800::1" is no whole number`) {
		t.Errorf("a handle of u32 for another kind: %v", err)
	}
}
