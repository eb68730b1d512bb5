package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// objObject is stateful objects, which rules and elements use by their names.
var objObject = &codec.Object{Name: "nft object", Header: linux.NfgenmsgStruct, Set: objAttrs,
	Keys: inFamily("NFTA_OBJ_TABLE", codec.Needs("NFTA_OBJ_NAME"), codec.Needs("NFTA_OBJ_TYPE"))}

var objMessages = objObject.Messages(codec.Rows{
	{Type: subsys | 18, Name: "NFT_MSG_NEWOBJ", Op: codec.OpNew},
	{Type: subsys | 19, Name: "NFT_MSG_GETOBJ", Op: codec.OpGet, Replies: []uint16{subsys | 18}},
	{Type: subsys | 20, Name: "NFT_MSG_DELOBJ", Op: codec.OpDelete},
	{Type: subsys | 21, Name: "NFT_MSG_GETOBJ_RESET", Op: codec.OpGet, Effect: codec.Resets,
		Replies: []uint16{subsys | 18}},
	{Type: subsys | 31, Name: "NFT_MSG_DESTROYOBJ", Op: codec.OpDelete},
})

// objAttrs is enum nft_object_attributes.
var objAttrs = codec.NewSet("NFTA_OBJ_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.String},
	2: {Name: "NAME", Kind: codec.String},
	3: {Name: "TYPE", Kind: codec.BE32, Enum: objectTypeEnum},
	4: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("NFTA_OBJ_TYPE", objectCases)},
	5: {Name: "USE", Kind: codec.BE32, Doc: "how many rules and elements use it"},
	6: {Name: "HANDLE", Kind: codec.BE64},
	7: {Name: "PAD", Kind: codec.Pad},
	8: {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataObjRecords)},
})

// objectTypeEnum is NFT_OBJECT_*.
var objectTypeEnum = codec.NewEnum("nft_object_type", "NFT_OBJECT_", codec.Names{
	0:  "UNSPEC",
	1:  "COUNTER",
	2:  "QUOTA",
	3:  "CT_HELPER",
	4:  "LIMIT",
	5:  "CONNLIMIT",
	6:  "TUNNEL",
	7:  "CT_TIMEOUT",
	8:  "SECMARK",
	9:  "CT_EXPECT",
	10: "SYNPROXY",
})

// objectCases is what NFTA_OBJ_DATA holds, by NFTA_OBJ_TYPE.
var objectCases = codec.Cases{
	{Value: 1, Spec: codec.NestOf(counterAttrs)},
	{Value: 2, Spec: codec.NestOf(quotaAttrs)},
	{Value: 3, Spec: codec.NestOf(ctHelperAttrs)},
	{Value: 4, Spec: codec.NestOf(limitAttrs)},
	{Value: 5, Spec: codec.NestOf(connlimitAttrs)},
	{Value: 6, Spec: codec.NestOf(tunnelKeyAttrs)},
	{Value: 7, Spec: codec.NestOf(ctTimeoutAttrs)},
	{Value: 8, Spec: codec.NestOf(secmarkAttrs)},
	{Value: 9, Spec: codec.NestOf(ctExpectAttrs)},
	{Value: 10, Spec: codec.NestOf(synproxyAttrs)},
}

// ctHelperAttrs is enum nft_ct_helper_attributes.
var ctHelperAttrs = codec.NewSet("NFTA_CT_HELPER_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "L3PROTO", Kind: codec.BE16, Enum: linux.NfprotoEnum},
	3: {Name: "L4PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
})

// ctTimeoutAttrs is enum nft_ct_timeout_timeout_attributes.
var ctTimeoutAttrs = codec.NewSet("NFTA_CT_TIMEOUT_", codec.Attrs{
	1: {Name: "L3PROTO", Kind: codec.BE16, Enum: linux.NfprotoEnum},
	2: {Name: "L4PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	3: {Name: "DATA", Kind: codec.SubMessage,
		Select: codec.BySibling("NFTA_CT_TIMEOUT_L4PROTO", linux.CtTimeoutCases)},
})

// ctExpectAttrs is enum nft_ct_expectation_attributes.
var ctExpectAttrs = codec.NewSet("NFTA_CT_EXPECT_", codec.Attrs{
	1: {Name: "L3PROTO", Kind: codec.BE16, Enum: linux.NfprotoEnum},
	2: {Name: "L4PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	3: {Name: "DPORT", Kind: codec.BE16},
	4: {Name: "TIMEOUT", Kind: codec.U32, Unit: codec.Milliseconds, Doc: "older kernels take it for seconds"},
	5: {Name: "SIZE", Kind: codec.U8, Doc: "how many connections may be expected"},
})

// secmarkAttrs is enum nft_secmark_attributes.
var secmarkAttrs = codec.NewSet("NFTA_SECMARK_", codec.Attrs{
	1: {Name: "CTX", Kind: codec.String},
})
