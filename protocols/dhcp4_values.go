package protocols

import "github.com/nlkit/nlkit/codec"

// dhcpMessageEnum is the kinds of messages of DHCP (RFC 2132; RFC 3203, RFC 4388, RFC 6926, RFC 7724).
var dhcpMessageEnum = codec.NewEnum("dhcp_message_type", "DHCP", codec.Names{
	1: "DISCOVER", 2: "OFFER", 3: "REQUEST", 4: "DECLINE", 5: "ACK", 6: "NAK", 7: "RELEASE", 8: "INFORM",
	9: "FORCERENEW", 10: "LEASEQUERY", 11: "LEASEUNASSIGNED", 12: "LEASEUNKNOWN", 13: "LEASEACTIVE",
	14: "BULKLEASEQUERY", 15: "LEASEQUERYDONE", 16: "ACTIVELEASEQUERY", 17: "LEASEQUERYSTATUS", 18: "TLS",
})

// overloadEnum is which fields hold options (RFC 2132).
var overloadEnum = codec.NewEnum("dhcp_overload", "OVERLOAD_", codec.Names{1: "FILE", 2: "SNAME", 3: "BOTH"})

// netbiosNodeEnum is the kinds of nodes of NetBIOS (RFC 2132).
var netbiosNodeEnum = codec.NewSparse("netbios_node", "NETBIOS_", []codec.Value{
	{Value: 1, Name: "B_NODE"}, {Value: 2, Name: "P_NODE"}, {Value: 4, Name: "M_NODE"}, {Value: 8, Name: "H_NODE"},
})

// autoConfigEnum is RFC 2563.
var autoConfigEnum = codec.NewEnum("auto_config", "", codec.Names{"DoNotAutoConfigure", "AutoConfigure"})

// nameServiceEnum is the services by the number of the option that tells their servers (RFC 2937).
var nameServiceEnum = codec.NewSparse("name_service", "NAME_SERVICE_", []codec.Value{
	{Value: 0, Name: "LOCAL"}, {Value: 6, Name: "DNS"}, {Value: 41, Name: "NIS"}, {Value: 44, Name: "NETBIOS"},
	{Value: 65, Name: "NISPLUS"},
})

// pxeSystemEnum is the processor architectures (RFC 4578; IANA: DHCPv6 parameters, Processor Architecture Types).
var pxeSystemEnum = codec.NewSparse("pxe_system", "PXE_", []codec.Value{
	{Value: 0, Name: "X86_BIOS"}, {Value: 1, Name: "NEC_PC98"}, {Value: 2, Name: "ITANIUM"}, {Value: 3,
		Name: "DEC_ALPHA"},
	{Value: 4, Name: "ARC_X86"}, {Value: 5, Name: "INTEL_LEAN_CLIENT"}, {Value: 6, Name: "X86_UEFI"},
	{Value: 7, Name: "X64_UEFI"}, {Value: 8, Name: "EFI_XSCALE"}, {Value: 9, Name: "EBC"}, {Value: 10,
		Name: "ARM32_UEFI"},
	{Value: 11, Name: "ARM64_UEFI"}, {Value: 12, Name: "POWERPC_OPEN_FIRMWARE"}, {Value: 13, Name: "POWERPC_EPAPR"},
	{Value: 14, Name: "POWER_OPAL_V3"}, {Value: 15, Name: "X86_UEFI_HTTP"}, {Value: 16, Name: "X64_UEFI_HTTP"},
	{Value: 17, Name: "EBC_HTTP"}, {Value: 18, Name: "ARM32_UEFI_HTTP"}, {Value: 19, Name: "ARM64_UEFI_HTTP"},
	{Value: 20, Name: "X86_BIOS_HTTP"}, {Value: 21, Name: "ARM32_UBOOT"}, {Value: 22, Name: "ARM64_UBOOT"},
	{Value: 23, Name: "ARM32_UBOOT_HTTP"}, {Value: 24, Name: "ARM64_UBOOT_HTTP"}, {Value: 25, Name: "RISCV32_UEFI"},
	{Value: 26, Name: "RISCV32_UEFI_HTTP"}, {Value: 27, Name: "RISCV64_UEFI"}, {Value: 28, Name: "RISCV64_UEFI_HTTP"},
	{Value: 29, Name: "RISCV128_UEFI"}, {Value: 30, Name: "RISCV128_UEFI_HTTP"}, {Value: 31, Name: "S390_BASIC"},
	{Value: 32, Name: "S390_EXTENDED"}, {Value: 33, Name: "MIPS32_UEFI"}, {Value: 34, Name: "MIPS64_UEFI"},
	{Value: 35, Name: "SUNWAY32_UEFI"}, {Value: 36, Name: "SUNWAY64_UEFI"}, {Value: 37, Name: "LOONGARCH32_UEFI"},
	{Value: 38, Name: "LOONGARCH32_UEFI_HTTP"}, {Value: 39, Name: "LOONGARCH64_UEFI"},
	{Value: 40, Name: "LOONGARCH64_UEFI_HTTP"}, {Value: 41, Name: "ARM_RPIBOOT"},
})

// dhcpStateEnum is the states of addresses (RFC 6926).
var dhcpStateEnum = codec.NewEnum("dhcp_state", "DHCP_STATE_", codec.Names{
	1: "AVAILABLE", 2: "ACTIVE", 3: "EXPIRED", 4: "RELEASED", 5: "ABANDONED", 6: "RESET", 7: "REMOTE",
	8: "TRANSITIONING",
})

// dataSourceEnum is RFC 6926.
var dataSourceEnum = codec.NewFlags("data_source", "DATA_SOURCE_", []codec.Value{{Value: 1, Name: "REMOTE"}})

// statusCodeEnum is RFC 6926 and RFC 7724.
var statusCodeEnum = codec.NewEnum("dhcp_status", "STATUS_", codec.Names{
	"Success", "UnspecFail", "QueryTerminated", "MalformedQuery", "NotAllowed", "DataMissing", "ConnectionActive",
	"CatchUpComplete", "TLSConnectionRefused",
})

// vssTypeEnum is the kinds of virtual subnet selection (RFC 6607).
var vssTypeEnum = codec.NewSparse("vss_type", "VSS_", []codec.Value{
	{Value: 0, Name: "NVT_ASCII"}, {Value: 1, Name: "RFC2685_VPN_ID"}, {Value: 255, Name: "GLOBAL"},
})

// civicWhatEnum is what a location is of (RFC 4776).
var civicWhatEnum = codec.NewEnum("civic_what", "CIVIC_", codec.Names{"SERVER", "NETWORK_ELEMENT", "CLIENT"})

// civicElements is the civic address types (RFC 4776; IANA: Civic Address Types).
var civicElements = codec.NewFramedSet(dhcpSubFraming, "CATYPE_", codec.Attrs{
	0: {Name: "LANGUAGE", Kind: codec.String, NoNUL: true}, 1: {Name: "A1", Kind: codec.String, NoNUL: true},
	2: {Name: "A2", Kind: codec.String, NoNUL: true}, 3: {Name: "A3", Kind: codec.String, NoNUL: true},
	4: {Name: "A4", Kind: codec.String, NoNUL: true}, 5: {Name: "A5", Kind: codec.String, NoNUL: true},
	6: {Name: "A6", Kind: codec.String, NoNUL: true}, 16: {Name: "PRD", Kind: codec.String, NoNUL: true},
	17: {Name: "POD", Kind: codec.String, NoNUL: true}, 18: {Name: "STS", Kind: codec.String, NoNUL: true},
	19: {Name: "HNO", Kind: codec.String, NoNUL: true}, 20: {Name: "HNS", Kind: codec.String, NoNUL: true},
	21: {Name: "LMK", Kind: codec.String, NoNUL: true}, 22: {Name: "LOC", Kind: codec.String, NoNUL: true},
	23: {Name: "NAM", Kind: codec.String, NoNUL: true}, 24: {Name: "PC", Kind: codec.String, NoNUL: true},
	25: {Name: "BLD", Kind: codec.String, NoNUL: true}, 26: {Name: "UNIT", Kind: codec.String, NoNUL: true},
	27: {Name: "FLR", Kind: codec.String, NoNUL: true}, 28: {Name: "ROOM", Kind: codec.String, NoNUL: true},
	29: {Name: "PLC", Kind: codec.String, NoNUL: true}, 30: {Name: "PCN", Kind: codec.String, NoNUL: true},
	31: {Name: "POBOX", Kind: codec.String, NoNUL: true}, 32: {Name: "ADDCODE", Kind: codec.String, NoNUL: true},
	33: {Name: "SEAT", Kind: codec.String, NoNUL: true}, 34: {Name: "RD", Kind: codec.String, NoNUL: true},
	35: {Name: "RDSEC", Kind: codec.String, NoNUL: true}, 36: {Name: "RDBR", Kind: codec.String, NoNUL: true},
	37: {Name: "RDSUBBR", Kind: codec.String, NoNUL: true}, 38: {Name: "PRM", Kind: codec.String, NoNUL: true},
	39: {Name: "POM", Kind: codec.String, NoNUL: true}, 40: {Name: "EXT", Kind: codec.String, NoNUL: true},
	128: {Name: "SCRIPT", Kind: codec.String, NoNUL: true},
})

// dhoEnum is the codes of options, as a client lists those that it wants.
var dhoEnum = &codec.Enum{Name: "dho", Prefix: "DHO_", Names: make(codec.Names, 256)}

func init() {
	for code := range dhcp4Options.Attrs {
		dhoEnum.Names[code] = dhcp4Options.Attrs[code].Name
	}
}
