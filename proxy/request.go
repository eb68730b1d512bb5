package proxy

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Request sends a request and returns the messages that answer it, without the acknowledgement; with NLM_F_DUMP, all
// the parts of the dump. NLM_F_REQUEST and NLM_F_ACK are set, and the sequence number. The messages are the caller's.
//
// The error is an *Error if the kernel, or a callback, refused; the cause of ctx if that ended first; ErrReplyLost if
// the answer was lost; or what the encoder or the transport has to say. With an *Error come the messages that stood
// before it.
func (s *Socket) Request(ctx context.Context, r *codec.Request) ([]*codec.Message, error) {
	return s.request(ctx, r, asUsual)
}

// RequestRaw is Request with a message that is already encoded, in host byte order. Its header is overwritten except
// for type and flags.
func (s *Socket) RequestRaw(ctx context.Context, message []byte) ([]*codec.Message, error) {
	b, err := requestOf(message)
	if err != nil {
		return nil, err
	}
	return s.exchange(ctx, b, asUsual)
}

// direct sends requests past the chains.
type direct struct{ s *Socket }

func (d direct) Request(ctx context.Context, r *codec.Request) ([]*codec.Message, error) {
	return d.s.request(ctx, r, past)
}

func (s *Socket) request(ctx context.Context, r *codec.Request, x *exchange) (replies []*codec.Message, err error) {
	room := s.requests.Get().(*[]byte)
	defer s.requests.Put(room)
	err = s.encoded(ctx, &s.encoder, room, r, func(message []byte) error {
		replies, err = s.exchange(ctx, message, x)
		return err
	})
	return replies, err
}

// encoded calls f with a request, encoded into room. If it is refused because its generic netlink family has another id
// by now, which the gate then finds out, f is called with that.
func (s *Socket) encoded(
	ctx context.Context, enc *codec.Encoder, room *[]byte, r *codec.Request, f func(message []byte) error,
) error {
	for attempt := 0; ; attempt++ {
		b, err := s.encodeBy(ctx, enc, (*room)[:0], r)
		if err != nil {
			return err
		}
		*room = b
		id := host.Header(b).Type
		err = f(b)
		if attempt > 0 || s.protocol != Generic || !errors.Is(err, syscall.ENOENT) ||
			id < codec.MinType || s.resolver.Known(s.registry, id) {
			return err
		}
	}
}

// encode appends a request.
func (s *Socket) encode(ctx context.Context, dst []byte, r *codec.Request) ([]byte, error) {
	return s.encodeBy(ctx, &s.encoder, dst, r)
}

// encodeBy appends a request, whose generic netlink family it looks up if need be.
func (s *Socket) encodeBy(ctx context.Context, enc *codec.Encoder, dst []byte, r *codec.Request) ([]byte, error) {
	if r == nil {
		return dst, errors.New("there is no request: it is nil")
	}
	r, err := s.placed(r)
	switch {
	case err != nil:
		return dst, err
	case s.protocol == Generic && s.registry.Family(r.Protocol) != nil:
		if _, err := s.FamilyID(ctx, r.Protocol); err != nil {
			return dst, err
		}
	case s.table != nil && !s.speaks(r.Protocol):
		return dst, fmt.Errorf("%s is of %s, the socket is of %s", r.Type, r.Protocol, s.table.Name)
	}
	return enc.Append(dst, r)
}

// placed returns a request with its protocol: the socket's, or the family of the command, if it names none.
func (s *Socket) placed(r *codec.Request) (*codec.Request, error) {
	if r.Protocol != "" || s.table == nil {
		return r, nil
	}
	out := *r
	if out.Protocol = s.table.Name; s.protocol == Generic {
		f, err := s.registry.FamilyOf(r.Type)
		if err != nil {
			return nil, err
		}
		out.Protocol = f.Name
	}
	return &out, nil
}

// speaks reports whether a name, that of a table or a short one, is the socket's protocol.
func (s *Socket) speaks(name string) bool {
	return codec.NameMatches(s.table.Name, name) || name == strconv.Itoa(s.protocol)
}

// requestOf copies a message that is to be sent, and sees that its length is right.
func requestOf(message []byte) ([]byte, error) {
	if len(message) < codec.HeaderLen {
		return nil, errShort(message)
	}
	b := append([]byte(nil), message...)
	h := host.Header(b)
	h.Len = uint32(len(b))
	host.PutHeader(b, h)
	return b, nil
}

func errShort(message []byte) error {
	return fmt.Errorf("a request of %d octets has no room for the %d of a header", len(message), codec.HeaderLen)
}

// exchange sends a request, which is the socket's to change, and waits for its answer. Requests that only read are sent
// again when the answer was lost.
func (s *Socket) exchange(ctx context.Context, request []byte, x *exchange) ([]*codec.Message, error) {
	if s.headless() {
		return nil, fmt.Errorf("%s has no requests: use Send and Receive", s.table.Name)
	}
	if s.isDump(request) {
		if x.own || x.noAck {
			return nil, errEnds
		}
		return s.dumpAll(ctx, request, x)
	}
	for attempt := 0; ; attempt++ {
		replies, err := s.once(ctx, request, x)
		if !crowded(err) || attempt == s.retries || !s.onlyReads(request) {
			return replies, err
		}
		if err := s.pause(ctx, attempt); err != nil {
			return nil, err
		}
	}
}

func (s *Socket) once(ctx context.Context, request []byte, x *exchange) ([]*codec.Message, error) {
	if x.own {
		return s.converse(ctx, request, x)
	}
	c := s.prepare(request, x)
	err := s.run(ctx, c, request)
	if err == nil {
		err = s.outcome(c, request)
	}
	replies := c.replies
	s.reuse(c)
	if !counted(err) {
		return nil, err
	}
	return s.owned(replies), err
}

// counted reports whether all came that was to come before an error, or the end, of an answer.
func counted(err error) bool {
	var refused *Error
	return err == nil || errors.Is(err, ErrDumpInterrupted) || errors.As(err, &refused)
}

// run sends the request of a call and waits until it has ended.
func (s *Socket) run(ctx context.Context, c *call, request []byte) error {
	s.begin(c)
	defer s.forget(c)
	if err := s.send(ctx, c, request); err != nil {
		return err
	}
	if err := s.await(ctx, c); err != nil {
		return err
	}
	if c.err != nil {
		return fmt.Errorf("%s: %w", s.nameOf(request), c.err)
	}
	return nil
}

// owned decodes the messages in b, which are theirs from now on.
func (s *Socket) owned(b []byte) (messages []*codec.Message) {
	for msg, ok := range host.Messages(b) {
		if ok {
			m := new(codec.Message)
			_ = s.decoder.Decode(m, s.context(), msg) // what is damaged is in its Faults
			messages = append(messages, m)
		}
	}
	return messages
}

// op returns what kind of request a message is.
func (s *Socket) op(request []byte) codec.Op {
	var m codec.Message
	_ = s.decoder.Decode(&m, s.context(), request)
	if m.Type() == nil {
		return codec.OpOther
	}
	return m.Type().Op
}

// onlyReads reports whether a request may be sent twice.
func (s *Socket) onlyReads(request []byte) bool {
	var m codec.Message
	_ = s.decoder.Decode(&m, s.context(), request)
	return m.OnlyReads()
}

// isDump reports whether a dump answers a request: the bits of NLM_F_DUMP mean something else in requests that make or
// delete things.
func (s *Socket) isDump(request []byte) bool {
	if host.Flags(request)&codec.FlagDump != codec.FlagDump {
		return false
	}
	op := s.op(request)
	return op == codec.OpGet || op == codec.OpOther
}
