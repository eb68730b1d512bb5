package tc

import "github.com/nlkit/nlkit/codec"

// mqprioSpec is the options of mqprio.
var mqprioSpec = &codec.Spec{Kind: codec.Nest, Struct: mqprioQoptStruct, Set: mqprioAttrs}

// mqprioQoptStruct is struct tc_mqprio_qopt (linux/pkt_sched.h).
var mqprioQoptStruct = &codec.Struct{Name: "tc_mqprio_qopt", Members: []codec.Member{
	{Name: "num_tc", Kind: codec.U8},
	{Name: "prio_tc_map", Kind: codec.Array, Elem: codec.U8, Len: 16},
	{Name: "hw", Kind: codec.U8, Enum: mqprioHwOffloadEnum},
	{Name: "count", Kind: codec.Array, Elem: codec.U16, Len: 16},
	{Name: "offset", Kind: codec.Array, Elem: codec.U16, Len: 16},
}}

// mqprioAttrs is TCA_MQPRIO_* (linux/pkt_sched.h).
var mqprioAttrs = codec.NewSet("TCA_MQPRIO_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U16, Enum: mqprioModeEnum},
	2: {Name: "SHAPER", Kind: codec.U16, Enum: mqprioShaperEnum},
	3: {Name: "MIN_RATE64", Kind: codec.Nest, Set: mqprioMinRateAttrs},
	4: {Name: "MAX_RATE64", Kind: codec.Nest, Set: mqprioMaxRateAttrs},
	5: {Name: "TC_ENTRY", Kind: codec.Nest, Set: mqprioTCEntryAttrs},
})

// The rates of the traffic classes, one attribute each, are attributes of the type of the nest that they are in.
var (
	mqprioMinRateAttrs = codec.NewSet("TCA_MQPRIO_", codec.Attrs{
		3: {Name: "MIN_RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	})
	mqprioMaxRateAttrs = codec.NewSet("TCA_MQPRIO_", codec.Attrs{
		4: {Name: "MAX_RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	})
)

// mqprioTCEntryAttrs is TCA_MQPRIO_TC_ENTRY_* (linux/pkt_sched.h).
var mqprioTCEntryAttrs = codec.NewSet("TCA_MQPRIO_TC_ENTRY_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "FP", Kind: codec.U32, Enum: framePreemptionEnum},
})

// framePreemptionEnum is TC_FP_* (linux/pkt_sched.h).
var framePreemptionEnum = codec.NewEnum("tc_fp", "TC_FP_", codec.Names{
	1: "EXPRESS",
	2: "PREEMPTIBLE",
})

// mqprioHwOffloadEnum is TC_MQPRIO_HW_OFFLOAD_* (linux/pkt_sched.h).
var mqprioHwOffloadEnum = codec.NewEnum("tc_mqprio_hw_offload", "TC_MQPRIO_HW_OFFLOAD_", codec.Names{
	0: "NONE",
	1: "TCS",
})

// mqprioModeEnum is TC_MQPRIO_MODE_* (linux/pkt_sched.h).
var mqprioModeEnum = codec.NewEnum("tc_mqprio_mode", "TC_MQPRIO_MODE_", codec.Names{
	0: "DCB",
	1: "CHANNEL",
})

// mqprioShaperEnum is TC_MQPRIO_SHAPER_* (linux/pkt_sched.h).
var mqprioShaperEnum = codec.NewEnum("tc_mqprio_shaper", "TC_MQPRIO_SHAPER_", codec.Names{
	0: "DCB",
	1: "BW_RATE",
})
