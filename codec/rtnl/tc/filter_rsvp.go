package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// rsvpAttrs is TCA_RSVP_* of filters rsvp and rsvp6, which Linux had up to 6.2 (its linux/pkt_cls.h).
var rsvpAttrs = codec.NewSet("TCA_RSVP_", codec.Attrs{
	1: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2: {Name: "DST", Kind: codec.IP},
	3: {Name: "SRC", Kind: codec.IP},
	4: {Name: "PINFO", Kind: codec.StructOf, Struct: rsvpPinfoStruct},
	5: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	6: actionsSpec("ACT"),
})

// rsvpGpiStruct is struct tc_rsvp_gpi: where in a packet something stands (linux/pkt_cls.h).
var rsvpGpiStruct = &codec.Struct{Name: "tc_rsvp_gpi", Members: []codec.Member{
	{Name: "key", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "mask", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "offset", Kind: codec.S32},
}}

// rsvpPinfoStruct is struct tc_rsvp_pinfo (linux/pkt_cls.h).
var rsvpPinfoStruct = &codec.Struct{Name: "tc_rsvp_pinfo", Members: []codec.Member{
	{Name: "dpi", Kind: codec.StructOf, Struct: rsvpGpiStruct},
	{Name: "spi", Kind: codec.StructOf, Struct: rsvpGpiStruct},
	{Name: "protocol", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "tunnelid", Kind: codec.U8},
	{Name: "tunnelhdr", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 1},
}}
