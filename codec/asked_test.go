package codec_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// animals is a registry of one type whose messages are told apart by their first octet, as those of sock_diag are: a
// request about cats, an answer, an answer that is one attribute, and dumps without a header.
func animals() *codec.Registry {
	head := func(name string, members ...codec.Member) *codec.Struct {
		return &codec.Struct{Name: name, Members: append([]codec.Member{{Name: "zoo_kind", Kind: codec.U8}},
			members...)}
	}
	cats := codec.NewSet("CAT_", codec.Attrs{1: {Name: "NAME", Kind: codec.String}})
	fish := codec.NewSet("FISH_", codec.Attrs{2: {Name: "COUNT", Kind: codec.Nest, Set: cats}})
	o := &codec.Object{Name: "animal", Header: head("zoo_req")}
	only := codec.Only("zoo_kind", 9)
	age := codec.Member{Name: "zoo_age", Kind: codec.U8}
	types := o.Messages(codec.Rows{{Type: 16, Name: "ZOO", Op: codec.OpGet, Variants: []*codec.MessageType{
		{Header: head("cat_msg", age), Set: cats, When: codec.When{Header: only}},
		{Header: head("cat_req", codec.Member{Name: "pad", Kind: codec.Pad, Len: 1}, codec.Member{Name: "zoo_mask",
			Kind: codec.U16}), Set: cats, When: codec.When{Request: true, Header: only}},
		{Bare: true, Set: fish, When: codec.When{Alone: 2}},
	}}, {Type: 17, Name: "ZOO_GETALL", Op: codec.OpGet, Variants: []*codec.MessageType{
		{Bare: true, Set: cats, When: codec.When{Request: true, Dump: true}},
	}}})
	return codec.NewRegistry(&codec.Protocol{Name: "NETLINK_ZOO", Number: 30, Messages: types})
}

// TestAsked encodes requests as what their members and attributes ask for, and reads them back as that.
func TestAsked(t *testing.T) {
	reg := animals()
	enc := &codec.Encoder{Registry: reg}
	named := []codec.A{{Name: "CAT_NAME", Value: "tom"}}
	for _, c := range []struct {
		what  string
		r     codec.Request
		body  string
		shown string
	}{
		{"the type itself", codec.Request{Type: "ZOO", Fixed: map[string]any{"kind": 8}}, "08", "zoo_req zoo_kind=8"},
		{"an answer", codec.Request{Type: "ZOO", Fixed: map[string]any{"kind": 9, "age": 3}, Attrs: named},
			"09030000" + "08000100746f6d00", "cat_msg zoo_kind=9 zoo_age=3"},
		{"a request", codec.Request{Type: "ZOO", Flags: codec.FlagRequest,
			Fixed: map[string]any{"kind": "9", "mask": 0x102}, Attrs: named},
			"09000201" + "08000100746f6d00", "cat_req zoo_kind=9 zoo_mask=258"},
		{"one attribute", codec.Request{Type: "ZOO", Attrs: []codec.A{{Name: "FISH_COUNT", Value: named}}},
			"0c000280" + "08000100746f6d00", "FISH_COUNT"},
		{"a dump", codec.Request{Type: "ZOO_GETALL", Flags: codec.FlagRequest | codec.FlagDump, Attrs: named},
			"08000100746f6d00", "CAT_NAME tom"},
		{"a dump of nothing", codec.Request{Type: "ZOO_GETALL", Flags: codec.FlagRequest | codec.FlagDump}, "",
			"ZOO_GETALL"},
		{"no dump", codec.Request{Type: "ZOO_GETALL", Flags: codec.FlagRequest}, "00", "zoo_req zoo_kind=0"},
	} {
		c.r.Protocol = "zoo"
		b, err := enc.Append(nil, &c.r)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := hex.EncodeToString(b[codec.HeaderLen:]); got != c.body {
			t.Errorf("%s: got %s, want %s", c.what, got, c.body)
		}
		m := decodeWith(t, reg, false, b)
		if got := string(form.Text.Append(nil, m)); !strings.Contains(got, c.shown) {
			t.Errorf("%s: got %s, want %s", c.what, got, c.shown)
		}
		for _, f := range []*form.Form{form.JSON, form.Pyroute2} {
			again, err := f.Parse(enc, f.Append(nil, m))
			if err != nil || !bytes.Equal(again, b) {
				t.Errorf("%s: %s: %x, %v, want %x", c.what, f.Name, again, err, b)
			}
		}
	}
	enc.Flags = codec.FlagRequest | codec.FlagDump
	b, err := enc.Append(nil, &codec.Request{Protocol: "zoo", Type: "ZOO_GETALL", Attrs: named})
	if want := "1800000011000103" + "0000000000000000" + "08000100746f6d00"; hex.EncodeToString(b) != want || err != nil {
		t.Errorf("by an encoder of dumps: %x, %v, want %s", b, err, want)
	}
	enc.Flags = 0
	_, err = enc.Append(nil, &codec.Request{Protocol: "zoo", Type: "ZOO", Fixed: map[string]any{"kind": 9, "agge": 1}})
	if err == nil || !strings.Contains(err.Error(), "did you mean zoo_age?") {
		t.Errorf("of an unknown member: %v", err)
	}
}

// TestAlone takes octets for one attribute only if that is all there is.
func TestAlone(t *testing.T) {
	for body, want := range map[string]string{
		"0c000200" + "08000100746f6d00":         "FISH_COUNT",
		"0c000280" + "08000100746f6d00":         "FISH_COUNT",
		"0c000300" + "08000100746f6d00":         "zoo_req",
		"0b000200" + "08000100746f6d00":         "zoo_req",
		"0c000200" + "08000100746f6d0000000000": "zoo_req",
		"0400":                                  "zoo_req",
	} {
		octets, _ := hex.DecodeString(body)
		b := append(codec.Header{Len: uint32(codec.HeaderLen + len(octets)), Type: 16}.Append(nil, false), octets...)
		m := decodeWith(t, animals(), false, b)
		if got := string(form.Text.Append(nil, m)); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
}
