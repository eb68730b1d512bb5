package protocols

import "github.com/nlkit/nlkit/codec"

// rsLayer is the body of router solicitations (RFC 4861).
var rsLayer = codec.Spec{Name: "nd_rs", Kind: codec.Nest, Set: ndOptions, Layer: &codec.Layer{}, Doc: "RFC 4861",
	Struct: &codec.Struct{Name: "nd_router_solicit", Packed: true, Members: []codec.Member{
		{Name: "nd_rs_reserved", Kind: codec.BE32},
	}}}

// raLayer is the body of router advertisements (RFC 4861).
var raLayer = codec.Spec{Name: "nd_ra", Kind: codec.Nest, Set: ndOptions, Layer: &codec.Layer{}, Doc: "RFC 4861",
	Struct: &codec.Struct{Name: "nd_router_advert", Packed: true, Members: []codec.Member{
		{Name: "nd_ra_curhoplimit", Kind: codec.U8},
		{Name: "nd_ra_flags", Kind: codec.U8, Bits: 3, Enum: raFlagsEnum},
		{Name: "nd_ra_preference", Kind: codec.U8, Bits: 2, Enum: routePreferenceEnum},
		{Name: "nd_ra_more_flags", Kind: codec.U8, Bits: 3, Enum: raMoreFlagsEnum},
		{Name: "nd_ra_router_lifetime", Kind: codec.BE16, Unit: codec.Seconds},
		{Name: "nd_ra_reachable", Kind: codec.BE32, Unit: codec.Milliseconds},
		{Name: "nd_ra_retransmit", Kind: codec.BE32, Unit: codec.Milliseconds},
	}}}

// raFlagsEnum is ND_RA_FLAG_* before the preference (netinet/icmp6.h), shifted.
var raFlagsEnum = codec.NewFlags("nd_ra_flags", "ND_RA_FLAG_", []codec.Value{
	{Value: 1, Name: "HOME_AGENT"}, {Value: 2, Name: "OTHER"}, {Value: 4, Name: "MANAGED"},
})

// raMoreFlagsEnum is the flags after the preference: proxied (RFC 4389), SNAC router (RFC 9762 leaves one free).
var raMoreFlagsEnum = codec.NewFlags("nd_ra_more_flags", "ND_RA_FLAG_", []codec.Value{{Value: 4, Name: "PROXY"}})

// routePreferenceEnum is the preferences of routers and routes (RFC 4191).
var routePreferenceEnum = codec.NewEnum("nd_preference", "ND_PREF_", codec.Names{"MEDIUM", "HIGH", "RESERVED", "LOW"})

// nsLayer is the body of neighbour solicitations (RFC 4861).
var nsLayer = codec.Spec{Name: "nd_ns", Kind: codec.Nest, Set: ndOptions, Layer: &codec.Layer{}, Doc: "RFC 4861",
	Struct: &codec.Struct{Name: "nd_neighbor_solicit", Packed: true, Members: []codec.Member{
		{Name: "nd_ns_reserved", Kind: codec.BE32},
		{Name: "nd_ns_target", Kind: codec.IP6},
	}}}

// naLayer is the body of neighbour advertisements (RFC 4861).
var naLayer = codec.Spec{Name: "nd_na", Kind: codec.Nest, Set: ndOptions, Layer: &codec.Layer{}, Doc: "RFC 4861",
	Struct: &codec.Struct{Name: "nd_neighbor_advert", Packed: true, Members: []codec.Member{
		{Name: "nd_na_flags", Kind: codec.BE32, Bits: 3, Enum: naFlagsEnum},
		{Name: "nd_na_reserved", Kind: codec.BE32, Bits: 29},
		{Name: "nd_na_target", Kind: codec.IP6},
	}}}

// naFlagsEnum is ND_NA_FLAG_* (netinet/icmp6.h), shifted.
var naFlagsEnum = codec.NewFlags("nd_na_flags", "ND_NA_FLAG_", []codec.Value{
	{Value: 1, Name: "OVERRIDE"}, {Value: 2, Name: "SOLICITED"}, {Value: 4, Name: "ROUTER"},
})

// ndRedirectLayer is the body of redirects (RFC 4861).
var ndRedirectLayer = codec.Spec{Name: "nd_rd", Kind: codec.Nest, Set: ndOptions, Layer: &codec.Layer{},
	Doc: "RFC 4861",
	Struct: &codec.Struct{Name: "nd_redirect", Packed: true, Members: []codec.Member{
		{Name: "nd_rd_reserved", Kind: codec.BE32},
		{Name: "nd_rd_target", Kind: codec.IP6},
		{Name: "nd_rd_dst", Kind: codec.IP6},
	}}}

// ndOptions is ND_OPT_* (net/ndisc.h of the kernel, which is not exported; IANA: IPv6 Neighbor Discovery Option
// Formats). Lengths count 8 octets.
var ndOptions = codec.NewFramedSet(&codec.Framing{Name: "option", Header: 2, LenOff: 1, LenSize: 1, Inclusive: true,
	TypeSize: 1, Align: 1, Unit: 8}, "ND_OPT_", codec.Attrs{
	1:  {Name: "SOURCE_LL_ADDR", Kind: codec.LLAddr},
	2:  {Name: "TARGET_LL_ADDR", Kind: codec.LLAddr},
	3:  {Name: "PREFIX_INFO", Kind: codec.StructOf, Struct: ndPrefixStruct},
	4:  {Name: "REDIRECT_HDR", Kind: codec.StructOf, Struct: ndRedirectedStruct, Doc: "the start of the packet"},
	5:  {Name: "MTU", Kind: codec.StructOf, Struct: ndMTUStruct},
	7:  {Name: "ADVERTISEMENT_INTERVAL", Kind: codec.StructOf, Struct: ndIntervalStruct, Doc: "RFC 6275"},
	8:  {Name: "HOME_AGENT_INFO", Kind: codec.StructOf, Struct: ndHomeAgentStruct, Doc: "RFC 6275"},
	11: {Name: "CGA", Kind: codec.Bytes, Doc: "RFC 3971"},
	12: {Name: "RSA_SIGNATURE", Kind: codec.Bytes, Doc: "RFC 3971"},
	13: {Name: "TIMESTAMP", Kind: codec.StructOf, Struct: ndTimestampStruct, Doc: "RFC 3971"},
	14: {Name: "NONCE", Kind: codec.Bytes, Doc: "RFC 3971"},
	24: {Name: "ROUTE_INFO", Kind: codec.StructOf, Struct: ndRouteStruct, Doc: "RFC 4191"},
	25: {Name: "RDNSS", Kind: codec.StructOf, Struct: ndRDNSSStruct, Doc: "RFC 8106"},
	26: {Name: "FLAGS_EXTENSION", Kind: codec.Bytes, Doc: "RFC 5175"},
	31: {Name: "DNSSL", Kind: codec.StructOf, Struct: ndDNSSLStruct, Doc: "RFC 8106"},
	33: {Name: "ADDRESS_REGISTRATION", Kind: codec.StructOf, Struct: ndEAROStruct, Doc: "RFC 8505"},
	34: {Name: "6CO", Kind: codec.StructOf, Struct: nd6COStruct, Doc: "6LoWPAN context (RFC 6775)"},
	35: {Name: "ABRO", Kind: codec.StructOf, Struct: ndABROStruct, Doc: "authoritative border router (RFC 6775)"},
	37: {Name: "CAPTIVE_PORTAL", Kind: codec.String, Doc: "RFC 8910"},
	38: {Name: "PREF64", Kind: codec.StructOf, Struct: ndPref64Struct, Doc: "RFC 8781"},

	144: {Name: "ENCRYPTED_DNS", Kind: codec.StructOf, Struct: ndEncryptedDNSStruct, Doc: "RFC 9463"},
})

// ndPrefixStruct is struct nd_opt_prefix_info (netinet/icmp6.h) after its type and length.
var ndPrefixStruct = &codec.Struct{Name: "nd_opt_prefix_info", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_pi_prefix_len", Kind: codec.U8},
	{Name: "nd_opt_pi_flags_reserved", Kind: codec.U8, Enum: ndPrefixFlagsEnum},
	{Name: "nd_opt_pi_valid_time", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_pi_preferred_time", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_pi_reserved2", Kind: codec.BE32},
	{Name: "nd_opt_pi_prefix", Kind: codec.IP6},
}}

// ndPrefixFlagsEnum is ND_OPT_PI_FLAG_* (netinet/icmp6.h; PD_PREFERRED: RFC 9762).
var ndPrefixFlagsEnum = codec.NewFlags("nd_opt_pi_flags", "ND_OPT_PI_FLAG_", []codec.Value{
	{Value: 0x10, Name: "PD_PREFERRED"}, {Value: 0x20, Name: "RADDR"}, {Value: 0x40, Name: "AUTO"},
	{Value: 0x80, Name: "ONLINK"},
})

var ndRedirectedStruct = &codec.Struct{Name: "nd_opt_rd_hdr", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_rh_reserved1", Kind: codec.BE16},
	{Name: "nd_opt_rh_reserved2", Kind: codec.BE32},
	{Name: "nd_opt_rh_packet", Kind: codec.Bytes},
}}

var ndMTUStruct = &codec.Struct{Name: "nd_opt_mtu", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_mtu_reserved", Kind: codec.BE16},
	{Name: "nd_opt_mtu_mtu", Kind: codec.BE32},
}}

var ndIntervalStruct = &codec.Struct{Name: "nd_opt_adv_interval", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_adv_interval_reserved", Kind: codec.BE16},
	{Name: "nd_opt_adv_interval_ival", Kind: codec.BE32, Unit: codec.Milliseconds},
}}

var ndHomeAgentStruct = &codec.Struct{Name: "nd_opt_home_agent_info", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_home_agent_info_reserved", Kind: codec.BE16},
	{Name: "nd_opt_home_agent_info_preference", Kind: codec.BE16},
	{Name: "nd_opt_home_agent_info_lifetime", Kind: codec.BE16, Unit: codec.Seconds},
}}

// ndTimestampStruct is the timestamp of SEND (RFC 3971): seconds since 1970 in the upper 48 bits.
var ndTimestampStruct = &codec.Struct{Name: "nd_opt_timestamp", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_ts_reserved", Kind: codec.Bytes, Len: 6},
	{Name: "nd_opt_ts_seconds", Kind: codec.BE64, Bits: 48},
	{Name: "nd_opt_ts_fraction", Kind: codec.BE64, Bits: 16},
}}

var ndRouteStruct = &codec.Struct{Name: "nd_opt_route_info", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_ri_prefix_len", Kind: codec.U8},
	{Name: "nd_opt_ri_reserved1", Kind: codec.U8, Bits: 3},
	{Name: "nd_opt_ri_preference", Kind: codec.U8, Bits: 2, Enum: routePreferenceEnum},
	{Name: "nd_opt_ri_reserved2", Kind: codec.U8, Bits: 3},
	{Name: "nd_opt_ri_lifetime", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_ri_prefix", Kind: codec.Bytes},
}}

var ndRDNSSStruct = &codec.Struct{Name: "nd_opt_rdnss", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_rdnss_reserved", Kind: codec.BE16},
	{Name: "nd_opt_rdnss_lifetime", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_rdnss_addresses", Kind: codec.Array, Elem: codec.IP6},
}}

var ndDNSSLStruct = &codec.Struct{Name: "nd_opt_dnssl", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_dnssl_reserved", Kind: codec.BE16},
	{Name: "nd_opt_dnssl_lifetime", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_dnssl_domains", Kind: codec.Bytes, Select: codec.ByField("nd_opt_dnssl_reserved", codec.Cases{
		{Any: true, Spec: &codec.Spec{Kind: codec.Texts, Notation: paddedNames}}})},
}}

// ndEAROStruct is the extended address registration (RFC 8505). The lifetime counts minutes; who registers is told by
// the rest.
var ndEAROStruct = &codec.Struct{Name: "nd_opt_earo", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_earo_status", Kind: codec.U8},
	{Name: "nd_opt_earo_opaque", Kind: codec.U8, Unit: codec.Hex},
	{Name: "nd_opt_earo_reserved", Kind: codec.U8, Bits: 4},
	{Name: "nd_opt_earo_i", Kind: codec.U8, Bits: 2},
	{Name: "nd_opt_earo_flags", Kind: codec.U8, Bits: 2, Enum: ndEAROFlagsEnum},
	{Name: "nd_opt_earo_tid", Kind: codec.U8},
	{Name: "nd_opt_earo_lifetime", Kind: codec.BE16},
	{Name: "nd_opt_earo_rovr", Kind: codec.Bytes},
}}

// ndEAROFlagsEnum is the flags of the extended address registration (RFC 8505).
var ndEAROFlagsEnum = codec.NewFlags("nd_opt_earo_flags", "ND_OPT_EARO_FLAG_", []codec.Value{
	{Value: 1, Name: "T"}, {Value: 2, Name: "R"},
})

var nd6COStruct = &codec.Struct{Name: "nd_opt_6co", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_6co_context_length", Kind: codec.U8},
	{Name: "nd_opt_6co_reserved1", Kind: codec.U8, Bits: 3},
	{Name: "nd_opt_6co_compression", Kind: codec.U8, Bits: 1},
	{Name: "nd_opt_6co_cid", Kind: codec.U8, Bits: 4},
	{Name: "nd_opt_6co_reserved2", Kind: codec.BE16},
	{Name: "nd_opt_6co_lifetime", Kind: codec.BE16},
	{Name: "nd_opt_6co_prefix", Kind: codec.Bytes},
}}

var ndABROStruct = &codec.Struct{Name: "nd_opt_abro", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_abro_version_low", Kind: codec.BE16},
	{Name: "nd_opt_abro_version_high", Kind: codec.BE16},
	{Name: "nd_opt_abro_lifetime", Kind: codec.BE16},
	{Name: "nd_opt_abro_address", Kind: codec.IP6},
}}

// ndPref64Struct is the prefix of NAT64 (RFC 8781). The lifetime counts 8 seconds; the code 0 to 5 is a length of 96,
// 64, 56, 48, 40 or 32 bits.
var ndPref64Struct = &codec.Struct{Name: "nd_opt_pref64", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_pref64_lifetime", Kind: codec.BE16, Bits: 13},
	{Name: "nd_opt_pref64_plc", Kind: codec.BE16, Bits: 3},
	{Name: "nd_opt_pref64_prefix", Kind: codec.Bytes, Len: 12},
}}

// ndEncryptedDNSStruct is an encrypted resolver (RFC 9463): what follows is its name, of so many octets, its addresses
// and its parameters.
var ndEncryptedDNSStruct = &codec.Struct{Name: "nd_opt_encrypted_dns", Packed: true, Members: []codec.Member{
	{Name: "nd_opt_dnr_priority", Kind: codec.BE16},
	{Name: "nd_opt_dnr_lifetime", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "nd_opt_dnr_name_len", Kind: codec.BE16},
	{Name: "nd_opt_dnr_rest", Kind: codec.Bytes},
}}
