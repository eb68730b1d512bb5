package form_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestFormsSelected decodes what other things choose the layout of, records with types of 16 bits, opaque nests in
// opaque nests, and messages that are a struct or nothing.
func TestFormsSelected(t *testing.T) {
	for _, c := range []struct {
		typ        uint16
		body       string
		text, tail string // the lines after the header; the end of the JSON
	}{
		{78, "00000000" + "0600010001000000" + "0800020005000000", "  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_DATA 5",
			`"attrs":[{"attr":"KC_NUMBER","value":"KC_IS_WORD"},{"attr":"KC_DATA","value":5}]}`},
		{78, "00000000" + "0c000280" + "0800010005000000" + "0600010002000000",
			"  kc kc_id=0\n  KC_DATA\n    KTN_X 5\n  KC_NUMBER KC_IS_PAIR",
			`[{"attr":"KC_DATA","nested":true,"attrs":[{"attr":"KTN_X","value":5}]},{"attr":"KC_NUMBER",` +
				`"value":"KC_IS_PAIR"}]}`},
		{78, "00000000" + "0600014000010000" + "0800020005000000", "  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_DATA 5",
			`"net_byteorder":true,"value":"KC_IS_WORD"},{"attr":"KC_DATA","value":5}]}`},
		{78, "00000000" + "0600010003000000" + "0800020005000000",
			"  kc kc_id=0\n  KC_NUMBER 3\n  KC_DATA hex:05000000",
			`{"attr":"KC_DATA","hex":"05000000"}]}`},
		{78, "00000000" + "0600010001000000" + "0c000800" + "0800020005000000",
			"  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_WITHIN\n    KC_DATA 5",
			`"attrs":[{"attr":"KC_DATA","value":5}]}]}`},
		{78, "00000000" + "0800030005000000" + "0c000380" + "0800010005000000",
			"  kc kc_id=0\n  KC_BY_FLAG 5\n  KC_BY_FLAG\n    KTN_X 5",
			`[{"attr":"KC_BY_FLAG","value":5},{"attr":"KC_BY_FLAG","nested":true,"attrs":[{"attr":"KTN_X",` +
				`"value":5}]}]}`},
		{78, "00000000" + "0800040005000000", "  kc kc_id=0\n  KC_BY_TYPE 5", `{"attr":"KC_BY_TYPE","value":5}]}`},
		{78, "00000000" + "0600050005000000" + "0800050005000000" + "0700050005000000",
			"  kc kc_id=0\n  KC_BY_SIZE 5\n  KC_BY_SIZE 5\n  KC_BY_SIZE hex:050000",
			`{"attr":"KC_BY_SIZE","size":2,"value":5},{"attr":"KC_BY_SIZE","size":4,"value":5},` +
				`{"attr":"KC_BY_SIZE","hex":"050000"}]}`},
		{78, "07000000" + "0800060005000000", "  kc kc_id=7\n  KC_BY_FIELD 5", `{"attr":"KC_BY_FIELD","value":5}]}`},
		{78, "07000000" + "0c000800" + "0800060005000000", "  kc kc_id=7\n  KC_WITHIN\n    KC_BY_FIELD 5",
			`{"attr":"KC_BY_FIELD","value":5}]}]}`},
		{78, "06000000" + "0800060005000000", "  kc kc_id=6\n  KC_BY_FIELD hex:05000000",
			`{"attr":"KC_BY_FIELD","hex":"05000000"}]}`},
		{78, "00000000" + "0800070001020304" + "0600070001030000" + "0500070001000000",
			"  kc kc_id=0\n  KC_BY_START 16909060\n  KC_BY_START hex:0103\n  KC_BY_START hex:01",
			`{"attr":"KC_BY_START","hex":"01"}]}`},
		{78, "00000000" + "16000900" + "010005000700" + "010106000800" + "020004000000" + "0000",
			"  kc kc_id=0\n  KC_RECORDS\n    KCR_U8 7\n    KCR_FAR 8\n    2 (empty)\n    octets: 0000",
			`"attrs":[{"attr":"KCR_U8","value":7},{"attr":"KCR_FAR","value":8},{"attr":2,"hex":""},` +
				`{"tail":"0000"}]}],` +
				`"faults":["KC_RECORDS: 2 octets are no kc_record (at octet 40)"]}`},
		{78, "00000000" + "0e001000" + "00026100" + "010405000000" + "0000" + "0a001000" + "000261000102" + "0000" +
			"08001000" + "07020000" + "0a001000" + "000261000700" + "0000" + "08001080" + "00026100" + "04001000",
			"  kc kc_id=0\n  KC_BY_RECORDS\n    KCT_TEXT a\n    KCT_WORD 5\n  KC_BY_RECORDS hex:000261000102\n" +
				"  KC_BY_RECORDS hex:07020000\n  KC_BY_RECORDS\n    KCT_TEXT a\n    7 (empty)\n" +
				"  KC_BY_RECORDS hex:00026100\n  KC_BY_RECORDS (empty)",
			`[{"attr":"KC_BY_RECORDS","attrs":[{"attr":"KCT_TEXT","value":"a"},{"attr":"KCT_WORD","value":5}]},` +
				`{"attr":"KC_BY_RECORDS","hex":"000261000102"},{"attr":"KC_BY_RECORDS","hex":"07020000"},` +
				`{"attr":"KC_BY_RECORDS","attrs":[{"attr":"KCT_TEXT","value":"a"},{"attr":7,"hex":""}]},` +
				`{"attr":"KC_BY_RECORDS","nested":true,"hex":"00026100"},{"attr":"KC_BY_RECORDS","hex":""}]}`},
		{78, "00000000" + "05000a0000000000" + "05000a0001000000",
			"  kc kc_id=0\n  KC_FLAGS KCF_NONE\n  KC_FLAGS KCF_A",
			`[{"attr":"KC_FLAGS","value":[]},{"attr":"KC_FLAGS","value":["KCF_A"]}]}`},
		{78, "00000000" + "0a000d0001000000" + "05000000" + "07000e0061620000",
			"  kc kc_id=0\n  KC_SIDES {ks_left=1 ks_right={ke_id=0 ke_kind=5}}\n  KC_BY_MEMBER ab",
			`{"attr":"KC_BY_MEMBER","value":"ab"}]}`},
		{78, "00000000" + "0a000d0001000000" + "06000000" + "08000e0061620000",
			"  kc kc_id=0\n  KC_SIDES {ks_left=1 ks_right={ke_id=0 ke_kind=6}}\n  KC_BY_MEMBER 25185",
			`{"attr":"KC_BY_MEMBER","value":25185}]}`},
		{78, "00000000" + "30000f00" + "0c00010009000100" + "07000000" + "1000020009000200" + "0800010005000000" +
			"0800030009000300" + "0600040009000000",
			"  kc kc_id=0\n  KC_HEADED\n    1 {ke_id=9 ke_kind=1 ke_x=7}\n    2\n      ke ke_id=9 ke_kind=2\n" +
				"      KTN_X 5\n    3 hex:09000300\n    4 hex:0900",
			`[{"attr":1,"value":{"ke_id":9,"ke_kind":1,"ke_x":7}},{"attr":2,"value":{"ke_id":9,"ke_kind":2},"attrs":[` +
				`{"attr":"KTN_X","value":5}]},{"attr":3,"hex":"09000300"},{"attr":4,"hex":"0900"}]}]}`},
		{77, "1000118" + "0" + "0c000180" + "0800010001000000", "  KT_BYTES\n    1\n      1 hex:01000000",
			`{"attr":"KT_BYTES","nested":true,"attrs":[{"attr":1,"nested":true,"attrs":[{"attr":1,` +
				`"hex":"01000000"}]}]}]}`},
		{79, "01020304", "  octets: 01020304", `"attrs":[{"tail":"01020304"}]}`}, {79, "", "", `"pid":3}}`},
		{80, "05000000" + "01020304", "  kc kc_id=5 hex:01020304", `"kc":{"kc_id":5,"hex":"0500000001020304"}}`},
		{80, "05000000", "  kc kc_id=5", `"kc":{"kc_id":5}}`}, {80, "0500", "  kc kc_id=hex:0500", ""},
	} {
		body := codectest.Octets(t, c.body)
		b := append(codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: c.typ, PortID: 3}.Append(nil, false),
			body...)
		var m codec.Message
		_ = codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b) // a fault is in the text
		text, _, _ := strings.Cut(string(form.Text.Append(nil, &m)), "\n  ! ")
		if _, text, _ = strings.Cut(text, "\n"); text != c.text {
			t.Errorf("%d %s:\ngot\n%s\nwant\n%s", c.typ, c.body, text, c.text)
		}
		if json := string(form.JSON.Append(nil, &m)); !strings.HasSuffix(json, c.tail) {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.body, json, c.tail)
		}
		if err := nlgen.Check(codectest.KitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
			t.Error(err)
		}
	}
	m := codectest.Decode(t, codectest.Octets(t, codectest.Link))
	var big codec.Message
	_ = codectest.Decoder.Decode(&big, codec.Context{BigEndian: true}, nil) // nothing is too short
	if m.BigEndian() || !big.BigEndian() {
		t.Error("the byte order is another")
	}
}

// TestSelectedInQuote chooses by the type of a message that an NLMSG_ERROR quotes as in the message itself.
func TestSelectedInQuote(t *testing.T) {
	const octets = "30000000020000000000000000000000" + "eaffffff" +
		"1c0000004e0001000000000000000000" + "00000000" + "0800040005000000"
	b, err := hex.DecodeString(octets)
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	if err := codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
		t.Fatal(err)
	}
	if got := string(form.Text.Append(nil, &m)); !strings.HasSuffix(got, "KC_BY_TYPE 5") {
		t.Error(got)
	}
	enc := codec.Encoder{Registry: codectest.KitchenDecoder.Registry}
	if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, &m)); err != nil || !bytes.Equal(back, b) {
		t.Errorf("JSON gives % x, %v back", back, err)
	}
}
