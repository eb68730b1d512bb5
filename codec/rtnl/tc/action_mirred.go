package tc

import "github.com/nlkit/nlkit/codec"

// mirredAttrs is TCA_MIRRED_* (linux/tc_act/tc_mirred.h).
var mirredAttrs = codec.NewSet("TCA_MIRRED_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: mirredStruct},
	3: {Name: "PAD", Kind: codec.Pad},
	4: {Name: "BLOCKID", Kind: codec.U32},
})

// mirredStruct is struct tc_mirred (linux/tc_act/tc_mirred.h).
var mirredStruct = parmsOf("tc_mirred",
	codec.Member{Name: "eaction", Kind: codec.S32, Enum: mirredEactionEnum},
	codec.Member{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
)

// mirredEactionEnum is what is done with the packet, or a copy of it (linux/tc_act/tc_mirred.h).
var mirredEactionEnum = codec.NewEnum("tca_mirred_eaction", "TCA_", codec.Names{
	1: "EGRESS_REDIR",
	2: "EGRESS_MIRROR",
	3: "INGRESS_REDIR",
	4: "INGRESS_MIRROR",
})
