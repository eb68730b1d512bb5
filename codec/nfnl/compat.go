package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// compatObject is matches and targets of iptables, for programs that make rules of nf_tables with them
// (linux/netfilter/nf_tables_compat.h).
var compatObject = &codec.Object{Name: "xtables extension", Header: linux.NfgenmsgStruct, Set: compatAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.By(".nfgen_family"), codec.By("NFTA_COMPAT_TYPE"),
		codec.Needs("NFTA_COMPAT_NAME"), codec.By("NFTA_COMPAT_REV")}}}}

// compatMessages asks whether the kernel has an extension in a revision (linux/netfilter/nf_tables_compat.h).
var compatMessages = compatObject.Messages(codec.Rows{
	{Type: linux.NFNL_SUBSYS_NFT_COMPAT<<8 + 0, Name: "NFNL_MSG_COMPAT_GET", Op: codec.OpGet},
})

// compatAttrs is NFTA_COMPAT_* (linux/netfilter/nf_tables_compat.h).
var compatAttrs = codec.NewSet("NFTA_COMPAT_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "REV", Kind: codec.BE32, Doc: "of answers: the newest that there is"},
	3: {Name: "TYPE", Kind: codec.BE32, Doc: "0 for a match, 1 for a target"},
})
