package proxy

import (
	"context"
	"errors"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// The kernel runs one dump a socket, and refuses others (EBUSY) until it has sent the NLMSG_DONE of that one, which it
// goes on with whenever something is received. So datagrams that ask for dumps have their turns. A turn is over when
// the kernel has ended its dumps, whatever callbacks made of the end, and whether anybody still waits for it or not.

// turn is the time in which the dumps of one datagram run. Its members are under the mutex of the Socket.
type turn struct {
	seqs []uint32      // of the requests for dumps that the kernel has not ended
	came int           // datagrams of them
	call *call         // that has sent them
	here chan struct{} // closed when it has come
	left chan struct{} // closed when nobody waits for the end, as after Send, or the turn is over
}

// awaitTurn waits until a datagram may be sent, and returns its turn: nil if it asks for no dump. A dump before it
// whose caller is not reading now, because it left or is inside its loop, is read on here: it may be the same
// goroutine's.
func (s *Socket) awaitTurn(ctx context.Context, c *call, datagram []byte) (*turn, error) {
	seqs := s.dumpsIn(datagram)
	if len(seqs) == 0 || c.delivery.To != (transport.To{}) {
		return nil, nil
	}
	t := &turn{seqs: seqs, call: c, here: make(chan struct{}), left: make(chan struct{})}
	for {
		before := s.queue(t)
		if before == nil {
			return t, nil
		}
		if here, err := s.awaitEnd(ctx, t, before); here || err != nil {
			return t, err
		}
		if isClosed(before.left) {
			if err := s.reap(ctx, before); err != nil {
				return nil, err
			}
		}
	}
}

// awaitEnd waits until a turn has come, or the one before it is over or was left, and reads the socket if nobody else
// does. What it reads may go to a callback that wants to dump, so it is not in the queue meanwhile.
func (s *Socket) awaitEnd(ctx context.Context, t, before *turn) (here bool, err error) {
	reads := false
	select {
	case <-t.here:
	case <-before.left:
	case <-s.reading:
		reads = true
	case <-ctx.Done():
		err = context.Cause(ctx)
	case <-s.closed:
		err = ErrClosed
	}
	here = s.unqueue(t)
	switch {
	case reads && here:
		s.reading <- struct{}{}
	case reads:
		err = s.lead(ctx, func() bool { return isClosed(before.left) })
	case here && err != nil:
		s.endTurn(t)
	}
	return here, err
}

// isClosed reports whether a channel that nothing is sent to is closed.
func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// queue lets a turn come if there is none, or else puts it after those that wait, and returns the one that runs.
func (s *Socket) queue(t *turn) (before *turn) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if st.turn == nil {
		st.turn = t
		return nil
	}
	st.turns = append(st.turns, t)
	return st.turn
}

// unqueue takes a turn out of the queue, and reports whether it has come.
func (s *Socket) unqueue(t *turn) (here bool) {
	st := s.state.Lock()
	defer s.state.Unlock()
	st.turns = slices.DeleteFunc(st.turns, func(x *turn) bool { return x == t })
	return st.turn == t
}

// reap reads what is left of a turn, if it is not over. If nothing of it comes between two answers that are asked for
// one after the other the kernel has nothing left: the end was lost, or it was no dump that it was asked for.
func (s *Socket) reap(ctx context.Context, t *turn) error {
	for last, quiet := -1, 0; ; {
		if _, err := s.drain(ctx, func() bool { return s.isOver(t) }); err != nil {
			return err
		}
		came, over := s.cameOf(t)
		if over {
			return nil
		}
		if quiet++; came != last {
			last, quiet = came, 0
		}
		if quiet == 2 {
			s.endTurn(t)
			return nil
		}
		switch err := s.roundTrip(ctx); {
		case err == nil, errors.Is(err, ErrReplyLost):
		case ctx.Err() != nil, errors.Is(err, ErrClosed):
			return err
		default: // the other end cannot be asked
			s.endTurn(t)
			return nil
		}
	}
}

// drain reads what is there, or as much as is enough, unless somebody else reads. It reports whether there was
// anything.
func (s *Socket) drain(ctx context.Context, enough func() bool) (read bool, err error) {
	select {
	case <-s.reading:
	default:
		return false, nil
	}
	return read, s.readWith(func(b []byte) ([]byte, transport.From, error) {
		if enough() {
			return nil, transport.FromKernel(), errEnough
		}
		if ctx.Err() != nil {
			return nil, transport.FromKernel(), context.Cause(ctx)
		}
		datagram, from, err := s.next(ctx, b, false)
		read = read || err == nil
		if errors.Is(err, transport.ErrEmpty) {
			err = errEnough
		}
		return datagram, from, err
	})
}

// cameOf returns how many datagrams of a turn came, and whether it is over.
func (s *Socket) cameOf(t *turn) (came int, over bool) {
	st := s.state.Lock()
	defer s.state.Unlock()
	return t.came, st.turn != t
}

func (s *Socket) isOver(t *turn) bool {
	_, over := s.cameOf(t)
	return over
}

// dumpRuns reports whether the kernel may be about to send more of a dump.
func (s *Socket) dumpRuns() bool {
	st := s.state.Lock()
	defer s.state.Unlock()
	return st.turn != nil
}

// leaveTurn says that nobody waits for the end of the dumps that a call has sent.
func (s *state) leaveTurn(c *call) {
	if s.runs(c) && !isClosed(s.turn.left) {
		close(s.turn.left)
		s.interruptReader()
	}
}

// runs reports whether the kernel has not ended what a call has sent.
func (s *state) runs(c *call) bool { return s.turn != nil && s.turn.call == c }

// endTurn ends a turn, if there is one that is not over, whose end will not come.
func (s *Socket) endTurn(t *turn) {
	st := s.state.Lock()
	defer s.state.Unlock()
	if t != nil && st.turn == t {
		st.nextTurn()
		if t.call.abandoned {
			st.remove(t.call)
		}
	}
}

// nextTurn ends the turn that runs, and lets the next one come.
func (s *state) nextTurn() {
	if !isClosed(s.turn.left) {
		close(s.turn.left)
	}
	s.turn = nil
	if len(s.turns) > 0 {
		s.turn, s.turns = s.turns[0], s.turns[1:]
		close(s.turn.here)
	}
	s.interruptReader()
}

// endDumps looks for the ends of dumps in a datagram as the kernel sent it. They need not wait for judgements, one of
// which may be waiting for the next turn.
func (s *state) endDumps(datagram []byte, from transport.From) {
	t := s.turn
	if t == nil || from.Group != 0 || from.PortID != 0 {
		return
	}
	if len(datagram) >= codec.HeaderLen && slices.Contains(t.seqs, host.Header(datagram).Seq) {
		t.came++
	}
	for ; len(datagram) >= codec.HeaderLen; datagram = host.Rest(datagram) {
		switch host.Order.Uint16(datagram[4:]) {
		case codec.TypeDone, codec.TypeError:
			h := host.Header(datagram)
			if i := slices.Index(t.seqs, h.Seq); i >= 0 && (h.PortID == 0 || h.PortID == s.PortID()) {
				t.seqs = slices.Delete(t.seqs, i, i+1)
			}
		}
	}
	if len(t.seqs) == 0 {
		s.nextTurn()
	}
}

// dumpsIn returns the sequence numbers of the requests of a datagram that the kernel may answer with a dump.
func (s *Socket) dumpsIn(datagram []byte) (seqs []uint32) {
	if s.table != nil && (s.table.Headless || s.table.OwnTypes || s.table.Unacked) {
		return nil
	}
	for ; len(datagram) >= codec.HeaderLen; datagram = host.Rest(datagram) {
		if h := host.Header(datagram); h.Flags&codec.FlagDump != 0 && s.mayDump(datagram, h) {
			seqs = append(seqs, h.Seq)
		}
	}
	return seqs
}

// mayDump reports whether the kernel may answer a request with a dump. Families of generic netlink want both bits of
// NLM_F_DUMP, others take either.
func (s *Socket) mayDump(request []byte, h codec.Header) bool {
	if h.Flags&codec.FlagRequest == 0 || h.Type < codec.MinType {
		return false
	}
	if get := h.Type&3 == 2; s.protocol == Route && !get { // NEW, DEL, GET, SET (rtnetlink(7)): batches are long
		return false
	}
	msg := request[:min(max(int64(h.Len), codec.HeaderLen), int64(len(request)))]
	both := h.Flags&codec.FlagDump == codec.FlagDump
	switch s.op(msg) {
	case codec.OpGet:
		return both || s.protocol != Generic
	case codec.OpOther:
		return both
	}
	return false
}

// roundTrip has the kernel answer, after everything that it has sent so far. A dump goes on by that.
func (s *Socket) roundTrip(ctx context.Context) error {
	c := s.newCall(1)
	c.direct = true
	return s.run(ctx, c, s.noopMessage(c.seq))
}

// noopMessage is a request for nothing but an acknowledgement.
func (s *Socket) noopMessage(seq uint32) []byte {
	h := codec.Header{
		Len: codec.HeaderLen, Type: codec.TypeNoop, Flags: codec.FlagRequest | codec.FlagAck, Seq: seq,
		PortID: s.PortID(),
	}
	return h.Append(nil, host.BigEndian)
}
