package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// generated is how many random messages a test looks at.
const generated = 4000

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
