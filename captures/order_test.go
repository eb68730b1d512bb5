package captures

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"testing"
)

func octetsOf(t *testing.T, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestByteOrder tells the order of a message by its length, and what to take where that does not tell.
func TestByteOrder(t *testing.T) {
	for digits, want := range map[string]string{
		"10000000": "little", "00000010": "big", "00000110": "big", "10010000": "little",
		"00000001": "little", "01000000": "big", // 16 MiB, the bound
		"01000001": "guessed", "0f000000": "guessed", "0000000f": "guessed", "ffffffff": "guessed", "000010": "guessed",
		"00100000": "little", "00001000": "big", // 4096 in either order, and 1 MiB in the other
	} {
		data, got := octetsOf(t, digits), "guessed"
		if big := isBigEndian(data, true); big == isBigEndian(data, false) {
			got = map[bool]string{true: "big", false: "little"}[big]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", digits, got, want)
		}
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
		data := append(octetsOf(t, tc.digits), make([]byte, 12)...)
		if got := bigEndianOf(data, tc.length); got != tc.want || bigEndianOf(data[:15], tc.length) {
			t.Errorf("%s of %d octets: %v", tc.digits, tc.length, got)
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
		data := octetsOf(t, digits)
		last, need, ok := chainNeed(data, isBigEndian(data, false))
		if got := fmt.Sprint(last, need, ok, wholeChain(data)); got != want {
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
		if got := plausibleHeader(octetsOf(t, digits), false); got != want {
			t.Errorf("%s: %v", digits, got)
		}
	}
}

// TestTimestamps tells what rtmon writes before each event from other messages of its length and of its type.
func TestTimestamps(t *testing.T) {
	const behind = "00000000000000000000" + "0100000002000000"
	for digits, want := range map[string]bool{
		"180000000f00" + behind:        true,
		"00000018000f" + behind:        true,
		"180000001000" + behind:        false,
		"1c0000000f00" + behind:        false,
		"180000000f00" + behind + "00": true,
		"180000000f00" + behind[2:]:    false,
	} {
		if got := isTimestamp(octetsOf(t, digits)); got != want {
			t.Errorf("%s: %v", digits, got)
		}
	}
}

// TestGuessDirection tells requests from what the kernel sends.
func TestGuessDirection(t *testing.T) {
	for _, tc := range []struct {
		data     []byte
		protocol int
		want     Direction
	}{
		{message(binary.LittleEndian, 18, 0), 0, Sent},
		{message(binary.LittleEndian, 18, 0)[:8], 0, Sent},
		{message(binary.LittleEndian, 18, 0)[:7], 0, DirectionUnknown},
		{message(binary.BigEndian, 18, 0), 0, Sent},
		{message(binary.BigEndian, 18, 0), protocolKobject, Received},
		{[]byte("add@/x\x00ACTION=add\x00"), protocolKobject, Received},
		{[]byte("\x14\x00\x00\x00\x10\x00\x04\x00"), 0, Received},
		{[]byte("\x0f\x00\x00\x00\x10\x00\x01\x00"), 0, DirectionUnknown},
	} {
		if got := guessDirection(tc.data, isBigEndian(tc.data, false), tc.protocol); got != tc.want {
			t.Errorf("% x: %s", tc.data, got)
		}
	}
}
