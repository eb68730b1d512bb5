package formats_test

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
)

// noop is a NLMSG_NOOP.
const noop = "10 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00"

// TestRecognise tells formats by the first octets.
func TestRecognise(t *testing.T) {
	one, event := recordtest.Message(binary.LittleEndian, 18, 4), recordtest.Message(binary.LittleEndian, 15, 8)
	for _, tc := range []struct {
		head string
		more bool
		want string
	}{
		{"\x0a\x0d\x0d\x0a", true, "pcapng"}, {"\xd4\xc3\xb2\xa1", true, "pcap"}, {"\x4d\x3c\xb2\xa1", true,
			"pcap"},
		{"\xa1\xb2\xc3\xd4", true, "pcap"}, {"\xa1\xb2\x3c\x4d", true, "pcap"}, {"\xd4\xc3\xb2", true,
			""},
		{"\x24\x12\x31\x45\x00", true, "raw"}, {"\x22\x12\x36\x47\x00", true, "raw"}, {"\x86\x69\x70\x71\x00",
			true, "raw"},
		{"\x24\x12\x00", true, ""},
		{string(one), false, "raw"}, {string(one[:15]), false, ""}, {string(event), true, "rtmon"},
		{string(slices.Concat(event, one)), false, "rtmon"},
		{"close(3) = 0\n", true, "strace"}, {"close(3) = 0", true, ""}, {"close(3) = 0", false,
			"strace"},
		{noop + "\n", true, "hex"}, {noop, true, ""}, {noop, false, "hex"}, {"milk\n", true,
			""},
		{"", false, ""}, {"\n", true, ""}, {"10 00 00\n", false, ""},
		{"10 00 00 00\n", false, "hex"},
	} {
		var got string
		for _, f := range formats.All() {
			if got == "" && f.Recognise(captures.Head{Octets: []byte(tc.head), More: tc.more}) {
				got = f.Name
			}
		}
		if got != tc.want {
			t.Errorf("%q: %q, want %q", tc.head, got, tc.want)
		}
	}
}
