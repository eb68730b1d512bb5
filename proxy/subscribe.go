package proxy

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Event is a message that came by multicast, or unasked, or the news that some were lost.
type Event struct {
	// Message is valid until the next event; Clone makes one that stays. It is nil if Overrun is not.
	Message *codec.Message
	Overrun *Overrun
	From    From
}

// Overrun says that events were lost: what is known from events alone is out of date from here on. Dump again.
type Overrun struct {
	Dropped uint64 // how many datagrams were lost since the last Overrun; 0 if the transport cannot tell
	Queue   bool   // the reader of the subscription was too slow, and not the socket's receive buffer too small
}

// String says what was lost, and why.
func (o *Overrun) String() string {
	why := "the socket's receive buffer overflowed"
	if o.Queue {
		why = "events were not read fast enough"
	}
	if o.Dropped == 0 {
		return "events were lost: " + why
	}
	return fmt.Sprintf("%d events were lost: %s", o.Dropped, why)
}

// queueLimit is how many octets of events may wait for the reader of a subscription, what is kept beside them included.
const queueLimit = 256 << 20

// Subscription receives the events of multicast groups. It is for one reader.
type Subscription struct {
	socket *Socket
	groups []uint32
	raw    bool // of Receive: takes what nobody else wants
	notify chan struct{}

	mu      sync.Mutex
	queue   []pending
	first   int // of the queue that was not read yet
	octets  int
	dropped uint64 // since the queue was full
	err     error  // why nothing more comes
	closed  bool   // by its owner

	datagram []byte // that is being cut into messages
	from     From
	message  codec.Message
}

// pending is a datagram that waits for the reader, or an Overrun.
type pending struct {
	datagram []byte
	from     From
	overrun  *Overrun
}

// pendingSize is about how much a pending datagram takes beside its octets.
const pendingSize = 80

// Subscribe joins multicast groups, by name ("RTNLGRP_LINK", "link") or number, and receives what they get from now on.
// In generic netlink a group is named with its family: "nl80211/scan". From the first subscription to the end of the
// last a goroutine reads the socket, so that its receive buffer stays empty; what the reader has not read yet waits in
// memory, up to 256 MiB. Events that are lost all the same are told by an Event with an Overrun.
func (s *Socket) Subscribe(ctx context.Context, groups ...string) (*Subscription, error) {
	if len(groups) == 0 {
		return nil, errors.New("subscribe: no multicast group is named (Receive takes what is sent to the socket alone)")
	}
	sub := &Subscription{socket: s, notify: make(chan struct{}, 1)}
	for _, name := range groups {
		g, err := s.Group(ctx, name)
		if err != nil {
			return nil, err
		}
		sub.groups = append(sub.groups, g)
	}
	s.addSubscription(sub)
	for i, g := range sub.groups {
		if err := s.join(g); err != nil {
			s.mu.Lock() // events come already
			sub.groups = sub.groups[:i]
			s.mu.Unlock()
			_ = sub.Close()
			return nil, fmt.Errorf("join multicast group %s: %w", groups[i], err)
		}
	}
	return sub, nil
}

// join joins a group unless another subscription did.
func (s *Socket) join(group uint32) error {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.groups[group] == 0 {
		if err := s.transport.Join(group); err != nil {
			return err
		}
	}
	s.groups[group]++
	return nil
}

// leave leaves a group unless another subscription wants it.
func (s *Socket) leave(group uint32) error {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.groups[group]--; s.groups[group] > 0 {
		return nil
	}
	delete(s.groups, group)
	return s.transport.Leave(group)
}

func (s *Socket) addSubscription(sub *Subscription) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subs = append(s.subs, sub)
	if sub.raw {
		s.raw = sub
	} else {
		s.startPump()
	}
}

// Close leaves the groups and ends the subscription.
func (sub *Subscription) Close() error {
	if !sub.end(errLeft, true) {
		return nil
	}
	var first error
	for _, g := range sub.groups {
		if err := sub.socket.leave(g); err != nil && first == nil {
			first = fmt.Errorf("leave multicast group %d: %w", g, err)
		}
	}
	sub.socket.removeSubscription(sub)
	return first
}

// end says why nothing more comes, if nothing was said before. It reports whether the caller is the first to close.
func (sub *Subscription) end(err error, closing bool) (first bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if sub.err == nil {
		sub.err = err
		sub.wake()
	}
	first = closing && !sub.closed
	sub.closed = sub.closed || closing
	return first
}

func (s *Socket) removeSubscription(sub *Subscription) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subs = slices.DeleteFunc(s.subs, func(x *Subscription) bool { return x == sub })
	if !slices.ContainsFunc(s.subs, func(x *Subscription) bool { return !x.raw }) {
		s.endPump()
		s.awaitPump()
	}
}

// Events returns the events as they come, until ctx ends, the subscription or the socket is closed. The last error says
// which: it is nil for a closed subscription.
func (sub *Subscription) Events(ctx context.Context) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for {
			e, err := sub.Next(ctx)
			if errors.Is(err, errLeft) {
				return
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// errLeft says that the caller closed the subscription, or left the loop.
var errLeft = fmt.Errorf("the subscription is closed: %w", ErrClosed)

// Next waits for the next event.
func (sub *Subscription) Next(ctx context.Context) (Event, error) {
	for {
		if e, ok := sub.fromDatagram(); ok {
			return e, nil
		}
		p, ok := sub.pop()
		if ok {
			if p.overrun != nil {
				return Event{Overrun: p.overrun, From: kernel}, nil
			}
			sub.datagram, sub.from = p.datagram, p.from
			continue
		}
		if err := sub.wait(ctx); err != nil {
			return Event{}, err
		}
	}
}

// fromDatagram cuts the next message off the datagram.
func (sub *Subscription) fromDatagram() (Event, bool) {
	s := sub.socket
	msg, rest, _ := s.table.Split(sub.datagram, host.BigEndian)
	if sub.datagram = rest; len(msg) == 0 {
		sub.datagram = nil // nothing, or padding
		return Event{}, false
	}
	_ = s.decoder.Decode(&sub.message, s.context(), msg) // what is damaged is in its Faults
	return Event{Message: &sub.message, From: sub.from}, true
}

// pop takes the oldest entry of the queue.
func (sub *Subscription) pop() (pending, bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if sub.first == len(sub.queue) {
		sub.queue, sub.first = sub.queue[:0], 0
		if sub.dropped > 0 {
			o := &Overrun{Dropped: sub.dropped, Queue: true}
			sub.dropped = 0
			return pending{overrun: o}, true
		}
		return pending{}, false
	}
	p := sub.queue[sub.first]
	sub.queue[sub.first] = pending{}
	sub.first++
	sub.octets -= len(p.datagram) + pendingSize
	return p, true
}

// wait waits until there may be something in the queue.
func (sub *Subscription) wait(ctx context.Context) error {
	sub.mu.Lock()
	err := sub.err
	sub.mu.Unlock()
	if err != nil {
		return err
	}
	var reading chan struct{}
	if sub.raw {
		reading = sub.socket.reading
	}
	select {
	case <-sub.notify:
		return nil
	case <-reading:
		return sub.socket.lead(ctx, sub.waiting)
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-sub.socket.closed:
		return ErrClosed
	}
}

// waiting tells whether there is something to read.
func (sub *Subscription) waiting() bool {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return sub.first < len(sub.queue) || sub.dropped > 0 || sub.err != nil
}

// push appends a datagram to the queue, or counts it as lost if the queue is full. A datagram that is not stable is
// copied.
func (sub *Subscription) push(p pending, stable bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	size := len(p.datagram) + pendingSize
	if sub.octets+size > queueLimit && p.overrun == nil {
		sub.dropped++
		return
	}
	if sub.dropped > 0 {
		sub.queue = append(sub.queue, pending{overrun: &Overrun{Dropped: sub.dropped, Queue: true}})
		sub.octets += pendingSize
		sub.dropped = 0
	}
	if !stable {
		p.datagram = append([]byte(nil), p.datagram...)
	}
	sub.queue = append(sub.queue, p)
	sub.octets += size
	sub.wake()
}

func (sub *Subscription) wake() {
	select {
	case sub.notify <- struct{}{}:
	default:
	}
}

// publish gives an event to the subscriptions that want it. The mutex of the socket is held.
func (s *Socket) publish(datagram []byte, from From, stable bool) {
	for _, sub := range s.subs {
		if sub.raw || slices.Contains(sub.groups, from.Group) {
			sub.push(pending{datagram: datagram, from: from}, stable)
		}
	}
}

// unclaimed gives a message that answers no call to all subscriptions, if it was not asked for: answers that nobody
// waits for any more are left to Receive.
func (s *Socket) unclaimed(msg []byte, from From, stable bool) {
	asked := host.Header(msg).Seq != 0
	for _, sub := range s.subs {
		if sub.raw || !asked {
			sub.push(pending{datagram: msg, from: from}, stable)
		}
	}
}

// overrun tells the subscriptions that the receive buffer overflowed, and how much was lost since they were last told.
// After the first overflow, until the buffer is empty, the kernel drops without a word: then the news is only that
// there are more.
func (s *Socket) overrun(first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := &Overrun{}
	if d, ok := s.transport.(drops); ok {
		if total, err := d.Drops(); err == nil {
			o.Dropped = uint64(total - s.drops)
			s.drops = total
		}
	}
	if !first && o.Dropped == 0 {
		return
	}
	for _, sub := range s.subs {
		sub.push(pending{overrun: o}, true)
	}
}
