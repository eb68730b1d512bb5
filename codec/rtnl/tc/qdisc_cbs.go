package tc

import "github.com/nlkit/nlkit/codec"

// cbsAttrs is TCA_CBS_* (linux/pkt_sched.h).
var cbsAttrs = codec.NewSet("TCA_CBS_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: cbsQoptStruct},
})

// cbsQoptStruct is struct tc_cbs_qopt (linux/pkt_sched.h).
var cbsQoptStruct = &codec.Struct{Name: "tc_cbs_qopt", Members: []codec.Member{
	{Name: "offload", Kind: codec.U8},
	{Name: "_pad", Kind: codec.Pad, Len: 3},
	{Name: "hicredit", Kind: codec.S32},
	{Name: "locredit", Kind: codec.S32},
	{Name: "idleslope", Kind: codec.S32},
	{Name: "sendslope", Kind: codec.S32},
}}
