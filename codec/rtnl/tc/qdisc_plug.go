package tc

import "github.com/nlkit/nlkit/codec"

// plugQoptStruct is struct tc_plug_qopt (linux/pkt_sched.h).
var plugQoptStruct = &codec.Struct{Name: "tc_plug_qopt", Members: []codec.Member{
	{Name: "action", Kind: codec.S32, Enum: plugActionEnum},
	{Name: "limit", Kind: codec.U32},
}}

// plugActionEnum is TCQ_PLUG_* (linux/pkt_sched.h).
var plugActionEnum = codec.NewEnum("tcq_plug", "TCQ_PLUG_", codec.Names{
	0: "BUFFER",
	1: "RELEASE_ONE",
	2: "RELEASE_INDEFINITE",
	3: "LIMIT",
})
