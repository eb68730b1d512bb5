package tc

import "github.com/nlkit/nlkit/codec"

// netemSpec is the options of netem.
var netemSpec = &codec.Spec{Kind: codec.Nest, Struct: netemQoptStruct, Set: netemAttrs}

// netemQoptStruct is struct tc_netem_qopt (linux/pkt_sched.h).
var netemQoptStruct = &codec.Struct{Name: "tc_netem_qopt", Members: []codec.Member{
	{Name: "latency", Kind: codec.U32, Unit: codec.PschedTicks},
	{Name: "limit", Kind: codec.U32},
	{Name: "loss", Kind: codec.U32, Unit: codec.Share32},
	{Name: "gap", Kind: codec.U32},
	{Name: "duplicate", Kind: codec.U32, Unit: codec.Share32},
	{Name: "jitter", Kind: codec.U32, Unit: codec.PschedTicks},
}}

// netemAttrs is TCA_NETEM_* (linux/pkt_sched.h).
var netemAttrs = codec.NewSet("TCA_NETEM_", codec.Attrs{
	1:  {Name: "CORR", Kind: codec.StructOf, Struct: netemCorrStruct},
	2:  {Name: "DELAY_DIST", Kind: codec.Array, Elem: codec.Of(codec.S16), Bulk: true},
	3:  {Name: "REORDER", Kind: codec.StructOf, Struct: netemReorderStruct},
	4:  {Name: "CORRUPT", Kind: codec.StructOf, Struct: netemCorruptStruct},
	5:  {Name: "LOSS", Kind: codec.Nest, Set: netemLossAttrs},
	6:  {Name: "RATE", Kind: codec.StructOf, Struct: netemRateStruct},
	7:  {Name: "ECN", Kind: codec.U32},
	8:  {Name: "RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	9:  {Name: "PAD", Kind: codec.Pad},
	10: {Name: "LATENCY64", Kind: codec.S64, Unit: codec.Nanoseconds},
	11: {Name: "JITTER64", Kind: codec.S64, Unit: codec.Nanoseconds},
	12: {Name: "SLOT", Kind: codec.StructOf, Struct: netemSlotStruct},
	13: {Name: "SLOT_DIST", Kind: codec.Array, Elem: codec.Of(codec.S16), Bulk: true},
	14: {Name: "PRNG_SEED", Kind: codec.U64},
})

// netemCorrStruct is struct tc_netem_corr (linux/pkt_sched.h).
var netemCorrStruct = &codec.Struct{Name: "tc_netem_corr", Members: []codec.Member{
	{Name: "delay_corr", Kind: codec.U32, Unit: codec.Share32},
	{Name: "loss_corr", Kind: codec.U32, Unit: codec.Share32},
	{Name: "dup_corr", Kind: codec.U32, Unit: codec.Share32},
}}

// netemReorderStruct is struct tc_netem_reorder (linux/pkt_sched.h).
var netemReorderStruct = &codec.Struct{Name: "tc_netem_reorder", Members: []codec.Member{
	{Name: "probability", Kind: codec.U32, Unit: codec.Share32},
	{Name: "correlation", Kind: codec.U32, Unit: codec.Share32},
}}

// netemCorruptStruct is struct tc_netem_corrupt (linux/pkt_sched.h).
var netemCorruptStruct = &codec.Struct{Name: "tc_netem_corrupt", Members: []codec.Member{
	{Name: "probability", Kind: codec.U32, Unit: codec.Share32},
	{Name: "correlation", Kind: codec.U32, Unit: codec.Share32},
}}

// netemRateStruct is struct tc_netem_rate (linux/pkt_sched.h).
var netemRateStruct = &codec.Struct{Name: "tc_netem_rate", Members: []codec.Member{
	{Name: "rate", Kind: codec.U32, Unit: codec.BytesPerSecond},
	{Name: "packet_overhead", Kind: codec.S32},
	{Name: "cell_size", Kind: codec.U32},
	{Name: "cell_overhead", Kind: codec.S32},
}}

// netemSlotStruct is struct tc_netem_slot (linux/pkt_sched.h).
var netemSlotStruct = &codec.Struct{Name: "tc_netem_slot", Members: []codec.Member{
	{Name: "min_delay", Kind: codec.S64, Unit: codec.Nanoseconds},
	{Name: "max_delay", Kind: codec.S64, Unit: codec.Nanoseconds},
	{Name: "max_packets", Kind: codec.S32},
	{Name: "max_bytes", Kind: codec.S32},
	{Name: "dist_delay", Kind: codec.S64, Unit: codec.Nanoseconds},
	{Name: "dist_jitter", Kind: codec.S64, Unit: codec.Nanoseconds},
}}

// netemLossAttrs is NETEM_LOSS_* (linux/pkt_sched.h).
var netemLossAttrs = codec.NewSet("NETEM_LOSS_", codec.Attrs{
	1: {Name: "GI", Kind: codec.StructOf, Struct: netemGimodelStruct},
	2: {Name: "GE", Kind: codec.StructOf, Struct: netemGemodelStruct},
})

// netemGimodelStruct is struct tc_netem_gimodel (linux/pkt_sched.h).
var netemGimodelStruct = &codec.Struct{Name: "tc_netem_gimodel", Members: []codec.Member{
	{Name: "p13", Kind: codec.U32, Unit: codec.Share32},
	{Name: "p31", Kind: codec.U32, Unit: codec.Share32},
	{Name: "p32", Kind: codec.U32, Unit: codec.Share32},
	{Name: "p14", Kind: codec.U32, Unit: codec.Share32},
	{Name: "p23", Kind: codec.U32, Unit: codec.Share32},
}}

// netemGemodelStruct is struct tc_netem_gemodel (linux/pkt_sched.h).
var netemGemodelStruct = &codec.Struct{Name: "tc_netem_gemodel", Members: []codec.Member{
	{Name: "p", Kind: codec.U32, Unit: codec.Share32},
	{Name: "r", Kind: codec.U32, Unit: codec.Share32},
	{Name: "h", Kind: codec.U32, Unit: codec.Share32},
	{Name: "k1", Kind: codec.U32, Unit: codec.Share32},
}}

// netemXstatsStruct is struct tc_netem_xstats (linux/pkt_sched.h).
var netemXstatsStruct = &codec.Struct{Name: "tc_netem_xstats", Members: []codec.Member{
	{Name: "delayed", Kind: codec.U64},
	{Name: "dropped", Kind: codec.U64},
	{Name: "corrupted", Kind: codec.U64},
	{Name: "duplicated", Kind: codec.U64},
	{Name: "reordered", Kind: codec.U64},
	{Name: "ecn_marked", Kind: codec.U64},
	{Name: "allocation_errors", Kind: codec.U64},
}}
