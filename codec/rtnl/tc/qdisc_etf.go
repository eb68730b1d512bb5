package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// etfAttrs is TCA_ETF_* (linux/pkt_sched.h).
var etfAttrs = codec.NewSet("TCA_ETF_", codec.Attrs{
	1: {Name: "PARMS", Kind: codec.StructOf, Struct: etfQoptStruct},
})

// etfQoptStruct is struct tc_etf_qopt (linux/pkt_sched.h).
var etfQoptStruct = &codec.Struct{Name: "tc_etf_qopt", Members: []codec.Member{
	{Name: "delta", Kind: codec.S32, Unit: codec.Nanoseconds},
	{Name: "clockid", Kind: codec.S32, Enum: linux.ClockEnum},
	{Name: "flags", Kind: codec.U32, Enum: etfFlagsEnum},
}}

// etfFlagsEnum is TC_ETF_* (linux/pkt_sched.h).
var etfFlagsEnum = codec.NewFlags("tc_etf", "TC_ETF_", []codec.Value{
	{Value: 0x1, Name: "DEADLINE_MODE_ON"},
	{Value: 0x2, Name: "OFFLOAD_ON"},
	{Value: 0x4, Name: "SKIP_SOCK_CHECK"},
})
