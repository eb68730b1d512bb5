package kernel

import (
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/transport"
)

// burstSize is how many datagrams are received at once where events follow one another. More do not make it faster.
const burstSize = 16

// burst is datagrams that were received by one recvmmsg(2). They are copied out: buffers that hold any datagram are
// large, and events are small. So a socket has one only as long as there are datagrams in it.
type burst struct {
	headers  [burstSize]mmsghdr
	slots    [burstSize]slot
	buffers  []byte
	at, left int
}

// mmsghdr is struct mmsghdr (linux/socket.h).
type mmsghdr struct {
	msg unix.Msghdr
	n   uint32
}

// bursts are of all sockets.
var bursts = sync.Pool{New: func() any { return newBurst() }}

func newBurst() *burst {
	u := &burst{buffers: make([]byte, burstSize*transport.MaxSize)} // of which the kernel gives memory to what is used
	for i := range u.slots {
		b := u.buffers[i*transport.MaxSize : (i+1)*transport.MaxSize]
		u.slots[i].place(&u.headers[i].msg, b[:transport.DumpSize], b[transport.DumpSize:])
	}
	return u
}

// receive receives what is there.
func (u *burst) receive(fd int, busy *sync.Mutex) unix.Errno {
	for i := range u.slots {
		u.slots[i].clear(&u.headers[i].msg)
	}
	for {
		busy.Lock()
		n, _, errno := unix.Syscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&u.headers)), burstSize,
			unix.MSG_DONTWAIT|unix.MSG_CMSG_CLOEXEC, 0, 0)
		busy.Unlock()
		if errno == 0 {
			u.at, u.left = 0, int(n)
		}
		if errno != unix.EINTR {
			return errno
		}
	}
}

// next copies the next datagram to b.
func (u *burst) next(b []byte) ([]byte, transport.From, error) {
	h, s := &u.headers[u.at], &u.slots[u.at]
	octets := u.buffers[u.at*transport.MaxSize:][:transport.MaxSize]
	u.at++
	u.left--
	datagram, err := assemble(octets, nil, int(h.n), h.msg.Flags)
	return append(b[:0:len(b)], datagram...), s.from(&h.msg), err
}
