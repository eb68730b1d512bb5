package tc

import "github.com/nlkit/nlkit/codec"

// cbqAttrs is TCA_CBQ_* of the queueing discipline and of its classes, which Linux 6.3 has no more
// (linux/pkt_sched.h).
var cbqAttrs = codec.NewSet("TCA_CBQ_", codec.Attrs{
	1: {Name: "LSSOPT", Kind: codec.StructOf, Struct: cbqLssoptStruct},
	2: {Name: "WRROPT", Kind: codec.StructOf, Struct: cbqWrroptStruct},
	3: {Name: "FOPT", Kind: codec.StructOf, Struct: cbqFoptStruct},
	4: {Name: "OVL_STRATEGY", Kind: codec.StructOf, Struct: cbqOvlStruct},
	5: {Name: "RATE", Kind: codec.StructOf, Struct: ratespecStruct},
	6: {Name: "RTAB", Kind: codec.Array, Elem: ticksSpec, Bulk: true},
	7: {Name: "POLICE", Kind: codec.StructOf, Struct: cbqPoliceStruct},
})

// cbqLssoptStruct is struct tc_cbq_lssopt (linux/pkt_sched.h).
var cbqLssoptStruct = &codec.Struct{Name: "tc_cbq_lssopt", Members: []codec.Member{
	{Name: "change", Kind: codec.U8, Enum: cbqChangeEnum},
	{Name: "flags", Kind: codec.U8, Enum: cbqLssFlagsEnum},
	{Name: "ewma_log", Kind: codec.U8},
	{Name: "level", Kind: codec.U8},
	{Name: "maxidle", Kind: codec.U32},
	{Name: "minidle", Kind: codec.U32},
	{Name: "offtime", Kind: codec.U32},
	{Name: "avpkt", Kind: codec.U32},
}}

// cbqChangeEnum is what of struct tc_cbq_lssopt is to be set, some of TCF_CBQ_LSS_* (linux/pkt_sched.h).
var cbqChangeEnum = codec.NewFlags("tcf_cbq_lss_change", "TCF_CBQ_LSS_", []codec.Value{
	{Value: 0x1, Name: "FLAGS"},
	{Value: 0x2, Name: "EWMA"},
	{Value: 0x4, Name: "MAXIDLE"},
	{Value: 0x8, Name: "MINIDLE"},
	{Value: 0x10, Name: "OFFTIME"},
	{Value: 0x20, Name: "AVPKT"},
})

// cbqLssFlagsEnum is the other TCF_CBQ_LSS_* (linux/pkt_sched.h).
var cbqLssFlagsEnum = codec.NewFlags("tcf_cbq_lss_flags", "TCF_CBQ_LSS_", []codec.Value{
	{Value: 0x1, Name: "BOUNDED"},
	{Value: 0x2, Name: "ISOLATED"},
})

// cbqWrroptStruct is struct tc_cbq_wrropt (linux/pkt_sched.h).
var cbqWrroptStruct = &codec.Struct{Name: "tc_cbq_wrropt", Members: []codec.Member{
	{Name: "flags", Kind: codec.U8},
	{Name: "priority", Kind: codec.U8},
	{Name: "cpriority", Kind: codec.U8},
	{Name: "__reserved", Kind: codec.Pad, Len: 1},
	{Name: "allot", Kind: codec.U32},
	{Name: "weight", Kind: codec.U32},
}}

// cbqFoptStruct is struct tc_cbq_fopt (linux/pkt_sched.h).
var cbqFoptStruct = &codec.Struct{Name: "tc_cbq_fopt", Members: []codec.Member{
	{Name: "split", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "defmap", Kind: codec.U32},
	{Name: "defchange", Kind: codec.U32},
}}

// cbqOvlStruct is struct tc_cbq_ovl (linux/pkt_sched.h).
var cbqOvlStruct = &codec.Struct{Name: "tc_cbq_ovl", Members: []codec.Member{
	{Name: "strategy", Kind: codec.U8, Enum: cbqOvlEnum},
	{Name: "priority2", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "penalty", Kind: codec.U32, Unit: codec.PschedTicks},
}}

// cbqOvlEnum is TC_CBQ_OVL_* (linux/pkt_sched.h).
var cbqOvlEnum = codec.NewEnum("tc_cbq_ovl_strategy", "TC_CBQ_OVL_", codec.Names{
	0: "CLASSIC",
	1: "DELAY",
	2: "LOWPRIO",
	3: "DROP",
	4: "RCLASSIC",
})

// cbqPoliceStruct is struct tc_cbq_police (linux/pkt_sched.h).
var cbqPoliceStruct = &codec.Struct{Name: "tc_cbq_police", Members: []codec.Member{
	{Name: "police", Kind: codec.U8},
	{Name: "__res1", Kind: codec.Pad, Len: 1},
	{Name: "__res2", Kind: codec.Pad, Len: 2},
}}

// cbqXstatsStruct is struct tc_cbq_xstats (linux/pkt_sched.h).
var cbqXstatsStruct = &codec.Struct{Name: "tc_cbq_xstats", Members: []codec.Member{
	{Name: "borrows", Kind: codec.U32},
	{Name: "overactions", Kind: codec.U32},
	{Name: "avgidle", Kind: codec.S32},
	{Name: "undertime", Kind: codec.S32},
}}
