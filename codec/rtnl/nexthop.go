package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// nexthopObject is next hop objects (linux/nexthop.h).
var nexthopObject = &codec.Object{Name: "next hop", Header: nhmsgStruct, Set: nexthopAttrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("NHA_ID")}},
}}

var nexthopMessages = nexthopObject.Messages(
	codec.NewDelGet(104, "RTM_NEWNEXTHOP", "RTM_DELNEXTHOP", "RTM_GETNEXTHOP"),
)

// nexthopBucketObject is the buckets of resilient groups of next hops (linux/nexthop.h).
var nexthopBucketObject = &codec.Object{Name: "next hop bucket", Header: nhmsgStruct, Set: nexthopAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.Needs("NHA_ID"), codec.By("NHA_RES_BUCKET/NHA_RES_BUCKET_INDEX")}}}}

var nexthopBucketMessages = nexthopBucketObject.Messages(
	codec.NewDelGet(116, "RTM_NEWNEXTHOPBUCKET", "RTM_DELNEXTHOPBUCKET", "RTM_GETNEXTHOPBUCKET"),
)

// nhmsgStruct is struct nhmsg (linux/nexthop.h).
var nhmsgStruct = &codec.Struct{Name: "nhmsg", Members: []codec.Member{
	{Name: "nh_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "nh_scope", Kind: codec.U8, Enum: rtScopeEnum},
	{Name: "nh_protocol", Kind: codec.U8, Enum: rtProtEnum},
	{Name: "resvd", Kind: codec.Pad, Len: 1},
	{Name: "nh_flags", Kind: codec.U32, Enum: rtnhFlagsEnum},
}}

// nexthopAttrs is NHA_* (linux/nexthop.h).
var nexthopAttrs = codec.NewSet("NHA_", codec.Attrs{
	1:  {Name: "ID", Kind: codec.U32},
	2:  {Name: "GROUP", Kind: codec.Array, Elem: codec.StructSpec(nexthopGrpStruct)},
	3:  {Name: "GROUP_TYPE", Kind: codec.U16, Enum: nexthopGrpTypeEnum},
	4:  {Name: "BLACKHOLE", Kind: codec.Flag},
	5:  {Name: "OIF", Kind: codec.U32, Unit: codec.LinkIndex},
	6:  {Name: "GATEWAY", Kind: codec.IP},
	7:  {Name: "ENCAP_TYPE", Kind: codec.U16, Enum: encapTypeEnum},
	8:  {Name: "ENCAP", Kind: codec.SubMessage, Select: codec.BySibling("NHA_ENCAP_TYPE", encapCases)},
	9:  {Name: "GROUPS", Kind: codec.Flag, Doc: "dump groups only"},
	10: {Name: "MASTER", Kind: codec.U32, Unit: codec.LinkIndex, Doc: "dump next hops of ports of this device only"},
	11: {Name: "FDB", Kind: codec.Flag},
	12: {Name: "RES_GROUP", Kind: codec.Nest, Set: nexthopResGroupAttrs},
	13: {Name: "RES_BUCKET", Kind: codec.Nest, Set: nexthopResBucketAttrs},
	14: {Name: "OP_FLAGS", Kind: codec.U32, Enum: nexthopOpFlagsEnum},
	15: {Name: "GROUP_STATS", Kind: codec.Nest, Set: nexthopGroupStatsAttrs},
	16: {Name: "HW_STATS_ENABLE", Kind: codec.U32},
	17: {Name: "HW_STATS_USED", Kind: codec.U32},
	18: {Name: "DST_PORT", Kind: codec.BE16},
})

// nexthopGrpStruct is struct nexthop_grp (linux/nexthop.h). The weight is one more than the two octets hold.
var nexthopGrpStruct = &codec.Struct{Name: "nexthop_grp", Members: []codec.Member{
	{Name: "id", Kind: codec.U32},
	{Name: "weight", Kind: codec.U8},
	{Name: "weight_high", Kind: codec.U8},
	{Name: "resvd2", Kind: codec.Pad, Len: 2},
}}

// nexthopGrpTypeEnum is NEXTHOP_GRP_TYPE_* (linux/nexthop.h).
var nexthopGrpTypeEnum = codec.NewEnum("nexthop_grp_type", "NEXTHOP_GRP_TYPE_", codec.Names{
	0: "MPATH",
	1: "RES",
})

// nexthopOpFlagsEnum is NHA_OP_FLAG_* (linux/nexthop.h).
var nexthopOpFlagsEnum = codec.NewFlags("nha_op_flag", "NHA_OP_FLAG_", []codec.Value{
	{Value: 1 << 0, Name: "DUMP_STATS"},
	{Value: 1 << 1, Name: "DUMP_HW_STATS"},
	{Value: 1 << 31, Name: "RESP_GRP_RESVD_0"},
})

// nexthopResGroupAttrs is NHA_RES_GROUP_* (linux/nexthop.h).
var nexthopResGroupAttrs = codec.NewSet("NHA_RES_GROUP_", codec.Attrs{
	0: {Name: "PAD", Kind: codec.Pad},
	1: {Name: "BUCKETS", Kind: codec.U16},
	2: {Name: "IDLE_TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	3: {Name: "UNBALANCED_TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	4: {Name: "UNBALANCED_TIME", Kind: codec.U64, Unit: codec.ClockTicks},
})

// nexthopResBucketAttrs is NHA_RES_BUCKET_* (linux/nexthop.h).
var nexthopResBucketAttrs = codec.NewSet("NHA_RES_BUCKET_", codec.Attrs{
	0: {Name: "PAD", Kind: codec.Pad},
	1: {Name: "INDEX", Kind: codec.U16},
	2: {Name: "IDLE_TIME", Kind: codec.U64, Unit: codec.ClockTicks},
	3: {Name: "NH_ID", Kind: codec.U32},
})

// nexthopGroupStatsAttrs is NHA_GROUP_STATS_*, one for each next hop of the group (linux/nexthop.h).
var nexthopGroupStatsAttrs = codec.NewSet("NHA_GROUP_STATS_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: nexthopGroupStatsEntryAttrs},
})

// nexthopGroupStatsEntryAttrs is NHA_GROUP_STATS_ENTRY_* (linux/nexthop.h).
var nexthopGroupStatsEntryAttrs = codec.NewSet("NHA_GROUP_STATS_ENTRY_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
	2: {Name: "PACKETS", Kind: codec.Uint},
	3: {Name: "PACKETS_HW", Kind: codec.Uint},
})
