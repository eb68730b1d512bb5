package proxy

import (
	"context"
	"fmt"
	"os"
	"syscall"

	"github.com/nlkit/nlkit/verdicts"
)

// Transport carries datagrams between a Socket and a kernel, or what stands for one. Its methods may be called by
// several goroutines at once; Receive is called by one at a time.
type Transport interface {
	// Send passes a datagram on, whole or not at all. The octets are the caller's again when it returns. One that has
	// to wait for its turn gives up when ctx ends.
	Send(ctx context.Context, datagram []byte) error

	// Receive puts the next datagram into b, as recvmsg(2) does. If there is none it returns ErrEmpty, or, if wait is
	// set, waits until one comes, ctx ends or the transport is closed. A datagram that b is too small for goes to a
	// buffer of the transport's own making: the datagram is what is returned. syscall.ENOBUFS says that datagrams were
	// lost.
	Receive(ctx context.Context, b []byte, wait bool) (datagram []byte, from From, err error)

	// Join and Leave change the multicast groups that datagrams come from.
	Join(group uint32) error
	Leave(group uint32) error

	// PortID is the port id of the socket: what the kernel puts into nlmsg_pid of its answers.
	PortID() uint32

	// Close ends a Receive that waits, with os.ErrClosed.
	Close() error
}

// From is what came with a datagram beside its octets. Pid, UID and GID need PassCredentials.
type From = verdicts.From

// kernel is the From of a datagram that answers a request.
var kernel = From{NSID: -1, UID: -1, GID: -1}

// ErrEmpty says that no datagram is waiting.
var ErrEmpty = verdicts.ErrEmpty

// drops is what a Transport can tell beyond the interface: how many datagrams were lost since the socket was opened.
type drops interface{ Drops() (uint32, error) }

// receiveBuffer is what a Transport can tell beyond the interface: how many octets of datagrams may wait.
type receiveBuffer interface{ ReceiveBuffer() (int, error) }

// prefetching is what a Transport can tell beyond the interface: whether the next Receive has a datagram at hand.
type prefetching interface{ Prefetched() bool }

// wrapper is a Transport around another one. It does not say that it is one: packages that know nothing of this one
// wrap too.
type wrapper interface{ Unwrap() any }

// innermost is what is inside all that wraps a Transport.
func innermost(t any) any {
	for {
		w, ok := t.(wrapper)
		if !ok {
			return t
		}
		t = w.Unwrap()
	}
}

// errElsewhere says that there is no descriptor of the socket here.
var errElsewhere = fmt.Errorf("the socket's other end is not this machine's kernel: %w", syscall.EOPNOTSUPP)

// SyscallConn gives the descriptor of the socket to who sets options that this package does not, or attaches filters:
// Control may be called at any time. Its Read and Write are refused, as is all of it if the other end is not the kernel
// of this machine (EOPNOTSUPP).
func (s *Socket) SyscallConn() (syscall.RawConn, error) {
	c, ok := innermost(s.transport).(syscall.Conn)
	if !ok {
		return nil, errElsewhere
	}
	return c.SyscallConn()
}

// keepsDumps is what a Transport can tell beyond the interface: whether parts of dumps are never among the datagrams
// that are lost, as the kernel never drops them. Where it does not tell, a dump in which an overflow falls is asked for
// again.
type keepsDumps interface{ KeepsDumps() bool }

// ErrClosed says that the socket was closed. It is os.ErrClosed.
var ErrClosed = os.ErrClosed
