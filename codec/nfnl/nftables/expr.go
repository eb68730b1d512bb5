package nftables

import "github.com/nlkit/nlkit/codec"

// exprListAttrs is enum nft_list_attributes, for a list of expressions.
var exprListAttrs = listOf(exprAttrs)

// exprAttrs is enum nft_expr_attributes. Some expressions hold others.
var exprAttrs = codec.DeclareSet("NFTA_EXPR_")

var _ = exprAttrs.Define(codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("NFTA_EXPR_NAME", exprCases)},
})

// exprCases is what NFTA_EXPR_DATA holds, by the name of each struct nft_expr_type of the kernel.
var exprCases = codec.Cases{
	{Name: "bitwise", Spec: codec.NestOf(bitwiseAttrs)},
	{Name: "byteorder", Spec: codec.NestOf(byteorderAttrs)},
	{Name: "cmp", Spec: codec.NestOf(cmpAttrs)},
	{Name: "connlimit", Spec: codec.NestOf(connlimitAttrs)},
	{Name: "counter", Spec: codec.NestOf(counterAttrs)},
	{Name: "ct", Spec: codec.NestOf(ctAttrs)},
	{Name: "dup", Spec: codec.NestOf(dupAttrs)},
	{Name: "dynset", Spec: codec.NestOf(dynsetAttrs)},
	{Name: "exthdr", Spec: codec.NestOf(exthdrAttrs)},
	{Name: "fib", Spec: codec.NestOf(fibAttrs)},
	{Name: "flow_offload", Spec: codec.NestOf(flowAttrs)},
	{Name: "fwd", Spec: codec.NestOf(fwdAttrs)},
	{Name: "hash", Spec: codec.NestOf(hashAttrs)},
	{Name: "immediate", Spec: codec.NestOf(immediateAttrs)},
	{Name: "inner", Spec: codec.NestOf(innerAttrs)},
	{Name: "last", Spec: codec.NestOf(lastAttrs)},
	{Name: "limit", Spec: codec.NestOf(limitAttrs)},
	{Name: "log", Spec: codec.NestOf(logAttrs)},
	{Name: "lookup", Spec: codec.NestOf(lookupAttrs)},
	{Name: "masq", Spec: codec.NestOf(masqAttrs)},
	{Name: "match", Spec: codec.NestOf(matchAttrs)},
	{Name: "meta", Spec: codec.NestOf(metaAttrs)},
	{Name: "nat", Spec: codec.NestOf(natAttrs)},
	{Name: "notrack", Spec: codec.NestOf(codec.NewSet("", nil))},
	{Name: "numgen", Spec: codec.NestOf(ngAttrs)},
	{Name: "objref", Spec: codec.NestOf(objrefAttrs)},
	{Name: "osf", Spec: codec.NestOf(osfAttrs)},
	{Name: "payload", Spec: codec.NestOf(payloadAttrs)},
	{Name: "queue", Spec: codec.NestOf(queueAttrs)},
	{Name: "quota", Spec: codec.NestOf(quotaAttrs)},
	{Name: "range", Spec: codec.NestOf(rangeAttrs)},
	{Name: "redir", Spec: codec.NestOf(redirAttrs)},
	{Name: "reject", Spec: codec.NestOf(rejectAttrs)},
	{Name: "rt", Spec: codec.NestOf(rtAttrs)},
	{Name: "socket", Spec: codec.NestOf(socketAttrs)},
	{Name: "synproxy", Spec: codec.NestOf(synproxyAttrs)},
	{Name: "target", Spec: codec.NestOf(targetAttrs)},
	{Name: "tproxy", Spec: codec.NestOf(tproxyAttrs)},
	{Name: "tunnel", Spec: codec.NestOf(tunnelAttrs)},
	{Name: "xfrm", Spec: codec.NestOf(xfrmAttrs)},
}
