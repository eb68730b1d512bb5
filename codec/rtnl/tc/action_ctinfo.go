package tc

import "github.com/nlkit/nlkit/codec"

// ctinfoAttrs is TCA_CTINFO_* (linux/tc_act/tc_ctinfo.h).
var ctinfoAttrs = codec.NewSet("TCA_CTINFO_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	3:  {Name: "ACT", Kind: codec.StructOf, Struct: ctinfoStruct},
	4:  {Name: "ZONE", Kind: codec.U16},
	5:  {Name: "PARMS_DSCP_MASK", Kind: codec.U32, Unit: codec.Hex},
	6:  {Name: "PARMS_DSCP_STATEMASK", Kind: codec.U32, Unit: codec.Hex},
	7:  {Name: "PARMS_CPMARK_MASK", Kind: codec.U32, Unit: codec.Hex},
	8:  {Name: "STATS_DSCP_SET", Kind: codec.U64},
	9:  {Name: "STATS_DSCP_ERROR", Kind: codec.U64},
	10: {Name: "STATS_CPMARK_SET", Kind: codec.U64},
})

// ctinfoStruct is struct tc_ctinfo (linux/tc_act/tc_ctinfo.h).
var ctinfoStruct = parmsOf("tc_ctinfo")
