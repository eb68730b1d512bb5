package rtnl

import "github.com/nlkit/nlkit/codec"

// operStateEnum is the RFC 2863 operational states, IF_OPER_* (linux/if.h).
var operStateEnum = &codec.Enum{Name: "if_oper_state", Prefix: "IF_OPER_", Names: codec.Names{
	0: "UNKNOWN",
	1: "NOTPRESENT",
	2: "DOWN",
	3: "LOWERLAYERDOWN",
	4: "TESTING",
	5: "DORMANT",
	6: "UP",
}}

// linkModeEnum is IF_LINK_MODE_* (linux/if.h).
var linkModeEnum = codec.NewEnum("if_link_mode", "IF_LINK_MODE_", codec.Names{
	0: "DEFAULT",
	1: "DORMANT",
	2: "TESTING",
})

// rtTypeEnum is the route types, RTN_* (linux/rtnetlink.h).
var rtTypeEnum = codec.NewEnum("rtm_type", "RTN_", codec.Names{
	0:  "UNSPEC",
	1:  "UNICAST",
	2:  "LOCAL",
	3:  "BROADCAST",
	4:  "ANYCAST",
	5:  "MULTICAST",
	6:  "BLACKHOLE",
	7:  "UNREACHABLE",
	8:  "PROHIBIT",
	9:  "THROW",
	10: "NAT",
	11: "XRESOLVE",
})

// rtProtEnum is who installed a route, RTPROT_* (linux/rtnetlink.h).
var rtProtEnum = codec.NewSparse("rtm_protocol", "RTPROT_", []codec.Value{
	{Value: 0, Name: "UNSPEC"},
	{Value: 1, Name: "REDIRECT"},
	{Value: 2, Name: "KERNEL"},
	{Value: 3, Name: "BOOT"},
	{Value: 4, Name: "STATIC"},
	{Value: 8, Name: "GATED"},
	{Value: 9, Name: "RA"},
	{Value: 10, Name: "MRT"},
	{Value: 11, Name: "ZEBRA"},
	{Value: 12, Name: "BIRD"},
	{Value: 13, Name: "DNROUTED"},
	{Value: 14, Name: "XORP"},
	{Value: 15, Name: "NTK"},
	{Value: 16, Name: "DHCP"},
	{Value: 17, Name: "MROUTED"},
	{Value: 18, Name: "KEEPALIVED"},
	{Value: 42, Name: "BABEL"},
	{Value: 84, Name: "OVN"},
	{Value: 99, Name: "OPENR"},
	{Value: 186, Name: "BGP"},
	{Value: 187, Name: "ISIS"},
	{Value: 188, Name: "OSPF"},
	{Value: 189, Name: "RIP"},
	{Value: 192, Name: "EIGRP"},
})

// rtScopeEnum is enum rt_scope_t (linux/rtnetlink.h).
var rtScopeEnum = codec.NewSparse("rt_scope_t", "RT_SCOPE_", []codec.Value{
	{Value: 0, Name: "UNIVERSE"},
	{Value: 200, Name: "SITE"},
	{Value: 253, Name: "LINK"},
	{Value: 254, Name: "HOST"},
	{Value: 255, Name: "NOWHERE"},
})

// rtTableEnum is the reserved routing tables, enum rt_class_t (linux/rtnetlink.h).
var rtTableEnum = codec.NewSparse("rt_class_t", "RT_TABLE_", []codec.Value{
	{Value: 0, Name: "UNSPEC"},
	{Value: 252, Name: "COMPAT"},
	{Value: 253, Name: "DEFAULT"},
	{Value: 254, Name: "MAIN"},
	{Value: 255, Name: "LOCAL"},
})

// rtmFlagsEnum is the flags of struct rtmsg, RTM_F_* with RTNH_F_* in the low bits (linux/rtnetlink.h).
var rtmFlagsEnum = codec.NewFlags("rtm_flags", "", []codec.Value{
	{Value: 0x1, Name: "RTNH_F_DEAD"},
	{Value: 0x2, Name: "RTNH_F_PERVASIVE"},
	{Value: 0x4, Name: "RTNH_F_ONLINK"},
	{Value: 0x8, Name: "RTNH_F_OFFLOAD"},
	{Value: 0x10, Name: "RTNH_F_LINKDOWN"},
	{Value: 0x20, Name: "RTNH_F_UNRESOLVED"},
	{Value: 0x40, Name: "RTNH_F_TRAP"},
	{Value: 0x100, Name: "RTM_F_NOTIFY"},
	{Value: 0x200, Name: "RTM_F_CLONED"},
	{Value: 0x400, Name: "RTM_F_EQUALIZE"},
	{Value: 0x800, Name: "RTM_F_PREFIX"},
	{Value: 0x1000, Name: "RTM_F_LOOKUP_TABLE"},
	{Value: 0x2000, Name: "RTM_F_FIB_MATCH"},
	{Value: 0x4000, Name: "RTM_F_OFFLOAD"},
	{Value: 0x8000, Name: "RTM_F_TRAP"},
	{Value: 0x20000000, Name: "RTM_F_OFFLOAD_FAILED"},
})

// rtnhFlagsEnum is the flags of a next hop, RTNH_F_* (linux/rtnetlink.h).
var rtnhFlagsEnum = codec.NewFlags("rtnh_flags", "RTNH_F_", []codec.Value{
	{Value: 0x1, Name: "DEAD"},
	{Value: 0x2, Name: "PERVASIVE"},
	{Value: 0x4, Name: "ONLINK"},
	{Value: 0x8, Name: "OFFLOAD"},
	{Value: 0x10, Name: "LINKDOWN"},
	{Value: 0x20, Name: "UNRESOLVED"},
	{Value: 0x40, Name: "TRAP"},
})

// nudEnum is the states of a neighbour, NUD_* (linux/neighbour.h).
var nudEnum = codec.NewFlags("ndm_state", "NUD_", []codec.Value{
	{Value: 0x1, Name: "INCOMPLETE"},
	{Value: 0x2, Name: "REACHABLE"},
	{Value: 0x4, Name: "STALE"},
	{Value: 0x8, Name: "DELAY"},
	{Value: 0x10, Name: "PROBE"},
	{Value: 0x20, Name: "FAILED"},
	{Value: 0x40, Name: "NOARP"},
	{Value: 0x80, Name: "PERMANENT"},
})

// ntfEnum is the flags of a neighbour, NTF_* (linux/neighbour.h).
var ntfEnum = codec.NewFlags("ndm_flags", "NTF_", []codec.Value{
	{Value: 0x1, Name: "USE"},
	{Value: 0x2, Name: "SELF"},
	{Value: 0x4, Name: "MASTER"},
	{Value: 0x8, Name: "PROXY"},
	{Value: 0x10, Name: "EXT_LEARNED"},
	{Value: 0x20, Name: "OFFLOADED"},
	{Value: 0x40, Name: "STICKY"},
	{Value: 0x80, Name: "ROUTER"},
})

// ntfExtEnum is the flags of NDA_FLAGS_EXT, NTF_EXT_* (linux/neighbour.h).
var ntfExtEnum = codec.NewFlags("ntf_ext", "NTF_EXT_", []codec.Value{
	{Value: 0x1, Name: "MANAGED"},
	{Value: 0x2, Name: "LOCKED"},
	{Value: 0x4, Name: "EXT_VALIDATED"},
})

// ifaFlagsEnum is the flags of an address, IFA_F_* (linux/if_addr.h).
var ifaFlagsEnum = codec.NewFlags("ifa_flags", "IFA_F_", []codec.Value{
	{Value: 0x1, Name: "SECONDARY"},
	{Value: 0x2, Name: "NODAD"},
	{Value: 0x4, Name: "OPTIMISTIC"},
	{Value: 0x8, Name: "DADFAILED"},
	{Value: 0x10, Name: "HOMEADDRESS"},
	{Value: 0x20, Name: "DEPRECATED"},
	{Value: 0x40, Name: "TENTATIVE"},
	{Value: 0x80, Name: "PERMANENT"},
	{Value: 0x100, Name: "MANAGETEMPADDR"},
	{Value: 0x200, Name: "NOPREFIXROUTE"},
	{Value: 0x400, Name: "MCAUTOJOIN"},
	{Value: 0x800, Name: "STABLE_PRIVACY"},
})

// ruleActionEnum is what a rule does, FR_ACT_* (linux/fib_rules.h).
var ruleActionEnum = codec.NewEnum("fr_act", "FR_ACT_", codec.Names{
	0: "UNSPEC",
	1: "TO_TBL",
	2: "GOTO",
	3: "NOP",
	4: "RES3",
	5: "RES4",
	6: "BLACKHOLE",
	7: "UNREACHABLE",
	8: "PROHIBIT",
})

// ruleFlagsEnum is the flags of a rule, FIB_RULE_* (linux/fib_rules.h).
var ruleFlagsEnum = codec.NewFlags("fib_rule", "FIB_RULE_", []codec.Value{
	{Value: 0x1, Name: "PERMANENT"},
	{Value: 0x2, Name: "INVERT"},
	{Value: 0x4, Name: "UNRESOLVED"},
	{Value: 0x8, Name: "IIF_DETACHED"},
	{Value: 0x10, Name: "OIF_DETACHED"},
	{Value: 0x10000, Name: "FIND_SADDR"},
})

// extMaskEnum is what a dump of links shall hold, RTEXT_FILTER_* (linux/rtnetlink.h).
var extMaskEnum = codec.NewFlags("rtext_filter", "RTEXT_FILTER_", []codec.Value{
	{Value: 0x1, Name: "VF"},
	{Value: 0x2, Name: "BRVLAN"},
	{Value: 0x4, Name: "BRVLAN_COMPRESSED"},
	{Value: 0x8, Name: "SKIP_STATS"},
	{Value: 0x10, Name: "MRP"},
	{Value: 0x20, Name: "CFM_CONFIG"},
	{Value: 0x40, Name: "CFM_STATUS"},
	{Value: 0x80, Name: "MST"},
	{Value: 0x100, Name: "NAME_ONLY"},
})

// bridgeStateEnum is the spanning tree states of a port, BR_STATE_* (linux/if_bridge.h).
var bridgeStateEnum = codec.NewEnum("br_state", "BR_STATE_", codec.Names{
	0: "DISABLED",
	1: "LISTENING",
	2: "LEARNING",
	3: "FORWARDING",
	4: "BLOCKING",
})

// bridgeVlanFlagsEnum is the flags of struct bridge_vlan_info (linux/if_bridge.h).
var bridgeVlanFlagsEnum = codec.NewFlags("bridge_vlan_info", "BRIDGE_VLAN_INFO_", []codec.Value{
	{Value: 0x1, Name: "MASTER"},
	{Value: 0x2, Name: "PVID"},
	{Value: 0x4, Name: "UNTAGGED"},
	{Value: 0x8, Name: "RANGE_BEGIN"},
	{Value: 0x10, Name: "RANGE_END"},
	{Value: 0x20, Name: "BRENTRY"},
	{Value: 0x40, Name: "ONLY_OPTS"},
})

// mdbRouterEnum is how multicast routers are found, MDB_RTR_TYPE_* (linux/if_bridge.h).
var mdbRouterEnum = codec.NewEnum("mdb_rtr_type", "MDB_RTR_TYPE_", codec.Names{
	0: "DISABLED",
	1: "TEMP_QUERY",
	2: "PERM",
	3: "TEMP",
})

// dcbCommandEnum is enum dcbnl_commands (linux/dcbnl.h).
var dcbCommandEnum = codec.NewEnum("dcbnl_commands", "DCB_CMD_", codec.Names{
	0:  "UNDEFINED",
	1:  "GSTATE",
	2:  "SSTATE",
	3:  "PGTX_GCFG",
	4:  "PGTX_SCFG",
	5:  "PGRX_GCFG",
	6:  "PGRX_SCFG",
	7:  "PFC_GCFG",
	8:  "PFC_SCFG",
	9:  "SET_ALL",
	10: "GPERM_HWADDR",
	11: "GCAP",
	12: "GNUMTCS",
	13: "SNUMTCS",
	14: "PFC_GSTATE",
	15: "PFC_SSTATE",
	16: "BCN_GCFG",
	17: "BCN_SCFG",
	18: "GAPP",
	19: "SAPP",
	20: "IEEE_SET",
	21: "IEEE_GET",
	22: "GDCBX",
	23: "SDCBX",
	24: "GFEATCFG",
	25: "SFEATCFG",
	26: "CEE_GET",
	27: "IEEE_DEL",
})

// ndiscEnum is the ICMPv6 types of neighbour discovery, NDISC_* (the kernel's net/ndisc.h, RFC 4861).
var ndiscEnum = codec.NewSparse("ndisc_type", "NDISC_", []codec.Value{
	{Value: 133, Name: "ROUTER_SOLICITATION"},
	{Value: 134, Name: "ROUTER_ADVERTISEMENT"},
	{Value: 135, Name: "NEIGHBOUR_SOLICITATION"},
	{Value: 136, Name: "NEIGHBOUR_ADVERTISEMENT"},
	{Value: 137, Name: "REDIRECT"},
})

// ndOptEnum is the options of neighbour discovery, ND_OPT_* (the kernel's net/ndisc.h, RFC 4861).
var ndOptEnum = codec.NewSparse("nd_opt", "ND_OPT_", []codec.Value{
	{Value: 1, Name: "SOURCE_LL_ADDR"},
	{Value: 2, Name: "TARGET_LL_ADDR"},
	{Value: 3, Name: "PREFIX_INFO"},
	{Value: 4, Name: "REDIRECT_HDR"},
	{Value: 5, Name: "MTU"},
	{Value: 14, Name: "NONCE"},
	{Value: 24, Name: "ROUTE_INFO"},
	{Value: 25, Name: "RDNSS"},
	{Value: 31, Name: "DNSSL"},
	{Value: 34, Name: "6CO"},
	{Value: 37, Name: "CAPTIVE_PORTAL"},
	{Value: 38, Name: "PREF64"},
})
