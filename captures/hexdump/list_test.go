package hexdump

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/internal/recordtest"
)

// TestHexLists reads octets in the notations of lists and strings, each of which says where an octet ends.
func TestHexLists(t *testing.T) {
	const head = "18000000 03000200 01000000 00000000" // NLMSG_DONE with eight octets after it
	for _, tc := range []struct{ name, text, want string }{
		{"octal", `"\30\0\0\0\3\0\2\0\1\0\0\0\0\0\0\0\101\177\1777\3770a"`, head + "417f7f37ff3061"},
		{"a string that is not closed", `"\30\0`, "1800"},
		{"letters", `"\x18\0\0\0\3\0\2\0\1\0\0\0\0\0\0\0\a\b\t\n\v\f\r\""`, head + "0708090a0b0c0d22"},
		{"characters", `'\x18\0\0\0\3\0\2\0\1\0\0\0\0\0\0\0ab"#; \'\\'`, head + "616222233b20275c"},
		{"strings in a row", `"\30\0\0\0\3\0\2\0" "\1\0\0\0\0\0\0\0d0""12" "\x41"`, head + "643012" + "41"},
		{"comments", "18 /* length */ 00 00 00, 0x3 /* type */, 0x0, 2, 00 /* not closed", "18000000" + "03000200"},
		{"comment to the end", "18,00,00,00, // 11 22", "18000000"},
		{"one digit", "{0x1, 2, 0xff, c}", "0102ff0c"},
		{"pairs in brackets", "[18, 00, 00, 00]", "18000000"},
		{"decimals in brackets", "[24, 0, -1, -128, 255]", "1800ff80ff"},
		{"decimals in braces", "{24, 0, 100}, // of them", "180064"},
		{"decimals of a call", "[24, 0, 100]); # in all\n", "180064"},
		{"digits in a row", "0x18000000,0300:02-00", "18000000" + "03000200"},
		{"a number of its own", "c = 20;\n18 00", "1800"},
		{"an equals sign first", "= {0x18, 0x00};", "1800"},
		{"code", "u8 b[4] = {0x18, 0x00};\n", "1800"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, NewReader(strings.NewReader(tc.text), "test", 0))
			got := ""
			for _, r := range records {
				got += hex.EncodeToString(r.Data)
			}
			if got != strings.ReplaceAll(tc.want, " ", "") || len(faults) > 0 {
				t.Errorf("%d records %s, want %s; faults %v", len(records), got, tc.want, faults)
			}
		})
	}
	for _, tc := range []struct{ name, text, want string }{
		{"an octal number too large", `"\30\0\0\400"`, "column 10: want an escaped character, got '4'"},
		{"nothing after a backslash", `"\30\`, "column 6: want an escaped character, got the end of the line"},
		{"an escape outside a string", `\x18\n`, `column 6: want \x and two hex digits, got 'n'`},
		{"a decimal too large", "[24, 0, 256]", "column 12: want two hex digits, got ']'"},
		{"a decimal too small", "[24, 0, -129]", "column 13: want two hex digits, got ']'"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, faults := recordtest.Collect(t, NewReader(strings.NewReader(tc.text+"\n"), "test", 0))
			if len(faults) != 1 || faults[0].Msg != tc.want+"; this packet is skipped" {
				t.Errorf("faults %v, want %s", faults, tc.want)
			}
		})
	}
}
