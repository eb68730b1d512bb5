package proxy

import (
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/transport"
)

// InNetNS opens the socket in a network namespace: one that has a name, or that a path leads to, which has a slash in
// it. Without it, it is opened in that of the calling thread. No thread stays behind in the namespace.
func InNetNS(name string) Option {
	return func(o *options) {
		o.NetNS = func() (int, error) { return descriptor(netns.Open(name)) }
	}
}

// InNetNSOfPid opens the socket in the network namespace of a process.
func InNetNSOfPid(pid int) Option { return InNetNS(netns.PathOfPid(pid)) }

// InNS opens the socket in a network namespace that is open, and stays the caller's.
func InNS(ns *netns.NS) Option { return func(o *options) { o.NetNS = ns.FD } }

// descriptor returns a descriptor of its own of a namespace that it closes.
func descriptor(ns *netns.NS, err error) (int, error) {
	if err != nil {
		return -1, err
	}
	defer ns.Close()
	return ns.FD()
}

// NetNS opens the network namespace of the socket, if its other end is the kernel of this machine. It needs
// CAP_NET_ADMIN in that namespace. The caller closes it.
func (s *Socket) NetNS() (*netns.NS, error) {
	n, ok := transport.Capability[transport.Namespaced](s.transport)
	if !ok {
		return nil, errElsewhere
	}
	return n.NetNS()
}

// Local reports whether the other end of the socket is the kernel of this machine, which knows its descriptors.
func (s *Socket) Local() bool {
	_, ok := transport.Capability[transport.Namespaced](s.transport)
	return ok
}

// NetNS opens the network namespace of the socket, for callbacks that act in it by other ways than netlink.
func (d direct) NetNS() (*netns.NS, error) { return d.s.NetNS() }
