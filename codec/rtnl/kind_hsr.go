package rtnl

import "github.com/nlkit/nlkit/codec"

// hsrAttrs is IFLA_HSR_* (linux/if_link.h), of both redundancy protocols: HSR and PRP.
var hsrAttrs = codec.NewSet("IFLA_HSR_", codec.Attrs{
	1: {Name: "SLAVE1", Kind: codec.U32, Unit: codec.LinkIndex},
	2: {Name: "SLAVE2", Kind: codec.U32, Unit: codec.LinkIndex},
	3: {Name: "MULTICAST_SPEC", Kind: codec.U8},
	4: {Name: "SUPERVISION_ADDR", Kind: codec.LLAddr},
	5: {Name: "SEQ_NR", Kind: codec.U16},
	6: {Name: "VERSION", Kind: codec.U8},
	7: {Name: "PROTOCOL", Kind: codec.U8, Enum: hsrProtocolEnum},
	8: {Name: "INTERLINK", Kind: codec.U32, Unit: codec.LinkIndex},
})

// hsrProtocolEnum is HSR_PROTOCOL_* (linux/if_link.h).
var hsrProtocolEnum = codec.NewEnum("hsr_protocol", "HSR_PROTOCOL_", codec.Names{
	0: "HSR",
	1: "PRP",
})
