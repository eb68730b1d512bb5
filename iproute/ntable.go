package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ntableObject is tables of neighbours, and their parameters for each link. What they have may be named beside all else;
// dev is the link.
var ntableObject = &object{
	name: "neighbour table", typ: "RTM_NEWNEIGHTBL",
	commands: map[string]command{
		"set": {typ: "RTM_SETNEIGHTBL", flags: change}, "change": {typ: "RTM_SETNEIGHTBL", flags: change},
		"dump": {typ: "RTM_GETNEIGHTBL", flags: codec.FlagDump}, "show": {typ: "RTM_GETNEIGHTBL", flags: codec.FlagDump},
	},
	words: map[string]func(*values, any) error{
		"dev": renamed("NDTA_PARMS", "NDTPA_IFINDEX"),
	},
	paths:  map[string][]string{"dev": {"NDTA_PARMS", "NDTPA_IFINDEX"}},
	inner:  [][]string{{"NDTA_PARMS"}},
	finish: finishNtable,
	strict: []string{".ndtm_family"},
}

// Ntable changes ("change") a table of neighbours, arp_cache or ndisc_cache, or its parameters for a link; "dump" lists
// them.
//
//	ip.Ntable(ctx, "change", iproute.Args{"name": "arp_cache", "thresh3": 4096})
//	ip.Ntable(ctx, "change", iproute.Args{"name": "arp_cache", "dev": "eth0", "base_reachable_time": time.Minute})
func (ip *IPRoute) Ntable(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, ntableObject, command, spec...)
}

// GetNtables lists tables of neighbours, and their parameters for each link.
func (ip *IPRoute) GetNtables(ctx context.Context, filters ...Spec) iter.Seq2[NeighTableView, error] {
	return views[NeighTableView](ip.dump(ctx, ntableObject, filters))
}

// finishNtable says the family of the tables that the kernel has.
func finishNtable(v *values) error {
	switch name, _ := v.get("NDTA_NAME"); name {
	case "arp_cache":
		v.setDefault("ndtm_family", uint8(linux.AF_INET))
	case "ndisc_cache":
		v.setDefault("ndtm_family", uint8(linux.AF_INET6))
	}
	return nil
}
