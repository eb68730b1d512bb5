package proxy

import (
	"context"
	"fmt"
	"slices"
)

// Send passes a datagram on as it is: sequence numbers, flags and port ids are the caller's. It passes the chain too.
// What answers it comes out of Receive. Sequence numbers that the socket uses itself for requests under way must not be
// taken: Sequence gives free ones. The options say where it goes, if not to the kernel, and how it is checked.
func (s *Socket) Send(ctx context.Context, datagram []byte, opts ...RequestOption) error {
	x, err := sendingOf(opts)
	if err != nil {
		return err
	}
	s.receiver()
	return s.send(ctx, &call{delivery: x.delivery}, datagram)
}

// Sequence returns a sequence number that no request of the socket uses.
func (s *Socket) Sequence() uint32 { return s.newSeq(1) }

// Receive waits for the next datagram that answers no request of the socket's own: answers to what Send sent, and
// events. They are kept from the first Send or Receive on.
func (s *Socket) Receive(ctx context.Context) (datagram []byte, from From, err error) {
	sub := s.receiver()
	for {
		if p, ok := sub.pop(); ok {
			if p.overrun != nil {
				return nil, kernel, ErrOverrun
			}
			return p.datagram, p.from, nil
		}
		if err := sub.wait(ctx); err != nil {
			return nil, kernel, err
		}
	}
}

// receiver returns the subscription of Receive.
func (s *Socket) receiver() *Subscription {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.raw == nil {
		s.addSubscription(&Subscription{socket: s, raw: true, notify: make(chan struct{}, 1)})
	}
	return s.raw
}

// Join joins a multicast group, as Group names it, for Receive. Unlike Subscribe it starts no goroutine: what nobody
// receives fills the socket's receive buffer.
func (s *Socket) Join(ctx context.Context, group string) error {
	g, err := s.Group(ctx, group)
	if err != nil {
		return err
	}
	sub := s.receiver()
	if err := s.join(g); err != nil {
		return fmt.Errorf("join multicast group %s: %w", group, err)
	}
	s.joining.Lock()
	defer s.joining.Unlock()
	sub.groups = append(sub.groups, g)
	return nil
}

// Leave leaves a group that was joined by Join.
func (s *Socket) Leave(ctx context.Context, group string) error {
	g, err := s.Group(ctx, group)
	if err != nil {
		return err
	}
	if !s.wasJoined(g) {
		return fmt.Errorf("leave multicast group %s: it was not joined", group)
	}
	if err := s.leave(g); err != nil {
		return fmt.Errorf("leave multicast group %s: %w", group, err)
	}
	return nil
}

// wasJoined tells whether Join joined a group, and forgets it.
func (s *Socket) wasJoined(group uint32) bool {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.raw == nil {
		return false
	}
	i := slices.Index(s.raw.groups, group)
	if i < 0 {
		return false
	}
	s.raw.groups = slices.Delete(s.raw.groups, i, i+1)
	return true
}
