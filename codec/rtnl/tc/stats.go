package tc

import "github.com/nlkit/nlkit/codec"

// gnetStatsSet is TCA_STATS_* of TCA_STATS2 and TCA_ACT_STATS (linux/gen_stats.h), with the statistics that the kinds
// of an object have of their own.
func gnetStatsSet(app *codec.Selector) *codec.Set {
	return codec.NewSet("TCA_STATS_", codec.Attrs{
		1: {Name: "BASIC", Kind: codec.StructOf, Struct: gnetStatsBasicStruct},
		2: {Name: "RATE_EST", Kind: codec.StructOf, Struct: gnetStatsRateEstStruct},
		3: {Name: "QUEUE", Kind: codec.StructOf, Struct: gnetStatsQueueStruct},
		4: {Name: "APP", Kind: codec.SubMessage, Select: app},
		5: {Name: "RATE_EST64", Kind: codec.StructOf, Struct: gnetStatsRateEst64Struct},
		6: {Name: "PAD", Kind: codec.Pad},
		7: {Name: "BASIC_HW", Kind: codec.StructOf, Struct: gnetStatsBasicStruct},
		8: {Name: "PKT64", Kind: codec.U64},
	})
}

// tcStatsStruct is struct tc_stats (linux/pkt_sched.h).
var tcStatsStruct = &codec.Struct{Name: "tc_stats", Members: []codec.Member{
	{Name: "bytes", Kind: codec.U64},
	{Name: "packets", Kind: codec.U32},
	{Name: "drops", Kind: codec.U32},
	{Name: "overlimits", Kind: codec.U32},
	{Name: "bps", Kind: codec.U32, Unit: codec.BytesPerSecond},
	{Name: "pps", Kind: codec.U32},
	{Name: "qlen", Kind: codec.U32},
	{Name: "backlog", Kind: codec.U32},
}}

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
	{Name: "bps", Kind: codec.U32, Unit: codec.BytesPerSecond},
	{Name: "pps", Kind: codec.U32},
}}

// gnetStatsRateEst64Struct is struct gnet_stats_rate_est64 (linux/gen_stats.h).
var gnetStatsRateEst64Struct = &codec.Struct{Name: "gnet_stats_rate_est64", Members: []codec.Member{
	{Name: "bps", Kind: codec.U64, Unit: codec.BytesPerSecond},
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
