package tc

import "github.com/nlkit/nlkit/codec"

// redAttrs is TCA_RED_* (linux/pkt_sched.h).
var redAttrs = codec.NewSet("TCA_RED_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: redQoptStruct},
	2: {Name: "STAB", Kind: codec.Array, Elem: logsSpec, Bulk: true},
	3: {Name: "MAX_P", Kind: codec.U32, Unit: codec.Share32},
	4: {Name: "FLAGS", Kind: codec.Bitfield32, Enum: redFlagsEnum},
	5: {Name: "EARLY_DROP_BLOCK", Kind: codec.U32},
	6: {Name: "MARK_BLOCK", Kind: codec.U32},
})

// redQoptStruct is struct tc_red_qopt (linux/pkt_sched.h).
var redQoptStruct = &codec.Struct{Name: "tc_red_qopt", Members: []codec.Member{
	{Name: "limit", Kind: codec.U32},
	{Name: "qth_min", Kind: codec.U32},
	{Name: "qth_max", Kind: codec.U32},
	{Name: "Wlog", Kind: codec.U8},
	{Name: "Plog", Kind: codec.U8},
	{Name: "Scell_log", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: redFlagsEnum},
}}

// redFlagsEnum is TC_RED_* (linux/pkt_sched.h).
var redFlagsEnum = codec.NewFlags("tc_red", "TC_RED_", []codec.Value{
	{Value: 0x1, Name: "ECN"},
	{Value: 0x2, Name: "HARDDROP"},
	{Value: 0x4, Name: "ADAPTATIVE"},
	{Value: 0x8, Name: "NODROP"},
})

// redXstatsStruct is struct tc_red_xstats (linux/pkt_sched.h).
var redXstatsStruct = &codec.Struct{Name: "tc_red_xstats", Members: []codec.Member{
	{Name: "early", Kind: codec.U32},
	{Name: "pdrop", Kind: codec.U32},
	{Name: "other", Kind: codec.U32},
	{Name: "marked", Kind: codec.U32},
}}
