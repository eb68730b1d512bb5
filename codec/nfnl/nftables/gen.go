package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// genObject is the generation of the rules, of which there is one: each batch makes another.
var genObject = &codec.Object{Name: "nft generation", Header: linux.NfgenmsgStruct, Set: genAttrs,
	Keys: []codec.Key{{}}}

var genMessages = genObject.Messages(codec.Rows{
	{Type: subsys | 15, Name: "NFT_MSG_NEWGEN"},
	{Type: subsys | 16, Name: "NFT_MSG_GETGEN", Op: codec.OpGet, Replies: []uint16{subsys | 15}},
})

// genAttrs is enum nft_gen_attributes.
var genAttrs = codec.NewSet("NFTA_GEN_", codec.Attrs{
	1: {Name: "ID", Kind: codec.BE32},
	2: {Name: "PROC_PID", Kind: codec.BE32, Doc: "the process that made it"},
	3: {Name: "PROC_NAME", Kind: codec.String},
})
