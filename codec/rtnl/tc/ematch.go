package tc

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// ematchTreeAttrs is TCA_EMATCH_TREE_* (linux/pkt_cls.h). The ematches of the list are a term of an expression each, in
// its order; a container stands for those from another one on.
var ematchTreeAttrs = codec.NewSet("TCA_EMATCH_TREE_", codec.Attrs{
	1: {Name: "HDR", Kind: codec.StructOf, Struct: ematchTreeHdrStruct},
	2: {Name: "LIST", Kind: codec.NestArray, Elem: ematchSpec, Doc: "numbered from 1"},
})

// ematchTreeHdrStruct is struct tcf_ematch_tree_hdr (linux/pkt_cls.h).
var ematchTreeHdrStruct = &codec.Struct{Name: "tcf_ematch_tree_hdr", Members: []codec.Member{
	{Name: "nmatches", Kind: codec.U16},
	{Name: "progid", Kind: codec.U16, Enum: ematchProgEnum},
}}

// ematchProgEnum is TCF_EM_PROG_* (linux/pkt_cls.h).
var ematchProgEnum = codec.NewEnum("tcf_em_prog", "TCF_EM_PROG_", codec.Names{0: "TC"})

// ematchHdrStruct is struct tcf_ematch_hdr, which each ematch starts with (linux/pkt_cls.h).
var ematchHdrStruct = &codec.Struct{Name: "tcf_ematch_hdr", Members: ematchHdrMembers}

var ematchHdrMembers = []codec.Member{
	{Name: "matchid", Kind: codec.U16},
	{Name: "kind", Kind: codec.U16, Enum: ematchKindEnum},
	{Name: "flags", Kind: codec.U16, Enum: ematchFlagsEnum},
	{Name: "pad", Kind: codec.Pad, Len: 2},
}

// Kinds of ematches, TCF_EM_* (linux/pkt_cls.h).
const (
	emContainer = iota
	emCmp
	emNbyte
	emU32
	emMeta
	emText
	emVlan
	emCanid
	emIpset
	emIpt
)

// ematchKindEnum is TCF_EM_* (linux/pkt_cls.h).
var ematchKindEnum = codec.NewEnum("tcf_em", "TCF_EM_", codec.Names{
	emContainer: "CONTAINER", emCmp: "CMP", emNbyte: "NBYTE", emU32: "U32", emMeta: "META", emText: "TEXT",
	emVlan: "VLAN", emCanid: "CANID", emIpset: "IPSET", emIpt: "IPT",
})

// ematchFlagsEnum is how an ematch goes on to the next one, TCF_EM_REL_*, and more (linux/pkt_cls.h).
var ematchFlagsEnum = codec.NewFlags("tcf_em_flags", "TCF_EM_", []codec.Value{
	{Value: 0, Name: "REL_END", Mask: 3},
	{Value: 1, Name: "REL_AND", Mask: 3},
	{Value: 2, Name: "REL_OR", Mask: 3},
	{Value: 1 << 2, Name: "INVERT"},
	{Value: 1 << 3, Name: "SIMPLE"},
})

// ematchSpec is an ematch: its header, and what its kind makes of the octets after that.
var ematchSpec = &codec.Spec{Kind: codec.SubMessage, Select: codec.ByHead(ematchHdrStruct, "kind", codec.Cases{
	{Value: emContainer, Spec: ematchOf(codec.Member{Name: "ref", Kind: codec.U32})},
	{Value: emCmp, Spec: ematchOf(codec.Member{Name: "cmp", Kind: codec.StructOf, Struct: emCmpStruct})},
	{Value: emNbyte, Spec: ematchOf(codec.Member{Name: "nbyte", Kind: codec.StructOf, Struct: emNbyteStruct},
		codec.Member{Name: "pattern", Kind: codec.Bytes})},
	{Value: emU32, Spec: ematchOf(codec.Member{Name: "key", Kind: codec.StructOf, Struct: u32KeyStruct})},
	{Value: emMeta, Spec: &codec.Spec{Kind: codec.Nest, Struct: ematchHdrStruct, Set: emMetaAttrs}},
	{Value: emText, Spec: ematchOf(codec.Member{Name: "text", Kind: codec.StructOf, Struct: emTextStruct},
		codec.Member{Name: "pattern", Kind: codec.String})},
	{Value: emCanid, Spec: ematchOf(codec.Member{Name: "filters", Kind: codec.Array, Elem: codec.StructOf,
		Struct: canFilterStruct})},
	{Value: emIpset, Spec: ematchOf(codec.Member{Name: "set", Kind: codec.StructOf, Struct: xtSetInfoStruct})},
	{Value: emIpt, Spec: &codec.Spec{Kind: codec.Nest, Struct: ematchHdrStruct, Set: emIptAttrs}},
	{Any: true, Spec: ematchOf(codec.Member{Name: "data", Kind: codec.Bytes})},
})}

// ematchOf is an ematch whose header is followed by other members.
func ematchOf(members ...codec.Member) *codec.Spec {
	return codec.StructSpec(&codec.Struct{Name: "tcf_ematch", Members: slices.Concat(ematchHdrMembers, members)})
}

// layerEnum is TCF_LAYER_*: the header from which an offset counts (linux/pkt_cls.h).
var layerEnum = codec.NewEnum("tcf_layer", "TCF_LAYER_", codec.Names{0: "LINK", 1: "NETWORK", 2: "TRANSPORT"})

// opndEnum is TCF_EM_OPND_* (linux/pkt_cls.h).
var opndEnum = codec.NewEnum("tcf_em_opnd", "TCF_EM_OPND_", codec.Names{0: "EQ", 1: "GT", 2: "LT"})
