package linux

import "github.com/nlkit/nlkit/codec"

// IPSEnum is the flags of the state of a connection, enum ip_conntrack_status (linux/netfilter/nf_conntrack_common.h).
var IPSEnum = codec.NewFlags("ip_conntrack_status", "IPS_", []codec.Value{
	{Value: 1 << 0, Name: "EXPECTED"},
	{Value: 1 << 1, Name: "SEEN_REPLY"},
	{Value: 1 << 2, Name: "ASSURED"},
	{Value: 1 << 3, Name: "CONFIRMED"},
	{Value: 1 << 4, Name: "SRC_NAT"},
	{Value: 1 << 5, Name: "DST_NAT"},
	{Value: 1 << 6, Name: "SEQ_ADJUST"},
	{Value: 1 << 7, Name: "SRC_NAT_DONE"},
	{Value: 1 << 8, Name: "DST_NAT_DONE"},
	{Value: 1 << 9, Name: "DYING"},
	{Value: 1 << 10, Name: "FIXED_TIMEOUT"},
	{Value: 1 << 11, Name: "TEMPLATE"},
	{Value: 1 << 12, Name: "UNTRACKED"},
	{Value: 1 << 13, Name: "HELPER"},
	{Value: 1 << 14, Name: "OFFLOAD"},
	{Value: 1 << 15, Name: "HW_OFFLOAD"},
})

// ConntrackInfoEnum is what a packet is to its connection, enum ip_conntrack_info
// (linux/netfilter/nf_conntrack_common.h).
var ConntrackInfoEnum = codec.NewEnum("ip_conntrack_info", "IP_CT_", codec.Names{
	0: "ESTABLISHED",
	1: "RELATED",
	2: "NEW",
	3: "ESTABLISHED_REPLY",
	4: "RELATED_REPLY",
	5: "NEW_REPLY",
})

// ConntrackDirEnum is the directions of a connection, enum ip_conntrack_dir
// (linux/netfilter/nf_conntrack_tuple_common.h).
var ConntrackDirEnum = codec.NewEnum("ip_conntrack_dir", "IP_CT_DIR_", codec.Names{
	0: "ORIGINAL",
	1: "REPLY",
})

// NfNatRangeEnum is the flags of a range that addresses and ports are translated to, NF_NAT_RANGE_*
// (linux/netfilter/nf_nat.h).
var NfNatRangeEnum = codec.NewFlags("nf_nat_range", "NF_NAT_RANGE_", []codec.Value{
	{Value: 1 << 0, Name: "MAP_IPS"},
	{Value: 1 << 1, Name: "PROTO_SPECIFIED"},
	{Value: 1 << 2, Name: "PROTO_RANDOM"},
	{Value: 1 << 3, Name: "PERSISTENT"},
	{Value: 1 << 4, Name: "PROTO_RANDOM_FULLY"},
	{Value: 1 << 5, Name: "PROTO_OFFSET"},
	{Value: 1 << 6, Name: "NETMAP"},
})

// CtTimeoutCases is the attributes of the timeouts of connections by IP protocol
// (linux/netfilter/nfnetlink_cttimeout.h). What the kernel tracks as any other has CTA_TIMEOUT_GENERIC_*.
var CtTimeoutCases = codec.Cases{
	{Value: 1, Spec: codec.NestOf(ctTimeoutICMPAttrs)},
	{Value: 6, Spec: codec.NestOf(ctTimeoutTCPAttrs)},
	{Value: 17, Spec: codec.NestOf(ctTimeoutUDPAttrs)},
	{Value: 33, Spec: codec.NestOf(ctTimeoutDCCPAttrs)},
	{Value: 47, Spec: codec.NestOf(ctTimeoutGREAttrs)},
	{Value: 58, Spec: codec.NestOf(ctTimeoutICMPv6Attrs)},
	{Value: 132, Spec: codec.NestOf(ctTimeoutSCTPAttrs)},
	{Value: 136, Spec: codec.NestOf(ctTimeoutUDPLiteAttrs)},
	{Any: true, Spec: codec.NestOf(ctTimeoutGenericAttrs)},
}

// ctTimeoutGenericAttrs is enum ctattr_timeout_generic (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutGenericAttrs = codec.NewSet("CTA_TIMEOUT_GENERIC_", codec.Attrs{
	1: {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutTCPAttrs is enum ctattr_timeout_tcp (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutTCPAttrs = codec.NewSet("CTA_TIMEOUT_TCP_", codec.Attrs{
	1:  {Name: "SYN_SENT", Kind: codec.BE32, Unit: codec.Seconds},
	2:  {Name: "SYN_RECV", Kind: codec.BE32, Unit: codec.Seconds},
	3:  {Name: "ESTABLISHED", Kind: codec.BE32, Unit: codec.Seconds},
	4:  {Name: "FIN_WAIT", Kind: codec.BE32, Unit: codec.Seconds},
	5:  {Name: "CLOSE_WAIT", Kind: codec.BE32, Unit: codec.Seconds},
	6:  {Name: "LAST_ACK", Kind: codec.BE32, Unit: codec.Seconds},
	7:  {Name: "TIME_WAIT", Kind: codec.BE32, Unit: codec.Seconds},
	8:  {Name: "CLOSE", Kind: codec.BE32, Unit: codec.Seconds},
	9:  {Name: "SYN_SENT2", Kind: codec.BE32, Unit: codec.Seconds},
	10: {Name: "RETRANS", Kind: codec.BE32, Unit: codec.Seconds},
	11: {Name: "UNACK", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutUDPAttrs is enum ctattr_timeout_udp (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutUDPAttrs = codec.NewSet("CTA_TIMEOUT_UDP_", codec.Attrs{
	1: {Name: "UNREPLIED", Kind: codec.BE32, Unit: codec.Seconds},
	2: {Name: "REPLIED", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutUDPLiteAttrs is enum ctattr_timeout_udplite (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutUDPLiteAttrs = codec.NewSet("CTA_TIMEOUT_UDPLITE_", codec.Attrs{
	1: {Name: "UNREPLIED", Kind: codec.BE32, Unit: codec.Seconds},
	2: {Name: "REPLIED", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutICMPAttrs is enum ctattr_timeout_icmp (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutICMPAttrs = codec.NewSet("CTA_TIMEOUT_ICMP_", codec.Attrs{
	1: {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutICMPv6Attrs is enum ctattr_timeout_icmpv6 (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutICMPv6Attrs = codec.NewSet("CTA_TIMEOUT_ICMPV6_", codec.Attrs{
	1: {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutDCCPAttrs is enum ctattr_timeout_dccp (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutDCCPAttrs = codec.NewSet("CTA_TIMEOUT_DCCP_", codec.Attrs{
	1: {Name: "REQUEST", Kind: codec.BE32, Unit: codec.Seconds},
	2: {Name: "RESPOND", Kind: codec.BE32, Unit: codec.Seconds},
	3: {Name: "PARTOPEN", Kind: codec.BE32, Unit: codec.Seconds},
	4: {Name: "OPEN", Kind: codec.BE32, Unit: codec.Seconds},
	5: {Name: "CLOSEREQ", Kind: codec.BE32, Unit: codec.Seconds},
	6: {Name: "CLOSING", Kind: codec.BE32, Unit: codec.Seconds},
	7: {Name: "TIMEWAIT", Kind: codec.BE32, Unit: codec.Seconds},
})

// ctTimeoutSCTPAttrs is enum ctattr_timeout_sctp (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutSCTPAttrs = codec.NewSet("CTA_TIMEOUT_SCTP_", codec.Attrs{
	1: {Name: "CLOSED", Kind: codec.BE32, Unit: codec.Seconds},
	2: {Name: "COOKIE_WAIT", Kind: codec.BE32, Unit: codec.Seconds},
	3: {Name: "COOKIE_ECHOED", Kind: codec.BE32, Unit: codec.Seconds},
	4: {Name: "ESTABLISHED", Kind: codec.BE32, Unit: codec.Seconds},
	5: {Name: "SHUTDOWN_SENT", Kind: codec.BE32, Unit: codec.Seconds},
	6: {Name: "SHUTDOWN_RECD", Kind: codec.BE32, Unit: codec.Seconds},
	7: {Name: "SHUTDOWN_ACK_SENT", Kind: codec.BE32, Unit: codec.Seconds},
	8: {Name: "HEARTBEAT_SENT", Kind: codec.BE32, Unit: codec.Seconds},
	9: {Name: "HEARTBEAT_ACKED", Kind: codec.BE32, Unit: codec.Seconds, Doc: "no longer used"},
})

// ctTimeoutGREAttrs is enum ctattr_timeout_gre (linux/netfilter/nfnetlink_cttimeout.h).
var ctTimeoutGREAttrs = codec.NewSet("CTA_TIMEOUT_GRE_", codec.Attrs{
	1: {Name: "UNREPLIED", Kind: codec.BE32, Unit: codec.Seconds},
	2: {Name: "REPLIED", Kind: codec.BE32, Unit: codec.Seconds},
})
