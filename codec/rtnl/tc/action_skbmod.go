package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// skbmodAttrs is TCA_SKBMOD_* (linux/tc_act/tc_skbmod.h).
var skbmodAttrs = codec.NewSet("TCA_SKBMOD_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: skbmodStruct},
	3: {Name: "DMAC", Kind: codec.LLAddr},
	4: {Name: "SMAC", Kind: codec.LLAddr},
	5: {Name: "ETYPE", Kind: codec.U16, Enum: linux.EtherTypeEnum},
	6: {Name: "PAD", Kind: codec.Pad},
})

// skbmodStruct is struct tc_skbmod (linux/tc_act/tc_skbmod.h).
var skbmodStruct = parmsOf("tc_skbmod",
	codec.Member{Name: "flags", Kind: codec.U64, Enum: skbmodFlagsEnum},
)

// skbmodFlagsEnum is SKBMOD_F_* (linux/tc_act/tc_skbmod.h).
var skbmodFlagsEnum = codec.NewFlags("skbmod_f", "SKBMOD_F_", []codec.Value{
	{Value: 0x1, Name: "DMAC"},
	{Value: 0x2, Name: "SMAC"},
	{Value: 0x4, Name: "ETYPE"},
	{Value: 0x8, Name: "SWAPMAC"},
	{Value: 0x10, Name: "ECN"},
})
