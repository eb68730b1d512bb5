package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ifeAttrs is TCA_IFE_* (linux/tc_act/tc_ife.h).
var ifeAttrs = codec.NewSet("TCA_IFE_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: ifeStruct},
	2: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3: {Name: "DMAC", Kind: codec.LLAddr},
	4: {Name: "SMAC", Kind: codec.LLAddr},
	5: {Name: "TYPE", Kind: codec.U16, Enum: linux.EtherTypeEnum},
	6: {Name: "METALST", Kind: codec.Nest, Set: ifeMetaAttrs},
	7: {Name: "PAD", Kind: codec.Pad},
})

// ifeStruct is struct tc_ife (linux/tc_act/tc_ife.h).
var ifeStruct = parmsOf("tc_ife",
	codec.Member{Name: "flags", Kind: codec.U16, Enum: ifeFlagsEnum},
)

// ifeFlagsEnum is IFE_ENCODE and IFE_DECODE (linux/tc_act/tc_ife.h).
var ifeFlagsEnum = codec.NewEnum("ife_flags", "IFE_", codec.Names{0: "DECODE", 1: "ENCODE"})

// ifeMetaAttrs is IFE_META_*: what goes with packets, with a value to use, or without one, to allow it (linux/ife.h).
var ifeMetaAttrs = codec.NewSet("IFE_META_", codec.Attrs{
	1: {Name: "SKBMARK", Kind: codec.U32, Select: ifeAllowed},
	2: {Name: "HASHID", Kind: codec.U32, Select: ifeAllowed},
	3: {Name: "PRIO", Kind: codec.U32, Select: ifeAllowed},
	4: {Name: "QMAP", Kind: codec.U16, Select: ifeAllowed},
	5: {Name: "TCINDEX", Kind: codec.U16, Select: ifeAllowed},
})

// ifeAllowed tells metadata without a value.
var ifeAllowed = codec.ByLength(codec.Cases{{Value: 0, Spec: codec.Of(codec.Flag)}})
