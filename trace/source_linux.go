package trace

import (
	"errors"
	"slices"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/fifo"
)

// Source tells who causes the messages of one socket.
type Source struct {
	who     *Who
	conn    syscall.RawConn
	cookie  uint64
	waiting queue
}

// Close takes the program off the socket. It is to be called before the socket is closed.
func (s *Source) Close() error {
	s.who.mu.Lock()
	defer s.who.mu.Unlock()
	if s.who.sources[s.cookie] != s {
		return nil
	}
	delete(s.who.sources, s.cookie)
	return s.detach()
}

func (s *Source) detach() error {
	return s.control(func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DETACH_BPF, 0) })
}

func (s *Source) control(f func(fd int) error) error {
	var failed error
	err := s.conn.Control(func(fd uintptr) { failed = f(int(fd)) })
	return errors.Join(err, failed)
}

// Cause returns who caused a datagram that the socket received. It is to be asked about each datagram once, in the
// order in which they came; ok is false if it is not known: the ring buffer was full, nobody asked for very long, or
// the program was not yet there.
func (s *Source) Cause(datagram []byte) (Task, bool) {
	s.who.mu.Lock()
	defer s.who.mu.Unlock()
	id := identity(len(datagram), datagram)
	r, ok := s.waiting.take(id)
	if !ok {
		s.who.collect()
		if r, ok = s.waiting.take(id); !ok {
			return Task{}, false
		}
	}
	return r.task(), true
}

// queue is records of messages that nobody has asked about, the oldest first.
type queue struct {
	passed []record // that were passed over: the message of a later one was asked about before
	next   fifo.Queue[record]
}

const (
	// mostWaiting is how many records are kept of a socket that nobody asks about.
	mostWaiting = 1 << 18
	// reordered is by how many records those of processors that write at a time may be out of the messages' order.
	reordered = 256
)

// add appends a record, and gives up the oldest when there are too many.
func (q *queue) add(r record) {
	if q.next.Len() >= mostWaiting {
		q.next.Pop()
	}
	q.next.Push(r)
}

// take takes out the first record of a datagram, and those so far before it that theirs are lost: the socket had no
// room.
func (q *queue) take(datagram uint64) (r record, ok bool) {
	is := func(r record) bool { return r.datagram == datagram }
	if i := slices.IndexFunc(q.passed, is); i >= 0 {
		r = q.passed[i]
		q.passed = slices.Delete(q.passed, i, i+1)
		return r, true
	}
	if !q.next.Contains(is) {
		return record{}, false
	}
	for r, _ = q.next.Pop(); !is(r); r, _ = q.next.Pop() {
		if len(q.passed) == reordered {
			q.passed = slices.Delete(q.passed, 0, 1)
		}
		q.passed = append(q.passed, r)
	}
	return r, true
}
