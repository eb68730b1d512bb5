package tc

import "github.com/nlkit/nlkit/codec"

// drrAttrs is TCA_DRR_* of classes (linux/pkt_sched.h).
var drrAttrs = codec.NewSet("TCA_DRR_", codec.Attrs{
	1: {Name: "QUANTUM", Kind: codec.U32},
})

// drrStatsStruct is struct tc_drr_stats (linux/pkt_sched.h).
var drrStatsStruct = &codec.Struct{Name: "tc_drr_stats", Members: []codec.Member{
	{Name: "deficit", Kind: codec.U32},
}}
