package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// skbeditAttrs is TCA_SKBEDIT_* (linux/tc_act/tc_skbedit.h).
var skbeditAttrs = codec.NewSet("TCA_SKBEDIT_", codec.Attrs{
	1:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2:  {Name: "PARMS", Kind: codec.StructOf, Struct: skbeditStruct},
	3:  {Name: "PRIORITY", Kind: codec.U32, Unit: codec.TCHandle},
	4:  {Name: "QUEUE_MAPPING", Kind: codec.U16},
	5:  {Name: "MARK", Kind: codec.U32},
	6:  {Name: "PAD", Kind: codec.Pad},
	7:  {Name: "PTYPE", Kind: codec.U16, Enum: linux.PacketTypeEnum},
	8:  {Name: "MASK", Kind: codec.U32, Unit: codec.Hex},
	9:  {Name: "FLAGS", Kind: codec.U64, Enum: skbeditFlagsEnum},
	10: {Name: "QUEUE_MAPPING_MAX", Kind: codec.U16},
})

// skbeditStruct is struct tc_skbedit (linux/tc_act/tc_skbedit.h).
var skbeditStruct = parmsOf("tc_skbedit")

// skbeditFlagsEnum is SKBEDIT_F_* (linux/tc_act/tc_skbedit.h).
var skbeditFlagsEnum = codec.NewFlags("skbedit_f", "SKBEDIT_F_", []codec.Value{
	{Value: 0x1, Name: "PRIORITY"},
	{Value: 0x2, Name: "QUEUE_MAPPING"},
	{Value: 0x4, Name: "MARK"},
	{Value: 0x8, Name: "PTYPE"},
	{Value: 0x10, Name: "MASK"},
	{Value: 0x20, Name: "INHERITDSFIELD"},
	{Value: 0x40, Name: "TXQ_SKBHASH"},
})
