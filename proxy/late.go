package proxy

import (
	"slices"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// late is answers of callbacks to messages of a datagram whose other messages went on to the kernel. They wait until
// their place among the kernel's answers has come, which are in the order of the messages: before the first answer to a
// message that stands behind the one that they are for, or where there is none, when the kernel has answered all.
type late struct {
	seqs    []uint32 // of the messages that went on
	replies [][]byte
	after   []int // how many of those stand before the message that a reply is for
}

func newLate(forward []byte, replies [][]byte, after []int) *late {
	l := &late{replies: replies, after: after}
	if len(replies) == 0 {
		return l
	}
	for msg, ok := range host.Messages(forward) {
		if ok {
			l.seqs = append(l.seqs, host.Header(msg).Seq)
		}
	}
	return l
}

// before takes the replies that come before the kernel's answer with a sequence number.
func (l *late) before(seq uint32) [][]byte {
	if at := slices.Index(l.seqs, seq); at >= 0 {
		return l.upTo(at)
	}
	return nil
}

// upTo takes the replies that stand before the nth message that went on.
func (l *late) upTo(n int) (due [][]byte) {
	i := 0
	for i < len(l.after) && l.after[i] <= n {
		i++
	}
	due, l.replies, l.after = l.replies[:i], l.replies[i:], l.after[i:]
	return due
}

// rest takes the replies that are left.
func (l *late) rest() [][]byte { return l.upTo(len(l.seqs)) }

// confirmsNoop tells whether the kernel acknowledges a message that asks for nothing, behind all answers to what was
// sent before. Those of its protocols that take requests do.
func (s *Socket) confirmsNoop(to transport.To) bool {
	switch s.protocol {
	case Route, SockDiag, XFRM, Audit, Netfilter, Generic, Crypto:
		return to == (transport.To{})
	}
	return false
}

// postpone keeps the answers of callbacks to a datagram that is about to be sent, and returns the call of the message
// that is to be sent behind it: its acknowledgement says that the kernel has answered all.
func (s *Socket) postpone(forward []byte, replies [][]byte, after []int) *call {
	c := s.newCall(1)
	c.late = newLate(forward, replies, after)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.direct, c.sent = true, true
	s.calls[c.seq] = c
	s.lates = append(s.lates, c)
	return c
}

// interleave gives out the answers of callbacks that come before an answer of the kernel. The mutex is held.
func (s *Socket) interleave(datagram []byte) {
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		for _, c := range slices.Clone(s.lates) {
			s.give(c.late.before(host.Header(msg).Seq))
		}
	}
}

// give gives out answers of callbacks. The mutex is held.
func (s *Socket) give(replies [][]byte) {
	for _, r := range replies {
		from := transport.FromKernel()
		s.stamp(&from)
		s.deliver(r, from, nil, true)
	}
}

// conclude gives out what is left of the answers that waited for a call, whether or not it was answered. The mutex is
// held.
func (s *Socket) conclude(c *call) {
	s.lates = slices.DeleteFunc(s.lates, func(x *call) bool { return x == c })
	delete(s.calls, c.seq)
	s.give(c.late.rest())
}
