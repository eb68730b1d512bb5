// Package late keeps answers of callbacks until their place among the kernel's has come.
package late

import (
	"slices"

	"github.com/nlkit/nlkit/internal/host"
)

// Answers are answers of callbacks to messages of a datagram whose other messages went on to the kernel. They wait
// until their place among the kernel's answers has come, which are in the order of the messages: before the first
// answer to a message that stands after the one that they are for, or where there is none, when the kernel has answered
// all.
type Answers struct {
	seqs    []uint32 // of the messages that went on
	replies [][]byte
	after   []int // how many of those stand before the message that a reply is for
}

// New keeps replies to messages of a datagram of which forward went on; after says how many of the messages of that
// stand before the one that each is for.
func New(forward []byte, replies [][]byte, after []int) *Answers {
	l := &Answers{replies: replies, after: after}
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

// Empty reports whether none is left.
func (l *Answers) Empty() bool { return len(l.replies) == 0 }

// Before takes the replies that come before the kernel's answer with a sequence number.
func (l *Answers) Before(seq uint32) [][]byte {
	if at := slices.Index(l.seqs, seq); at >= 0 {
		return l.UpTo(at)
	}
	return nil
}

// UpTo takes the replies that stand before the nth message that went on.
func (l *Answers) UpTo(n int) (due [][]byte) {
	i := 0
	for i < len(l.after) && l.after[i] <= n {
		i++
	}
	due, l.replies, l.after = l.replies[:i], l.replies[i:], l.after[i:]
	return due
}

// Rest takes the replies that are left.
func (l *Answers) Rest() [][]byte { return l.UpTo(len(l.seqs)) }
