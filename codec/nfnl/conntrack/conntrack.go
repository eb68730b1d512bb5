// Package conntrack describes what NETLINK_NETFILTER carries of connection tracking: connections, expected connections,
// their statistics (linux/netfilter/nfnetlink_conntrack.h), policies of timeouts
// (linux/netfilter/nfnetlink_cttimeout.h) and helpers in user space (linux/netfilter/nfnetlink_cthelper.h).
package conntrack

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Messages is the messages of the subsystems CTNETLINK, CTNETLINK_EXP, CTNETLINK_TIMEOUT and CTHELPER.
var Messages = codec.JoinTypes(connectionMessages, statsMessages, globalStatsMessages, expectMessages,
	expectStatsMessages, timeoutMessages, helperMessages)

// connectionObject is connections. The kernel knows them by their original tuple and zone. A request may name the tuple
// of the other direction instead.
var connectionObject = &codec.Object{Name: "connection", Header: linux.NfgenmsgStruct, Set: Attrs, Keys: []codec.Key{
	{Parts: append([]codec.Part{
		codec.By(".nfgen_family"),
		codec.By("CTA_ZONE", "CTA_TUPLE_ORIG/CTA_TUPLE_ZONE"),
	}, tupleParts("CTA_TUPLE_ORIG")...)},
}}

// connectionMessages is enum cntl_msg_types (linux/netfilter/nfnetlink_conntrack.h).
var connectionMessages = connectionObject.Messages(codec.Rows{
	{Type: ct + 0, Name: "IPCTNL_MSG_CT_NEW", Op: codec.OpNew},
	{Type: ct + 1, Name: "IPCTNL_MSG_CT_GET", Op: codec.OpGet, Replies: []uint16{ct + 0}},
	{Type: ct + 2, Name: "IPCTNL_MSG_CT_DELETE", Op: codec.OpDelete,
		Doc: "all connections, or those of a filter, if it names no single one"},
	{Type: ct + 6, Name: "IPCTNL_MSG_CT_GET_DYING", Op: codec.OpGet, Replies: []uint16{ct + 0}},
	{Type: ct + 7, Name: "IPCTNL_MSG_CT_GET_UNCONFIRMED", Op: codec.OpGet, Replies: []uint16{ct + 0}},
}, codec.Rows{{
	Type: ct + 3, Name: "IPCTNL_MSG_CT_GET_CTRZERO", Op: codec.OpGet, Effect: codec.Resets, Replies: []uint16{ct + 0},
	// What the kernel sends of this type are answers to IPCTNL_MSG_EXP_GET_STATS_CPU.
	Set: expectStatsAttrs, Object: expectStatsObject,
	Variants: []*codec.MessageType{{When: codec.When{Request: true}, Set: Attrs, Object: connectionObject}},
}})

// statsObject is the statistics of a processor. Its number is the res_id of the header.
var statsObject = &codec.Object{Name: "conntrack statistics", Header: linux.NfgenmsgStruct, Set: statsAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.By(".res_id")}}}}

var statsMessages = statsObject.Messages(codec.Rows{
	{Type: ct + 4, Name: "IPCTNL_MSG_CT_GET_STATS_CPU", Op: codec.OpGet},
})

// globalStatsObject is how many connections there are, and may be.
var globalStatsObject = &codec.Object{Name: "conntrack count", Header: linux.NfgenmsgStruct, Set: globalStatsAttrs}

var globalStatsMessages = globalStatsObject.Messages(codec.Rows{
	{Type: ct + 5, Name: "IPCTNL_MSG_CT_GET_STATS", Op: codec.OpGet},
})

// Types of messages start with their subsystem.
const (
	ct        = linux.NFNL_SUBSYS_CTNETLINK << 8
	expect    = linux.NFNL_SUBSYS_CTNETLINK_EXP << 8
	cttimeout = linux.NFNL_SUBSYS_CTNETLINK_TIMEOUT << 8
	cthelper  = linux.NFNL_SUBSYS_CTHELPER << 8
)

// Attrs is enum ctattr_type: connections (linux/netfilter/nfnetlink_conntrack.h). Packets that are queued and logged
// have them too.
var Attrs = codec.NewSet("CTA_", codec.Attrs{
	1:  {Name: "TUPLE_ORIG", Kind: codec.Nest, Set: tupleAttrs},
	2:  {Name: "TUPLE_REPLY", Kind: codec.Nest, Set: tupleAttrs},
	3:  {Name: "STATUS", Kind: codec.BE32, Enum: linux.IPSEnum},
	4:  {Name: "PROTOINFO", Kind: codec.Nest, Set: protoinfoAttrs},
	5:  {Name: "HELP", Kind: codec.Nest, Set: helpAttrs},
	6:  {Name: "NAT_SRC", Kind: codec.Nest, Set: natAttrs, Doc: "in requests: what to translate the source to"},
	7:  {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
	8:  {Name: "MARK", Kind: codec.BE32},
	9:  {Name: "COUNTERS_ORIG", Kind: codec.Nest, Set: countersAttrs},
	10: {Name: "COUNTERS_REPLY", Kind: codec.Nest, Set: countersAttrs},
	11: {Name: "USE", Kind: codec.BE32, Doc: "how many references there are"},
	12: {Name: "ID", Kind: codec.BE32},
	13: {Name: "NAT_DST", Kind: codec.Nest, Set: natAttrs, Doc: "in requests: what to translate the destination to"},
	14: {Name: "TUPLE_MASTER", Kind: codec.Nest, Set: tupleAttrs, Doc: "of the connection that expected this one"},
	15: {Name: "SEQ_ADJ_ORIG", Kind: codec.Nest, Set: seqadjAttrs},
	16: {Name: "SEQ_ADJ_REPLY", Kind: codec.Nest, Set: seqadjAttrs},
	17: {Name: "SECMARK", Kind: codec.BE32, Doc: "obsolete"},
	18: {Name: "ZONE", Kind: codec.BE16},
	19: {Name: "SECCTX", Kind: codec.Nest, Set: secctxAttrs},
	20: {Name: "TIMESTAMP", Kind: codec.Nest, Set: timestampAttrs},
	21: {Name: "MARK_MASK", Kind: codec.BE32},
	22: {Name: "LABELS", Kind: codec.Bytes, Doc: "a bit a label, in words of the host's order"},
	23: {Name: "LABELS_MASK", Kind: codec.Bytes},
	24: {Name: "SYNPROXY", Kind: codec.Nest, Set: synproxyAttrs},
	25: {Name: "FILTER", Kind: codec.Nest, Set: filterAttrs, Doc: "of dumps: what of the tuples has to agree"},
	26: {Name: "STATUS_MASK", Kind: codec.BE32, Enum: linux.IPSEnum},
	27: {Name: "TIMESTAMP_EVENT", Kind: codec.BE64, Doc: "nanoseconds since 1970"},
})

// tupleAttrs is enum ctattr_tuple: what packets of one direction have in common
// (linux/netfilter/nfnetlink_conntrack.h).
var tupleAttrs = codec.NewSet("CTA_TUPLE_", codec.Attrs{
	1: {Name: "IP", Kind: codec.Nest, Set: ipAttrs},
	2: {Name: "PROTO", Kind: codec.Nest, Set: protoAttrs},
	3: {Name: "ZONE", Kind: codec.BE16, Doc: "if it is that of this direction only"},
})

// tupleParts returns what tells tuples apart, of the one in an attribute.
func tupleParts(attr string) []codec.Part {
	ip, proto := attr+"/CTA_TUPLE_IP/CTA_IP_", attr+"/CTA_TUPLE_PROTO/CTA_PROTO_"
	return []codec.Part{
		codec.By(ip+"V4_SRC", ip+"V6_SRC"), codec.By(ip+"V4_DST", ip+"V6_DST"),
		codec.Needs(proto + "NUM"), codec.By(proto + "SRC_PORT"), codec.By(proto + "DST_PORT"),
		codec.By(proto+"ICMP_ID", proto+"ICMPV6_ID"), codec.By(proto+"ICMP_TYPE", proto+"ICMPV6_TYPE"),
		codec.By(proto+"ICMP_CODE", proto+"ICMPV6_CODE"),
	}
}

// ipAttrs is enum ctattr_ip (linux/netfilter/nfnetlink_conntrack.h).
var ipAttrs = codec.NewSet("CTA_IP_", codec.Attrs{
	1: {Name: "V4_SRC", Kind: codec.IP4},
	2: {Name: "V4_DST", Kind: codec.IP4},
	3: {Name: "V6_SRC", Kind: codec.IP6},
	4: {Name: "V6_DST", Kind: codec.IP6},
})

// protoAttrs is enum ctattr_l4proto (linux/netfilter/nfnetlink_conntrack.h). The ports of GRE are the keys of both
// directions.
var protoAttrs = codec.NewSet("CTA_PROTO_", codec.Attrs{
	1: {Name: "NUM", Kind: codec.U8, Enum: linux.IPProtoEnum},
	2: {Name: "SRC_PORT", Kind: codec.BE16},
	3: {Name: "DST_PORT", Kind: codec.BE16},
	4: {Name: "ICMP_ID", Kind: codec.BE16},
	5: {Name: "ICMP_TYPE", Kind: codec.U8},
	6: {Name: "ICMP_CODE", Kind: codec.U8},
	7: {Name: "ICMPV6_ID", Kind: codec.BE16},
	8: {Name: "ICMPV6_TYPE", Kind: codec.U8},
	9: {Name: "ICMPV6_CODE", Kind: codec.U8},
})

// natAttrs is enum ctattr_nat: a range of addresses and ports (linux/netfilter/nfnetlink_conntrack.h).
var natAttrs = codec.NewSet("CTA_NAT_", codec.Attrs{
	1: {Name: "V4_MINIP", Kind: codec.IP4},
	2: {Name: "V4_MAXIP", Kind: codec.IP4},
	3: {Name: "PROTO", Kind: codec.Nest, Set: protonatAttrs},
	4: {Name: "V6_MINIP", Kind: codec.IP6},
	5: {Name: "V6_MAXIP", Kind: codec.IP6},
})

// protonatAttrs is enum ctattr_protonat (linux/netfilter/nfnetlink_conntrack.h).
var protonatAttrs = codec.NewSet("CTA_PROTONAT_", codec.Attrs{
	1: {Name: "PORT_MIN", Kind: codec.BE16},
	2: {Name: "PORT_MAX", Kind: codec.BE16},
})

// helpAttrs is enum ctattr_help (linux/netfilter/nfnetlink_conntrack.h).
var helpAttrs = codec.NewSet("CTA_HELP_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "INFO", Kind: codec.Bytes, Doc: "data of a helper in user space"},
})

// countersAttrs is enum ctattr_counters (linux/netfilter/nfnetlink_conntrack.h).
var countersAttrs = &codec.Set{Prefix: "CTA_COUNTERS", Attrs: codec.Attrs{
	1: {Name: "_PACKETS", Kind: codec.BE64},
	2: {Name: "_BYTES", Kind: codec.BE64},
	3: {Name: "32_PACKETS", Kind: codec.BE32, Doc: "of old kernels"},
	4: {Name: "32_BYTES", Kind: codec.BE32, Doc: "of old kernels"},
	5: {Name: "_PAD", Kind: codec.Pad},
}}

// seqadjAttrs is enum ctattr_seqadj: by how much sequence numbers of TCP are changed, as helpers change the length of
// what is sent (linux/netfilter/nfnetlink_conntrack.h).
var seqadjAttrs = codec.NewSet("CTA_SEQADJ_", codec.Attrs{
	1: {Name: "CORRECTION_POS", Kind: codec.BE32},
	2: {Name: "OFFSET_BEFORE", Kind: codec.SBE32},
	3: {Name: "OFFSET_AFTER", Kind: codec.SBE32},
})

// secctxAttrs is enum ctattr_secctx (linux/netfilter/nfnetlink_conntrack.h).
var secctxAttrs = codec.NewSet("CTA_SECCTX_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
})

// timestampAttrs is enum ctattr_tstamp (linux/netfilter/nfnetlink_conntrack.h).
var timestampAttrs = codec.NewSet("CTA_TIMESTAMP_", codec.Attrs{
	1: {Name: "START", Kind: codec.BE64, Doc: "nanoseconds since 1970"},
	2: {Name: "STOP", Kind: codec.BE64, Doc: "nanoseconds since 1970"},
	3: {Name: "PAD", Kind: codec.Pad},
})

// synproxyAttrs is enum ctattr_synproxy (linux/netfilter/nfnetlink_conntrack.h).
var synproxyAttrs = codec.NewSet("CTA_SYNPROXY_", codec.Attrs{
	1: {Name: "ISN", Kind: codec.BE32},
	2: {Name: "ITS", Kind: codec.BE32},
	3: {Name: "TSOFF", Kind: codec.BE32},
})

// filterAttrs is enum ctattr_filter (linux/netfilter/nfnetlink_conntrack.h).
var filterAttrs = codec.NewSet("CTA_FILTER_", codec.Attrs{
	1: {Name: "ORIG_FLAGS", Kind: codec.U32, Enum: filterFlagsEnum},
	2: {Name: "REPLY_FLAGS", Kind: codec.U32, Enum: filterFlagsEnum},
})

// filterFlagsEnum is CTA_FILTER_F_*: the attributes of a tuple that have to agree (net/netfilter/nf_internals.h).
var filterFlagsEnum = codec.NewFlags("cta_filter_f", "CTA_FILTER_F_", []codec.Value{
	{Value: 1 << 0, Name: "CTA_IP_SRC"},
	{Value: 1 << 1, Name: "CTA_IP_DST"},
	{Value: 1 << 2, Name: "CTA_TUPLE_ZONE"},
	{Value: 1 << 3, Name: "CTA_PROTO_NUM"},
	{Value: 1 << 4, Name: "CTA_PROTO_SRC_PORT"},
	{Value: 1 << 5, Name: "CTA_PROTO_DST_PORT"},
	{Value: 1 << 6, Name: "CTA_PROTO_ICMP_TYPE"},
	{Value: 1 << 7, Name: "CTA_PROTO_ICMP_CODE"},
	{Value: 1 << 8, Name: "CTA_PROTO_ICMP_ID"},
	{Value: 1 << 9, Name: "CTA_PROTO_ICMPV6_TYPE"},
	{Value: 1 << 10, Name: "CTA_PROTO_ICMPV6_CODE"},
	{Value: 1 << 11, Name: "CTA_PROTO_ICMPV6_ID"},
})

// statsAttrs is enum ctattr_stats_cpu (linux/netfilter/nfnetlink_conntrack.h).
var statsAttrs = codec.NewSet("CTA_STATS_", codec.Attrs{
	1:  {Name: "SEARCHED", Kind: codec.BE32, Doc: "no longer used"},
	2:  {Name: "FOUND", Kind: codec.BE32},
	3:  {Name: "NEW", Kind: codec.BE32, Doc: "no longer used"},
	4:  {Name: "INVALID", Kind: codec.BE32},
	5:  {Name: "IGNORE", Kind: codec.BE32, Doc: "no longer used"},
	6:  {Name: "DELETE", Kind: codec.BE32, Doc: "no longer used"},
	7:  {Name: "DELETE_LIST", Kind: codec.BE32, Doc: "no longer used"},
	8:  {Name: "INSERT", Kind: codec.BE32},
	9:  {Name: "INSERT_FAILED", Kind: codec.BE32},
	10: {Name: "DROP", Kind: codec.BE32},
	11: {Name: "EARLY_DROP", Kind: codec.BE32},
	12: {Name: "ERROR", Kind: codec.BE32},
	13: {Name: "SEARCH_RESTART", Kind: codec.BE32},
	14: {Name: "CLASH_RESOLVE", Kind: codec.BE32},
	15: {Name: "CHAIN_TOOLONG", Kind: codec.BE32},
})

// globalStatsAttrs is enum ctattr_stats_global (linux/netfilter/nfnetlink_conntrack.h).
var globalStatsAttrs = codec.NewSet("CTA_STATS_GLOBAL_", codec.Attrs{
	1: {Name: "ENTRIES", Kind: codec.BE32},
	2: {Name: "MAX_ENTRIES", Kind: codec.BE32},
})
