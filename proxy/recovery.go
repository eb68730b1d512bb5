package proxy

import (
	"context"
	"errors"
	"syscall"

	"github.com/nlkit/nlkit/transport"
)

// errRecovered says that the socket has been read empty after an overflow, and that calls may have ended by that.
var errRecovered = errors.New("recovered")

// recovery is what is left to do after the receive buffer overflowed. It belongs to who has the token of s.reading.
//
// From the overflow on the kernel drops everything until the queue is empty, answers too. So the queue is read empty,
// the calls that were sent by then are noted, and the queue is read empty once more: what has no answer now gets none.
// What has one by then may lack others that came before it.
type recovery struct {
	stage   stage
	budget  int
	waiting []*call
	turn    *turn
}

// stage is how far a recovery is.
type stage uint8

const (
	recovered stage = iota // nothing is left to do
	emptying               // what was there at the overflow is read
	settling               // the calls that were sent by then are noted, and what came meanwhile is read
)

// drained is how many datagrams at most a recovery reads in a stage: more than any receive buffer holds.
const drained = 1 << 18

// next receives a datagram, waiting for it or not, and looks after overflows.
func (s *Socket) next(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		r := &s.recovery
		datagram, from, err := s.receive(ctx, b, wait && r.stage == recovered)
		switch {
		case err == nil && r.stage == recovered:
			return datagram, from, nil
		case errors.Is(err, syscall.ENOBUFS):
			s.lose()
			s.overrun(true)
			*r = recovery{stage: emptying, budget: drained}
			if ctx.Err() != nil { // a transport may overflow without end
				return nil, from, context.Cause(ctx)
			}
			continue
		case err != nil && (r.stage == recovered || !errors.Is(err, transport.ErrEmpty)):
			return nil, from, err
		case err == nil:
			if r.budget--; r.budget > 0 {
				return datagram, from, nil
			}
		}
		if r.stage == emptying {
			*r = recovery{stage: settling, budget: drained}
			r.waiting, r.turn = s.note()
		} else {
			s.overrun(false)
			s.giveUp(r.waiting, r.turn)
			*r = recovery{}
			if s.kick(ctx) != nil && ctx.Err() != nil { // what else is wrong the next request finds out
				*r = recovery{stage: settling, budget: drained} // the next reader tries again
				if err != nil {
					err = context.Cause(ctx)
				}
				return datagram, from, err
			}
		}
		if err == nil {
			return datagram, from, nil
		}
		if r.stage == recovered {
			return nil, from, errRecovered
		}
	}
}

// lose notes that answers may be missing from now on: to whatever was sent, and is sent until the queue has been empty.
func (s *Socket) lose() {
	st := s.state.Lock()
	defer s.state.Unlock()
	st.losing = true
	for c := range st.unanswered {
		c.lossy = s.loses(c)
	}
}

// restore reads the queue empty after an overflow, unless somebody else reads. Until then the kernel drops what
// answers.
func (s *Socket) restore(ctx context.Context) error {
	if !s.isLosing() {
		return nil
	}
	_, err := s.drain(ctx, func() bool { return !s.isLosing() })
	return err
}

func (s *Socket) isLosing() bool {
	st := s.state.Lock()
	defer s.state.Unlock()
	return st.losing
}

// loses reports whether answers to a call may be among datagrams that were lost. The kernel sends the parts of a dump
// whatever else it drops.
func (s *Socket) loses(c *call) bool { return !c.dump || !s.keepsDumps }

// unanswered yields the calls that were sent and have not ended.
func (s *state) unanswered(yield func(*call) bool) {
	for _, c := range s.calls {
		if c.sent && !c.done.Load() && !yield(c) {
			return
		}
	}
	for _, c := range s.batches {
		if c.sent && !c.done.Load() && !yield(c) {
			return
		}
	}
}

// note returns the calls that have no answer when the queue has been read empty, and the turn of dumps: answers to what
// is sent from now on are kept.
func (s *Socket) note() (calls []*call, t *turn) {
	st := s.state.Lock()
	defer s.state.Unlock()
	st.losing = false
	for c := range st.unanswered {
		if !c.abandoned {
			c.noted = true
			calls = append(calls, c)
		}
	}
	if st.turn != nil && st.turn.call.sent {
		t = st.turn
	}
	return calls, t
}

// giveUp ends calls whose answers were lost, and the turn of dumps of which nothing came. What came of a dump is
// followed by the rest where no parts are lost.
func (s *Socket) giveUp(calls []*call, t *turn) {
	st := s.state.Lock()
	defer s.state.Unlock()
	for _, c := range calls {
		if s.loses(c) || !c.begun {
			st.finish(c, ErrReplyLost)
		}
		if c.late != nil {
			st.conclude(c)
		}
	}
	if t != nil && st.turn == t && t.came == 0 {
		st.nextTurn()
	}
}

// kick has the kernel send something. A dump that found no room goes on only when something is received, and nothing
// may be on its way.
func (s *Socket) kick(ctx context.Context) error {
	if !s.dumpRuns() {
		return nil
	}
	st := s.state.Lock()
	if st.sink == nil { // answered it will be later, when nobody waits
		st.sink = s.newCall(1)
		st.sink.direct = true
		st.finish(st.sink, nil)
		st.calls[st.sink.seq] = st.sink
	}
	seq := st.sink.seq
	s.state.Unlock()
	return s.noop(ctx, seq)
}
