package proxy

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"time"

	"github.com/nlkit/nlkit/transport"
)

// Memory that the pump reads events into. What is larger than what is left of a chunk comes in memory of its own.
const (
	chunkSize  = 32 << 10
	chunkLeast = 4 << 10 // of a chunk that is still read into
)

// Who streams a dump beside a subscription does not read the socket, the pump does, faster perhaps than the parts are
// consumed. So the pump stops when so many wait: events then wait in the receive buffer, which says so when it
// overflows. But it may be an event that the consumer waits for. So after a while without progress the pump reads one
// part more, and what is after it.
const (
	streamParts    = 16
	streamPatience = time.Second
)

// pump is the goroutine that reads the socket as long as there are subscriptions. Its members are under the mutex of
// the Socket.
type pump struct {
	stop  context.CancelFunc // nil: it was told to end
	doing pumpState

	chunk []byte // the memory that is read into next; of the goroutine alone
}

// pumpState is what a pump is doing.
type pumpState uint8

const (
	pumping pumpState = iota
	judging           // it has given a datagram to callbacks
	ended
)

// startPump starts a pump unless there is one.
func (s *state) startPump() {
	if s.pump != nil && s.pump.stop != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.pump = &pump{stop: stop}
	go s.runPump(ctx, s.pump)
}

// endPump tells the pump to end.
func (s *state) endPump() {
	if p := s.pump; p != nil && p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// awaitPump waits until the pump, which is about to end, has ended, but not for callbacks: one of them may be the one
// who waits, or wait for it.
func (s *state) awaitPump() {
	for p := s.pump; p != nil && p.doing == pumping; {
		s.pumpMoved.Wait()
	}
}

// runPump reads the socket until ctx ends.
func (s *Socket) runPump(ctx context.Context, p *pump) {
	defer s.pumpEnded(p)
	for s.awaitEbb(ctx) {
		select {
		case <-s.reading:
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		}
		have, err := held, error(nil)
		for have == held && err == nil && s.flooding.Load() == nil {
			if have, err = s.pumpOne(ctx, p); errors.Is(err, errRecovered) {
				err = nil
			}
		}
		if have == held {
			s.reading <- struct{}{}
		}
		if err != nil {
			if ctx.Err() == nil {
				s.fail(s.orClosed(err), p)
			}
			return
		}
	}
}

// pumpOne reads a datagram: one that may be of a dump into a buffer that is used again, an event into a chunk, which is
// small enough to be kept by a socket on which nothing happens.
func (s *Socket) pumpOne(ctx context.Context, p *pump) (have token, err error) {
	if s.dumpRuns() {
		buffer := buffers.Get().(*[]byte)
		datagram, from, err := s.next(ctx, *buffer, true)
		if err != nil {
			buffers.Put(buffer)
			return held, err
		}
		return s.pumped(p, datagram, from, buffer), nil
	}
	if len(p.chunk) < chunkLeast {
		p.chunk = make([]byte, chunkSize)
	}
	datagram, from, err := s.next(ctx, p.chunk, true)
	if err != nil {
		return held, err
	}
	return s.pumped(p, datagram, from, nil), nil
}

// awaitEbb waits until the parts of a dump that wait for their consumer are few enough, or have been too many for long
// enough. It reports whether the pump is to go on.
func (s *Socket) awaitEbb(ctx context.Context) bool {
	c := s.flooding.Load()
	if c == nil {
		return true
	}
	patience := time.NewTimer(streamPatience)
	defer patience.Stop()
	select {
	case <-s.ebb:
	case <-patience.C:
		s.flooding.CompareAndSwap(c, nil) // until the next part
	case <-ctx.Done():
		return false
	case <-s.closed:
		return false
	}
	return true
}

// flood takes note of a stream whose consumer is behind, or no longer.
func (s *state) flood(c *call) {
	if c.streaming && !c.done.Load() && len(c.parts) >= streamParts {
		s.flooding.Store(c)
	} else {
		s.subside(c)
	}
}

// subside lets the pump go on after a stream.
func (s *Socket) subside(c *call) {
	if s.flooding.CompareAndSwap(c, nil) {
		select {
		case s.ebb <- struct{}{}:
		default:
		}
	}
}

// pumped is arrive for the pump. Without a buffer the octets are in the chunk, or in memory of their own.
func (s *Socket) pumped(p *pump, datagram []byte, from transport.From, buffer *[]byte) (have token) {
	st := s.state.Lock()
	st.endDumps(datagram, from)
	if st.passes(datagram) {
		stable := buffer == nil && st.takesAll()
		kept := st.deliver(datagram, from, buffer, stable)
		s.state.Unlock()
		switch {
		case buffer != nil && !kept:
			buffers.Put(buffer)
		case stable && len(datagram) > 0 && &datagram[0] == &p.chunk[0]:
			p.chunk = p.chunk[len(datagram):]
		}
		return held
	}
	datagram = bytes.Clone(datagram)
	if buffer != nil {
		buffers.Put(buffer)
	}
	p.doing = judging
	s.pumpMoved.Broadcast()
	have = st.judge(arrival{datagram: datagram, from: from}) // unlocks
	s.state.Lock()
	defer s.state.Unlock()
	p.doing = pumping
	return have
}

// takesAll reports whether all events go to one queue, which then keeps the chunk in use. Where one queue takes a few
// only they would keep many chunks.
func (s *state) takesAll() bool { return len(s.subs) == 1 && s.subs[0].door.open() }

func (s *Socket) pumpEnded(p *pump) {
	s.state.Lock()
	defer s.state.Unlock()
	p.doing = ended
	s.pumpMoved.Broadcast()
}

// fail ends the subscriptions, which the pump can no longer serve. Who subscribes after that has it tried again.
func (s *Socket) fail(err error, p *pump) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if st.pump == p {
		st.endPump()
	}
	for _, sub := range st.subs {
		if !sub.raw { // which reads itself
			sub.end(err, false)
		}
	}
}

// aheadParts is how many datagrams of a stream are read before its consumer asks for them. More do not make it faster.
const aheadParts = 4

// readAhead reads on while the consumer of a stream is busy with the datagrams it has, if there is a processor that may
// be free for that and nobody who reads the socket anyway. It goes on until stop is called, the dump or the socket
// ends.
func (s *Socket) readAhead(ctx context.Context, c *call) (stop func()) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if runtime.GOMAXPROCS(0) == 1 || st.pump != nil && st.pump.stop != nil {
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

// isAhead reports whether enough datagrams of a stream wait for its consumer.
func (s *Socket) isAhead(c *call) bool {
	s.state.Lock()
	defer s.state.Unlock()
	return c.done.Load() || len(c.parts) >= aheadParts
}

// failAhead leaves it to the consumer that nothing could be read, unless it ended that.
func (s *Socket) failAhead(ctx context.Context, c *call, err error) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if !errors.Is(err, context.Cause(ctx)) {
		c.failed = err
		st.wake(c)
	}
}

// makeRoom tells the one who reads ahead that the consumer has taken what there was.
func (s *state) makeRoom(c *call) {
	select {
	case c.room <- struct{}{}:
	default:
	}
}
