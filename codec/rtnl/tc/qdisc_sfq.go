package tc

import "github.com/nlkit/nlkit/codec"

// sfqSpec is the options of sfq: those of the first version, or all.
var sfqSpec = &codec.Spec{Kind: codec.StructOf, Struct: sfqQoptV1Struct, Select: codec.ByLength(codec.Cases{
	{Value: 20, Spec: codec.StructSpec(sfqQoptStruct)},
})}

// sfqQoptStruct is struct tc_sfq_qopt (linux/pkt_sched.h).
var sfqQoptStruct = &codec.Struct{Name: "tc_sfq_qopt", Members: []codec.Member{
	{Name: "quantum", Kind: codec.U32},
	{Name: "perturb_period", Kind: codec.S32, Unit: codec.Seconds},
	{Name: "limit", Kind: codec.U32},
	{Name: "divisor", Kind: codec.U32},
	{Name: "flows", Kind: codec.U32},
}}

// sfqQoptV1Struct is struct tc_sfq_qopt_v1 (linux/pkt_sched.h).
var sfqQoptV1Struct = &codec.Struct{Name: "tc_sfq_qopt_v1", Members: []codec.Member{
	{Name: "v0", Kind: codec.StructOf, Struct: sfqQoptStruct},
	{Name: "depth", Kind: codec.U32},
	{Name: "headdrop", Kind: codec.U32},
	{Name: "limit", Kind: codec.U32},
	{Name: "qth_min", Kind: codec.U32},
	{Name: "qth_max", Kind: codec.U32},
	{Name: "Wlog", Kind: codec.U8},
	{Name: "Plog", Kind: codec.U8},
	{Name: "Scell_log", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: redFlagsEnum},
	{Name: "max_P", Kind: codec.U32, Unit: codec.Share32},
	{Name: "stats", Kind: codec.StructOf, Struct: sfqredStatsStruct},
}}

// sfqredStatsStruct is struct tc_sfqred_stats (linux/pkt_sched.h).
var sfqredStatsStruct = &codec.Struct{Name: "tc_sfqred_stats", Members: []codec.Member{
	{Name: "prob_drop", Kind: codec.U32},
	{Name: "forced_drop", Kind: codec.U32},
	{Name: "prob_mark", Kind: codec.U32},
	{Name: "forced_mark", Kind: codec.U32},
	{Name: "prob_mark_head", Kind: codec.U32},
	{Name: "forced_mark_head", Kind: codec.U32},
}}

// sfqXstatsStruct is struct tc_sfq_xstats (linux/pkt_sched.h).
var sfqXstatsStruct = &codec.Struct{Name: "tc_sfq_xstats", Members: []codec.Member{
	{Name: "allot", Kind: codec.S32},
}}
