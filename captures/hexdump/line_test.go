package hexdump

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// describeLine says of a line of a dump what most tests are about.
func describeLine(l *textLine) string {
	s := [...]string{"", "blank ", "comment ", "repeat ", "end ", "prose "}[l.kind]
	if l.direction != codec.DirectionUnknown {
		s += l.direction.String() + " "
	}
	if l.offset != "" {
		s += l.offset + ": "
	}
	s += fmt.Sprintf("%x", l.octets)
	for mark, is := range map[string]bool{" {": l.opens, " }": l.closes} {
		if is {
			s += mark
		}
	}
	if l.wrong != "" {
		return fmt.Sprintf("column %d: %s", l.column, strings.TrimPrefix(l.wrong, "want two hex digits, got "))
	}
	return strings.TrimSpace(s + l.comment)
}

// TestHexLine takes lines apart, first in a dump, and then after a row with an offset.
func TestHexLine(t *testing.T) {
	for _, tc := range []struct{ line, want string }{
		{"", "blank"},
		{" \t\r", "blank"},
		{"\ufeff", "blank"},
		{"# a", "comment a"},
		{"; a", "comment a"},
		{"// a", "comment a"},
		{"/ a", "column 1: '/'"},
		{"#! a", "end"},
		{"#: a", "end"},
		{".", "end"},
		{". 00", "end"},
		{"..", "column 1: '.'"},
		{"*", "repeat"},
		{" *", "repeat"},
		{"* 1", "column 1: '*'"},
		{"-> 00", "sent 00"},
		{"=> 00", "sent 00"},
		{">00", "sent 00"},
		{"O 00", "sent 00"},
		{"<- 00", "received 00"},
		{"<= 00", "received 00"},
		{"< 00", "received 00"},
		{"I 00", "received 00"},
		{"| 00000  14 00  .. |", "00000: 1400"},
		{"|14", "14"},
		// offsets
		{"0000: 14 00", "0000: 1400"},
		{"0x0010: 14", "0010: 14"},
		{"000: 14", "column 4: ':'"},
		{"0123456789abcdef: 14", "0123456789abcdef: 14"},
		{"0123456789abcdef01: 14", "0123456789abcdef0114"},
		{"0010:14", "001014"},
		{"0010", "0010"},
		{"0000020", "column 8: the end of the line"},
		{"0000 14", "0000: 14"},
		{"0000\t14", "0000: 14"},
		{"0000 1400", "00001400"},
		{"0000 14 ", "0000: 14"},
		{"0000000 1400 0012", "0000000: 00141200"},
		{"00000000 1400", "000000001400"},
		{"0000000 140", "column 8: ' '"},
		{"0000 14z", "column 8: 'z'"},
		// rows
		{"0000: 1400 0000  text", "0000: 14000000"},
		{"0000: 14 0", "column 11: the end of the line"},
		{"0000: 14 zz", "column 10: 'z'"},
		{"0000: 14-00", "0000: 1400"},
		{"0000: 14+00", "column 9: '+'"},
		{"0000 01 02 03 04 05 06 07 08  09 0a", "0000: 0102030405060708090a"},
		{"0000 01 02 03 04 05 06 07 08  abcd", "0000: 0102030405060708"},
		{"0000 01 02 03 04 05 06 07 08   09", "0000: 0102030405060708"},
		{"0000: 01 02 03 04 05 06 07 08  09", "0000: 0102030405060708"},
		{"0000 01 02 03 04 05 06 07  08", "0000: 01020304050607"},
		// lists
		{"{ 14", "14 {"},
		{"14 }", "14 }"},
		{"{14}", "14 }"},
		{"14, 00 # 11", "1400"},
		{"14; 00", "14"},
		{"14 // 00", "14"},
		{"14 /* 11 */ 00", "1400"},
		{"14 /* 00", "14"},
		{"14 / 00", "column 4: '/'"},
		{"14 . 00", "end 14"},
		{"14 .", "end 14"},
		{"14 .00", "column 4: '.'"},
		{"0X14 0x0 1]", "140001"},
		{"0x", "column 3: the end of the line"},
		{"1, 2, 3}", "010203 }"},
		{"14 1", "column 5: the end of the line"},
		{"140", "column 4: the end of the line"},
		{`\x14\x00\`, "1400"},
		{`\x14\x`, "column 7: the end of the line"},
		{`"\x14" '\0' 00`, "140000"},
		{`"14 00" 11`, "140011"},
		{`"\x14\`, "column 7: want an escaped character, got the end of the line"},
		{`"\8\400"`, "column 5: want an escaped character, got '4'"},
		{`"\08\1111"`, "00384931"},
		// code
		{"var data = []byte{0x14, 0x0}", "1400 }"},
		{"u8 b[] = {0x14,", "14 {"},
		{"data = b'\\x14\\x00'", "1400"},
		{"n = 20;", ""},
		{"n = 20", "column 1: 'n'"},
		{"a = 20;", ""},
		{"sent {14", "14 {"},
		{"sent # {14", "column 1: 's'"},
		{"00 {14}", "0014 }"},
		{"b'14'", "14"},
		{"[20, 0, 300]", "column 12: ']'"},
		{"[1, 2, 3]", "010203"},
		{"[1, 2, 3], 4", "010203"},
		{"[1, 2, 3] x", "column 11: 'x'"},
		{"{1, 2, 3);", "column 9: ')'"},
		{"[10, 20]", "1020"},
		{"[10 20 255]", "0a14ff"},
	} {
		var l textLine
		parseLine(&l, []byte(tc.line), false, false)
		if got := describeLine(&l); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.line, got, tc.want)
		}
	}
	for line, want := range map[string]string{
		"0010":    "0010:",
		"0000020": "0000020:",
	} {
		var l textLine
		parseLine(&l, []byte(line), true, false)
		if got := describeLine(&l); got != want {
			t.Errorf("%q after a row: %s, want %s", line, got, want)
		}
	}
}

// TestGoNumber reads numbers and words of Go programs.
func TestGoNumber(t *testing.T) {
	for text, want := range map[string]string{
		"request": "1 true", "multi": "2 true", "acknowledge": "4 true", "echo": "8 true", "dumpinterrupted": "16 true",
		"dumpfiltered": "32 true", "request|acknowledge|0x300": "773 true", "unknown(18)": "18 true",
		"65535": "65535 true",
		"65536": "0 false", "-1": "0 false", "": "0 false", "request|": "0 false", "done": "0 false",
	} {
		if got := fmt.Sprintln(goNumber(text, goFlags, 16)); got != want+"\n" {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]uint32{"noop": 1, "error": 2, "done": 3, "overrun": 4} {
		if got, ok := goNumber(text, goTypes, 16); got != want || !ok {
			t.Errorf("%s: %d, %v", text, got, ok)
		}
	}
}

// TestGoPadding reads messages of Go whose Data lacks the padding that was sent, or has more or less than that.
func TestGoPadding(t *testing.T) {
	const text = "nl: send: {Header:{Length:%d Type:noop Flags:request Sequence:1 PID:0} Data:[1 2 3]} " +
		"{Header:{Length:16 Type:noop Flags:request Sequence:2 PID:0} Data:[]}\n"
	for length, want := range map[int]string{
		19: "1+36 sent", 20: "1+36 sent", 18: "", 21: "", 24: "",
	} {
		records, faults := recordtest.Collect(t, NewReader(strings.NewReader(fmt.Sprintf(text, length)), "test", 0))
		if outline(records) != want || (len(faults) == 0) != (want != "") {
			t.Errorf("%d: %s, want %s; faults %v", length, outline(records), want, faults)
		}
	}
}
