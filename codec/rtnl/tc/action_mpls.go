package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// mplsAttrs is TCA_MPLS_* (linux/tc_act/tc_mpls.h).
var mplsAttrs = codec.NewSet("TCA_MPLS_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: mplsStruct},
	3: {Name: "PAD", Kind: codec.Pad},
	4: {Name: "PROTO", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	5: {Name: "LABEL", Kind: codec.U32},
	6: {Name: "TC", Kind: codec.U8},
	7: {Name: "TTL", Kind: codec.U8},
	8: {Name: "BOS", Kind: codec.U8},
})

// mplsStruct is struct tc_mpls (linux/tc_act/tc_mpls.h).
var mplsStruct = parmsOf("tc_mpls",
	codec.Member{Name: "m_action", Kind: codec.S32, Enum: mplsActionEnum},
)

// mplsActionEnum is TCA_MPLS_ACT_* (linux/tc_act/tc_mpls.h).
var mplsActionEnum = codec.NewEnum("tca_mpls_act", "TCA_MPLS_ACT_", codec.Names{
	1: "POP",
	2: "PUSH",
	3: "MODIFY",
	4: "DEC_TTL",
	5: "MAC_PUSH",
})
