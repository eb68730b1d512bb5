package protocols

import "github.com/nlkit/nlkit/codec"

// icmpLayer is what all messages of ICMP start with (RFC 792). What is after it is a layer of its own, by the type.
var icmpLayer = codec.Spec{Name: "icmp", Kind: codec.Nest, Struct: icmpStruct, Doc: "ICMP (RFC 792)",
	Layer: &codec.Layer{
		Next: codec.Next{Members: []string{"icmp_type"}, Cases: []codec.Carried{
			{Value: 8, Layer: layerICMPEcho}, {Value: 0, Layer: layerICMPEcho},
			{Value: 3, Layer: layerICMPMTU}, {Value: 5, Layer: layerICMPRedirect}, {Value: 12, Layer: layerICMPPointer},
			{Value: 13, Max: 14, Layer: layerICMPTimestamp}, {Value: 15, Max: 16, Layer: layerICMPEcho},
			{Value: 4, Layer: layerICMPUnused}, {Value: 11, Layer: layerICMPUnused},
		}},
		Sum: &codec.Sum{Member: "icmp_cksum"},
	}}

// icmpStruct is the start of struct icmp (netinet/ip_icmp.h).
var icmpStruct = &codec.Struct{Name: "icmp", Packed: true, Members: []codec.Member{
	{Name: "icmp_type", Kind: codec.U8, Enum: icmpTypeEnum},
	{Name: "icmp_code", Kind: codec.U8, Select: codec.ByField("icmp_type", codec.Cases{
		{Value: 3, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpUnreachEnum}},
		{Value: 5, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpRedirectEnum}},
		{Value: 11, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpExceededEnum}},
		{Value: 43, Spec: &codec.Spec{Kind: codec.U8, Enum: icmpExtCodeEnum}},
	})},
	{Name: "icmp_cksum", Kind: codec.BE16, Unit: codec.Hex},
}}

// icmpTypeEnum is ICMP_* (linux/icmp.h).
var icmpTypeEnum = codec.NewSparse("icmp_type", "ICMP_", []codec.Value{
	{Value: 0, Name: "ECHOREPLY"}, {Value: 3, Name: "DEST_UNREACH"}, {Value: 4, Name: "SOURCE_QUENCH"},
	{Value: 5, Name: "REDIRECT"}, {Value: 8, Name: "ECHO"}, {Value: 11, Name: "TIME_EXCEEDED"},
	{Value: 12, Name: "PARAMETERPROB"}, {Value: 13, Name: "TIMESTAMP"}, {Value: 14, Name: "TIMESTAMPREPLY"},
	{Value: 15, Name: "INFO_REQUEST"}, {Value: 16, Name: "INFO_REPLY"}, {Value: 17, Name: "ADDRESS"},
	{Value: 18, Name: "ADDRESSREPLY"}, {Value: 42, Name: "EXT_ECHO"}, {Value: 43, Name: "EXT_ECHOREPLY"},
})

// icmpUnreachEnum is the codes of ICMP_DEST_UNREACH (linux/icmp.h).
var icmpUnreachEnum = codec.NewEnum("icmp_unreach", "ICMP_", codec.Names{
	"NET_UNREACH", "HOST_UNREACH", "PROT_UNREACH", "PORT_UNREACH", "FRAG_NEEDED", "SR_FAILED", "NET_UNKNOWN",
	"HOST_UNKNOWN", "HOST_ISOLATED", "NET_ANO", "HOST_ANO", "NET_UNR_TOS", "HOST_UNR_TOS", "PKT_FILTERED",
	"PREC_VIOLATION", "PREC_CUTOFF",
})

// icmpRedirectEnum is the codes of ICMP_REDIRECT (linux/icmp.h).
var icmpRedirectEnum = codec.NewEnum("icmp_redir", "ICMP_REDIR_", codec.Names{"NET", "HOST", "NETTOS", "HOSTTOS"})

// icmpExceededEnum is the codes of ICMP_TIME_EXCEEDED (linux/icmp.h).
var icmpExceededEnum = codec.NewEnum("icmp_exc", "ICMP_EXC_", codec.Names{"TTL", "FRAGTIME"})

// icmpExtCodeEnum is the codes of ICMP_EXT_ECHOREPLY, and of that of ICMPv6 (linux/icmp.h; RFC 8335).
var icmpExtCodeEnum = codec.NewEnum("icmp_ext_code", "ICMP_EXT_CODE_", codec.Names{
	1: "MAL_QUERY", 2: "NO_IF", 3: "NO_TABLE_ENT", 4: "MULT_IFS",
})

// quotedIP4 is what errors carry: the start of the packet that they are about.
var quotedIP4 = codec.Next{Always: layerIP4}

// icmpEchoLayer is the identifier and the sequence number of echo requests, and of information requests.
var icmpEchoLayer = codec.Spec{Name: "icmp_echo", Kind: codec.Nest, Layer: &codec.Layer{},
	Struct: &codec.Struct{Name: "ih_idseq", Packed: true, Members: []codec.Member{
		{Name: "icmp_id", Kind: codec.BE16},
		{Name: "icmp_seq", Kind: codec.BE16},
	}}}

// icmpTimestampLayer is the body of timestamps: milliseconds since midnight UT.
var icmpTimestampLayer = codec.Spec{Name: "icmp_timestamp", Kind: codec.Nest, Layer: &codec.Layer{},
	Struct: &codec.Struct{Name: "id_ts", Packed: true, Members: []codec.Member{
		{Name: "icmp_id", Kind: codec.BE16},
		{Name: "icmp_seq", Kind: codec.BE16},
		{Name: "icmp_otime", Kind: codec.BE32, Unit: codec.Milliseconds},
		{Name: "icmp_rtime", Kind: codec.BE32, Unit: codec.Milliseconds},
		{Name: "icmp_ttime", Kind: codec.BE32, Unit: codec.Milliseconds},
	}}}

// icmpRedirectLayer is the body of redirects.
var icmpRedirectLayer = codec.Spec{Name: "icmp_redirect", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP4,
	Quotes: true},
	Struct: &codec.Struct{Name: "ih_redirect", Packed: true, Members: []codec.Member{
		{Name: "icmp_gwaddr", Kind: codec.IP4},
	}}}

// icmpMTULayer is the body of unreachable destinations; the MTU is there if the packet was too big (RFC 1191), the
// length of what is quoted, in words, before extensions (RFC 4884).
var icmpMTULayer = codec.Spec{Name: "icmp_unreach", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP4,
	Quotes: true},
	Struct: &codec.Struct{Name: "ih_pmtu", Packed: true, Members: []codec.Member{
		{Name: "icmp_unused", Kind: codec.U8},
		{Name: "icmp_length", Kind: codec.U8},
		{Name: "icmp_nextmtu", Kind: codec.BE16},
	}}}

// icmpPointerLayer is the body of parameter problems.
var icmpPointerLayer = codec.Spec{Name: "icmp_param", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP4,
	Quotes: true},
	Struct: &codec.Struct{Name: "ih_pptr", Packed: true, Members: []codec.Member{
		{Name: "icmp_pptr", Kind: codec.U8},
		{Name: "icmp_length", Kind: codec.U8},
		{Name: "icmp_unused", Kind: codec.BE16},
	}}}

// icmpUnusedLayer is the body of other errors.
var icmpUnusedLayer = codec.Spec{Name: "icmp_error", Kind: codec.Nest, Layer: &codec.Layer{Next: quotedIP4,
	Quotes: true},
	Struct: &codec.Struct{Name: "ih_void", Packed: true, Members: []codec.Member{
		{Name: "icmp_unused", Kind: codec.U8},
		{Name: "icmp_length", Kind: codec.U8},
		{Name: "icmp_void", Kind: codec.BE16},
	}}}
