package proxy

import (
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"
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
	const room = receiveSize + spareSize
	u := &burst{buffers: make([]byte, burstSize*room)} // of which the kernel gives memory to what is used
	for i := range u.slots {
		b := u.buffers[i*room : (i+1)*room]
		u.slots[i].place(&u.headers[i].msg, b[:receiveSize], b[receiveSize:])
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
func (u *burst) next(b []byte) ([]byte, From, error) {
	h, s := &u.headers[u.at], &u.slots[u.at]
	const room = receiveSize + spareSize
	octets := u.buffers[u.at*room:][:room]
	u.at++
	u.left--
	datagram, err := assemble(octets, nil, int(h.n), h.msg.Flags)
	return append(b[:0:len(b)], datagram...), s.from(&h.msg), err
}
