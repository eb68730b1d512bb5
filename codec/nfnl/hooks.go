package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// hookObject is functions that the kernel calls at a hook (linux/netfilter/nfnetlink_hook.h).
var hookObject = &codec.Object{Name: "netfilter hook", Header: linux.NfgenmsgStruct, Set: hookAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{
		codec.By(".nfgen_family"), codec.By("NFNLA_HOOK_HOOKNUM"), codec.By("NFNLA_HOOK_DEV"),
		codec.By("NFNLA_HOOK_PRIORITY"), codec.By("NFNLA_HOOK_FUNCTION_NAME"),
		codec.By("NFNLA_HOOK_CHAIN_INFO/NFNLA_HOOK_INFO_DESC"),
	}}}}

// hookMessages is enum nfnl_hook_msg_types (linux/netfilter/nfnetlink_hook.h).
var hookMessages = hookObject.Messages(codec.Rows{
	{Type: linux.NFNL_SUBSYS_HOOK<<8 + 0, Name: "NFNL_MSG_HOOK_GET", Op: codec.OpGet},
})

// hookAttrs is enum nfnl_hook_attributes (linux/netfilter/nfnetlink_hook.h).
var hookAttrs = codec.NewSet("NFNLA_HOOK_", codec.Attrs{
	1: {Name: "HOOKNUM", Kind: codec.BE32, Select: linux.ByHooks(func(hooks *codec.Enum) *codec.Spec {
		return &codec.Spec{Kind: codec.BE32, Enum: hooks}
	})},
	2: {Name: "PRIORITY", Kind: codec.SBE32},
	3: {Name: "DEV", Kind: codec.String},
	4: {Name: "FUNCTION_NAME", Kind: codec.String},
	5: {Name: "MODULE_NAME", Kind: codec.String},
	6: {Name: "CHAIN_INFO", Kind: codec.Nest, Set: hookInfoAttrs},
})

// hookInfoAttrs is enum nfnl_hook_chain_info_attributes: for what a function is called
// (linux/netfilter/nfnetlink_hook.h).
var hookInfoAttrs = codec.NewSet("NFNLA_HOOK_INFO_", codec.Attrs{
	1: {Name: "DESC", Kind: codec.SubMessage, Select: codec.BySibling("NFNLA_HOOK_INFO_TYPE", codec.Cases{
		{Value: 1, Spec: codec.NestOf(hookChainAttrs)},
		{Value: 2, Spec: codec.NestOf(hookBPFAttrs)},
		{Value: 3, Spec: codec.NestOf(hookChainAttrs)},
	})},
	2: {Name: "TYPE", Kind: codec.BE32, Enum: hookTypeEnum},
})

// hookTypeEnum is enum nfnl_hook_chaintype (linux/netfilter/nfnetlink_hook.h).
var hookTypeEnum = codec.NewEnum("nfnl_hook_chaintype", "NFNL_HOOK_TYPE_", codec.Names{
	1: "NFTABLES",
	2: "BPF",
	3: "NFT_FLOWTABLE",
})

// hookChainAttrs is enum nfnl_hook_chain_desc_attributes: a chain, or a flow table, of nf_tables
// (linux/netfilter/nfnetlink_hook.h).
var hookChainAttrs = codec.NewSet("NFNLA_CHAIN_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.String},
	2: {Name: "FAMILY", Kind: codec.U8, Enum: linux.NfprotoEnum},
	3: {Name: "NAME", Kind: codec.String},
})

// hookBPFAttrs is enum nfnl_hook_bpf_attributes (linux/netfilter/nfnetlink_hook.h).
var hookBPFAttrs = codec.NewSet("NFNLA_HOOK_BPF_", codec.Attrs{
	1: {Name: "ID", Kind: codec.BE32},
})
