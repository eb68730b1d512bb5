package proxy

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/late"
	"github.com/nlkit/nlkit/transport"
)

// call is an exchange that waits for its answers: a request, a dump, or a batch of requests with sequence numbers in a
// row.
type call struct {
	seq         uint32 // of the first request
	count       uint32 // of requests: more than 1 in a batch
	dump        bool
	acked       bool   // an acknowledgement ends it; without, the first message that is not NLM_F_MULTI does
	echo        []bool // of which requests the event that they cause is an answer too (NLM_F_ECHO); nil: of none
	transaction bool   // the last request is none of the batch: it tells when the kernel has answered the others
	direct      bool   // of a callback: its messages pass no chain
	raw         bool   // of Send: what answers it is for Receive
	streaming   bool   // what comes is wanted at once: parts of a dump, or answers until the caller has enough
	delivery    transport.Delivery
	each        bool        // every request of a batch is acknowledged, not only the last
	done        atomic.Bool // set under the mutex, and last: what ended the call can be read then

	// Under the mutex of the Socket:
	sent        bool
	lossy       bool              // datagrams were lost before it ended: of what answers it some may be missing
	notify      chan struct{}     // there is something new; nil as long as nobody waits for that
	replies     []byte            // messages that answer, each aligned; not of a dump
	wanted      int               // acknowledgements of a transaction that did not come yet
	confirmed   bool              // an acknowledgement came that does not end it
	begun       bool              // an object of the dump came: the kernel sends the rest whatever else it drops
	parts       []part            // datagrams of a dump
	answers     map[uint32][]byte // to requests of a batch: errors, and acknowledgements of each
	end         []byte            // the NLMSG_ERROR or NLMSG_DONE that ended it
	interrupted bool              // NLM_F_DUMP_INTR was seen
	torn        bool              // a message of the answer was cut
	ended       bool              // the last message of the dump came
	late        *late.Answers     // what is given out when it ends
	abandoned   bool              // nobody wants the rest of the dump
	noted       bool              // by a recovery, which still looks at it when nobody else does
	err         error             // why it ended without an answer
	room        chan struct{}     // the consumer of a stream has taken what there was; nil if nobody reads ahead
	failed      error             // why nothing more was read ahead

	endRoom [64]byte // for end, which is small as a rule
}

// part is a datagram of a dump, and the buffer it is in if that is to be used again.
type part struct {
	datagram []byte
	buffer   *[]byte
	from     transport.From
}

// newCall makes a call of some requests.
func (s *Socket) newCall(count uint32) *call {
	c := s.spareCalls.Get().(*call)
	c.seq, c.count, c.acked = s.newSeq(count), count, true
	c.end = c.endRoom[:0]
	return c
}

// reuse takes a call that is forgotten, and no dump, back for another request.
func (s *Socket) reuse(c *call) {
	if !c.noted {
		*c = call{}
		s.spareCalls.Put(c)
	}
}

// newSeq returns the first of some sequence numbers in a row.
func (s *Socket) newSeq(count uint32) uint32 {
	seq := s.seq.Add(count) - count + 1
	if seq == 0 || seq > seq+count { // 0 is for events; a batch does not go past the end
		seq = s.seq.Add(count) - count + 1
	}
	return seq
}

// wake tells the one who waits that there is something new.
func (s *state) wake(c *call) {
	select {
	case c.notify <- struct{}{}:
	default:
	}
}

// finish ends the call.
func (s *state) finish(c *call, err error) {
	if c.done.Load() {
		return
	}
	if err == nil && c.torn {
		err = ErrTruncated
	}
	c.err = err
	c.done.Store(true)
	s.wake(c)
}

// echoes reports whether the event that a request causes is an answer to it.
func (c *call) echoes(seq uint32) bool {
	i := seq - c.seq
	return int64(i) < int64(len(c.echo)) && c.echo[i]
}

// accept takes one message that answers, unless the call has ended.
func (s *state) accept(c *call, h codec.Header, msg []byte) bool {
	if c.done.Load() {
		return false
	}
	if h.Flags&codec.FlagDumpIntr != 0 {
		c.interrupted = true
	}
	switch h.Type {
	case codec.TypeNoop, codec.TypeOverrun:
	case codec.TypeError:
		s.acceptError(c, h, msg)
	case codec.TypeDone:
		c.end = append(c.end[:0], msg...)
		s.finish(c, nil)
	default:
		s.acceptReply(c, h, msg)
	}
	return true
}

// acceptReply takes a message that is no acknowledgement or the like.
func (s *state) acceptReply(c *call, h codec.Header, msg []byte) {
	if c.begun = c.dump; c.dump || c.done.Load() {
		return
	}
	c.replies = host.Align(append(c.replies, msg...), 0)
	switch {
	case c.streaming:
		s.wake(c)
	case !c.acked && h.Flags&codec.FlagMulti == 0:
		s.finish(c, nil)
	}
}

// acceptError takes an NLMSG_ERROR. The answer to the last request ends the call, or, where each is acknowledged, the
// last answer.
func (s *state) acceptError(c *call, h codec.Header, msg []byte) {
	last := h.Seq == c.seq+c.count-1
	if c.count > 1 && (!c.transaction || !last) {
		s.acceptAnswer(c, h, msg)
	}
	if c.streaming && !c.dump && !failed(msg) {
		c.confirmed = true
		s.wake(c)
		return
	}
	if c.each {
		last = len(c.answers) == int(c.count)
	}
	if last {
		c.end = append(c.end[:0], msg...)
		s.finish(c, nil)
	}
}

// failed reports whether an NLMSG_ERROR is an error.
func failed(msg []byte) bool {
	return len(msg) >= codec.HeaderLen+4 && host.Order.Uint32(msg[codec.HeaderLen:]) != 0
}

// acceptAnswer takes the first answer to a request of a batch.
func (s *state) acceptAnswer(c *call, h codec.Header, msg []byte) {
	if !failed(msg) && c.transaction {
		c.wanted--
		return
	}
	if !failed(msg) && !c.each || c.answers[h.Seq] != nil {
		return
	}
	if c.answers == nil {
		c.answers = map[uint32][]byte{}
	}
	c.answers[h.Seq] = append([]byte(nil), msg...)
}

// answerTo returns the answer to a request of a batch, nil if there is none of its own.
func (c *call) answerTo(i int) []byte {
	if answer := c.answers[c.seq+uint32(i)]; answer != nil {
		return answer
	}
	if last := i == int(c.count)-1; last && c.err == nil && len(c.end) > 0 {
		return c.end
	}
	return nil
}

// send passes the request of a call through the chain and on, and takes the answers that the chain gives.
func (s *Socket) send(ctx context.Context, c *call, datagram []byte) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	forward, replies, after := datagram, [][]byte(nil), []int(nil)
	if !c.direct {
		p := s.passage()
		p.To = c.delivery.To
		forward, replies, after = s.gate.Outgoing(ctx, datagram, p)
	}
	if c.raw && forward != nil && len(replies) > 0 && s.confirmsNoop(c.delivery.To) {
		return s.sendAround(ctx, c, forward, s.postpone(forward, replies, after))
	}
	if c.transaction && slices.ContainsFunc(replies, refuses) {
		forward = nil // as the kernel carries nothing out of it either
	}
	if forward != nil {
		if err := s.transmit(ctx, c, forward); err != nil {
			return s.orClosed(err)
		}
	}
	if forward != nil && c.transaction {
		if err := s.noop(ctx, c.seq+c.count-1); err != nil {
			return err
		}
	}
	for _, r := range replies {
		from := transport.FromKernel()
		s.stamp(&from)
		s.settle(r, from)
	}
	if forward == nil && c.transaction {
		st := s.state.Lock()
		defer s.state.Unlock()
		st.finish(c, nil)
	}
	return nil
}

// sendAround sends what callbacks left of a datagram for Receive, whose answers come around theirs.
func (s *Socket) sendAround(ctx context.Context, c *call, forward []byte, marker *call) error {
	err := s.transmit(ctx, c, forward)
	noticed := err == nil && s.noop(ctx, marker.seq) == nil
	st := s.state.Lock()
	defer s.state.Unlock()
	if err != nil {
		marker.late.Rest() // as nothing was sent
	}
	if !noticed {
		st.conclude(marker)
	}
	return s.orClosed(err)
}

// noop sends a message that has the kernel do nothing but acknowledge it.
func (s *Socket) noop(ctx context.Context, seq uint32) error {
	return s.transport.Send(ctx, s.noopMessage(seq), transport.Delivery{})
}

// refuses reports whether an answer is an error.
func refuses(answer []byte) bool {
	return len(answer) >= codec.HeaderLen && host.Header(answer).Type == codec.TypeError && failed(answer)
}

// transmit sends a datagram for a call. Who dumps waits for its turn after the callbacks, which may want to dump
// themselves.
func (s *Socket) transmit(ctx context.Context, c *call, datagram []byte) error {
	t, err := s.awaitTurn(ctx, c, datagram)
	if err != nil {
		return err
	}
	if err := s.restore(ctx); err != nil {
		s.endTurn(t)
		return err
	}
	st := s.state.Lock() // before it is sent: whoever reads may find the answer lost before Send returns
	c.sent, c.lossy = true, st.losing && s.loses(c)
	s.state.Unlock()
	if err := s.transport.Send(ctx, datagram, c.delivery); err != nil {
		s.state.Lock()
		c.sent = false
		s.state.Unlock()
		s.endTurn(t)
		return err
	}
	return nil
}

// await waits until a call has ended, or a dump has a part more, and reads the socket if nobody else does.
func (s *Socket) await(ctx context.Context, c *call) error {
	enough := func() bool { return s.progress(c) }
	for {
		select {
		case <-s.reading:
			if err := s.lead(ctx, enough); err != nil {
				return err
			}
		default:
		}
		notify, ready := s.watch(c)
		if ready {
			return nil
		}
		select {
		case <-notify:
		case <-s.reading:
			if err := s.lead(ctx, enough); err != nil {
				return err
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-s.closed:
			return ErrClosed
		}
	}
}

// watch reports whether a call has what its caller waits for, and if not, how it is told.
func (s *Socket) watch(c *call) (notify chan struct{}, ready bool) {
	if !c.streaming && c.done.Load() {
		return nil, true
	}
	st := s.state.Lock()
	defer s.state.Unlock()
	if st.ready(c) {
		return nil, true
	}
	if c.notify == nil {
		c.notify = make(chan struct{}, 1)
	}
	return c.notify, false
}

// progress reports whether a call has what its caller waits for.
func (s *Socket) progress(c *call) bool {
	if !c.streaming {
		return c.done.Load()
	}
	st := s.state.Lock()
	defer s.state.Unlock()
	return st.ready(c)
}

// ready reports whether there is what the caller waits for.
func (s *state) ready(c *call) bool {
	if c.done.Load() || !c.streaming {
		return c.done.Load()
	}
	return len(c.parts) > 0 || len(c.replies) > 0 || c.confirmed || c.failed != nil
}

func (s *Socket) recycle(parts []part) {
	for _, p := range parts {
		if p.buffer != nil {
			buffers.Put(p.buffer)
		}
	}
}
