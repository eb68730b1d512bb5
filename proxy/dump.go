package proxy

import (
	"context"
	"errors"
	"iter"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/wait"
	"github.com/nlkit/nlkit/transport"
)

// Dump asks for all objects of a kind, or those that match, and returns the messages. NLM_F_DUMP is set. A message is
// valid until the next one; Clone makes one that stays.
//
// The dump is read whole before the first message comes out, so that one that was interrupted by changes can be asked
// for again; if it is interrupted as often as DumpRetries allows, its messages come out, and ErrDumpInterrupted after
// them. An *Error, which the kernel ended the dump with, comes after the messages before it too, any other alone. The
// loop may be left at any time.
func (s *Socket) Dump(
	ctx context.Context, r *codec.Request, opts ...RequestOption,
) iter.Seq2[*codec.Message, error] {
	return s.dumpMessages(ctx, r, s.dump, opts)
}

// Stream is Dump without the whole being read first: messages come out as they arrive, in constant memory, and an
// interrupted dump is not asked for again, unless nothing of it came out yet. What is left of a dump when the loop is
// left early is read and dropped before the socket's next dump.
//
// A loop that is slow has the socket's subscriptions wait: when 16 datagrams of the dump are not taken yet, the socket
// is read once a second only, and the events after them stay in its receive buffer, whose overflow comes as an
// Overrun. Who makes requests on the same socket, inside the loop or elsewhere, reads what comes before the answer, and
// of that the parts of the dump are kept.
func (s *Socket) Stream(
	ctx context.Context, r *codec.Request, opts ...RequestOption,
) iter.Seq2[*codec.Message, error] {
	return s.dumpMessages(ctx, r, s.streamAgain, opts)
}

// DumpEvents is Dump whose messages come as those of a Subscription do, with where they come from. From.Arrival orders
// them among the socket's events, for who takes up the state anew after an Overrun: what came before a message of the
// dump is older than what that says, except for what happened while the kernel made that very part of the dump. An
// event whose number is not above that which Arrived gave before the dump was asked for is older for sure; all others
// may be applied to the dump, in their order.
func (s *Socket) DumpEvents(ctx context.Context, r *codec.Request, opts ...RequestOption) iter.Seq2[Event, error] {
	return s.dumpEvents(ctx, r, s.dump, opts)
}

// StreamEvents is Stream whose messages come as those of DumpEvents.
func (s *Socket) StreamEvents(ctx context.Context, r *codec.Request, opts ...RequestOption) iter.Seq2[Event, error] {
	return s.dumpEvents(ctx, r, s.streamAgain, opts)
}

// DumpRaw is Dump with a request that is already encoded.
func (s *Socket) DumpRaw(
	ctx context.Context, message []byte, opts ...RequestOption,
) iter.Seq2[*codec.Message, error] {
	return messagesOf(ctx, message, s.dump, opts)
}

// StreamRaw is Stream with a request that is already encoded.
func (s *Socket) StreamRaw(
	ctx context.Context, message []byte, opts ...RequestOption,
) iter.Seq2[*codec.Message, error] {
	return messagesOf(ctx, message, s.streamAgain, opts)
}

// dumper asks for a dump and yields its messages, each with where it comes from, until yield has enough. The error is
// what comes after them.
type dumper func(ctx context.Context, message []byte, opts []RequestOption, yield objects) error

// objects takes the messages of a dump.
type objects func(*codec.Message, *transport.From) bool

// messagesOf makes an iterator of a dump.
func messagesOf(
	ctx context.Context, message []byte, dump dumper, opts []RequestOption,
) iter.Seq2[*codec.Message, error] {
	return func(yield func(*codec.Message, error) bool) {
		err := dump(ctx, message, opts, func(m *codec.Message, _ *transport.From) bool { return yield(m, nil) })
		if err != nil && !errors.Is(err, errLeft) {
			yield(nil, err)
		}
	}
}

// dumpMessages makes an iterator of a dump that is yet to be encoded.
func (s *Socket) dumpMessages(
	ctx context.Context, r *codec.Request, dump dumper, opts []RequestOption,
) iter.Seq2[*codec.Message, error] {
	return func(yield func(*codec.Message, error) bool) {
		err := s.encoded(ctx, &s.dumping, new([]byte), r, func(message []byte) error {
			return dump(ctx, message, opts, func(m *codec.Message, _ *transport.From) bool { return yield(m, nil) })
		})
		if err != nil && !errors.Is(err, errLeft) {
			yield(nil, err)
		}
	}
}

func (s *Socket) dumpEvents(
	ctx context.Context, r *codec.Request, dump dumper, opts []RequestOption,
) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		err := s.encoded(ctx, &s.dumping, new([]byte), r, func(message []byte) error {
			return dump(ctx, message, opts, func(m *codec.Message, from *transport.From) bool {
				return yield(Event{Message: m, From: *from}, nil)
			})
		})
		if err != nil && !errors.Is(err, errLeft) {
			yield(Event{}, err)
		}
	}
}

// dumpOf makes a request for a dump of a message, and says how it is sent.
func dumpOf(message []byte, opts []RequestOption) (request []byte, x *exchange, err error) {
	if x, err = sendingOf(opts); err != nil {
		return nil, nil, err
	}
	request, err = requestOf(message)
	return request, x, err
}

// dump reads a dump whole before it yields its messages.
func (s *Socket) dump(ctx context.Context, message []byte, opts []RequestOption, yield objects) error {
	request, x, err := dumpOf(message, opts)
	if err != nil {
		return err
	}
	parts, seq, err := s.collect(ctx, request, x)
	defer s.recycle(parts)
	if counted(err) && !s.yieldParts(parts, seq, yield) {
		return errLeft
	}
	return err
}

// streamAgain is stream, and asks again as long as nothing came out.
func (s *Socket) streamAgain(ctx context.Context, message []byte, opts []RequestOption, yield objects) error {
	request, x, err := dumpOf(message, opts)
	if err != nil {
		return err
	}
	for attempt := 0; ; attempt++ {
		fresh := true
		err := s.stream(ctx, request, x, func(m *codec.Message, from *transport.From) bool {
			fresh = false
			return yield(m, from)
		})
		emptied := s.emptied(ctx, err)
		if !fresh || !again(err) || attempt == s.retries {
			return err
		}
		if emptied {
			continue
		}
		if err := s.pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// stream yields the messages of a dump as they arrive.
func (s *Socket) stream(ctx context.Context, request []byte, x *exchange, yield objects) error {
	c := s.newDump(request, x)
	c.streaming = true
	s.begin(c)
	defer s.forget(c)
	if err := s.send(ctx, c, request); err != nil {
		return err
	}
	var stop func()
	for {
		if err := s.await(ctx, c); err != nil {
			return err
		}
		parts, done, err := s.takeParts(c)
		if stop == nil && !done { // more than a datagram
			stop = s.readAhead(ctx, c)
			defer stop()
		}
		going := s.yieldParts(parts, c.seq, yield)
		s.recycle(parts)
		switch {
		case !going:
			return errLeft
		case done:
			return s.dumpResult(c, request)
		case err != nil:
			return err
		}
	}
}

// takeParts takes the parts of a dump that came so far. The error says why no more are read ahead.
func (s *Socket) takeParts(c *call) (parts []part, done bool, err error) {
	st := s.state.Lock()
	defer s.state.Unlock()
	parts, c.parts = c.parts, nil
	s.subside(c)
	st.makeRoom(c)
	return parts, c.done.Load(), c.failed
}

// dumpAll is a dump as a list of messages.
func (s *Socket) dumpAll(ctx context.Context, request []byte, x *exchange) (messages []*codec.Message, err error) {
	parts, seq, err := s.collect(ctx, request, x)
	defer s.recycle(parts)
	if !counted(err) {
		return nil, err
	}
	s.yieldParts(parts, seq, func(m *codec.Message, _ *transport.From) bool {
		messages = append(messages, m.Clone())
		return true
	})
	return messages, err
}

// collect reads a whole dump, and asks again if that is of use.
func (s *Socket) collect(ctx context.Context, request []byte, x *exchange) (parts []part, seq uint32, err error) {
	for attempt := 0; ; attempt++ {
		parts, seq, err = s.collectOnce(ctx, request, x)
		emptied := s.emptied(ctx, err)
		if attempt == s.retries || !again(err) {
			return parts, seq, err
		}
		s.recycle(parts)
		if emptied {
			continue
		}
		if err := s.pause(ctx, attempt); err != nil {
			return nil, 0, err
		}
	}
}

// again reports whether a dump that failed may do better when asked for again: something changed under it, or the
// kernel had another one running on the socket.
func again(err error) bool {
	return crowded(err) || errors.Is(err, ErrDumpInterrupted) || errors.Is(err, syscall.EBUSY) ||
		errors.Is(err, syscall.EINTR)
}

// crowded reports whether the receive buffer had no room for the answer to a request.
func crowded(err error) bool {
	return err != nil &&
		(errors.Is(err, ErrReplyLost) || errors.Is(err, syscall.ENOBUFS) || errors.Is(err, syscall.EAGAIN))
}

// emptied reads what is there after a dump was refused because another one runs, or because there was no room, which it
// may have been begun all the same for: the kernel goes on with it as long as there is something to receive. It reports
// whether there was anything, and so whether it is of use to ask again at once.
func (s *Socket) emptied(ctx context.Context, err error) bool {
	if !errors.Is(err, syscall.EBUSY) && !errors.Is(err, syscall.ENOBUFS) {
		return false
	}
	read, err := s.drain(ctx, func() bool { return false })
	return read && err == nil
}

// pause waits a little longer each time: 1, 2, 4… ms. It ends early with the socket.
func (s *Socket) pause(ctx context.Context, attempt int) error {
	over := time.NewTimer(wait.Backoff(attempt))
	defer over.Stop()
	select {
	case <-over.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-s.closed:
		return ErrClosed
	}
}

func (s *Socket) collectOnce(ctx context.Context, request []byte, x *exchange) ([]part, uint32, error) {
	c := s.newDump(request, x)
	if err := s.run(ctx, c, request); err != nil {
		return nil, c.seq, err
	}
	return c.parts, c.seq, s.dumpResult(c, request)
}

// dumpResult is the error that a dump ended in.
func (s *Socket) dumpResult(c *call, request []byte) error {
	err := s.outcome(c, request)
	if err == nil && c.interrupted {
		return ErrDumpInterrupted
	}
	return err
}

// newDump makes a call of a request for a dump, and prepares the request.
func (s *Socket) newDump(request []byte, x *exchange) *call {
	c := s.newCall(1)
	c.dump, c.direct, c.delivery = true, x.direct, x.delivery
	h := host.Header(request)
	h.Flags |= codec.FlagRequest | codec.FlagDump
	h.Flags &^= codec.FlagAck
	h.Seq, h.PortID = c.seq, s.PortID()
	host.PutHeader(request, h)
	return c
}

// yieldParts decodes the messages of the parts of a dump one after the other, until yield has enough.
func (s *Socket) yieldParts(parts []part, seq uint32, yield objects) bool {
	var m codec.Message
	context := s.context()
	for i := range parts {
		p := &parts[i]
		for rest := p.datagram; ; {
			var msg []byte
			if msg, rest, _ = codec.Split(rest, host.BigEndian); len(msg) == 0 {
				break
			}
			_ = s.decoder.Decode(&m, context, msg) // what is damaged is in its Faults
			h := m.Header()
			if h.Seq == seq && (h.Type == codec.TypeDone || h.Type == codec.TypeError) {
				return true // what the kernel sends after an end that a callback has made is not wanted
			}
			if h.Seq != seq || h.Type < codec.MinType || int64(h.Len) != int64(len(msg)) {
				continue // what was cut
			}
			if !yield(&m, &p.from) {
				return false
			}
		}
	}
	return true
}
