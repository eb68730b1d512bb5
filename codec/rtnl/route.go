package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// routeObject is routes (linux/rtnetlink.h).
var routeObject = &codec.Object{Name: "route", Header: rtmsgStruct, Set: routeAttrs, Keys: routeKeys}

var routeMessages = routeObject.Messages(
	wildDump(codec.NewDelGet(24, "RTM_NEWROUTE", "RTM_DELROUTE", "RTM_GETROUTE")),
)

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

// routeAttrs is RTA_* (linux/rtnetlink.h). The next hops in RTA_MULTIPATH hold the same attributes again.
var routeAttrs = codec.DeclareSet("RTA_")

var _ = routeAttrs.Define(codec.Attrs{
	1:  {Name: "DST", Kind: codec.IP, Select: routeDstByFamily},
	2:  {Name: "SRC", Kind: codec.IP},
	3:  {Name: "IIF", Kind: codec.U32, Unit: codec.LinkIndex},
	4:  {Name: "OIF", Kind: codec.U32, Unit: codec.LinkIndex},
	5:  {Name: "GATEWAY", Kind: codec.IP, Select: routeGatewayByFamily},
	6:  {Name: "PRIORITY", Kind: codec.U32, Doc: "the metric that ip(8) shows"},
	7:  {Name: "PREFSRC", Kind: codec.IP},
	8:  {Name: "METRICS", Kind: codec.Nest, Set: routeMetricsAttrs},
	9:  {Name: "MULTIPATH", Kind: codec.Nest, Set: rtnexthopRecords},
	10: {Name: "PROTOINFO", Kind: codec.Bytes, Doc: "not used"},
	11: {Name: "FLOW", Kind: codec.U32, Doc: "realms: source in the high 16 bits, destination in the low"},
	12: {Name: "CACHEINFO", Kind: codec.StructOf, Struct: rtaCacheinfoStruct},
	13: {Name: "SESSION", Kind: codec.Bytes, Doc: "not used"},
	14: {Name: "MP_ALGO", Kind: codec.Bytes, Doc: "not used"},
	15: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum, Doc: "the table; rtm_table holds it if it is below 256"},
	16: {Name: "MARK", Kind: codec.U32},
	17: {Name: "MFC_STATS", Kind: codec.StructOf, Struct: rtaMfcStatsStruct},
	18: {Name: "VIA", Kind: codec.StructOf, Struct: rtviaStruct, Doc: "gateway of another family than the route"},
	19: {Name: "NEWDST", Kind: codec.MPLS},
	20: {Name: "PREF", Kind: codec.U8, Enum: routerPrefEnum},
	21: {Name: "ENCAP_TYPE", Kind: codec.U16, Enum: encapTypeEnum},
	22: {Name: "ENCAP", Kind: codec.SubMessage, Select: codec.BySibling("RTA_ENCAP_TYPE", encapCases)},
	23: {Name: "EXPIRES", Kind: codec.U32, Unit: codec.Seconds, Select: codec.ByLength(mrouteExpiresCases)},
	24: {Name: "PAD", Kind: codec.Pad},
	25: {Name: "UID", Kind: codec.U32},
	26: {Name: "TTL_PROPAGATE", Kind: codec.U8},
	27: {Name: "IP_PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	28: {Name: "SPORT", Kind: codec.BE16},
	29: {Name: "DPORT", Kind: codec.BE16},
	30: {Name: "NH_ID", Kind: codec.U32},
	31: {Name: "FLOWLABEL", Kind: codec.BE32},
	32: {Name: "DEL_REASON", Kind: codec.U32, Enum: delReasonEnum},
})

// routeDstByFamily is the families whose destinations are not IP: AF_MPLS, AF_PHONET and AF_MCTP.
var routeDstByFamily = codec.ByField("rtm_family", codec.Cases{
	{Value: linux.AF_MPLS, Spec: codec.Of(codec.MPLS)},
	{Value: linux.AF_PHONET, Spec: codec.Of(codec.U8)},
	{Value: linux.AF_MCTP, Spec: codec.Of(codec.U8)},
})

// routeGatewayByFamily is the family whose gateways are not IP: AF_MCTP.
var routeGatewayByFamily = codec.ByField("rtm_family", codec.Cases{
	{Value: linux.AF_MCTP, Spec: codec.StructSpec(mctpFqAddrStruct)},
})

// mctpFqAddrStruct is struct mctp_fq_addr (linux/mctp.h).
var mctpFqAddrStruct = &codec.Struct{Name: "mctp_fq_addr", Members: []codec.Member{
	{Name: "net", Kind: codec.U32},
	{Name: "eid", Kind: codec.U8},
	{Name: "__pad", Kind: codec.Pad, Len: 3},
}}

// rtnexthopRecords is the list of struct rtnexthop in RTA_MULTIPATH (linux/rtnetlink.h).
var rtnexthopRecords = codec.NewFramedSet(&codec.Framing{
	Name: "rtnexthop", Header: 2, LenSize: 2, Inclusive: true, Align: 4,
}, "", codec.Attrs{
	0: {Name: "rtnexthop", Kind: codec.Nest, Struct: rtnexthopStruct, Set: routeAttrs},
})

// rtnexthopStruct is struct rtnexthop after rtnh_len, which frames the record (linux/rtnetlink.h).
var rtnexthopStruct = &codec.Struct{Name: "rtnexthop", Packed: true, Members: []codec.Member{
	{Name: "rtnh_flags", Kind: codec.U8, Enum: rtnhFlagsEnum},
	{Name: "rtnh_hops", Kind: codec.U8},
	{Name: "rtnh_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
}}

// rtviaStruct is struct rtvia (linux/rtnetlink.h). An address of AF_PACKET is that of a link-layer neighbour.
var rtviaStruct = &codec.Struct{Name: "rtvia", Members: []codec.Member{
	{Name: "rtvia_family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "rtvia_addr", Kind: codec.Bytes, Select: codec.ByField("rtvia_family", codec.Cases{
		{Value: linux.AF_INET, Spec: codec.Of(codec.IP4)},
		{Value: linux.AF_INET6, Spec: codec.Of(codec.IP6)},
		{Value: linux.AF_PACKET, Spec: codec.Of(codec.LLAddr)},
	})},
}}

// rtaMfcStatsStruct is struct rta_mfc_stats (linux/rtnetlink.h).
var rtaMfcStatsStruct = &codec.Struct{Name: "rta_mfc_stats", Members: []codec.Member{
	{Name: "mfcs_packets", Kind: codec.U64},
	{Name: "mfcs_bytes", Kind: codec.U64},
	{Name: "mfcs_wrong_if", Kind: codec.U64},
}}

// mrouteExpiresCases is RTA_EXPIRES of multicast routes, where 64 bits count ticks; others count seconds in 32.
var mrouteExpiresCases = codec.Cases{
	{Value: 8, Spec: &codec.Spec{Kind: codec.U64, Unit: codec.ClockTicks}},
}

// routerPrefEnum is the preference of a default router, ICMPV6_ROUTER_PREF_* (linux/icmpv6.h).
var routerPrefEnum = codec.NewEnum("icmpv6_router_pref", "ICMPV6_ROUTER_PREF_", codec.Names{
	0: "MEDIUM",
	1: "HIGH",
	2: "INVALID",
	3: "LOW",
})

// delReasonEnum is enum rt_del_reason (linux/rtnetlink.h).
var delReasonEnum = codec.NewEnum("rt_del_reason", "RT_DEL_REASON_", codec.Names{
	0: "UNSPEC",
	1: "EXPIRED",
	2: "RA_WITHDRAWN",
})

// routeMetricsAttrs is RTAX_* (linux/rtnetlink.h).
var routeMetricsAttrs = codec.NewSet("RTAX_", codec.Attrs{
	1:  {Name: "LOCK", Kind: codec.U32, Enum: metricsLockEnum, Doc: "the metrics that the kernel must not adapt"},
	2:  {Name: "MTU", Kind: codec.U32},
	3:  {Name: "WINDOW", Kind: codec.U32},
	4:  {Name: "RTT", Kind: codec.U32, Doc: "eighths of a millisecond"},
	5:  {Name: "RTTVAR", Kind: codec.U32, Doc: "quarters of a millisecond"},
	6:  {Name: "SSTHRESH", Kind: codec.U32},
	7:  {Name: "CWND", Kind: codec.U32},
	8:  {Name: "ADVMSS", Kind: codec.U32},
	9:  {Name: "REORDERING", Kind: codec.U32},
	10: {Name: "HOPLIMIT", Kind: codec.U32},
	11: {Name: "INITCWND", Kind: codec.U32},
	12: {Name: "FEATURES", Kind: codec.U32, Enum: metricsFeaturesEnum},
	13: {Name: "RTO_MIN", Kind: codec.U32, Unit: codec.Milliseconds},
	14: {Name: "INITRWND", Kind: codec.U32},
	15: {Name: "QUICKACK", Kind: codec.U32},
	16: {Name: "CC_ALGO", Kind: codec.String},
	17: {Name: "FASTOPEN_NO_COOKIE", Kind: codec.U32},
})

// metricsFeaturesEnum is RTAX_FEATURE_* (linux/rtnetlink.h).
var metricsFeaturesEnum = codec.NewFlags("rtax_feature", "RTAX_FEATURE_", []codec.Value{
	{Value: 0x1, Name: "ECN"},
	{Value: 0x2, Name: "SACK"},
	{Value: 0x4, Name: "TIMESTAMP"},
	{Value: 0x8, Name: "ALLFRAG"},
	{Value: 0x10, Name: "TCP_USEC_TS"},
})

// metricsLockEnum is one bit, 1 << RTAX_*, a metric (linux/rtnetlink.h).
var metricsLockEnum = codec.NewFlags("rtax_lock", "RTAX_", []codec.Value{
	{Value: 1 << 2, Name: "MTU"},
	{Value: 1 << 3, Name: "WINDOW"},
	{Value: 1 << 4, Name: "RTT"},
	{Value: 1 << 5, Name: "RTTVAR"},
	{Value: 1 << 6, Name: "SSTHRESH"},
	{Value: 1 << 7, Name: "CWND"},
	{Value: 1 << 8, Name: "ADVMSS"},
	{Value: 1 << 9, Name: "REORDERING"},
	{Value: 1 << 10, Name: "HOPLIMIT"},
	{Value: 1 << 11, Name: "INITCWND"},
	{Value: 1 << 12, Name: "FEATURES"},
	{Value: 1 << 13, Name: "RTO_MIN"},
	{Value: 1 << 14, Name: "INITRWND"},
	{Value: 1 << 15, Name: "QUICKACK"},
	{Value: 1 << 16, Name: "CC_ALGO"},
	{Value: 1 << 17, Name: "FASTOPEN_NO_COOKIE"},
})
