package rtnl

import "github.com/nlkit/nlkit/codec"

// geneveAttrs is IFLA_GENEVE_* (linux/if_link.h).
var geneveAttrs = codec.NewSet("IFLA_GENEVE_", codec.Attrs{
	1:  {Name: "ID", Kind: codec.U32},
	2:  {Name: "REMOTE", Kind: codec.IP4},
	3:  {Name: "TTL", Kind: codec.U8},
	4:  {Name: "TOS", Kind: codec.U8},
	5:  {Name: "PORT", Kind: codec.BE16},
	6:  {Name: "COLLECT_METADATA", Kind: codec.Flag},
	7:  {Name: "REMOTE6", Kind: codec.IP6},
	8:  {Name: "UDP_CSUM", Kind: codec.Bool},
	9:  {Name: "UDP_ZERO_CSUM6_TX", Kind: codec.Bool},
	10: {Name: "UDP_ZERO_CSUM6_RX", Kind: codec.Bool},
	11: {Name: "LABEL", Kind: codec.BE32},
	12: {Name: "TTL_INHERIT", Kind: codec.Bool},
	13: {Name: "DF", Kind: codec.U8, Enum: geneveDFEnum},
	14: {Name: "INNER_PROTO_INHERIT", Kind: codec.Flag},
	15: {Name: "PORT_RANGE", Kind: codec.StructOf, Struct: genevePortRangeStruct},
	16: {Name: "GRO_HINT", Kind: codec.Flag},
	17: {Name: "LOCAL", Kind: codec.IP4},
	18: {Name: "LOCAL6", Kind: codec.IP6},
})

// genevePortRangeStruct is struct ifla_geneve_port_range (linux/if_link.h).
var genevePortRangeStruct = &codec.Struct{Name: "ifla_geneve_port_range", Members: []codec.Member{
	{Name: "low", Kind: codec.BE16},
	{Name: "high", Kind: codec.BE16},
}}

// geneveDFEnum is enum ifla_geneve_df (linux/if_link.h).
var geneveDFEnum = codec.NewEnum("ifla_geneve_df", "GENEVE_DF_", codec.Names{
	0: "UNSET",
	1: "SET",
	2: "INHERIT",
})
