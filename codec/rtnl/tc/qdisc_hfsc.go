package tc

import "github.com/nlkit/nlkit/codec"

// hfscQoptStruct is struct tc_hfsc_qopt (linux/pkt_sched.h).
var hfscQoptStruct = &codec.Struct{Name: "tc_hfsc_qopt", Members: []codec.Member{
	{Name: "defcls", Kind: codec.U16, Unit: codec.TCHandle},
}}

// hfscAttrs is TCA_HFSC_* of classes (linux/pkt_sched.h).
var hfscAttrs = codec.NewSet("TCA_HFSC_", codec.Attrs{
	1: {Name: "RSC", Kind: codec.StructOf, Struct: serviceCurveStruct},
	2: {Name: "FSC", Kind: codec.StructOf, Struct: serviceCurveStruct},
	3: {Name: "USC", Kind: codec.StructOf, Struct: serviceCurveStruct},
})

// serviceCurveStruct is struct tc_service_curve (linux/pkt_sched.h).
var serviceCurveStruct = &codec.Struct{Name: "tc_service_curve", Members: []codec.Member{
	{Name: "m1", Kind: codec.U32, Unit: codec.BytesPerSecond},
	{Name: "d", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "m2", Kind: codec.U32, Unit: codec.BytesPerSecond},
}}

// hfscStatsStruct is struct tc_hfsc_stats (linux/pkt_sched.h).
var hfscStatsStruct = &codec.Struct{Name: "tc_hfsc_stats", Members: []codec.Member{
	{Name: "work", Kind: codec.U64},
	{Name: "rtwork", Kind: codec.U64},
	{Name: "period", Kind: codec.U32},
	{Name: "level", Kind: codec.U32},
}}
