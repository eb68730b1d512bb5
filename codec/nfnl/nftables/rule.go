package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ruleObject is rules.
var ruleObject = &codec.Object{Name: "nft rule", Header: linux.NfgenmsgStruct, Set: ruleAttrs,
	Keys: inFamily("NFTA_RULE_TABLE", codec.Needs("NFTA_RULE_CHAIN"), codec.Needs("NFTA_RULE_HANDLE"))}

var ruleMessages = ruleObject.Messages(codec.Rows{
	{Type: subsys | 6, Name: "NFT_MSG_NEWRULE", Op: codec.OpNew},
	{Type: subsys | 7, Name: "NFT_MSG_GETRULE", Op: codec.OpGet, Replies: []uint16{subsys | 6}},
	{Type: subsys | 8, Name: "NFT_MSG_DELRULE", Op: codec.OpDelete},
	{Type: subsys | 25, Name: "NFT_MSG_GETRULE_RESET", Op: codec.OpGet, Effect: codec.Resets,
		Replies: []uint16{subsys | 6}},
	{Type: subsys | 28, Name: "NFT_MSG_DESTROYRULE", Op: codec.OpDelete},
})

// ruleAttrs is enum nft_rule_attributes.
var ruleAttrs = codec.NewSet("NFTA_RULE_", codec.Attrs{
	1:  {Name: "TABLE", Kind: codec.String},
	2:  {Name: "CHAIN", Kind: codec.String},
	3:  {Name: "HANDLE", Kind: codec.BE64},
	4:  {Name: "EXPRESSIONS", Kind: codec.Nest, Set: exprListAttrs},
	5:  {Name: "COMPAT", Kind: codec.Nest, Set: ruleCompatAttrs},
	6:  {Name: "POSITION", Kind: codec.BE64, Doc: "handle of the rule before it"},
	7:  {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataRuleRecords)},
	8:  {Name: "PAD", Kind: codec.Pad},
	9:  {Name: "ID", Kind: codec.BE32, Doc: "names it in the batch that makes it"},
	10: {Name: "POSITION_ID", Kind: codec.BE32, Doc: "the NFTA_RULE_ID of the rule before it"},
	11: {Name: "CHAIN_ID", Kind: codec.BE32, Doc: "the NFTA_CHAIN_ID of its chain"},
})

// ruleCompatAttrs is enum nft_rule_compat_attributes: what the extensions of iptables in the rule are for.
var ruleCompatAttrs = codec.NewSet("NFTA_RULE_COMPAT_", codec.Attrs{
	1: {Name: "PROTO", Kind: codec.BE32, Select: codec.ByField("nfgen_family", compatProtoCases)},
	2: {Name: "FLAGS", Kind: codec.BE32, Enum: ruleCompatFlagsEnum},
})

// compatProtoCases is the families whose protocols are those above IP.
var compatProtoCases = codec.Cases{
	{Value: linux.NFPROTO_INET, Spec: compatProtoSpec},
	{Value: linux.NFPROTO_IPV4, Spec: compatProtoSpec},
	{Value: linux.NFPROTO_IPV6, Spec: compatProtoSpec},
}

var compatProtoSpec = &codec.Spec{Kind: codec.BE32, Enum: linux.IPProtoEnum}

// ruleCompatFlagsEnum is enum nft_rule_compat_flags.
var ruleCompatFlagsEnum = codec.NewFlags("nft_rule_compat_flags", "NFT_RULE_COMPAT_F_", []codec.Value{
	{Value: 0x1, Name: "UNUSED"},
	{Value: 0x2, Name: "INV"},
})
