package rtnl

import "github.com/nlkit/nlkit/codec"

// vxlanAttrs is IFLA_VXLAN_* (linux/if_link.h).
var vxlanAttrs = codec.NewSet("IFLA_VXLAN_", codec.Attrs{
	1:  {Name: "ID", Kind: codec.U32},
	2:  {Name: "GROUP", Kind: codec.IP4, Doc: "group or remote address"},
	3:  {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	4:  {Name: "LOCAL", Kind: codec.IP4},
	5:  {Name: "TTL", Kind: codec.U8},
	6:  {Name: "TOS", Kind: codec.U8},
	7:  {Name: "LEARNING", Kind: codec.Bool},
	8:  {Name: "AGEING", Kind: codec.U32, Unit: codec.Seconds},
	9:  {Name: "LIMIT", Kind: codec.U32},
	10: {Name: "PORT_RANGE", Kind: codec.StructOf, Struct: vxlanPortRangeStruct},
	11: {Name: "PROXY", Kind: codec.Bool},
	12: {Name: "RSC", Kind: codec.Bool},
	13: {Name: "L2MISS", Kind: codec.Bool},
	14: {Name: "L3MISS", Kind: codec.Bool},
	15: {Name: "PORT", Kind: codec.BE16},
	16: {Name: "GROUP6", Kind: codec.IP6, Doc: "group or remote address"},
	17: {Name: "LOCAL6", Kind: codec.IP6},
	18: {Name: "UDP_CSUM", Kind: codec.Bool},
	19: {Name: "UDP_ZERO_CSUM6_TX", Kind: codec.Bool},
	20: {Name: "UDP_ZERO_CSUM6_RX", Kind: codec.Bool},
	21: {Name: "REMCSUM_TX", Kind: codec.Bool},
	22: {Name: "REMCSUM_RX", Kind: codec.Bool},
	23: {Name: "GBP", Kind: codec.Flag},
	24: {Name: "REMCSUM_NOPARTIAL", Kind: codec.Flag},
	25: {Name: "COLLECT_METADATA", Kind: codec.Bool},
	26: {Name: "LABEL", Kind: codec.BE32},
	27: {Name: "GPE", Kind: codec.Flag},
	28: {Name: "TTL_INHERIT", Kind: codec.Flag, Select: codec.ByLength(vxlanTTLInheritCases)},
	29: {Name: "DF", Kind: codec.U8, Enum: vxlanDFEnum},
	30: {Name: "VNIFILTER", Kind: codec.Bool},
	31: {Name: "LOCALBYPASS", Kind: codec.Bool},
	32: {Name: "LABEL_POLICY", Kind: codec.U32, Enum: vxlanLabelPolicyEnum},
	33: {Name: "RESERVED_BITS", Kind: codec.StructOf, Struct: vxlanhdrStruct},
	34: {Name: "MC_ROUTE", Kind: codec.Bool},
})

// vxlanTTLInheritCases is what the kernel answers where it takes a flag in requests: an octet.
var vxlanTTLInheritCases = codec.Cases{{Value: 1, Spec: codec.Of(codec.Bool)}}

// vxlanPortRangeStruct is struct ifla_vxlan_port_range (linux/if_link.h).
var vxlanPortRangeStruct = &codec.Struct{Name: "ifla_vxlan_port_range", Members: []codec.Member{
	{Name: "low", Kind: codec.BE16},
	{Name: "high", Kind: codec.BE16},
}}

// vxlanhdrStruct is struct vxlanhdr (the kernel's net/vxlan.h, RFC 7348), a mask of the bits that must be zero.
var vxlanhdrStruct = &codec.Struct{Name: "vxlanhdr", Members: []codec.Member{
	{Name: "vx_flags", Kind: codec.BE32},
	{Name: "vx_vni", Kind: codec.BE32},
}}

// vxlanDFEnum is enum ifla_vxlan_df (linux/if_link.h).
var vxlanDFEnum = codec.NewEnum("ifla_vxlan_df", "VXLAN_DF_", codec.Names{
	0: "UNSET",
	1: "SET",
	2: "INHERIT",
})

// vxlanLabelPolicyEnum is enum ifla_vxlan_label_policy (linux/if_link.h).
var vxlanLabelPolicyEnum = codec.NewEnum("ifla_vxlan_label_policy", "VXLAN_LABEL_", codec.Names{
	0: "FIXED",
	1: "INHERIT",
})
