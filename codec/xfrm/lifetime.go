package xfrm

import "github.com/nlkit/nlkit/codec"

// lifetimeCfgStruct is struct xfrm_lifetime_cfg (linux/xfrm.h). Of times, 0 is no limit.
var lifetimeCfgStruct = &codec.Struct{Name: "xfrm_lifetime_cfg", Members: []codec.Member{
	{Name: "soft_byte_limit", Kind: codec.U64, Enum: infEnum},
	{Name: "hard_byte_limit", Kind: codec.U64, Enum: infEnum},
	{Name: "soft_packet_limit", Kind: codec.U64, Enum: infEnum},
	{Name: "hard_packet_limit", Kind: codec.U64, Enum: infEnum},
	{Name: "soft_add_expires_seconds", Kind: codec.U64, Unit: codec.Seconds},
	{Name: "hard_add_expires_seconds", Kind: codec.U64, Unit: codec.Seconds},
	{Name: "soft_use_expires_seconds", Kind: codec.U64, Unit: codec.Seconds},
	{Name: "hard_use_expires_seconds", Kind: codec.U64, Unit: codec.Seconds},
}}

// infEnum is XFRM_INF, which is no limit (linux/xfrm.h).
var infEnum = codec.NewSparse("xfrm_inf", "XFRM_", []codec.Value{{Value: 1<<64 - 1, Name: "INF"}})

// lifetimeCurStruct is struct xfrm_lifetime_cur: what has been used (linux/xfrm.h). Times are seconds since 1970.
var lifetimeCurStruct = &codec.Struct{Name: "xfrm_lifetime_cur", Members: []codec.Member{
	{Name: "bytes", Kind: codec.U64},
	{Name: "packets", Kind: codec.U64},
	{Name: "add_time", Kind: codec.U64},
	{Name: "use_time", Kind: codec.U64},
}}
