package samples_test

import (
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
)

// TestManifest looks for each sample of the manifest, and for samples that the manifest lacks.
func TestManifest(t *testing.T) {
	listed := map[string]bool{"manifest.json": true, "oracle": true}
	for _, e := range manifest(t) {
		if listed[e.File] {
			t.Errorf("%s is listed twice", e.File)
		}
		listed[e.File] = true
		if _, err := samples.FS().ReadFile(e.File); err != nil {
			t.Errorf("%s is listed, but missing: %v", e.File, err)
		}
	}
	files, err := samples.FS().ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !listed[f.Name()] {
			t.Errorf("%s is not listed", f.Name())
		}
	}
}

// TestCounts compares how many datagrams and messages we find to a count made without our code.
func TestCounts(t *testing.T) {
	each(t, func(t *testing.T, c *capture) {
		if got := c.Format.String(); got != c.entry.Format {
			t.Errorf("recognised as %s, made as %s", got, c.entry.Format)
		}
		if len(c.Messages) != c.entry.Messages {
			t.Errorf("%d messages, want %d", len(c.Messages), c.entry.Messages)
		}
		if c.Datagrams() != c.entry.Datagrams {
			t.Errorf("%d datagrams, want %d", c.Datagrams(), c.entry.Datagrams)
		}
	})
}
