package tc

import "github.com/nlkit/nlkit/codec"

// xtSetInfoStruct is struct xt_set_info (linux/netfilter/xt_set.h).
var xtSetInfoStruct = &codec.Struct{Name: "xt_set_info", Members: []codec.Member{
	{Name: "index", Kind: codec.U16},
	{Name: "dim", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: ipsetKoptEnum},
}}

// ipsetKoptEnum is enum ip_set_kopt (linux/netfilter/ipset/ip_set.h).
var ipsetKoptEnum = codec.NewFlags("ip_set_kopt", "IPSET_", []codec.Value{
	{Value: 1 << 0, Name: "INV_MATCH"},
	{Value: 1 << 1, Name: "DIM_ONE_SRC"},
	{Value: 1 << 2, Name: "DIM_TWO_SRC"},
	{Value: 1 << 3, Name: "DIM_THREE_SRC"},
	{Value: 1 << 7, Name: "RETURN_NOMATCH"},
})
