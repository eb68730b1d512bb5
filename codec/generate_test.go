package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// dec knows all tables; its resolver knows the ids of all families, and nl80211 by the one in the messages here, too.
var dec = func() *codec.Decoder {
	d := nlgen.Decoder()
	d.Resolver.Set(d.Registry, 0x1b, "nl80211")
	return d
}()

// enc encodes for little-endian hosts what dec decodes.
var enc = &codec.Encoder{Registry: dec.Registry, Resolver: dec.Resolver}

// generated is how many random messages a test looks at.
const generated = 4000

// decode decodes a message of NETLINK_ROUTE and fails the test if anything is wrong with it.
func decode(t *testing.T, b []byte) *codec.Message {
	t.Helper()
	var m codec.Message
	if err := dec.Decode(&m, codec.Context{}, b); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return &m
}

// TestGeneratorReachesEverything holds the other tests here to their word: random messages are of every type, and hold
// values of every kind.
func TestGeneratorReachesEverything(t *testing.T) {
	types := map[string]int{}
	damaged := 0
	g := nlgen.New(1)
	for range 3 * generated {
		msg := g.Next()
		var m codec.Message
		if dec.Decode(&m, msg.Context(), msg.Bytes) != nil {
			damaged++
		}
		types[m.Name()]++
	}
	for k := codec.Bytes; k <= codec.SubMessage; k++ {
		// no table has the one, and a case replaces the other
		if g.Made[k] == 0 && k != codec.Sint && k != codec.SubMessage {
			t.Errorf("no attribute of kind %s", k)
		}
	}
	codec.Visit(dec.Registry, codec.Visitor{Message: func(typ *codec.MessageType, at *codec.Place) {
		if types[typ.Name] == 0 && (typ.Name != "" || at.Protocol == nil || !at.Protocol.Headless) {
			t.Errorf("no %q of %s", typ.Name, at.Name())
		}
	}})
	if damaged == 0 || damaged > 2*generated {
		t.Errorf("%d of %d messages are damaged: there must be some, but not most", damaged, 3*generated)
	}
}
