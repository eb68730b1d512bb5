package codec_test

import (
	"bytes"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestSharedDecoder decodes and renders in several goroutines with one decoder and fresh tables, while the resolver
// learns: what is laid out at its first use must not be seen half done.
func TestSharedDecoder(t *testing.T) {
	d := nlgen.Decoder()
	var messages []nlgen.Message
	g := nlgen.New(9)
	for range 200 {
		messages = append(messages, g.Next())
	}
	results := make([][]byte, 4)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() {
			var m codec.Message
			for n, msg := range messages {
				_ = d.Decode(&m, msg.Context(), msg.Bytes) // damaged ones are rendered too
				results[i] = form.Text.Append(form.JSON.Append(results[i], &m), &m)
				d.Resolver.Set(d.Registry, uint16(1000+n), "nl80211")
			}
		})
	}
	wg.Wait()
	for i := range results {
		if !bytes.Equal(results[i], results[0]) {
			t.Errorf("goroutine %d reads other things than the first", i)
		}
	}
}

// TestReusedMessage decodes other messages in between: nothing of them is left in the next one.
func TestReusedMessage(t *testing.T) {
	g := nlgen.New(10)
	var reused codec.Message
	for range generated / 4 {
		msg := g.Next()
		var fresh codec.Message
		err := dec.Decode(&fresh, msg.Context(), msg.Bytes)
		again := dec.Decode(&reused, msg.Context(), msg.Bytes)
		if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Fatalf("%v, with a reused message %v", err, again)
		}
		if a, b := form.JSON.Append(nil, &fresh), form.JSON.Append(nil, &reused); !bytes.Equal(a, b) {
			t.Fatalf("%s, with a reused message %s", a, b)
		}
	}
}
