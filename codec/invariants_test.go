package codec_test

import (
	"encoding/hex"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/nlgen"
)

// check reports the first few messages for which a promise of the codec is broken.
func check(t *testing.T, c codec.Context, b []byte) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("panic: %v\n%+v\n%s", r, c, hex.EncodeToString(b))
		}
	}()
	if err := nlgen.Check(dec, c, b); err != nil {
		t.Fatalf("%v\n%+v\n%s", err, c, hex.EncodeToString(b))
	}
}

// TestInvariants holds the promises of Check for messages of every type, with the odd things that kernels and programs send.
func TestInvariants(t *testing.T) {
	for _, odd := range []int{0, 40, 300} {
		g := nlgen.New(uint64(2 + odd))
		g.Odd = odd
		for range generated {
			msg := g.Next()
			check(t, msg.Context(), msg.Bytes)
		}
	}
}

// TestInvariantsOfDamaged holds them for messages that were cut, or in which bits and lengths are wrong.
func TestInvariantsOfDamaged(t *testing.T) {
	g := nlgen.New(3)
	for range 2 * generated {
		msg := g.Next()
		check(t, msg.Context(), g.Damage(msg.Bytes, msg.BigEndian))
	}
}

// TestInvariantsOfTheWrongProtocol holds them for messages that are decoded as what they are not: another protocol, an
// unknown one, the other byte order.
func TestInvariantsOfTheWrongProtocol(t *testing.T) {
	g := nlgen.New(4)
	for range generated / 8 {
		msg := g.Next()
		for _, protocol := range []int{-1, 0, 12, 15, 16, 31, 1 << 20} {
			check(t, codec.Context{Protocol: protocol, BigEndian: g.IntN(2) == 0}, msg.Bytes)
		}
	}
}

// TestInvariantsOfEveryPrefix holds them for a message cut after each octet, with its length left as it was or made to fit.
func TestInvariantsOfEveryPrefix(t *testing.T) {
	g := nlgen.New(5)
	for _, name := range []string{"RTM_NEWLINK", "RTM_NEWROUTE", "NLMSG_ERROR", "NLMSG_DONE", "CTRL_CMD_NEWFAMILY", "NL80211_CMD_NEW_WIPHY"} {
		for range 4 {
			msg := g.Of(name)
			for n := range min(len(msg.Bytes), 400) {
				cut := append([]byte(nil), msg.Bytes[:n]...)
				check(t, msg.Context(), cut)
				if n >= codec.HeaderLen {
					putLen(cut, msg.BigEndian)
					check(t, msg.Context(), cut)
				}
			}
		}
	}
}

// putLen makes nlmsg_len the length of the message.
func putLen(b []byte, bigEndian bool) {
	h := codec.ParseHeader(b, bigEndian)
	h.Len = uint32(len(b))
	copy(b, h.Append(nil, bigEndian))
}
