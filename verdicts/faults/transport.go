package faults

import (
	"context"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/transport"
)

// Transport passes datagrams between a socket and the transport below it, and lets faults befall those that are
// received.
type Transport struct {
	transport.Wrapper
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
	from     transport.From
	due      time.Time
}

// patience is how long a datagram that is to come after the next one waits for it.
const patience = 10 * time.Millisecond

// Wrap wraps a transport. The plan is asked about each datagram once.
func Wrap(below transport.Transport, plan Plan) *Transport {
	return &Transport{Wrapper: transport.Wrapper{Transport: below}, plan: plan, closed: make(chan struct{})}
}

// Close closes the transport below too.
func (t *Transport) Close() error {
	t.closeOnce.Do(func() { close(t.closed) })
	return t.Transport.Close()
}

// Drops returns how many datagrams were lost by overflows, of the plan and of the transport below.
func (t *Transport) Drops() (uint32, error) {
	lost := t.lost.Load()
	if below, ok := transport.Capability[transport.DropCounter](t.Transport); ok {
		more, err := below.Drops()
		return lost + more, err
	}
	return lost, nil
}

// KeepsDumps reports that parts of dumps get lost too.
func (t *Transport) KeepsDumps() bool { return false }

// Receive receives the next datagram that the plan leaves.
func (t *Transport) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		if len(t.queue) > 0 {
			if err := t.untilDue(ctx, wait); err != nil {
				return nil, transport.From{}, err
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
func (t *Transport) below(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	if t.later == nil {
		return t.Transport.Receive(ctx, b, wait)
	}
	short, cancel := context.WithDeadline(ctx, t.later.due)
	defer cancel()
	datagram, from, err := t.Transport.Receive(short, b, wait)
	over := errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, transport.ErrEmpty) && !time.Now().Before(t.later.due)
	if over && ctx.Err() == nil {
		return nil, from, errPatience
	}
	return datagram, from, err
}

// befall queues what a fault leaves of a datagram. One that was held to come after the next comes after it.
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
		return transport.ErrEmpty
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

// overflow loses a datagram and what waits after it.
func (t *Transport) overflow(ctx context.Context, b []byte) error {
	lost := uint32(1)
	if t.later != nil {
		t.later, lost = nil, lost+1
	}
	for {
		_, _, err := t.Transport.Receive(ctx, b, false)
		if err == nil {
			lost++
			continue
		}
		t.lost.Add(lost)
		if errors.Is(err, transport.ErrEmpty) || errors.Is(err, syscall.ENOBUFS) {
			return syscall.ENOBUFS
		}
		return err
	}
}
