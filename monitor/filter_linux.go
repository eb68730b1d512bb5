package monitor

import (
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
)

// filterInKernel has the kernel leave out what the filter certainly does not want, where nothing else is made of it:
// no state, no names of links, no families that come, no process of a commit. What cannot be attached is left to the
// filter here.
func (s *source) filterInKernel() {
	o := &s.monitor.options
	if o.Filter == nil || !s.mayStarve() {
		return
	}
	f := bpf.Compile(s.monitor.registry, s.protocol, o.Filter)
	if f.Trivial() {
		return
	}
	if conn, err := s.socket.SyscallConn(); err == nil {
		_ = f.Attach(conn, s.socket.PortID())
	}
}

// mayStarve reports whether what the filter does not want is of no use.
func (s *source) mayStarve() bool {
	switch s.protocol {
	case linux.NETLINK_ROUTE:
		return s.monitor.options.NoState && len(s.groups) > 0 // names are learned by a socket of their own
	case linux.NETLINK_GENERIC:
		return false
	case linux.NETLINK_NETFILTER:
		return !s.wantsNamed("NFNLGRP_NFTABLES")
	}
	return true
}
