package tc

import "github.com/nlkit/nlkit/codec"

// hhfAttrs is TCA_HHF_* (linux/pkt_sched.h).
var hhfAttrs = codec.NewSet("TCA_HHF_", codec.Attrs{
	1: {Name: "BACKLOG_LIMIT", Kind: codec.U32},
	2: {Name: "QUANTUM", Kind: codec.U32},
	3: {Name: "HH_FLOWS_LIMIT", Kind: codec.U32},
	4: {Name: "RESET_TIMEOUT", Kind: codec.U32, Unit: codec.Microseconds},
	5: {Name: "ADMIT_BYTES", Kind: codec.U32},
	6: {Name: "EVICT_TIMEOUT", Kind: codec.U32, Unit: codec.Microseconds},
	7: {Name: "NON_HH_WEIGHT", Kind: codec.U32},
})

// hhfXstatsStruct is struct tc_hhf_xstats (linux/pkt_sched.h).
var hhfXstatsStruct = &codec.Struct{Name: "tc_hhf_xstats", Members: []codec.Member{
	{Name: "drop_overlimit", Kind: codec.U32},
	{Name: "hh_overlimit", Kind: codec.U32},
	{Name: "hh_tot_count", Kind: codec.U32},
	{Name: "hh_cur_count", Kind: codec.U32},
}}
