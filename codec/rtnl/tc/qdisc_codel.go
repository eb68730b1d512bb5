package tc

import "github.com/nlkit/nlkit/codec"

// codelAttrs is TCA_CODEL_* (linux/pkt_sched.h).
var codelAttrs = codec.NewSet("TCA_CODEL_", codec.Attrs{
	1: {Name: "TARGET", Kind: codec.U32, Unit: codec.Microseconds},
	2: {Name: "LIMIT", Kind: codec.U32},
	3: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	4: {Name: "ECN", Kind: codec.U32},
	5: {Name: "CE_THRESHOLD", Kind: codec.U32, Unit: codec.Microseconds},
})

// codelXstatsStruct is struct tc_codel_xstats (linux/pkt_sched.h).
var codelXstatsStruct = &codec.Struct{Name: "tc_codel_xstats", Members: []codec.Member{
	{Name: "maxpacket", Kind: codec.U32},
	{Name: "count", Kind: codec.U32},
	{Name: "lastcount", Kind: codec.U32},
	{Name: "ldelay", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "drop_next", Kind: codec.S32, Unit: codec.Microseconds},
	{Name: "drop_overlimit", Kind: codec.U32},
	{Name: "ecn_mark", Kind: codec.U32},
	{Name: "dropping", Kind: codec.U32},
	{Name: "ce_mark", Kind: codec.U32},
}}
