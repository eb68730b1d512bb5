package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

var policyFilterStruct = &codec.Struct{Name: "policy_filter", Packed: true, Members: []codec.Member{
	{Name: "address", Kind: codec.IP4},
	{Name: "mask", Kind: codec.IP4},
}}

var staticRouteStruct = &codec.Struct{Name: "static_route", Packed: true, Members: []codec.Member{
	{Name: "destination", Kind: codec.IP4},
	{Name: "router", Kind: codec.IP4},
}}

// clientIDStruct is the client identifier: a link-layer address with its hardware type (RFC 2132), or an identity
// association with a DUID (RFC 4361).
var clientIDStruct = &codec.Struct{Name: "client_id", Packed: true, Members: []codec.Member{
	{Name: "type", Kind: codec.U8},
	{Name: "id", Kind: codec.Bytes, Select: codec.ByField("type", codec.Cases{
		{Value: 1, Spec: codec.Of(codec.LLAddr)},
		{Value: 255, Spec: codec.StructSpec(iaidDUIDStruct)},
	})},
}}

var iaidDUIDStruct = &codec.Struct{Name: "iaid_duid", Packed: true, Members: []codec.Member{
	{Name: "iaid", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "duid_type", Kind: codec.BE16, Enum: duidTypeEnum},
	{Name: "duid", Kind: codec.Bytes, Select: codec.ByField("duid_type", duidCases)},
}}

// duidTypeEnum is the types of DUIDs (RFC 8415, RFC 6355).
var duidTypeEnum = codec.NewEnum("duid_type", "DUID_", codec.Names{1: "LLT", 2: "EN", 3: "LL", 4: "UUID"})

var duidCases = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(&codec.Struct{Name: "duid_llt", Packed: true, Members: []codec.Member{
		{Name: "hwtype", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
		{Name: "time", Kind: codec.BE32}, // seconds since 2000
		{Name: "lladdr", Kind: codec.LLAddr},
	}})},
	{Value: 2, Spec: codec.StructSpec(&codec.Struct{Name: "duid_en", Packed: true, Members: []codec.Member{
		{Name: "enterprise", Kind: codec.BE32},
		{Name: "identifier", Kind: codec.Bytes},
	}})},
	{Value: 3, Spec: codec.StructSpec(&codec.Struct{Name: "duid_ll", Packed: true, Members: []codec.Member{
		{Name: "hwtype", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
		{Name: "lladdr", Kind: codec.LLAddr},
	}})},
}

var slpAgentStruct = &codec.Struct{Name: "slp_directory_agent", Packed: true, Members: []codec.Member{
	{Name: "mandatory", Kind: codec.Bool},
	{Name: "addresses", Kind: codec.Array, Elem: codec.IP4},
}}

var slpScopeStruct = &codec.Struct{Name: "slp_service_scope", Packed: true, Members: []codec.Member{
	{Name: "mandatory", Kind: codec.Bool},
	{Name: "scopes", Kind: codec.String},
}}

// fqdnStruct is the client's name: as DNS has it if the flag says so, else as a text (RFC 4702).
var fqdnStruct = &codec.Struct{Name: "fqdn", Packed: true, Members: []codec.Member{
	{Name: "mbz", Kind: codec.U8, Bits: 4},
	{Name: "flags", Kind: codec.U8, Bits: 4, Enum: fqdnFlagsEnum},
	{Name: "rcode1", Kind: codec.U8},
	{Name: "rcode2", Kind: codec.U8},
	{Name: "name", Kind: codec.Bytes, Select: codec.ByField("flags", fqdnCases)},
}}

var fqdnFlagsEnum = codec.NewFlags("fqdn_flags", "FQDN_", []codec.Value{
	{Value: 1, Name: "S"}, {Value: 2, Name: "O"}, {Value: 4, Name: "E"}, {Value: 8, Name: "N"},
})

var fqdnCases = func() (cases codec.Cases) {
	text := &codec.Spec{Kind: codec.String, NoNUL: true}
	name := &codec.Spec{Kind: codec.Texts, Notation: partialName}
	for flags := range uint64(16) {
		spec := text
		if flags&4 != 0 {
			spec = name
		}
		cases = append(cases, codec.Case{Value: flags, Spec: spec})
	}
	return
}()

var isnsStruct = &codec.Struct{Name: "isns", Packed: true, Members: []codec.Member{
	{Name: "functions", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "dd_access", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "admin_flags", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "security", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "addresses", Kind: codec.Array, Elem: codec.IP4},
}}

var dhcpAuthStruct = &codec.Struct{Name: "dhcp_auth", Packed: true, Members: []codec.Member{
	{Name: "protocol", Kind: codec.U8},
	{Name: "algorithm", Kind: codec.U8},
	{Name: "rdm", Kind: codec.U8},
	{Name: "replay_detection", Kind: codec.BE64, Unit: codec.Hex},
	{Name: "information", Kind: codec.Bytes},
}}

var pxeInterfaceStruct = &codec.Struct{Name: "pxe_interface", Packed: true, Members: []codec.Member{
	{Name: "type", Kind: codec.U8},
	{Name: "major", Kind: codec.U8},
	{Name: "minor", Kind: codec.U8},
}}

var pxeClientStruct = &codec.Struct{Name: "pxe_client", Packed: true, Members: []codec.Member{
	{Name: "type", Kind: codec.U8},
	{Name: "uuid", Kind: codec.Bytes},
}}

var civicStruct = &codec.Struct{Name: "geoconf_civic", Packed: true, Members: []codec.Member{
	{Name: "what", Kind: codec.U8, Enum: civicWhatEnum},
	{Name: "country", Kind: codec.String, Len: 2},
}}

// sipServersStruct is RFC 3361.
var sipServersStruct = &codec.Struct{Name: "sip_servers", Packed: true, Members: []codec.Member{
	{Name: "encoding", Kind: codec.U8, Enum: sipEncodingEnum},
	{Name: "servers", Kind: codec.Bytes, Select: codec.ByField("encoding", codec.Cases{
		{Value: 0, Spec: &codec.Spec{Kind: codec.Texts, Notation: domainNames}},
		{Value: 1, Spec: &codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.IP4)}},
	})},
}}

var sipEncodingEnum = codec.NewEnum("sip_encoding", "SIP_", codec.Names{"NAMES", "ADDRESSES"})

// geoConfStruct is a place (RFC 6225): numbers with fractions, 25 bits of latitude and longitude, 8 of altitude.
var geoConfStruct = &codec.Struct{Name: "geoconf", Packed: true, Members: []codec.Member{
	{Name: "la_res", Kind: codec.BE64, Bits: 6},
	{Name: "latitude", Kind: codec.BE64, Bits: 34},
	{Name: "lo_res", Kind: codec.BE64, Bits: 6},
	{Name: "longitude_high", Kind: codec.BE64, Bits: 18},
	{Name: "longitude_low", Kind: codec.BE64, Bits: 16},
	{Name: "a_type", Kind: codec.BE64, Bits: 4},
	{Name: "alt_res", Kind: codec.BE64, Bits: 6},
	{Name: "altitude", Kind: codec.BE64, Bits: 30},
	{Name: "version", Kind: codec.BE64, Bits: 2},
	{Name: "reserved", Kind: codec.BE64, Bits: 3},
	{Name: "datum", Kind: codec.BE64, Bits: 3},
}}

// rdnssSelectionStruct is RFC 6731.
var rdnssSelectionStruct = &codec.Struct{Name: "rdnss_selection", Packed: true, Members: []codec.Member{
	{Name: "reserved", Kind: codec.U8, Bits: 6},
	{Name: "preference", Kind: codec.U8, Bits: 2, Enum: routePreferenceEnum},
	{Name: "primary", Kind: codec.IP4},
	{Name: "secondary", Kind: codec.IP4},
	{Name: "domains", Kind: codec.Bytes, Select: codec.ByField("preference", codec.Cases{
		{Any: true, Spec: &codec.Spec{Kind: codec.Texts, Notation: domainNames}}})},
}}

var statusCodeStruct = &codec.Struct{Name: "status_code", Packed: true, Members: []codec.Member{
	{Name: "code", Kind: codec.U8, Enum: statusCodeEnum},
	{Name: "message", Kind: codec.String},
}}

var portParamsStruct = &codec.Struct{Name: "portparams", Packed: true, Members: []codec.Member{
	{Name: "offset", Kind: codec.U8},
	{Name: "psid_len", Kind: codec.U8},
	{Name: "psid", Kind: codec.BE16},
}}

// sixRDStruct is RFC 5969.
var sixRDStruct = &codec.Struct{Name: "6rd", Packed: true, Members: []codec.Member{
	{Name: "ipv4_mask_len", Kind: codec.U8},
	{Name: "prefix_len", Kind: codec.U8},
	{Name: "prefix", Kind: codec.IP6},
	{Name: "border_relays", Kind: codec.Array, Elem: codec.IP4},
}}

var subnetAllocationStruct = &codec.Struct{Name: "subnet_allocation", Packed: true, Members: []codec.Member{
	{Name: "flags", Kind: codec.U8},
}}

// vssStruct is RFC 6607.
var vssStruct = &codec.Struct{Name: "vss", Packed: true, Members: []codec.Member{
	{Name: "type", Kind: codec.U8, Enum: vssTypeEnum},
	{Name: "information", Kind: codec.Bytes, Select: codec.ByField("type", codec.Cases{
		{Value: 0, Spec: &codec.Spec{Kind: codec.String, NoNUL: true}},
		{Value: 1, Spec: codec.StructSpec(&codec.Struct{Name: "vpn_id", Packed: true, Members: []codec.Member{
			{Name: "oui", Kind: codec.Bytes, Len: 3},
			{Name: "index", Kind: codec.BE32, Unit: codec.Hex},
		}})},
	})},
}}
