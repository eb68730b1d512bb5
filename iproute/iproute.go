package iproute

import (
	"github.com/nlkit/nlkit/proxy"
)

// IPRoute speaks rtnetlink with the kernel, or with whatever else its socket stands on. It may be used by many
// goroutines at once.
type IPRoute struct {
	s         *proxy.Socket
	names     *nameFiles
	collector *collector // of a batch, or nil
}

// Open opens a socket of rtnetlink. Links of the kinds tun, tap and tuntap, team, and those of Open vSwitch can be made
// and changed as all others: callbacks on the socket do it (packages tuntap, team and ovs below verdicts).
//
// The options say in which namespace (proxy.InNetNS, proxy.InNS, proxy.InNetNSOfPid) and on what it stands
// (proxy.WithTransport: a fake, a recording, another host).
func Open(opts ...proxy.Option) (*IPRoute, error) {
	ip, err := OpenRaw(opts...)
	if err != nil {
		return nil, err
	}
	if err := installDevices(ip.s); err != nil {
		ip.Close()
		return nil, err
	}
	return ip, nil
}

// OpenRaw is Open without the callbacks: every request goes to the kernel as it is.
func OpenRaw(opts ...proxy.Option) (*IPRoute, error) {
	s, err := proxy.Open(proxy.Route, opts...)
	if err != nil {
		return nil, err
	}
	return New(s), nil
}

// New speaks through a socket of rtnetlink that is open. Close closes it.
func New(s *proxy.Socket) *IPRoute { return &IPRoute{s: s, names: systemNames} }

// Close closes the socket. Whoever waits for an answer gets proxy.ErrClosed.
func (ip *IPRoute) Close() error { return ip.s.Close() }

// Socket returns the socket: for callbacks of one's own (OnSend, OnRecv), multicast groups (Join, Subscribe), raw
// requests, and its Registry.
func (ip *IPRoute) Socket() *proxy.Socket { return ip.s }
