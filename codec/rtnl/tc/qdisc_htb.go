package tc

import "github.com/nlkit/nlkit/codec"

// htbAttrs is TCA_HTB_* of the queueing discipline and of its classes (linux/pkt_sched.h).
var htbAttrs = codec.NewSet("TCA_HTB_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: htbOptStruct},
	2: {Name: "INIT", Kind: codec.StructOf, Struct: htbGlobStruct},
	3: {Name: "CTAB", Kind: codec.Array, Elem: ticksSpec, Bulk: true},
	4: {Name: "RTAB", Kind: codec.Array, Elem: ticksSpec, Bulk: true},
	5: {Name: "DIRECT_QLEN", Kind: codec.U32},
	6: {Name: "RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	7: {Name: "CEIL64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	8: {Name: "PAD", Kind: codec.Pad},
	9: {Name: "OFFLOAD", Kind: codec.Flag},
})

// htbOptStruct is struct tc_htb_opt (linux/pkt_sched.h).
var htbOptStruct = &codec.Struct{Name: "tc_htb_opt", Members: []codec.Member{
	{Name: "rate", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "ceil", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "buffer", Kind: codec.U32, Unit: codec.PschedTicks},
	{Name: "cbuffer", Kind: codec.U32, Unit: codec.PschedTicks},
	{Name: "quantum", Kind: codec.U32},
	{Name: "level", Kind: codec.U32},
	{Name: "prio", Kind: codec.U32},
}}

// htbGlobStruct is struct tc_htb_glob (linux/pkt_sched.h).
var htbGlobStruct = &codec.Struct{Name: "tc_htb_glob", Members: []codec.Member{
	{Name: "version", Kind: codec.U32},
	{Name: "rate2quantum", Kind: codec.U32},
	{Name: "defcls", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "debug", Kind: codec.U32},
	{Name: "direct_pkts", Kind: codec.U32},
}}

// htbXstatsStruct is struct tc_htb_xstats (linux/pkt_sched.h).
var htbXstatsStruct = &codec.Struct{Name: "tc_htb_xstats", Members: []codec.Member{
	{Name: "lends", Kind: codec.U32},
	{Name: "borrows", Kind: codec.U32},
	{Name: "giants", Kind: codec.U32},
	{Name: "tokens", Kind: codec.S32, Unit: codec.PschedTicks},
	{Name: "ctokens", Kind: codec.S32, Unit: codec.PschedTicks},
}}
