package kernel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// startsDump reports whether a message of a datagram may ask for a dump.
func startsDump(datagram []byte) bool {
	for ; len(datagram) >= codec.HeaderLen; datagram = host.Rest(datagram) {
		if host.Flags(datagram)&codec.FlagDump == codec.FlagDump {
			return true
		}
	}
	return false
}

// Send passes a datagram to the kernel, or where it goes otherwise. It is sendto(2), since write(2) takes longer.
func (s *socket) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	if d != (transport.Delivery{}) {
		return s.deliver(ctx, datagram, d)
	}
	fd, err := s.fd.acquire()
	if err != nil {
		return err
	}
	defer s.fd.release()
	if startsDump(datagram) {
		s.busy.Lock()
		defer s.busy.Unlock()
	}
	for {
		err := unix.Send(fd, datagram, 0)
		if err == nil {
			return nil
		}
		if !errors.Is(err, unix.EINTR) {
			return fmt.Errorf("send %d octets: %w", len(datagram), err)
		}
	}
}

// recvmsg is the state of the only receive there is at a time.
type recvmsg struct {
	read     func(fd uintptr) bool
	busy     *sync.Mutex
	wait     bool
	b        []byte // where the datagram goes
	datagram []byte
	err      error
	errno    unix.Errno
	msg      unix.Msghdr
	slot     slot
}

// once calls recvmsg(2).
func (r *recvmsg) once(fd uintptr) bool {
	spare := spares.Get().(*[spareSize]byte)
	defer spares.Put(spare)
	r.slot.place(&r.msg, r.b, spare[:])
	defer r.slot.forget()
	for {
		r.slot.clear(&r.msg)
		r.busy.Lock()
		n, _, errno := unix.Syscall(unix.SYS_RECVMSG, fd, uintptr(unsafe.Pointer(&r.msg)),
			unix.MSG_DONTWAIT|unix.MSG_CMSG_CLOEXEC)
		r.busy.Unlock()
		switch errno {
		case 0:
			r.datagram, r.err = assemble(r.b, spare[:], int(n), r.msg.Flags)
		case unix.EINTR:
			continue
		}
		r.errno = errno
		return errno != unix.EAGAIN || !r.wait
	}
}

func (s *socket) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		datagram, from, err := s.receive(ctx, b, wait)
		if err != nil || s.hears(from.PortID) {
			s.inBurst = err == nil && from.Group != 0
			return datagram, from, err
		}
	}
}

// hears reports whether what a socket with a port id sends is taken.
func (s *socket) hears(portID uint32) bool {
	if portID == 0 || s.anySender {
		return true
	}
	_, asked := s.peers.Load(portID)
	return asked
}

// Prefetched reports whether the next Receive takes no system call. It is asked by the one who receives.
func (s *socket) Prefetched() bool { return s.burst != nil }

func (s *socket) receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	r := &s.reader
	r.b, r.wait = b, false
	fd, err := s.fd.acquire()
	if err != nil {
		return nil, transport.FromKernel(), err
	}
	switch {
	case s.burst != nil:
	case s.inBurst:
		r.errno = s.begin(fd)
	default:
		r.once(uintptr(fd))
	}
	s.fd.release()
	if s.burst != nil {
		return s.fromBurst(b)
	}
	if r.errno == unix.EAGAIN && wait {
		err = s.await(ctx)
	}
	datagram := r.datagram
	r.b, r.datagram = nil, nil
	switch {
	case err != nil:
		return nil, transport.FromKernel(), err
	case r.errno == unix.EAGAIN:
		return nil, transport.FromKernel(), transport.ErrEmpty
	case r.errno != 0:
		return nil, transport.FromKernel(), fmt.Errorf("receive: %w", r.errno)
	}
	return datagram, r.slot.from(&r.msg), r.err
}

// begin receives a burst, if there is anything.
func (s *socket) begin(fd int) unix.Errno {
	u := bursts.Get().(*burst)
	errno := u.receive(fd, &s.busy)
	if errno == 0 {
		s.burst = u
	} else {
		bursts.Put(u)
	}
	return errno
}

// fromBurst takes the next datagram out of the burst.
func (s *socket) fromBurst(b []byte) ([]byte, transport.From, error) {
	datagram, from, err := s.burst.next(b)
	if s.burst.left == 0 {
		bursts.Put(s.burst)
		s.burst = nil
	}
	return datagram, from, err
}

// await reads until there is a datagram, ctx ends or the socket is closed.
func (s *socket) await(ctx context.Context) error {
	file, err := s.fd.pollable()
	if err != nil {
		return err
	}
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	s.reader.wait = true
	if ctx.Done() == nil {
		return s.ended(raw.Read(s.reader.read))
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = file.SetReadDeadline(time.Unix(1, 0))
		close(ended)
	})
	err = raw.Read(s.reader.read)
	if !stop() {
		<-ended
		_ = file.SetReadDeadline(time.Time{})
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return context.Cause(ctx)
		}
	}
	return s.ended(err)
}

// ended turns what a read ends with after Close into os.ErrClosed: the poller's own error is not os.os.ErrClosed.
func (s *socket) ended(err error) error {
	if err != nil && s.fd.isClosed() {
		return os.ErrClosed
	}
	return err
}
