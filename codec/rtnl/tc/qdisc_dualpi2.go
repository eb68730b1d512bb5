package tc

import "github.com/nlkit/nlkit/codec"

// dualpi2Attrs is TCA_DUALPI2_* (linux/pkt_sched.h).
var dualpi2Attrs = codec.NewSet("TCA_DUALPI2_", codec.Attrs{
	1:  {Name: "LIMIT", Kind: codec.U32},
	2:  {Name: "MEMORY_LIMIT", Kind: codec.U32},
	3:  {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	4:  {Name: "TUPDATE", Kind: codec.U32, Unit: codec.Microseconds},
	5:  {Name: "ALPHA", Kind: codec.U32},
	6:  {Name: "BETA", Kind: codec.U32},
	7:  {Name: "STEP_THRESH_PKTS", Kind: codec.U32},
	8:  {Name: "STEP_THRESH_US", Kind: codec.U32, Unit: codec.Microseconds},
	9:  {Name: "MIN_QLEN_STEP", Kind: codec.U32},
	10: {Name: "COUPLING", Kind: codec.U8},
	11: {Name: "DROP_OVERLOAD", Kind: codec.U8, Enum: dualpi2DropOverloadEnum},
	12: {Name: "DROP_EARLY", Kind: codec.U8, Enum: dualpi2DropEarlyEnum},
	13: {Name: "C_PROTECTION", Kind: codec.U8},
	14: {Name: "ECN_MASK", Kind: codec.U8, Enum: dualpi2ECNMaskEnum},
	15: {Name: "SPLIT_GSO", Kind: codec.U8, Enum: dualpi2SplitGSOEnum},
	16: {Name: "PAD", Kind: codec.Pad},
})

// dualpi2DropOverloadEnum is enum tc_dualpi2_drop_overload (linux/pkt_sched.h).
var dualpi2DropOverloadEnum = codec.NewEnum("tc_dualpi2_drop_overload", "TC_DUALPI2_DROP_OVERLOAD_", codec.Names{
	0: "OVERFLOW",
	1: "DROP",
})

// dualpi2DropEarlyEnum is enum tc_dualpi2_drop_early (linux/pkt_sched.h).
var dualpi2DropEarlyEnum = codec.NewEnum("tc_dualpi2_drop_early", "TC_DUALPI2_DROP_EARLY_", codec.Names{
	0: "DROP_DEQUEUE",
	1: "DROP_ENQUEUE",
})

// dualpi2ECNMaskEnum is enum tc_dualpi2_ecn_mask (linux/pkt_sched.h).
var dualpi2ECNMaskEnum = codec.NewEnum("tc_dualpi2_ecn_mask", "TC_DUALPI2_ECN_MASK_", codec.Names{
	1: "L4S_ECT",
	2: "CLA_ECT",
	3: "ANY_ECT",
})

// dualpi2SplitGSOEnum is enum tc_dualpi2_split_gso (linux/pkt_sched.h).
var dualpi2SplitGSOEnum = codec.NewEnum("tc_dualpi2_split_gso", "TC_DUALPI2_SPLIT_GSO_", codec.Names{
	0: "NO_SPLIT_GSO",
	1: "SPLIT_GSO",
})

// dualpi2XstatsStruct is struct tc_dualpi2_xstats (linux/pkt_sched.h).
var dualpi2XstatsStruct = &codec.Struct{Name: "tc_dualpi2_xstats", Members: []codec.Member{
	{Name: "prob", Kind: codec.U32, Unit: codec.Share32},
	{Name: "delay_c", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "delay_l", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "packets_in_c", Kind: codec.U32},
	{Name: "packets_in_l", Kind: codec.U32},
	{Name: "maxq", Kind: codec.U32},
	{Name: "ecn_mark", Kind: codec.U32},
	{Name: "step_marks", Kind: codec.U32},
	{Name: "credit", Kind: codec.S32},
	{Name: "memory_used", Kind: codec.U32},
	{Name: "max_memory_used", Kind: codec.U32},
	{Name: "memory_limit", Kind: codec.U32},
}}
