package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// dhcp4Layer is DHCP (RFC 2131): a message of BOOTP whose vendor field starts with the cookie of options (RFC 1497).
var dhcp4Layer = codec.Spec{Name: "dhcp4", Kind: codec.Nest, Struct: dhcp4Struct, Set: dhcp4Options,
	Doc: "DHCP (RFC 2131)",
	Layer: &codec.Layer{
		If:     []codec.Where{{Member: "cookie", Values: []uint64{dhcpCookie}}},
		Else:   layerBOOTP,
		Joined: dhcp4Joined, Overload: 52, Fields: []codec.Field{{Bit: 1, Member: "file"}, {Bit: 2, Member: "sname"}},
		Defaults: []codec.Default{{Member: "op", Value: 1}, {Member: "htype", Value: 1}, {Member: "hlen", Value: 6},
			{Member: "cookie", Value: dhcpCookie}},
	}}

// dhcpCookie is what options start with (RFC 1497).
const dhcpCookie = 0x63825363

// bootpLayer is BOOTP without options (RFC 951).
var bootpLayer = codec.Spec{Name: "bootp", Kind: codec.Nest, Struct: bootpStruct, Layer: &codec.Layer{}, Doc: "RFC 951"}

// bootpHeader is the fields that BOOTP and DHCP share, as RFC 2131 names them.
var bootpHeader = []codec.Member{
	{Name: "op", Kind: codec.U8, Enum: bootpOpEnum},
	{Name: "htype", Kind: codec.U8, Enum: linux.ARPHRDEnum},
	{Name: "hlen", Kind: codec.U8},
	{Name: "hops", Kind: codec.U8},
	{Name: "xid", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "secs", Kind: codec.BE16, Unit: codec.Seconds},
	{Name: "flags", Kind: codec.BE16, Enum: bootpFlagsEnum},
	{Name: "ciaddr", Kind: codec.IP4},
	{Name: "yiaddr", Kind: codec.IP4},
	{Name: "siaddr", Kind: codec.IP4},
	{Name: "giaddr", Kind: codec.IP4},
	{Name: "chaddr", Kind: codec.LLAddr, Len: 16, LenField: "hlen"},
	{Name: "sname", Kind: codec.String, Len: 64},
	{Name: "file", Kind: codec.String, Len: 128},
}

var dhcp4Struct = &codec.Struct{Name: "dhcp4", Packed: true,
	Members: append(bootpHeader[:len(bootpHeader):len(bootpHeader)],
		codec.Member{Name: "cookie", Kind: codec.BE32, Unit: codec.Hex})}

var bootpStruct = &codec.Struct{Name: "bootp", Packed: true,
	Members: append(bootpHeader[:len(bootpHeader):len(bootpHeader)],
		codec.Member{Name: "vend", Kind: codec.Bytes})}

// bootpOpEnum is the kinds of messages of BOOTP (RFC 951).
var bootpOpEnum = codec.NewEnum("bootp_op", "", codec.Names{1: "BOOTREQUEST", 2: "BOOTREPLY"})

// bootpFlagsEnum is the flags of RFC 1542.
var bootpFlagsEnum = codec.NewFlags("bootp_flags", "", []codec.Value{{Value: 0x8000, Name: "BROADCAST"}})

// dhcpOptionFraming is that of options: a code, the length of the data, the data. Pad and end are the code alone.
var dhcpOptionFraming = &codec.Framing{Name: "option", Header: 2, LenOff: 1, LenSize: 1, TypeSize: 1, Align: 1,
	Bare: []uint8{0, 255}, Ends: []uint8{255}}

// dhcpSubFraming is that of the options inside others, which know neither pad nor end.
var dhcpSubFraming = &codec.Framing{Name: "suboption", Header: 2, LenOff: 1, LenSize: 1, TypeSize: 1, Align: 1}

// Layouts that many options have.
var (
	ip4List = codec.Of(codec.IP4)
	byteOf  = codec.Of(codec.U8)
)

// dhcp4Joined is the options once they are put together, which may be longer than 255 octets.
var dhcp4Joined = codec.NewFramedSet(&codec.Framing{Name: "option", Header: 3, LenOff: 1, LenSize: 2, TypeSize: 1,
	Align:   1,
	Network: true}, "DHO_", dhcp4Options.Attrs)

// dhcp4Options is the options of DHCP, with the names of IANA's registry (BOOTP Vendor Extensions and DHCP Options),
// or of the RFC where those are no words.
var dhcp4Options = codec.NewFramedSet(dhcpOptionFraming, "DHO_", codec.Attrs{
	0:  {Name: "PAD", Kind: codec.Flag},
	1:  {Name: "SUBNET_MASK", Kind: codec.IP4},
	2:  {Name: "TIME_OFFSET", Kind: codec.SBE32, Unit: codec.Seconds, Doc: "east of UTC"},
	3:  {Name: "ROUTERS", Kind: codec.Array, Elem: ip4List},
	4:  {Name: "TIME_SERVERS", Kind: codec.Array, Elem: ip4List},
	5:  {Name: "NAME_SERVERS", Kind: codec.Array, Elem: ip4List, Doc: "IEN 116"},
	6:  {Name: "DOMAIN_NAME_SERVERS", Kind: codec.Array, Elem: ip4List},
	7:  {Name: "LOG_SERVERS", Kind: codec.Array, Elem: ip4List},
	8:  {Name: "COOKIE_SERVERS", Kind: codec.Array, Elem: ip4List},
	9:  {Name: "LPR_SERVERS", Kind: codec.Array, Elem: ip4List},
	10: {Name: "IMPRESS_SERVERS", Kind: codec.Array, Elem: ip4List},
	11: {Name: "RESOURCE_LOCATION_SERVERS", Kind: codec.Array, Elem: ip4List},
	12: {Name: "HOST_NAME", Kind: codec.String, NoNUL: true},
	13: {Name: "BOOT_FILE_SIZE", Kind: codec.BE16, Doc: "in blocks of 512 octets"},
	14: {Name: "MERIT_DUMP_FILE", Kind: codec.String, NoNUL: true},
	15: {Name: "DOMAIN_NAME", Kind: codec.String, NoNUL: true},
	16: {Name: "SWAP_SERVER", Kind: codec.IP4},
	17: {Name: "ROOT_PATH", Kind: codec.String, NoNUL: true},
	18: {Name: "EXTENSIONS_PATH", Kind: codec.String, NoNUL: true},
	19: {Name: "IP_FORWARDING", Kind: codec.Bool},
	20: {Name: "NON_LOCAL_SOURCE_ROUTING", Kind: codec.Bool},
	21: {Name: "POLICY_FILTER", Kind: codec.Array, Elem: codec.StructSpec(policyFilterStruct)},
	22: {Name: "MAX_DGRAM_REASSEMBLY", Kind: codec.BE16},
	23: {Name: "DEFAULT_IP_TTL", Kind: codec.U8},
	24: {Name: "PATH_MTU_AGING_TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
	25: {Name: "PATH_MTU_PLATEAU_TABLE", Kind: codec.Array, Elem: codec.Of(codec.BE16)},
	26: {Name: "INTERFACE_MTU", Kind: codec.BE16},
	27: {Name: "ALL_SUBNETS_LOCAL", Kind: codec.Bool},
	28: {Name: "BROADCAST_ADDRESS", Kind: codec.IP4},
	29: {Name: "PERFORM_MASK_DISCOVERY", Kind: codec.Bool},
	30: {Name: "MASK_SUPPLIER", Kind: codec.Bool},
	31: {Name: "ROUTER_DISCOVERY", Kind: codec.Bool},
	32: {Name: "ROUTER_SOLICITATION_ADDRESS", Kind: codec.IP4},
	33: {Name: "STATIC_ROUTES", Kind: codec.Array, Elem: codec.StructSpec(staticRouteStruct)},
	34: {Name: "TRAILER_ENCAPSULATION", Kind: codec.Bool},
	35: {Name: "ARP_CACHE_TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
	36: {Name: "IEEE802_3_ENCAPSULATION", Kind: codec.Bool},
	37: {Name: "DEFAULT_TCP_TTL", Kind: codec.U8},
	38: {Name: "TCP_KEEPALIVE_INTERVAL", Kind: codec.BE32, Unit: codec.Seconds},
	39: {Name: "TCP_KEEPALIVE_GARBAGE", Kind: codec.Bool},
	40: {Name: "NIS_DOMAIN", Kind: codec.String, NoNUL: true},
	41: {Name: "NIS_SERVERS", Kind: codec.Array, Elem: ip4List},
	42: {Name: "NTP_SERVERS", Kind: codec.Array, Elem: ip4List},
	43: {Name: "VENDOR_ENCAPSULATED_OPTIONS", Kind: codec.Bytes, Doc: "what the vendor of option 60 makes of it"},
	44: {Name: "NETBIOS_NAME_SERVERS", Kind: codec.Array, Elem: ip4List},
	45: {Name: "NETBIOS_DD_SERVERS", Kind: codec.Array, Elem: ip4List},
	46: {Name: "NETBIOS_NODE_TYPE", Kind: codec.U8, Enum: netbiosNodeEnum},
	47: {Name: "NETBIOS_SCOPE", Kind: codec.String, NoNUL: true},
	48: {Name: "FONT_SERVERS", Kind: codec.Array, Elem: ip4List},
	49: {Name: "X_DISPLAY_MANAGERS", Kind: codec.Array, Elem: ip4List},
	50: {Name: "DHCP_REQUESTED_ADDRESS", Kind: codec.IP4},
	51: {Name: "DHCP_LEASE_TIME", Kind: codec.BE32, Unit: codec.Seconds},
	52: {Name: "DHCP_OPTION_OVERLOAD", Kind: codec.U8, Enum: overloadEnum},
	53: {Name: "DHCP_MESSAGE_TYPE", Kind: codec.U8, Enum: dhcpMessageEnum},
	54: {Name: "DHCP_SERVER_IDENTIFIER", Kind: codec.IP4},
	55: {Name: "DHCP_PARAMETER_REQUEST_LIST", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.U8, Enum: dhoEnum}},
	56: {Name: "DHCP_MESSAGE", Kind: codec.String, NoNUL: true},
	57: {Name: "DHCP_MAX_MESSAGE_SIZE", Kind: codec.BE16},
	58: {Name: "DHCP_RENEWAL_TIME", Kind: codec.BE32, Unit: codec.Seconds},
	59: {Name: "DHCP_REBINDING_TIME", Kind: codec.BE32, Unit: codec.Seconds},
	60: {Name: "VENDOR_CLASS_IDENTIFIER", Kind: codec.String, NoNUL: true},
	61: {Name: "DHCP_CLIENT_IDENTIFIER", Kind: codec.StructOf, Struct: clientIDStruct},
	62: {Name: "NWIP_DOMAIN_NAME", Kind: codec.String, NoNUL: true, Doc: "RFC 2242"},
	63: {Name: "NWIP_SUBOPTIONS", Kind: codec.Nest, Set: nwipOptions, Doc: "RFC 2242"},
	64: {Name: "NISPLUS_DOMAIN", Kind: codec.String, NoNUL: true},
	65: {Name: "NISPLUS_SERVERS", Kind: codec.Array, Elem: ip4List},
	66: {Name: "TFTP_SERVER_NAME", Kind: codec.String, NoNUL: true},
	67: {Name: "BOOTFILE_NAME", Kind: codec.String, NoNUL: true},
	68: {Name: "MOBILE_IP_HOME_AGENT", Kind: codec.Array, Elem: ip4List},
	69: {Name: "SMTP_SERVER", Kind: codec.Array, Elem: ip4List},
	70: {Name: "POP_SERVER", Kind: codec.Array, Elem: ip4List},
	71: {Name: "NNTP_SERVER", Kind: codec.Array, Elem: ip4List},
	72: {Name: "WWW_SERVER", Kind: codec.Array, Elem: ip4List},
	73: {Name: "FINGER_SERVER", Kind: codec.Array, Elem: ip4List},
	74: {Name: "IRC_SERVER", Kind: codec.Array, Elem: ip4List},
	75: {Name: "STREETTALK_SERVER", Kind: codec.Array, Elem: ip4List},
	76: {Name: "STREETTALK_DIRECTORY_ASSISTANCE_SERVER", Kind: codec.Array, Elem: ip4List},
	77: {Name: "USER_CLASS", Kind: codec.Texts, Notation: userClasses, Doc: "RFC 3004"},
	78: {Name: "SLP_DIRECTORY_AGENT", Kind: codec.StructOf, Struct: slpAgentStruct, Doc: "RFC 2610"},
	79: {Name: "SLP_SERVICE_SCOPE", Kind: codec.StructOf, Struct: slpScopeStruct, Doc: "RFC 2610"},
	80: {Name: "RAPID_COMMIT", Kind: codec.Flag, Doc: "RFC 4039"},
	81: {Name: "FQDN", Kind: codec.StructOf, Struct: fqdnStruct, Doc: "RFC 4702"},
	82: {Name: "DHCP_AGENT_OPTIONS", Kind: codec.Nest, Set: relayAgentOptions, Doc: "RFC 3046"},
	83: {Name: "ISNS", Kind: codec.StructOf, Struct: isnsStruct, Doc: "RFC 4174"},
	85: {Name: "NDS_SERVERS", Kind: codec.Array, Elem: ip4List, Doc: "RFC 2241"},
	86: {Name: "NDS_TREE_NAME", Kind: codec.String, NoNUL: true, Doc: "RFC 2241"},
	87: {Name: "NDS_CONTEXT", Kind: codec.String, NoNUL: true, Doc: "RFC 2241"},
	88: {Name: "BCMS_CONTROLLER_NAMES", Kind: codec.Texts, Notation: domainNames, Doc: "RFC 4280"},
	89: {Name: "BCMS_CONTROLLER_ADDRESS", Kind: codec.Array, Elem: ip4List, Doc: "RFC 4280"},
	90: {Name: "AUTHENTICATE", Kind: codec.StructOf, Struct: dhcpAuthStruct, Doc: "RFC 3118"},
	91: {Name: "CLIENT_LAST_TRANSACTION_TIME", Kind: codec.BE32, Unit: codec.Seconds, Doc: "RFC 4388"},
	92: {Name: "ASSOCIATED_IP", Kind: codec.Array, Elem: ip4List, Doc: "RFC 4388"},
	93: {Name: "PXE_SYSTEM_TYPE", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.BE16, Enum: pxeSystemEnum},
		Doc: "RFC 4578"},
	94:  {Name: "PXE_INTERFACE_ID", Kind: codec.StructOf, Struct: pxeInterfaceStruct, Doc: "RFC 4578"},
	95:  {Name: "LDAP_SERVER", Kind: codec.String, NoNUL: true, Doc: "in use, in no RFC"},
	97:  {Name: "PXE_CLIENT_ID", Kind: codec.StructOf, Struct: pxeClientStruct, Doc: "RFC 4578"},
	98:  {Name: "UAP_SERVERS", Kind: codec.String, NoNUL: true, Doc: "URLs, with blanks between (RFC 2485)"},
	99:  {Name: "GEOCONF_CIVIC", Kind: codec.Nest, Struct: civicStruct, Set: civicElements, Doc: "RFC 4776"},
	100: {Name: "PCODE", Kind: codec.String, NoNUL: true, Doc: "time zone of POSIX (RFC 4833)"},
	101: {Name: "TCODE", Kind: codec.String, NoNUL: true, Doc: "time zone of the database (RFC 4833)"},
	108: {Name: "V6_ONLY_PREFERRED", Kind: codec.BE32, Unit: codec.Seconds, Doc: "RFC 8925"},
	109: {Name: "DHCP4O6_S46_SADDR", Kind: codec.IP6, Doc: "RFC 8539"},
	112: {Name: "NETINFO_SERVER_ADDRESS", Kind: codec.Array, Elem: ip4List, Doc: "in use, in no RFC"},
	113: {Name: "NETINFO_SERVER_TAG", Kind: codec.String, NoNUL: true, Doc: "in use, in no RFC"},
	114: {Name: "CAPTIVE_PORTAL", Kind: codec.String, NoNUL: true, Doc: "URI (RFC 8910)"},
	116: {Name: "AUTO_CONFIG", Kind: codec.U8, Enum: autoConfigEnum, Doc: "RFC 2563"},
	117: {Name: "NAME_SERVICE_SEARCH", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.BE16, Enum: nameServiceEnum},
		Doc: "RFC 2937"},
	118: {Name: "SUBNET_SELECTION", Kind: codec.IP4, Doc: "RFC 3011"},
	119: {Name: "DOMAIN_SEARCH", Kind: codec.Texts, Notation: compressedNames, Doc: "RFC 3397"},
	120: {Name: "SIP_SERVERS", Kind: codec.StructOf, Struct: sipServersStruct, Doc: "RFC 3361"},
	121: {Name: "CLASSLESS_STATIC_ROUTES", Kind: codec.Texts, Notation: classlessRoutes, Doc: "RFC 3442"},
	122: {Name: "CABLELABS_CONFIGURATION", Kind: codec.Nest, Set: cableLabsOptions, Doc: "RFC 3495"},
	123: {Name: "GEOCONF", Kind: codec.StructOf, Struct: geoConfStruct, Doc: "RFC 6225"},
	124: {Name: "VIVCO_SUBOPTIONS", Kind: codec.Nest, Set: vendorClassRecords, Doc: "vendor classes (RFC 3925)"},
	125: {Name: "VIVSO_SUBOPTIONS", Kind: codec.Nest, Set: vendorOptionRecords, Doc: "options of vendors (RFC 3925)"},
	128: {Name: "PXE_UNDEFINED_128", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	129: {Name: "PXE_UNDEFINED_129", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	130: {Name: "PXE_UNDEFINED_130", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	131: {Name: "PXE_UNDEFINED_131", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	132: {Name: "PXE_UNDEFINED_132", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	133: {Name: "PXE_UNDEFINED_133", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	134: {Name: "PXE_UNDEFINED_134", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	135: {Name: "PXE_UNDEFINED_135", Kind: codec.Bytes, Doc: "vendor specific (RFC 4578)"},
	136: {Name: "PANA_AGENT", Kind: codec.Array, Elem: ip4List, Doc: "RFC 5192"},
	137: {Name: "V4_LOST", Kind: codec.Texts, Notation: domainNames, Doc: "RFC 5223"},
	138: {Name: "CAPWAP_AC_V4", Kind: codec.Array, Elem: ip4List, Doc: "RFC 5417"},
	139: {Name: "IPV4_ADDRESS_MOS", Kind: codec.Nest, Set: mosAddressOptions, Doc: "RFC 5678"},
	140: {Name: "IPV4_FQDN_MOS", Kind: codec.Nest, Set: mosNameOptions, Doc: "RFC 5678"},
	141: {Name: "SIP_UA_CS_DOMAINS", Kind: codec.Texts, Notation: domainNames, Doc: "RFC 6011"},
	142: {Name: "IPV4_ADDRESS_ANDSF", Kind: codec.Array, Elem: ip4List, Doc: "RFC 6153"},
	143: {Name: "V4_SZTP_REDIRECT", Kind: codec.Texts, Notation: uris, Doc: "RFC 8572"},
	144: {Name: "GEOLOC", Kind: codec.StructOf, Struct: geoConfStruct, Doc: "RFC 6225"},
	145: {Name: "FORCERENEW_NONCE_CAPABLE", Kind: codec.Array, Elem: byteOf, Doc: "algorithms (RFC 6704)"},
	146: {Name: "RDNSS_SELECTION", Kind: codec.StructOf, Struct: rdnssSelectionStruct, Doc: "RFC 6731"},
	147: {Name: "V4_DOTS_RI", Kind: codec.Texts, Notation: domainNames, Doc: "RFC 8973"},
	148: {Name: "V4_DOTS_ADDRESS", Kind: codec.Array, Elem: ip4List, Doc: "RFC 8973"},
	150: {Name: "TFTP_SERVER_ADDRESS", Kind: codec.Array, Elem: ip4List, Doc: "RFC 5859"},
	151: {Name: "STATUS_CODE", Kind: codec.StructOf, Struct: statusCodeStruct, Doc: "RFC 6926"},
	152: {Name: "BASE_TIME", Kind: codec.BE32, Doc: "seconds since 1970 (RFC 6926)"},
	153: {Name: "START_TIME_OF_STATE", Kind: codec.BE32, Unit: codec.Seconds, Doc: "ago (RFC 6926)"},
	154: {Name: "QUERY_START_TIME", Kind: codec.BE32, Doc: "seconds since 1970 (RFC 6926)"},
	155: {Name: "QUERY_END_TIME", Kind: codec.BE32, Doc: "seconds since 1970 (RFC 6926)"},
	156: {Name: "DHCP_STATE", Kind: codec.U8, Enum: dhcpStateEnum, Doc: "RFC 6926"},
	157: {Name: "DATA_SOURCE", Kind: codec.U8, Enum: dataSourceEnum, Doc: "RFC 6926"},
	158: {Name: "V4_PCP_SERVER", Kind: codec.Nest, Set: pcpServerRecords, Doc: "RFC 7291"},
	159: {Name: "V4_PORTPARAMS", Kind: codec.StructOf, Struct: portParamsStruct, Doc: "RFC 7618"},
	161: {Name: "MUD_URL_V4", Kind: codec.String, NoNUL: true, Doc: "RFC 8520"},
	162: {Name: "V4_DNR", Kind: codec.Nest, Set: dnrRecords, Doc: "encrypted resolvers (RFC 9463)"},
	175: {Name: "ETHERBOOT", Kind: codec.Bytes, Doc: "assigned tentatively"},
	176: {Name: "IP_TELEPHONE", Kind: codec.String, NoNUL: true, Doc: "assigned tentatively"},
	177: {Name: "ETHERBOOT_177", Kind: codec.Bytes, Doc: "assigned tentatively; PacketCable has had it"},
	208: {Name: "PXELINUX_MAGIC", Kind: codec.BE32, Unit: codec.Hex, Doc: "RFC 5071"},
	209: {Name: "PXELINUX_CONFIG_FILE", Kind: codec.String, NoNUL: true, Doc: "RFC 5071"},
	210: {Name: "PXELINUX_PATH_PREFIX", Kind: codec.String, NoNUL: true, Doc: "RFC 5071"},
	211: {Name: "PXELINUX_REBOOT_TIME", Kind: codec.BE32, Unit: codec.Seconds, Doc: "RFC 5071"},
	212: {Name: "6RD", Kind: codec.StructOf, Struct: sixRDStruct, Doc: "RFC 5969"},
	213: {Name: "V4_ACCESS_DOMAIN", Kind: codec.Texts, Notation: domainNames, Doc: "RFC 5986"},
	220: {Name: "SUBNET_ALLOCATION", Kind: codec.Nest, Struct: subnetAllocationStruct, Set: subnetAllocationOptions,
		Doc: "RFC 6656"},
	221: {Name: "VIRTUAL_SUBNET_SELECTION", Kind: codec.StructOf, Struct: vssStruct, Doc: "RFC 6607"},
	249: {Name: "MS_CLASSLESS_STATIC_ROUTES", Kind: codec.Texts, Notation: classlessRoutes,
		Doc: "private use, of Windows"},
	252: {Name: "WPAD", Kind: codec.String, NoNUL: true, Doc: "URL of a proxy's settings: private use, of browsers"},
	255: {Name: "END", Kind: codec.Flag},
})
