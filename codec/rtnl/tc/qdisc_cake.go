package tc

import "github.com/nlkit/nlkit/codec"

// cakeAttrs is TCA_CAKE_* (linux/pkt_sched.h).
var cakeAttrs = codec.NewSet("TCA_CAKE_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "BASE_RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	3:  {Name: "DIFFSERV_MODE", Kind: codec.U32, Enum: cakeDiffservEnum},
	4:  {Name: "ATM", Kind: codec.U32, Enum: cakeATMEnum},
	5:  {Name: "FLOW_MODE", Kind: codec.U32, Enum: cakeFlowEnum},
	6:  {Name: "OVERHEAD", Kind: codec.S32},
	7:  {Name: "RTT", Kind: codec.U32, Unit: codec.Microseconds},
	8:  {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	9:  {Name: "AUTORATE", Kind: codec.U32},
	10: {Name: "MEMORY", Kind: codec.U32},
	11: {Name: "NAT", Kind: codec.U32},
	12: {Name: "RAW", Kind: codec.U32},
	13: {Name: "WASH", Kind: codec.U32},
	14: {Name: "MPU", Kind: codec.U32},
	15: {Name: "INGRESS", Kind: codec.U32},
	16: {Name: "ACK_FILTER", Kind: codec.U32, Enum: cakeACKEnum},
	17: {Name: "SPLIT_GSO", Kind: codec.U32},
	18: {Name: "FWMARK", Kind: codec.U32, Doc: "mask of the mark that chooses the tin"},
})

// cakeStatsAttrs is TCA_CAKE_STATS_* of the queueing discipline, or of a flow, which is a class (linux/pkt_sched.h).
var cakeStatsAttrs = codec.NewSet("TCA_CAKE_STATS_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "CAPACITY_ESTIMATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	3:  {Name: "MEMORY_LIMIT", Kind: codec.U32},
	4:  {Name: "MEMORY_USED", Kind: codec.U32},
	5:  {Name: "AVG_NETOFF", Kind: codec.U32},
	6:  {Name: "MIN_NETLEN", Kind: codec.U32},
	7:  {Name: "MAX_NETLEN", Kind: codec.U32},
	8:  {Name: "MIN_ADJLEN", Kind: codec.U32},
	9:  {Name: "MAX_ADJLEN", Kind: codec.U32},
	10: {Name: "TIN_STATS", Kind: codec.NestArray, Elem: codec.NestOf(cakeTinStatsAttrs), Doc: "tins, counted from 1"},
	11: {Name: "DEFICIT", Kind: codec.S32},
	12: {Name: "COBALT_COUNT", Kind: codec.U32},
	13: {Name: "DROPPING", Kind: codec.U32},
	14: {Name: "DROP_NEXT_US", Kind: codec.S32, Unit: codec.Microseconds},
	15: {Name: "P_DROP", Kind: codec.U32, Unit: codec.Share32},
	16: {Name: "BLUE_TIMER_US", Kind: codec.S32, Unit: codec.Microseconds},
	17: {Name: "ACTIVE_QUEUES", Kind: codec.U32},
})

// cakeTinStatsAttrs is TCA_CAKE_TIN_STATS_* (linux/pkt_sched.h).
var cakeTinStatsAttrs = codec.NewSet("TCA_CAKE_TIN_STATS_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "SENT_PACKETS", Kind: codec.U32},
	3:  {Name: "SENT_BYTES64", Kind: codec.U64},
	4:  {Name: "DROPPED_PACKETS", Kind: codec.U32},
	5:  {Name: "DROPPED_BYTES64", Kind: codec.U64},
	6:  {Name: "ACKS_DROPPED_PACKETS", Kind: codec.U32},
	7:  {Name: "ACKS_DROPPED_BYTES64", Kind: codec.U64},
	8:  {Name: "ECN_MARKED_PACKETS", Kind: codec.U32},
	9:  {Name: "ECN_MARKED_BYTES64", Kind: codec.U64},
	10: {Name: "BACKLOG_PACKETS", Kind: codec.U32},
	11: {Name: "BACKLOG_BYTES", Kind: codec.U32},
	12: {Name: "THRESHOLD_RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	13: {Name: "TARGET_US", Kind: codec.U32, Unit: codec.Microseconds},
	14: {Name: "INTERVAL_US", Kind: codec.U32, Unit: codec.Microseconds},
	15: {Name: "WAY_INDIRECT_HITS", Kind: codec.U32},
	16: {Name: "WAY_MISSES", Kind: codec.U32},
	17: {Name: "WAY_COLLISIONS", Kind: codec.U32},
	18: {Name: "PEAK_DELAY_US", Kind: codec.U32, Unit: codec.Microseconds},
	19: {Name: "AVG_DELAY_US", Kind: codec.U32, Unit: codec.Microseconds},
	20: {Name: "BASE_DELAY_US", Kind: codec.U32, Unit: codec.Microseconds},
	21: {Name: "SPARSE_FLOWS", Kind: codec.U32},
	22: {Name: "BULK_FLOWS", Kind: codec.U32},
	23: {Name: "UNRESPONSIVE_FLOWS", Kind: codec.U32},
	24: {Name: "MAX_SKBLEN", Kind: codec.U32},
	25: {Name: "FLOW_QUANTUM", Kind: codec.U32},
})

// cakeFlowEnum is CAKE_FLOW_* (linux/pkt_sched.h).
var cakeFlowEnum = codec.NewEnum("cake_flow", "CAKE_FLOW_", codec.Names{
	0: "NONE",
	1: "SRC_IP",
	2: "DST_IP",
	3: "HOSTS",
	4: "FLOWS",
	5: "DUAL_SRC",
	6: "DUAL_DST",
	7: "TRIPLE",
})

// cakeDiffservEnum is CAKE_DIFFSERV_* (linux/pkt_sched.h).
var cakeDiffservEnum = codec.NewEnum("cake_diffserv", "CAKE_DIFFSERV_", codec.Names{
	0: "DIFFSERV3",
	1: "DIFFSERV4",
	2: "DIFFSERV8",
	3: "BESTEFFORT",
	4: "PRECEDENCE",
})

// cakeACKEnum is CAKE_ACK_* (linux/pkt_sched.h).
var cakeACKEnum = codec.NewEnum("cake_ack", "CAKE_ACK_", codec.Names{
	0: "NONE",
	1: "FILTER",
	2: "AGGRESSIVE",
})

// cakeATMEnum is CAKE_ATM_* (linux/pkt_sched.h).
var cakeATMEnum = codec.NewEnum("cake_atm", "CAKE_ATM_", codec.Names{
	0: "NONE",
	1: "ATM",
	2: "PTM",
})
