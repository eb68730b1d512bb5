package faults

import (
	"context"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/verdicts"
)

// Carrier is what a Transport wraps. A proxy.Transport is one.
type Carrier interface {
	Send(ctx context.Context, datagram []byte) error
	Receive(ctx context.Context, b []byte, wait bool) (datagram []byte, from verdicts.From, err error)
	Join(group uint32) error
	Leave(group uint32) error
	PortID() uint32
	Close() error
}

// Transport passes datagrams between a socket and the transport below it, and lets faults befall those that are
// received. It is a proxy.Transport.
type Transport struct {
	Carrier
	plan Plan
	lost atomic.Uint32 // by overflows of the plan

	// For the one who receives:
	queue []held
	later *held // that lets the next one pass

	closed    chan struct{}
	closeOnce sync.Once
}

// held is a datagram that is ours, and the time from which on it may be received.
type held struct {
	datagram []byte
	from     verdicts.From
	due      time.Time
}

// patience is how long a datagram that is to come after the next one waits for it.
const patience = 10 * time.Millisecond

// Wrap wraps a transport. The plan is asked about each datagram once.
func Wrap(c Carrier, plan Plan) *Transport {
	return &Transport{Carrier: c, plan: plan, closed: make(chan struct{})}
}

// Unwrap returns the transport below.
func (t *Transport) Unwrap() any { return t.Carrier }

// Deliver sends through the transport below, if that can send so.
func (t *Transport) Deliver(ctx context.Context, datagram []byte, d verdicts.Delivery) error {
	return d.Through(ctx, t.Carrier, datagram)
}

// Close closes the transport below too.
func (t *Transport) Close() error {
	t.closeOnce.Do(func() { close(t.closed) })
	return t.Carrier.Close()
}

// Drops returns how many datagrams were lost by overflows, of the plan and of the transport below.
func (t *Transport) Drops() (uint32, error) {
	lost := t.lost.Load()
	if d, ok := t.Carrier.(interface{ Drops() (uint32, error) }); ok {
		below, err := d.Drops()
		return lost + below, err
	}
	return lost, nil
}

// ReceiveBuffer returns how many octets may wait in the transport below, if that can tell.
func (t *Transport) ReceiveBuffer() (int, error) {
	if r, ok := t.Carrier.(interface{ ReceiveBuffer() (int, error) }); ok {
		return r.ReceiveBuffer()
	}
	return 0, errors.ErrUnsupported
}

// Receive receives the next datagram that the plan leaves.
func (t *Transport) Receive(ctx context.Context, b []byte, wait bool) ([]byte, verdicts.From, error) {
	for {
		if len(t.queue) > 0 {
			if err := t.untilDue(ctx, wait); err != nil {
				return nil, verdicts.From{}, err
			}
			h := t.queue[0]
			t.queue = t.queue[1:]
			return append(b[:0], h.datagram...), h.from, nil
		}
		datagram, from, err := t.below(ctx, b, wait)
		if errors.Is(err, errPatience) {
			t.release()
			continue
		}
		if err != nil {
			return nil, from, err
		}
		f := t.plan(datagram, from)
		if f.kind == nothing && t.later == nil {
			return datagram, from, nil
		}
		if f.kind == overflow {
			return nil, from, t.overflow(ctx, b)
		}
		t.befall(f, held{append([]byte(nil), datagram...), from, time.Time{}})
	}
}

// errPatience says that no next datagram came for one that is to come after it.
var errPatience = errors.New("no next datagram came")

// below receives a datagram from the transport below. While one is held for the next to pass, it does not wait long.
func (t *Transport) below(ctx context.Context, b []byte, wait bool) ([]byte, verdicts.From, error) {
	if t.later == nil {
		return t.Carrier.Receive(ctx, b, wait)
	}
	short, cancel := context.WithDeadline(ctx, t.later.due)
	defer cancel()
	datagram, from, err := t.Carrier.Receive(short, b, wait)
	over := errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, verdicts.ErrEmpty) && !time.Now().Before(t.later.due)
	if over && ctx.Err() == nil {
		return nil, from, errPatience
	}
	return datagram, from, err
}

// befall queues what a fault leaves of a datagram. One that was held to come after the next comes behind it.
func (t *Transport) befall(f Fault, h held) {
	switch f.kind {
	case reorder:
		if t.later == nil {
			h.due = time.Now().Add(patience)
			t.later = &h
			return
		}
	case lose:
		return
	case truncated:
		h.datagram = h.datagram[:min(f.octets, len(h.datagram))]
	case duplicated:
		t.queue = append(t.queue, h)
	case delayed:
		h.due = time.Now().Add(f.delay)
	}
	t.queue = append(t.queue, h)
	t.release()
}

// release queues the datagram that was held for the next to pass.
func (t *Transport) release() {
	if t.later != nil {
		t.later.due = time.Time{}
		t.queue = append(t.queue, *t.later)
		t.later = nil
	}
}

// untilDue waits until the first datagram of the queue may be received.
func (t *Transport) untilDue(ctx context.Context, wait bool) error {
	left := time.Until(t.queue[0].due)
	switch {
	case left <= 0:
		return nil
	case !wait:
		return verdicts.ErrEmpty
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.closed:
		return os.ErrClosed
	}
}

// overflow loses a datagram and what waits behind it.
func (t *Transport) overflow(ctx context.Context, b []byte) error {
	lost := uint32(1)
	if t.later != nil {
		t.later, lost = nil, lost+1
	}
	for {
		_, _, err := t.Carrier.Receive(ctx, b, false)
		if err == nil {
			lost++
			continue
		}
		t.lost.Add(lost)
		if errors.Is(err, verdicts.ErrEmpty) || errors.Is(err, syscall.ENOBUFS) {
			return syscall.ENOBUFS
		}
		return err
	}
}
