package tc

import "github.com/nlkit/nlkit/codec"

// fqCodelAttrs is TCA_FQ_CODEL_* (linux/pkt_sched.h).
var fqCodelAttrs = codec.NewSet("TCA_FQ_CODEL_", codec.Attrs{
	1:  {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	2:  {Name: "LIMIT", Kind: codec.U32},
	3:  {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	4:  {Name: "ECN", Kind: codec.U32},
	5:  {Name: "FLOWS", Kind: codec.U32},
	6:  {Name: "QUANTUM", Kind: codec.U32},
	7:  {Name: "CE_THRESHOLD", Kind: codec.U32, Unit: codec.Microseconds},
	8:  {Name: "DROP_BATCH_SIZE", Kind: codec.U32},
	9:  {Name: "MEMORY_LIMIT", Kind: codec.U32},
	10: {Name: "CE_THRESHOLD_SELECTOR", Kind: codec.U8},
	11: {Name: "CE_THRESHOLD_MASK", Kind: codec.U8},
})

// fqCodelXstatsStruct is struct tc_fq_codel_xstats (linux/pkt_sched.h), which ends in a union without a name.
var fqCodelXstatsStruct = &codec.Struct{Name: "tc_fq_codel_xstats", Members: []codec.Member{
	{Name: "type", Kind: codec.U32, Enum: fqCodelXstatsEnum},
	{Name: "stats", Kind: codec.Bytes, Len: 36, Select: codec.ByField("type", codec.Cases{
		{Value: 0, Spec: codec.StructSpec(fqCodelQdStatsStruct)},
		{Value: 1, Spec: codec.StructSpec(fqCodelClStatsStruct)},
	})},
}}

// fqCodelXstatsEnum is TCA_FQ_CODEL_XSTATS_* (linux/pkt_sched.h).
var fqCodelXstatsEnum = codec.NewEnum("tca_fq_codel_xstats", "TCA_FQ_CODEL_XSTATS_", codec.Names{
	0: "QDISC",
	1: "CLASS",
})

// fqCodelQdStatsStruct is struct tc_fq_codel_qd_stats (linux/pkt_sched.h).
var fqCodelQdStatsStruct = &codec.Struct{Name: "tc_fq_codel_qd_stats", Members: []codec.Member{
	{Name: "maxpacket", Kind: codec.U32},
	{Name: "drop_overlimit", Kind: codec.U32},
	{Name: "ecn_mark", Kind: codec.U32},
	{Name: "new_flow_count", Kind: codec.U32},
	{Name: "new_flows_len", Kind: codec.U32},
	{Name: "old_flows_len", Kind: codec.U32},
	{Name: "ce_mark", Kind: codec.U32},
	{Name: "memory_usage", Kind: codec.U32},
	{Name: "drop_overmemory", Kind: codec.U32},
}}

// fqCodelClStatsStruct is struct tc_fq_codel_cl_stats (linux/pkt_sched.h).
var fqCodelClStatsStruct = &codec.Struct{Name: "tc_fq_codel_cl_stats", Members: []codec.Member{
	{Name: "deficit", Kind: codec.S32},
	{Name: "ldelay", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "count", Kind: codec.U32},
	{Name: "lastcount", Kind: codec.U32},
	{Name: "dropping", Kind: codec.U32},
	{Name: "drop_next", Kind: codec.S32, Unit: codec.Microseconds},
}}
