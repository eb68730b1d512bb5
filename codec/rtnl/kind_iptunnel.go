package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// iptunAttrs is IFLA_IPTUN_* (linux/if_tunnel.h), of IPv4 and IPv6 in IPv4 and IPv6.
var iptunAttrs = codec.NewSet("IFLA_IPTUN_", codec.Attrs{
	1: {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	2: {Name: "LOCAL", Kind: codec.IP},
	3: {Name: "REMOTE", Kind: codec.IP},
	4: {Name: "TTL", Kind: codec.U8},
	5: {Name: "TOS", Kind: codec.U8},
	6: {Name: "ENCAP_LIMIT", Kind: codec.U8},
	7: {Name: "FLOWINFO", Kind: codec.BE32},
	8: {Name: "FLAGS", Kind: codec.U16, Enum: sitFlagsEnum,
		Select: codec.BySibling("IFLA_INFO_KIND", iptunFlagsCases)},
	9:  {Name: "PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	10: {Name: "PMTUDISC", Kind: codec.Bool},
	11: {Name: "6RD_PREFIX", Kind: codec.IP6},
	12: {Name: "6RD_RELAY_PREFIX", Kind: codec.IP4},
	13: {Name: "6RD_PREFIXLEN", Kind: codec.U16},
	14: {Name: "6RD_RELAY_PREFIXLEN", Kind: codec.U16},
	15: {Name: "ENCAP_TYPE", Kind: codec.U16, Enum: tunnelEncapEnum},
	16: {Name: "ENCAP_FLAGS", Kind: codec.U16, Enum: tunnelEncapFlagsEnum},
	17: {Name: "ENCAP_SPORT", Kind: codec.BE16},
	18: {Name: "ENCAP_DPORT", Kind: codec.BE16},
	19: {Name: "COLLECT_METADATA", Kind: codec.Flag},
	20: {Name: "FWMARK", Kind: codec.U32},
})

// iptunFlagsCases is the flags of tunnels over IPv6, which differ from those of tunnels over IPv4.
var iptunFlagsCases = codec.Cases{
	{Name: "ip6tnl", Spec: &codec.Spec{Kind: codec.U32, Enum: ip6TunnelFlagsEnum}},
}

// sitFlagsEnum is the i_flags of sit, SIT_* (linux/if_tunnel.h). Unlike other tunnel flags they are in host order.
var sitFlagsEnum = codec.NewFlags("sit_flags", "SIT_", []codec.Value{
	{Value: 0x1, Name: "ISATAP"},
})

// ip6TunnelFlagsEnum is IP6_TNL_F_* (linux/ip6_tunnel.h, and the kernel's net/ip6_tunnel.h: it shows its own flags
// too).
var ip6TunnelFlagsEnum = codec.NewFlags("ip6_tnl_flags", "IP6_TNL_F_", []codec.Value{
	{Value: 0x1, Name: "IGN_ENCAP_LIMIT"},
	{Value: 0x2, Name: "USE_ORIG_TCLASS"},
	{Value: 0x4, Name: "USE_ORIG_FLOWLABEL"},
	{Value: 0x8, Name: "MIP6_DEV"},
	{Value: 0x10, Name: "RCV_DSCP_COPY"},
	{Value: 0x20, Name: "USE_ORIG_FWMARK"},
	{Value: 0x40, Name: "ALLOW_LOCAL_REMOTE"},
	{Value: 0x10000, Name: "CAP_XMIT"},
	{Value: 0x20000, Name: "CAP_RCV"},
	{Value: 0x40000, Name: "CAP_PER_PACKET"},
})

// tunnelEncapEnum is enum tunnel_encap_types (linux/if_tunnel.h).
var tunnelEncapEnum = codec.NewEnum("tunnel_encap_types", "TUNNEL_ENCAP_", codec.Names{
	0: "NONE",
	1: "FOU",
	2: "GUE",
	3: "MPLS",
})

// tunnelEncapFlagsEnum is TUNNEL_ENCAP_FLAG_* (linux/if_tunnel.h).
var tunnelEncapFlagsEnum = codec.NewFlags("tunnel_encap_flags", "TUNNEL_ENCAP_FLAG_", []codec.Value{
	{Value: 0x1, Name: "CSUM"},
	{Value: 0x2, Name: "CSUM6"},
	{Value: 0x4, Name: "REMCSUM"},
})
