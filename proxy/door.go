package proxy

import (
	"context"
	"log/slog"
	"runtime/debug"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// door says which messages come into the queue of a subscription. What it has is under the mutex of the Socket.
type door struct {
	keep    func(message []byte, from transport.From) bool
	matcher *verdicts.Matcher
	message codec.Message
}

// fit makes the door of an Interest.
func (s *Socket) fit(ctx context.Context, d *door, in Interest) (err error) {
	if d.keep = in.Keep; in.Match == nil {
		return nil
	}
	d.matcher, err = s.gate.Compile(ctx, *in.Match)
	return err
}

// open tells whether everything comes in.
func (d *door) open() bool { return d.keep == nil && d.matcher == nil }

// lets tells whether a message comes in. One about which that cannot be told does: who asks panics, or the filter does
// not fit. The mutex is held.
func (s *Socket) lets(d *door, msg []byte, from transport.From) (in bool) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("the Keep of a netlink subscription panicked", "panic", p, "stack", string(debug.Stack()))
			in = true
		}
	}()
	if d.matcher != nil {
		if !s.headless() && !d.matcher.MayMatch(host.Header(msg).Type) {
			return false
		}
		_ = s.decoder.Decode(&d.message, s.context(), msg) // what is damaged is judged by what there is of it
		c := verdicts.Call{
			Direction: verdicts.Receive, Message: &d.message, PortID: s.PortID(), From: from, Time: from.Time, Count: 1,
		}
		if ok, err := d.matcher.Match(&c); err == nil && !ok {
			return false
		}
	}
	return d.keep == nil || d.keep(msg, from)
}
