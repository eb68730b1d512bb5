package transport

import (
	"context"
	"errors"
)

// Transport carries datagrams between a socket and a kernel, or what stands for one. Its methods may be called by
// several goroutines at once; Receive is called by one at a time.
type Transport interface {
	// Send passes a datagram on, whole or not at all. The octets are the caller's again when it returns. One that has
	// to wait for its turn gives up when ctx ends. A transport that cannot send as the Delivery says, returns
	// Delivery.Refuse.
	Send(ctx context.Context, datagram []byte, d Delivery) error

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

// ErrEmpty says that no datagram is waiting: what Receive returns if it is not to wait.
var ErrEmpty = errors.New("no datagram is waiting")

// The sizes of datagrams.
const (
	// DumpSize is the most that the kernel puts into a datagram of a dump.
	DumpSize = 32 << 10
	// MaxSize is more than the kernel puts into any datagram: link messages with hundreds of virtual functions are
	// larger than one of a dump.
	MaxSize = DumpSize + 256<<10
)
