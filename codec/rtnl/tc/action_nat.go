package tc

import "github.com/nlkit/nlkit/codec"

// natAttrs is TCA_NAT_* (linux/tc_act/tc_nat.h).
var natAttrs = codec.NewSet("TCA_NAT_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: natStruct},
	2: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3: {Name: "PAD", Kind: codec.Pad},
})

// natStruct is struct tc_nat (linux/tc_act/tc_nat.h).
var natStruct = parmsOf("tc_nat",
	codec.Member{Name: "old_addr", Kind: codec.IP4},
	codec.Member{Name: "new_addr", Kind: codec.IP4},
	codec.Member{Name: "mask", Kind: codec.IP4},
	codec.Member{Name: "flags", Kind: codec.U32, Enum: natFlagsEnum},
)

// natFlagsEnum is TCA_NAT_FLAG_* (linux/tc_act/tc_nat.h).
var natFlagsEnum = codec.NewFlags("tca_nat_flag", "TCA_NAT_FLAG_", []codec.Value{{Value: 1, Name: "EGRESS"}})
