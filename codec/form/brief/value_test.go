package brief_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// TestValues says attributes of every kind that no words are about, in what is no request.
func TestValues(t *testing.T) {
	const nested = 1 << 15
	for _, c := range []struct {
		typ           uint16
		payload, want string
	}{
		{28, "02", "enum fast"}, {28, "09", "enum 9"}, {28, "00", ""},
		{29, "0d000000", "flags a|wide"}, {29, "15000000", "flags a|0x14"}, {29, "00000000", ""},
		{30, "2c010000", "ticks 3s"}, {30, "00000000", ""}, {31, "dc05", "msecs 1.5s"},
		{34, "8301", "map a|b|7|ninth"}, {34, "0000", ""}, {35, "ff00000000000000", "id 00000000000000ff"},
		{36, "01020000", "conf [forwarding=1 rp_filter=2]"}, {36, "010003", "conf [forwarding=1 3=3]"},
		{37, "c0000201c0000202", "addrs [192.0.2.1 192.0.2.2]"},
		{40, "01" + "00000007" + "00000000", "union { kind 1 value 7 }"},
		{40, "04" + "0100000002000000", "union { kind 4 value { x 1 y 2 } }"},
		{41, "01020304", "pairs [{ to 1 from 2 } { to 3 from 4 }]"}, {41, "010203", "pairs 0x010203"},
		{42, "01000200" + "0800010001000000", "prefixed { id 1 size 2 x 1 }"},
		{42, "00000000" + "0800010000000000", ""},
		{43, "01036c6162" + "020105", "records { ssid lab rate 5 }"},
		{44, "01616200", "named { id 1 name ab }"},
		{999, "0102", "999 0x0102"}, {999, strings.Repeat("01", 21), "999 (21 octets)"}, {999, "", ""},
		{999 | nested, "0800010001000000", "999 { 1 0x01000000 }"},
	} {
		b := codectest.KitchenMessage(t, c.typ, c.payload)
		b[6] &^= codec.FlagRequest // of little-endian hosts
		var m codec.Message
		_ = codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b) // a fault is in the line
		got, _, _ := strings.Cut(strings.TrimPrefix(say(&m), "KT_SET"), " ! ")
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%d %s: got %q, want %q", c.typ, c.payload, got, c.want)
		}
	}
}
