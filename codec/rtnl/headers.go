package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// rtgenmsgStruct is struct rtgenmsg (linux/rtnetlink.h).
var rtgenmsgStruct = &codec.Struct{Name: "rtgenmsg", Members: []codec.Member{
	{Name: "rtgen_family", Kind: codec.U8, Enum: linux.FamilyEnum},
}}

// ifinfomsgStruct is struct ifinfomsg (linux/rtnetlink.h).
var ifinfomsgStruct = &codec.Struct{Name: "ifinfomsg", Members: []codec.Member{
	{Name: "ifi_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "__ifi_pad", Kind: codec.Pad, Len: 1},
	{Name: "ifi_type", Kind: codec.U16, Enum: linux.ARPHRDEnum, Unset: true},
	{Name: "ifi_index", Kind: codec.S32},
	{Name: "ifi_flags", Kind: codec.U32, Enum: linux.IfFlagsEnum},
	{Name: "ifi_change", Kind: codec.U32, Enum: linux.IfFlagsEnum},
}}

// ifaddrmsgStruct is struct ifaddrmsg (linux/if_addr.h).
var ifaddrmsgStruct = &codec.Struct{Name: "ifaddrmsg", Members: []codec.Member{
	{Name: "ifa_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ifa_prefixlen", Kind: codec.U8},
	{Name: "ifa_flags", Kind: codec.U8, Enum: ifaFlagsEnum},
	{Name: "ifa_scope", Kind: codec.U8, Enum: rtScopeEnum},
	{Name: "ifa_index", Kind: codec.U32},
}}

// rtmsgStruct is struct rtmsg (linux/rtnetlink.h).
var rtmsgStruct = &codec.Struct{Name: "rtmsg", Members: []codec.Member{
	{Name: "rtm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "rtm_dst_len", Kind: codec.U8},
	{Name: "rtm_src_len", Kind: codec.U8},
	{Name: "rtm_tos", Kind: codec.U8},
	{Name: "rtm_table", Kind: codec.U8, Enum: rtTableEnum},
	{Name: "rtm_protocol", Kind: codec.U8, Enum: rtProtEnum},
	{Name: "rtm_scope", Kind: codec.U8, Enum: rtScopeEnum},
	{Name: "rtm_type", Kind: codec.U8, Enum: rtTypeEnum},
	{Name: "rtm_flags", Kind: codec.U32, Enum: rtmFlagsEnum},
}}

// ndmsgStruct is struct ndmsg (linux/neighbour.h).
var ndmsgStruct = &codec.Struct{Name: "ndmsg", Members: []codec.Member{
	{Name: "ndm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ndm_pad1", Kind: codec.Pad, Len: 1},
	{Name: "ndm_pad2", Kind: codec.Pad, Len: 2},
	{Name: "ndm_ifindex", Kind: codec.S32},
	{Name: "ndm_state", Kind: codec.U16, Enum: nudEnum},
	{Name: "ndm_flags", Kind: codec.U8, Enum: ntfEnum},
	{Name: "ndm_type", Kind: codec.U8, Enum: rtTypeEnum},
}}

// ndtmsgStruct is struct ndtmsg (linux/neighbour.h).
var ndtmsgStruct = &codec.Struct{Name: "ndtmsg", Members: []codec.Member{
	{Name: "ndtm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ndtm_pad1", Kind: codec.Pad, Len: 1},
	{Name: "ndtm_pad2", Kind: codec.Pad, Len: 2},
}}

// fibRuleHdrStruct is struct fib_rule_hdr (linux/fib_rules.h).
var fibRuleHdrStruct = &codec.Struct{Name: "fib_rule_hdr", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "dst_len", Kind: codec.U8},
	{Name: "src_len", Kind: codec.U8},
	{Name: "tos", Kind: codec.U8},
	{Name: "table", Kind: codec.U8, Enum: rtTableEnum},
	{Name: "res1", Kind: codec.Pad, Len: 1},
	{Name: "res2", Kind: codec.Pad, Len: 1},
	{Name: "action", Kind: codec.U8, Enum: ruleActionEnum},
	{Name: "flags", Kind: codec.U32, Enum: ruleFlagsEnum},
}}

// nhmsgStruct is struct nhmsg (linux/nexthop.h).
var nhmsgStruct = &codec.Struct{Name: "nhmsg", Members: []codec.Member{
	{Name: "nh_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "nh_scope", Kind: codec.U8, Enum: rtScopeEnum},
	{Name: "nh_protocol", Kind: codec.U8, Enum: rtProtEnum},
	{Name: "resvd", Kind: codec.Pad, Len: 1},
	{Name: "nh_flags", Kind: codec.U32, Enum: rtnhFlagsEnum},
}}

// netconfmsgStruct is struct netconfmsg (linux/netconf.h).
var netconfmsgStruct = &codec.Struct{Name: "netconfmsg", Members: []codec.Member{
	{Name: "ncm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
}}

// brPortMsgStruct is struct br_port_msg (linux/if_bridge.h).
var brPortMsgStruct = &codec.Struct{Name: "br_port_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ifindex", Kind: codec.U32},
}}

// brVlanMsgStruct is struct br_vlan_msg (linux/if_bridge.h).
var brVlanMsgStruct = &codec.Struct{Name: "br_vlan_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "reserved1", Kind: codec.Pad, Len: 1},
	{Name: "reserved2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32},
}}

// ifStatsMsgStruct is struct if_stats_msg (linux/if_link.h).
var ifStatsMsgStruct = &codec.Struct{Name: "if_stats_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "pad1", Kind: codec.Pad, Len: 1},
	{Name: "pad2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32},
	{Name: "filter_mask", Kind: codec.U32, Enum: statsFilterEnum},
}}

// statsFilterEnum is IFLA_STATS_FILTER_BIT() of the IFLA_STATS_* numbers (linux/if_link.h).
var statsFilterEnum = codec.NewFlags("ifla_stats_filter", "IFLA_STATS_", []codec.Value{
	{Value: 0x1, Name: "LINK_64"},
	{Value: 0x2, Name: "LINK_XSTATS"},
	{Value: 0x4, Name: "LINK_XSTATS_SLAVE"},
	{Value: 0x8, Name: "LINK_OFFLOAD_XSTATS"},
	{Value: 0x10, Name: "AF_SPEC"},
})

// prefixmsgStruct is struct prefixmsg (linux/rtnetlink.h).
var prefixmsgStruct = &codec.Struct{Name: "prefixmsg", Members: []codec.Member{
	{Name: "prefix_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "prefix_pad1", Kind: codec.Pad, Len: 1},
	{Name: "prefix_pad2", Kind: codec.Pad, Len: 2},
	{Name: "prefix_ifindex", Kind: codec.S32},
	{Name: "prefix_type", Kind: codec.U8, Enum: ndOptEnum},
	{Name: "prefix_len", Kind: codec.U8},
	{Name: "prefix_flags", Kind: codec.U8, Enum: prefixFlagsEnum},
	{Name: "prefix_pad3", Kind: codec.Pad, Len: 1},
}}

// prefixFlagsEnum is IF_PREFIX_* (the kernel's net/if_inet6.h).
var prefixFlagsEnum = codec.NewFlags("if_prefix", "IF_PREFIX_", []codec.Value{
	{Value: 0x1, Name: "ONLINK"},
	{Value: 0x2, Name: "AUTOCONF"},
})

// nduseroptmsgStruct is struct nduseroptmsg (linux/rtnetlink.h).
var nduseroptmsgStruct = &codec.Struct{Name: "nduseroptmsg", Members: []codec.Member{
	{Name: "nduseropt_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "nduseropt_pad1", Kind: codec.Pad, Len: 1},
	{Name: "nduseropt_opts_len", Kind: codec.U16},
	{Name: "nduseropt_ifindex", Kind: codec.S32},
	{Name: "nduseropt_icmp_type", Kind: codec.U8, Enum: ndiscEnum},
	{Name: "nduseropt_icmp_code", Kind: codec.U8},
	{Name: "nduseropt_pad2", Kind: codec.Pad, Len: 2},
	{Name: "nduseropt_pad3", Kind: codec.Pad, Len: 4},
	{Name: "nduseropt_opts", Kind: codec.Bytes, LenField: "nduseropt_opts_len"}, // ND options, RFC 4861 §4.6
}}

// ifaddrlblmsgStruct is struct ifaddrlblmsg (linux/if_addrlabel.h).
var ifaddrlblmsgStruct = &codec.Struct{Name: "ifaddrlblmsg", Members: []codec.Member{
	{Name: "ifal_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "__ifal_reserved", Kind: codec.Pad, Len: 1},
	{Name: "ifal_prefixlen", Kind: codec.U8},
	{Name: "ifal_flags", Kind: codec.U8},
	{Name: "ifal_index", Kind: codec.U32},
	{Name: "ifal_seq", Kind: codec.U32},
}}

// dcbmsgStruct is struct dcbmsg (linux/dcbnl.h).
var dcbmsgStruct = &codec.Struct{Name: "dcbmsg", Members: []codec.Member{
	{Name: "dcb_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "cmd", Kind: codec.U8, Enum: dcbCommandEnum},
	{Name: "dcb_pad", Kind: codec.Pad, Len: 2},
}}

// tcmsgStruct is struct tcmsg (linux/rtnetlink.h).
var tcmsgStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32},
	{Name: "tcm_handle", Kind: codec.U32},
	{Name: "tcm_parent", Kind: codec.U32},
	{Name: "tcm_info", Kind: codec.U32},
}}

// tcamsgStruct is struct tcamsg (linux/rtnetlink.h).
var tcamsgStruct = &codec.Struct{Name: "tcamsg", Members: []codec.Member{
	{Name: "tca_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tca__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tca__pad2", Kind: codec.Pad, Len: 2},
}}

// tunnelMsgStruct is struct tunnel_msg (linux/if_link.h).
var tunnelMsgStruct = &codec.Struct{Name: "tunnel_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "flags", Kind: codec.U8, Enum: tunnelFlagsEnum},
	{Name: "reserved2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32},
}}

// tunnelFlagsEnum is TUNNEL_MSG_FLAG_* (linux/if_link.h).
var tunnelFlagsEnum = codec.NewFlags("tunnel_msg_flag", "TUNNEL_MSG_FLAG_", []codec.Value{
	{Value: 0x1, Name: "STATS"},
})

// rtaCacheinfoStruct is struct rta_cacheinfo (linux/rtnetlink.h).
var rtaCacheinfoStruct = &codec.Struct{Name: "rta_cacheinfo", Members: []codec.Member{
	{Name: "rta_clntref", Kind: codec.U32},
	{Name: "rta_lastuse", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "rta_expires", Kind: codec.S32, Unit: codec.ClockTicks},
	{Name: "rta_error", Kind: codec.U32},
	{Name: "rta_used", Kind: codec.U32},
	{Name: "rta_id", Kind: codec.U32},
	{Name: "rta_ts", Kind: codec.U32},
	{Name: "rta_tsage", Kind: codec.U32},
}}
