package proxy

import (
	"context"
	"errors"
)

// chunkSize is how much memory the pump reads events into before it takes new memory.
const chunkSize = 256 << 10

// pump is the goroutine that reads the socket as long as there are subscriptions. Its members are under the mutex of
// the Socket.
type pump struct {
	stop    context.CancelFunc // nil: it was told to end
	judging bool               // it has given a datagram to callbacks
	ended   bool
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
	var chunk []byte
	for {
		select {
		case <-s.reading:
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		}
		for holding := true; holding; {
			if len(chunk) < receiveSize {
				chunk = make([]byte, chunkSize)
			}
			datagram, from, err := s.next(ctx, chunk, true)
			switch {
			case errors.Is(err, errRecovered):
			case err != nil:
				s.reading <- struct{}{}
				if ctx.Err() == nil {
					s.fail(err, p)
				}
				return
			default:
				if len(datagram) > 0 && &datagram[0] == &chunk[0] {
					chunk = chunk[len(datagram):]
				}
				holding = s.pumped(p, datagram, from)
			}
		}
	}
}

// pumped is arrive for a datagram in octets that nobody will overwrite.
func (s *Socket) pumped(p *pump, datagram []byte, from From) (holding bool) {
	s.mu.Lock()
	if s.passes(datagram) {
		s.deliver(datagram, from, nil)
		s.mu.Unlock()
		return true
	}
	p.judging = true
	s.pumpMoved.Broadcast()
	holding = s.judge(arrival{datagram, from}) // unlocks
	s.mu.Lock()
	defer s.mu.Unlock()
	p.judging = false
	return holding
}

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
