package proxy

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// lead reads the socket, for all who wait, until the caller has what it wants and nothing is at hand. The caller has
// taken the token of s.reading, and lead gives it back.
func (s *Socket) lead(ctx context.Context, enough func() bool) error {
	return s.readWith(func(b []byte) ([]byte, transport.From, error) { return s.nextUnless(ctx, b, enough) })
}

// readWith reads as lead does, by a function, until that says that it is enough.
func (s *Socket) readWith(next func(b []byte) ([]byte, transport.From, error)) error {
	for {
		buffer := buffers.Get().(*[]byte)
		datagram, from, err := next(*buffer)
		if err == nil {
			if s.arrive(datagram, from, buffer) == given {
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
		return s.orClosed(err)
	}
}

// orClosed is an error, or ErrClosed if that may be why.
func (s *Socket) orClosed(err error) error {
	if err == nil {
		return nil
	}
	select {
	case <-s.closed:
		return ErrClosed
	default:
		return err
	}
}

// errEnough says that the reader has what it wants.
var errEnough = errors.New("enough")

// errDelivered says that something came that was not read now: that a judgement held, or that a callback answered.
var errDelivered = errors.New("delivered")

// nextUnless is next, unless the reader has what it wants. It stops waiting when the reader may have got that another
// way: by a judgement that is under way, since only who reads begins one, by a callback that answers a Send, or because
// a dump that it waits for the end of was left.
func (s *Socket) nextUnless(ctx context.Context, b []byte, enough func() bool) ([]byte, transport.From, error) {
	local := s.prefetch != nil
	if local && s.prefetch.Prefetched() {
		return s.next(ctx, b, false)
	}
	if enough() {
		return nil, transport.FromKernel(), errEnough
	}
	if ctx.Err() != nil { // datagrams for others may come without end
		return nil, transport.FromKernel(), context.Cause(ctx)
	}
	if local { // others have to ask for what is there
		if datagram, from, err := s.next(ctx, b, false); !errors.Is(err, transport.ErrEmpty) {
			return datagram, from, err
		}
	}
	st := s.state.Lock()
	if len(st.judging) > 0 || st.turn != nil || st.raw != nil {
		interruptible, stop := context.WithCancelCause(ctx)
		defer stop(nil)
		ctx, st.interrupt = interruptible, stop
	}
	s.state.Unlock()
	if enough() { // what comes another way after this interrupts
		return nil, transport.FromKernel(), errEnough
	}
	return s.next(ctx, b, true)
}

// settle delivers a datagram that is not read now, and has the one who reads look whether that is what it waits for.
func (s *Socket) settle(datagram []byte, from transport.From) {
	st := s.state.Lock()
	defer s.state.Unlock()
	st.deliver(datagram, from, nil, true)
	st.interruptReader()
}

// interruptReader has the one who reads look whether it has what it waits for.
func (s *state) interruptReader() {
	if s.interrupt != nil {
		s.interrupt(errDelivered)
		s.interrupt = nil
	}
}

// receive takes the next datagram of the transport.
func (s *Socket) receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	datagram, from, err := s.transport.Receive(ctx, b, wait)
	if err == nil {
		s.stamp(&from)
	}
	return datagram, from, err
}

// Arrived returns the From.Arrival of the last datagram that was received.
func (s *Socket) Arrived() uint64 { return s.arrivals.Load() }

// stamp notes when something came.
func (s *Socket) stamp(from *transport.From) {
	from.Arrival = s.arrivals.Add(1)
	if s.timestamps && from.Time.IsZero() {
		from.Time = time.Now()
	}
}

// arrive takes a datagram that was read into a buffer of the pool. It tells what became of the caller's token.
func (s *Socket) arrive(datagram []byte, from transport.From, buffer *[]byte) token {
	st := s.state.Lock()
	st.endDumps(datagram, from)
	if st.passes(datagram) {
		kept := st.deliver(datagram, from, buffer, false)
		s.state.Unlock()
		if !kept {
			buffers.Put(buffer)
		}
		return held
	}
	datagram = append([]byte(nil), datagram...)
	buffers.Put(buffer)
	return st.judge(arrival{datagram: datagram, from: from}) // unlocks
}

// passes reports whether nothing keeps a datagram from those it is for.
func (s *state) passes(datagram []byte) bool {
	return len(s.judging) == 0 && (!s.gate.Awaits(datagram) || s.isDirect(datagram))
}

// deliver gives the messages of a datagram to those that wait for them. Who queues octets that are not stable copies
// them. It reports whether the buffer, if there is one, is in use from now on.
func (s *state) deliver(datagram []byte, from transport.From, buffer *[]byte, stable bool) (kept bool) {
	if from.Group != 0 || s.headless() {
		s.publish(datagram, from, stable)
		s.takeEcho(datagram)
		return false
	}
	if len(s.lates) > 0 {
		s.interleave(datagram)
	}
	dump, rest := s.skim(datagram, from)
	var over *call // a dump whose last message is in it
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
			s.acceptReply(c, h, msg)
			continue
		}
		if s.accept(c, h, msg) && c.dump {
			dump = c
		}
		if c.late != nil {
			s.conclude(c)
		}
		if s.ends(c, h) {
			c.ended, over = true, c
		}
	}
	switch {
	case !claimed:
		s.unclaimed(datagram, from, stable)
	case strays:
		s.unclaimed(s.strays(rest, from), from, true)
	}
	if over != nil && over.abandoned {
		s.remove(over)
	}
	if dump == nil || dump.abandoned {
		return false
	}
	if buffer == nil && !stable {
		datagram = bytes.Clone(datagram)
	}
	dump.parts = append(dump.parts, part{datagram, buffer, from})
	s.flood(dump)
	s.wake(dump)
	return buffer != nil
}

// strays returns the messages of a datagram that answer no call, where others do.
func (s *state) strays(datagram []byte, from transport.From) (strays []byte) {
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if ok && s.asked(host.Header(msg), from) == nil {
			strays = host.Align(append(strays, msg...), 0)
		}
	}
	return strays
}

// ends reports whether a message is the last of a dump, after which there is nothing to keep from others. An end that a
// callback has made is not the last as long as the kernel goes on.
func (s *state) ends(c *call, h codec.Header) bool {
	return c.dump && (h.Type == codec.TypeDone || h.Type == codec.TypeError) && !s.runs(c)
}

// skim passes over the objects of a dump that a datagram starts with, as nearly all octets that are received are such.
// It returns the call and what comes after them.
func (s *state) skim(datagram []byte, from transport.From) (dump *call, rest []byte) {
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
// not wait for it. The rest of a dump still comes.
func (s *state) torn(rest []byte, from transport.From) {
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
		s.finish(c, nil)
	}
}

// takeEcho gives an event to the request that caused it and asked for it (NLM_F_ECHO). The kernel says of it that it
// came by multicast, but sends it to the one who asked alone, once, and in its place in the order of the answers.
func (s *state) takeEcho(datagram []byte) {
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		h := host.Header(msg)
		if c := s.find(h.Seq); c != nil && c.echoes(h.Seq) && h.PortID == s.PortID() {
			s.accept(c, h, msg)
		}
	}
}

// isDirect reports whether a datagram answers a request that a callback made past the chains, or is of a dump of which
// nobody wants any more.
func (s *state) isDirect(datagram []byte) bool {
	if len(datagram) < codec.HeaderLen {
		return false
	}
	c := s.find(host.Header(datagram).Seq)
	return c != nil && (c.direct || c.abandoned)
}
