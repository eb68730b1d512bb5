package tc

import "github.com/nlkit/nlkit/codec"

// defAttrs is TCA_DEF_* of action simple (linux/tc_act/tc_defact.h).
var defAttrs = codec.NewSet("TCA_DEF_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: defactStruct},
	3: {Name: "DATA", Kind: codec.String},
	4: {Name: "PAD", Kind: codec.Pad},
})

// defactStruct is struct tc_defact (linux/tc_act/tc_defact.h).
var defactStruct = parmsOf("tc_defact")
