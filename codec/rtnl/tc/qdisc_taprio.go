package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// taprioAttrs is TCA_TAPRIO_ATTR_* (linux/pkt_sched.h). The schedule to come is told in the same attributes.
var taprioAttrs = codec.DeclareSet("TCA_TAPRIO_ATTR_")

var _ = taprioAttrs.Define(codec.Attrs{
	1:  {Name: "PRIOMAP", Kind: codec.StructOf, Struct: mqprioQoptStruct},
	2:  {Name: "SCHED_ENTRY_LIST", Kind: codec.Nest, Set: taprioSchedAttrs},
	3:  {Name: "SCHED_BASE_TIME", Kind: codec.S64, Doc: "nanoseconds of the clock"},
	4:  {Name: "SCHED_SINGLE_ENTRY", Kind: codec.Nest, Set: taprioSchedAttrs, Doc: "of Linux 4.20 to 5.1"},
	5:  {Name: "SCHED_CLOCKID", Kind: codec.S32, Enum: linux.ClockEnum},
	6:  {Name: "PAD", Kind: codec.Pad},
	7:  {Name: "ADMIN_SCHED", Kind: codec.Nest, Set: taprioAttrs},
	8:  {Name: "SCHED_CYCLE_TIME", Kind: codec.S64, Unit: codec.Nanoseconds},
	9:  {Name: "SCHED_CYCLE_TIME_EXTENSION", Kind: codec.S64, Unit: codec.Nanoseconds},
	10: {Name: "FLAGS", Kind: codec.U32, Enum: taprioFlagsEnum},
	11: {Name: "TXTIME_DELAY", Kind: codec.U32, Unit: codec.Nanoseconds},
	12: {Name: "TC_ENTRY", Kind: codec.Nest, Set: taprioTCEntryAttrs},
})

// taprioFlagsEnum is TCA_TAPRIO_ATTR_FLAG_* (linux/pkt_sched.h).
var taprioFlagsEnum = codec.NewFlags("tca_taprio_attr_flag", "TCA_TAPRIO_ATTR_FLAG_", []codec.Value{
	{Value: 0x1, Name: "TXTIME_ASSIST"},
	{Value: 0x2, Name: "FULL_OFFLOAD"},
})

// taprioSchedAttrs is TCA_TAPRIO_SCHED_* (linux/pkt_sched.h).
var taprioSchedAttrs = codec.NewSet("TCA_TAPRIO_SCHED_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: taprioSchedEntryAttrs},
})

// taprioSchedEntryAttrs is TCA_TAPRIO_SCHED_ENTRY_* (linux/pkt_sched.h).
var taprioSchedEntryAttrs = codec.NewSet("TCA_TAPRIO_SCHED_ENTRY_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "CMD", Kind: codec.U8, Enum: taprioCmdEnum},
	3: {Name: "GATE_MASK", Kind: codec.U32},
	4: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Nanoseconds},
})

// taprioCmdEnum is TC_TAPRIO_CMD_* (linux/pkt_sched.h).
var taprioCmdEnum = codec.NewEnum("tc_taprio_cmd", "TC_TAPRIO_CMD_", codec.Names{
	0: "SET_GATES",
	1: "SET_AND_HOLD",
	2: "SET_AND_RELEASE",
})

// taprioTCEntryAttrs is TCA_TAPRIO_TC_ENTRY_* (linux/pkt_sched.h).
var taprioTCEntryAttrs = codec.NewSet("TCA_TAPRIO_TC_ENTRY_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "MAX_SDU", Kind: codec.U32},
	3: {Name: "FP", Kind: codec.U32, Enum: framePreemptionEnum},
})

// taprioStatsAttrs is TCA_TAPRIO_OFFLOAD_STATS_* (linux/pkt_sched.h).
var taprioStatsAttrs = codec.NewSet("TCA_TAPRIO_OFFLOAD_STATS_", codec.Attrs{
	1: {Name: "PAD", Kind: codec.Pad},
	2: {Name: "WINDOW_DROPS", Kind: codec.U64},
	3: {Name: "TX_OVERRUNS", Kind: codec.U64},
})
