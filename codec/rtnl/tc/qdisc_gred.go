package tc

import "github.com/nlkit/nlkit/codec"

// gredAttrs is TCA_GRED_* (linux/pkt_sched.h).
var gredAttrs = codec.NewSet("TCA_GRED_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.Array, Elem: codec.StructSpec(gredQoptStruct),
		Doc: "of one virtual queue in requests, of all in answers"},
	2: {Name: "STAB", Kind: codec.Array, Elem: logsSpec, Bulk: true},
	3: {Name: "DPS", Kind: codec.StructOf, Struct: gredSoptStruct},
	4: {Name: "MAX_P", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.U32, Unit: codec.Share32}},
	5: {Name: "LIMIT", Kind: codec.U32},
	6: {Name: "VQ_LIST", Kind: codec.Nest, Set: gredVQListAttrs},
})

// gredVQListAttrs is TCA_GRED_VQ_* of TCA_GRED_VQ_LIST (linux/pkt_sched.h).
var gredVQListAttrs = codec.NewSet("TCA_GRED_VQ_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: gredVQAttrs},
})

// gredVQAttrs is TCA_GRED_VQ_* of TCA_GRED_VQ_ENTRY (linux/pkt_sched.h).
var gredVQAttrs = codec.NewSet("TCA_GRED_VQ_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "DP", Kind: codec.U32},
	3:  {Name: "STAT_BYTES", Kind: codec.U64},
	4:  {Name: "STAT_PACKETS", Kind: codec.U32},
	5:  {Name: "STAT_BACKLOG", Kind: codec.U32},
	6:  {Name: "STAT_PROB_DROP", Kind: codec.U32},
	7:  {Name: "STAT_PROB_MARK", Kind: codec.U32},
	8:  {Name: "STAT_FORCED_DROP", Kind: codec.U32},
	9:  {Name: "STAT_FORCED_MARK", Kind: codec.U32},
	10: {Name: "STAT_PDROP", Kind: codec.U32},
	11: {Name: "STAT_OTHER", Kind: codec.U32},
	12: {Name: "FLAGS", Kind: codec.U32, Enum: redFlagsEnum},
})

// gredQoptStruct is struct tc_gred_qopt (linux/pkt_sched.h).
var gredQoptStruct = &codec.Struct{Name: "tc_gred_qopt", Members: []codec.Member{
	{Name: "limit", Kind: codec.U32},
	{Name: "qth_min", Kind: codec.U32},
	{Name: "qth_max", Kind: codec.U32},
	{Name: "DP", Kind: codec.U32},
	{Name: "backlog", Kind: codec.U32},
	{Name: "qave", Kind: codec.U32},
	{Name: "forced", Kind: codec.U32},
	{Name: "early", Kind: codec.U32},
	{Name: "other", Kind: codec.U32},
	{Name: "pdrop", Kind: codec.U32},
	{Name: "Wlog", Kind: codec.U8},
	{Name: "Plog", Kind: codec.U8},
	{Name: "Scell_log", Kind: codec.U8},
	{Name: "prio", Kind: codec.U8},
	{Name: "packets", Kind: codec.U32},
	{Name: "bytesin", Kind: codec.U32},
}}

// gredSoptStruct is struct tc_gred_sopt (linux/pkt_sched.h).
var gredSoptStruct = &codec.Struct{Name: "tc_gred_sopt", Members: []codec.Member{
	{Name: "DPs", Kind: codec.U32},
	{Name: "def_DP", Kind: codec.U32},
	{Name: "grio", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: redFlagsEnum},
	{Name: "pad1", Kind: codec.Pad, Len: 2},
}}
