package tc

import "github.com/nlkit/nlkit/codec"

// csumAttrs is TCA_CSUM_* (linux/tc_act/tc_csum.h).
var csumAttrs = codec.NewSet("TCA_CSUM_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: csumStruct},
	2: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3: {Name: "PAD", Kind: codec.Pad},
})

// csumStruct is struct tc_csum (linux/tc_act/tc_csum.h).
var csumStruct = parmsOf("tc_csum",
	codec.Member{Name: "update_flags", Kind: codec.U32, Enum: csumUpdateFlagsEnum},
)

// csumUpdateFlagsEnum is TCA_CSUM_UPDATE_FLAG_* (linux/tc_act/tc_csum.h).
var csumUpdateFlagsEnum = codec.NewFlags("tca_csum_update_flag", "TCA_CSUM_UPDATE_FLAG_", []codec.Value{
	{Value: 1, Name: "IPV4HDR"},
	{Value: 2, Name: "ICMP"},
	{Value: 4, Name: "IGMP"},
	{Value: 8, Name: "TCP"},
	{Value: 16, Name: "UDP"},
	{Value: 32, Name: "UDPLITE"},
	{Value: 64, Name: "SCTP"},
})
