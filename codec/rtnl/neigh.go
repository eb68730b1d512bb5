package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// neighObject is neighbours, and the entries of the forwarding databases of bridges and vxlan devices, whose family is
// AF_BRIDGE (linux/neighbour.h).
var neighObject = &codec.Object{Name: "neighbour", Header: ndmsgStruct, Set: neighAttrs, Keys: neighKeys}

var neighMessages = neighObject.Messages(
	wildDump(codec.NewDelGet(28, "RTM_NEWNEIGH", "RTM_DELNEIGH", "RTM_GETNEIGH")),
)

// neighKeys: the proxies that answer for others have a table of their own. An entry of a bridge's forwarding database
// is of the bridge, whatever its port; the remote ends of one of a vxlan device stand beside each other.
var neighKeys = []codec.Key{
	{When: codec.Only("ndm_family", linux.AF_BRIDGE), Parts: []codec.Part{
		codec.Needs("NDA_MASTER", ".ndm_ifindex"), {From: []string{".ndm_flags"}, Mask: ntfSelf},
		codec.By("NDA_LLADDR"), codec.By("NDA_VLAN"), codec.By("NDA_SRC_VNI"),
		codec.Beside("NDA_DST"), codec.Beside("NDA_PORT"), codec.Beside("NDA_VNI"), codec.Beside("NDA_IFINDEX"),
		codec.Beside("NDA_NH_ID"),
	}},
	{Parts: []codec.Part{
		codec.By(".ndm_family"), codec.By(".ndm_ifindex"), {From: []string{".ndm_flags"}, Mask: ntfProxy},
		codec.Needs("NDA_DST"),
	}},
}

// The flags that tell tables of neighbours apart, NTF_SELF and NTF_PROXY (linux/neighbour.h).
const (
	ntfSelf  = 0x2
	ntfProxy = 0x8
)

// ndmsgStruct is struct ndmsg (linux/neighbour.h).
var ndmsgStruct = &codec.Struct{Name: "ndmsg", Members: []codec.Member{
	{Name: "ndm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ndm_pad1", Kind: codec.Pad, Len: 1},
	{Name: "ndm_pad2", Kind: codec.Pad, Len: 2},
	{Name: "ndm_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "ndm_state", Kind: codec.U16, Enum: nudEnum},
	{Name: "ndm_flags", Kind: codec.U8, Enum: ntfEnum},
	{Name: "ndm_type", Kind: codec.U8, Enum: rtTypeEnum},
}}

// neighAttrs is NDA_* (linux/neighbour.h).
var neighAttrs = codec.NewSet("NDA_", codec.Attrs{
	1:  {Name: "DST", Kind: codec.IP, Select: codec.ByField("ndm_family", oneOctetAddressCases)},
	2:  {Name: "LLADDR", Kind: codec.LLAddr},
	3:  {Name: "CACHEINFO", Kind: codec.StructOf, Struct: ndaCacheinfoStruct},
	4:  {Name: "PROBES", Kind: codec.U32},
	5:  {Name: "VLAN", Kind: codec.U16},
	6:  {Name: "PORT", Kind: codec.BE16},
	7:  {Name: "VNI", Kind: codec.U32},
	8:  {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	9:  {Name: "MASTER", Kind: codec.U32, Unit: codec.LinkIndex},
	10: {Name: "LINK_NETNSID", Kind: codec.S32},
	11: {Name: "SRC_VNI", Kind: codec.U32},
	12: {Name: "PROTOCOL", Kind: codec.U8, Enum: rtProtEnum},
	13: {Name: "NH_ID", Kind: codec.U32},
	14: {Name: "FDB_EXT_ATTRS", Kind: codec.Nest, Set: fdbExtAttrs},
	15: {Name: "FLAGS_EXT", Kind: codec.U32, Enum: ntfExtEnum},
	16: {Name: "NDM_STATE_MASK", Kind: codec.U16, Enum: nudEnum},
	17: {Name: "NDM_FLAGS_MASK", Kind: codec.U8, Enum: ntfEnum},
})

// fdbExtAttrs is NFEA_* (linux/neighbour.h).
var fdbExtAttrs = codec.NewSet("NFEA_", codec.Attrs{
	1: {Name: "ACTIVITY_NOTIFY", Kind: codec.U8, Enum: fdbNotifyEnum},
	2: {Name: "DONT_REFRESH", Kind: codec.Flag},
})

// fdbNotifyEnum is FDB_NOTIFY_* (linux/neighbour.h).
var fdbNotifyEnum = codec.NewFlags("fdb_notify", "FDB_NOTIFY_", []codec.Value{
	{Value: 0x1, Name: "BIT"},
	{Value: 0x2, Name: "INACTIVE_BIT"},
})

// ndaCacheinfoStruct is struct nda_cacheinfo (linux/neighbour.h). The times count back from now.
var ndaCacheinfoStruct = &codec.Struct{Name: "nda_cacheinfo", Members: []codec.Member{
	{Name: "ndm_confirmed", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "ndm_used", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "ndm_updated", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "ndm_refcnt", Kind: codec.U32},
}}
