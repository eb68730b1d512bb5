package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// payloadAttrs is enum nft_payload_attributes: a part of the packet is read into a register, or written from one.
var payloadAttrs = codec.NewSet("NFTA_PAYLOAD_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "BASE", Kind: codec.BE32, Enum: payloadBaseEnum},
	3: {Name: "OFFSET", Kind: codec.BE32},
	4: {Name: "LEN", Kind: codec.BE32},
	5: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	6: {Name: "CSUM_TYPE", Kind: codec.BE32, Enum: payloadCsumTypeEnum},
	7: {Name: "CSUM_OFFSET", Kind: codec.BE32},
	8: {Name: "CSUM_FLAGS", Kind: codec.BE32, Enum: payloadCsumFlagsEnum},
})

// payloadBaseEnum is enum nft_payload_bases.
var payloadBaseEnum = codec.NewEnum("nft_payload_bases", "NFT_PAYLOAD_", codec.Names{
	0: "LL_HEADER",
	1: "NETWORK_HEADER",
	2: "TRANSPORT_HEADER",
	3: "INNER_HEADER",
	4: "TUN_HEADER",
})

// payloadCsumTypeEnum is enum nft_payload_csum_types.
var payloadCsumTypeEnum = codec.NewEnum("nft_payload_csum_types", "NFT_PAYLOAD_CSUM_", codec.Names{
	0: "NONE",
	1: "INET",
	2: "SCTP",
})

// payloadCsumFlagsEnum is enum nft_payload_csum_flags.
var payloadCsumFlagsEnum = codec.NewFlags("nft_payload_csum_flags", "NFT_PAYLOAD_", []codec.Value{
	{Value: 0x1, Name: "L4CSUM_PSEUDOHDR"},
})

// innerAttrs is enum nft_inner_attributes: an expression looks at the packet inside a tunnel.
var innerAttrs = codec.NewSet("NFTA_INNER_", codec.Attrs{
	1: {Name: "NUM", Kind: codec.BE32},
	2: {Name: "TYPE", Kind: codec.BE32, Enum: innerTypeEnum},
	3: {Name: "FLAGS", Kind: codec.BE32, Enum: innerFlagsEnum},
	4: {Name: "HDRSIZE", Kind: codec.BE32},
	5: {Name: "EXPR", Kind: codec.Nest, Set: exprAttrs},
})

// innerTypeEnum is enum nft_inner_type.
var innerTypeEnum = codec.NewEnum("nft_inner_type", "NFT_INNER_", codec.Names{
	0: "UNSPEC",
	1: "VXLAN",
	2: "GENEVE",
})

// innerFlagsEnum is enum nft_inner_flags.
var innerFlagsEnum = codec.NewFlags("nft_inner_flags", "NFT_INNER_", []codec.Value{
	{Value: 0x1, Name: "HDRSIZE"},
	{Value: 0x2, Name: "LL"},
	{Value: 0x4, Name: "NH"},
	{Value: 0x8, Name: "TH"},
})

// exthdrAttrs is enum nft_exthdr_attributes: extension headers of IPv6, options of IPv4, TCP and DCCP, chunks of SCTP.
var exthdrAttrs = codec.NewSet("NFTA_EXTHDR_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "TYPE", Kind: codec.U8, Select: codec.BySibling("NFTA_EXTHDR_OP", codec.Cases{
		{Value: 0, Spec: &codec.Spec{Kind: codec.U8, Enum: linux.IPProtoEnum}},
	})},
	3: {Name: "OFFSET", Kind: codec.BE32},
	4: {Name: "LEN", Kind: codec.BE32},
	5: {Name: "FLAGS", Kind: codec.BE32, Enum: exthdrFlagsEnum},
	6: {Name: "OP", Kind: codec.BE32, Enum: exthdrOpEnum},
	7: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
})

// exthdrFlagsEnum is enum nft_exthdr_flags.
var exthdrFlagsEnum = codec.NewFlags("nft_exthdr_flags", "NFT_EXTHDR_F_", []codec.Value{
	{Value: 0x1, Name: "PRESENT"},
})

// exthdrOpEnum is enum nft_exthdr_op.
var exthdrOpEnum = codec.NewEnum("nft_exthdr_op", "NFT_EXTHDR_OP_", codec.Names{
	0: "IPV6",
	1: "TCPOPT",
	2: "IPV4",
	3: "SCTP",
	4: "DCCP",
})

// metaAttrs is enum nft_meta_attributes: what the kernel knows of a packet is read, or set.
var metaAttrs = codec.NewSet("NFTA_META_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "KEY", Kind: codec.BE32, Enum: metaKeyEnum},
	3: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
})

// metaKeyEnum is enum nft_meta_keys.
var metaKeyEnum = codec.NewEnum("nft_meta_keys", "NFT_META_", codec.Names{
	0:  "LEN",
	1:  "PROTOCOL",
	2:  "PRIORITY",
	3:  "MARK",
	4:  "IIF",
	5:  "OIF",
	6:  "IIFNAME",
	7:  "OIFNAME",
	8:  "IFTYPE",
	9:  "OIFTYPE",
	10: "SKUID",
	11: "SKGID",
	12: "NFTRACE",
	13: "RTCLASSID",
	14: "SECMARK",
	15: "NFPROTO",
	16: "L4PROTO",
	17: "BRI_IIFNAME",
	18: "BRI_OIFNAME",
	19: "PKTTYPE",
	20: "CPU",
	21: "IIFGROUP",
	22: "OIFGROUP",
	23: "CGROUP",
	24: "PRANDOM",
	25: "SECPATH",
	26: "IIFKIND",
	27: "OIFKIND",
	28: "BRI_IIFPVID",
	29: "BRI_IIFVPROTO",
	30: "TIME_NS",
	31: "TIME_DAY",
	32: "TIME_HOUR",
	33: "SDIF",
	34: "SDIFNAME",
	35: "BRI_BROUTE",
	37: "BRI_IIFHWADDR",
})

// rtAttrs is enum nft_rt_attributes: what the kernel knows of the route of a packet.
var rtAttrs = codec.NewSet("NFTA_RT_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "KEY", Kind: codec.BE32, Enum: rtKeyEnum},
})

// rtKeyEnum is enum nft_rt_keys.
var rtKeyEnum = codec.NewEnum("nft_rt_keys", "NFT_RT_", codec.Names{
	0: "CLASSID",
	1: "NEXTHOP4",
	2: "NEXTHOP6",
	3: "TCPMSS",
	4: "XFRM",
})

// socketAttrs is enum nft_socket_attributes: what the kernel knows of the socket of a packet.
var socketAttrs = codec.NewSet("NFTA_SOCKET_", codec.Attrs{
	1: {Name: "KEY", Kind: codec.BE32, Enum: socketKeyEnum},
	2: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "LEVEL", Kind: codec.BE32, Doc: "of the cgroup, counted from the root"},
})

// socketKeyEnum is enum nft_socket_keys.
var socketKeyEnum = codec.NewEnum("nft_socket_keys", "NFT_SOCKET_", codec.Names{
	0: "TRANSPARENT",
	1: "MARK",
	2: "WILDCARD",
	3: "CGROUPV2",
})

// ctAttrs is enum nft_ct_attributes: what the kernel knows of the connection of a packet is read, or set.
var ctAttrs = codec.NewSet("NFTA_CT_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "KEY", Kind: codec.BE32, Enum: ctKeyEnum},
	3: {Name: "DIRECTION", Kind: codec.U8, Enum: linux.ConntrackDirEnum},
	4: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
})

// ctKeyEnum is enum nft_ct_keys.
var ctKeyEnum = codec.NewEnum("nft_ct_keys", "NFT_CT_", codec.Names{
	0:  "STATE",
	1:  "DIRECTION",
	2:  "STATUS",
	3:  "MARK",
	4:  "SECMARK",
	5:  "EXPIRATION",
	6:  "HELPER",
	7:  "L3PROTOCOL",
	8:  "SRC",
	9:  "DST",
	10: "PROTOCOL",
	11: "PROTO_SRC",
	12: "PROTO_DST",
	13: "LABELS",
	14: "PKTS",
	15: "BYTES",
	16: "AVGPKT",
	17: "ZONE",
	18: "EVENTMASK",
	19: "SRC_IP",
	20: "DST_IP",
	21: "SRC_IP6",
	22: "DST_IP6",
	23: "ID",
})

// osfAttrs is enum nft_osf_attributes: the operating system that a packet seems to come from.
var osfAttrs = codec.NewSet("NFTA_OSF_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "TTL", Kind: codec.U8, Enum: osfTTLEnum},
	3: {Name: "FLAGS", Kind: codec.BE32, Enum: osfFlagsEnum},
})

// osfTTLEnum is NF_OSF_TTL_* (linux/netfilter/nfnetlink_osf.h).
var osfTTLEnum = codec.NewEnum("nf_osf_ttl", "NF_OSF_TTL_", codec.Names{
	0: "TRUE",
	1: "LESS",
	2: "NOCHECK",
})

// osfFlagsEnum is enum nft_osf_flags.
var osfFlagsEnum = codec.NewFlags("nft_osf_flags", "NFT_OSF_F_", []codec.Value{
	{Value: 0x1, Name: "VERSION"},
})

// fibAttrs is enum nft_fib_attributes: what the routing tables say of the addresses of a packet.
var fibAttrs = codec.NewSet("NFTA_FIB_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "RESULT", Kind: codec.BE32, Enum: fibResultEnum},
	3: {Name: "FLAGS", Kind: codec.BE32, Enum: fibFlagsEnum},
})

// fibResultEnum is enum nft_fib_result.
var fibResultEnum = codec.NewEnum("nft_fib_result", "NFT_FIB_RESULT_", codec.Names{
	0: "UNSPEC",
	1: "OIF",
	2: "OIFNAME",
	3: "ADDRTYPE",
})

// fibFlagsEnum is enum nft_fib_flags.
var fibFlagsEnum = codec.NewFlags("nft_fib_flags", "NFTA_FIB_F_", []codec.Value{
	{Value: 0x1, Name: "SADDR"},
	{Value: 0x2, Name: "DADDR"},
	{Value: 0x4, Name: "MARK"},
	{Value: 0x8, Name: "IIF"},
	{Value: 0x10, Name: "OIF"},
	{Value: 0x20, Name: "PRESENT"},
})

// xfrmAttrs is enum nft_xfrm_attributes: what the kernel knows of the states that a packet passed.
var xfrmAttrs = codec.NewSet("NFTA_XFRM_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "KEY", Kind: codec.BE32, Enum: xfrmKeyEnum},
	3: {Name: "DIR", Kind: codec.U8, Enum: xfrmDirEnum},
	4: {Name: "SPNUM", Kind: codec.BE32, Doc: "which of the states: 0 for the outermost"},
})

// xfrmKeyEnum is enum nft_xfrm_keys.
var xfrmKeyEnum = codec.NewEnum("nft_xfrm_keys", "NFT_XFRM_KEY_", codec.Names{
	0: "UNSPEC",
	1: "DADDR_IP4",
	2: "DADDR_IP6",
	3: "SADDR_IP4",
	4: "SADDR_IP6",
	5: "REQID",
	6: "SPI",
})

// xfrmDirEnum is those of XFRM_POLICY_* that an expression may have (linux/xfrm.h).
var xfrmDirEnum = codec.NewEnum("xfrm_policy_dir", "XFRM_POLICY_", codec.Names{
	0: "IN",
	1: "OUT",
})

// tunnelAttrs is enum nft_tunnel_attributes: what the kernel knows of the tunnel of a packet.
var tunnelAttrs = codec.NewSet("NFTA_TUNNEL_", codec.Attrs{
	1: {Name: "KEY", Kind: codec.BE32, Enum: tunnelKeyEnum},
	2: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "MODE", Kind: codec.BE32, Enum: tunnelModeEnum},
})

// tunnelKeyEnum is enum nft_tunnel_keys.
var tunnelKeyEnum = codec.NewEnum("nft_tunnel_keys", "NFT_TUNNEL_", codec.Names{
	0: "PATH",
	1: "ID",
})

// tunnelModeEnum is enum nft_tunnel_mode.
var tunnelModeEnum = codec.NewEnum("nft_tunnel_mode", "NFT_TUNNEL_MODE_", codec.Names{
	0: "NONE",
	1: "RX",
	2: "TX",
})

// hashAttrs is enum nft_hash_attributes.
var hashAttrs = codec.NewSet("NFTA_HASH_", codec.Attrs{
	1: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "LEN", Kind: codec.BE32},
	4: {Name: "MODULUS", Kind: codec.BE32},
	5: {Name: "SEED", Kind: codec.BE32},
	6: {Name: "OFFSET", Kind: codec.BE32, Doc: "what is added to the result"},
	7: {Name: "TYPE", Kind: codec.BE32, Enum: hashTypeEnum},
	8: {Name: "SET_NAME", Kind: codec.String, Doc: "not used"},
	9: {Name: "SET_ID", Kind: codec.BE32, Doc: "not used"},
})

// hashTypeEnum is enum nft_hash_types.
var hashTypeEnum = codec.NewEnum("nft_hash_types", "NFT_HASH_", codec.Names{
	0: "JENKINS",
	1: "SYM",
})

// ngAttrs is enum nft_ng_attributes: numbers are made.
var ngAttrs = codec.NewSet("NFTA_NG_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "MODULUS", Kind: codec.BE32},
	3: {Name: "TYPE", Kind: codec.BE32, Enum: ngTypeEnum},
	4: {Name: "OFFSET", Kind: codec.BE32, Doc: "what is added to the number"},
	5: {Name: "SET_NAME", Kind: codec.String, Doc: "not used"},
	6: {Name: "SET_ID", Kind: codec.BE32, Doc: "not used"},
})

// ngTypeEnum is enum nft_ng_types.
var ngTypeEnum = codec.NewEnum("nft_ng_types", "NFT_NG_", codec.Names{
	0: "INCREMENTAL",
	1: "RANDOM",
})
