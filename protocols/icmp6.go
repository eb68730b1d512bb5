package protocols

import "github.com/nlkit/nlkit/codec"

// icmp6Layer is what all messages of ICMPv6 start with (RFC 4443). What is after it is a layer of its own, by the type.
var icmp6Layer = codec.Spec{Name: "icmp6", Kind: codec.Nest, Struct: icmp6HdrStruct, Doc: "ICMPv6 (RFC 4443)",
	Layer: &codec.Layer{
		Next: codec.Next{Members: []string{"icmp6_type"}, Cases: []codec.Carried{
			{Value: 128, Max: 129, Layer: layerICMP6Echo},
			{Value: 133, Layer: layerRS}, {Value: 134, Layer: layerRA}, {Value: 135, Layer: layerNS},
			{Value: 136, Layer: layerNA}, {Value: 137, Layer: layerNDRedirect},
			{Value: 2, Layer: layerICMP6MTU}, {Value: 4, Layer: layerICMP6Pointer},
			{Value: 1, Layer: layerICMP6Unused}, {Value: 3, Layer: layerICMP6Unused},
			{Value: 130, Max: 132, Layer: layerMLD}, {Value: 143, Layer: layerMLDReport},
		}},
		Sum: &codec.Sum{Member: "icmp6_cksum", Pseudo: 58},
	}}

// icmp6HdrStruct is the start of struct icmp6_hdr (netinet/icmp6.h).
var icmp6HdrStruct = &codec.Struct{Name: "icmp6_hdr", Packed: true, Members: []codec.Member{
	{Name: "icmp6_type", Kind: codec.U8, Enum: icmp6TypeEnum},
	{Name: "icmp6_code", Kind: codec.U8, Select: codec.ByField("icmp6_type", codec.Cases{
		{Value: 1, Spec: &codec.Spec{Kind: codec.U8, Enum: icmp6UnreachEnum}},
		{Value: 3, Spec: &codec.Spec{Kind: codec.U8, Enum: icmp6ExceededEnum}},
		{Value: 4, Spec: &codec.Spec{Kind: codec.U8, Enum: icmp6ParameterEnum}},
		{Value: 161, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpExtCodeEnum}},
	})},
	{Name: "icmp6_cksum", Kind: codec.BE16, Unit: codec.Hex},
}}

// icmp6TypeEnum is ICMPV6_* (linux/icmpv6.h), with the names of neighbour discovery (net/ndisc.h of the kernel, which
// is not exported).
var icmp6TypeEnum = &codec.Enum{Name: "icmp6_type", Prefix: "ICMPV6_", Values: []codec.Value{
	{Value: 1, Name: "DEST_UNREACH"}, {Value: 2, Name: "PKT_TOOBIG"}, {Value: 3, Name: "TIME_EXCEED"},
	{Value: 4, Name: "PARAMPROB"}, {Value: 128, Name: "ECHO_REQUEST"}, {Value: 129, Name: "ECHO_REPLY"},
	{Value: 130, Name: "MGM_QUERY"}, {Value: 131, Name: "MGM_REPORT"}, {Value: 132, Name: "MGM_REDUCTION"},
	{Value: 139, Name: "NI_QUERY"}, {Value: 140, Name: "NI_REPLY"}, {Value: 143, Name: "MLD2_REPORT"},
	{Value: 144, Name: "DHAAD_REQUEST"}, {Value: 145, Name: "DHAAD_REPLY"},
	{Value: 146, Name: "MOBILE_PREFIX_SOL"}, {Value: 147, Name: "MOBILE_PREFIX_ADV"},
	{Value: 151, Name: "MRDISC_ADV"}, {Value: 152, Name: "MRDISC_SOL"}, {Value: 160, Name: "EXT_ECHO_REQUEST"},
	{Value: 161, Name: "EXT_ECHO_REPLY"},
}, Others: []codec.Value{
	{Value: 133, Name: "NDISC_ROUTER_SOLICITATION"}, {Value: 134, Name: "NDISC_ROUTER_ADVERTISEMENT"},
	{Value: 135, Name: "NDISC_NEIGHBOUR_SOLICITATION"}, {Value: 136, Name: "NDISC_NEIGHBOUR_ADVERTISEMENT"},
	{Value: 137, Name: "NDISC_REDIRECT"},
}}

// icmp6UnreachEnum is the codes of ICMPV6_DEST_UNREACH (linux/icmpv6.h).
var icmp6UnreachEnum = codec.NewEnum("icmp6_unreach", "ICMPV6_", codec.Names{
	"NOROUTE", "ADM_PROHIBITED", "NOT_NEIGHBOUR", "ADDR_UNREACH", "PORT_UNREACH", "POLICY_FAIL", "REJECT_ROUTE",
})

// icmp6ExceededEnum is the codes of ICMPV6_TIME_EXCEED (linux/icmpv6.h).
var icmp6ExceededEnum = codec.NewEnum("icmp6_exc", "ICMPV6_EXC_", codec.Names{"HOPLIMIT", "FRAGTIME"})

// icmp6ParameterEnum is the codes of ICMPV6_PARAMPROB (linux/icmpv6.h).
var icmp6ParameterEnum = codec.NewEnum("icmp6_param", "ICMPV6_", codec.Names{
	"HDR_FIELD", "UNK_NEXTHDR", "UNK_OPTION", "HDR_INCOMP",
})

var quotedIP6 = codec.Next{Always: layerIP6}

var icmp6EchoLayer = codec.Spec{Name: "icmp6_echo", Kind: codec.Nest, Layer: &codec.Layer{},
	Struct: &codec.Struct{Name: "icmpv6_echo", Packed: true, Members: []codec.Member{
		{Name: "icmp6_id", Kind: codec.BE16},
		{Name: "icmp6_seq", Kind: codec.BE16},
	}}}

var icmp6MTULayer = codec.Spec{Name: "icmp6_toobig", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP6,
	Quotes: true},
	Struct: &codec.Struct{Name: "icmp6_mtu_body", Packed: true, Members: []codec.Member{
		{Name: "icmp6_mtu", Kind: codec.BE32},
	}}}

var icmp6PointerLayer = codec.Spec{Name: "icmp6_param", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP6,
	Quotes: true},
	Struct: &codec.Struct{Name: "icmp6_pptr_body", Packed: true, Members: []codec.Member{
		{Name: "icmp6_pptr", Kind: codec.BE32},
	}}}

var icmp6UnusedLayer = codec.Spec{Name: "icmp6_error", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP6,
	Quotes: true},
	Struct: &codec.Struct{Name: "icmp6_unused_body", Packed: true, Members: []codec.Member{
		{Name: "icmp6_length", Kind: codec.U8},
		{Name: "icmp6_reserved", Kind: codec.Bytes, Len: 3},
	}}}
