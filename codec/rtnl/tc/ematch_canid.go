package tc

import "github.com/nlkit/nlkit/codec"

// canFilterStruct is struct can_filter (linux/can.h). Flag 0x20000000 of can_id inverts it.
var canFilterStruct = &codec.Struct{Name: "can_filter", Members: []codec.Member{
	{Name: "can_id", Kind: codec.U32, Unit: codec.Hex},
	{Name: "can_mask", Kind: codec.U32, Unit: codec.Hex},
}}
