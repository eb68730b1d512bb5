package proxy

import (
	"context"
	"errors"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// Exchange is Request for what is sent otherwise, or answered otherwise than by objects and then the acknowledgement.
// The messages that came before an error are returned with it.
func (s *Socket) Exchange(ctx context.Context, r *codec.Request, opts ...RequestOption) ([]*codec.Message, error) {
	x, err := exchangeOf(opts)
	if err != nil {
		return nil, err
	}
	return s.request(ctx, r, x)
}

// ExchangeRaw is Exchange with a message that is already encoded, as RequestRaw takes it.
func (s *Socket) ExchangeRaw(ctx context.Context, message []byte, opts ...RequestOption) ([]*codec.Message, error) {
	x, err := exchangeOf(opts)
	if err != nil {
		return nil, err
	}
	b, err := requestOf(message)
	if err != nil {
		return nil, err
	}
	return s.exchange(ctx, b, x)
}

// RequestOption says of one request how it is sent, or what ends it.
type RequestOption func(*exchange)

// exchange is how a request is sent and what ends it. The zero exchange is that of Request.
type exchange struct {
	delivery transport.Delivery
	direct   bool // of a callback: past the chains
	noAck    bool
	own      bool // the caller says what ends it: what follows
	replies  int  // -1: any number
	until    func(*codec.Message) bool
	err      error // what is wrong with an option
}

// NoAck leaves NLM_F_ACK out. The first answer ends the request then, or the last part of one that has several
// (NLM_F_MULTI). It is for what acknowledges nothing.
func NoAck() RequestOption { return func(x *exchange) { x.noAck = true } }

// Replies ends a request when n messages have answered it; with 0, when it is sent. NLM_F_ACK is not set: if the
// request has it, the acknowledgement is waited for too, which to AUDIT_GET and the like comes before the answer.
// Errors and NLMSG_DONE end the request sooner.
func Replies(n int) RequestOption {
	return func(x *exchange) {
		x.own, x.replies = true, n
		if n < 0 {
			x.err = fmt.Errorf("%d replies cannot be waited for", n)
		}
	}
}

// Until ends a request with the first answer of which f is true, and is in all else like Replies. f is called by the
// goroutine that waits. With Replies too, what is there first ends the request.
func Until(f func(*codec.Message) bool) RequestOption {
	return func(x *exchange) {
		if !x.own {
			x.own, x.replies = true, -1
		}
		if x.until = f; f == nil {
			x.err = errors.New("there is nothing to wait for: the function of Until is nil")
		}
	}
}

// ToPort sends to the socket of a process (nl_pid), and takes its answers. NETLINK_USERSOCK lets anybody do so, other
// protocols want CAP_NET_ADMIN. Send waits while the receive buffer there is full.
func ToPort(portID uint32) RequestOption {
	return func(x *exchange) { x.delivery.To.PortID = portID }
}

// ToGroup sends to the members of a multicast group, and to the kernel too where that listens. An address has groups 1
// to 32 only. What processes answer is taken with AnySender.
func ToGroup(group uint32) RequestOption {
	return func(x *exchange) {
		x.delivery.To.Groups = 1 << (group - 1)
		if group == 0 || group > 32 {
			x.err = fmt.Errorf("cannot send to multicast group %d: an address has groups 1 to 32", group)
		}
	}
}

// StrictCheck has the kernel check a request, and filter what it dumps, as NETLINK_GET_STRICT_CHK says, or not,
// whatever the socket was opened with.
func StrictCheck(on bool) RequestOption {
	return func(x *exchange) { x.delivery.Strict, x.delivery.Lax = on, !on }
}

var (
	asUsual = &exchange{}
	past    = &exchange{direct: true}
)

func exchangeOf(opts []RequestOption) (*exchange, error) {
	if len(opts) == 0 {
		return asUsual, nil
	}
	x := new(exchange)
	for _, opt := range opts {
		opt(x)
	}
	return x, x.err
}

// errEnds says that something ends in its own way.
var errEnds = errors.New("NoAck, Replies and Until are for requests that Exchange makes, and no dumps")

// sendingOf is exchangeOf for what ends in its own way.
func sendingOf(opts []RequestOption) (*exchange, error) {
	x, err := exchangeOf(opts)
	if err == nil && (x.own || x.noAck) {
		err = errEnds
	}
	return x, err
}

// enough reports whether the messages that came are what the caller waits for.
func (x *exchange) enough(messages []*codec.Message) bool {
	n := len(messages)
	return x.replies >= 0 && n >= x.replies || x.until != nil && n > 0 && x.until(messages[n-1])
}

// prepare makes the call of a request, and gives the request its header.
func (s *Socket) prepare(request []byte, x *exchange) *call {
	c := s.newCall(1)
	c.direct, c.delivery = x.direct, x.delivery
	h := host.Header(request)
	h.Flags |= codec.FlagRequest
	switch {
	case x.noAck || s.table != nil && s.table.Unacked:
		h.Flags &^= codec.FlagAck
	case !x.own:
		h.Flags |= codec.FlagAck
	}
	c.acked = h.Flags&codec.FlagAck != 0
	if h.Flags&codec.FlagEcho != 0 {
		c.echo = []bool{true}
	}
	h.Seq, h.PortID = c.seq, s.PortID()
	host.PutHeader(request, h)
	return c
}

// converse sends a request and takes what answers it until the caller has enough.
func (s *Socket) converse(ctx context.Context, request []byte, x *exchange) (messages []*codec.Message, err error) {
	c := s.prepare(request, x)
	c.streaming = true
	s.begin(c)
	defer s.forget(c)
	if err := s.send(ctx, c, request); err != nil {
		return nil, err
	}
	enough, confirmed := x.enough(nil), !c.acked
	for !enough || !confirmed {
		if err := s.await(ctx, c); err != nil {
			return messages, err
		}
		replies, ack, done := s.takeReplies(c)
		for _, m := range s.owned(replies) {
			if !enough {
				messages = append(messages, m)
				enough = x.enough(messages)
			}
		}
		confirmed = confirmed || ack
		if done && (!enough || !confirmed) {
			return messages, s.outcome(c, request)
		}
	}
	if !x.counted(messages) && s.missed(c) {
		return messages, fmt.Errorf("%s: %w", s.nameOf(request), ErrReplyLost)
	}
	return messages, nil
}

// counted reports whether the number of messages shows that none is missing.
func (x *exchange) counted(messages []*codec.Message) bool {
	return x.replies >= 0 && len(messages) >= x.replies
}

// missed reports whether answers to a call may have been lost.
func (s *Socket) missed(c *call) bool {
	s.state.Lock()
	defer s.state.Unlock()
	return c.lossy
}

// takeReplies takes what came for a call so far.
func (s *Socket) takeReplies(c *call) (replies []byte, ack, done bool) {
	s.state.Lock()
	defer s.state.Unlock()
	replies, ack, done = c.replies, c.confirmed, c.done.Load()
	c.replies, c.confirmed = nil, false
	return replies, ack, done
}

// outcome is the error that a call ended in, if any.
func (s *Socket) outcome(c *call, request []byte) error {
	if c.err != nil {
		return fmt.Errorf("%s: %w", s.nameOf(request), c.err)
	}
	if err := s.refusal(c.end, request); err != nil || s.isWhole(c, request) {
		return err
	}
	return fmt.Errorf("%s: %w", s.nameOf(request), ErrReplyLost)
}

// isWhole reports whether all that answers a request is there when the acknowledgement is: datagrams were not lost, or
// it changes something, which the kernel answers with nothing else, or gets something, of which there is but one
// message where the first is not NLM_F_MULTI.
func (s *Socket) isWhole(c *call, request []byte) bool {
	if !c.lossy {
		return true
	}
	h := host.Header(request)
	if h.Flags&codec.FlagEcho != 0 {
		return false
	}
	op := s.op(request)
	return op == codec.OpNew || op == codec.OpDelete || op == codec.OpGet && c.isSingle(h.Seq)
}

// isSingle reports whether a request was answered by a message that is not one of several.
func (c *call) isSingle(seq uint32) bool {
	for msg := range host.Messages(c.replies) {
		if h := host.Header(msg); h.Seq == seq {
			return h.Flags&codec.FlagMulti == 0
		}
	}
	return false
}
