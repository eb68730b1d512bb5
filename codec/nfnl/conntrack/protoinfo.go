package conntrack

import "github.com/nlkit/nlkit/codec"

// protoinfoAttrs is enum ctattr_protoinfo: the state of a connection in its protocol
// (linux/netfilter/nfnetlink_conntrack.h).
var protoinfoAttrs = codec.NewSet("CTA_PROTOINFO_", codec.Attrs{
	1: {Name: "TCP", Kind: codec.Nest, Set: protoinfoTCPAttrs},
	2: {Name: "DCCP", Kind: codec.Nest, Set: protoinfoDCCPAttrs},
	3: {Name: "SCTP", Kind: codec.Nest, Set: protoinfoSCTPAttrs},
})

// protoinfoTCPAttrs is enum ctattr_protoinfo_tcp (linux/netfilter/nfnetlink_conntrack.h).
var protoinfoTCPAttrs = codec.NewSet("CTA_PROTOINFO_TCP_", codec.Attrs{
	1: {Name: "STATE", Kind: codec.U8, Enum: tcpStateEnum},
	2: {Name: "WSCALE_ORIGINAL", Kind: codec.U8},
	3: {Name: "WSCALE_REPLY", Kind: codec.U8},
	4: {Name: "FLAGS_ORIGINAL", Kind: codec.StructOf, Struct: tcpFlagsStruct},
	5: {Name: "FLAGS_REPLY", Kind: codec.StructOf, Struct: tcpFlagsStruct},
})

// tcpStateEnum is enum tcp_conntrack (linux/netfilter/nf_conntrack_tcp.h).
var tcpStateEnum = codec.NewEnum("tcp_conntrack", "TCP_CONNTRACK_", codec.Names{
	0: "NONE",
	1: "SYN_SENT",
	2: "SYN_RECV",
	3: "ESTABLISHED",
	4: "FIN_WAIT",
	5: "CLOSE_WAIT",
	6: "LAST_ACK",
	7: "TIME_WAIT",
	8: "CLOSE",
	9: "SYN_SENT2",
})

// tcpFlagsStruct is struct nf_ct_tcp_flags (linux/netfilter/nf_conntrack_tcp.h). The kernel sets the flags of the mask.
var tcpFlagsStruct = &codec.Struct{Name: "nf_ct_tcp_flags", Members: []codec.Member{
	{Name: "flags", Kind: codec.U8, Enum: tcpFlagsEnum},
	{Name: "mask", Kind: codec.U8, Enum: tcpFlagsEnum},
}}

// tcpFlagsEnum is IP_CT_TCP_FLAG_* and the like (linux/netfilter/nf_conntrack_tcp.h).
var tcpFlagsEnum = codec.NewFlags("ip_ct_tcp", "IP_CT_", []codec.Value{
	{Value: 0x01, Name: "TCP_FLAG_WINDOW_SCALE"},
	{Value: 0x02, Name: "TCP_FLAG_SACK_PERM"},
	{Value: 0x04, Name: "TCP_FLAG_CLOSE_INIT"},
	{Value: 0x08, Name: "TCP_FLAG_BE_LIBERAL"},
	{Value: 0x10, Name: "TCP_FLAG_DATA_UNACKNOWLEDGED"},
	{Value: 0x20, Name: "TCP_FLAG_MAXACK_SET"},
	{Value: 0x40, Name: "EXP_CHALLENGE_ACK"},
	{Value: 0x80, Name: "TCP_SIMULTANEOUS_OPEN"},
})

// protoinfoDCCPAttrs is enum ctattr_protoinfo_dccp (linux/netfilter/nfnetlink_conntrack.h).
var protoinfoDCCPAttrs = codec.NewSet("CTA_PROTOINFO_DCCP_", codec.Attrs{
	1: {Name: "STATE", Kind: codec.U8, Enum: dccpStateEnum},
	2: {Name: "ROLE", Kind: codec.U8, Enum: dccpRoleEnum},
	3: {Name: "HANDSHAKE_SEQ", Kind: codec.BE64},
	4: {Name: "PAD", Kind: codec.Pad},
})

// dccpStateEnum is enum ct_dccp_states (linux/netfilter/nf_conntrack_dccp.h of the kernel, up to Linux 6.16).
var dccpStateEnum = codec.NewEnum("ct_dccp_states", "CT_DCCP_", codec.Names{
	0: "NONE",
	1: "REQUEST",
	2: "RESPOND",
	3: "PARTOPEN",
	4: "OPEN",
	5: "CLOSEREQ",
	6: "CLOSING",
	7: "TIMEWAIT",
	8: "IGNORE",
	9: "INVALID",
})

// dccpRoleEnum is enum ct_dccp_roles (linux/netfilter/nf_conntrack_dccp.h of the kernel, up to Linux 6.16).
var dccpRoleEnum = codec.NewEnum("ct_dccp_roles", "CT_DCCP_ROLE_", codec.Names{
	0: "CLIENT",
	1: "SERVER",
})

// protoinfoSCTPAttrs is enum ctattr_protoinfo_sctp (linux/netfilter/nfnetlink_conntrack.h).
var protoinfoSCTPAttrs = codec.NewSet("CTA_PROTOINFO_SCTP_", codec.Attrs{
	1: {Name: "STATE", Kind: codec.U8, Enum: sctpStateEnum},
	2: {Name: "VTAG_ORIGINAL", Kind: codec.BE32},
	3: {Name: "VTAG_REPLY", Kind: codec.BE32},
})

// sctpStateEnum is enum sctp_conntrack (linux/netfilter/nf_conntrack_sctp.h).
var sctpStateEnum = codec.NewEnum("sctp_conntrack", "SCTP_CONNTRACK_", codec.Names{
	0: "NONE",
	1: "CLOSED",
	2: "COOKIE_WAIT",
	3: "COOKIE_ECHOED",
	4: "ESTABLISHED",
	5: "SHUTDOWN_SENT",
	6: "SHUTDOWN_RECD",
	7: "SHUTDOWN_ACK_SENT",
	8: "HEARTBEAT_SENT",
	9: "HEARTBEAT_ACKED",
})
