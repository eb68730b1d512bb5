package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// chainObject is chains of rules.
var chainObject = &codec.Object{Name: "nft chain", Header: linux.NfgenmsgStruct, Set: chainAttrs,
	Keys: inFamily("NFTA_CHAIN_TABLE", codec.Needs("NFTA_CHAIN_NAME"))}

var chainMessages = chainObject.Messages(codec.Rows{
	{Type: subsys | 3, Name: "NFT_MSG_NEWCHAIN", Op: codec.OpNew},
	{Type: subsys | 4, Name: "NFT_MSG_GETCHAIN", Op: codec.OpGet, Replies: []uint16{subsys | 3}},
	{Type: subsys | 5, Name: "NFT_MSG_DELCHAIN", Op: codec.OpDelete},
	{Type: subsys | 27, Name: "NFT_MSG_DESTROYCHAIN", Op: codec.OpDelete},
})

// chainAttrs is enum nft_chain_attributes.
var chainAttrs = codec.NewSet("NFTA_CHAIN_", codec.Attrs{
	1:  {Name: "TABLE", Kind: codec.String},
	2:  {Name: "HANDLE", Kind: codec.BE64},
	3:  {Name: "NAME", Kind: codec.String},
	4:  {Name: "HOOK", Kind: codec.Nest, Set: hookAttrs},
	5:  {Name: "POLICY", Kind: codec.BE32, Enum: verdictEnum},
	6:  {Name: "USE", Kind: codec.BE32, Doc: "how many rules it has, and how many jump to it"},
	7:  {Name: "TYPE", Kind: codec.String, Doc: "filter, nat or route"},
	8:  {Name: "COUNTERS", Kind: codec.Nest, Set: counterAttrs},
	9:  {Name: "PAD", Kind: codec.Pad},
	10: {Name: "FLAGS", Kind: codec.BE32, Enum: chainFlagsEnum},
	11: {Name: "ID", Kind: codec.BE32, Doc: "names it in the batch that makes it"},
	12: {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataChainRecords)},
})

// chainFlagsEnum is enum nft_chain_flags.
var chainFlagsEnum = codec.NewFlags("nft_chain_flags", "NFT_CHAIN_", []codec.Value{
	{Value: 0x1, Name: "BASE"},
	{Value: 0x2, Name: "HW_OFFLOAD"},
	{Value: 0x4, Name: "BINDING"},
})

// hookAttrs is enum nft_hook_attributes.
var hookAttrs = codec.NewSet("NFTA_HOOK_", codec.Attrs{
	1: {Name: "HOOKNUM", Kind: codec.BE32, Select: linux.ByHooks(hookSpec)},
	2: {Name: "PRIORITY", Kind: codec.SBE32, Doc: "chains of low priorities come first"},
	3: {Name: "DEV", Kind: codec.String},
	4: {Name: "DEVS", Kind: codec.Nest, Set: deviceAttrs},
})

func hookSpec(e *codec.Enum) *codec.Spec { return &codec.Spec{Kind: codec.BE32, Enum: e} }

// deviceAttrs is enum nft_devices_attributes.
var deviceAttrs = codec.NewSet("NFTA_DEVICE_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "PREFIX", Kind: codec.String, Doc: "what the names of the devices start with"},
})
