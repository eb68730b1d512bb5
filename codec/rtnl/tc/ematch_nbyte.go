package tc

import "github.com/nlkit/nlkit/codec"

// emNbyteStruct is struct tcf_em_nbyte, which the octets to be found follow (linux/tc_ematch/tc_em_nbyte.h).
var emNbyteStruct = &codec.Struct{Name: "tcf_em_nbyte", Members: []codec.Member{
	{Name: "off", Kind: codec.U16},
	{Name: "len", Kind: codec.U16, Bits: 12},
	{Name: "layer", Kind: codec.U16, Bits: 4, Enum: layerEnum},
}}
