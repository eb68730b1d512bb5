package proxy

import (
	"bytes"
	"context"
	"errors"
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
// part more, and what is behind it.
const (
	streamParts    = 16
	streamPatience = time.Second
)

// pump is the goroutine that reads the socket as long as there are subscriptions. Its members are under the mutex of
// the Socket.
type pump struct {
	stop    context.CancelFunc // nil: it was told to end
	judging bool               // it has given a datagram to callbacks
	ended   bool

	chunk []byte // the memory that is read into next; of the goroutine alone
}

// startPump starts a pump unless there is one. The mutex is held.
func (s *Socket) startPump() {
	if s.pump != nil && s.pump.stop != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.pump = &pump{stop: stop}
	go s.runPump(ctx, s.pump)
}

// endPump tells the pump to end. The mutex is held.
func (s *Socket) endPump() {
	if p := s.pump; p != nil && p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// awaitPump waits until the pump, which is about to end, has ended, but not for callbacks: one of them may be the one
// who waits, or wait for it. The mutex is held.
func (s *Socket) awaitPump() {
	for p := s.pump; p != nil && !p.ended && !p.judging; {
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
		holding, err := true, error(nil)
		for holding && err == nil && s.flooding.Load() == nil {
			if holding, err = s.pumpOne(ctx, p); errors.Is(err, errRecovered) {
				err = nil
			}
		}
		if holding {
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
func (s *Socket) pumpOne(ctx context.Context, p *pump) (holding bool, err error) {
	if s.dumpRuns() {
		buffer := buffers.Get().(*[]byte)
		datagram, from, err := s.next(ctx, *buffer, true)
		if err != nil {
			buffers.Put(buffer)
			return true, err
		}
		return s.pumped(p, datagram, from, buffer), nil
	}
	if len(p.chunk) < chunkLeast {
		p.chunk = make([]byte, chunkSize)
	}
	datagram, from, err := s.next(ctx, p.chunk, true)
	if err != nil {
		return true, err
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

// flood takes note of a stream whose consumer is behind, or no longer. The mutex is held.
func (s *Socket) flood(c *call) {
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
func (s *Socket) pumped(p *pump, datagram []byte, from transport.From, buffer *[]byte) (holding bool) {
	s.mu.Lock()
	s.endDumps(datagram, from)
	if s.passes(datagram) {
		stable := buffer == nil && s.takesAll()
		kept := s.deliver(datagram, from, buffer, stable)
		s.mu.Unlock()
		switch {
		case buffer != nil && !kept:
			buffers.Put(buffer)
		case stable && len(datagram) > 0 && &datagram[0] == &p.chunk[0]:
			p.chunk = p.chunk[len(datagram):]
		}
		return true
	}
	datagram = bytes.Clone(datagram)
	if buffer != nil {
		buffers.Put(buffer)
	}
	p.judging = true
	s.pumpMoved.Broadcast()
	holding = s.judge(arrival{datagram: datagram, from: from}) // unlocks
	s.mu.Lock()
	defer s.mu.Unlock()
	p.judging = false
	return holding
}

// takesAll tells whether all events go to one queue, which then keeps the chunk in use. Where one queue takes a few
// only they would keep many chunks. The mutex is held.
func (s *Socket) takesAll() bool { return len(s.subs) == 1 && s.subs[0].door.open() }

func (s *Socket) pumpEnded(p *pump) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.ended = true
	s.pumpMoved.Broadcast()
}

// fail ends the subscriptions, which the pump can no longer serve. Who subscribes after that has it tried again.
func (s *Socket) fail(err error, p *pump) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pump == p {
		s.endPump()
	}
	for _, sub := range s.subs {
		if !sub.raw { // which reads itself
			sub.end(err, false)
		}
	}
}
