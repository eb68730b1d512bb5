package iproute

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// openNetNS returns a descriptor of the namespace that a value says: its name or path, a *netns.NS, or the descriptor of
// an open one. It is open until the request is done.
func (v *values) openNetNS(value any) (any, error) {
	if _, number := integer(value); !number && !v.ip.s.Local() {
		return nil, errElsewhere
	}
	fd, held, err := namespaceFD(value)
	if held != nil {
		v.held = append(v.held, held)
	}
	return fd, err
}

// errElsewhere says why a namespace is not opened here.
var errElsewhere = errors.New("the socket is not of this machine's kernel: tell the namespace by a process of that host, " +
	"with net_ns_pid")

// namespaceFD returns a descriptor of the namespace that a value says, and what closes it, nil if it is the caller's.
func namespaceFD(value any) (fd int, held io.Closer, err error) {
	switch x := value.(type) {
	case *netns.NS:
		fd, err := x.FD()
		if err != nil {
			return 0, nil, err
		}
		return fd, closer(fd), nil
	case *os.File:
		return int(x.Fd()), nil, nil
	case string:
		ns, err := netns.Open(x)
		if err != nil {
			return 0, nil, err
		}
		defer ns.Close()
		return namespaceFD(ns)
	}
	if n, ok := integer(value); ok {
		return int(n), nil, nil
	}
	return 0, nil, errWant("the name or path of a namespace, a *netns.NS or a descriptor", value)
}

// closer is a descriptor that is closed once.
type closer int

func (c closer) Close() error { return unix.Close(int(c)) }
