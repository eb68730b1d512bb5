package kernel

import (
	"fmt"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/transport"
)

// spareSize is how much more than a datagram of a dump a receive can take.
const spareSize = transport.MaxSize - transport.DumpSize

// spares are of all sockets: one is in use during a system call only.
var spares = sync.Pool{New: func() any { return new([spareSize]byte) }}

// slot is where recvmsg(2) puts what comes with a datagram, which itself goes to a buffer, and what is too long for
// that to a spare one.
type slot struct {
	iov  [2]unix.Iovec
	name unix.RawSockaddrNetlink
	oob  [128]byte
}

// place has msg point to the slot and the buffers.
func (s *slot) place(msg *unix.Msghdr, b, spare []byte) {
	s.iov[0].Base, s.iov[1].Base = &b[0], &spare[0]
	s.iov[0].SetLen(len(b))
	s.iov[1].SetLen(len(spare))
	msg.Name, msg.Iov, msg.Control = (*byte)(unsafe.Pointer(&s.name)), &s.iov[0], &s.oob[0]
	msg.SetIovlen(len(s.iov))
}

// forget lets go of the buffers.
func (s *slot) forget() { s.iov[0].Base, s.iov[1].Base = nil, nil }

// clear makes msg ready for another datagram.
func (s *slot) clear(msg *unix.Msghdr) {
	msg.Namelen = unix.SizeofSockaddrNetlink
	msg.SetControllen(len(s.oob))
	msg.Flags = 0
}

// assemble returns a datagram of n octets, of which those that did not fit into b are in spare.
func assemble(b, spare []byte, n int, flags int32) ([]byte, error) {
	switch {
	case flags&unix.MSG_TRUNC != 0:
		return nil, fmt.Errorf("receive: a datagram is larger than %d octets: %w", len(b)+len(spare), unix.EMSGSIZE)
	case n > len(b):
		return append(append(make([]byte, 0, n), b...), spare[:n-len(b)]...), nil
	}
	return b[:n], nil
}

// from reads the address and the ancillary data of a datagram.
func (s *slot) from(msg *unix.Msghdr) transport.From {
	f := transport.FromKernel()
	f.PortID = s.name.Pid
	for oob := s.oob[:msg.Controllen]; len(oob) >= unix.SizeofCmsghdr; {
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
func ancillary(f *transport.From, h *unix.Cmsghdr, data []byte) {
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
