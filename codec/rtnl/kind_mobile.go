package rtnl

import "github.com/nlkit/nlkit/codec"

// gtpAttrs is IFLA_GTP_* (linux/if_link.h).
var gtpAttrs = codec.NewSet("IFLA_GTP_", codec.Attrs{
	1: {Name: "FD0", Kind: codec.U32, Doc: "file descriptor"},
	2: {Name: "FD1", Kind: codec.U32, Doc: "file descriptor"},
	3: {Name: "PDP_HASHSIZE", Kind: codec.U32},
	4: {Name: "ROLE", Kind: codec.U32, Enum: gtpRoleEnum},
	5: {Name: "CREATE_SOCKETS", Kind: codec.U8},
	6: {Name: "RESTART_COUNT", Kind: codec.U8},
	7: {Name: "LOCAL", Kind: codec.IP4},
	8: {Name: "LOCAL6", Kind: codec.IP6},
})

// gtpRoleEnum is enum ifla_gtp_role (linux/if_link.h).
var gtpRoleEnum = codec.NewEnum("ifla_gtp_role", "GTP_ROLE_", codec.Names{
	0: "GGSN",
	1: "SGSN",
})

// rmnetAttrs is IFLA_RMNET_* (linux/if_link.h).
var rmnetAttrs = codec.NewSet("IFLA_RMNET_", codec.Attrs{
	1: {Name: "MUX_ID", Kind: codec.U16},
	2: {Name: "FLAGS", Kind: codec.StructOf, Struct: rmnetFlagsStruct},
})

// rmnetFlagsStruct is struct ifla_rmnet_flags (linux/if_link.h).
var rmnetFlagsStruct = &codec.Struct{Name: "ifla_rmnet_flags", Members: []codec.Member{
	{Name: "flags", Kind: codec.U32, Enum: rmnetFlagsEnum},
	{Name: "mask", Kind: codec.U32, Enum: rmnetFlagsEnum},
}}

// rmnetFlagsEnum is RMNET_FLAGS_* (linux/if_link.h).
var rmnetFlagsEnum = codec.NewFlags("rmnet_flags", "RMNET_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "INGRESS_DEAGGREGATION"},
	{Value: 0x2, Name: "INGRESS_MAP_COMMANDS"},
	{Value: 0x4, Name: "INGRESS_MAP_CKSUMV4"},
	{Value: 0x8, Name: "EGRESS_MAP_CKSUMV4"},
	{Value: 0x10, Name: "INGRESS_MAP_CKSUMV5"},
	{Value: 0x20, Name: "EGRESS_MAP_CKSUMV5"},
})

// wwanAttrs is IFLA_WWAN_* (linux/wwan.h).
var wwanAttrs = codec.NewSet("IFLA_WWAN_", codec.Attrs{
	1: {Name: "LINK_ID", Kind: codec.U32},
})

// caifAttrs is IFLA_CAIF_* (linux/caif/if_caif.h), which the newest kernels no longer have.
var caifAttrs = codec.NewSet("IFLA_CAIF_", codec.Attrs{
	1: {Name: "IPV4_CONNID", Kind: codec.U32},
	2: {Name: "IPV6_CONNID", Kind: codec.U32},
	3: {Name: "LOOPBACK", Kind: codec.Bool},
})
