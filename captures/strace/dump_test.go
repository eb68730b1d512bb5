package strace

import (
	"testing"

	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// TestIsDump tells lines of the dumps below calls.
func TestIsDump(t *testing.T) {
	for line, want := range map[string]bool{
		"| 00000  34 00": true, "| 0": true, "|": false, "| ": false, "|0 0": false, "| x": false, "* 5": false,
		"* 52 bytes in buffer 0": true, "* 52 buffers in vector 0": false,
		"= 2 buffers in vector 0": true, "= 52 bytes in buffer 0": false, "+ 00000": false,
	} {
		if isDump([]byte(line)) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

// TestDumpLine reads rows whole and torn.
func TestDumpLine(t *testing.T) {
	for line, want := range map[string]string{
		"00000  01 02 03 04 05 06 07 08  09 0a 0b 0c 0d 0e 0f 10  ................ " +
			"|": "0102030405060708090a0b0c0d0e0f10",
		"00010  61 62 20 63                                       ab c             |": "61622063",
		"00010  61 62 2": "6162", "00010  61 62": "6162", "00010  6": "", "00010": "", "00010  zz 61": "",
		"00000  01 02 03 04 05 06 07 08  09": "010203040506070809",
	} {
		if got := appendDumpLine([]byte("<"), []byte(line)); string(got) != "<"+string(recordtest.Octets(t, want)) {
			t.Errorf("%q: % x", line, got[1:])
		}
	}
}

// TestDumpsExpected waits for dumps where some were seen before.
func TestDumpsExpected(t *testing.T) {
	on := func(fd int, d codec.Direction, dumped bool) *transfer {
		return &transfer{use: use{fd: fd}, direction: d, dumped: dumped, msgs: []datagram{{length: 1}}}
	}
	var d dumps
	for _, fd := range []int{-1, 0, 63, 64} {
		if !d.expected(on(fd, codec.Sent, false)) {
			t.Errorf("nothing is known of descriptor %d, and no dump is expected", fd)
		}
		d.done(on(fd, codec.Sent, false))
		known := fd >= 0 && fd < 64
		if d.expected(on(fd, codec.Sent, false)) == known || !d.expected(on(fd, codec.Received, false)) {
			t.Errorf("descriptor %d is read without dumps, and written", fd)
		}
		if d.done(on(fd, codec.Sent, true)); !d.expected(on(fd, codec.Sent, false)) {
			t.Errorf("descriptor %d has dumps now", fd)
		}
	}
	for _, c := range []*transfer{
		{use: use{fd: 5}, direction: codec.Sent}, {use: use{fd: 5}, direction: codec.Sent, msgs: []datagram{{}}},
		{use: use{fd: 5}, direction: codec.Sent, event: "x", msgs: []datagram{{length: 1}}},
	} {
		if d.done(c); !d.expected(c) {
			t.Errorf("%+v tells nothing of dumps", c)
		}
	}
	d.done(on(5, codec.Sent, false))
	if d.always = true; !d.expected(on(5, codec.Sent, false)) {
		t.Error("dumps of unknown calls were seen")
	}
}

// TestByteOrderOfDatagram asserts that a datagram whose length fits is in the order of most hosts.
func TestByteOrderOfDatagram(t *testing.T) {
	for _, tc := range []struct {
		digits string
		length int
		want   bool
	}{
		{"00001000", 1 << 20, false}, {"00001000", 1<<20 - 1, true}, {"00001000", 4096, true}, {"00001000", 16, true},
		{"00100000", 4096, false}, {"00100000", 16, false}, {"10000000", 16, false}, {"10000000", 15, false},
		{"00000010", 16, true}, {"0f000000", 20, false},
	} {
		data := append(recordtest.Octets(t, tc.digits), make([]byte, 12)...)
		if got := bigEndianOf(data, tc.length); got != tc.want || bigEndianOf(data[:15], tc.length) {
			t.Errorf("%s of %d octets: %v", tc.digits, tc.length, got)
		}
	}
}
