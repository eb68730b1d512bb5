package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// flowtableObject is flow tables: connections whose packets pass by the rules.
var flowtableObject = &codec.Object{Name: "nft flowtable", Header: linux.NfgenmsgStruct, Set: flowtableAttrs,
	Keys: inFamily("NFTA_FLOWTABLE_TABLE", codec.Needs("NFTA_FLOWTABLE_NAME"))}

var flowtableMessages = flowtableObject.Messages(codec.Rows{
	{Type: subsys | 22, Name: "NFT_MSG_NEWFLOWTABLE", Op: codec.OpNew},
	{Type: subsys | 23, Name: "NFT_MSG_GETFLOWTABLE", Op: codec.OpGet, Replies: []uint16{subsys | 22}},
	{Type: subsys | 24, Name: "NFT_MSG_DELFLOWTABLE", Op: codec.OpDelete},
	{Type: subsys | 32, Name: "NFT_MSG_DESTROYFLOWTABLE", Op: codec.OpDelete},
})

// flowtableAttrs is enum nft_flowtable_attributes.
var flowtableAttrs = codec.NewSet("NFTA_FLOWTABLE_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.String},
	2: {Name: "NAME", Kind: codec.String},
	3: {Name: "HOOK", Kind: codec.Nest, Set: flowtableHookAttrs},
	4: {Name: "USE", Kind: codec.BE32, Doc: "how many rules add to it"},
	5: {Name: "HANDLE", Kind: codec.BE64},
	6: {Name: "PAD", Kind: codec.Pad},
	7: {Name: "FLAGS", Kind: codec.BE32, Enum: flowtableFlagsEnum},
})

// flowtableFlagsEnum is enum nft_flowtable_flags.
var flowtableFlagsEnum = codec.NewFlags("nft_flowtable_flags", "NFT_FLOWTABLE_", []codec.Value{
	{Value: 0x1, Name: "HW_OFFLOAD"},
	{Value: 0x2, Name: "COUNTER"},
})

// flowtableHookAttrs is enum nft_flowtable_hook_attributes.
var flowtableHookAttrs = codec.NewSet("NFTA_FLOWTABLE_HOOK_", codec.Attrs{
	1: {Name: "NUM", Kind: codec.BE32, Enum: linux.NfDevHooksEnum},
	2: {Name: "PRIORITY", Kind: codec.SBE32},
	3: {Name: "DEVS", Kind: codec.Nest, Set: deviceAttrs},
})
