package tc

import "github.com/nlkit/nlkit/codec"

// u32Attrs is TCA_U32_* (linux/pkt_cls.h).
var u32Attrs = codec.NewSet("TCA_U32_", codec.Attrs{
	1:  {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2:  {Name: "HASH", Kind: codec.U32, Unit: codec.U32Handle},
	3:  {Name: "LINK", Kind: codec.U32, Unit: codec.U32Handle},
	4:  {Name: "DIVISOR", Kind: codec.U32},
	5:  {Name: "SEL", Kind: codec.StructOf, Struct: u32SelStruct},
	6:  {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	7:  actionsSpec("ACT"),
	8:  {Name: "INDEV", Kind: codec.String},
	9:  {Name: "PCNT", Kind: codec.StructOf, Struct: u32PcntStruct},
	10: {Name: "MARK", Kind: codec.StructOf, Struct: u32MarkStruct},
	11: {Name: "FLAGS", Kind: codec.U32, Enum: clsFlagsEnum},
	12: {Name: "PAD", Kind: codec.Pad},
})

// u32SelStruct is struct tc_u32_sel: which octets of a packet must be what, and where the next header starts
// (linux/pkt_cls.h).
var u32SelStruct = &codec.Struct{Name: "tc_u32_sel", Members: []codec.Member{
	{Name: "flags", Kind: codec.U8, Enum: u32SelFlagsEnum},
	{Name: "offshift", Kind: codec.U8},
	{Name: "nkeys", Kind: codec.U8},
	{Name: "offmask", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "off", Kind: codec.U16},
	{Name: "offoff", Kind: codec.S16},
	{Name: "hoff", Kind: codec.S16},
	{Name: "hmask", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "keys", Kind: codec.Array, Elem: codec.StructOf, Struct: u32KeyStruct, LenField: "nkeys", LenBits: 8 * 16},
}}

// u32KeyStruct is struct tc_u32_key (linux/pkt_cls.h). An offset from the next header has offmask -1.
var u32KeyStruct = &codec.Struct{Name: "tc_u32_key", Members: []codec.Member{
	{Name: "mask", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "val", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "off", Kind: codec.S32},
	{Name: "offmask", Kind: codec.S32},
}}

// u32SelFlagsEnum is TC_U32_* flags of a selector (linux/pkt_cls.h).
var u32SelFlagsEnum = codec.NewFlags("tc_u32_flags", "TC_U32_", []codec.Value{
	{Value: 1, Name: "TERMINAL"},
	{Value: 2, Name: "OFFSET"},
	{Value: 4, Name: "VAROFFSET"},
	{Value: 8, Name: "EAT"},
})

// u32PcntStruct is struct tc_u32_pcnt: packets that were looked at, that matched, and that matched each key
// (linux/pkt_cls.h).
var u32PcntStruct = &codec.Struct{Name: "tc_u32_pcnt", Members: []codec.Member{
	{Name: "rcnt", Kind: codec.U64},
	{Name: "rhit", Kind: codec.U64},
	{Name: "kcnts", Kind: codec.Array, Elem: codec.U64},
}}

// u32MarkStruct is struct tc_u32_mark (linux/pkt_cls.h).
var u32MarkStruct = &codec.Struct{Name: "tc_u32_mark", Members: []codec.Member{
	{Name: "val", Kind: codec.U32, Unit: codec.Hex},
	{Name: "mask", Kind: codec.U32, Unit: codec.Hex},
	{Name: "success", Kind: codec.U32},
}}
