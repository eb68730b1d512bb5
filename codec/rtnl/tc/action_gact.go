package tc

import "github.com/nlkit/nlkit/codec"

// gactAttrs is TCA_GACT_* (linux/tc_act/tc_gact.h).
var gactAttrs = codec.NewSet("TCA_GACT_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: gactStruct},
	3: {Name: "PROB", Kind: codec.StructOf, Struct: gactPStruct},
	4: {Name: "PAD", Kind: codec.Pad},
})

// gactStruct is struct tc_gact (linux/tc_act/tc_gact.h).
var gactStruct = parmsOf("tc_gact")

// gactPStruct is struct tc_gact_p: another action for some packets (linux/tc_act/tc_gact.h).
var gactPStruct = &codec.Struct{Name: "tc_gact_p", Members: []codec.Member{
	{Name: "ptype", Kind: codec.U16, Enum: gactPtypeEnum},
	{Name: "pval", Kind: codec.U16},
	{Name: "paction", Kind: codec.S32, Enum: actionEnum},
}}

// gactPtypeEnum is PGACT_* (linux/tc_act/tc_gact.h).
var gactPtypeEnum = codec.NewEnum("pgact", "PGACT_", codec.Names{0: "NONE", 1: "NETRAND", 2: "DETERM"})
