package codec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// untoldTables has a message with what a capture may leave untold.
var untoldTables = codec.NewRegistry(&codec.Protocol{
	Name: "NETLINK_ROUTE", Fallback: &codec.MessageType{Header: &codec.Struct{Name: "anyhdr",
		Members: []codec.Member{{Name: "any_family", Kind: codec.U8}, {Name: "pad", Kind: codec.Pad, Len: 3}}},
		Set: codec.NewSet("", nil)},
	Messages: []*codec.MessageType{{
		Type: 16, Name: "T_NEW",
		Header: &codec.Struct{Name: "thdr", Members: []codec.Member{
			{Name: "t_family", Kind: codec.U32}, {Name: "t_index", Kind: codec.S32},
		}},
		Set: codec.NewSet("T_", codec.Attrs{
			1: {Name: "LINK", Kind: codec.U32},
			2: {Name: "NAME", Kind: codec.String},
			3: {Name: "WORDS", Kind: codec.Array, Elem: codec.Of(codec.U32)},
			4: {Name: "ADDRESS", Kind: codec.LLAddr},
			5: {Name: "PAIR", Kind: codec.StructOf, Struct: &codec.Struct{Name: "pair", Members: []codec.Member{
				{Name: "a", Kind: codec.U32}, {Name: "b", Kind: codec.U32},
			}}},
			6: {Name: "OCTETS", Kind: codec.Bytes},
		}),
	}},
})

func TestUntold(t *testing.T) {
	const head = "\x10\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00"
	span := func(from, to int, text string) codec.Span { return codec.Span{From: from, To: to, Text: text} }
	for _, c := range []struct {
		name, payload string
		missing       []codec.Span
		text          string   // what the lines after the header say
		json          []string // parts of the object
	}{
		{"a member that the capture " +
			"names", "\x07\x00\x00\x00\x00\x00\x00\x00", []codec.Span{span(20, 24, `name("d0")`)},
			`thdr t_family=7 t_index=name("d0")`, []string{`"t_index":null`, `"printed":{"t_index":"name(\"d0\")"}`}},
		{"an attribute that it names", strings.Repeat("\x00", 8) + "\x08\x00\x01\x00\x00\x00\x00\x00",
			[]codec.Span{span(28, 32, "X")}, "T_LINK X", []string{`"attr":"T_LINK","value":null`, `"printed":"X"`}},
		{"an attribute without a word", strings.Repeat("\x00", 8) + "\x08\x00\x01\x00\x00\x00\x00\x00",
			[]codec.Span{span(28, 32, "")}, "T_LINK (not in the " +
				"capture)", []string{`"value":null,"hex":"00000000","missing":true}`}},
		{"the end of a text", strings.Repeat("\x00", 8) + "\x0c\x00\x02\x00abc\x00\x00\x00\x00\x00",
			[]codec.Span{span(31, 36, "")}, "T_NAME abc (5 octets not in the " +
				"capture)", []string{`"value":null,"hex":"6162630000000000"`}},
		{"the end of an " +
			"array", strings.Repeat("\x00", 8) + "\x10\x00\x03\x00\x05\x00\x00\x00" + strings.Repeat("\x00", 8),
			[]codec.Span{span(32, 40, "")}, "T_WORDS [5 (2 more not in the " +
				"capture)]", []string{`"value":[5,null,null]`}},
		{"an element", strings.Repeat("\x00", 8) + "\x0c\x00\x03\x00\x00\x00\x00\x00\x05\x00\x00\x00",
			[]codec.Span{span(28, 32, "FIVE")}, "T_WORDS [FIVE 5]", []string{`"value":[null,5]`}},
		{"the end of an address", strings.Repeat("\x00", 8) + "\x0a\x00\x04\x00\x0a\x0b\x00\x00\x00\x00\x00\x00",
			[]codec.Span{span(30, 34, "")}, "T_ADDRESS 0a:0b (4 octets not in the capture)", []string{`"value":null`}},
		{"all but an octet of an address", strings.Repeat("\x00",
			8) + "\x0a\x00\x04\x00\x0a\x00\x00\x00\x00\x00\x00\x00",
			[]codec.Span{span(29, 34, "")}, "T_ADDRESS 0a (5 octets not in the capture)", []string{`"value":null`}},
		{"all but an octet of a text", strings.Repeat("\x00", 8) + "\x08\x00\x02\x00a\x00\x00\x00",
			[]codec.Span{span(29, 32, "")}, "T_NAME a (3 octets not in the capture)", []string{`"value":null`}},
		{"the start of an address", strings.Repeat("\x00", 8) + "\x0a\x00\x04\x00\x00\x00\x00\x00\x00\x01\x00\x00",
			[]codec.Span{span(28, 33, "")}, "T_ADDRESS hex:(5 octets not in the capture) 01", []string{`"value":null`}},
		{"a member of a struct", strings.Repeat("\x00", 8) + "\x0c\x00\x05\x00\x03\x00\x00\x00\x00\x00\x00\x00",
			[]codec.Span{span(32, 36, "B")}, "T_PAIR {a=3 " +
				"b=B}", []string{`"value":{"a":3,"b":null,"printed":{"b":"B"}}`}},
		{"octets", strings.Repeat("\x00", 8) + "\x0c\x00\x06\x00\x01\x02\x00\x00\x00\x00\x07\x08",
			[]codec.Span{span(30, 34, "")}, "T_OCTETS hex:0102 (4 octets not in the capture) 0708", nil},
		{"what an attribute " +
			"is", strings.Repeat("\x00", 8) + "\x05\x00\x00\x00\x09\x00\x00\x00\x08\x00\x01\x00\x01\x00\x00\x00",
			[]codec.Span{span(26, 28, "T_ODD")}, "T_LINK 1", []string{`{"attr":null,"name":"T_ODD","hex":"09"}`}},
		{"a word with a control character", "\x07\x00\x00\x00\x00\x00\x00\x00", []codec.Span{span(20, 24, "\x1b[2J")},
			`thdr t_family=7 t_index=\x1b[2J`, nil},
	} {
		data := append([]byte{byte(16 + len(c.payload)), 0, 0, 0}, head[:12]...)
		data = append(data, c.payload...)
		var m codec.Message
		d := codec.Decoder{Registry: untoldTables}
		if err := d.Decode(&m, codec.Context{Missing: c.missing}, data); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if text := string(form.Text.Append(nil, &m)); !strings.Contains(text+"\n", "  "+c.text+"\n") {
			t.Errorf("%s: %q is not in\n%s", c.name, c.text, text)
		}
		json := form.JSON.Append(nil, &m)
		for _, part := range c.json {
			if !strings.Contains(string(json), part) {
				t.Errorf("%s: %s is not in\n%s", c.name, part, json)
			}
		}
		for form, encode := range map[string]func(enc codec.Encoder) ([]byte, error){
			"JSON": func(enc codec.Encoder) ([]byte, error) { return form.JSON.Parse(&enc, json) },
			"pyroute2": func(enc codec.Encoder) ([]byte, error) {
				return form.Pyroute2.Parse(&enc, form.Pyroute2.Append(nil, &m))
			},
		} {
			if back, err := encode(codec.Encoder{Registry: untoldTables}); err != nil || string(back) != string(data) {
				t.Errorf("%s: %s leads to %x, %v; want %x", c.name, form, back, err, data)
			}
		}
	}
}

// TestUntoldHeader asserts that no number stands in place of one that the capture does not tell.
func TestUntoldHeader(t *testing.T) {
	data := []byte("\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07\x00\x00\x00")
	var m codec.Message
	d := codec.Decoder{Registry: untoldTables}
	missing := []codec.Span{{From: 4, To: 6, Text: "A<<8|B"}, {From: 6, To: 8}, {From: 8, To: 12, Text: "SEQ"},
		{From: 12, To: 16}}
	if err := d.Decode(&m, codec.Context{Missing: missing}, data); err != nil {
		t.Fatal(err)
	}
	const text = "NETLINK_ROUTE type A<<8|B len=20 flags=(not in the capture) seq=SEQ pid=(not in the capture)\n  " +
		"anyhdr any_family=7"
	if got := string(form.Text.Append(nil, &m)); got != text {
		t.Errorf("got  %s\nwant %s", got, text)
	}
	const object = `{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":null,"flags":null,"seq":null,"pid":null,` +
		`"printed":{"type":"A<<8|B","seq":"SEQ"}},"anyhdr":{"any_family":7}}`
	if got := string(form.JSON.Append(nil, &m)); got != object {
		t.Errorf("got  %s\nwant %s", got, object)
	}
	back, err := form.JSON.Parse(&codec.Encoder{Registry: untoldTables}, []byte(object))
	if err != nil || string(back) != string(data) {
		t.Errorf("back: %x, %v", back, err)
	}
}

// TestUntoldValues asserts that no value is read from octets that the capture does not tell.
func TestUntoldValues(t *testing.T) {
	data := []byte("\x20\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
		"\x08\x00\x01\x00\x00\x00\x00\x00")
	var m codec.Message
	d := codec.Decoder{Registry: untoldTables}
	_ = d.Decode(&m, codec.Context{Missing: []codec.Span{{From: 20, To: 24, Text: "X"}, {From: 26, To: 32}}}, data)
	if v, ok := m.Field("t_index"); ok {
		t.Errorf("t_index is %d", v)
	}
	if v, ok := m.Field("t_family"); v != 0 || !ok {
		t.Errorf("t_family is %d, %v", v, ok)
	}
	if text, untold := m.Untold(20, 24); text != "X" || !untold {
		t.Errorf("t_index is printed as %q, %v", text, untold)
	}
	for _, name := range []string{"T_LINK", "0", "?"} {
		if a, ok := m.Attr(name); ok {
			t.Errorf("an attribute without a name is found as %s: %s", name, a.Path())
		}
	}
	for a := range m.All() {
		v, ok := a.Uint()
		if got := fmt.Sprintf("%s %v %v %d %v", a.Name(), a.Missing(), a.Value(), v, ok); got != "? true <nil> 0 "+
			"false" {
			t.Errorf("the attribute is %s", got)
		}
	}
}

// TestUntoldHeaderOneByOne asserts that each number of a header is untold by itself: those beside it are still there.
func TestUntoldHeaderOneByOne(t *testing.T) {
	reg, resolver := registry(nl80211.Family), codec.NewResolver()
	resolver.Set(reg, 0x1c, "nl80211")
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	b := octets(t, "14000000 1c00 0100 02000000 03000000 05 01 0000")
	for _, c := range []struct {
		from, to     int
		text, object string
	}{
		{4, 6, "family ? command 5 len=20 flags=NLM_F_REQUEST seq=2 pid=3",
			`"len":20,"type":null,"flags":["NLM_F_REQUEST"],"seq":2,"pid":3,"printed":{"type":"?"}},` +
				`"genlmsghdr":{"cmd":5,"version":1}`},
		{6, 8, "NL80211_CMD_GET_INTERFACE family=nl80211 len=20 flags=? seq=2 pid=3",
			`"len":20,"type":28,"flags":null,"seq":2,"pid":3,"printed":{"flags":"?"}},"family":"nl80211",` +
				`"genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1}`},
		{8, 12, "NL80211_CMD_GET_INTERFACE family=nl80211 len=20 flags=NLM_F_REQUEST seq=? pid=3",
			`"len":20,"type":28,"flags":["NLM_F_REQUEST"],"seq":null,"pid":3,"printed":{"seq":"?"}},` +
				`"family":"nl80211","genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1}`},
		{12, 16, "NL80211_CMD_GET_INTERFACE family=nl80211 len=20 flags=NLM_F_REQUEST seq=2 pid=?",
			`"len":20,"type":28,"flags":["NLM_F_REQUEST"],"seq":2,"pid":null,"printed":{"pid":"?"}},` +
				`"family":"nl80211","genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1}`},
		{16, 17, "nl80211 command ? len=20 flags=NLM_F_REQUEST seq=2 pid=3",
			`"len":20,"type":28,"flags":["NLM_F_REQUEST"],"seq":2,"pid":3},"family":"nl80211",` +
				`"genlmsghdr":{"cmd":null,"version":1}`},
		{17, 18, "NL80211_CMD_GET_INTERFACE family=nl80211 len=20 flags=NLM_F_REQUEST seq=2 pid=3",
			`"len":20,"type":28,"flags":["NLM_F_REQUEST"],"seq":2,"pid":3},"family":"nl80211",` +
				`"genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":null}`},
	} {
		data := append([]byte(nil), b...)
		clear(data[c.from:c.to])
		var m codec.Message
		_ = d.Decode(&m, codec.Context{Protocol: 16, Missing: []codec.Span{{From: c.from, To: c.to, Text: "?"}}}, data)
		py := string(form.Pyroute2.Append(nil, &m))
		for at, want := range [...]string{4: "'type': 28", 6: "'flags': 1", 8: "'sequence_number': 2", 12: "'pid': 3",
			16: "'cmd': 5", 17: "'version': 1"} {
			if at == c.from {
				want, _, _ = strings.Cut(want, ":")
				want += ": None"
			}
			if !strings.Contains(py, want) {
				t.Errorf("%d to %d: no %s in %s", c.from, c.to, want, py)
			}
		}
		if got := string(form.Text.Append(nil, &m)); got != c.text {
			t.Errorf("%d to %d:\ngot  %s\nwant %s", c.from, c.to, got, c.text)
		}
		want := `{"protocol":"NETLINK_GENERIC","header":{` + c.object + "}"
		if got := string(form.JSON.Append(nil, &m)); !strings.HasPrefix(got, want) {
			t.Errorf("%d to %d:\ngot  %s\nwant %s", c.from, c.to, got, want)
		}
	}
}

// TestUntoldLengths stops at an attribute or record of which the capture does not tell the length, and finds no fault
// with what it does not tell.
func TestUntoldLengths(t *testing.T) {
	const head = "4400 0000 1800 0000 01000000 00000000" + "02180000 fe030001 00000000"
	const hops = "2000 0900" + "1000 0000 03000000 0800 0500 c0000201" + "0c00 0004 05000000 0400 0600"
	for _, c := range []struct {
		from, to int
		want     []string // the attributes, tails as "octets"
	}{
		{28, 30, []string{"octets"}},
		{32, 34, []string{"RTA_MULTIPATH", "octets", "RTA_OIF"}},
		{40, 42, []string{"RTA_MULTIPATH", "rtnexthop", "octets", "rtnexthop", "RTA_SRC", "RTA_OIF"}},
		{48, 50, []string{"RTA_MULTIPATH", "rtnexthop", "RTA_GATEWAY", "octets", "RTA_OIF"}},
		{56, 58, []string{"RTA_MULTIPATH", "rtnexthop", "RTA_GATEWAY", "rtnexthop", "octets", "RTA_OIF"}},
		{60, 62, []string{"RTA_MULTIPATH", "rtnexthop", "RTA_GATEWAY", "rtnexthop", "RTA_SRC", "octets"}},
	} {
		b := octets(t, strings.Replace(head+hops+"0800 0400 07000000", "0400 0600", "0400 0200", 1))
		clear(b[c.from:c.to])
		var m codec.Message
		err := dec.Decode(&m, codec.Context{Missing: []codec.Span{{From: c.from, To: c.to}}}, b)
		var got []string
		var walk func(a codec.Attr)
		walk = func(a codec.Attr) {
			for child := range a.Children() {
				if child.IsTail() {
					got = append(got, "octets")
				} else {
					got = append(got, child.Name())
				}
				walk(child)
			}
		}
		walk(m.Root())
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%d to %d: %v, %v, want %v", c.from, c.to, got, err, c.want)
		}
	}
	// A record whose length does not count its header: 0 would be a length too.
	b := codectest.KitchenMessage(t, 43, "01036c6162")
	b[21] = 0
	var m codec.Message
	err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30, Missing: []codec.Span{{From: 21, To: 22}}}, b)
	records, _ := m.Attr("records")
	for a := range records.Children() {
		if err != nil || !a.IsTail() || len(a.Payload()) != 5 {
			t.Errorf("%s of %d octets, %v", a.Name(), len(a.Payload()), err)
		}
	}
}
