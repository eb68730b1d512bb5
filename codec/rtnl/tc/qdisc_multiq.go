package tc

import "github.com/nlkit/nlkit/codec"

// multiqQoptStruct is struct tc_multiq_qopt (linux/pkt_sched.h).
var multiqQoptStruct = &codec.Struct{Name: "tc_multiq_qopt", Members: []codec.Member{
	{Name: "bands", Kind: codec.U16},
	{Name: "max_bands", Kind: codec.U16},
}}
