package protocols

import "github.com/nlkit/nlkit/codec"

// mldLayer is the body of MLD messages (RFC 2710). Queries of the second version have more after it (RFC 3810).
var mldLayer = codec.Spec{Name: "mld", Kind: codec.Nest, Doc: "multicast listener (RFC 2710)",
	Layer: &codec.Layer{Next: codec.Next{Always: layerMLDQuery}},
	Struct: &codec.Struct{Name: "mld_hdr_body", Packed: true, Members: []codec.Member{
		{Name: "mld_maxdelay", Kind: codec.BE16, Unit: codec.Milliseconds},
		{Name: "mld_reserved", Kind: codec.BE16},
		{Name: "mld_addr", Kind: codec.IP6},
	}}}

// mldQueryLayer is what queries of MLDv2 have in addition (RFC 3810).
var mldQueryLayer = codec.Spec{Name: "mld2_query", Kind: codec.Nest, Layer: &codec.Layer{}, Doc: "RFC 3810",
	Struct: &codec.Struct{Name: "mld2_query_body", Packed: true,
		Members: append(querierMembers[:len(querierMembers):len(querierMembers)],
			codec.Member{Name: "mld2q_srcs", Kind: codec.Array, Elem: codec.IP6})}}

// querierMembers is what queries of MLDv2 and IGMPv3 say of the querier (struct mld2_query of net/mld.h of the kernel,
// struct igmpv3_query of linux/igmp.h).
var querierMembers = []codec.Member{
	{Name: "resv", Kind: codec.U8, Bits: 4},
	{Name: "suppress", Kind: codec.U8, Bits: 1},
	{Name: "qrv", Kind: codec.U8, Bits: 3},
	{Name: "qqic", Kind: codec.U8},
	{Name: "nsrcs", Kind: codec.BE16},
}

// mldReportLayer is the body of reports of MLDv2 (RFC 3810): records, one a group.
var mldReportLayer = codec.Spec{Name: "mld2_report", Kind: codec.Nest, Layer: &codec.Layer{}, Doc: "RFC 3810",
	Struct: reportStruct, Set: codec.NewFramedSet(&codec.Framing{Name: "group record", LenOff: 2, LenSize: 2, Unit: 16,
		Plus: 20, Network: true, Align: 1}, "", codec.Attrs{
		0: {Name: "mld2_grec", Kind: codec.StructOf, Struct: &codec.Struct{Name: "mld2_grec", Packed: true,
			Members: append(recordMembers[:len(recordMembers):len(recordMembers)],
				codec.Member{Name: "grec_mca", Kind: codec.IP6},
				codec.Member{Name: "grec_src", Kind: codec.Array, Elem: codec.IP6})}},
	})}

// reportStruct is the start of reports: how many records follow.
var reportStruct = &codec.Struct{Name: "mld2_report_body", Packed: true, Members: []codec.Member{
	{Name: "resv2", Kind: codec.BE16},
	{Name: "ngrec", Kind: codec.BE16},
}}

// recordMembers is the start of records of groups (struct mld2_grec of net/mld.h of the kernel, struct igmpv3_grec of
// linux/igmp.h).
var recordMembers = []codec.Member{
	{Name: "grec_type", Kind: codec.U8, Enum: recordTypeEnum},
	{Name: "grec_auxwords", Kind: codec.U8},
	{Name: "grec_nsrcs", Kind: codec.BE16},
}

// recordTypeEnum is IGMPV3_* of records (linux/igmp.h), which are those of MLDv2, too.
var recordTypeEnum = codec.NewEnum("igmpv3_grec", "IGMPV3_", codec.Names{1: "MODE_IS_INCLUDE", 2: "MODE_IS_EXCLUDE",
	3: "CHANGE_TO_INCLUDE", 4: "CHANGE_TO_EXCLUDE", 5: "ALLOW_NEW_SOURCES", 6: "BLOCK_OLD_SOURCES"})

// igmpLayer is what messages of IGMP start with (RFC 3376).
var igmpLayer = codec.Spec{Name: "igmp", Kind: codec.Nest, Doc: "multicast groups (RFC 3376)",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"igmp_type"}, Cases: []codec.Carried{
		{Value: 0x11, Max: 0x12, Layer: layerIGMPGroup}, {Value: 0x16, Max: 0x17, Layer: layerIGMPGroup},
		{Value: 0x22, Layer: layerIGMPReport},
	}}, Sum: &codec.Sum{Member: "igmp_csum"}},
	Struct: &codec.Struct{Name: "igmp_head", Packed: true, Members: []codec.Member{
		{Name: "igmp_type", Kind: codec.U8, Enum: igmpTypeEnum},
		{Name: "igmp_code", Kind: codec.U8},
		{Name: "igmp_csum", Kind: codec.BE16, Unit: codec.Hex},
	}}}

// igmpTypeEnum is the kinds of messages of IGMP (linux/igmp.h).
var igmpTypeEnum = &codec.Enum{Name: "igmp_type", Prefix: "IGMP_", Values: []codec.Value{
	{Value: 0x11, Name: "HOST_MEMBERSHIP_QUERY"}, {Value: 0x12, Name: "HOST_MEMBERSHIP_REPORT"}, {Value: 0x13,
		Name: "DVMRP"},
	{Value: 0x14, Name: "PIM"}, {Value: 0x15, Name: "TRACE"}, {Value: 0x17, Name: "HOST_LEAVE_MESSAGE"},
	{Value: 0x1e, Name: "MTRACE_RESP"}, {Value: 0x1f, Name: "MTRACE"}, {Value: 0x30, Name: "MRDISC_ADV"},
}, Others: []codec.Value{
	{Value: 0x16, Name: "IGMPV2_HOST_MEMBERSHIP_REPORT"}, {Value: 0x22, Name: "IGMPV3_HOST_MEMBERSHIP_REPORT"},
}}

// igmpGroupLayer is the group of queries, reports and leaves. Queries of IGMPv3 have more after it.
var igmpGroupLayer = codec.Spec{Name: "igmp_group", Kind: codec.Nest,
	Layer: &codec.Layer{Next: codec.Next{Always: layerIGMP3Query}},
	Struct: &codec.Struct{Name: "igmp_group_body", Packed: true, Members: []codec.Member{
		{Name: "igmp_group", Kind: codec.IP4},
	}}}

// igmp3QueryLayer is what queries of IGMPv3 have in addition (RFC 3376).
var igmp3QueryLayer = codec.Spec{Name: "igmp3_query", Kind: codec.Nest, Layer: &codec.Layer{}, Doc: "RFC 3376",
	Struct: &codec.Struct{Name: "igmpv3_query_body", Packed: true,
		Members: append(querierMembers[:len(querierMembers):len(querierMembers)],
			codec.Member{Name: "srcs", Kind: codec.Array, Elem: codec.IP4})}}

// igmpReportLayer is the body of reports of IGMPv3: records, one a group.
var igmpReportLayer = codec.Spec{Name: "igmp3_report", Kind: codec.Nest, Layer: &codec.Layer{},
	Struct: reportStruct, Set: codec.NewFramedSet(&codec.Framing{Name: "group record", LenOff: 2, LenSize: 2, Unit: 4,
		Plus: 8, Network: true, Align: 1}, "", codec.Attrs{
		0: {Name: "igmpv3_grec", Kind: codec.StructOf, Struct: &codec.Struct{Name: "igmpv3_grec", Packed: true,
			Members: append(recordMembers[:len(recordMembers):len(recordMembers)],
				codec.Member{Name: "grec_mca", Kind: codec.IP4},
				codec.Member{Name: "grec_src", Kind: codec.Array, Elem: codec.IP4})}},
	})}
