package follow

import (
	"context"
	"fmt"
	"iter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// Recorded is a Follower of what was recorded: what is known is what the recording told. Groups of the Interest count
// for nothing.
type Recorded struct{ f *Follower }

// OpenRecorded follows Tables of a protocol in a recording, with tables, and what is known of generic netlink families.
func OpenRecorded(reg *codec.Registry, families *codec.Resolver, protocol int, in Interest) (*Recorded, error) {
	f := &Follower{
		interest: in, protocol: reg.Protocol(protocol), decoder: codec.Decoder{Registry: reg, Resolver: families},
		context: codec.Context{Protocol: protocol},
	}
	for _, t := range in.Tables {
		if err := f.add(t, true); err != nil {
			return nil, fmt.Errorf("follow %s: %w", t.Name, err)
		}
	}
	for _, t := range f.tables {
		t.listed = true
	}
	return &Recorded{f}, nil
}

// Apply returns the changes that a datagram of a machine of a byte order, or a loss, tells of. Objects of dumps that
// were not known are Listed, and what is different in a dump is Found.
func (r *Recorded) Apply(d proxy.Datagram, bigEndian bool) iter.Seq[Change] {
	f := r.f
	f.context.BigEndian = bigEndian
	f.apply(&d)
	return func(yield func(Change) bool) {
		for c := range f.changes(context.Background(), nothing) {
			if !yield(c) {
				return
			}
		}
	}
}

// nothing takes no datagram.
func nothing(context.Context) ([]proxy.Datagram, error) { return nil, errNothing }

// sourceOf returns how the change that a message tells of becomes known.
func (f *Follower) sourceOf(p *pendingChange, m *codec.Message) Source {
	switch {
	case f.socket != nil || m.Header().Flags&codec.FlagMulti == 0:
		return Told
	case p.old == nil:
		return Listed
	}
	return Found
}

// messages yields the messages of a datagram.
func (f *Follower) messages(datagram []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for msg, ok := range host.MessagesIn(f.protocol, datagram, f.context.BigEndian) {
			if ok && !yield(msg) {
				return
			}
		}
	}
}
