package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// carriedByNextHeader is what packets of IPv6 carry: hop-by-hop options, too.
var carriedByNextHeader = append([]codec.Carried{{Value: 0, Layer: layerHopOpts}}, carriedByProtocol...)

// ip6Layer is the header of IPv6 (RFC 8200).
var ip6Layer = codec.Spec{Name: "ip6", Kind: codec.Nest, Struct: ip6HdrStruct, Doc: "IPv6 (RFC 8200)",
	Layer: &codec.Layer{
		If:       []codec.Where{{Member: "ip6_v", Values: []uint64{6}}},
		Else:     layerPayload,
		Total:    codec.Extent{Member: "ip6_plen", Plus: 40, Unset: true},
		Next:     codec.Next{Members: []string{"ip6_nxt"}, Cases: carriedByNextHeader},
		Source:   "ip6_src",
		Target:   "ip6_dst",
		Defaults: []codec.Default{{Member: "ip6_v", Value: 6}, {Member: "ip6_hlim", Value: 64}},
	}}

// ip6HdrStruct is struct ip6_hdr (netinet/ip6.h), with the parts of its first word.
var ip6HdrStruct = &codec.Struct{Name: "ip6_hdr", Packed: true, Members: []codec.Member{
	{Name: "ip6_v", Kind: codec.BE32, Bits: 4},
	{Name: "ip6_dscp", Kind: codec.BE32, Bits: 6, Enum: dscpEnum},
	{Name: "ip6_ecn", Kind: codec.BE32, Bits: 2, Enum: ecnEnum},
	{Name: "ip6_flow", Kind: codec.BE32, Bits: 20},
	{Name: "ip6_plen", Kind: codec.BE16},
	{Name: "ip6_nxt", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ip6_hlim", Kind: codec.U8},
	{Name: "ip6_src", Kind: codec.IP6},
	{Name: "ip6_dst", Kind: codec.IP6},
}}

// hopOptsLayer is the hop-by-hop options of IPv6 (RFC 8200).
var hopOptsLayer = codec.Spec{Name: "ip6_hbh", Kind: codec.Nest, Struct: ip6ExtStruct, Set: ip6Options,
	Layer: &codec.Layer{Length: codec.Extent{Member: "ip6e_len", Unit: 8, Plus: 8}, Next: ip6ExtNext}}

// dstOptsLayer is the destination options of IPv6 (RFC 8200).
var dstOptsLayer = codec.Spec{Name: "ip6_dest", Kind: codec.Nest, Struct: ip6ExtStruct, Set: ip6Options,
	Layer: &codec.Layer{Length: codec.Extent{Member: "ip6e_len", Unit: 8, Plus: 8}, Next: ip6ExtNext}}

var ip6ExtNext = codec.Next{Members: []string{"ip6e_nxt"}, Cases: carriedByNextHeader}

// ip6ExtStruct is struct ip6_ext (netinet/ip6.h).
var ip6ExtStruct = &codec.Struct{Name: "ip6_ext", Packed: true, Members: []codec.Member{
	{Name: "ip6e_nxt", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ip6e_len", Kind: codec.U8},
}}

// ip6Options is IPV6_TLV_* (linux/in6.h; IANA: Destination Options and Hop-by-Hop Options).
var ip6Options = codec.NewFramedSet(&codec.Framing{Name: "option", Header: 2, LenOff: 1, LenSize: 1, TypeSize: 1,
	Align: 1, Bare: []uint8{0}}, "IPV6_TLV_", codec.Attrs{
	0:   {Name: "PAD1", Kind: codec.Flag},
	1:   {Name: "PADN", Kind: codec.Pad},
	4:   {Name: "TUNNEL_ENCAP_LIMIT", Kind: codec.U8, Doc: "RFC 2473"},
	5:   {Name: "ROUTERALERT", Kind: codec.BE16, Enum: routerAlertEnum, Doc: "RFC 2711"},
	7:   {Name: "CALIPSO", Kind: codec.Bytes, Doc: "RFC 5570"},
	49:  {Name: "IOAM", Kind: codec.Bytes, Doc: "RFC 9486"},
	194: {Name: "JUMBO", Kind: codec.BE32, Doc: "length of the payload (RFC 2675)"},
	201: {Name: "HAO", Kind: codec.IP6, Doc: "home address (RFC 6275)"},
})

// routerAlertEnum is the first values of router alerts (RFC 2711; IANA: IPv6 Router Alert Option Values).
var routerAlertEnum = codec.NewEnum("ip6_alert", "IP6_ALERT_", codec.Names{"MLD", "RSVP", "AN"})

// routingLayer is the routing header of IPv6 (RFC 8200). The last of the addresses is whom the packet is for while
// there are segments left.
var routingLayer = codec.Spec{Name: "ip6_route", Kind: codec.Nest, Struct: ip6RthdrStruct,
	Layer: &codec.Layer{
		Length: codec.Extent{Member: "ip6r_len", Unit: 8, Plus: 8},
		Next: codec.Next{Members: []string{"ip6r_nxt"}, Cases: carriedByNextHeader,
			Part: []codec.Where{{Member: "ip6r_segleft", Values: []uint64{0}}}},
	}}

// ip6RthdrStruct is struct ip6_rthdr (netinet/ip6.h).
var ip6RthdrStruct = &codec.Struct{Name: "ip6_rthdr", Packed: true, Members: []codec.Member{
	{Name: "ip6r_nxt", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ip6r_len", Kind: codec.U8},
	{Name: "ip6r_type", Kind: codec.U8, Enum: rthdrTypeEnum},
	{Name: "ip6r_segleft", Kind: codec.U8},
	{Name: "ip6r_data", Kind: codec.Bytes, Select: codec.ByField("ip6r_type", codec.Cases{
		{Value: 0, Spec: codec.StructSpec(rthdrAddressesStruct)},
		{Value: 2, Spec: codec.StructSpec(rthdrAddressesStruct)},
		{Value: 4, Spec: codec.StructSpec(rthdrSegmentsStruct)},
	})},
}}

// rthdrTypeEnum is IPV6_SRCRT_TYPE_* (linux/ipv6.h).
var rthdrTypeEnum = codec.NewSparse("ipv6_srcrt_type", "IPV6_SRCRT_TYPE_", []codec.Value{
	{Value: 0, Name: "0"}, {Value: 2, Name: "2"}, {Value: 3, Name: "3"}, {Value: 4, Name: "4"},
})

// rthdrAddressesStruct is the data of routing headers of types 0 and 2 (RFC 2460, RFC 6275).
var rthdrAddressesStruct = &codec.Struct{Name: "rthdr_addresses", Packed: true, Members: []codec.Member{
	{Name: "reserved", Kind: codec.BE32},
	{Name: "addr", Kind: codec.Array, Elem: codec.IP6},
}}

// rthdrSegmentsStruct is the data of the segment routing header (RFC 8754), struct ipv6_sr_hdr (linux/seg6.h).
var rthdrSegmentsStruct = &codec.Struct{Name: "ipv6_sr_hdr_data", Packed: true, Members: []codec.Member{
	{Name: "first_segment", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8},
	{Name: "tag", Kind: codec.BE16},
	{Name: "segments", Kind: codec.Array, Elem: codec.IP6},
}}

// fragLayer is the fragment header of IPv6 (RFC 8200).
var fragLayer = codec.Spec{Name: "ip6_frag", Kind: codec.Nest, Struct: ip6FragStruct,
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"ip6f_nxt"}, Cases: carriedByNextHeader, Unless: "ip6f_off",
		Part: []codec.Where{{Member: "ip6f_more", Values: []uint64{0}}}}}}

// ip6FragStruct is struct ip6_frag (netinet/ip6.h), with the parts of ip6f_offlg.
var ip6FragStruct = &codec.Struct{Name: "ip6_frag", Packed: true, Members: []codec.Member{
	{Name: "ip6f_nxt", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ip6f_reserved", Kind: codec.U8},
	{Name: "ip6f_off", Kind: codec.BE16, Bits: 13},
	{Name: "ip6f_res", Kind: codec.BE16, Bits: 2},
	{Name: "ip6f_more", Kind: codec.BE16, Bits: 1},
	{Name: "ip6f_ident", Kind: codec.BE32},
}}

// ahLayer is the authentication header (RFC 4302).
var ahLayer = codec.Spec{Name: "ah", Kind: codec.Nest, Struct: ipAuthHdrStruct, Doc: "authentication (RFC 4302)",
	Layer: &codec.Layer{Length: codec.Extent{Member: "hdrlen", Unit: 4, Plus: 8},
		Next: codec.Next{Members: []string{"nexthdr"}, Cases: carriedByNextHeader}}}

// ipAuthHdrStruct is struct ip_auth_hdr (linux/ip.h).
var ipAuthHdrStruct = &codec.Struct{Name: "ip_auth_hdr", Packed: true, Members: []codec.Member{
	{Name: "nexthdr", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "hdrlen", Kind: codec.U8},
	{Name: "reserved", Kind: codec.BE16},
	{Name: "spi", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "seq_no", Kind: codec.BE32},
	{Name: "auth_data", Kind: codec.Bytes},
}}

// espLayer is the start of encapsulated security payload (RFC 4303).
var espLayer = codec.Spec{Name: "esp", Kind: codec.Nest, Struct: ipESPHdrStruct, Doc: "encrypted (RFC 4303)",
	Layer: &codec.Layer{}}

// ipESPHdrStruct is struct ip_esp_hdr (linux/ip.h).
var ipESPHdrStruct = &codec.Struct{Name: "ip_esp_hdr", Packed: true, Members: []codec.Member{
	{Name: "spi", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "seq_no", Kind: codec.BE32},
}}
