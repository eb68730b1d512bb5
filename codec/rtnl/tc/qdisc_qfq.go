package tc

import "github.com/nlkit/nlkit/codec"

// qfqAttrs is TCA_QFQ_* of classes (linux/pkt_sched.h).
var qfqAttrs = codec.NewSet("TCA_QFQ_", codec.Attrs{
	1: {Name: "WEIGHT", Kind: codec.U32},
	2: {Name: "LMAX", Kind: codec.U32},
})

// qfqStatsStruct is struct tc_qfq_stats (linux/pkt_sched.h).
var qfqStatsStruct = &codec.Struct{Name: "tc_qfq_stats", Members: []codec.Member{
	{Name: "weight", Kind: codec.U32},
	{Name: "lmax", Kind: codec.U32},
}}
