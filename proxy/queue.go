package proxy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// Datagram is what came in one piece: octets, or the news that some were lost.
type Datagram struct {
	Octets  []byte   // messages with their headers; none if Overrun is not nil
	Overrun *Overrun // or nil
	From    transport.From
}

const (
	// queueLimit is how many octets of events may wait for the reader of a subscription, what is kept besides them
	// included.
	queueLimit = 256 << 20
	// queuedSize is about how much a datagram in a queue takes besides its octets.
	queuedSize = 112
)

// losses counts lost datagrams by their multicast group, 0 for none.
type losses map[uint32]uint64

// pop takes the oldest entry of the queue.
func (sub *Subscription) pop() (Datagram, bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return sub.oldest()
}

// oldest is pop for who has the mutex.
func (sub *Subscription) oldest() (d Datagram, ok bool) {
	if d, ok = sub.queue.Pop(); ok {
		sub.octets -= len(d.Octets) + queuedSize
	} else if sub.lost != nil {
		d, ok = sub.socket.overrunOf(sub.lost), true
		sub.lost = nil
	}
	return d, ok
}

// popMessage takes the first message of the oldest entry of the queue. There may be none in it.
func (sub *Subscription) popMessage() (d Datagram, ok bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if sub.queue.Len() > 0 {
		front := sub.queue.Front()
		msg, rest, _ := sub.socket.table.Split(front.Octets, host.BigEndian)
		if len(msg) > 0 && len(rest) > 0 {
			sub.octets -= len(front.Octets) - len(rest)
			front.Octets = rest
			return Datagram{Octets: msg, From: front.From}, true
		}
		if d, ok = sub.oldest(); d.Overrun == nil {
			d.Octets = msg
		}
		return d, ok
	}
	return sub.oldest()
}

// takeSome takes some entries, the oldest.
func (sub *Subscription) takeSome() []Datagram {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	taken := sub.queue.Take(sub.taken)
	for i := range taken {
		sub.octets -= len(taken[i].Octets) + queuedSize
	}
	if sub.lost != nil && sub.queue.Len() == 0 {
		taken = append(taken, sub.socket.overrunOf(sub.lost))
		sub.lost = nil
	}
	return taken
}

// waiting reports whether there is something to read.
func (sub *Subscription) waiting() bool {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return sub.queue.Len() > 0 || sub.lost != nil || sub.err != nil
}

// push appends to the queue, or counts as lost what there is no room for. Octets that are not stable are copied.
func (sub *Subscription) push(d Datagram, stable bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	size := len(d.Octets) + queuedSize
	if sub.octets+size > sub.limit && d.Overrun == nil {
		if sub.lost == nil {
			sub.lost = &arrival{from: d.From, lost: losses{}}
			sub.wake()
		}
		sub.lost.lost[d.From.Group]++
		return
	}
	if sub.lost != nil {
		sub.add(sub.socket.overrunOf(sub.lost))
		sub.lost = nil
	}
	if !stable {
		d.Octets = slices.Clone(d.Octets)
	}
	sub.add(d)
	sub.wake()
}

// add puts an entry at the end of the queue. Overruns without an event in between become one: there is no limit for
// them.
func (sub *Subscription) add(d Datagram) {
	if back := sub.queue.Back(); d.Overrun != nil && back != nil && back.Overrun != nil {
		back.Overrun.merge(d.Overrun)
		return
	}
	sub.queue.Push(d)
	sub.octets += len(d.Octets) + queuedSize
}

func (sub *Subscription) wake() {
	select {
	case sub.notify <- struct{}{}:
	default:
	}
}

// publish gives an event to the subscriptions that want it. The mutex of the socket is held.
func (s *state) publish(datagram []byte, from transport.From, stable bool) {
	for _, sub := range s.subs {
		if sub.raw || slices.Contains(sub.groups, from.Group) {
			s.offer(sub, datagram, from, stable)
		}
	}
	if from.Group == notifyGroup && s.protocol == Generic {
		s.announce(datagram)
	}
}

// unclaimed gives a datagram that answers no call to all subscriptions, if it was not asked for: answers that nobody
// waits for any more are left to Receive.
func (s *state) unclaimed(datagram []byte, from transport.From, stable bool) {
	asked := len(datagram) < codec.HeaderLen || host.Header(datagram).Seq != 0
	for _, sub := range s.subs {
		if sub.raw || !asked {
			s.offer(sub, datagram, from, stable)
		}
	}
}

// offer gives a subscription those messages of a datagram that its door lets in.
func (s *state) offer(sub *Subscription, datagram []byte, from transport.From, stable bool) {
	if sub.door.open() {
		sub.push(Datagram{Octets: datagram, From: from}, stable)
		return
	}
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if ok && s.lets(&sub.door, msg, from) {
			sub.push(Datagram{Octets: msg, From: from}, stable)
		}
	}
}

// overrun tells the subscriptions that the receive buffer overflowed, and how much was lost since they were last told.
// After the first overflow, until the buffer is empty, the kernel drops without a word: then the news is only that
// there are more.
func (s *Socket) overrun(first bool) {
	st := s.state.Lock()
	defer s.state.Unlock()
	var dropped uint64
	if d, ok := transport.Capability[transport.DropCounter](s.transport); ok {
		if total, err := d.Drops(); err == nil {
			dropped = uint64(total - st.drops)
			st.drops = total
		}
	}
	if !first && dropped == 0 {
		return
	}
	from := transport.FromKernel()
	s.stamp(&from)
	for _, sub := range st.subs {
		o := &Overrun{Dropped: dropped, Groups: s.groupsOf(slices.Values(sub.groups))}
		sub.push(Datagram{Overrun: o, From: from}, true)
	}
}

// tellLost tells the subscriptions what was lost of their groups because a callback took its time.
func (s *state) tellLost(a arrival) {
	for _, sub := range s.subs {
		own := maps.Clone(a.lost)
		maps.DeleteFunc(own, func(group uint32, _ uint64) bool {
			return group != 0 && !sub.raw && !slices.Contains(sub.groups, group)
		})
		if len(own) > 0 {
			sub.push(s.overrunOf(&arrival{from: a.from, lost: own}), true)
		}
	}
}

// overrunOf makes an Overrun of what was read and had to be dropped.
func (s *Socket) overrunOf(a *arrival) Datagram {
	o := &Overrun{Queue: true, Groups: s.groupsOf(maps.Keys(a.lost))}
	for _, n := range a.lost {
		o.Dropped += n
	}
	from := transport.FromKernel()
	from.Arrival, from.Time = a.from.Arrival, a.from.Time
	return Datagram{Overrun: o, From: from}
}

// Overrun says that events were lost: what is known from events alone is out of date from here on. Dump again.
type Overrun struct {
	Dropped uint64 // how many datagrams were lost since the last Overrun; 0 if the transport cannot tell
	Queue   bool   // they waited too long for the reader of the subscription, or for a callback; else for the socket's
	// Groups are those of the subscription that may have lost something, in ascending order. Events that came to no
	// group are lost in any of them.
	Groups []Group
}

// merge adds what was lost after it.
func (o *Overrun) merge(later *Overrun) {
	o.Dropped += later.Dropped
	o.Queue = o.Queue && later.Queue
	o.Groups = slices.SortedFunc(slices.Values(append(slices.Clip(o.Groups), later.Groups...)), func(a, b Group) int {
		return cmp.Compare(a.Number, b.Number)
	})
	o.Groups = slices.Compact(o.Groups)
}

// String says what was lost, and why.
func (o *Overrun) String() string {
	why := "the socket's receive buffer overflowed"
	if o.Queue {
		why = "events were not read fast enough"
	}
	lost := "events"
	if o.Dropped > 0 {
		lost = fmt.Sprintf("%d events", o.Dropped)
	}
	if len(o.Groups) > 0 {
		var names []string
		for _, g := range o.Groups {
			names = append(names, g.String())
		}
		lost += " of " + strings.Join(names, ", ")
	}
	return lost + " were lost: " + why
}
