package proxy

import (
	"context"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/fifo"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/late"
	"github.com/nlkit/nlkit/transport"
)

// Callbacks of the receive chain may make requests of their own on the socket, and wait for them. So whoever has a
// datagram judged gives the token of s.reading away meanwhile. What others then read is either an answer to a request
// that began after the judgement, and delivered at once, or is put after the datagram under judgement, so that each
// call and each subscriber gets what is for it in order.

// judgement is a datagram under judgement.
type judgement struct {
	epoch  uint32              // the last sequence number that was in use when it began
	held   fifo.Queue[arrival] // what came meanwhile and has to wait
	octets int                 // in held
}

// arrival is a datagram that nobody will overwrite, or what was lost in its place.
type arrival struct {
	datagram []byte
	from     transport.From
	lost     losses
}

// judge has a datagram pass the receive chain, or puts it after those that are under judgement. It unlocks the state,
// and tells what became of the caller's token.
func (s *state) judge(a arrival) token {
	if n := len(s.judging); n > 0 && !s.isNewer(a, s.judging[n-1].epoch) {
		s.hold(s.judging[n-1], a)
		s.state.Unlock()
		return held
	}
	if !s.gate.Awaits(a.datagram) || s.isDirect(a.datagram) {
		s.deliver(a.datagram, a.from, nil, true)
		s.state.Unlock()
		return held
	}
	j := &judgement{epoch: s.seq.Load()}
	s.judging = append(s.judging, j)
	s.state.Unlock()
	s.reading <- struct{}{}
	for more := true; more; {
		s.pass(a)
		a, more = s.nextHeld(j)
	}
	return given
}

// hold puts a datagram after one that is under judgement. For events the limit of subscriptions holds here too: what
// there is no room for is lost. What answers a call is kept.
func (s *state) hold(j *judgement, a arrival) {
	size := len(a.datagram) + queuedSize
	if a.lost == nil && j.octets+size > s.heldLimit() && !s.answers(a) {
		if back := j.held.Back(); back != nil && back.lost != nil {
			back.lost[a.from.Group]++
			return
		}
		a = arrival{from: a.from, lost: losses{a.from.Group: 1}}
		size = queuedSize
	}
	j.held.Push(a)
	j.octets += size
}

// heldLimit is how many octets of events may wait for a judgement: as many as for the most patient subscription.
func (s *state) heldLimit() int {
	limit := 0
	for _, sub := range s.subs {
		limit = max(limit, sub.limit)
	}
	return limit
}

// answers reports whether a message of a datagram is for a call.
func (s *state) answers(a arrival) bool {
	if a.from.Group != 0 || s.headless() {
		return false
	}
	for msg, ok := range host.MessagesOf(s.table, a.datagram) {
		if ok && s.asked(host.Header(msg), a.from) != nil {
			return true
		}
	}
	return false
}

// pass has one datagram judged and delivers what is left of it.
func (s *Socket) pass(a arrival) {
	passed := a.datagram
	st := s.state.Lock()
	straight := st.isDirect(a.datagram)
	s.state.Unlock()
	if !straight {
		p := s.passage()
		p.From = a.from
		passed = s.gate.Incoming(context.Background(), a.datagram, p)
	}
	if len(passed) > 0 {
		s.settle(passed, a.from)
	}
}

// nextHeld returns the next datagram that waits for a judgement to end, or ends it.
func (s *Socket) nextHeld(j *judgement) (arrival, bool) {
	st := s.state.Lock()
	defer s.state.Unlock()
	i := slices.Index(st.judging, j)
	for {
		a, ok := j.held.Pop()
		if !ok {
			break
		}
		j.octets -= len(a.datagram) + queuedSize
		switch {
		case i > 0 && !st.isNewer(a, st.judging[i-1].epoch):
			st.hold(st.judging[i-1], a)
		case a.lost != nil:
			st.tellLost(a)
		default:
			return a, true
		}
	}
	st.judging = slices.Delete(st.judging, i, i+1)
	return arrival{}, false
}

// isNewer reports whether a datagram answers a call that began after an epoch.
func (s *state) isNewer(a arrival, epoch uint32) bool {
	if a.lost != nil || a.from.Group != 0 || s.headless() || len(a.datagram) < codec.HeaderLen {
		return false
	}
	seq := host.Header(a.datagram).Seq
	return int32(seq-epoch) > 0 && s.find(seq) != nil
}

// confirmsNoop reports whether the kernel acknowledges a message that asks for nothing, after all answers to what was
// sent before. Those of its protocols that take requests do.
func (s *Socket) confirmsNoop(to transport.To) bool {
	switch s.protocol {
	case Route, SockDiag, XFRM, Audit, Netfilter, Generic, Crypto:
		return to == (transport.To{})
	}
	return false
}

// postpone keeps the answers of callbacks to a datagram that is about to be sent, and returns the call of the message
// that is to be sent after it: its acknowledgement says that the kernel has answered all.
func (s *Socket) postpone(forward []byte, replies [][]byte, after []int) *call {
	c := s.newCall(1)
	c.late = late.New(forward, replies, after)
	st := s.state.Lock()
	defer s.state.Unlock()
	c.direct, c.sent = true, true
	st.calls[c.seq] = c
	st.lates = append(st.lates, c)
	return c
}

// interleave gives out the answers of callbacks that come before an answer of the kernel.
func (s *state) interleave(datagram []byte) {
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		for _, c := range slices.Clone(s.lates) {
			s.give(c.late.Before(host.Header(msg).Seq))
		}
	}
}

// give gives out answers of callbacks.
func (s *state) give(replies [][]byte) {
	for _, r := range replies {
		from := transport.FromKernel()
		s.stamp(&from)
		s.deliver(r, from, nil, true)
	}
}

// conclude gives out what is left of the answers that waited for a call, whether or not it was answered.
func (s *state) conclude(c *call) {
	s.lates = slices.DeleteFunc(s.lates, func(x *call) bool { return x == c })
	delete(s.calls, c.seq)
	s.give(c.late.Rest())
}
