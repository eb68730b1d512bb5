package tc

import "github.com/nlkit/nlkit/codec"

// sfbAttrs is TCA_SFB_* (linux/pkt_sched.h).
var sfbAttrs = codec.NewSet("TCA_SFB_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: sfbQoptStruct},
})

// sfbQoptStruct is struct tc_sfb_qopt (linux/pkt_sched.h).
var sfbQoptStruct = &codec.Struct{Name: "tc_sfb_qopt", Members: []codec.Member{
	{Name: "rehash_interval", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "warmup_time", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "max", Kind: codec.U32},
	{Name: "bin_size", Kind: codec.U32},
	{Name: "increment", Kind: codec.U32},
	{Name: "decrement", Kind: codec.U32},
	{Name: "limit", Kind: codec.U32},
	{Name: "penalty_rate", Kind: codec.U32},
	{Name: "penalty_burst", Kind: codec.U32},
}}

// sfbXstatsStruct is struct tc_sfb_xstats (linux/pkt_sched.h).
var sfbXstatsStruct = &codec.Struct{Name: "tc_sfb_xstats", Members: []codec.Member{
	{Name: "earlydrop", Kind: codec.U32},
	{Name: "penaltydrop", Kind: codec.U32},
	{Name: "bucketdrop", Kind: codec.U32},
	{Name: "queuedrop", Kind: codec.U32},
	{Name: "childdrop", Kind: codec.U32},
	{Name: "marked", Kind: codec.U32},
	{Name: "maxqlen", Kind: codec.U32},
	{Name: "maxprob", Kind: codec.U32},
	{Name: "avgprob", Kind: codec.U32},
}}
