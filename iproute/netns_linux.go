package iproute

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/netns"
)

// sayNetNS says in which namespace a link is to be: by name, path or *netns.NS, or by the descriptor of an open one.
func sayNetNS(v *values, value any) error {
	ns, err := openNetNS(v, value)
	if err != nil {
		return err
	}
	if ns == nil {
		v.replace(value, "IFLA_NET_NS_FD")
		return nil
	}
	fd, err := ns.FD()
	if err == nil {
		v.held = append(v.held, descriptor(fd))
		v.replace(fd, "IFLA_NET_NS_FD")
	}
	return err
}

// descriptor is a descriptor that is open.
type descriptor int

func (d descriptor) Close() error { return unix.Close(int(d)) }

// openNetNS opens the namespace that a value says, until the request is done; of a descriptor it returns nil.
func openNetNS(v *values, value any) (*netns.NS, error) {
	switch x := value.(type) {
	case *netns.NS:
		return x, nil
	case *os.File:
		ns, err := netns.FromFD(int(x.Fd()))
		if err == nil {
			v.held = append(v.held, ns)
		}
		return ns, err
	case string:
		ns, err := netns.Open(x)
		if err == nil {
			v.held = append(v.held, ns)
		}
		return ns, err
	}
	if _, ok := integer(value); ok {
		return nil, nil
	}
	return nil, fmt.Errorf("want the name or path of a namespace, a *netns.NS or a descriptor, got %s",
		codec.Describe(value))
}
