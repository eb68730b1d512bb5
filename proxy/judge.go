package proxy

import (
	"context"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Callbacks of the receive chain may make requests of their own on the socket, and wait for them. So whoever has a
// datagram judged gives the token of s.reading away meanwhile. What others then read is either an answer to a request
// that began after the judgement, and delivered at once, or is put behind the datagram under judgement, so that each
// call and each subscriber gets what is for it in order.

// judgement is a datagram under judgement.
type judgement struct {
	epoch uint32    // the last sequence number that was in use when it began
	held  []arrival // what came meanwhile and has to wait
}

// arrival is a datagram that nobody will overwrite.
type arrival struct {
	datagram []byte
	from     From
}

// judge has a datagram pass the receive chain, or puts it behind those that are under judgement. The mutex is held;
// judge unlocks it. It reports whether the caller still has the token of s.reading.
func (s *Socket) judge(a arrival) bool {
	s.endDumps(a.datagram)
	if n := len(s.judging); n > 0 && !s.isNewer(a, s.judging[n-1].epoch) {
		s.judging[n-1].held = append(s.judging[n-1].held, a)
		s.mu.Unlock()
		return true
	}
	if !s.gate.Awaits(a.datagram) || s.isDirect(a.datagram) {
		s.deliver(a.datagram, a.from, nil)
		s.mu.Unlock()
		return true
	}
	j := &judgement{epoch: s.seq.Load()}
	s.judging = append(s.judging, j)
	s.mu.Unlock()
	s.reading <- struct{}{}
	for more := true; more; {
		s.pass(a)
		a, more = s.nextHeld(j)
	}
	return false
}

// endDumps lets another dump begin when a datagram is the last of one. It need not wait for the judgement, which may be
// waiting for that other dump. The mutex is held.
func (s *Socket) endDumps(datagram []byte) {
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if !ok {
			return
		}
		h := host.Header(msg)
		if c := s.calls[h.Seq]; c != nil && (h.Type == codec.TypeDone || h.Type == codec.TypeError) {
			c.release()
		}
	}
}

// pass has one datagram judged and delivers what is left of it.
func (s *Socket) pass(a arrival) {
	passed := a.datagram
	s.mu.Lock()
	straight := s.isDirect(a.datagram)
	s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.judging, j)
	for len(j.held) > 0 {
		a := j.held[0]
		j.held = j.held[1:]
		if i == 0 || s.isNewer(a, s.judging[i-1].epoch) {
			return a, true
		}
		s.judging[i-1].held = append(s.judging[i-1].held, a)
	}
	s.judging = slices.Delete(s.judging, i, i+1)
	return arrival{}, false
}

// isNewer tells whether a datagram answers a call that began after an epoch. The mutex is held.
func (s *Socket) isNewer(a arrival, epoch uint32) bool {
	if a.from.Group != 0 || s.headless() || len(a.datagram) < codec.HeaderLen {
		return false
	}
	seq := host.Header(a.datagram).Seq
	return int32(seq-epoch) > 0 && s.find(seq) != nil
}
