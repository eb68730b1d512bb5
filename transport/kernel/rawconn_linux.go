package kernel

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// SyscallConn gives the descriptor to who sets options.
func (s *socket) SyscallConn() (syscall.RawConn, error) {
	if s.fd.isClosed() {
		return nil, os.ErrClosed
	}
	return rawConn{&s.fd}, nil
}

// rawConn is a socket for who sets its options.
type rawConn struct{ fd *descriptor }

// Control gives f a descriptor of its own, so that nothing is held meanwhile: f may use the Socket, and close it.
func (c rawConn) Control(f func(fd uintptr)) error {
	var own int
	err := c.fd.control(func(fd int) (err error) {
		own, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return err
	}
	defer unix.Close(own)
	f(uintptr(own))
	return nil
}

// errOwnReader says that two cannot wait for the same descriptor.
var errOwnReader = fmt.Errorf("the socket is read and written by its owner, use Receive and Send: %w",
	syscall.EOPNOTSUPP)

func (c rawConn) Read(func(fd uintptr) (done bool)) error { return errOwnReader }

func (c rawConn) Write(func(fd uintptr) (done bool)) error { return errOwnReader }

// NetNS opens the network namespace of the socket. It needs CAP_NET_ADMIN in that namespace.
func (s *socket) NetNS() (*netns.NS, error) {
	var ns int
	err := s.fd.control(func(fd int) (err error) {
		ns, err = unix.IoctlRetInt(fd, unix.SIOCGSKNS)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("network namespace of the socket (needs CAP_NET_ADMIN in it): %w", err)
	}
	return netns.FromFD(ns)
}
