package remote

import (
	"context"
	"sync"

	"github.com/nlkit/nlkit/internal/fifo"
	"github.com/nlkit/nlkit/remote/internal/wire"
)

// inbox holds the frames that came for a socket until they are taken. The window bounds it.
type inbox struct {
	window int
	notify chan struct{}

	mu     sync.Mutex
	frames fifo.Queue[wire.Frame]
	owed   int   // what came, and is not given back to the sender as credit
	taken  int   // of that, what was taken
	err    error // why nothing more comes
}

func newInbox(window int) *inbox { return &inbox{window: window, notify: make(chan struct{}, 1)} }

// push takes a frame, and reports whether the sender had the credit for it.
func (in *inbox) push(f wire.Frame) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.err != nil {
		wire.Recycle(f.Payload)
		return true
	}
	if in.owed >= in.window {
		return false
	}
	in.owed += f.Cost()
	in.frames.Push(f)
	in.wake()
	return true
}

func (in *inbox) wake() {
	select {
	case in.notify <- struct{}{}:
	default:
	}
}

// fail says why nothing more comes, if nothing was said before. What came is lost.
func (in *inbox) fail(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.err == nil {
		in.err, in.frames = err, fifo.Queue[wire.Frame]{}
		in.wake()
	}
}

// end is fail, but that what came can still be taken.
func (in *inbox) end(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.err == nil {
		in.err = err
		in.wake()
	}
}

// next waits for the next frame.
func (in *inbox) next(ctx context.Context) (wire.Frame, error) {
	for {
		f, ok, err := in.pop()
		if ok || err != nil {
			return f, err
		}
		select {
		case <-in.notify:
		case <-ctx.Done():
			return wire.Frame{}, context.Cause(ctx)
		}
	}
}

func (in *inbox) empty() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.frames.Len() == 0
}

func (in *inbox) pop() (wire.Frame, bool, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if f, ok := in.frames.Pop(); ok {
		return f, true, nil
	}
	if in.err != nil {
		in.wake() // for who comes next
	}
	return wire.Frame{}, false, in.err
}

// done says that a frame was dealt with, and returns the credit that the sender is to be given now: half a window at a
// time.
func (in *inbox) done(f wire.Frame) uint32 {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.taken += f.Cost()
	if in.taken < in.window/2 {
		return 0
	}
	credit := in.taken
	in.owed -= credit
	in.taken = 0
	return uint32(credit)
}

// credit is what may be sent to the other side's inbox.
type credit struct {
	mu   sync.Mutex
	more sync.Cond
	left int64
	err  error
}

// creditMax is more than anybody has reason to give.
const creditMax = 1 << 40

func newCredit(window uint32) *credit {
	c := &credit{left: int64(window)}
	c.more.L = &c.mu
	return c
}

// spend waits until there is credit or ctx ends, and spends it. idle is called before it waits.
func (c *credit) spend(ctx context.Context, cost int, idle func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left <= 0 && c.err == nil && idle != nil {
		c.mu.Unlock()
		err := idle()
		c.mu.Lock()
		if err != nil {
			return err
		}
	}
	if err := c.wait(ctx); err != nil {
		return err
	}
	c.left -= int64(cost)
	return nil
}

// wait waits until there is credit. The mutex is held.
func (c *credit) wait(ctx context.Context) error {
	if c.left > 0 || c.err != nil {
		return c.err
	}
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock() // who looked at ctx before it ended waits by now
		defer c.mu.Unlock()
		c.more.Broadcast()
	})
	defer stop()
	for c.left <= 0 && c.err == nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		c.more.Wait()
	}
	return c.err
}

// add gives credit, and reports whether that is still sensible.
func (c *credit) add(n uint32) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left += int64(n)
	c.more.Broadcast()
	return c.left < creditMax
}

// fail ends all waiting.
func (c *credit) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = err
		c.more.Broadcast()
	}
}
