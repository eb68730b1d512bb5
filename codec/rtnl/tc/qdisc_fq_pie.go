package tc

import "github.com/nlkit/nlkit/codec"

// fqPieAttrs is TCA_FQ_PIE_* (linux/pkt_sched.h).
var fqPieAttrs = codec.NewSet("TCA_FQ_PIE_", codec.Attrs{
	1:  {Name: "LIMIT", Kind: codec.U32},
	2:  {Name: "FLOWS", Kind: codec.U32},
	3:  {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	4:  {Name: "TUPDATE", Kind: codec.U32, Unit: codec.Microseconds},
	5:  {Name: "ALPHA", Kind: codec.U32},
	6:  {Name: "BETA", Kind: codec.U32},
	7:  {Name: "QUANTUM", Kind: codec.U32},
	8:  {Name: "MEMORY_LIMIT", Kind: codec.U32},
	9:  {Name: "ECN_PROB", Kind: codec.U32},
	10: {Name: "ECN", Kind: codec.U32},
	11: {Name: "BYTEMODE", Kind: codec.U32},
	12: {Name: "DQ_RATE_ESTIMATOR", Kind: codec.U32},
})

// fqPieXstatsStruct is struct tc_fq_pie_xstats (linux/pkt_sched.h).
var fqPieXstatsStruct = &codec.Struct{Name: "tc_fq_pie_xstats", Members: []codec.Member{
	{Name: "packets_in", Kind: codec.U32},
	{Name: "dropped", Kind: codec.U32},
	{Name: "overlimit", Kind: codec.U32},
	{Name: "overmemory", Kind: codec.U32},
	{Name: "ecn_mark", Kind: codec.U32},
	{Name: "new_flow_count", Kind: codec.U32},
	{Name: "new_flows_len", Kind: codec.U32},
	{Name: "old_flows_len", Kind: codec.U32},
	{Name: "memory_usage", Kind: codec.U32},
}}
