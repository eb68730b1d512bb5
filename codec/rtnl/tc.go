package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Traffic control: queueing disciplines, classes, filters and chains of filters (linux/rtnetlink.h).
var (
	qdiscObject = &codec.Object{Name: "qdisc", Header: tcmsgStruct, Set: tcAttrs, Keys: tcKey(
		codec.By(".tcm_parent"), codec.By(".tcm_handle"),
	)}
	tclassObject = &codec.Object{Name: "traffic class", Header: tcmsgStruct, Set: tcAttrs, Keys: tcKey(
		codec.By(".tcm_handle"),
	)}
	tfilterObject = &codec.Object{Name: "traffic filter", Header: tcmsgStruct, Set: tcAttrs, Keys: tcKey(
		codec.By(".tcm_parent"), codec.By("TCA_CHAIN"), codec.By(".tcm_info"), codec.By("TCA_KIND"),
		codec.By(".tcm_handle"),
	)}
	chainObject = &codec.Object{Name: "filter chain", Header: tcmsgStruct, Set: tcAttrs, Keys: tcKey(
		codec.By(".tcm_parent"), codec.By("TCA_CHAIN"),
	)}
)

var (
	qdiscMessages   = qdiscObject.Messages(codec.NewDelGet(36, "RTM_NEWQDISC", "RTM_DELQDISC", "RTM_GETQDISC"))
	tclassMessages  = tclassObject.Messages(codec.NewDelGet(40, "RTM_NEWTCLASS", "RTM_DELTCLASS", "RTM_GETTCLASS"))
	tfilterMessages = tfilterObject.Messages(
		codec.NewDelGet(44, "RTM_NEWTFILTER", "RTM_DELTFILTER", "RTM_GETTFILTER"),
	)
	chainMessages = chainObject.Messages(codec.NewDelGet(100, "RTM_NEWCHAIN", "RTM_DELCHAIN", "RTM_GETCHAIN"))
)

// tcKey is a key of what a device has, or, in place of the device, a block of filters that devices share.
func tcKey(parts ...codec.Part) []codec.Key {
	return []codec.Key{{Parts: append([]codec.Part{codec.Needs(".tcm_ifindex")}, parts...)}}
}

// actionObject is actions that stand alone, without a filter (linux/rtnetlink.h).
var actionObject = &codec.Object{Name: "traffic action", Header: tcamsgStruct, Set: tcaRootAttrs}

// actionMessages: the kernel answers a dump of actions with RTM_GETACTION, and tells of one with RTM_NEWACTION.
var actionMessages = actionObject.Messages(codec.Rows{
	{Type: 48, Name: "RTM_NEWACTION", Op: codec.OpNew},
	{Type: 49, Name: "RTM_DELACTION", Op: codec.OpDelete},
	{Type: 50, Name: "RTM_GETACTION", Op: codec.OpGet, Replies: []uint16{48, 50}},
})

// tcmsgStruct is struct tcmsg (linux/rtnetlink.h).
var tcmsgStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32},
	{Name: "tcm_handle", Kind: codec.U32},
	{Name: "tcm_parent", Kind: codec.U32},
	{Name: "tcm_info", Kind: codec.U32},
}}

// tcamsgStruct is struct tcamsg (linux/rtnetlink.h).
var tcamsgStruct = &codec.Struct{Name: "tcamsg", Members: []codec.Member{
	{Name: "tca_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tca__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tca__pad2", Kind: codec.Pad, Len: 2},
}}

// tcAttrs is TCA_* of struct tcmsg (linux/rtnetlink.h).
var tcAttrs = codec.NewSet("TCA_", codec.Attrs{
	1:  {Name: "KIND", Kind: codec.String},
	2:  {Name: "OPTIONS", Kind: codec.Bytes},
	3:  {Name: "STATS", Kind: codec.StructOf, Struct: tcStatsStruct},
	4:  {Name: "XSTATS", Kind: codec.Bytes},
	5:  {Name: "RATE", Kind: codec.StructOf, Struct: gnetEstimatorStruct},
	6:  {Name: "FCNT", Kind: codec.U32},
	7:  {Name: "STATS2", Kind: codec.Nest, Set: tcaStatsAttrs},
	8:  {Name: "STAB", Kind: codec.Nest, Set: tcaStabAttrs},
	9:  {Name: "PAD", Kind: codec.Pad},
	10: {Name: "DUMP_INVISIBLE", Kind: codec.Flag},
	11: {Name: "CHAIN", Kind: codec.U32},
	12: {Name: "HW_OFFLOAD", Kind: codec.Bool},
	13: {Name: "INGRESS_BLOCK", Kind: codec.U32},
	14: {Name: "EGRESS_BLOCK", Kind: codec.U32},
	15: {Name: "DUMP_FLAGS", Kind: codec.Bitfield32, Enum: tcDumpFlagsEnum},
	16: {Name: "EXT_WARN_MSG", Kind: codec.String},
})

// tcDumpFlagsEnum is TCA_DUMP_FLAGS_* (linux/rtnetlink.h).
var tcDumpFlagsEnum = codec.NewFlags("tca_dump_flags", "TCA_DUMP_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "TERSE"},
})

// tcaRootAttrs is TCA_ROOT_* of struct tcamsg (linux/rtnetlink.h).
var tcaRootAttrs = codec.NewSet("TCA_ROOT_", codec.Attrs{
	1: {Name: "TAB", Kind: codec.NestArray, Elem: codec.NestOf(tcActAttrs), Doc: "actions, by their order"},
	2: {Name: "FLAGS", Kind: codec.Bitfield32, Enum: tcActDumpFlagsEnum},
	3: {Name: "COUNT", Kind: codec.U32},
	4: {Name: "TIME_DELTA", Kind: codec.U32, Unit: codec.Milliseconds},
	5: {Name: "EXT_WARN_MSG", Kind: codec.String},
})

// tcActDumpFlagsEnum is the flags of TCA_ROOT_FLAGS, TCA_ACT_FLAG_* (linux/rtnetlink.h).
var tcActDumpFlagsEnum = codec.NewFlags("tca_act_flag", "TCA_ACT_FLAG_", []codec.Value{
	{Value: 0x1, Name: "LARGE_DUMP_ON"},
	{Value: 0x2, Name: "TERSE_DUMP"},
})

// tcActAttrs is TCA_ACT_*: one action (linux/pkt_cls.h).
var tcActAttrs = codec.NewSet("TCA_ACT_", codec.Attrs{
	1:  {Name: "KIND", Kind: codec.String},
	2:  {Name: "OPTIONS", Kind: codec.Bytes},
	3:  {Name: "INDEX", Kind: codec.U32},
	4:  {Name: "STATS", Kind: codec.Nest, Set: tcaStatsAttrs},
	5:  {Name: "PAD", Kind: codec.Pad},
	6:  {Name: "COOKIE", Kind: codec.Bytes},
	7:  {Name: "FLAGS", Kind: codec.Bitfield32, Enum: tcActFlagsEnum},
	8:  {Name: "HW_STATS", Kind: codec.Bitfield32, Enum: tcActHwStatsEnum},
	9:  {Name: "USED_HW_STATS", Kind: codec.Bitfield32, Enum: tcActHwStatsEnum},
	10: {Name: "IN_HW_COUNT", Kind: codec.U32},
})

// tcActFlagsEnum is TCA_ACT_FLAGS_* (linux/pkt_cls.h).
var tcActFlagsEnum = codec.NewFlags("tca_act_flags", "TCA_ACT_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "NO_PERCPU_STATS"},
	{Value: 0x2, Name: "SKIP_HW"},
	{Value: 0x4, Name: "SKIP_SW"},
})

// tcActHwStatsEnum is TCA_ACT_HW_STATS_* (linux/pkt_cls.h).
var tcActHwStatsEnum = codec.NewFlags("tca_act_hw_stats", "TCA_ACT_HW_STATS_", []codec.Value{
	{Value: 0x1, Name: "IMMEDIATE"},
	{Value: 0x2, Name: "DELAYED"},
})

// tcaStatsAttrs is TCA_STATS_* of TCA_STATS2 and TCA_ACT_STATS (linux/gen_stats.h).
var tcaStatsAttrs = codec.NewSet("TCA_STATS_", codec.Attrs{
	1: {Name: "BASIC", Kind: codec.StructOf, Struct: gnetStatsBasicStruct},
	2: {Name: "RATE_EST", Kind: codec.StructOf, Struct: gnetStatsRateEstStruct},
	3: {Name: "QUEUE", Kind: codec.StructOf, Struct: gnetStatsQueueStruct},
	4: {Name: "APP", Kind: codec.Bytes},
	5: {Name: "RATE_EST64", Kind: codec.StructOf, Struct: gnetStatsRateEst64Struct},
	6: {Name: "PAD", Kind: codec.Pad},
	7: {Name: "BASIC_HW", Kind: codec.StructOf, Struct: gnetStatsBasicStruct},
	8: {Name: "PKT64", Kind: codec.U64},
})

// tcaStabAttrs is TCA_STAB_* (linux/pkt_sched.h).
var tcaStabAttrs = codec.NewSet("TCA_STAB_", codec.Attrs{
	1: {Name: "BASE", Kind: codec.StructOf, Struct: tcSizespecStruct},
	2: {Name: "DATA", Kind: codec.Array, Elem: codec.Of(codec.U16)},
})

// tcStatsStruct is struct tc_stats (linux/pkt_sched.h).
var tcStatsStruct = &codec.Struct{Name: "tc_stats", Members: []codec.Member{
	{Name: "bytes", Kind: codec.U64},
	{Name: "packets", Kind: codec.U32},
	{Name: "drops", Kind: codec.U32},
	{Name: "overlimits", Kind: codec.U32},
	{Name: "bps", Kind: codec.U32},
	{Name: "pps", Kind: codec.U32},
	{Name: "qlen", Kind: codec.U32},
	{Name: "backlog", Kind: codec.U32},
}}

// tcSizespecStruct is struct tc_sizespec (linux/pkt_sched.h).
var tcSizespecStruct = &codec.Struct{Name: "tc_sizespec", Members: []codec.Member{
	{Name: "cell_log", Kind: codec.U8},
	{Name: "size_log", Kind: codec.U8},
	{Name: "cell_align", Kind: codec.S16},
	{Name: "overhead", Kind: codec.S32},
	{Name: "linklayer", Kind: codec.U32, Enum: tcLinklayerEnum},
	{Name: "mpu", Kind: codec.U32},
	{Name: "mtu", Kind: codec.U32},
	{Name: "tsize", Kind: codec.U32},
}}

// tcLinklayerEnum is enum tc_link_layer (linux/pkt_sched.h).
var tcLinklayerEnum = codec.NewEnum("tc_link_layer", "TC_LINKLAYER_", codec.Names{
	0: "UNAWARE",
	1: "ETHERNET",
	2: "ATM",
})

// gnetEstimatorStruct is struct gnet_estimator (linux/gen_stats.h).
var gnetEstimatorStruct = &codec.Struct{Name: "gnet_estimator", Members: []codec.Member{
	{Name: "interval", Kind: codec.S8},
	{Name: "ewma_log", Kind: codec.U8},
}}

// gnetStatsBasicStruct is struct gnet_stats_basic (linux/gen_stats.h).
var gnetStatsBasicStruct = &codec.Struct{Name: "gnet_stats_basic", Members: []codec.Member{
	{Name: "bytes", Kind: codec.U64},
	{Name: "packets", Kind: codec.U32},
}}

// gnetStatsRateEstStruct is struct gnet_stats_rate_est (linux/gen_stats.h).
var gnetStatsRateEstStruct = &codec.Struct{Name: "gnet_stats_rate_est", Members: []codec.Member{
	{Name: "bps", Kind: codec.U32},
	{Name: "pps", Kind: codec.U32},
}}

// gnetStatsRateEst64Struct is struct gnet_stats_rate_est64 (linux/gen_stats.h).
var gnetStatsRateEst64Struct = &codec.Struct{Name: "gnet_stats_rate_est64", Members: []codec.Member{
	{Name: "bps", Kind: codec.U64},
	{Name: "pps", Kind: codec.U64},
}}

// gnetStatsQueueStruct is struct gnet_stats_queue (linux/gen_stats.h).
var gnetStatsQueueStruct = &codec.Struct{Name: "gnet_stats_queue", Members: []codec.Member{
	{Name: "qlen", Kind: codec.U32},
	{Name: "backlog", Kind: codec.U32},
	{Name: "drops", Kind: codec.U32},
	{Name: "requeues", Kind: codec.U32},
	{Name: "overlimits", Kind: codec.U32},
}}
