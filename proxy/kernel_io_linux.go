package proxy

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
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
	read  func(fd uintptr) bool
	busy  *sync.Mutex
	wait  bool
	n     int
	errno unix.Errno
	msg   unix.Msghdr
	slot  slot
	spare []byte
}

// once calls recvmsg(2).
func (r *recvmsg) once(fd uintptr) bool {
	for {
		r.slot.clear(&r.msg)
		r.busy.Lock()
		n, _, errno := unix.Syscall(unix.SYS_RECVMSG, fd, uintptr(unsafe.Pointer(&r.msg)),
			unix.MSG_DONTWAIT|unix.MSG_CMSG_CLOEXEC)
		r.busy.Unlock()
		switch errno {
		case 0:
			r.n, r.errno = int(n), 0
		case unix.EINTR:
			continue
		default:
			r.n, r.errno = 0, errno
		}
		return errno != unix.EAGAIN || !r.wait
	}
}

func (r *recvmsg) prepare(b []byte) {
	if r.spare == nil {
		r.spare = make([]byte, spareSize)
	}
	r.wait = false
	r.slot.place(&r.msg, b, r.spare)
}

func (k *kernelTransport) Receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	for {
		datagram, from, err := k.receive(ctx, b, wait)
		if err != nil || from.PortID == 0 || k.anySender {
			if k.inBurst = err == nil && from.Group != 0; k.inBurst && k.burst == nil {
				k.burst = newBurst()
			}
			return datagram, from, err
		}
	}
}

// Prefetched tells whether the next Receive takes no system call. It is asked by the one who receives.
func (k *kernelTransport) Prefetched() bool { return k.burst != nil && k.burst.left > 0 }

func (k *kernelTransport) receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	r := &k.reader
	r.prepare(b)
	fd, err := k.socket.acquire()
	if err != nil {
		return nil, kernel, err
	}
	bursts := k.inBurst || k.Prefetched()
	if bursts {
		r.errno = k.burst.receive(fd, &k.busy)
	} else {
		r.once(uintptr(fd))
	}
	k.socket.release()
	if r.errno == 0 && bursts {
		return k.burst.next(b)
	}
	if r.errno == unix.EAGAIN && wait {
		err = k.await(ctx)
	}
	runtime.KeepAlive(b)
	switch {
	case err != nil:
		return nil, kernel, err
	case r.errno == unix.EAGAIN:
		return nil, kernel, ErrEmpty
	case r.errno != 0:
		return nil, kernel, fmt.Errorf("receive: %w", r.errno)
	}
	datagram, err := assemble(b, r.spare, r.n, r.msg.Flags)
	return datagram, r.slot.from(&r.msg), err
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
