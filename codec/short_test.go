package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestTooShort says of payloads of 0 to 20 octets which are too short for their kind: those of integers and addresses
// that lack octets, of structs that end inside a member, of arrays whose last element is cut.
func TestTooShort(t *testing.T) {
	for name, short := range map[string]string{
		"U8": "0", "S8": "0", "BOOL": "0", "ENUM": "0", "U16": "0 1", "S16": "0 1", "BE16": "0 1", "MSECS": "0 1",
		"U32": "0 1 2 3", "S32": "0 1 2 3", "BE32": "0 1 2 3", "SBE32": "0 1 2 3", "LE32": "0 1 2 3", "FLAGS": "0 1 2 3", "TICKS": "0 1 2 3",
		"U64": "0 1 2 3 4 5 6 7", "S64": "0 1 2 3 4 5 6 7", "BE64": "0 1 2 3 4 5 6 7", "BITS": "0 1 2 3 4 5 6 7",
		"UINT": "0 1 2 3", "SINT": "0 1 2 3", "IP": "1 2 3", "IP4": "0 1 2 3",
		"IP6":  "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
		"FLAG": "", "SWITCH": "", "STRING": "", "BYTES": "", "LLADDR": "", "NEST": "", "LIST": "",
		"LABELS": "1 2 3 5 6 7 9 10 11 13 14 15 17 18 19", "ARRAY": "1 3 5 7 9 11 13 15 17 19",
		// u8, be32 at 4, 4 octets at 8, 2 × u16 at 12
		"STRUCT": "0 5 6 7 9 10 11 13 14 15",
	} {
		var got []string
		for octets := range 21 {
			e := codec.Encoder{Registry: kitchenDecoder.Registry}
			b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "77", Attrs: list{{name, make([]byte, octets)}}})
			if err != nil {
				t.Fatal(err)
			}
			var m codec.Message
			err = kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b)
			switch {
			case err == nil:
			case strings.HasPrefix(err.Error(), fmt.Sprintf("KT_%s: %d octets are ", name, octets)):
				got = append(got, fmt.Sprint(octets))
			case name != "NEST" && name != "LIST": // whose content is none
				t.Errorf("%s of %d octets: %v", name, octets, err)
			}
			if err := nlgen.Check(kitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
				t.Errorf("%s of %d octets: %v", name, octets, err)
			}
		}
		if strings.Join(got, " ") != short {
			t.Errorf("%s is too short with %q octets, want %q", name, got, short)
		}
	}
}

// TestTooShortUnion says of a union at the end of a struct, as long as what is left, where the struct ends that its use
// chooses.
func TestTooShortUnion(t *testing.T) {
	const inside = " octets are too few for struct kv: they end inside kv_"
	for payload, want := range map[string]string{
		"01": "", "0101": "1" + inside + "x", "010100": "", "01010002": "3" + inside + "y", "0101000200": "",
		"010100020003": "", "09": "", "090102": "", "": "0 octets are too few for struct ko",
	} {
		e := codec.Encoder{Registry: kitchenDecoder.Registry}
		b, err := e.Append(nil, &codec.Request{Protocol: "30", Type: "78", Attrs: list{{"open", octets(t, payload)}}})
		if err != nil {
			t.Fatal(err)
		}
		if want != "" {
			want = "KC_OPEN: " + want + " (at octet 20)"
		}
		var m codec.Message
		got := ""
		if err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", payload, got, want)
		}
	}
}
