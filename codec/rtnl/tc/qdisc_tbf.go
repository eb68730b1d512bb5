package tc

import "github.com/nlkit/nlkit/codec"

// tbfAttrs is TCA_TBF_* (linux/pkt_sched.h).
var tbfAttrs = codec.NewSet("TCA_TBF_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: tbfQoptStruct},
	2: {Name: "RTAB", Kind: codec.Array, Elem: ticksSpec, Bulk: true},
	3: {Name: "PTAB", Kind: codec.Array, Elem: ticksSpec, Bulk: true},
	4: {Name: "RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	5: {Name: "PRATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	6: {Name: "BURST", Kind: codec.U32},
	7: {Name: "PBURST", Kind: codec.U32},
	8: {Name: "PAD", Kind: codec.Pad},
})

// tbfQoptStruct is struct tc_tbf_qopt (linux/pkt_sched.h).
var tbfQoptStruct = &codec.Struct{Name: "tc_tbf_qopt", Members: []codec.Member{
	{Name: "rate", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "peakrate", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "limit", Kind: codec.U32},
	{Name: "buffer", Kind: codec.U32, Unit: codec.PschedTicks},
	{Name: "mtu", Kind: codec.U32, Unit: codec.PschedTicks},
}}
