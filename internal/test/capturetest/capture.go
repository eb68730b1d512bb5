// Package capturetest is what the tests of captures share: captures read and decoded whole, and comparisons of them.
package capturetest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// Registry returns the tables, made once.
var Registry = sync.OnceValue(tables.Registry)

// Capture is a capture, read and decoded.
type Capture struct {
	Name     string
	Resolver *codec.Resolver
	Format   *captures.Format
	Records  []captures.Record
	Messages []Message
	Faults   []error // of the reader
}

// Message is a decoded message; it owns its octets.
type Message struct {
	*codec.Message
	Record  *captures.Record
	Offset  int // in the record
	Missing []codec.Span
}

// Read reads a capture to its end. Protocol is the number of the protocol of an input that does not say its own, or
// captures.ProtocolUnknown.
func Read(in io.Reader, name string, protocol int) (*Capture, error) {
	r, format, err := captures.Open(in, name, captures.Options{Formats: formats.All(), Registry: Registry(),
		Protocol: protocol})
	if err != nil {
		return nil, err
	}
	c := &Capture{Name: name, Resolver: codec.NewResolver(), Format: format}
	for {
		var rec captures.Record
		err := r.Next(&rec)
		var fault *captures.Error
		switch {
		case err == nil:
			rec.Data = bytes.Clone(rec.Data)
			rec.Missing = slices.Clone(rec.Missing)
			c.Records = append(c.Records, rec)
		case errors.As(err, &fault):
			c.Faults = append(c.Faults, err)
			if !fault.Skipped {
				c.decode()
				return c, nil
			}
		case errors.Is(err, io.EOF):
			c.decode()
			return c, nil
		default:
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// Datagrams counts the netlink datagrams.
func (c *Capture) Datagrams() (n int) {
	for _, r := range c.Records {
		if r.Link == captures.Netlink && r.Event == "" {
			n++
		}
	}
	return n
}

// decode decodes the netlink datagrams in their order, so that the ids of generic netlink families become known.
func (c *Capture) decode() {
	d := codec.Decoder{Registry: Registry(), Resolver: c.Resolver}
	for i := range c.Records {
		rec := &c.Records[i]
		if rec.Link != captures.Netlink {
			continue
		}
		protocol := Registry().Protocol(rec.Protocol)
		if protocol != nil && protocol.Headless {
			continue
		}
		for rest := rec.Data; len(rest) > 0; {
			offset := len(rec.Data) - len(rest)
			var b []byte
			if b, rest, _ = protocol.Split(rest, rec.BigEndian); len(b) == 0 {
				break
			}
			m := Message{Message: new(codec.Message), Record: rec, Offset: offset}
			m.Missing = missingFrom(rec.Missing, offset, offset+len(b))
			_ = d.Decode(m.Message, codec.Context{Protocol: rec.Protocol, BigEndian: rec.BigEndian, Missing: m.Missing},
				b)
			c.Resolver.Learn(Registry(), m.Message)
			c.Messages = append(c.Messages, m)
		}
	}
}

// lacks reports whether the capture does not tell an octet of the message.
func (m Message) lacks(offset int) bool {
	return slices.ContainsFunc(m.Missing, func(s codec.Span) bool { return s.From <= offset && offset < s.To })
}

// missingFrom returns the spans that lie in a part of a record, counted from its start.
func missingFrom(spans []codec.Span, from, to int) (missing []codec.Span) {
	for _, s := range spans {
		if s.To > from && s.From < to {
			missing = append(missing, codec.Span{From: max(s.From, from) - from, To: min(s.To, to) - from})
		}
	}
	return missing
}
