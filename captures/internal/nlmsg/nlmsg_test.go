package nlmsg

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// TestByteOrder tells the order of a message by its length, and what to take where that does not tell.
func TestByteOrder(t *testing.T) {
	for digits, want := range map[string]string{
		"10000000": "little", "00000010": "big", "00000110": "big", "10010000": "little",
		"00000001": "little", "01000000": "big", // 16 MiB, the bound
		"01000001": "guessed", "0f000000": "guessed", "0000000f": "guessed", "ffffffff": "guessed", "000010": "guessed",
		"00100000": "little", "00001000": "big", // 4096 in either order, and 1 MiB in the other
	} {
		data, got := recordtest.Octets(t, digits), "guessed"
		if big := IsBigEndian(data, true); big == IsBigEndian(data, false) {
			got = map[bool]string{true: "big", false: "little"}[big]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", digits, got, want)
		}
	}
}

// TestChains walks messages as far as there are octets.
func TestChains(t *testing.T) {
	const noop = "10000000010000000100000000000000"
	for digits, want := range map[string]string{
		"":                                  "0 4 true false",
		"100000":                            "0 1 true false",
		"10000000":                          "0 12 true false",
		noop:                                "0 0 true true",
		noop + "100000":                     "16 1 true false",
		noop + "10000000":                   "16 12 true false",
		noop + "0f000000":                   "16 0 false false",
		noop + noop:                         "16 0 true true",
		"11" + noop[2:] + "00":              "0 0 true true",
		"11" + noop[2:]:                     "0 1 true false",
		"11" + noop[2:] + "0000":            "0 0 true true",
		"11" + noop[2:] + "00000000" + noop: "20 0 true true",
		"11" + noop[2:] + "0000000000":      "20 3 true false",
		"00000010000100000000000100000000":  "0 0 true true",
		"00000014000100000000000100000000":  "0 4 true false",
		"00000010000100000000000100000000" + "000000": "16 1 true false",
	} {
		data := recordtest.Octets(t, digits)
		last, need, ok := ChainNeed(data, IsBigEndian(data, false))
		if got := fmt.Sprint(last, need, ok, WholeChain(data)); got != want {
			t.Errorf("%s: %s, want %s", digits, got, want)
		}
	}
}

// TestPlausibleHeader looks at lengths and flags of headers where there may be none.
func TestPlausibleHeader(t *testing.T) {
	for digits, want := range map[string]bool{
		"10000000010000000100000000000000": true,
		"0f000000010000000100000000000000": false,
		"00001000010000000100000000000000": true, // 1 MiB
		"01001000010000000100000000000000": false,
		"10000000ffffff0f0100000000000000": true,
		"10000000ffffff1f0100000000000000": false,
		"10000000ffff00800100000000000000": false,
		"1000000001000000010000000000":     false,
	} {
		if got := PlausibleHeader(recordtest.Octets(t, digits), false); got != want {
			t.Errorf("%s: %v", digits, got)
		}
	}
}

// TestGuessDirection tells requests from what the kernel sends.
func TestGuessDirection(t *testing.T) {
	for _, tc := range []struct {
		data     []byte
		protocol int
		want     codec.Direction
	}{
		{recordtest.Message(binary.LittleEndian, 18, 0), 0, codec.Sent},
		{recordtest.Message(binary.LittleEndian, 18, 0)[:8], 0, codec.Sent},
		{recordtest.Message(binary.LittleEndian, 18, 0)[:7], 0, codec.DirectionUnknown},
		{recordtest.Message(binary.BigEndian, 18, 0), 0, codec.Sent},
		{recordtest.Message(binary.BigEndian, 18, 0), Uevent, codec.Received},
		{[]byte("add@/x\x00ACTION=add\x00"), Uevent, codec.Received},
		{[]byte("\x14\x00\x00\x00\x10\x00\x04\x00"), 0, codec.Received},
		{[]byte("\x0f\x00\x00\x00\x10\x00\x01\x00"), 0, codec.DirectionUnknown},
	} {
		if got := GuessDirection(tc.data, IsBigEndian(tc.data, false), tc.protocol); got != tc.want {
			t.Errorf("% x: %s", tc.data, got)
		}
	}
}

// withLength returns a message with another nlmsg_len.
func withLength(msg []byte, n uint32) []byte {
	msg = bytes.Clone(msg)
	binary.LittleEndian.PutUint32(msg, n)
	return msg
}

// TestStartsMessages tells messages back to back from other octets that start like one.
func TestStartsMessages(t *testing.T) {
	one := recordtest.Message(binary.LittleEndian, 18, 4)
	odd := bytes.Clone(one)
	odd[7] = 0xf0 // flags that there are not
	for _, tc := range []struct {
		name string
		head []byte
		more bool
		want bool
	}{
		{"a message", one, false, true},
		{"the start of one", one[:16], false, true},
		{"less than a header", one[:15], true, false},
		{"two", slices.Concat(one, one), false, true},
		{"one and the start of another", slices.Concat(one, one[:8]), true, true},
		{"one and a few octets", slices.Concat(one, one[:8]), false, false},
		{"one and another header", slices.Concat(one, one[:16]), false, true},
		{"one and octets that are none", slices.Concat(one, odd), true, false},
		{"unknown flags", odd, true, false},
		{"one of a length that cannot be", withLength(one, 15), true, false},
		{"one that is too long", withLength(one, 1<<20+1), true, false},
		{"one that is long", withLength(one, 1<<20), true, true},
	} {
		if got := StartsMessages(tc.head, tc.more); got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
