package session

import (
	"encoding/hex"
	"testing"
)

// TestIsController tells requests to generic netlink's controller from messages of other protocols.
func TestIsController(t *testing.T) {
	for digits, want := range map[string]bool{
		"14000000100001030100000000000000" + "03010000": true,
		"14000000100001030100000000000000" + "03020000": true,
		"00000014001003010000000100000000" + "03020000": true,
		"14000000100001030100000000000000" + "03000000": false, // the family of rtnetlink, and padding
		"14000000100001030100000000000000" + "03030000": false,
		"14000000100001030100000000000000" + "03010100": false,
		"14000000100001030100000000000000" + "03010001": false,
		"14000000110001030100000000000000" + "03010000": false,
		"14000000101001030100000000000000" + "03010000": false,
		"14000000010001030100000000000000" + "03010000": false,
		"14000000100001030100000000000000" + "030100":   false,
	} {
		msg, err := hex.DecodeString(digits)
		if err != nil {
			t.Fatal(err)
		}
		if got := isController(msg); got != want {
			t.Errorf("%s: %v", digits, got)
		}
	}
}
