package tc

import "github.com/nlkit/nlkit/codec"

// emCmpStruct is struct tcf_em_cmp: an integer of a packet is compared (linux/tc_ematch/tc_em_cmp.h).
var emCmpStruct = &codec.Struct{Name: "tcf_em_cmp", Members: []codec.Member{
	{Name: "val", Kind: codec.U32},
	{Name: "mask", Kind: codec.U32, Unit: codec.Hex},
	{Name: "off", Kind: codec.U16},
	{Name: "align", Kind: codec.U8, Bits: 4, Enum: emAlignEnum},
	{Name: "flags", Kind: codec.U8, Bits: 4, Enum: emCmpFlagsEnum},
	{Name: "layer", Kind: codec.U8, Bits: 4, Enum: layerEnum},
	{Name: "opnd", Kind: codec.U8, Bits: 4, Enum: opndEnum},
}}

// emAlignEnum is TCF_EM_ALIGN_*: how wide the integer is (linux/tc_ematch/tc_em_cmp.h).
var emAlignEnum = codec.NewEnum("tcf_em_align", "TCF_EM_ALIGN_", codec.Names{1: "U8", 2: "U16", 4: "U32"})

// emCmpFlagsEnum is TCF_EM_CMP_*: that the integer is in network order (linux/tc_ematch/tc_em_cmp.h).
var emCmpFlagsEnum = codec.NewFlags("tcf_em_cmp_flags", "TCF_EM_CMP_", []codec.Value{{Value: 1, Name: "TRANS"}})
