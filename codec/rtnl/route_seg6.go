package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// seg6EncapAttrs is SEG6_IPTUNNEL_* (linux/seg6_iptunnel.h).
var seg6EncapAttrs = codec.NewSet("SEG6_IPTUNNEL_", codec.Attrs{
	1: {Name: "SRH", Kind: codec.StructOf, Struct: seg6IptunnelEncapStruct},
	2: {Name: "SRC", Kind: codec.IP6},
	3: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum},
})

// seg6IptunnelEncapStruct is struct seg6_iptunnel_encap, with the struct ipv6_sr_hdr that it ends with spread out
// (linux/seg6_iptunnel.h).
var seg6IptunnelEncapStruct = &codec.Struct{Name: "seg6_iptunnel_encap", Members: []codec.Member{
	{Name: "mode", Kind: codec.S32, Enum: seg6ModeEnum},
	{Name: "nexthdr", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "hdrlen", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "segments_left", Kind: codec.U8},
	{Name: "first_segment", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: srhFlagsEnum},
	{Name: "tag", Kind: codec.BE16},
	{Name: "segments", Kind: codec.Array, Elem: codec.IP6, Select: srhSegmentsByFlags},
}}

// seg6ModeEnum is SEG6_IPTUN_MODE_* (linux/seg6_iptunnel.h).
var seg6ModeEnum = codec.NewEnum("seg6_iptun_mode", "SEG6_IPTUN_MODE_", codec.Names{
	0: "INLINE",
	1: "ENCAP",
	2: "L2ENCAP",
	3: "ENCAP_RED",
	4: "L2ENCAP_RED",
})

// ipv6SrHdrStruct is struct ipv6_sr_hdr (linux/seg6.h, RFC 8754). A signed header has a TLV after its segments, which
// only their count tells apart.
var ipv6SrHdrStruct = &codec.Struct{Name: "ipv6_sr_hdr", Members: []codec.Member{
	{Name: "nexthdr", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "hdrlen", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "segments_left", Kind: codec.U8},
	{Name: "first_segment", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: srhFlagsEnum},
	{Name: "tag", Kind: codec.BE16},
	{Name: "segments", Kind: codec.Array, Elem: codec.IP6, Select: srhSegmentsByFlags},
}}

// srhSegmentsByFlags leaves the segments of a signed header together with its TLV.
var srhSegmentsByFlags = codec.ByField("flags", codec.Cases{
	{Value: 0x8, Spec: codec.Of(codec.Bytes)},
	{Any: true, Spec: &codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.IP6)}},
})

// srhFlagsEnum is SR6_FLAG1_* (linux/seg6.h).
var srhFlagsEnum = codec.NewFlags("sr6_flag1", "SR6_FLAG1_", []codec.Value{
	{Value: 0x8, Name: "HMAC"},
	{Value: 0x10, Name: "ALERT"},
	{Value: 0x20, Name: "OAM"},
	{Value: 0x40, Name: "PROTECTED"},
})

// seg6LocalAttrs is SEG6_LOCAL_* (linux/seg6_local.h).
var seg6LocalAttrs = codec.NewSet("SEG6_LOCAL_", codec.Attrs{
	1:  {Name: "ACTION", Kind: codec.U32, Enum: seg6ActionEnum},
	2:  {Name: "SRH", Kind: codec.StructOf, Struct: ipv6SrHdrStruct},
	3:  {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum},
	4:  {Name: "NH4", Kind: codec.IP4},
	5:  {Name: "NH6", Kind: codec.IP6},
	6:  {Name: "IIF", Kind: codec.U32, Unit: codec.LinkIndex},
	7:  {Name: "OIF", Kind: codec.U32, Unit: codec.LinkIndex},
	8:  {Name: "BPF", Kind: codec.Nest, Set: seg6BpfAttrs},
	9:  {Name: "VRFTABLE", Kind: codec.U32, Enum: rtTableEnum},
	10: {Name: "COUNTERS", Kind: codec.Nest, Set: seg6CountersAttrs},
	11: {Name: "FLAVORS", Kind: codec.Nest, Set: seg6FlavorsAttrs},
})

// seg6ActionEnum is SEG6_LOCAL_ACTION_* (linux/seg6_local.h).
var seg6ActionEnum = codec.NewEnum("seg6_local_action", "SEG6_LOCAL_ACTION_", codec.Names{
	0:  "UNSPEC",
	1:  "END",
	2:  "END_X",
	3:  "END_T",
	4:  "END_DX2",
	5:  "END_DX6",
	6:  "END_DX4",
	7:  "END_DT6",
	8:  "END_DT4",
	9:  "END_B6",
	10: "END_B6_ENCAP",
	11: "END_BM",
	12: "END_S",
	13: "END_AS",
	14: "END_AM",
	15: "END_BPF",
	16: "END_DT46",
})

// seg6BpfAttrs is SEG6_LOCAL_BPF_PROG* (linux/seg6_local.h).
var seg6BpfAttrs = codec.NewSet("SEG6_LOCAL_BPF_", codec.Attrs{
	1: {Name: "PROG", Kind: codec.U32, Doc: "a descriptor in requests, the program's id in answers"},
	2: {Name: "PROG_NAME", Kind: codec.String},
})

// seg6CountersAttrs is SEG6_LOCAL_CNT_* (linux/seg6_local.h).
var seg6CountersAttrs = codec.NewSet("SEG6_LOCAL_CNT_", codec.Attrs{
	1: {Name: "PAD", Kind: codec.Pad},
	2: {Name: "PACKETS", Kind: codec.U64},
	3: {Name: "BYTES", Kind: codec.U64},
	4: {Name: "ERRORS", Kind: codec.U64},
})

// seg6FlavorsAttrs is SEG6_LOCAL_FLV_* (linux/seg6_local.h).
var seg6FlavorsAttrs = codec.NewSet("SEG6_LOCAL_FLV_", codec.Attrs{
	1: {Name: "OPERATION", Kind: codec.U32, Enum: seg6FlavorEnum},
	2: {Name: "LCBLOCK_BITS", Kind: codec.U8},
	3: {Name: "LCNODE_FN_BITS", Kind: codec.U8},
})

// seg6FlavorEnum is one bit, 1 << SEG6_LOCAL_FLV_OP_*, a flavor (linux/seg6_local.h).
var seg6FlavorEnum = codec.NewFlags("seg6_local_flv_op", "SEG6_LOCAL_FLV_OP_", []codec.Value{
	{Value: 1 << 1, Name: "PSP"},
	{Value: 1 << 2, Name: "USP"},
	{Value: 1 << 3, Name: "USD"},
	{Value: 1 << 4, Name: "NEXT_CSID"},
})
