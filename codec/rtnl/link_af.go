package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// afSpecAttrs is IFLA_AF_SPEC of any link: address families (linux/if_link.h).
var afSpecAttrs = codec.NewSet("AF_", codec.Attrs{
	linux.AF_INET:  {Name: "INET", Kind: codec.Nest, Set: inetAttrs},
	linux.AF_INET6: {Name: "INET6", Kind: codec.Nest, Set: inet6Attrs},
	linux.AF_MCTP:  {Name: "MCTP", Kind: codec.Nest, Set: mctpAttrs},
})

// afSpecCases is IFLA_AF_SPEC in messages of a family that puts its own attributes there.
var afSpecCases = codec.Cases{
	{Value: linux.AF_BRIDGE, Spec: codec.NestOf(afBridgeAttrs)},
	{Value: linux.RTNL_FAMILY_IPMR, Spec: codec.NestOf(ipmraTableAttrs)},
}

// protinfoCases is IFLA_PROTINFO by the family of the message.
var protinfoCases = codec.Cases{
	{Value: linux.AF_BRIDGE, Spec: bridgeProtinfoSpec},
	{Value: linux.AF_INET6, Spec: codec.NestOf(inet6Attrs)},
}

// bridgeProtinfoSpec is IFLA_PROTINFO of AF_BRIDGE. Old spanning tree daemons send the bare state of the port.
var bridgeProtinfoSpec = &codec.Spec{Kind: codec.Nest, Set: brportAttrs, Select: codec.ByLength(codec.Cases{
	{Value: 1, Spec: &codec.Spec{Kind: codec.U8, Enum: bridgeStateEnum}},
})}

// inetAttrs is IFLA_INET_* (linux/if_link.h). The kernel reports IFLA_INET_CONF as a packed array without an entry for
// IPV4_DEVCONF_* 0, and takes it as a nest of single values.
var inetAttrs = codec.NewSet("IFLA_INET_", codec.Attrs{
	1: {
		Name: "CONF", Kind: codec.Array, Elem: codec.Of(codec.U32), Index: ipv4DevconfEnum, Base: 1,
		Select: codec.ByNested(&codec.Spec{Kind: codec.NestArray, Elem: codec.Of(codec.U32), Index: ipv4DevconfEnum}),
	},
})

// inet6Attrs is IFLA_INET6_* of IFLA_AF_SPEC and IFLA_PROTINFO (linux/if_link.h).
var inet6Attrs = codec.NewSet("IFLA_INET6_", codec.Attrs{
	1: {Name: "FLAGS", Kind: codec.U32, Enum: inet6IfFlagsEnum},
	2: {Name: "CONF", Kind: codec.Array, Elem: codec.Of(codec.S32), Index: ipv6DevconfEnum},
	3: {Name: "STATS", Kind: codec.Array, Elem: codec.Of(codec.U64), Index: ipstatsMibEnum},
	4: {Name: "MCAST", Kind: codec.Bytes},
	5: {Name: "CACHEINFO", Kind: codec.StructOf, Struct: iflaCacheinfoStruct},
	6: {Name: "ICMP6STATS", Kind: codec.Array, Elem: codec.Of(codec.U64), Index: icmp6MibEnum},
	7: {Name: "TOKEN", Kind: codec.IP6},
	8: {Name: "ADDR_GEN_MODE", Kind: codec.U8, Enum: addrGenModeEnum},
	9: {Name: "RA_MTU", Kind: codec.U32},
})

// iflaCacheinfoStruct is struct ifla_cacheinfo (linux/if_link.h).
var iflaCacheinfoStruct = &codec.Struct{Name: "ifla_cacheinfo", Members: []codec.Member{
	{Name: "max_reasm_len", Kind: codec.U32},
	{Name: "tstamp", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "reachable_time", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "retrans_time", Kind: codec.U32, Unit: codec.Milliseconds},
}}

// inet6IfFlagsEnum is the flags of struct inet6_dev, IF_RA_*, IF_RS_SENT and IF_READY (the kernel's net/if_inet6.h).
var inet6IfFlagsEnum = codec.NewFlags("inet6_if_flags", "IF_", []codec.Value{
	{Value: 0x10, Name: "RS_SENT"},
	{Value: 0x20, Name: "RA_RCVD"},
	{Value: 0x40, Name: "RA_MANAGED"},
	{Value: 0x80, Name: "RA_OTHERCONF"},
	{Value: 0x80000000, Name: "READY"},
})

// addrGenModeEnum is enum in6_addr_gen_mode (linux/if_link.h).
var addrGenModeEnum = codec.NewEnum("in6_addr_gen_mode", "IN6_ADDR_GEN_MODE_", codec.Names{
	0: "EUI64",
	1: "NONE",
	2: "STABLE_PRIVACY",
	3: "RANDOM",
})

// mctpAttrs is IFLA_MCTP_* (linux/if_link.h).
var mctpAttrs = codec.NewSet("IFLA_MCTP_", codec.Attrs{
	1: {Name: "NET", Kind: codec.U32},
	2: {Name: "PHYS_BINDING", Kind: codec.U8, Enum: mctpBindingEnum},
})

// mctpBindingEnum is enum mctp_phys_binding (the kernel's net/mctp.h, DMTF DSP0239).
var mctpBindingEnum = codec.NewSparse("mctp_phys_binding", "MCTP_PHYS_BINDING_", []codec.Value{
	{Value: 0, Name: "UNSPEC"},
	{Value: 1, Name: "SMBUS"},
	{Value: 2, Name: "PCIE_VDM"},
	{Value: 3, Name: "USB"},
	{Value: 4, Name: "KCS"},
	{Value: 5, Name: "SERIAL"},
	{Value: 6, Name: "I3C"},
	{Value: 7, Name: "MMBI"},
	{Value: 8, Name: "PCC"},
	{Value: 9, Name: "UCIE"},
	{Value: 255, Name: "VENDOR"},
})

// ipv4DevconfEnum is IPV4_DEVCONF_* (linux/ip.h).
var ipv4DevconfEnum = codec.NewEnum("ipv4_devconf", "IPV4_DEVCONF_", codec.Names{
	1:  "FORWARDING",
	2:  "MC_FORWARDING",
	3:  "PROXY_ARP",
	4:  "ACCEPT_REDIRECTS",
	5:  "SECURE_REDIRECTS",
	6:  "SEND_REDIRECTS",
	7:  "SHARED_MEDIA",
	8:  "RP_FILTER",
	9:  "ACCEPT_SOURCE_ROUTE",
	10: "BOOTP_RELAY",
	11: "LOG_MARTIANS",
	12: "TAG",
	13: "ARPFILTER",
	14: "MEDIUM_ID",
	15: "NOXFRM",
	16: "NOPOLICY",
	17: "FORCE_IGMP_VERSION",
	18: "ARP_ANNOUNCE",
	19: "ARP_IGNORE",
	20: "PROMOTE_SECONDARIES",
	21: "ARP_ACCEPT",
	22: "ARP_NOTIFY",
	23: "ACCEPT_LOCAL",
	24: "SRC_VMARK",
	25: "PROXY_ARP_PVLAN",
	26: "ROUTE_LOCALNET",
	27: "IGMPV2_UNSOLICITED_REPORT_INTERVAL",
	28: "IGMPV3_UNSOLICITED_REPORT_INTERVAL",
	29: "IGNORE_ROUTES_WITH_LINKDOWN",
	30: "DROP_UNICAST_IN_L2_MULTICAST",
	31: "DROP_GRATUITOUS_ARP",
	32: "BC_FORWARDING",
	33: "ARP_EVICT_NOCARRIER",
})

// ipv6DevconfEnum is DEVCONF_* (linux/ipv6.h).
var ipv6DevconfEnum = codec.NewEnum("ipv6_devconf", "DEVCONF_", codec.Names{
	0:  "FORWARDING",
	1:  "HOPLIMIT",
	2:  "MTU6",
	3:  "ACCEPT_RA",
	4:  "ACCEPT_REDIRECTS",
	5:  "AUTOCONF",
	6:  "DAD_TRANSMITS",
	7:  "RTR_SOLICITS",
	8:  "RTR_SOLICIT_INTERVAL",
	9:  "RTR_SOLICIT_DELAY",
	10: "USE_TEMPADDR",
	11: "TEMP_VALID_LFT",
	12: "TEMP_PREFERED_LFT",
	13: "REGEN_MAX_RETRY",
	14: "MAX_DESYNC_FACTOR",
	15: "MAX_ADDRESSES",
	16: "FORCE_MLD_VERSION",
	17: "ACCEPT_RA_DEFRTR",
	18: "ACCEPT_RA_PINFO",
	19: "ACCEPT_RA_RTR_PREF",
	20: "RTR_PROBE_INTERVAL",
	21: "ACCEPT_RA_RT_INFO_MAX_PLEN",
	22: "PROXY_NDP",
	23: "OPTIMISTIC_DAD",
	24: "ACCEPT_SOURCE_ROUTE",
	25: "MC_FORWARDING",
	26: "DISABLE_IPV6",
	27: "ACCEPT_DAD",
	28: "FORCE_TLLAO",
	29: "NDISC_NOTIFY",
	30: "MLDV1_UNSOLICITED_REPORT_INTERVAL",
	31: "MLDV2_UNSOLICITED_REPORT_INTERVAL",
	32: "SUPPRESS_FRAG_NDISC",
	33: "ACCEPT_RA_FROM_LOCAL",
	34: "USE_OPTIMISTIC",
	35: "ACCEPT_RA_MTU",
	36: "STABLE_SECRET",
	37: "USE_OIF_ADDRS_ONLY",
	38: "ACCEPT_RA_MIN_HOP_LIMIT",
	39: "IGNORE_ROUTES_WITH_LINKDOWN",
	40: "DROP_UNICAST_IN_L2_MULTICAST",
	41: "DROP_UNSOLICITED_NA",
	42: "KEEP_ADDR_ON_DOWN",
	43: "RTR_SOLICIT_MAX_INTERVAL",
	44: "SEG6_ENABLED",
	45: "SEG6_REQUIRE_HMAC",
	46: "ENHANCED_DAD",
	47: "ADDR_GEN_MODE",
	48: "DISABLE_POLICY",
	49: "ACCEPT_RA_RT_INFO_MIN_PLEN",
	50: "NDISC_TCLASS",
	51: "RPL_SEG_ENABLED",
	52: "RA_DEFRTR_METRIC",
	53: "IOAM6_ENABLED",
	54: "IOAM6_ID",
	55: "IOAM6_ID_WIDE",
	56: "NDISC_EVICT_NOCARRIER",
	57: "ACCEPT_UNTRACKED_NA",
	58: "ACCEPT_RA_MIN_LFT",
	59: "FORCE_FORWARDING",
})

// ipstatsMibEnum is IPSTATS_MIB_* as far as all kernels agree: they add and reorder the rest from release to release,
// and the array does not tell which order it has. The value at NUM is how many there are (linux/snmp.h).
var ipstatsMibEnum = codec.NewEnum("ipstats_mib", "IPSTATS_MIB_", codec.Names{
	0: "NUM",
	1: "INPKTS",
	2: "INOCTETS",
	3: "INDELIVERS",
})

// icmp6MibEnum is ICMP6_MIB_*; the value at NUM is how many there are (linux/snmp.h).
var icmp6MibEnum = codec.NewEnum("icmp6_mib", "ICMP6_MIB_", codec.Names{
	0: "NUM",
	1: "INMSGS",
	2: "INERRORS",
	3: "OUTMSGS",
	4: "OUTERRORS",
	5: "CSUMERRORS",
	6: "RATELIMITHOST",
})
