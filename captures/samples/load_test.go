package samples_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

var registry = sync.OnceValue(tables.Registry)

// protocols are the numbers of the protocols of inputs that do not say theirs.
var protocols = map[string]int{"ROUTE": 0}

// capture is a sample, read and decoded.
type capture struct {
	samples.Entry
	resolver *codec.Resolver
	format   captures.Format
	records  []captures.Record
	messages []message
	faults   []error // of the reader
}

// message is a decoded message; it owns its octets.
type message struct {
	*codec.Message
	record  *captures.Record
	offset  int // in the record
	index   int // in the capture
	missing []codec.Span
}

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
	r, format, err := captures.Open(bytes.NewReader(data), e.File, captures.Options{Registry: registry(), Protocol: protocol})
	if err != nil {
		return nil, err
	}
	c := &capture{Entry: e, resolver: codec.NewResolver(), format: format}
	for {
		var rec captures.Record
		err := r.Next(&rec)
		var fault *captures.Error
		switch {
		case err == nil:
			rec.Data = bytes.Clone(rec.Data)
			rec.Missing = slices.Clone(rec.Missing)
			c.records = append(c.records, rec)
		case errors.As(err, &fault):
			c.faults = append(c.faults, err)
			if !fault.Skipped {
				c.decode()
				return c, nil
			}
		case errors.Is(err, io.EOF):
			c.decode()
			return c, nil
		default:
			return nil, err
		}
	}
}

// decode decodes the netlink datagrams in their order, so that the ids of generic netlink families become known.
func (c *capture) decode() {
	d := codec.Decoder{Registry: registry(), Resolver: c.resolver}
	for i := range c.records {
		rec := &c.records[i]
		if rec.Link != captures.Netlink {
			continue
		}
		if p := registry().Protocol(rec.Protocol); p != nil && p.Headless {
			continue
		}
		for rest := rec.Data; len(rest) > 0; {
			offset := len(rec.Data) - len(rest)
			var b []byte
			if b, rest, _ = codec.Split(rest, rec.BigEndian); len(b) == 0 {
				break
			}
			m := message{Message: new(codec.Message), record: rec, offset: offset, index: len(c.messages)}
			m.missing = missingFrom(rec.Missing, offset, offset+len(b))
			_ = d.Decode(m.Message, codec.Context{Protocol: rec.Protocol, BigEndian: rec.BigEndian, Missing: m.missing}, b)
			c.resolver.Learn(registry(), m.Message)
			c.messages = append(c.messages, m)
		}
	}
}

// missingFrom returns the spans that lie in a part of a record, counted from its start.
func missingFrom(spans []captures.Span, from, to int) (missing []codec.Span) {
	for _, s := range spans {
		if s.To > from && s.From < to {
			missing = append(missing, codec.Span{From: max(s.From, from) - from, To: min(s.To, to) - from})
		}
	}
	return missing
}
