package tc

import "github.com/nlkit/nlkit/codec"

// emTextStruct is struct tcf_em_text, which the text to be found follows (linux/tc_ematch/tc_em_text.h).
var emTextStruct = &codec.Struct{Name: "tcf_em_text", Members: []codec.Member{
	{Name: "algo", Kind: codec.String, Len: 16},
	{Name: "from_offset", Kind: codec.U16},
	{Name: "to_offset", Kind: codec.U16},
	{Name: "pattern_len", Kind: codec.U16},
	{Name: "from_layer", Kind: codec.U8, Bits: 4, Enum: layerEnum},
	{Name: "to_layer", Kind: codec.U8, Bits: 4, Enum: layerEnum},
	{Name: "pad", Kind: codec.Pad, Len: 1},
}}
