package rtnl

import "github.com/nlkit/nlkit/codec"

// greAttrs is IFLA_GRE_* (linux/if_tunnel.h), of GRE and ERSPAN over IPv4 and IPv6.
var greAttrs = codec.NewSet("IFLA_GRE_", codec.Attrs{
	1:  {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	2:  {Name: "IFLAGS", Kind: codec.BE16, Enum: greFlagsEnum},
	3:  {Name: "OFLAGS", Kind: codec.BE16, Enum: greFlagsEnum},
	4:  {Name: "IKEY", Kind: codec.BE32},
	5:  {Name: "OKEY", Kind: codec.BE32},
	6:  {Name: "LOCAL", Kind: codec.IP},
	7:  {Name: "REMOTE", Kind: codec.IP},
	8:  {Name: "TTL", Kind: codec.U8},
	9:  {Name: "TOS", Kind: codec.U8},
	10: {Name: "PMTUDISC", Kind: codec.Bool},
	11: {Name: "ENCAP_LIMIT", Kind: codec.U8},
	12: {Name: "FLOWINFO", Kind: codec.BE32},
	13: {Name: "FLAGS", Kind: codec.U32, Enum: ip6TunnelFlagsEnum},
	14: {Name: "ENCAP_TYPE", Kind: codec.U16, Enum: tunnelEncapEnum},
	15: {Name: "ENCAP_FLAGS", Kind: codec.U16, Enum: tunnelEncapFlagsEnum},
	16: {Name: "ENCAP_SPORT", Kind: codec.BE16},
	17: {Name: "ENCAP_DPORT", Kind: codec.BE16},
	18: {Name: "COLLECT_METADATA", Kind: codec.Flag},
	19: {Name: "IGNORE_DF", Kind: codec.Bool},
	20: {Name: "FWMARK", Kind: codec.U32},
	21: {Name: "ERSPAN_INDEX", Kind: codec.U32},
	22: {Name: "ERSPAN_VER", Kind: codec.U8},
	23: {Name: "ERSPAN_DIR", Kind: codec.U8},
	24: {Name: "ERSPAN_HWID", Kind: codec.U16},
})

// greFlagsEnum is the bits at the head of a GRE packet, GRE_* (linux/if_tunnel.h).
var greFlagsEnum = codec.NewFlags("gre_flags", "GRE_", []codec.Value{
	{Value: 0x7, Name: "VERSION"},
	{Value: 0x78, Name: "FLAGS"},
	{Value: 0x80, Name: "ACK"},
	{Value: 0x700, Name: "REC"},
	{Value: 0x800, Name: "STRICT"},
	{Value: 0x1000, Name: "SEQ"},
	{Value: 0x2000, Name: "KEY"},
	{Value: 0x4000, Name: "ROUTING"},
	{Value: 0x8000, Name: "CSUM"},
})
