package proxy

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// The messages that a transaction is between (linux/netfilter/nfnetlink.h).
const (
	nfnlBatchBegin = 0x10
	nfnlBatchEnd   = 0x11
)

// batchPart is a datagram of a batch.
type batchPart struct {
	datagram    []byte // of messages, each aligned
	starts      []int  // of the messages
	answers     int    // what their answers take in the receive buffer if all are refused
	transaction bool
	ended       bool // the transaction has its NFNL_MSG_BATCH_END

	done chan struct{} // closed when what follows is known
	call *call
	err  error // why it did not get through
	fate error // of the requests of a transaction that are not refused themselves
}

func (p *batchPart) reset() {
	*p = batchPart{datagram: p.datagram[:0], starts: p.starts[:0]}
}

func (p *batchPart) count() int { return len(p.starts) }

// addMessage takes the message that stands after the others.
func (p *batchPart) addMessage(datagram []byte, answer int) {
	start := len(p.datagram)
	h := host.Header(datagram[start:])
	h.Len = uint32(len(datagram) - start)
	host.PutHeader(datagram[start:], h)
	p.starts, p.datagram = append(p.starts, start), host.Align(datagram, 0)
	p.answers += answer
}

// message returns a message, of the length it says.
func (p *batchPart) message(i int) []byte {
	m := p.datagram[p.starts[i]:]
	return m[:host.Header(m).Len]
}

// ackSize is what an answer takes in the receive buffer: the kernel counts whole socket buffers.
const ackSize = 1280

// answerSize returns what the answer to a request that is refused takes in the receive buffer.
func (s *Socket) answerSize(message []byte) int {
	if s.style.Capped {
		return ackSize
	}
	return ackSize + 2*len(message) // quoted, in memory that the kernel takes in powers of two
}

// transacts reports whether a message begins or ends a transaction.
func (s *Socket) transacts(message []byte, typ uint16) bool {
	return s.protocol == Netfilter && host.Header(message).Type == typ
}

// carry has a datagram carried out.
func (b *batch) carry(p *batchPart) {
	defer close(p.done)
	s := b.socket
	c := s.batchCall(p)
	p.call, p.err = c, s.runBatch(b, c, p)
	if p.err == nil && s.lacks(p) {
		p.err = fmt.Errorf("batch: %w", ErrReplyLost)
	}
	if errors.Is(p.err, syscall.EMSGSIZE) {
		p.err = fmt.Errorf("batch: %d requests in one datagram take a SendBuffer of %d octets at least: %w", p.count(),
			len(p.datagram), p.err)
	}
	if p.transaction {
		p.fate = s.fateOf(p)
	}
}

func (s *Socket) runBatch(b *batch, c *call, p *batchPart) error {
	s.begin(c)
	defer s.forget(c)
	if err := s.send(b.ctx, c, p.datagram); err != nil {
		return err
	}
	if err := s.await(b.ctx, c); err != nil {
		return err
	}
	if c.err != nil {
		return fmt.Errorf("batch: %w", c.err)
	}
	return nil
}

// batchCall makes the call of a datagram, and gives the messages their headers.
//
// The last one is acknowledged. That of a transaction is followed by one more message, which is, since the kernel may
// tell nothing of a transaction, and tells of it in no order.
func (s *Socket) batchCall(p *batchPart) *call {
	n := p.count()
	count := n
	if p.transaction {
		count++
	}
	c := s.newCall(uint32(count))
	c.transaction = p.transaction
	// A callback that answers the last request would do so before the kernel's answers to the others are read.
	judged := n > 1 && !s.gate.Send.Empty()
	c.each = judged && !p.transaction
	from, to := n-1, n // of the messages that are acknowledged
	if p.ended {
		from, to = n-2, n-1
	}
	if judged {
		from = 0
	}
	if p.transaction {
		from = max(from, 1)
	}
	for i, start := range p.starts {
		m := p.datagram[start:]
		h := host.Header(m)
		h.Seq, h.PortID = c.seq+uint32(i), s.PortID()
		h.Flags = h.Flags&^codec.FlagAck | codec.FlagRequest
		if from <= i && i < to {
			h.Flags |= codec.FlagAck
			c.wanted++
		}
		if h.Flags&codec.FlagEcho != 0 {
			if c.echo == nil {
				c.echo = make([]bool, n)
			}
			c.echo[i] = true
		}
		host.PutHeader(m, h)
	}
	return c
}

// resultOf is the error of a request.
func (s *Socket) resultOf(p *batchPart, i int) error {
	c := p.call
	if answer := c.answerTo(i); answer != nil {
		err := s.refusal(answer, p.message(i))
		if err != nil || !p.transaction && s.isWhole(c, p.message(i)) {
			return err
		}
	}
	err := p.err
	if p.transaction {
		err = p.fate
	}
	if err != nil && !c.sent && !errors.Is(err, ErrAborted) {
		return notSent(err)
	}
	return err
}

// fateOf is what became of the requests of a transaction that are not refused themselves.
func (s *Socket) fateOf(p *batchPart) error {
	c := p.call
	for i := range p.starts {
		if answer := c.answers[c.seq+uint32(i)]; answer != nil {
			if err := s.refusal(answer, p.message(i)); err != nil {
				return fmt.Errorf("%w, because of request %d of it: %s", ErrAborted, i, err.Error())
			}
		}
	}
	if p.err == nil && c.wanted > 0 {
		return fmt.Errorf("%w, and the kernel does not say why, as where a message is malformed", ErrAborted)
	}
	return p.err
}

// lacks reports whether answers may be missing of a datagram whose last request was answered: of a transaction, errors
// that it was not carried out for.
func (s *Socket) lacks(p *batchPart) bool {
	if !p.call.lossy || p.transaction {
		return p.call.lossy && len(p.call.answers) == 0
	}
	for i := range p.starts {
		if p.call.answerTo(i) == nil || !s.isWhole(p.call, p.message(i)) {
			return true
		}
	}
	return false
}

// answersOf returns the messages that answer each request, or nil if none does.
func (s *Socket) answersOf(p *batchPart) [][]*codec.Message {
	if len(p.call.replies) == 0 {
		return nil
	}
	answers := make([][]*codec.Message, p.count())
	for _, m := range s.owned(p.call.replies) {
		if i := int(m.Header().Seq - p.call.seq); i < len(answers) {
			answers[i] = append(answers[i], m)
		}
	}
	return answers
}
