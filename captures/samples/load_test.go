package samples_test

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// protocols are the numbers of the protocols of inputs that do not say theirs.
var protocols = map[string]int{"ROUTE": 0}

// capture is a sample, read and decoded.
type capture struct {
	*capturetest.Capture
	entry samples.Entry
}

type message = capturetest.Message

var loaded sync.Map // file name: func() (*capture, error)

// manifest returns the entries of the manifest.
func manifest(t testing.TB) []samples.Entry {
	t.Helper()
	entries, err := samples.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// load returns a sample, read once in the life of the test program.
func load(t testing.TB, file string) *capture {
	t.Helper()
	entries := manifest(t)
	i := slices.IndexFunc(entries, func(e samples.Entry) bool { return e.File == file })
	if i < 0 {
		t.Fatalf("no sample of the name %s in the manifest", file)
	}
	once, _ := loaded.LoadOrStore(file, sync.OnceValues(func() (*capture, error) { return read(entries[i]) }))
	c, err := once.(func() (*capture, error))()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// each runs a test on every sample.
func each(t *testing.T, test func(t *testing.T, c *capture)) {
	t.Helper()
	for _, e := range manifest(t) {
		t.Run(e.File, func(t *testing.T) { test(t, load(t, e.File)) })
	}
}

func read(e samples.Entry) (*capture, error) {
	data, err := samples.FS().ReadFile(e.File)
	if err != nil {
		return nil, err
	}
	protocol, ok := protocols[e.Protocol]
	if !ok {
		protocol = captures.ProtocolUnknown
	}
	c, err := capturetest.Read(bytes.NewReader(data), e.File, protocol)
	return &capture{c, e}, err
}
