package proxy

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// wrapper is a Transport around another one. It does not say that it is one: packages that know nothing of this one
// wrap too.
type wrapper interface{ Unwrap() any }

// NetNS opens the network namespace of the socket, if its other end is the kernel of this machine. It needs
// CAP_NET_ADMIN in that namespace. The caller closes it.
func (s *Socket) NetNS() (*netns.NS, error) {
	k, ok := innermost(s.transport).(*kernelTransport)
	if !ok {
		return nil, fmt.Errorf("the socket's other end is not this machine's kernel: %w", syscall.EOPNOTSUPP)
	}
	var ns int
	err := k.socket.control(func(fd int) (err error) {
		ns, err = unix.IoctlRetInt(fd, unix.SIOCGSKNS)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("network namespace of the socket (needs CAP_NET_ADMIN in it): %w", err)
	}
	return netns.FromFD(ns)
}

// innermost is what is inside all that wraps a Transport.
func innermost(t any) any {
	for {
		w, ok := t.(wrapper)
		if !ok {
			return t
		}
		t = w.Unwrap()
	}
}

// NetNS opens the network namespace of the socket, for callbacks that act in it by other ways than netlink.
func (d direct) NetNS() (*netns.NS, error) { return d.s.NetNS() }
