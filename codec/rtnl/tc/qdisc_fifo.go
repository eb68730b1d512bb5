package tc

import "github.com/nlkit/nlkit/codec"

// fifoSpec is the options of pfifo, bfifo and pfifo_head_drop: none say that the device's queue length is the limit.
var fifoSpec = codec.StructSpec(fifoQoptStruct)

// fifoQoptStruct is struct tc_fifo_qopt (linux/pkt_sched.h).
var fifoQoptStruct = &codec.Struct{Name: "tc_fifo_qopt", Members: []codec.Member{
	{Name: "limit", Kind: codec.U32},
}}
