package protocols

import "github.com/nlkit/nlkit/codec"

// relayAgentOptions is the sub-options of relay agents (RFC 3046; IANA: DHCP Relay Agent Sub-Option Codes).
var relayAgentOptions = codec.NewFramedSet(dhcpSubFraming, "RAI_", codec.Attrs{
	1:   {Name: "CIRCUIT_ID", Kind: codec.Bytes, Doc: "RFC 3046"},
	2:   {Name: "REMOTE_ID", Kind: codec.Bytes, Doc: "RFC 3046"},
	4:   {Name: "DOCSIS_DEVICE_CLASS", Kind: codec.BE32, Unit: codec.Hex, Doc: "RFC 3256"},
	5:   {Name: "LINK_SELECTION", Kind: codec.IP4, Doc: "RFC 3527"},
	6:   {Name: "SUBSCRIBER_ID", Kind: codec.String, NoNUL: true, Doc: "RFC 3993"},
	7:   {Name: "RADIUS_ATTRIBUTES", Kind: codec.Nest, Set: radiusAttributes, Doc: "RFC 4014"},
	8:   {Name: "AUTHENTICATION", Kind: codec.StructOf, Struct: relayAuthStruct, Doc: "RFC 4030"},
	9:   {Name: "VENDOR_SPECIFIC", Kind: codec.Nest, Set: vendorOptionRecords, Doc: "RFC 4243"},
	10:  {Name: "RELAY_AGENT_FLAGS", Kind: codec.U8, Enum: relayFlagsEnum, Doc: "RFC 5010"},
	11:  {Name: "SERVER_ID_OVERRIDE", Kind: codec.IP4, Doc: "RFC 5107"},
	12:  {Name: "RELAY_AGENT_ID", Kind: codec.StructOf, Struct: relayIDStruct, Doc: "RFC 6925"},
	13:  {Name: "ACCESS_TECHNOLOGY_TYPE", Kind: codec.Bytes, Doc: "RFC 7839"},
	14:  {Name: "ACCESS_NETWORK_NAME", Kind: codec.String, NoNUL: true, Doc: "RFC 7839"},
	15:  {Name: "ACCESS_POINT_NAME", Kind: codec.String, NoNUL: true, Doc: "RFC 7839"},
	16:  {Name: "ACCESS_POINT_BSSID", Kind: codec.LLAddr, Doc: "RFC 7839"},
	17:  {Name: "OPERATOR_ID", Kind: codec.BE32, Doc: "RFC 7839"},
	18:  {Name: "OPERATOR_REALM", Kind: codec.String, NoNUL: true, Doc: "RFC 7839"},
	19:  {Name: "SOURCE_PORT", Kind: codec.Flag, Doc: "RFC 8357"},
	151: {Name: "VIRTUAL_SUBNET_SELECTION", Kind: codec.StructOf, Struct: vssStruct, Doc: "RFC 6607"},
	152: {Name: "VIRTUAL_SUBNET_CONTROL", Kind: codec.Flag, Doc: "RFC 6607"},
})

// relayFlagsEnum is RFC 5010.
var relayFlagsEnum = codec.NewFlags("relay_flags", "RELAY_", []codec.Value{{Value: 0x80, Name: "UNICAST"}})

var relayAuthStruct = &codec.Struct{Name: "relay_auth", Packed: true, Members: []codec.Member{
	{Name: "algorithm", Kind: codec.U8},
	{Name: "mbz", Kind: codec.U8, Bits: 4},
	{Name: "rdm", Kind: codec.U8, Bits: 4},
	{Name: "replay_detection", Kind: codec.BE64, Unit: codec.Hex},
	{Name: "relay_id", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "information", Kind: codec.Bytes},
}}

var relayIDStruct = &codec.Struct{Name: "relay_id", Packed: true, Members: []codec.Member{
	{Name: "duid_type", Kind: codec.BE16, Enum: duidTypeEnum},
	{Name: "duid", Kind: codec.Bytes, Select: codec.ByField("duid_type", duidCases)},
}}

// radiusAttributes is the attributes that relay agents pass on (RFC 4014, RFC 2865), whose lengths count their headers.
var radiusAttributes = codec.NewFramedSet(&codec.Framing{Name: "RADIUS attribute", Header: 2, LenOff: 1, LenSize: 1,
	Inclusive: true, TypeSize: 1, Align: 1}, "RADIUS_", codec.Attrs{
	1:   {Name: "USER_NAME", Kind: codec.String, NoNUL: true},
	6:   {Name: "SERVICE_TYPE", Kind: codec.BE32},
	26:  {Name: "VENDOR_SPECIFIC", Kind: codec.Bytes},
	27:  {Name: "SESSION_TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
	88:  {Name: "FRAMED_POOL", Kind: codec.String, NoNUL: true},
	100: {Name: "FRAMED_IPV6_POOL", Kind: codec.String, NoNUL: true},
})

// nwipOptions is the sub-options of NetWare/IP (RFC 2242).
var nwipOptions = codec.NewFramedSet(dhcpSubFraming, "NWIP_", codec.Attrs{
	1:  {Name: "DOES_NOT_EXIST", Kind: codec.Flag},
	2:  {Name: "EXIST_IN_OPTIONS_AREA", Kind: codec.Flag},
	3:  {Name: "EXIST_IN_SNAME_FILE", Kind: codec.Flag},
	4:  {Name: "EXIST_BUT_TOO_BIG", Kind: codec.Flag},
	5:  {Name: "NSQ_BROADCAST", Kind: codec.Bool},
	6:  {Name: "PREFERRED_DSS", Kind: codec.Array, Elem: ip4List},
	7:  {Name: "NEAREST_SERVER", Kind: codec.Array, Elem: ip4List},
	8:  {Name: "AUTORETRIES", Kind: codec.U8},
	9:  {Name: "AUTORETRY_SECS", Kind: codec.U8, Unit: codec.Seconds},
	10: {Name: "1_1", Kind: codec.Bool},
	11: {Name: "PRIMARY_DSS", Kind: codec.IP4},
})

// cableLabsOptions is the sub-options for clients of cable networks (RFC 3495, RFC 3594, RFC 3634).
var cableLabsOptions = codec.NewFramedSet(dhcpSubFraming, "CCC_", codec.Attrs{
	1:  {Name: "TSP_PRIMARY_DHCP_SERVER", Kind: codec.IP4},
	2:  {Name: "TSP_SECONDARY_DHCP_SERVER", Kind: codec.IP4},
	3:  {Name: "TSP_PROVISIONING_SERVER", Kind: codec.StructOf, Struct: sipServersStruct, Doc: "a name or an address"},
	4:  {Name: "TSP_AS_REQUEST_RETRY", Kind: codec.StructOf, Struct: cableRetryStruct},
	5:  {Name: "TSP_AP_REQUEST_RETRY", Kind: codec.StructOf, Struct: cableRetryStruct},
	6:  {Name: "TSP_KERBEROS_REALM", Kind: codec.Texts, Notation: domainNames},
	7:  {Name: "TSP_TICKET_GRANTING_SERVER", Kind: codec.Bool},
	8:  {Name: "TSP_PROVISIONING_TIMER", Kind: codec.U8, Doc: "minutes"},
	9:  {Name: "SECURITY_TICKET_CONTROL", Kind: codec.BE16, Unit: codec.Hex, Doc: "RFC 3594"},
	10: {Name: "KDC_SERVER_ADDRESS", Kind: codec.Array, Elem: ip4List, Doc: "RFC 3634"},
})

var cableRetryStruct = &codec.Struct{Name: "ccc_retry", Packed: true, Members: []codec.Member{
	{Name: "nominal_timeout", Kind: codec.BE32, Unit: codec.Milliseconds},
	{Name: "maximum_timeout", Kind: codec.BE32, Unit: codec.Seconds},
	{Name: "maximum_retries", Kind: codec.BE32},
}}

// vendorFraming is that of what vendors with an enterprise number have: the number, the length of the data, the data.
var vendorFraming = &codec.Framing{Name: "vendor", LenOff: 4, LenSize: 1, Plus: 5, Align: 1}

// vendorClassRecords is the classes of RFC 3925.
var vendorClassRecords = codec.NewFramedSet(vendorFraming, "", codec.Attrs{
	0: {Name: "vendor_class", Kind: codec.StructOf, Struct: &codec.Struct{Name: "vivco", Packed: true,
		Members: []codec.Member{
			{Name: "enterprise", Kind: codec.BE32},
			{Name: "data_len", Kind: codec.U8},
			{Name: "data", Kind: codec.Bytes},
		}}},
})

// vendorOptionRecords is the options of RFC 3925, which each vendor numbers for itself.
var vendorOptionRecords = codec.NewFramedSet(vendorFraming, "", codec.Attrs{
	0: {Name: "vendor_options", Kind: codec.Nest, Struct: &codec.Struct{Name: "vivso", Packed: true,
		Members: []codec.Member{
			{Name: "enterprise", Kind: codec.BE32},
			{Name: "data_len", Kind: codec.U8},
		}}, Set: &codec.Set{Prefix: "VENDOR_OPTION_", Framing: dhcpSubFraming, Vendor: true}},
})

// mosAddressOptions is the servers of mobility services by their addresses, mosNameOptions by their names (RFC 5678).
var (
	mosAddressOptions = codec.NewFramedSet(dhcpSubFraming, "MOS_", codec.Attrs{
		1: {Name: "IS_ADDRESS", Kind: codec.Array, Elem: ip4List},
		2: {Name: "CS_ADDRESS", Kind: codec.Array, Elem: ip4List},
		3: {Name: "ES_ADDRESS", Kind: codec.Array, Elem: ip4List},
	})
	mosNameOptions = codec.NewFramedSet(dhcpSubFraming, "MOS_", codec.Attrs{
		1: {Name: "IS_FQDN", Kind: codec.Texts, Notation: domainNames},
		2: {Name: "CS_FQDN", Kind: codec.Texts, Notation: domainNames},
		3: {Name: "ES_FQDN", Kind: codec.Texts, Notation: domainNames},
	})
)

// pcpServerRecords is lists of addresses, one a server, with their length before each (RFC 7291).
var pcpServerRecords = codec.NewFramedSet(&codec.Framing{Name: "PCP server", Header: 1, LenSize: 1, Align: 1}, "",
	codec.Attrs{
		0: {Name: "pcp_server", Kind: codec.Array, Elem: ip4List},
	})

// dnrRecords is the encrypted resolvers, with their length before each (RFC 9463).
var dnrRecords = codec.NewFramedSet(&codec.Framing{Name: "resolver", Header: 2, LenSize: 2, Network: true, Align: 1},
	"", codec.Attrs{
		0: {Name: "resolver", Kind: codec.StructOf, Struct: &codec.Struct{Name: "dnr", Packed: true,
			Members: []codec.Member{
				{Name: "priority", Kind: codec.BE16},
				{Name: "name_len", Kind: codec.U8},
				{Name: "rest", Kind: codec.Bytes},
			}}},
	})

// subnetAllocationOptions is the sub-options of RFC 6656.
var subnetAllocationOptions = codec.NewFramedSet(dhcpSubFraming, "SUBNET_", codec.Attrs{
	1: {Name: "REQUEST", Kind: codec.StructOf, Struct: &codec.Struct{Name: "subnet_request", Packed: true,
		Members: []codec.Member{{Name: "flags", Kind: codec.U8}, {Name: "prefix", Kind: codec.U8}}}},
	2: {Name: "INFORMATION", Kind: codec.Bytes},
	3: {Name: "NAME", Kind: codec.String, NoNUL: true},
	4: {Name: "SUGGESTED_LEASE_TIME", Kind: codec.BE32, Unit: codec.Seconds},
})
