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

// spareSize is how much more than its buffer a Receive can take: link messages with hundreds of virtual functions are
// larger than a datagram of a dump.
const spareSize = 256 << 10

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
func (k *kernelTransport) Send(datagram []byte) error {
	if startsDump(datagram) {
		k.busy.Lock()
		defer k.busy.Unlock()
	}
	fd, err := k.socket.acquire()
	if err != nil {
		return err
	}
	defer k.socket.release()
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
	iov   [2]unix.Iovec
	name  unix.RawSockaddrNetlink
	oob   [128]byte
	spare []byte
}

// once calls recvmsg(2).
func (r *recvmsg) once(fd uintptr) bool {
	for {
		r.msg.Namelen = unix.SizeofSockaddrNetlink
		r.msg.SetControllen(len(r.oob))
		r.msg.Flags = 0
		r.busy.Lock()
		n, _, errno := unix.Syscall(unix.SYS_RECVMSG, fd, uintptr(unsafe.Pointer(&r.msg)), unix.MSG_DONTWAIT|unix.MSG_CMSG_CLOEXEC)
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
	r.iov[0].Base, r.iov[1].Base = &b[0], &r.spare[0]
	r.iov[0].SetLen(len(b))
	r.iov[1].SetLen(len(r.spare))
	r.msg.Name, r.msg.Iov, r.msg.Control = (*byte)(unsafe.Pointer(&r.name)), &r.iov[0], &r.oob[0]
	r.msg.SetIovlen(len(r.iov))
}

func (k *kernelTransport) Receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	for {
		datagram, from, err := k.receive(ctx, b, wait)
		if err != nil || from.PortID == 0 || k.anySender {
			return datagram, from, err
		}
	}
}

func (k *kernelTransport) receive(ctx context.Context, b []byte, wait bool) ([]byte, From, error) {
	r := &k.reader
	r.prepare(b)
	fd, err := k.socket.acquire()
	if err == nil {
		r.once(uintptr(fd))
		k.socket.release()
	}
	if err == nil && r.errno == unix.EAGAIN && wait {
		err = k.await(ctx)
	}
	runtime.KeepAlive(b)
	switch {
	case err != nil:
		return nil, kernel, closed(err)
	case r.errno == unix.EAGAIN:
		return nil, kernel, ErrEmpty
	case r.errno != 0:
		return nil, kernel, fmt.Errorf("receive: %w", r.errno)
	case r.msg.Flags&unix.MSG_TRUNC != 0:
		return nil, kernel, fmt.Errorf("receive: a datagram is larger than %d octets: %w", len(b)+len(r.spare), unix.EMSGSIZE)
	}
	datagram := b[:min(r.n, len(b))]
	if r.n > len(b) {
		datagram = append(append(make([]byte, 0, r.n), b...), r.spare[:r.n-len(b)]...)
	}
	return datagram, r.from(), nil
}

// await reads until there is a datagram or ctx ends.
func (k *kernelTransport) await(ctx context.Context) error {
	file, raw, err := k.socket.pollable()
	if err != nil {
		return err
	}
	k.reader.wait = true
	if ctx.Done() == nil {
		return raw.Read(k.reader.read)
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
	return err
}

// from reads the address and the ancillary data of a datagram.
func (r *recvmsg) from() From {
	f := kernel
	f.PortID = r.name.Pid
	for oob := r.oob[:r.msg.Controllen]; len(oob) >= unix.SizeofCmsghdr; {
		h := (*unix.Cmsghdr)(unsafe.Pointer(&oob[0]))
		if int(h.Len) < unix.SizeofCmsghdr || int(h.Len) > len(oob) {
			break
		}
		ancillary(&f, h, oob[unix.CmsgLen(0):h.Len])
		oob = oob[min(unix.CmsgSpace(int(h.Len)-unix.CmsgLen(0)), len(oob)):]
	}
	return f
}

// ancillary reads one control message into f (linux/netlink.h, linux/socket.h).
func ancillary(f *From, h *unix.Cmsghdr, data []byte) {
	word := func(i int) uint32 { return *(*uint32)(unsafe.Pointer(&data[4*i])) }
	switch {
	case h.Level == unix.SOL_NETLINK && h.Type == unix.NETLINK_PKTINFO && len(data) >= 4:
		f.Group = word(0)
	case h.Level == unix.SOL_NETLINK && h.Type == unix.NETLINK_LISTEN_ALL_NSID && len(data) >= 4:
		f.NSID = int32(word(0))
	case h.Level == unix.SOL_SOCKET && h.Type == unix.SCM_CREDENTIALS && len(data) >= 12:
		f.Pid, f.UID, f.GID = int(word(0)), int(word(1)), int(word(2))
	}
}

// closed turns what a file answers after Close into ErrClosed.
func closed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return ErrClosed
	}
	return err
}
