package tc

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// peditAttrs is TCA_PEDIT_* (linux/tc_act/tc_pedit.h): keys in PARMS, or in PARMS_EX
// with more about each in KEYS_EX.
var peditAttrs = codec.NewSet("TCA_PEDIT_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: peditSelStruct},
	3: {Name: "PAD", Kind: codec.Pad},
	4: {Name: "PARMS_EX", Kind: codec.StructOf, Struct: peditSelStruct},
	5: {Name: "KEYS_EX", Kind: codec.Nest, Set: peditKeysExAttrs},
	6: {Name: "KEY_EX", Kind: codec.Nest, Set: peditKeyExAttrs},
})

// peditKeysExAttrs is what TCA_PEDIT_KEYS_EX holds: TCA_PEDIT_KEY_EX for each key, in their order
// (linux/tc_act/tc_pedit.h).
var peditKeysExAttrs = codec.NewSet("TCA_PEDIT_", codec.Attrs{
	6: {Name: "KEY_EX", Kind: codec.Nest, Set: peditKeyExAttrs},
})

// peditKeyExAttrs is TCA_PEDIT_KEY_EX_* (linux/tc_act/tc_pedit.h).
var peditKeyExAttrs = codec.NewSet("TCA_PEDIT_KEY_EX_", codec.Attrs{
	1: {Name: "HTYPE", Kind: codec.U16, Enum: peditHeaderTypeEnum},
	2: {Name: "CMD", Kind: codec.U16, Enum: peditCmdEnum},
})

// peditHeaderTypeEnum is enum pedit_header_type: the header from which the offset of a key counts
// (linux/tc_act/tc_pedit.h).
var peditHeaderTypeEnum = codec.NewEnum("pedit_header_type", "TCA_PEDIT_KEY_EX_HDR_TYPE_", codec.Names{
	0: "NETWORK",
	1: "ETH",
	2: "IP4",
	3: "IP6",
	4: "TCP",
	5: "UDP",
})

// peditCmdEnum is enum pedit_cmd (linux/tc_act/tc_pedit.h).
var peditCmdEnum = codec.NewEnum("pedit_cmd", "TCA_PEDIT_KEY_EX_CMD_", codec.Names{0: "SET", 1: "ADD"})

// peditSelStruct is struct tc_pedit_sel (linux/tc_act/tc_pedit.h).
var peditSelStruct = &codec.Struct{Name: "tc_pedit_sel", Members: slices.Concat(genMembers, []codec.Member{
	{Name: "nkeys", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Unit: codec.Hex},
	{Name: "keys", Kind: codec.Array, Elem: codec.StructOf, Struct: peditKeyStruct, LenField: "nkeys", LenBits: 8 * 24},
})}

// peditKeyStruct is struct tc_pedit_key: the bits of a word of the packet that stay, and those that are turned around,
// both in the order of the packet (linux/tc_act/tc_pedit.h).
var peditKeyStruct = &codec.Struct{Name: "tc_pedit_key", Members: []codec.Member{
	{Name: "mask", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "val", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "off", Kind: codec.S32},
	{Name: "at", Kind: codec.U32},
	{Name: "offmask", Kind: codec.U32, Unit: codec.Hex},
	{Name: "shift", Kind: codec.U32},
}}
