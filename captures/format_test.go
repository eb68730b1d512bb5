package captures

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// TestRecognise tells formats by the first octets.
func TestRecognise(t *testing.T) {
	one, event := message(binary.LittleEndian, 18, 4), message(binary.LittleEndian, nlmsgTimestamp, 8)
	for _, tc := range []struct {
		head string
		more bool
		want Format
	}{
		{"\x0a\x0d\x0d\x0a", true, FormatPcapNG}, {"\xd4\xc3\xb2\xa1", true, FormatPcap}, {"\x4d\x3c\xb2\xa1", true,
			FormatPcap},
		{"\xa1\xb2\xc3\xd4", true, FormatPcap}, {"\xa1\xb2\x3c\x4d", true, FormatPcap}, {"\xd4\xc3\xb2", true,
			FormatUnknown},
		{"\x24\x12\x31\x45\x00", true, FormatRaw}, {"\x22\x12\x36\x47\x00", true, FormatRaw}, {"\x86\x69\x70\x71\x00",
			true, FormatRaw},
		{"\x24\x12\x00", true, FormatUnknown},
		{string(one), false, FormatRaw}, {string(one[:15]), false, FormatUnknown}, {string(event), true, FormatRtmon},
		{string(slices.Concat(event, one)), false, FormatRtmon},
		{"close(3) = 0\n", true, FormatStrace}, {"close(3) = 0", true, FormatUnknown}, {"close(3) = 0", false,
			FormatStrace},
		{noop + "\n", true, FormatHex}, {noop, true, FormatUnknown}, {noop, false, FormatHex}, {"milk\n", true,
			FormatUnknown},
		{"", false, FormatUnknown}, {"\n", true, FormatUnknown}, {"10 00 00\n", false, FormatUnknown},
		{"10 00 00 00\n", false, FormatHex},
	} {
		if got := recognise([]byte(tc.head), tc.more); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.head, got, tc.want)
		}
	}
}

// TestPositions writes where something stands, and what is wrong there.
func TestPositions(t *testing.T) {
	for _, tc := range []struct {
		pos  Position
		want string
	}{
		{Position{File: "a", Line: 1, Packet: 2}, "a:1"}, {Position{File: "-", Packet: 1, Offset: 3},
			"standard input: packet 1"},
		{Position{Offset: -1}, "standard input"}, {Position{File: "a"}, "a: offset 0"}, {Position{File: "a",
			Offset: 7}, "a: offset 7"},
	} {
		if got := tc.pos.String(); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
	cause := errors.New("why")
	if e := (&Error{Pos: Position{File: "a", Line: 1}, Msg: "bad", Err: cause}); e.Error() != "a:1: bad: why" ||
		!errors.Is(e, cause) {
		t.Errorf("%q", e.Error())
	}
	if got := fmt.Sprint(FormatPcapNG, Format(7)); got != "pcapng Format(7)" {
		t.Error(got)
	}
	if got := fmt.Sprint(Formats()); got != "[strace hex raw rtmon pcap pcapng]" {
		t.Error(got)
	}
}
