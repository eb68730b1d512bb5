package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// carriedByProtocol is what packets of IP carry, by the protocol number.
var carriedByProtocol = []codec.Carried{
	{Value: 1, Layer: layerICMP},
	{Value: 2, Layer: layerIGMP},
	{Value: 4, Layer: layerIP4},
	{Value: 6, Layer: layerTCP},
	{Value: 17, Layer: layerUDP},
	{Value: 41, Layer: layerIP6},
	{Value: 43, Layer: layerRouting},
	{Value: 44, Layer: layerFrag},
	{Value: 50, Layer: layerESP},
	{Value: 51, Layer: layerAH},
	{Value: 58, Layer: layerICMP6},
	{Value: 60, Layer: layerDstOpts},
}

// ip4Layer is the header of IPv4 (RFC 791).
var ip4Layer = codec.Spec{Name: "ip4", Kind: codec.Nest, Struct: ipStruct, Set: ipOptions, Doc: "IPv4 (RFC 791)",
	Layer: &codec.Layer{
		If:     []codec.Where{{Member: "ip_v", Values: []uint64{4}}},
		Else:   layerIP6,
		Length: codec.Extent{Member: "ip_hl", Unit: 4},
		Total:  codec.Extent{Member: "ip_len", Unset: true},
		Next: codec.Next{Members: []string{"ip_p"}, Cases: carriedByProtocol, Unless: "ip_off",
			Part: []codec.Where{{Member: "ip_flags", Values: []uint64{0, 2, 4, 6}}}},
		Sum:      &codec.Sum{Member: "ip_sum", Header: true},
		Source:   "ip_src",
		Target:   "ip_dst",
		Defaults: []codec.Default{{Member: "ip_v", Value: 4}, {Member: "ip_ttl", Value: 64}},
	}}

// ipStruct is struct ip (netinet/ip.h).
var ipStruct = &codec.Struct{Name: "ip", Packed: true, Members: []codec.Member{
	{Name: "ip_v", Kind: codec.U8, Bits: 4},
	{Name: "ip_hl", Kind: codec.U8, Bits: 4},
	{Name: "ip_dscp", Kind: codec.U8, Bits: 6, Enum: dscpEnum},
	{Name: "ip_ecn", Kind: codec.U8, Bits: 2, Enum: ecnEnum},
	{Name: "ip_len", Kind: codec.BE16},
	{Name: "ip_id", Kind: codec.BE16},
	{Name: "ip_flags", Kind: codec.BE16, Bits: 3, Enum: ipFlagsEnum},
	{Name: "ip_off", Kind: codec.BE16, Bits: 13},
	{Name: "ip_ttl", Kind: codec.U8},
	{Name: "ip_p", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "ip_sum", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "ip_src", Kind: codec.IP4},
	{Name: "ip_dst", Kind: codec.IP4},
}}

// ipFlagsEnum is the three bits before the offset of a fragment (netinet/ip.h).
var ipFlagsEnum = codec.NewFlags("ip_flags", "IP_", []codec.Value{
	{Value: 1, Name: "MF"}, {Value: 2, Name: "DF"}, {Value: 4, Name: "RF"},
})

// dscpEnum is the differentiated services code points (RFC 2474, RFC 2597, RFC 3246, RFC 5865, RFC 8622).
var dscpEnum = codec.NewSparse("dscp", "DSCP_", []codec.Value{
	{Value: 0, Name: "CS0"}, {Value: 1, Name: "LE"}, {Value: 8, Name: "CS1"}, {Value: 10, Name: "AF11"},
	{Value: 12, Name: "AF12"}, {Value: 14, Name: "AF13"}, {Value: 16, Name: "CS2"}, {Value: 18, Name: "AF21"},
	{Value: 20, Name: "AF22"}, {Value: 22, Name: "AF23"}, {Value: 24, Name: "CS3"}, {Value: 26, Name: "AF31"},
	{Value: 28, Name: "AF32"}, {Value: 30, Name: "AF33"}, {Value: 32, Name: "CS4"}, {Value: 34, Name: "AF41"},
	{Value: 36, Name: "AF42"}, {Value: 38, Name: "AF43"}, {Value: 40, Name: "CS5"}, {Value: 44, Name: "VA"},
	{Value: 46, Name: "EF"}, {Value: 48, Name: "CS6"}, {Value: 56, Name: "CS7"},
})

// ecnEnum is the code points of explicit congestion notification (RFC 3168).
var ecnEnum = codec.NewEnum("ecn", "ECN_", codec.Names{0: "NOT_ECT", 1: "ECT_1", 2: "ECT_0", 3: "CE"})

// ipOptionFraming is that of the options of IPv4 and TCP: type, length of the whole, data.
var ipOptionFraming = &codec.Framing{Name: "option", Header: 2, LenOff: 1, LenSize: 1, Inclusive: true, TypeSize: 1,
	Align: 1, Bare: []uint8{0, 1}, Ends: []uint8{0}}

// ipOptions is IPOPT_* (linux/ip.h, net/cipso_ipv4.h; IANA: IP Option Numbers).
var ipOptions = codec.NewFramedSet(ipOptionFraming, "IPOPT_", codec.Attrs{
	0:    {Name: "END", Kind: codec.Flag},
	1:    {Name: "NOOP", Kind: codec.Flag},
	7:    {Name: "RR", Kind: codec.StructOf, Struct: ipRouteStruct, Doc: "record route (RFC 791)"},
	0x44: {Name: "TIMESTAMP", Kind: codec.StructOf, Struct: ipTimestampStruct, Doc: "RFC 791"},
	0x82: {Name: "SEC", Kind: codec.Bytes, Doc: "security (RFC 1108)"},
	0x83: {Name: "LSRR", Kind: codec.StructOf, Struct: ipRouteStruct, Doc: "loose source and record route (RFC 791)"},
	0x86: {Name: "CIPSO", Kind: codec.StructOf, Struct: ipCIPSOStruct, Doc: "commercial security"},
	0x88: {Name: "SID", Kind: codec.BE16, Doc: "stream id (RFC 791)"},
	0x89: {Name: "SSRR", Kind: codec.StructOf, Struct: ipRouteStruct, Doc: "strict source and record route (RFC 791)"},
	0x94: {Name: "RA", Kind: codec.BE16, Doc: "router alert (RFC 2113)"},
})

// ipRouteStruct is the data of the route options (RFC 791). The pointer counts from the start of the option, from 1.
var ipRouteStruct = &codec.Struct{Name: "ip_route", Packed: true, Members: []codec.Member{
	{Name: "pointer", Kind: codec.U8},
	{Name: "addresses", Kind: codec.Array, Elem: codec.IP4},
}}

// ipTimestampStruct is the data of the timestamp option (RFC 791).
var ipTimestampStruct = &codec.Struct{Name: "ip_timestamp", Packed: true, Members: []codec.Member{
	{Name: "ipt_ptr", Kind: codec.U8},
	{Name: "ipt_oflw", Kind: codec.U8, Bits: 4},
	{Name: "ipt_flg", Kind: codec.U8, Bits: 4, Enum: ipTimestampFlagEnum},
	{Name: "ipt_time", Kind: codec.Bytes, Select: codec.ByField("ipt_flg", codec.Cases{
		{Value: 0, Spec: &codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.BE32)}},
		{Any: true, Spec: &codec.Spec{Kind: codec.Array, Elem: codec.StructSpec(ipStampStruct)}},
	})},
}}

var ipStampStruct = &codec.Struct{Name: "ipt_ta", Packed: true, Members: []codec.Member{
	{Name: "ipt_addr", Kind: codec.IP4},
	{Name: "ipt_time", Kind: codec.BE32},
}}

// ipTimestampFlagEnum is IPOPT_TS_* (linux/ip.h).
var ipTimestampFlagEnum = codec.NewEnum("ipopt_ts", "IPOPT_TS_", codec.Names{0: "TSONLY", 1: "TSANDADDR", 3: "PRESPEC"})

// ipCIPSOStruct is the data of CIPSO: a domain of interpretation and tags (FIPS 188).
var ipCIPSOStruct = &codec.Struct{Name: "ip_cipso", Packed: true, Members: []codec.Member{
	{Name: "doi", Kind: codec.BE32},
	{Name: "tags", Kind: codec.Bytes},
}}
