package samples_test

import (
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
)

// counts are the samples in which we rightly see another number of messages or datagrams than the manifest's count.
var counts = map[string]struct {
	messages, datagrams int
	reason              string
}{
	"changes.rtmon": {58, 58, "rtmon puts a message of its own, the time, before each message of the kernel"},
	// Behind a request of 40 octets iproute2 sends 112 zeros, of which strace prints a header of length 0.
	"flavour-X-raw.strace":        {8, 8, "an empty header counts"},
	"flavour-X-verbose.strace":    {8, 8, "an empty header counts"},
	"flavour-old-x-addr.strace":   {7, 7, "an empty header counts"},
	"flavour-r-T-y.strace":        {8, 8, "an empty header counts"},
	"flavour-v.strace":            {8, 8, "an empty header counts"},
	"flavour-all-calls.strace.gz": {6, 6, "a read of /etc/iproute2/group, whose descriptor was a closed socket's, counts"},
	"flavour-default.strace":      {6, 6, "a read of /etc/iproute2/group, whose descriptor was a closed socket's, counts"},
}

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
		messages, datagrams := c.entry.Messages, c.entry.Datagrams
		if o, ok := counts[c.Name]; ok {
			messages, datagrams = o.messages, o.datagrams
		}
		if len(c.Messages) != messages {
			t.Errorf("%d messages, want %d", len(c.Messages), messages)
		}
		if c.Datagrams() != datagrams {
			t.Errorf("%d datagrams, want %d", c.Datagrams(), datagrams)
		}
	})
}
