package proxy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// Send passes a datagram on as it is: sequence numbers, flags and port ids are the caller's. It passes the chain too.
// What answers it comes out of Receive, in the order of the messages, whoever answers. Sequence numbers that the socket
// uses itself for requests under way must not be taken: Sequence gives free ones. Requests for a dump wait until the
// dump before has ended. The options say where it goes, if not to the kernel, and how it is checked.
func (s *Socket) Send(ctx context.Context, datagram []byte, opts ...RequestOption) error {
	x, err := sendingOf(opts)
	if err != nil {
		return err
	}
	s.receiver()
	c := &call{delivery: x.delivery, raw: true}
	defer s.forget(c)
	return s.send(ctx, c, datagram)
}

// Sequence returns a sequence number that no request of the socket uses.
func (s *Socket) Sequence() uint32 { return s.newSeq(1) }

// Receive waits for the next datagram that answers no request of the socket's own: answers to what Send sent, and
// events. They are kept from the first Send or Receive on, up to the QueueLimit. A datagram comes out whole, as it
// came: a part of a dump is one; Messages cuts it. ErrOverrun says that some were lost.
func (s *Socket) Receive(ctx context.Context) (datagram []byte, from transport.From, err error) {
	return s.receiveBy(ctx, (*Subscription).pop)
}

// ReceiveMessage is Receive that gives the messages of datagrams one by one. The message is the caller's. What is no
// message at the end of a datagram, padding, is dropped.
func (s *Socket) ReceiveMessage(ctx context.Context) (*codec.Message, transport.From, error) {
	for {
		octets, from, err := s.receiveBy(ctx, (*Subscription).popMessage)
		if err != nil {
			return nil, from, err
		}
		if len(octets) > 0 {
			m := new(codec.Message)
			_ = s.decoder.Decode(m, s.context(), octets) // what is damaged is in its Faults
			return m, from, nil
		}
	}
}

func (s *Socket) receiveBy(
	ctx context.Context, pop func(*Subscription) (Datagram, bool),
) ([]byte, transport.From, error) {
	sub := s.receiver()
	for {
		if d, ok := pop(sub); ok {
			if d.Overrun != nil {
				return nil, d.From, ErrOverrun
			}
			return d.Octets, d.From, nil
		}
		if err := sub.wait(ctx); err != nil {
			return nil, transport.FromKernel(), err
		}
	}
}

// receiver returns the subscription of Receive.
func (s *Socket) receiver() *Subscription {
	s.joining.Lock()
	defer s.joining.Unlock()
	raw := s.rawSubscription()
	if raw == nil {
		raw = &Subscription{socket: s, raw: true, notify: make(chan struct{}, 1)}
		s.addSubscription(raw)
	}
	return raw
}

func (s *Socket) rawSubscription() *Subscription {
	st := s.state.Lock()
	defer s.state.Unlock()
	return st.raw
}

// Join joins a multicast group, or several, as Subscribe names them, for Receive. Unlike Subscribe it starts no
// goroutine: what nobody receives fills the socket's receive buffer.
func (s *Socket) Join(ctx context.Context, group string) error {
	if _, err := s.group(ctx, group); err != nil {
		return err
	}
	if err := s.joinNamed(ctx, s.receiver(), group); err != nil {
		return fmt.Errorf("join multicast group %s: %w", group, err)
	}
	return nil
}

// Leave leaves a group that was joined by Join. "*" is all that were, "nl80211/*" those of a family.
func (s *Socket) Leave(ctx context.Context, group string) error {
	number, err := s.group(ctx, group)
	if err != nil {
		return err
	}
	left := s.notJoined(group, number)
	if len(left) == 0 {
		return fmt.Errorf("leave multicast group %s: it was not joined", group)
	}
	for _, g := range left {
		if e := s.leave(g); e != nil && err == nil {
			err = fmt.Errorf("leave multicast group %s: %w", group, e)
		}
	}
	return err
}

// notJoined forgets that Join joined groups, and returns those that it did: one, or what a name stands for.
func (s *Socket) notJoined(name string, number uint32) (left []uint32) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if st.raw == nil {
		return nil
	}
	family := strings.TrimSuffix(name, "*")
	st.raw.groups = slices.DeleteFunc(st.raw.groups, func(g uint32) bool {
		meant := g == number && len(left) == 0
		if number == allGroups {
			meant = strings.HasPrefix(s.GroupNamed(g).Name, family)
		}
		if meant {
			left = append(left, g)
		}
		return meant
	})
	if number == allGroups {
		left = append(left, st.raw.forgetNews(strings.TrimSuffix(family, "/"))...)
	}
	return left
}
