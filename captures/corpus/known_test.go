package corpus_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/corpus"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// known checks what nldecode --strict checks: that everything is there, and known as far as there are tables; and that
// nldecode --stats counts the types of all other messages as unknown.
func (s *scene) known(t *testing.T) {
	for _, f := range s.files {
		for name, pos := range f.Unknown() {
			t.Errorf("%s: %s is unknown", pos, name)
		}
		stats, guessed := count(t, f.entry)
		if stats.Stray+stats.Skipped > 0 || stats.Truncated > 0 && tellsAll(f) {
			t.Errorf("%s: %d truncated, %d with stray octets, %d skipped", f.Name, stats.Truncated,
				stats.Stray, stats.Skipped)
		}
		untabled, unknown := 0, 0
		for _, m := range f.Messages {
			if faults := m.Faults(); len(faults) > 0 && len(m.Missing) == 0 && m.Tabled() {
				t.Errorf("%s: %s: %v", m.Record.Pos, m.Name(), faults)
			}
			if m.Type() == nil || m.Type().Name == "" {
				untabled++
			}
		}
		for _, n := range stats.UnknownTypes {
			unknown += int(n)
		}
		if untabled != unknown && !guessed {
			t.Errorf("%s: %d messages of unknown types, %d counted", f.Name, untabled, unknown)
		}
	}
}

// tellsAll reports whether a capture tells every octet.
func tellsAll(f file) bool { return slices.Contains(whole, f.entry.Flavour) }

// count counts a capture the way nldecode --stats does. guessed says that it had to guess what a family is, as it may
// where strace does not show what the controller answers.
func count(t *testing.T, e corpus.Entry) (stats *session.Stats, guessed bool) {
	t.Helper()
	f, err := corpus.Open(e.File)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reg := capturetest.Registry()
	r, _, err := captures.Open(f, e.File, captures.Options{Formats: formats.All(), Registry: reg,
		Protocol: captures.ProtocolUnknown})
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(session.Options{
		Registry: reg, Protocol: captures.ProtocolUnknown, Count: true, Workers: 1,
		Notice: func(remark string) {
			guessed = e.Flavour == rawStrings && strings.Contains(remark, " looks like ")
			if !guessed {
				t.Errorf("%s: %s", e.File, remark)
			}
		},
	})
	if err := s.Run(context.Background(), r); err != nil {
		t.Error(err)
	}
	return s.Stats(), guessed
}
