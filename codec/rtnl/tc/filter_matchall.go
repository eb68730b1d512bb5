package tc

import "github.com/nlkit/nlkit/codec"

// matchallAttrs is TCA_MATCHALL_* (linux/pkt_cls.h).
var matchallAttrs = codec.NewSet("TCA_MATCHALL_", codec.Attrs{
	1: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2: actionsSpec("ACT"),
	3: {Name: "FLAGS", Kind: codec.U32, Enum: clsFlagsEnum},
	4: {Name: "PCNT", Kind: codec.StructOf, Struct: matchallPcntStruct},
	5: {Name: "PAD", Kind: codec.Pad},
})

// matchallPcntStruct is struct tc_matchall_pcnt (linux/pkt_cls.h).
var matchallPcntStruct = &codec.Struct{Name: "tc_matchall_pcnt", Members: []codec.Member{
	{Name: "rhit", Kind: codec.U64},
}}
