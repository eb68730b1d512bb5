package monitor

import (
	"github.com/nlkit/nlkit/codec/filter"
)

// Options say what is watched, and how. The zero Options watch what ip-monitor(8) shows, in the namespace of the
// caller.
type Options struct {
	// Groups name what is watched: words ("link", "nl80211", "conntrack"; Words lists them), groups of generic netlink
	// families ("nl80211/scan"), C names ("RTNLGRP_LINK"), "all". None: DefaultGroups.
	Groups []string
	// Namespaces are those that are watched: names of ip-netns(8), paths, or process ids. None: that of the caller.
	Namespaces []string
	// AllNamespaces watches all there are and will be, those without a name that processes are in included.
	AllNamespaces bool
	// NoState keeps no state: there is no first list, and no difference is told.
	NoState bool
	// StateLimit is how many octets of objects are kept for one namespace; of what is above it the largest table is
	// given up, which a Notice says. 0: 256 MiB.
	StateLimit int64
	// Repeats has events told that change nothing, as Repeat.
	Repeats bool
	// Filter, if not nil, says which events are told, by their messages. State is kept of all. Where none is kept the
	// kernel leaves out what it can tell that the Filter does not want.
	Filter *filter.Program
	// Who has the kernel asked who causes events. A Notice says why it cannot be, or in part.
	Who bool
	// ReceiveBuffer is how many octets may wait in each socket: see proxy.ReceiveBuffer. 0: 64 MiB, which take memory
	// only when they wait.
	ReceiveBuffer int
	// Notice, if not nil, takes what a user should know: a line each. It may be called by several goroutines at once.
	Notice func(line string)
}

// What is meant by 0 in Options.
const (
	defaultStateLimit    = 256 << 20
	defaultReceiveBuffer = 64 << 20
)

func (o *Options) notice(line string) {
	if o.Notice != nil {
		o.Notice(line)
	}
}
