package proxy

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"github.com/mdlayher/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// kernelTransport is a netlink socket of the running kernel.
type kernelTransport struct {
	conn      *netlink.Conn
	raw       syscall.RawConn
	anySender bool
	reader    recvmsg
	writers   sync.Pool // of *sendmsg

	// busy is held while the kernel starts a dump, and while it receives. It goes on with a dump whenever something is
	// received, and lets go of its own lock before it queues the first part: received from at that moment, it queues the
	// NLMSG_DONE before the objects (netlink_dump, net/netlink/af_netlink.c).
	busy sync.Mutex
}

// spareSize is how much more than its buffer a Receive can take: link messages with hundreds of virtual functions are
// larger than a datagram of a dump.
const spareSize = 256 << 10

// openKernel opens a socket as the options say.
func openKernel(protocol int, o *options) (_ Transport, err error) {
	config := netlink.Config{PID: o.portID}
	if o.netns != nil {
		fd, err := o.netns()
		if err != nil {
			return nil, err
		}
		defer unix.Close(fd)
		config.NetNS = fd
	}
	conn, err := netlink.Dial(protocol, &config)
	if err != nil {
		if errors.Is(err, unix.EADDRINUSE) {
			return nil, fmt.Errorf("netlink port id %d is in use by another socket: %w", o.portID, unix.EADDRINUSE)
		}
		return nil, fmt.Errorf("netlink socket of protocol %d: %w", protocol, err)
	}
	defer func() {
		if err != nil {
			conn.Close()
		}
	}()
	k := &kernelTransport{conn: conn, anySender: o.anySender}
	if k.raw, err = conn.SyscallConn(); err != nil {
		return nil, err
	}
	k.reader.read, k.reader.busy = k.reader.once, &k.busy
	k.writers.New = func() any {
		w := &sendmsg{busy: &k.busy}
		w.write = w.once
		return w
	}
	return k, k.configure(o)
}

// configure sets the options of the socket. Those that only make answers better may be unknown to an old kernel.
func (k *kernelTransport) configure(o *options) error {
	for _, option := range []struct {
		option netlink.ConnOption
		wanted bool
		needed bool
		what   string
	}{
		{netlink.ExtendedAcknowledge, true, false, ""},
		{netlink.CapAcknowledge, o.style.Capped, false, ""},
		{netlink.GetStrictCheck, !o.lax, false, ""},
		{netlink.ListenAllNSID, o.allNamespaces, true, "NETLINK_LISTEN_ALL_NSID (needs CAP_NET_BROADCAST)"},
	} {
		if !option.wanted {
			continue
		}
		if err := k.conn.SetOption(option.option, true); err != nil && option.needed {
			return fmt.Errorf("set %s: %w", option.what, err)
		}
	}
	if err := k.conn.SetReadBuffer(o.receiveBuffer); err != nil {
		return fmt.Errorf("set the receive buffer to %d octets: %w", o.receiveBuffer, err)
	}
	if err := k.conn.SetWriteBuffer(o.sendBuffer); err != nil {
		return fmt.Errorf("set the send buffer to %d octets: %w", o.sendBuffer, err)
	}
	if o.credentials {
		return k.control(func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PASSCRED, 1) })
	}
	return nil
}

func (k *kernelTransport) control(f func(fd int) error) error {
	var inner error
	if err := k.raw.Control(func(fd uintptr) { inner = f(int(fd)) }); err != nil {
		return err
	}
	return inner
}

func (k *kernelTransport) PortID() uint32 { return k.conn.PID() }

// Join has the kernel tell from now on which group a datagram is for: without groups, all answer requests.
func (k *kernelTransport) Join(group uint32) error {
	if err := k.conn.SetOption(netlink.PacketInfo, true); err != nil {
		return fmt.Errorf("set NETLINK_PKTINFO: %w", err)
	}
	return k.conn.JoinGroup(group)
}

func (k *kernelTransport) Leave(group uint32) error { return k.conn.LeaveGroup(group) }

func (k *kernelTransport) Close() error { return k.conn.Close() }

// ReceiveBuffer returns how many octets, the kernel's own accounting included, may wait in the socket.
func (k *kernelTransport) ReceiveBuffer() (int, error) { return k.conn.ReadBuffer() }

// Drops returns how many datagrams the kernel could not put into the socket (SK_MEMINFO_DROPS, linux/sock_diag.h).
func (k *kernelTransport) Drops() (uint32, error) {
	var info [9]uint32
	size := uint32(unsafe.Sizeof(info))
	err := k.control(func(fd int) error {
		_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_MEMINFO,
			uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
		if errno != 0 {
			return errno
		}
		return nil
	})
	return info[8], err
}

// sendmsg is one datagram being sent.
type sendmsg struct {
	write    func(fd uintptr) bool
	busy     *sync.Mutex
	datagram []byte
	err      error
}

func (w *sendmsg) once(fd uintptr) bool {
	if startsDump(w.datagram) {
		w.busy.Lock()
		defer w.busy.Unlock()
	}
	for {
		w.err = unix.Send(int(fd), w.datagram, 0) // write(2) takes a third longer
		if w.err == unix.EINTR {
			continue
		}
		return w.err != unix.EAGAIN
	}
}

// startsDump tells whether a message of a datagram may ask for a dump.
func startsDump(datagram []byte) bool {
	for msg, ok := range host.Messages(datagram) {
		if ok && host.Header(msg).Flags&codec.FlagDump == codec.FlagDump {
			return true
		}
	}
	return false
}

func (k *kernelTransport) Send(datagram []byte) error {
	w := k.writers.Get().(*sendmsg)
	defer k.writers.Put(w)
	w.datagram = datagram
	err := k.raw.Write(w.write)
	w.datagram = nil
	if err != nil {
		return closed(err)
	}
	if w.err != nil {
		return fmt.Errorf("send %d octets: %w", len(datagram), w.err)
	}
	return nil
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

func (r *recvmsg) prepare(b []byte, wait bool) {
	if r.spare == nil {
		r.spare = make([]byte, spareSize)
	}
	r.wait = wait
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
	r.prepare(b, false)
	err := k.raw.Read(r.read)
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
	k.reader.wait = true
	if ctx.Done() == nil {
		return k.raw.Read(k.reader.read)
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = k.conn.SetReadDeadline(time.Unix(1, 0))
		close(ended)
	})
	err := k.raw.Read(k.reader.read)
	if !stop() {
		<-ended
		_ = k.conn.SetReadDeadline(time.Time{})
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return context.Cause(ctx)
		}
	}
	return err
}

// closed turns what a socket answers after Close into ErrClosed.
func closed(err error) error {
	if errors.Is(err, unix.EBADF) || errors.Is(err, os.ErrClosed) {
		return ErrClosed
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
