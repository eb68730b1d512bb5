package proxy

import (
	"bytes"
	"context"
	"errors"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// lead reads the socket, for all who wait, until the caller has what it wants and nothing is at hand. The caller has
// taken the token of s.reading, and lead gives it back.
func (s *Socket) lead(ctx context.Context, enough func() bool) error {
	for {
		buffer := buffers.Get().(*[]byte)
		datagram, from, err := s.nextUnless(ctx, *buffer, enough)
		if err == nil {
			if !s.arrive(datagram, from, buffer) {
				return nil // others read now
			}
			continue
		}
		buffers.Put(buffer)
		switch {
		case errors.Is(err, errRecovered), errors.Is(err, errDelivered):
			continue
		case errors.Is(err, errEnough):
			err = nil
		}
		s.reading <- struct{}{}
		return err
	}
}

// errEnough says that the reader has what it wants.
var errEnough = errors.New("enough")

// errDelivered says that something came that was not read now: that a judgement held, or that a callback answered.
var errDelivered = errors.New("delivered")

// nextUnless is next, unless the reader has what it wants. It stops waiting when the reader may have got that another
// way: by a judgement that is under way, since only who reads begins one, or by a callback that answers a Send.
func (s *Socket) nextUnless(ctx context.Context, b []byte, enough func() bool) ([]byte, From, error) {
	local := s.prefetch != nil
	if local && s.prefetch.Prefetched() {
		return s.next(ctx, b, false)
	}
	if enough() {
		return nil, kernel, errEnough
	}
	if ctx.Err() != nil { // datagrams for others may come without end
		return nil, kernel, context.Cause(ctx)
	}
	if local { // others have to ask for what is there
		if datagram, from, err := s.next(ctx, b, false); !errors.Is(err, ErrEmpty) {
			return datagram, from, err
		}
	}
	s.mu.Lock()
	if len(s.judging) > 0 || s.raw != nil {
		interruptible, stop := context.WithCancelCause(ctx)
		defer stop(nil)
		ctx, s.interrupt = interruptible, stop
	}
	s.mu.Unlock()
	if enough() { // what comes another way after this interrupts
		return nil, kernel, errEnough
	}
	return s.next(ctx, b, true)
}

// settle delivers a datagram that is not read now, and has the one who reads look whether that is what it waits for.
func (s *Socket) settle(datagram []byte, from From) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deliver(datagram, from, nil, true)
	if s.interrupt != nil {
		s.interrupt(errDelivered)
		s.interrupt = nil
	}
}

// errRecovered says that the socket has been read empty after an overflow, and that calls may have ended by that.
var errRecovered = errors.New("recovered")

// recovery is what is left to do after the receive buffer overflowed. It belongs to who has the token of s.reading.
//
// From the overflow on the kernel drops everything until the queue is empty, answers too. So the queue is read empty,
// the calls that were sent by then are noted, and the queue is read empty once more: what has no answer now gets none.
type recovery struct {
	stage   int // 0: none, 1: reading what was there, 2: reading what came until the calls were noted
	budget  int
	waiting []*call
}

// drained is how many datagrams at most a recovery reads in a stage: more than any receive buffer holds.
const drained = 1 << 18

// next receives a datagram, waiting for it or not, and looks after overflows.
func (s *Socket) next(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	for {
		r := &s.recovery
		datagram, from, err := s.receive(ctx, b, wait && r.stage == 0)
		switch {
		case err == nil && r.stage == 0:
			return datagram, from, nil
		case errors.Is(err, syscall.ENOBUFS):
			s.overrun(true)
			*r = recovery{stage: 1, budget: drained}
			continue
		case err != nil && (r.stage == 0 || !errors.Is(err, ErrEmpty)):
			return nil, from, err
		case err == nil:
			if r.budget--; r.budget > 0 {
				return datagram, from, nil
			}
		}
		if r.stage == 1 {
			*r = recovery{stage: 2, budget: drained, waiting: s.unanswered()}
		} else {
			s.overrun(false)
			s.giveUp(r.waiting)
			*r = recovery{}
			if s.kick(ctx) != nil && ctx.Err() != nil { // what else is wrong the next request finds out
				*r = recovery{stage: 2, budget: drained} // the next reader tries again
				if err != nil {
					err = context.Cause(ctx)
				}
				return datagram, from, err
			}
		}
		if err == nil {
			return datagram, from, nil
		}
		if r.stage == 0 {
			return nil, from, errRecovered
		}
	}
}

// receive takes the next datagram of the transport.
func (s *Socket) receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	datagram, from, err := s.transport.Receive(ctx, b, wait)
	if err == nil {
		s.stamp(&from)
	}
	return datagram, from, err
}

// Arrived returns the From.Arrival of the last datagram that was received.
func (s *Socket) Arrived() uint64 { return s.arrivals.Load() }

// stamp notes when something came.
func (s *Socket) stamp(from *From) {
	from.Arrival = s.arrivals.Add(1)
	if s.timestamps && from.Time.IsZero() {
		from.Time = time.Now()
	}
}

// unanswered returns the calls that are sent and have no answer yet.
func (s *Socket) unanswered() (calls []*call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.calls {
		if c.sent.Load() && !c.done.Load() && !c.begun {
			c.noted = true
			calls = append(calls, c)
		}
	}
	for _, c := range s.batches {
		if c.sent.Load() && !c.done.Load() {
			c.noted = true
			calls = append(calls, c)
		}
	}
	return calls
}

// giveUp ends calls whose answers were lost.
func (s *Socket) giveUp(calls []*call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range calls {
		if !c.begun {
			c.finish(ErrReplyLost)
		}
		if c.abandoned {
			s.remove(c)
		}
	}
}

// kick has the kernel send something. A dump that found no room goes on only when something is received, and nothing
// may be on its way.
func (s *Socket) kick(ctx context.Context) error {
	if !s.dumpRuns() {
		return nil
	}
	return s.noop(ctx, s.Sequence())
}

// arrive takes a datagram that was read into a buffer of the pool. It reports whether the caller still has the token of
// s.reading.
func (s *Socket) arrive(datagram []byte, from From, buffer *[]byte) bool {
	s.mu.Lock()
	if s.passes(datagram) {
		kept := s.deliver(datagram, from, buffer, false)
		s.mu.Unlock()
		if !kept {
			buffers.Put(buffer)
		}
		return true
	}
	datagram = append([]byte(nil), datagram...)
	buffers.Put(buffer)
	return s.judge(arrival{datagram: datagram, from: from}) // unlocks
}

// passes tells whether nothing keeps a datagram from those it is for. The mutex is held.
func (s *Socket) passes(datagram []byte) bool {
	return len(s.judging) == 0 && (!s.gate.Awaits(datagram) || s.isDirect(datagram))
}

// deliver gives the messages of a datagram to those that wait for them. Who queues octets that are not stable copies
// them. It reports whether the buffer, if there is one, is in use from now on. The mutex is held.
func (s *Socket) deliver(datagram []byte, from From, buffer *[]byte, stable bool) (kept bool) {
	if from.Group != 0 || s.headless() {
		s.publish(datagram, from, stable)
		s.takeEcho(datagram)
		return false
	}
	dump, rest := s.skim(datagram, from)
	claimed, strays := dump != nil, false
	for msg, ok := range host.MessagesOf(s.table, rest) {
		if !ok {
			s.torn(msg, from)
			break
		}
		h := host.Header(msg)
		c := s.asked(h, from)
		if c == nil {
			strays = true
			continue
		}
		claimed = true
		if s.table != nil && s.table.OwnTypes {
			c.takeReply(h, msg)
		} else if c.take(h, msg); c.dump {
			dump = c
		}
	}
	switch {
	case !claimed:
		s.unclaimed(datagram, from, stable)
	case strays:
		s.unclaimed(s.strays(rest, from), from, true)
	}
	if dump == nil {
		return false
	}
	if dump.abandoned {
		if dump.done.Load() {
			s.remove(dump)
		}
		return false
	}
	if buffer == nil && !stable {
		datagram = bytes.Clone(datagram)
	}
	dump.parts = append(dump.parts, part{datagram, buffer, from})
	s.flood(dump)
	dump.wake()
	return buffer != nil
}

// strays returns the messages of a datagram that answer no call, where others do. The mutex is held.
func (s *Socket) strays(datagram []byte, from From) (strays []byte) {
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if ok && s.asked(host.Header(msg), from) == nil {
			strays = host.Align(append(strays, msg...), 0)
		}
	}
	return strays
}

// skim passes over the objects of a dump that a datagram starts with, as nearly all octets that are received are such.
// It returns the call and what comes after them. The mutex is held.
func (s *Socket) skim(datagram []byte, from From) (dump *call, rest []byte) {
	if len(datagram) < codec.HeaderLen || s.table != nil && s.table.ShortLength {
		return nil, datagram
	}
	c := s.find(host.Header(datagram).Seq)
	if c == nil || !c.dump || c.done.Load() || !c.isFrom(from) {
		return nil, datagram
	}
	portID := s.PortID()
	for len(datagram) >= codec.HeaderLen {
		n := int64(host.Order.Uint32(datagram)) // members one by one: a whole header takes three times as long
		if n < codec.HeaderLen || n > int64(len(datagram)) || host.Order.Uint16(datagram[4:]) < codec.MinType ||
			host.Order.Uint32(datagram[8:]) != c.seq || host.Order.Uint32(datagram[12:]) != portID {
			break
		}
		c.begun = true
		c.interrupted = c.interrupted || host.Flags(datagram)&codec.FlagDumpIntr != 0
		dump, datagram = c, datagram[min((n+3)&^3, int64(len(datagram))):]
	}
	return dump, datagram
}

// torn looks at what is no whole message at the end of a datagram: padding, or a message that was cut, whose call must
// not wait for it. The rest of a dump still comes. The mutex is held.
func (s *Socket) torn(rest []byte, from From) {
	if len(rest) < codec.HeaderLen {
		return
	}
	h := host.Header(rest)
	c := s.asked(h, from)
	if int64(h.Len) <= int64(len(rest)) || c == nil {
		return
	}
	c.torn = true
	if !c.dump || h.Type < codec.MinType {
		c.finish(nil)
	}
}

// takeEcho gives an event to the request that caused it and asked for it (NLM_F_ECHO). The kernel says of it that it
// came by multicast, but sends it to the one who asked alone, once, and in its place in the order of the answers. The
// mutex is held.
func (s *Socket) takeEcho(datagram []byte) {
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		h := host.Header(msg)
		if c := s.find(h.Seq); c != nil && c.echoes(h.Seq) && h.PortID == s.PortID() {
			c.take(h, msg)
		}
	}
}

// isDirect tells whether a datagram answers a request that a callback made past the chains. The mutex is held.
func (s *Socket) isDirect(datagram []byte) bool {
	if len(datagram) < codec.HeaderLen {
		return false
	}
	c := s.find(host.Header(datagram).Seq)
	return c != nil && c.direct
}
