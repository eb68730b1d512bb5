package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// statsObject is statistics of links. Words of theirs that are no attributes: dev.
var statsObject = &object{
	name: "stats", typ: "RTM_GETSTATS",
	commands: map[string]command{
		"get": {typ: "RTM_GETSTATS"}, "set": {typ: "RTM_SETSTATS"},
		"dump": {typ: "RTM_GETSTATS", flags: codec.FlagDump}, "show": {typ: "RTM_GETSTATS", flags: codec.FlagDump},
		"list": {typ: "RTM_GETSTATS", flags: codec.FlagDump},
	},
	header: map[string]any{"filter_mask": allStats},
	words: map[string]func(*values, any) error{
		"dev":         func(v *values, value any) error { v.set("ifindex", value); return nil },
		"filter_mask": func(v *values, value any) error { v.set("filter_mask", flagNames(value)); return nil },
	},
	strict: []string{".filter_mask"},
	asks:   []string{"IFLA_STATS_GET_FILTERS"},
	finish: func(v *values) error {
		if v.command.typ == "RTM_SETSTATS" {
			delete(v.fixed, "filter_mask")
		}
		return nil
	},
}

// allStats is the IFLA_STATS_* that there are, as IFLA_STATS_FILTER_BIT (linux/if_link.h).
const allStats = uint32(0x1f)

// Stats gets the statistics of a link ("get"), lists those of all ("dump"), or says which are kept ("set", with
// "set_offload_xstats_l3_stats"). "filter_mask" says which groups, by their names; all there are, if it is not said.
//
//	ip.Stats(ctx, "get", iproute.Args{"dev": "br0", "filter_mask": []string{"link_64", "link_xstats"}})
func (ip *IPRoute) Stats(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, statsObject, command, spec...)
}

// GetStats lists statistics of links.
func (ip *IPRoute) GetStats(ctx context.Context, filters ...Spec) iter.Seq2[StatsView, error] {
	return views[StatsView](ip.dump(ctx, statsObject, filters))
}
