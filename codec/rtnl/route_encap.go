package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// encapCases is what RTA_ENCAP and NHA_ENCAP hold, by enum lwtunnel_encap_types (linux/lwtunnel.h).
var encapCases = codec.Cases{
	{Value: 1, Spec: codec.NestOf(mplsEncapAttrs)},
	{Value: 2, Spec: codec.NestOf(ipEncapAttrs)},
	{Value: 3, Spec: codec.NestOf(ilaEncapAttrs)},
	{Value: 4, Spec: codec.NestOf(ip6EncapAttrs)},
	{Value: 5, Spec: codec.NestOf(seg6EncapAttrs)},
	{Value: 6, Spec: codec.NestOf(bpfEncapAttrs)},
	{Value: 7, Spec: codec.NestOf(seg6LocalAttrs)},
	{Value: 8, Spec: codec.NestOf(rplEncapAttrs)},
	{Value: 9, Spec: codec.NestOf(ioam6EncapAttrs)},
	{Value: 10, Spec: codec.NestOf(xfrmEncapAttrs)},
}

// encapTypeEnum is enum lwtunnel_encap_types (linux/lwtunnel.h).
var encapTypeEnum = codec.NewEnum("lwtunnel_encap_types", "LWTUNNEL_ENCAP_", codec.Names{
	0:  "NONE",
	1:  "MPLS",
	2:  "IP",
	3:  "ILA",
	4:  "IP6",
	5:  "SEG6",
	6:  "BPF",
	7:  "SEG6_LOCAL",
	8:  "RPL",
	9:  "IOAM6",
	10: "XFRM",
})

// mplsEncapAttrs is MPLS_IPTUNNEL_* (linux/mpls_iptunnel.h).
var mplsEncapAttrs = codec.NewSet("MPLS_IPTUNNEL_", codec.Attrs{
	1: {Name: "DST", Kind: codec.MPLS},
	2: {Name: "TTL", Kind: codec.U8},
})

// ipEncapAttrs is enum lwtunnel_ip_t (linux/lwtunnel.h).
var ipEncapAttrs = codec.NewSet("LWTUNNEL_IP_", codec.Attrs{
	1: {Name: "ID", Kind: codec.BE64},
	2: {Name: "DST", Kind: codec.IP4},
	3: {Name: "SRC", Kind: codec.IP4},
	4: {Name: "TTL", Kind: codec.U8},
	5: {Name: "TOS", Kind: codec.U8},
	6: {Name: "FLAGS", Kind: codec.BE16, Enum: encapFlagsEnum},
	7: {Name: "PAD", Kind: codec.Pad},
	8: {Name: "OPTS", Kind: codec.Nest, Set: encapOptsAttrs},
})

// ip6EncapAttrs is enum lwtunnel_ip6_t (linux/lwtunnel.h).
var ip6EncapAttrs = codec.NewSet("LWTUNNEL_IP6_", codec.Attrs{
	1: {Name: "ID", Kind: codec.BE64},
	2: {Name: "DST", Kind: codec.IP6},
	3: {Name: "SRC", Kind: codec.IP6},
	4: {Name: "HOPLIMIT", Kind: codec.U8},
	5: {Name: "TC", Kind: codec.U8},
	6: {Name: "FLAGS", Kind: codec.BE16, Enum: encapFlagsEnum},
	7: {Name: "PAD", Kind: codec.Pad},
	8: {Name: "OPTS", Kind: codec.Nest, Set: encapOptsAttrs},
})

// encapFlagsEnum is TUNNEL_* as read in network order (linux/if_tunnel.h).
var encapFlagsEnum = codec.NewFlags("tunnel_flags", "TUNNEL_", []codec.Value{
	{Value: 0x1, Name: "CSUM"},
	{Value: 0x2, Name: "ROUTING"},
	{Value: 0x4, Name: "KEY"},
	{Value: 0x8, Name: "SEQ"},
	{Value: 0x10, Name: "STRICT"},
	{Value: 0x20, Name: "REC"},
	{Value: 0x40, Name: "VERSION"},
	{Value: 0x80, Name: "NO_KEY"},
	{Value: 0x100, Name: "DONT_FRAGMENT"},
	{Value: 0x200, Name: "OAM"},
	{Value: 0x400, Name: "CRIT_OPT"},
	{Value: 0x800, Name: "GENEVE_OPT"},
	{Value: 0x1000, Name: "VXLAN_OPT"},
	{Value: 0x2000, Name: "NOCACHE"},
	{Value: 0x4000, Name: "ERSPAN_OPT"},
	{Value: 0x8000, Name: "GTP_OPT"},
})

// encapOptsAttrs is LWTUNNEL_IP_OPTS_*, which LWTUNNEL_IP6_OPTS holds too (linux/lwtunnel.h).
var encapOptsAttrs = codec.NewSet("LWTUNNEL_IP_OPTS_", codec.Attrs{
	1: {Name: "GENEVE", Kind: codec.Nest, Set: encapGeneveAttrs, Doc: "once for each option"},
	2: {Name: "VXLAN", Kind: codec.Nest, Set: encapVxlanAttrs},
	3: {Name: "ERSPAN", Kind: codec.Nest, Set: encapErspanAttrs},
})

// encapGeneveAttrs is LWTUNNEL_IP_OPT_GENEVE_* (linux/lwtunnel.h).
var encapGeneveAttrs = codec.NewSet("LWTUNNEL_IP_OPT_GENEVE_", codec.Attrs{
	1: {Name: "CLASS", Kind: codec.BE16},
	2: {Name: "TYPE", Kind: codec.U8},
	3: {Name: "DATA", Kind: codec.Bytes},
})

// encapVxlanAttrs is LWTUNNEL_IP_OPT_VXLAN_* (linux/lwtunnel.h).
var encapVxlanAttrs = codec.NewSet("LWTUNNEL_IP_OPT_VXLAN_", codec.Attrs{
	1: {Name: "GBP", Kind: codec.U32},
})

// encapErspanAttrs is LWTUNNEL_IP_OPT_ERSPAN_* (linux/lwtunnel.h).
var encapErspanAttrs = codec.NewSet("LWTUNNEL_IP_OPT_ERSPAN_", codec.Attrs{
	1: {Name: "VER", Kind: codec.U8},
	2: {Name: "INDEX", Kind: codec.BE32},
	3: {Name: "DIR", Kind: codec.U8},
	4: {Name: "HWID", Kind: codec.U8},
})

// ilaEncapAttrs is ILA_ATTR_* (linux/ila.h).
var ilaEncapAttrs = codec.NewSet("ILA_ATTR_", codec.Attrs{
	1: {Name: "LOCATOR", Kind: codec.BE64},
	2: {Name: "IDENTIFIER", Kind: codec.BE64},
	3: {Name: "LOCATOR_MATCH", Kind: codec.BE64},
	4: {Name: "IFINDEX", Kind: codec.S32, Unit: codec.LinkIndex},
	5: {Name: "DIR", Kind: codec.U32, Enum: ilaDirEnum},
	6: {Name: "PAD", Kind: codec.Pad},
	7: {Name: "CSUM_MODE", Kind: codec.U8, Enum: ilaCsumEnum},
	8: {Name: "IDENT_TYPE", Kind: codec.U8, Enum: ilaIdentEnum},
	9: {Name: "HOOK_TYPE", Kind: codec.U8, Enum: ilaHookEnum},
})

// ilaDirEnum is ILA_DIR_* (linux/ila.h).
var ilaDirEnum = codec.NewFlags("ila_dir", "ILA_DIR_", []codec.Value{
	{Value: 0x1, Name: "IN"},
	{Value: 0x2, Name: "OUT"},
})

// ilaCsumEnum is ILA_CSUM_* (linux/ila.h).
var ilaCsumEnum = codec.NewEnum("ila_csum", "ILA_CSUM_", codec.Names{
	0: "ADJUST_TRANSPORT",
	1: "NEUTRAL_MAP",
	2: "NO_ACTION",
	3: "NEUTRAL_MAP_AUTO",
})

// ilaIdentEnum is ILA_ATYPE_* (linux/ila.h).
var ilaIdentEnum = codec.NewSparse("ila_atype", "ILA_ATYPE_", []codec.Value{
	{Value: 0, Name: "IID"},
	{Value: 1, Name: "LUID"},
	{Value: 2, Name: "VIRT_V4"},
	{Value: 3, Name: "VIRT_UNI_V6"},
	{Value: 4, Name: "VIRT_MULTI_V6"},
	{Value: 5, Name: "NONLOCAL_ADDR"},
	{Value: 6, Name: "RSVD_1"},
	{Value: 7, Name: "RSVD_2"},
	{Value: 32, Name: "USE_FORMAT"},
})

// ilaHookEnum is ILA_HOOK_* (linux/ila.h).
var ilaHookEnum = codec.NewEnum("ila_hook", "ILA_HOOK_", codec.Names{
	0: "ROUTE_OUTPUT",
	1: "ROUTE_INPUT",
})

// bpfEncapAttrs is LWT_BPF_* (linux/lwtunnel.h).
var bpfEncapAttrs = codec.NewSet("LWT_BPF_", codec.Attrs{
	1: {Name: "IN", Kind: codec.Nest, Set: bpfEncapProgAttrs},
	2: {Name: "OUT", Kind: codec.Nest, Set: bpfEncapProgAttrs},
	3: {Name: "XMIT", Kind: codec.Nest, Set: bpfEncapProgAttrs},
	4: {Name: "XMIT_HEADROOM", Kind: codec.U32},
})

// bpfEncapProgAttrs is LWT_BPF_PROG_* (linux/lwtunnel.h).
var bpfEncapProgAttrs = codec.NewSet("LWT_BPF_PROG_", codec.Attrs{
	1: {Name: "FD", Kind: codec.U32},
	2: {Name: "NAME", Kind: codec.String},
})

// rplEncapAttrs is RPL_IPTUNNEL_* (linux/rpl_iptunnel.h).
var rplEncapAttrs = codec.NewSet("RPL_IPTUNNEL_", codec.Attrs{
	1: {Name: "SRH", Kind: codec.StructOf, Struct: ipv6RplSrHdrStruct},
})

// ipv6RplSrHdrStruct is struct ipv6_rpl_sr_hdr (linux/rpl.h, RFC 6554), whose addresses netlink carries uncompressed.
var ipv6RplSrHdrStruct = &codec.Struct{Name: "ipv6_rpl_sr_hdr", Packed: true, Members: []codec.Member{
	{Name: "nexthdr", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "hdrlen", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "segments_left", Kind: codec.U8},
	{Name: "cmpri_cmpre", Kind: codec.U8},
	{Name: "pad", Kind: codec.U8},
	{Name: "reserved", Kind: codec.BE16},
	{Name: "segments", Kind: codec.Array, Elem: codec.IP6},
}}

// ioam6EncapAttrs is IOAM6_IPTUNNEL_* (linux/ioam6_iptunnel.h).
var ioam6EncapAttrs = codec.NewSet("IOAM6_IPTUNNEL_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U8, Enum: ioam6ModeEnum},
	2: {Name: "DST", Kind: codec.IP6},
	3: {Name: "TRACE", Kind: codec.StructOf, Struct: ioam6TraceHdrStruct},
	4: {Name: "FREQ_K", Kind: codec.U32},
	5: {Name: "FREQ_N", Kind: codec.U32},
	6: {Name: "SRC", Kind: codec.IP6},
})

// ioam6ModeEnum is IOAM6_IPTUNNEL_MODE_* (linux/ioam6_iptunnel.h).
var ioam6ModeEnum = codec.NewEnum("ioam6_iptunnel_mode", "IOAM6_IPTUNNEL_MODE_", codec.Names{
	1: "INLINE",
	2: "ENCAP",
	3: "AUTO",
})

// ioam6TraceHdrStruct is struct ioam6_trace_hdr (linux/ioam6.h, RFC 9197). nodelen is in the upper five bits of its
// octet, over the overflow bit; remlen in the upper seven; the trace type in the upper 24 of type_be32.
var ioam6TraceHdrStruct = &codec.Struct{Name: "ioam6_trace_hdr", Packed: true, Members: []codec.Member{
	{Name: "namespace_id", Kind: codec.BE16},
	{Name: "nodelen", Kind: codec.U8},
	{Name: "remlen", Kind: codec.U8},
	{Name: "type_be32", Kind: codec.BE32},
	{Name: "data", Kind: codec.Bytes},
}}

// xfrmEncapAttrs is LWT_XFRM_* (linux/lwtunnel.h).
var xfrmEncapAttrs = codec.NewSet("LWT_XFRM_", codec.Attrs{
	1: {Name: "IF_ID", Kind: codec.U32},
	2: {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
})
