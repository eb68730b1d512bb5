package proxy

import (
	"context"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// state is what the goroutines of a Socket share: who waits for what, and who reads. It is reached by Socket.state.Lock
// only, so that its methods, and what they do to calls, turns and subscriptions, are done with the mutex held.
type state struct {
	*Socket

	calls     map[uint32]*call // exchanges that wait for answers, by sequence number
	batches   []*call
	turn      *turn   // of the dumps that run; nil: none
	turns     []*turn // that wait for theirs
	losing    bool    // the receive buffer overflowed, and was not read empty since
	sink      *call   // takes answers that nobody waits for
	subs      []*Subscription
	raw       *Subscription // of Receive
	judging   []*judgement
	lates     []*call                 // that answers of callbacks wait for
	interrupt context.CancelCauseFunc // of the one who reads; nil: it need not be interrupted
	drops     uint32                  // datagrams lost so far, as the transport counts
	pump      *pump                   // the last that was started
}

// token is what became of the right to read the socket, which Socket.reading holds while nobody has it: whoever takes
// it reads for all who wait.
type token bool

const (
	held  token = true  // who has read a datagram may read on
	given token = false // it was given back while callbacks judged the datagram: others may read
)

// begin registers a call, so that what answers it is kept.
func (s *Socket) begin(c *call) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if c.count > 1 {
		st.batches = append(st.batches, c)
	} else {
		st.calls[c.seq] = c
	}
}

// forget ends the interest in a call. What still comes for it is stale, except for the rest of a dump, which has to be
// read before the kernel lets another one begin.
func (s *Socket) forget(c *call) {
	st := s.state.Lock()
	defer s.state.Unlock()
	st.leaveTurn(c)
	if !c.dump || !c.sent || c.ended {
		st.finish(c, ErrClosed)
		st.remove(c)
		return
	}
	c.abandoned = true
	if !c.done.Load() {
		s.recycle(c.parts)
		c.parts = nil
		s.subside(c)
	}
}

// remove takes a call off the list.
func (s *state) remove(c *call) {
	if c.count > 1 {
		s.batches = slices.DeleteFunc(s.batches, func(b *call) bool { return b == c })
		return
	}
	delete(s.calls, c.seq)
}

// find returns the call that a sequence number belongs to, or nil.
func (s *state) find(seq uint32) *call {
	if c := s.calls[seq]; c != nil {
		return c
	}
	for _, c := range s.batches {
		if seq-c.seq < c.count {
			return c
		}
	}
	return nil
}

// asked returns the call that a message answers, or nil. Only who was asked answers.
func (s *state) asked(h codec.Header, from transport.From) *call {
	c := s.find(h.Seq)
	if c == nil || !c.isFrom(from) {
		return nil
	}
	// The port id in what other processes answer is theirs to choose, and 0 in some that the kernel does.
	if c.delivery.To == (transport.To{}) && h.PortID != s.PortID() && h.PortID != 0 {
		return nil
	}
	return c
}

// isFrom reports whether something came from who was asked.
func (c *call) isFrom(from transport.From) bool {
	return c.delivery.To.Groups != 0 || c.delivery.To.PortID == from.PortID
}
