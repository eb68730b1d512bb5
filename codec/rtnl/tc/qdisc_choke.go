package tc

import "github.com/nlkit/nlkit/codec"

// chokeAttrs is TCA_CHOKE_* (linux/pkt_sched.h).
var chokeAttrs = codec.NewSet("TCA_CHOKE_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: chokeQoptStruct},
	2: {Name: "STAB", Kind: codec.Array, Elem: logsSpec, Bulk: true},
	3: {Name: "MAX_P", Kind: codec.U32, Unit: codec.Share32},
})

// chokeQoptStruct is struct tc_choke_qopt (linux/pkt_sched.h).
var chokeQoptStruct = &codec.Struct{Name: "tc_choke_qopt", Members: []codec.Member{
	{Name: "limit", Kind: codec.U32},
	{Name: "qth_min", Kind: codec.U32},
	{Name: "qth_max", Kind: codec.U32},
	{Name: "Wlog", Kind: codec.U8},
	{Name: "Plog", Kind: codec.U8},
	{Name: "Scell_log", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: redFlagsEnum},
}}

// chokeXstatsStruct is struct tc_choke_xstats (linux/pkt_sched.h).
var chokeXstatsStruct = &codec.Struct{Name: "tc_choke_xstats", Members: []codec.Member{
	{Name: "early", Kind: codec.U32},
	{Name: "pdrop", Kind: codec.U32},
	{Name: "other", Kind: codec.U32},
	{Name: "marked", Kind: codec.U32},
	{Name: "matched", Kind: codec.U32},
}}
