package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ctAttrs is TCA_CT_* (linux/tc_act/tc_ct.h).
var ctAttrs = codec.NewSet("TCA_CT_", codec.Attrs{
	1:  {Name: "PARMS", Kind: codec.StructOf, Struct: ctStruct},
	2:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3:  {Name: "ACTION", Kind: codec.U16, Enum: ctActionEnum},
	4:  {Name: "ZONE", Kind: codec.U16},
	5:  {Name: "MARK", Kind: codec.U32, Unit: codec.Hex},
	6:  {Name: "MARK_MASK", Kind: codec.U32, Unit: codec.Hex},
	7:  {Name: "LABELS", Kind: codec.Bytes, Doc: "16 octets"},
	8:  {Name: "LABELS_MASK", Kind: codec.Bytes, Doc: "16 octets"},
	9:  {Name: "NAT_IPV4_MIN", Kind: codec.IP4},
	10: {Name: "NAT_IPV4_MAX", Kind: codec.IP4},
	11: {Name: "NAT_IPV6_MIN", Kind: codec.IP6},
	12: {Name: "NAT_IPV6_MAX", Kind: codec.IP6},
	13: {Name: "NAT_PORT_MIN", Kind: codec.BE16},
	14: {Name: "NAT_PORT_MAX", Kind: codec.BE16},
	15: {Name: "PAD", Kind: codec.Pad},
	16: {Name: "HELPER_NAME", Kind: codec.String},
	17: {Name: "HELPER_FAMILY", Kind: codec.U8, Enum: linux.NfprotoEnum},
	18: {Name: "HELPER_PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
})

// ctStruct is struct tc_ct (linux/tc_act/tc_ct.h).
var ctStruct = parmsOf("tc_ct")

// ctActionEnum is TCA_CT_ACT_* (linux/tc_act/tc_ct.h).
var ctActionEnum = codec.NewFlags("tca_ct_act", "TCA_CT_ACT_", []codec.Value{
	{Value: 1 << 0, Name: "COMMIT"},
	{Value: 1 << 1, Name: "FORCE"},
	{Value: 1 << 2, Name: "CLEAR"},
	{Value: 1 << 3, Name: "NAT"},
	{Value: 1 << 4, Name: "NAT_SRC"},
	{Value: 1 << 5, Name: "NAT_DST"},
})
