package proxy

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"
)

// SyscallConn gives the descriptor to who sets options.
func (k *kernelTransport) SyscallConn() (syscall.RawConn, error) {
	if k.socket.isClosed() {
		return nil, ErrClosed
	}
	return rawConn{&k.socket}, nil
}

// rawConn is a socket for who sets its options.
type rawConn struct{ socket *socketFD }

// Control gives f a descriptor of its own, so that nothing is held meanwhile: f may use the Socket, and close it.
func (c rawConn) Control(f func(fd uintptr)) error {
	var own int
	err := c.socket.control(func(fd int) (err error) {
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
