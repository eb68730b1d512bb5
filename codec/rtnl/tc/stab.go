package tc

import "github.com/nlkit/nlkit/codec"

// stabAttrs is TCA_STAB_* (linux/pkt_sched.h).
var stabAttrs = codec.NewSet("TCA_STAB_", codec.Attrs{
	1: {Name: "BASE", Kind: codec.StructOf, Struct: sizespecStruct},
	2: {Name: "DATA", Kind: codec.Array, Elem: codec.Of(codec.U16), Bulk: true},
})

// sizespecStruct is struct tc_sizespec (linux/pkt_sched.h).
var sizespecStruct = &codec.Struct{Name: "tc_sizespec", Members: []codec.Member{
	{Name: "cell_log", Kind: codec.U8},
	{Name: "size_log", Kind: codec.U8},
	{Name: "cell_align", Kind: codec.S16},
	{Name: "overhead", Kind: codec.S32},
	{Name: "linklayer", Kind: codec.U32, Enum: linkLayerEnum},
	{Name: "mpu", Kind: codec.U32},
	{Name: "mtu", Kind: codec.U32},
	{Name: "tsize", Kind: codec.U32},
}}
