package tc

import "github.com/nlkit/nlkit/codec"

// connmarkAttrs is TCA_CONNMARK_* (linux/tc_act/tc_connmark.h).
var connmarkAttrs = codec.NewSet("TCA_CONNMARK_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: connmarkStruct},
	2: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3: {Name: "PAD", Kind: codec.Pad},
})

// connmarkStruct is struct tc_connmark (linux/tc_act/tc_connmark.h).
var connmarkStruct = parmsOf("tc_connmark",
	codec.Member{Name: "zone", Kind: codec.U16},
)
