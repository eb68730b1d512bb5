package tc

import "github.com/nlkit/nlkit/codec"

// ticksSpec is an entry of a rate table, *_RTAB and the like: how long it takes to send packets up to some size.
var ticksSpec = &codec.Spec{Kind: codec.U32, Unit: codec.PschedTicks}

// logsSpec is an entry of a table of RED's idle damping, *_STAB.
var logsSpec = codec.Of(codec.U8)

// ratespecStruct is struct tc_ratespec (linux/pkt_sched.h).
var ratespecStruct = &codec.Struct{Name: "tc_ratespec", Members: []codec.Member{
	{Name: "cell_log", Kind: codec.U8},
	{Name: "linklayer", Kind: codec.U8, Enum: linkLayerEnum},
	{Name: "overhead", Kind: codec.U16},
	{Name: "cell_align", Kind: codec.S16},
	{Name: "mpu", Kind: codec.U16},
	{Name: "rate", Kind: codec.U32, Unit: codec.BytesPerSecond},
}}

// linkLayerEnum is enum tc_link_layer (linux/pkt_sched.h).
var linkLayerEnum = codec.NewEnum("tc_link_layer", "TC_LINKLAYER_", codec.Names{
	0: "UNAWARE",
	1: "ETHERNET",
	2: "ATM",
})
