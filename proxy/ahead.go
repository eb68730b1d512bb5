package proxy

import (
	"context"
	"errors"
	"runtime"
)

// aheadParts is how many datagrams of a stream are read before its consumer asks for them. More do not make it faster.
const aheadParts = 4

// readAhead reads on while the consumer of a stream is busy with the datagrams it has, if there is a processor that may
// be free for that and nobody who reads the socket anyway. It goes on until stop is called, the dump or the socket
// ends.
func (s *Socket) readAhead(ctx context.Context, c *call) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if runtime.GOMAXPROCS(0) == 1 || s.pump != nil && s.pump.stop != nil {
		return func() {}
	}
	c.room = make(chan struct{}, 1)
	ctx, stop = context.WithCancel(ctx)
	go s.runAhead(ctx, c, c.room)
	return stop
}

func (s *Socket) runAhead(ctx context.Context, c *call, room <-chan struct{}) {
	enough := func() bool { return s.isAhead(c) }
	for !c.done.Load() {
		reading := s.reading
		if enough() {
			reading = nil
		}
		select {
		case <-reading:
			if err := s.lead(ctx, enough); err != nil {
				s.failAhead(ctx, c, err)
				return
			}
		case <-room:
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		}
	}
}

// isAhead tells whether enough datagrams of a stream wait for its consumer.
func (s *Socket) isAhead(c *call) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return c.done.Load() || len(c.parts) >= aheadParts
}

// failAhead leaves it to the consumer that nothing could be read, unless it ended that.
func (s *Socket) failAhead(ctx context.Context, c *call, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !errors.Is(err, context.Cause(ctx)) {
		c.failed = err
		c.wake()
	}
}

// makeRoom tells the one who reads ahead that the consumer has taken what there was. The mutex is held.
func (c *call) makeRoom() {
	select {
	case c.room <- struct{}{}:
	default:
	}
}
