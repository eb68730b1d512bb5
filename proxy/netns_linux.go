package proxy

import (
	"github.com/nlkit/nlkit/netns"
)

// InNetNS opens the socket in a network namespace: one that has a name, or that a path leads to, which has a slash in
// it. Without it, it is opened in that of the calling thread. No thread stays behind in the namespace.
func InNetNS(name string) Option {
	return func(o *options) {
		o.netns = func() (int, error) { return descriptor(netns.Open(name)) }
	}
}

// InNetNSOfPid opens the socket in the network namespace of a process.
func InNetNSOfPid(pid int) Option { return InNetNS(netns.PathOfPid(pid)) }

// InNS opens the socket in a network namespace that is open, and stays the caller's.
func InNS(ns *netns.NS) Option { return func(o *options) { o.netns = ns.FD } }

// descriptor returns a descriptor of its own of a namespace that it closes.
func descriptor(ns *netns.NS, err error) (int, error) {
	if err != nil {
		return -1, err
	}
	defer ns.Close()
	return ns.FD()
}
