package tc

import "github.com/nlkit/nlkit/codec"

// fqAttrs is TCA_FQ_* (linux/pkt_sched.h).
var fqAttrs = codec.NewSet("TCA_FQ_", codec.Attrs{
	1:  {Name: "PLIMIT", Kind: codec.U32},
	2:  {Name: "FLOW_PLIMIT", Kind: codec.U32},
	3:  {Name: "QUANTUM", Kind: codec.U32},
	4:  {Name: "INITIAL_QUANTUM", Kind: codec.U32},
	5:  {Name: "RATE_ENABLE", Kind: codec.U32},
	6:  {Name: "FLOW_DEFAULT_RATE", Kind: codec.U32, Unit: codec.BytesPerSecond},
	7:  {Name: "FLOW_MAX_RATE", Kind: codec.U32, Unit: codec.BytesPerSecond},
	8:  {Name: "BUCKETS_LOG", Kind: codec.U32},
	9:  {Name: "FLOW_REFILL_DELAY", Kind: codec.U32, Unit: codec.Microseconds},
	10: {Name: "ORPHAN_MASK", Kind: codec.U32},
	11: {Name: "LOW_RATE_THRESHOLD", Kind: codec.U32, Unit: codec.BytesPerSecond},
	12: {Name: "CE_THRESHOLD", Kind: codec.U32, Unit: codec.Microseconds},
	13: {Name: "TIMER_SLACK", Kind: codec.U32, Unit: codec.Nanoseconds},
	14: {Name: "HORIZON", Kind: codec.U32, Unit: codec.Microseconds},
	15: {Name: "HORIZON_DROP", Kind: codec.U8},
	16: {Name: "PRIOMAP", Kind: codec.StructOf, Struct: prioQoptStruct},
	17: {Name: "WEIGHTS", Kind: codec.Array, Elem: codec.Of(codec.S32)},
	18: {Name: "OFFLOAD_HORIZON", Kind: codec.U32, Unit: codec.Microseconds},
})

// fqQdStatsStruct is struct tc_fq_qd_stats (linux/pkt_sched.h).
var fqQdStatsStruct = &codec.Struct{Name: "tc_fq_qd_stats", Members: []codec.Member{
	{Name: "gc_flows", Kind: codec.U64},
	{Name: "highprio_packets", Kind: codec.U64},
	{Name: "tcp_retrans", Kind: codec.U64},
	{Name: "throttled", Kind: codec.U64},
	{Name: "flows_plimit", Kind: codec.U64},
	{Name: "pkts_too_long", Kind: codec.U64},
	{Name: "allocation_errors", Kind: codec.U64},
	{Name: "time_next_delayed_flow", Kind: codec.S64, Unit: codec.Nanoseconds},
	{Name: "flows", Kind: codec.U32},
	{Name: "inactive_flows", Kind: codec.U32},
	{Name: "throttled_flows", Kind: codec.U32},
	{Name: "unthrottle_latency_ns", Kind: codec.U32, Unit: codec.Nanoseconds},
	{Name: "ce_mark", Kind: codec.U64},
	{Name: "horizon_drops", Kind: codec.U64},
	{Name: "horizon_caps", Kind: codec.U64},
	{Name: "fastpath_packets", Kind: codec.U64},
	{Name: "band_drops", Kind: codec.Array, Elem: codec.U64, Len: 3},
	{Name: "band_pkt_count", Kind: codec.Array, Elem: codec.U32, Len: 3},
	{Name: "pad", Kind: codec.Pad, Len: 4},
}}
