package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// logAttrs is enum nft_log_attributes.
var logAttrs = codec.NewSet("NFTA_LOG_", codec.Attrs{
	1: {Name: "GROUP", Kind: codec.BE16, Doc: "of NFULNL_*, to which packets go in the place of the kernel's log"},
	2: {Name: "PREFIX", Kind: codec.String},
	3: {Name: "SNAPLEN", Kind: codec.BE32},
	4: {Name: "QTHRESHOLD", Kind: codec.BE16},
	5: {Name: "LEVEL", Kind: codec.BE32, Enum: logLevelEnum},
	6: {Name: "FLAGS", Kind: codec.BE32, Enum: logFlagsEnum},
})

// logLevelEnum is enum nft_log_level.
var logLevelEnum = codec.NewEnum("nft_log_level", "NFT_LOGLEVEL_", codec.Names{
	0: "EMERG",
	1: "ALERT",
	2: "CRIT",
	3: "ERR",
	4: "WARNING",
	5: "NOTICE",
	6: "INFO",
	7: "DEBUG",
	8: "AUDIT",
})

// logFlagsEnum is NF_LOG_* (linux/netfilter/nf_log.h).
var logFlagsEnum = codec.NewFlags("nf_log_flags", "NF_LOG_", []codec.Value{
	{Value: 0x1, Name: "TCPSEQ"},
	{Value: 0x2, Name: "TCPOPT"},
	{Value: 0x4, Name: "IPOPT"},
	{Value: 0x8, Name: "UID"},
	{Value: 0x10, Name: "NFLOG"},
	{Value: 0x20, Name: "MACDECODE"},
})

// queueAttrs is enum nft_queue_attributes.
var queueAttrs = codec.NewSet("NFTA_QUEUE_", codec.Attrs{
	1: {Name: "NUM", Kind: codec.BE16, Doc: "the first of the queues"},
	2: {Name: "TOTAL", Kind: codec.BE16, Doc: "how many queues there are"},
	3: {Name: "FLAGS", Kind: codec.BE16, Enum: queueFlagsEnum},
	4: {Name: "SREG_QNUM", Kind: codec.BE32, Enum: registerEnum},
})

// queueFlagsEnum is NFT_QUEUE_FLAG_*.
var queueFlagsEnum = codec.NewFlags("nft_queue_flags", "NFT_QUEUE_FLAG_", []codec.Value{
	{Value: 0x1, Name: "BYPASS"},
	{Value: 0x2, Name: "CPU_FANOUT"},
})

// rejectAttrs is enum nft_reject_attributes.
var rejectAttrs = codec.NewSet("NFTA_REJECT_", codec.Attrs{
	1: {Name: "TYPE", Kind: codec.BE32, Enum: rejectTypeEnum},
	2: {Name: "ICMP_CODE", Kind: codec.U8, Select: codec.BySibling("NFTA_REJECT_TYPE", rejectCodeCases)},
})

// rejectTypeEnum is enum nft_reject_types.
var rejectTypeEnum = codec.NewEnum("nft_reject_types", "NFT_REJECT_", codec.Names{
	0: "ICMP_UNREACH",
	1: "TCP_RST",
	2: "ICMPX_UNREACH",
})

// rejectCodeCases is the codes of messages that say why something is unreachable: those of ICMP or of ICMPv6, by the
// family, or those that stand for one of both.
var rejectCodeCases = codec.Cases{
	{Value: 0, Spec: &codec.Spec{Kind: codec.U8, Select: codec.ByField("nfgen_family", codec.Cases{
		{Value: linux.NFPROTO_IPV4, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpUnreachEnum}},
		{Value: linux.NFPROTO_IPV6, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpv6UnreachEnum}},
	})}},
	{Value: 2, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpxUnreachEnum}},
}

// icmpxUnreachEnum is enum nft_reject_inet_code.
var icmpxUnreachEnum = codec.NewEnum("nft_reject_inet_code", "NFT_REJECT_ICMPX_", codec.Names{
	0: "NO_ROUTE",
	1: "PORT_UNREACH",
	2: "HOST_UNREACH",
	3: "ADMIN_PROHIBITED",
})

// icmpUnreachEnum is the codes of ICMP_DEST_UNREACH (linux/icmp.h).
var icmpUnreachEnum = codec.NewEnum("icmp_unreach", "ICMP_", codec.Names{
	0:  "NET_UNREACH",
	1:  "HOST_UNREACH",
	2:  "PROT_UNREACH",
	3:  "PORT_UNREACH",
	4:  "FRAG_NEEDED",
	5:  "SR_FAILED",
	6:  "NET_UNKNOWN",
	7:  "HOST_UNKNOWN",
	8:  "HOST_ISOLATED",
	9:  "NET_ANO",
	10: "HOST_ANO",
	11: "NET_UNR_TOS",
	12: "HOST_UNR_TOS",
	13: "PKT_FILTERED",
	14: "PREC_VIOLATION",
	15: "PREC_CUTOFF",
})

// icmpv6UnreachEnum is the codes of ICMPV6_DEST_UNREACH (linux/icmpv6.h).
var icmpv6UnreachEnum = codec.NewEnum("icmpv6_unreach", "ICMPV6_", codec.Names{
	0: "NOROUTE",
	1: "ADM_PROHIBITED",
	2: "NOT_NEIGHBOUR",
	3: "ADDR_UNREACH",
	4: "PORT_UNREACH",
	5: "POLICY_FAIL",
	6: "REJECT_ROUTE",
})

// natAttrs is enum nft_nat_attributes.
var natAttrs = codec.NewSet("NFTA_NAT_", codec.Attrs{
	1: {Name: "TYPE", Kind: codec.BE32, Enum: natTypeEnum},
	2: {Name: "FAMILY", Kind: codec.BE32, Enum: linux.NfprotoEnum},
	3: {Name: "REG_ADDR_MIN", Kind: codec.BE32, Enum: registerEnum},
	4: {Name: "REG_ADDR_MAX", Kind: codec.BE32, Enum: registerEnum},
	5: {Name: "REG_PROTO_MIN", Kind: codec.BE32, Enum: registerEnum},
	6: {Name: "REG_PROTO_MAX", Kind: codec.BE32, Enum: registerEnum},
	7: {Name: "FLAGS", Kind: codec.BE32, Enum: linux.NfNatRangeEnum},
})

// natTypeEnum is enum nft_nat_types.
var natTypeEnum = codec.NewEnum("nft_nat_types", "NFT_NAT_", codec.Names{
	0: "SNAT",
	1: "DNAT",
})

// masqAttrs is enum nft_masq_attributes.
var masqAttrs = codec.NewSet("NFTA_MASQ_", codec.Attrs{
	1: {Name: "FLAGS", Kind: codec.BE32, Enum: linux.NfNatRangeEnum},
	2: {Name: "REG_PROTO_MIN", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "REG_PROTO_MAX", Kind: codec.BE32, Enum: registerEnum},
})

// redirAttrs is enum nft_redir_attributes.
var redirAttrs = codec.NewSet("NFTA_REDIR_", codec.Attrs{
	1: {Name: "REG_PROTO_MIN", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "REG_PROTO_MAX", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "FLAGS", Kind: codec.BE32, Enum: linux.NfNatRangeEnum},
})

// tproxyAttrs is enum nft_tproxy_attributes.
var tproxyAttrs = codec.NewSet("NFTA_TPROXY_", codec.Attrs{
	1: {Name: "FAMILY", Kind: codec.BE32, Enum: linux.NfprotoEnum},
	2: {Name: "REG_ADDR", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "REG_PORT", Kind: codec.BE32, Enum: registerEnum},
})

// dupAttrs is enum nft_dup_attributes.
var dupAttrs = codec.NewSet("NFTA_DUP_", codec.Attrs{
	1: {Name: "SREG_ADDR", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "SREG_DEV", Kind: codec.BE32, Enum: registerEnum},
})

// fwdAttrs is enum nft_fwd_attributes.
var fwdAttrs = codec.NewSet("NFTA_FWD_", codec.Attrs{
	1: {Name: "SREG_DEV", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "SREG_ADDR", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "NFPROTO", Kind: codec.BE32, Enum: linux.NfprotoEnum},
})

// flowAttrs is enum nft_offload_attributes: a connection goes into a flow table.
var flowAttrs = codec.NewSet("NFTA_FLOW_", codec.Attrs{
	1: {Name: "TABLE_NAME", Kind: codec.String},
})

// synproxyAttrs is enum nft_synproxy_attributes.
var synproxyAttrs = codec.NewSet("NFTA_SYNPROXY_", codec.Attrs{
	1: {Name: "MSS", Kind: codec.BE16},
	2: {Name: "WSCALE", Kind: codec.U8},
	3: {Name: "FLAGS", Kind: codec.BE32, Enum: synproxyFlagsEnum},
})

// synproxyFlagsEnum is NF_SYNPROXY_OPT_* (linux/netfilter/nf_synproxy.h).
var synproxyFlagsEnum = codec.NewFlags("nf_synproxy_opt", "NF_SYNPROXY_OPT_", []codec.Value{
	{Value: 0x1, Name: "MSS"},
	{Value: 0x2, Name: "WSCALE"},
	{Value: 0x4, Name: "SACK_PERM"},
	{Value: 0x8, Name: "TIMESTAMP"},
	{Value: 0x10, Name: "ECN"},
})
