package tc

import "github.com/nlkit/nlkit/codec"

// prioQoptStruct is struct tc_prio_qopt of prio and pfifo_fast (linux/pkt_sched.h).
var prioQoptStruct = &codec.Struct{Name: "tc_prio_qopt", Members: []codec.Member{
	{Name: "bands", Kind: codec.S32},
	{Name: "priomap", Kind: codec.Array, Elem: codec.U8, Len: 16},
}}
