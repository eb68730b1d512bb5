package xfrm

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// An xfrm_address_t is an IPv6 address, or an IPv4 address in the first four of as many octets. Which of them it is, a
// family beside it says, or one around it: that of the state or the template, or of its selector.

// addressCases is what an attribute that is an address holds: union xfrm_address_t (linux/xfrm.h).
var addressCases = codec.Cases{
	{Value: linux.AF_INET, Spec: codec.StructSpec(address4Struct)},
	{Value: linux.AF_INET6, Spec: codec.StructSpec(address6Struct)},
}

// address4Struct is union xfrm_address_t of AF_INET (linux/xfrm.h).
var address4Struct = &codec.Struct{Name: "xfrm_address_t", Members: []codec.Member{
	{Name: "a4", Kind: codec.IP4},
	{Name: "pad", Kind: codec.Pad, Len: 12},
}}

// address6Struct is union xfrm_address_t of AF_INET6 (linux/xfrm.h).
var address6Struct = &codec.Struct{Name: "xfrm_address_t", Members: []codec.Member{
	{Name: "in6", Kind: codec.IP6},
}}

// addressByFamily selects by the family of the state or policy that a message is about.
func addressByFamily() *codec.Selector { return byFamily(addressCases) }

func byFamily(cases codec.Cases) *codec.Selector {
	s := codec.ByField("sel.family", cases)
	for _, member := range []string{"id.family", "info.family", "state.family", "sa_id.family", "family"} {
		s = codec.ByField(member, cases).Or(s)
	}
	return s
}

// address is a member that is an address of the family that another member tells.
func address(name, family string) codec.Member {
	return codec.Member{Name: name, Kind: codec.IP6, Select: codec.ByField(family, linux.InetAddrCases)}
}

// idStruct is struct xfrm_id (linux/xfrm.h). The family is that of what it is a part of.
var idStruct = &codec.Struct{Name: "xfrm_id", Members: []codec.Member{
	{Name: "daddr", Kind: codec.IP6, Select: byFamily(linux.InetAddrCases)},
	{Name: "spi", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
}}

// selectorStruct is struct xfrm_selector: which packets are meant (linux/xfrm.h).
var selectorStruct = &codec.Struct{Name: "xfrm_selector", Members: []codec.Member{
	address("daddr", "family"),
	address("saddr", "family"),
	{Name: "dport", Kind: codec.BE16},
	{Name: "dport_mask", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "sport", Kind: codec.BE16},
	{Name: "sport_mask", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "prefixlen_d", Kind: codec.U8},
	{Name: "prefixlen_s", Kind: codec.U8},
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "user", Kind: codec.U32},
}}

// userTmplStruct is struct xfrm_user_tmpl: a state that a policy wants (linux/xfrm.h).
var userTmplStruct = &codec.Struct{Name: "xfrm_user_tmpl", Members: []codec.Member{
	{Name: "id", Kind: codec.StructOf, Struct: idStruct},
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
	address("saddr", "family"),
	{Name: "reqid", Kind: codec.U32},
	{Name: "mode", Kind: codec.U8, Enum: modeEnum},
	{Name: "share", Kind: codec.U8, Enum: shareEnum},
	{Name: "optional", Kind: codec.Bool},
	{Name: "aalgos", Kind: codec.U32, Unit: codec.Hex},
	{Name: "ealgos", Kind: codec.U32, Unit: codec.Hex},
	{Name: "calgos", Kind: codec.U32, Unit: codec.Hex},
}}

// encapTmplStruct is struct xfrm_encap_tmpl (linux/xfrm.h).
var encapTmplStruct = &codec.Struct{Name: "xfrm_encap_tmpl", Members: []codec.Member{
	{Name: "encap_type", Kind: codec.U16, Enum: encapTypeEnum},
	{Name: "encap_sport", Kind: codec.BE16},
	{Name: "encap_dport", Kind: codec.BE16},
	{Name: "encap_oa", Kind: codec.IP6, Select: byFamily(linux.InetAddrCases)},
}}

// encapTypeEnum is what ESP is carried in, UDP_ENCAP_* and TCP_ENCAP_ESPINTCP (linux/udp.h).
var encapTypeEnum = &codec.Enum{Name: "udp_encap", Prefix: "UDP_ENCAP_", Names: codec.Names{
	1: "ESPINUDP_NON_IKE",
	2: "ESPINUDP",
	3: "L2TPINUDP",
	4: "GTP0",
	5: "GTP1U",
	6: "RXRPC",
	8: "OVPNINUDP",
}, Others: []codec.Value{{Value: 7, Name: "TCP_ENCAP_ESPINTCP"}}}

// addressFilterStruct is struct xfrm_address_filter: which states a dump is to have (linux/xfrm.h).
var addressFilterStruct = &codec.Struct{Name: "xfrm_address_filter", Members: []codec.Member{
	address("saddr", "family"),
	address("daddr", "family"),
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "splen", Kind: codec.U8},
	{Name: "dplen", Kind: codec.U8},
}}

// markStruct is struct xfrm_mark: a value and its mask (linux/xfrm.h).
var markStruct = &codec.Struct{Name: "xfrm_mark", Members: []codec.Member{
	{Name: "v", Kind: codec.U32, Unit: codec.Hex},
	{Name: "m", Kind: codec.U32, Unit: codec.Hex},
}}
