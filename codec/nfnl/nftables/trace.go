package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// traceObject is what happens to packets of which meta nftrace is set.
var traceObject = &codec.Object{Name: "nft trace", Header: linux.NfgenmsgStruct, Set: traceAttrs}

var traceMessages = traceObject.Messages(codec.Rows{{Type: subsys | 17, Name: "NFT_MSG_TRACE"}})

// traceAttrs is enum nft_trace_attributes. Of the first message about a packet are what it came in by and its headers.
var traceAttrs = codec.NewSet("NFTA_TRACE_", codec.Attrs{
	1:  {Name: "TABLE", Kind: codec.String},
	2:  {Name: "CHAIN", Kind: codec.String},
	3:  {Name: "RULE_HANDLE", Kind: codec.BE64},
	4:  {Name: "TYPE", Kind: codec.BE32, Enum: traceTypeEnum},
	5:  {Name: "VERDICT", Kind: codec.Nest, Set: verdictAttrs},
	6:  {Name: "ID", Kind: codec.BE32, Unit: codec.Hex, Doc: "tells packets apart"},
	7:  {Name: "LL_HEADER", Kind: codec.Bytes, Doc: "at most 20 octets"},
	8:  {Name: "NETWORK_HEADER", Kind: codec.Bytes, Doc: "at most 40 octets"},
	9:  {Name: "TRANSPORT_HEADER", Kind: codec.Bytes, Doc: "at most 20 octets"},
	10: {Name: "IIF", Kind: codec.BE32, Unit: codec.LinkIndex},
	11: {Name: "IIFTYPE", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	12: {Name: "OIF", Kind: codec.BE32, Unit: codec.LinkIndex},
	13: {Name: "OIFTYPE", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	14: {Name: "MARK", Kind: codec.BE32},
	15: {Name: "NFPROTO", Kind: codec.BE32, Enum: linux.NfprotoEnum},
	16: {Name: "POLICY", Kind: codec.BE32, Enum: verdictEnum},
	17: {Name: "PAD", Kind: codec.Pad},
	18: {Name: "CT_ID", Kind: codec.BE32},
	19: {Name: "CT_DIRECTION", Kind: codec.U8, Enum: linux.ConntrackDirEnum},
	20: {Name: "CT_STATUS", Kind: codec.BE32, Enum: linux.IPSEnum},
	21: {Name: "CT_STATE", Kind: codec.BE32, Enum: ctStateEnum},
})

// traceTypeEnum is enum nft_trace_types.
var traceTypeEnum = codec.NewEnum("nft_trace_types", "NFT_TRACETYPE_", codec.Names{
	0: "UNSPEC",
	1: "POLICY",
	2: "RETURN",
	3: "RULE",
})

// ctStateEnum is NF_CT_STATE_* (linux/netfilter/nf_conntrack_common.h), of which a macro makes those of enum
// ip_conntrack_info.
var ctStateEnum = codec.NewFlags("nf_ct_state", "NF_CT_STATE_", []codec.Value{
	{Value: 0x1, Name: "INVALID_BIT"},
	{Value: 0x2, Name: "ESTABLISHED_BIT"},
	{Value: 0x4, Name: "RELATED_BIT"},
	{Value: 0x8, Name: "NEW_BIT"},
	{Value: 0x40, Name: "UNTRACKED_BIT"},
})
