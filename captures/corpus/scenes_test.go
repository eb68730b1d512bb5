package corpus_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// TestScenes checks what was captured of each scene.
func TestScenes(t *testing.T) {
	all := scenes(t)
	var compared atomic.Int32 // scenes, of which others may be left out by -run
	t.Cleanup(func() {
		if int(compared.Load()) == len(all) && !testing.Short() { // which leaves out most flavours
			differing.Check(t)
		}
	})
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.load(t)
			defer func() { s.files = nil }() // all at once are much memory
			t.Run("counts", s.counts)
			t.Run("known", s.known)
			t.Run("round trips", s.roundTrips)
			t.Run("flavours", func(t *testing.T) {
				s.flavours(t)
				compared.Add(1)
			})
			t.Run("decoded", s.decoded)
			t.Run("tap", s.tap)
		})
	}
}

// counts compares how many datagrams and messages we find to a count made without our code.
func (s *scene) counts(t *testing.T) {
	for _, f := range s.files {
		if got := f.Format.String(); got != f.entry.Format {
			t.Errorf("%s: recognised as %s, made as %s", f.Name, got, f.entry.Format)
		}
		if len(f.Messages) != f.entry.Messages {
			t.Errorf("%s: %d messages, want %d", f.Name, len(f.Messages), f.entry.Messages)
		}
		if f.Datagrams() != f.entry.Datagrams {
			t.Errorf("%s: %d datagrams, want %d", f.Name, f.Datagrams(), f.entry.Datagrams)
		}
		if f.entry.Datagrams == 0 && f.entry.Flavour == lossless && !strings.HasSuffix(f.Name, ".ethernet.pcap.zst") {
			t.Errorf("%s holds no netlink", f.Name)
		}
		for _, err := range f.Faults {
			t.Error(err)
		}
	}
}

// roundTrips turns each message into both textual forms and back into octets; what differs by who asked when only once.
func (s *scene) roundTrips(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range s.files {
		c := *f.Capture
		c.Messages = nil
		for _, m := range f.Messages {
			b := m.Bytes()
			// without nlmsg_seq and nlmsg_pid
			key := octets(m.Record.Protocol, slices.Concat(b[:8], b[codec.HeaderLen:]))
			if !seen[key] {
				seen[key] = true
				c.Messages = append(c.Messages, m)
			}
		}
		capturetest.RoundTrip(t, &c)
	}
}
