package proxy

import (
	"fmt"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// NetNS opens the network namespace of the socket, if its other end is the kernel of this machine. It needs
// CAP_NET_ADMIN in that namespace. The caller closes it.
func (s *Socket) NetNS() (*netns.NS, error) {
	k, ok := innermost(s.transport).(*kernelTransport)
	if !ok {
		return nil, errElsewhere
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

// NetNS opens the network namespace of the socket, for callbacks that act in it by other ways than netlink.
func (d direct) NetNS() (*netns.NS, error) { return d.s.NetNS() }
