package proxy

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// wrapper is a Transport around another one.
type wrapper interface{ Unwrap() Transport }

// NetNS opens the network namespace of the socket, if its other end is the kernel of this machine. It needs
// CAP_NET_ADMIN in that namespace. The caller closes it.
func (s *Socket) NetNS() (*netns.NS, error) {
	t := s.transport
	if w, ok := t.(wrapper); ok {
		t = w.Unwrap()
	}
	k, ok := t.(*kernelTransport)
	if !ok {
		return nil, fmt.Errorf("the socket's other end is not this machine's kernel: %w", syscall.EOPNOTSUPP)
	}
	var ns int
	err := k.socket.control(func(fd int) (err error) {
		ns, err = unix.IoctlRetInt(fd, unix.SIOCGSKNS)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("network namespace of the socket: %w", err)
	}
	return netns.FromFD(ns)
}

// NetNS opens the network namespace of the socket, for callbacks that act in it by other ways than netlink.
func (d direct) NetNS() (*netns.NS, error) { return d.s.NetNS() }
