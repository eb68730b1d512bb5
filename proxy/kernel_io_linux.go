package proxy

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
)

// startsDump tells whether a message of a datagram may ask for a dump.
func startsDump(datagram []byte) bool {
	for len(datagram) >= codec.HeaderLen {
		if host.Flags(datagram)&codec.FlagDump == codec.FlagDump {
			return true
		}
		length := int64(host.Order.Uint32(datagram))
		datagram = datagram[min(max(length+3, codec.HeaderLen)&^3, int64(len(datagram))):]
	}
	return false
}

// Send passes a datagram to the kernel. It is sendto(2), since write(2) takes longer.
func (k *kernelTransport) Send(_ context.Context, datagram []byte) error {
	fd, err := k.socket.acquire()
	if err != nil {
		return err
	}
	defer k.socket.release()
	if startsDump(datagram) {
		k.busy.Lock()
		defer k.busy.Unlock()
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

func (k *kernelTransport) Receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	for {
		datagram, from, err := k.receive(ctx, b, wait)
		if err != nil || k.hears(from.PortID) {
			k.inBurst = err == nil && from.Group != 0
			return datagram, from, err
		}
	}
}

// hears tells whether what a socket with a port id sends is taken.
func (k *kernelTransport) hears(portID uint32) bool {
	if portID == 0 || k.anySender {
		return true
	}
	_, asked := k.peers.Load(portID)
	return asked
}

// Prefetched tells whether the next Receive takes no system call. It is asked by the one who receives.
func (k *kernelTransport) Prefetched() bool { return k.burst != nil }

func (k *kernelTransport) receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	r := &k.reader
	r.b, r.wait = b, false
	fd, err := k.socket.acquire()
	if err != nil {
		return nil, kernel, err
	}
	switch {
	case k.burst != nil:
	case k.inBurst:
		r.errno = k.begin(fd)
	default:
		r.once(uintptr(fd))
	}
	k.socket.release()
	if k.burst != nil {
		return k.fromBurst(b)
	}
	if r.errno == unix.EAGAIN && wait {
		err = k.await(ctx)
	}
	datagram := r.datagram
	r.b, r.datagram = nil, nil
	switch {
	case err != nil:
		return nil, kernel, err
	case r.errno == unix.EAGAIN:
		return nil, kernel, ErrEmpty
	case r.errno != 0:
		return nil, kernel, fmt.Errorf("receive: %w", r.errno)
	}
	return datagram, r.slot.from(&r.msg), r.err
}

// begin receives a burst, if there is anything.
func (k *kernelTransport) begin(fd int) unix.Errno {
	u := bursts.Get().(*burst)
	errno := u.receive(fd, &k.busy)
	if errno == 0 {
		k.burst = u
	} else {
		bursts.Put(u)
	}
	return errno
}

// fromBurst takes the next datagram out of the burst.
func (k *kernelTransport) fromBurst(b []byte) ([]byte, From, error) {
	datagram, from, err := k.burst.next(b)
	if k.burst.left == 0 {
		bursts.Put(k.burst)
		k.burst = nil
	}
	return datagram, from, err
}

// await reads until there is a datagram, ctx ends or the socket is closed.
func (k *kernelTransport) await(ctx context.Context) error {
	file, err := k.socket.pollable()
	if err != nil {
		return err
	}
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	k.reader.wait = true
	if ctx.Done() == nil {
		return k.ended(raw.Read(k.reader.read))
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = file.SetReadDeadline(time.Unix(1, 0))
		close(ended)
	})
	err = raw.Read(k.reader.read)
	if !stop() {
		<-ended
		_ = file.SetReadDeadline(time.Time{})
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return context.Cause(ctx)
		}
	}
	return k.ended(err)
}

// ended turns what a read ends with after Close into ErrClosed: the poller's own error is not os.ErrClosed.
func (k *kernelTransport) ended(err error) error {
	if err != nil && k.socket.isClosed() {
		return ErrClosed
	}
	return err
}
