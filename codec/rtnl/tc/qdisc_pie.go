package tc

import "github.com/nlkit/nlkit/codec"

// pieAttrs is TCA_PIE_* (linux/pkt_sched.h).
var pieAttrs = codec.NewSet("TCA_PIE_", codec.Attrs{
	1: {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	2: {Name: "LIMIT", Kind: codec.U32},
	3: {Name: "TUPDATE", Kind: codec.U32, Unit: codec.Microseconds},
	4: {Name: "ALPHA", Kind: codec.U32},
	5: {Name: "BETA", Kind: codec.U32},
	6: {Name: "ECN", Kind: codec.U32},
	7: {Name: "BYTEMODE", Kind: codec.U32},
	8: {Name: "DQ_RATE_ESTIMATOR", Kind: codec.U32},
})

// pieXstatsStruct is struct tc_pie_xstats (linux/pkt_sched.h).
var pieXstatsStruct = &codec.Struct{Name: "tc_pie_xstats", Members: []codec.Member{
	{Name: "prob", Kind: codec.U64},
	{Name: "delay", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "avg_dq_rate", Kind: codec.U32, Unit: codec.BytesPerSecond},
	{Name: "dq_rate_estimating", Kind: codec.U32},
	{Name: "packets_in", Kind: codec.U32},
	{Name: "dropped", Kind: codec.U32},
	{Name: "overlimit", Kind: codec.U32},
	{Name: "maxq", Kind: codec.U32},
	{Name: "ecn_mark", Kind: codec.U32},
}}
