package corpus_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/corpus"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// lossless is the flavour of strace that tells everything, with which others are compared.
const lossless = "lossless"

// file is a capture of the corpus, read and decoded.
type file struct {
	*capturetest.Capture
	entry corpus.Entry
}

// scene is what was captured of a scene under one kernel.
type scene struct {
	name    string // "6.1/ip-link"
	entries []corpus.Entry
	files   []file
}

// scenes returns the scenes of the corpus, nothing of them loaded. In short mode it returns what was captured without
// loss under the oldest kernel.
func scenes(t testing.TB) (all []*scene) {
	t.Helper()
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if testing.Short() && (e.Flavour != lossless || !strings.HasPrefix(e.File, "6.1/")) {
			continue
		}
		name := path.Dir(e.File) + "/" + e.Scene
		i := slices.IndexFunc(all, func(s *scene) bool { return s.name == name })
		if i < 0 {
			i, all = len(all), append(all, &scene{name: name})
		}
		all[i].entries = append(all[i].entries, e)
	}
	return all
}

// load reads the captures of the scene.
func (s *scene) load(t testing.TB) {
	t.Helper()
	for _, e := range s.entries {
		f, err := corpus.Open(e.File)
		if err != nil {
			t.Fatal(err)
		}
		c, err := capturetest.Read(f, e.File, captures.ProtocolUnknown)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		s.files = append(s.files, file{c, e})
	}
}

// pick returns the capture of a flavour and a format.
func (s *scene) pick(flavour, format string) (file, bool) {
	i := slices.IndexFunc(s.files, func(f file) bool { return f.entry.Flavour == flavour && f.entry.Format == format })
	if i < 0 {
		return file{}, false
	}
	return s.files[i], true
}
