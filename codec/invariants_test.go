package codec_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestInvariants holds the promises of Check for messages of every type, with the odd things that kernels and programs
// send.
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

// TestFormsAreConcise holds the forms of messages without anything odd to what is needed: no padding is said that goes
// without saying, no length that is the right one.
func TestFormsAreConcise(t *testing.T) {
	g := nlgen.New(11)
	g.Odd = 0
	for range generated / 4 {
		msg := g.Next()
		var m codec.Message
		if dec.Decode(&m, msg.Context(), msg.Bytes) != nil || m.Type() == nil || m.IsControl() || m.IsPacket() {
			continue // an error quotes anything, and anything pads a packet after the end of its options
		}
		json, py := form.JSON.Append(nil, &m), form.Pyroute2.Append(nil, &m)
		for _, odd := range []string{`"pad":"`, `"raw_len":`, `"faults":`, `"missing":`, `"printed":`} {
			if bytes.Contains(json, []byte(odd)) {
				t.Fatalf("%s in %s", odd, json)
			}
		}
		for _, odd := range []string{"'pad': '", "'raw_len':"} {
			if bytes.Contains(py, []byte(odd)) {
				t.Fatalf("%s in %s", odd, py)
			}
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

// TestInvariantsOfMissing holds them for messages of which the capture leaves out a part.
func TestInvariantsOfMissing(t *testing.T) {
	g := nlgen.New(6)
	for range generated {
		msg := g.Next()
		c, n := msg.Context(), len(msg.Bytes)
		from := g.IntN(n)
		c.Missing = []codec.Span{{From: from, To: from + 1 + g.IntN(n-from)}}
		clear(msg.Bytes[from:c.Missing[0].To])
		check(t, c, msg.Bytes)
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

// TestInvariantsOfEveryPrefix holds them for a message cut after each octet, with its length left as it was or made to
// fit.
func TestInvariantsOfEveryPrefix(t *testing.T) {
	g := nlgen.New(5)
	for _, name := range []string{"RTM_NEWLINK", "RTM_NEWROUTE", "NLMSG_ERROR", "NLMSG_DONE", "CTRL_CMD_NEWFAMILY",
		"NL80211_CMD_NEW_WIPHY"} {
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

// TestInvariantsOnceBroken holds them for what random messages have found.
func TestInvariantsOnceBroken(t *testing.T) {
	for name, test := range map[string]struct {
		c   codec.Context
		hex string
	}{
		"dirt in the padding of a struct without end": {codec.Context{},
			"3800000044000003d4fb019b3b180000030000000200000034d70000d764543a59c5c48d" +
				"b10aff8a739d76e060223ac26f000000"},
		"eight octets in network order where four would do": {codec.Context{},
			"34000000680003020000000000000000" + "0000000000000000" +
				"1c000f00" + "18000100" + "0c0003400000000000000001" + "0800010001000000"},
		"a number that is the short name of another attribute": {codec.Context{},
			"300000004f00000332512fe6f23300001518000018000480" +
				"09000000766c616e000000000800000000000000"},
		"a selecting attribute in network order": {codec.Context{}, "340000006800000000000000000000000000000000000000" +
			"0600074000 0a0000 0c00080008000100 00000000 04000800"},
		"a selecting attribute that the capture leaves out": {codec.Context{Protocol: 16,
			Missing: []codec.Span{{From: 20, To: 28}}},
			"340000001b00000000000000000000006700 0000 0800c30035170000 1800c500 0a007100ccb75eafc27b0000 " +
				"0800710001020304"},
	} {
		t.Run(name, func(t *testing.T) { check(t, test.c, octets(t, test.hex)) })
	}
}
