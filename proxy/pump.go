package proxy

import (
	"context"
	"errors"
)

// chunkSize is how much memory the pump reads events into before it takes new memory.
const chunkSize = 256 << 10

// startPump starts the goroutine that reads the socket as long as there are subscriptions. The mutex is held.
func (s *Socket) startPump() {
	if s.stopPump != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stopPump, s.pumpDone = stop, make(chan struct{})
	go s.pump(ctx, s.pumpDone)
}

// endPump stops the pump, and returns what tells that it has stopped. The mutex is held.
func (s *Socket) endPump() chan struct{} {
	if s.stopPump == nil {
		return nil
	}
	s.stopPump()
	s.stopPump = nil
	return s.pumpDone
}

// pump reads the socket until ctx ends.
func (s *Socket) pump(ctx context.Context, done chan struct{}) {
	defer close(done)
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
					s.fail(err, done)
				}
				return
			default:
				if len(datagram) > 0 && &datagram[0] == &chunk[0] {
					chunk = chunk[len(datagram):]
				}
				holding = s.arrive(datagram, from, nil)
			}
		}
	}
}

// fail ends the subscriptions, which the pump can no longer serve. Who subscribes after that has it tried again.
func (s *Socket) fail(err error, pump chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pumpDone == pump {
		s.endPump()
	}
	for _, sub := range s.subs {
		if !sub.raw { // which reads itself
			sub.end(err, false)
		}
	}
}
