package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// nsidObject is the ids that a network namespace has for others. A word of theirs that is no attribute: net_ns, which is
// the name or the path of a namespace, a descriptor of it, or a *netns.NS.
var nsidObject = &object{
	name: "nsid", typ: "RTM_NEWNSID",
	commands: map[string]command{
		"set": {typ: "RTM_NEWNSID"}, "add": {typ: "RTM_NEWNSID"}, "get": {typ: "RTM_GETNSID"},
		"dump": {typ: "RTM_GETNSID", flags: codec.FlagDump}, "show": {typ: "RTM_GETNSID", flags: codec.FlagDump},
		"list": {typ: "RTM_GETNSID", flags: codec.FlagDump},
	},
	words: map[string]func(*values, any) error{"net_ns": renamed("NETNSA_FD")},
	asks:  []string{"NETNSA_TARGET_NSID"},
}

// NSID gives another network namespace an id ("set"), or gets the id of one ("get"), which is -1 if it has none; "dump"
// lists them. The namespace is told by "net_ns" (a name, a path, a *netns.NS), "fd", "pid" of a process in it, or, to get
// what it is in the namespace "target_nsid", by "nsid". The id -1 lets the kernel choose one.
//
//	ip.NSID(ctx, "set", iproute.Args{"net_ns": "blue", "nsid": 7})
func (ip *IPRoute) NSID(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, nsidObject, command, spec...)
}

// GetNsid lists the ids of other network namespaces.
func (ip *IPRoute) GetNsid(ctx context.Context, filters ...Spec) iter.Seq2[NSIDView, error] {
	return views[NSIDView](ip.dump(ctx, nsidObject, filters))
}
