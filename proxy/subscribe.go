package proxy

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/fifo"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// Event is a message that came by multicast, or unasked, or the news that some were lost.
type Event struct {
	// Message is valid until the next event; Clone makes one that stays. It is nil if Overrun is not.
	Message *codec.Message
	Overrun *Overrun
	From    transport.From
}

// Interest is what a Subscription is for.
type Interest struct {
	Groups []string // multicast groups, as Subscribe takes them
	// Later says that a generic netlink family of which all groups are wanted ("nl80211/*") need not be there yet: its
	// groups are joined when it comes.
	Later bool
	// Match, if not nil, says which messages are wanted, and Keep, if not nil, is asked about each message that Match
	// wants, with its header, whether it is: what is not wanted takes no room in the queue. Both are asked by whoever
	// reads the socket, who waits for them. Keep must not use the socket, nor keep the octets.
	Match *verdicts.Match
	Keep  func(message []byte, from transport.From) bool
	// QueueLimit is how many octets may wait for the reader: that of the socket (the option QueueLimit) if it is 0.
	QueueLimit int
}

// Subscription receives the events of multicast groups. It is for one reader.
type Subscription struct {
	socket *Socket
	raw    bool // of Receive: takes what nobody else wants
	later  bool
	limit  int // of queued octets
	door   door
	notify chan struct{}

	// Under the mutex of the socket:
	groups []uint32
	news   []string       // generic netlink families whose new groups are joined as they come; "*": all
	left   bool           // it joins nothing any more
	joins  sync.WaitGroup // of new groups

	mu     sync.Mutex
	queue  fifo.Queue[Datagram]
	octets int      // in the queue
	lost   *arrival // since the queue was full: what was lost, and where the first of it came from
	err    error    // why nothing more comes
	closed bool     // by its owner

	// Of the reader:
	taken    []Datagram
	datagram []byte // that is being cut into messages
	from     transport.From
	message  codec.Message
}

// Subscribe joins multicast groups, by name ("RTNLGRP_LINK", "link") or number, and receives what they get from now on.
// In generic netlink a group is named with its family: "nl80211/scan". "*" is all groups of the protocol, and
// "nl80211/*" all of a family, those that are made later included; groups that the caller may not join (EPERM) are left
// out, and Groups tells the others.
//
// From the first subscription to the end of the last a goroutine reads the socket, so that its receive buffer stays
// empty; what the reader has not read yet waits in memory, up to the QueueLimit. Events that are lost all the same are
// told by an Event with an Overrun.
func (s *Socket) Subscribe(ctx context.Context, groups ...string) (*Subscription, error) {
	return s.SubscribeTo(ctx, Interest{Groups: groups})
}

// SubscribeTo is Subscribe for those messages of the groups that an Interest wants.
func (s *Socket) SubscribeTo(ctx context.Context, in Interest) (*Subscription, error) {
	if len(in.Groups) == 0 {
		return nil, errors.New("subscribe: no multicast group is named " +
			"(Receive takes what is sent to the socket alone)")
	}
	sub := &Subscription{socket: s, later: in.Later, limit: in.QueueLimit, notify: make(chan struct{}, 1)}
	if err := s.fit(ctx, &sub.door, in); err != nil {
		return nil, fmt.Errorf("subscribe: %w", err)
	}
	for _, name := range in.Groups { // before anything is joined
		if _, err := s.group(ctx, name); err != nil {
			return nil, err
		}
	}
	s.addSubscription(sub)
	for _, name := range in.Groups {
		if err := s.joinNamed(ctx, sub, name); err != nil {
			_ = sub.Close()
			return nil, fmt.Errorf("join multicast group %s: %w", name, err)
		}
	}
	return sub, nil
}

func (s *Socket) addSubscription(sub *Subscription) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if sub.limit <= 0 {
		sub.limit = s.queueLimit
	}
	st.subs = append(st.subs, sub)
	if sub.raw {
		st.raw = sub
	} else {
		st.startPump()
	}
}

// Groups returns the multicast groups of the subscription, in ascending order.
func (sub *Subscription) Groups() []Group {
	s := sub.socket
	s.state.Lock()
	defer s.state.Unlock()
	return s.groupsOf(slices.Values(sub.groups))
}

// Close leaves the groups and ends the subscription.
func (sub *Subscription) Close() error {
	if !sub.end(errLeft, true) {
		return nil
	}
	s := sub.socket
	s.state.Lock()
	sub.left = true
	s.state.Unlock()
	sub.joins.Wait()
	s.state.Lock()
	groups := append(sub.forgetNews(""), sub.groups...)
	s.state.Unlock()
	var first error
	for _, g := range groups {
		if err := s.leave(g); err != nil && first == nil {
			first = fmt.Errorf("leave multicast group %d: %w", g, err)
		}
	}
	s.removeSubscription(sub)
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
	st := s.state.Lock()
	defer s.state.Unlock()
	st.subs = slices.DeleteFunc(st.subs, func(x *Subscription) bool { return x == sub })
	if !slices.ContainsFunc(st.subs, func(x *Subscription) bool { return !x.raw }) {
		st.endPump()
		st.awaitPump()
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
		d, ok := sub.pop()
		if ok {
			if d.Overrun != nil {
				return Event{Overrun: d.Overrun, From: d.From}, nil
			}
			sub.datagram, sub.from = d.Octets, d.From
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

// Take waits until something is queued, and returns that, or the first thousand or so of it, neither copied nor decoded,
// in the order in which it came. The slice is valid until the next Take; what the datagrams hold is the caller's.
// Messages cuts and decodes them.
func (sub *Subscription) Take(ctx context.Context) ([]Datagram, error) {
	for {
		if sub.taken = sub.takeSome(); len(sub.taken) > 0 {
			return sub.taken, nil
		}
		if err := sub.wait(ctx); err != nil {
			return nil, err
		}
	}
}

// Messages decodes the messages of a datagram that was received by the socket: of Take or Receive. A message is valid
// until the next one; Clone makes one that stays.
func (s *Socket) Messages(datagram []byte) iter.Seq[*codec.Message] {
	return func(yield func(*codec.Message) bool) {
		var m codec.Message
		for {
			var msg []byte
			if msg, datagram, _ = s.table.Split(datagram, host.BigEndian); len(msg) == 0 {
				return
			}
			if _ = s.decoder.Decode(&m, s.context(), msg); !yield(&m) { // what is damaged is in its Faults
				return
			}
		}
	}
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

// door says which messages come into the queue of a subscription. What it has is under the mutex of the Socket.
type door struct {
	keep    func(message []byte, from transport.From) bool
	matcher *verdicts.Matcher
	message codec.Message
}

// fit makes the door of an Interest.
func (s *Socket) fit(ctx context.Context, d *door, in Interest) (err error) {
	if d.keep = in.Keep; in.Match == nil {
		return nil
	}
	d.matcher, err = s.gate.Compile(ctx, *in.Match)
	return err
}

// open reports whether everything comes in.
func (d *door) open() bool { return d.keep == nil && d.matcher == nil }

// lets reports whether a message comes in. One about which that cannot be told does: who asks panics, or the filter
// does not fit.
func (s *state) lets(d *door, msg []byte, from transport.From) (in bool) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("the Keep of a netlink subscription panicked", "panic", p, "stack", string(debug.Stack()))
			in = true
		}
	}()
	if d.matcher != nil {
		if !s.headless() && !d.matcher.MayMatch(host.Header(msg).Type) {
			return false
		}
		_ = s.decoder.Decode(&d.message, s.context(), msg) // what is damaged is judged by what there is of it
		c := verdicts.Call{
			Direction: codec.Received, Message: &d.message, PortID: s.PortID(), From: from, Time: from.Time, Count: 1,
		}
		if ok, err := d.matcher.Match(&c); err == nil && !ok {
			return false
		}
	}
	return d.keep == nil || d.keep(msg, from)
}
