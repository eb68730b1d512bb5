package tc

import "github.com/nlkit/nlkit/codec"

// basicAttrs is TCA_BASIC_* (linux/pkt_cls.h).
var basicAttrs = codec.NewSet("TCA_BASIC_", codec.Attrs{
	1: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2: {Name: "EMATCHES", Kind: codec.Nest, Set: ematchTreeAttrs},
	3: actionsSpec("ACT"),
	4: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	5: {Name: "PCNT", Kind: codec.StructOf, Struct: basicPcntStruct},
	6: {Name: "PAD", Kind: codec.Pad},
})

// basicPcntStruct is struct tc_basic_pcnt: packets that were looked at, and that matched (linux/pkt_cls.h).
var basicPcntStruct = &codec.Struct{Name: "tc_basic_pcnt", Members: []codec.Member{
	{Name: "rcnt", Kind: codec.U64},
	{Name: "rhit", Kind: codec.U64},
}}
