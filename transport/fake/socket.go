package fake

import (
	"bytes"
	"context"
	"errors"
	"os"
	"syscall"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

const (
	// defaultReceiveBuffer is net.core.rmem_default.
	defaultReceiveBuffer = 212992
	// bufferOverhead is what the kernel counts for a datagram besides its octets: struct sk_buff and skb_shared_info.
	bufferOverhead = 576
	// leastBuffer is what it counts at least for the octets: the memory of a message is taken before its size is known.
	leastBuffer = 256
	// firstDump and laterDumps are how large the datagrams of a dump are: before the first read that shows how much the
	// reader takes, and at most.
	firstDump  = 3776
	laterDumps = 32 << 10
)

// Socket is a netlink socket of a Kernel: a transport.Transport.
type Socket struct {
	kernel *Kernel
	portID uint32
	style  transport.AckStyle
	wake   chan struct{}

	// Under the mutex of the Kernel:
	groups    map[uint32]bool
	queue     []arrival
	charged   int // octets of the receive buffer in use
	limit     int
	congested bool // since the overflow, until the queue is empty
	failed    bool // the next read says ENOBUFS
	drops     uint32
	largest   int // what a reader took at most
	dump      *dump
	closed    bool
}

// arrival is a datagram that waits.
type arrival struct {
	datagram []byte
	group    uint32
}

// truesize is what the kernel counts for a datagram.
func truesize(datagram []byte) int {
	return bufferOverhead + (max(len(datagram), leastBuffer)+63)&^63
}

// PortID returns the port id.
func (s *Socket) PortID() uint32 { return s.portID }

// Send has the kernel carry out the requests of a datagram. Their answers are waiting when it returns, as far as they
// fit. Requests for dumps may be checked otherwise than the socket's, but there are no processes and groups to send to.
func (s *Socket) Send(_ context.Context, datagram []byte, d transport.Delivery) error {
	if d.To != (transport.To{}) {
		return d.Refuse("a socket of the fake kernel")
	}
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	s.kernel.lax = d.Lax || s.kernel.options.Lax && !d.Strict
	if s.closed {
		return os.ErrClosed
	}
	for msg, ok := range host.Messages(bytes.Clone(datagram)) { // dumps look at their requests later
		if !ok {
			break // as the kernel does
		}
		s.handle(msg)
		s.kernel.settleCarriers()
	}
	return nil
}

// Receive takes the next datagram.
func (s *Socket) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		datagram, from, err := s.dequeue(b)
		if !wait || !errors.Is(err, transport.ErrEmpty) {
			return datagram, from, err
		}
		select {
		case <-s.wake:
		case <-ctx.Done():
			return nil, from, context.Cause(ctx)
		}
	}
}

func (s *Socket) dequeue(b []byte) ([]byte, transport.From, error) {
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	from := transport.From{NSID: -1, UID: -1, GID: -1}
	switch {
	case s.closed:
		return nil, from, os.ErrClosed
	case s.failed:
		s.failed = false
		return nil, from, syscall.ENOBUFS
	case len(s.queue) == 0:
		s.congested = false
		return nil, from, transport.ErrEmpty
	}
	first := s.queue[0]
	s.queue[0] = arrival{}
	s.queue = s.queue[1:]
	s.charged -= truesize(first.datagram)
	s.largest = max(s.largest, min(len(b), laterDumps))
	if s.dump != nil && s.charged <= s.limit/2 {
		s.continueDump()
	}
	if len(s.queue) == 0 {
		s.congested = false
	}
	from.Group = first.group
	return append(b[:0:len(b)], first.datagram...), from, nil
}

// push puts a datagram into the receive buffer, or drops it if that is full.
func (s *Socket) push(datagram []byte, group uint32) {
	size := truesize(datagram)
	if s.congested || s.charged > 0 && s.charged+size > s.limit {
		s.overrun()
		s.drops++
		return
	}
	s.enqueue(datagram, group)
}

// enqueue puts a datagram into the receive buffer, whatever room there is.
func (s *Socket) enqueue(datagram []byte, group uint32) {
	s.queue = append(s.queue, arrival{datagram, group})
	s.charged += truesize(datagram)
	s.notify()
}

func (s *Socket) overrun() {
	if !s.congested {
		s.congested, s.failed = true, true
		s.notify()
	}
}

func (s *Socket) notify() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Join joins a multicast group.
func (s *Socket) Join(group uint32) error {
	if group == 0 || group > lastGroup {
		return einval
	}
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	if s.groups == nil {
		s.groups = map[uint32]bool{}
	}
	s.groups[group] = true
	return nil
}

// Leave leaves a multicast group.
func (s *Socket) Leave(group uint32) error {
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	delete(s.groups, group)
	return nil
}

// Drops returns how many datagrams were lost.
func (s *Socket) Drops() (uint32, error) {
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	return s.drops, nil
}

// ReceiveBuffer returns how many octets may wait, the kernel's accounting included.
func (s *Socket) ReceiveBuffer() (int, error) { return s.limit, nil }

// KeepsDumps tells that parts of dumps are queued however full the receive buffer is, as the kernel does.
func (s *Socket) KeepsDumps() bool { return true }

// Close closes the socket.
func (s *Socket) Close() error {
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	s.closed, s.queue, s.dump = true, nil, nil
	delete(s.kernel.sockets, s.portID)
	s.notify()
	return nil
}
