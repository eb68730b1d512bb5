package tc

import "github.com/nlkit/nlkit/codec"

// skbprioQoptStruct is struct tc_skbprio_qopt (linux/pkt_sched.h).
var skbprioQoptStruct = &codec.Struct{Name: "tc_skbprio_qopt", Members: []codec.Member{
	{Name: "limit", Kind: codec.U32},
}}
