package tc

import "github.com/nlkit/nlkit/codec"

// emMetaAttrs is TCA_EM_META_* (linux/tc_ematch/tc_em_meta.h): what is compared, and the values that the message itself
// has of either side.
var emMetaAttrs = codec.NewSet("TCA_EM_META_", codec.Attrs{
	1: {Name: "HDR", Kind: codec.StructOf, Struct: emMetaHdrStruct},
	2: {Name: "LVALUE", Kind: codec.Uint, Select: emMetaVar("left.kind")},
	3: {Name: "RVALUE", Kind: codec.Uint, Select: emMetaVar("right.kind")},
})

// emMetaVar tells the values of objects that are texts, by their kind.
func emMetaVar(kind string) *codec.Selector {
	return codec.BySiblingMember("TCA_EM_META_HDR", kind, emMetaVarCases)
}

// emMetaVarCases is the objects of type TCF_META_TYPE_VAR, which are texts: TCF_META_ID_VALUE, TCF_META_ID_DEV and
// TCF_META_ID_SK_BOUND_IF.
var emMetaVarCases = codec.Cases{
	{Value: 0, Spec: emMetaVarSpec},
	{Value: 5, Spec: emMetaVarSpec},
	{Value: 19, Spec: emMetaVarSpec},
}

var emMetaVarSpec = &codec.Spec{Kind: codec.String, NoNUL: true}

// emMetaHdrStruct is struct tcf_meta_hdr (linux/tc_ematch/tc_em_meta.h).
var emMetaHdrStruct = &codec.Struct{Name: "tcf_meta_hdr", Members: []codec.Member{
	{Name: "left", Kind: codec.StructOf, Struct: emMetaValStruct},
	{Name: "right", Kind: codec.StructOf, Struct: emMetaValStruct},
}}

// emMetaValStruct is struct tcf_meta_val (linux/tc_ematch/tc_em_meta.h). Only the left one has an operator.
var emMetaValStruct = &codec.Struct{Name: "tcf_meta_val", Members: []codec.Member{
	{Name: "kind", Kind: codec.U16, Parts: emMetaKindStruct},
	{Name: "shift", Kind: codec.U8},
	{Name: "op", Kind: codec.U8, Enum: opndEnum},
}}

// emMetaKindStruct is what TCF_META_ID and TCF_META_TYPE take out of a kind (linux/tc_ematch/tc_em_meta.h).
var emMetaKindStruct = &codec.Struct{Name: "tcf_meta_kind", Word: codec.U16, Members: []codec.Member{
	{Name: "id", Kind: codec.U16, Bits: 12, Enum: emMetaIDEnum},
	{Name: "type", Kind: codec.U16, Bits: 4, Enum: emMetaTypeEnum},
}}

// emMetaTypeEnum is TCF_META_TYPE_* (linux/tc_ematch/tc_em_meta.h).
var emMetaTypeEnum = codec.NewEnum("tcf_meta_type", "TCF_META_TYPE_", codec.Names{0: "VAR", 1: "INT"})

// emMetaIDEnum is TCF_META_ID_* (linux/tc_ematch/tc_em_meta.h).
var emMetaIDEnum = codec.NewEnum("tcf_meta_id", "TCF_META_ID_", codec.Names{
	0:  "VALUE",
	1:  "RANDOM",
	2:  "LOADAVG_0",
	3:  "LOADAVG_1",
	4:  "LOADAVG_2",
	5:  "DEV",
	6:  "PRIORITY",
	7:  "PROTOCOL",
	8:  "PKTTYPE",
	9:  "PKTLEN",
	10: "DATALEN",
	11: "MACLEN",
	12: "NFMARK",
	13: "TCINDEX",
	14: "RTCLASSID",
	15: "RTIIF",
	16: "SK_FAMILY",
	17: "SK_STATE",
	18: "SK_REUSE",
	19: "SK_BOUND_IF",
	20: "SK_REFCNT",
	21: "SK_SHUTDOWN",
	22: "SK_PROTO",
	23: "SK_TYPE",
	24: "SK_RCVBUF",
	25: "SK_RMEM_ALLOC",
	26: "SK_WMEM_ALLOC",
	27: "SK_OMEM_ALLOC",
	28: "SK_WMEM_QUEUED",
	29: "SK_RCV_QLEN",
	30: "SK_SND_QLEN",
	31: "SK_ERR_QLEN",
	32: "SK_FORWARD_ALLOCS",
	33: "SK_SNDBUF",
	34: "SK_ALLOCS",
	36: "SK_HASH",
	37: "SK_LINGERTIME",
	38: "SK_ACK_BACKLOG",
	39: "SK_MAX_ACK_BACKLOG",
	40: "SK_PRIO",
	41: "SK_RCVLOWAT",
	42: "SK_RCVTIMEO",
	43: "SK_SNDTIMEO",
	44: "SK_SENDMSG_OFF",
	45: "SK_WRITE_PENDING",
	46: "VLAN_TAG",
	47: "RXHASH",
})
