package monitor

import (
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
)

// kernelFilter returns what the kernel can tell of the filter, nil if that is nothing, or the socket may not lack what
// the filter does not want.
func (s *source) kernelFilter() *bpf.Filter {
	program := s.monitor.options.Filter
	if program == nil || !s.mayLack() {
		return nil
	}
	if f := bpf.Compile(s.monitor.registry, s.protocol, program); !f.Trivial() {
		return f
	}
	return nil
}

// mayLack reports whether what the filter does not want is of no use: not for state or names of links, nor for families
// that come, nor to know the process of a commit.
func (s *source) mayLack() bool {
	switch s.protocol {
	case linux.NETLINK_ROUTE:
		return s.monitor.options.NoState && len(s.groups) > 0 // names are learned by a socket of their own
	case linux.NETLINK_GENERIC:
		return false
	case linux.NETLINK_NETFILTER:
		return s.monitor.who != nil || !s.wantsNamed("NFNLGRP_NFTABLES")
	}
	return true
}
