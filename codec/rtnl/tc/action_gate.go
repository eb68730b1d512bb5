package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// gateAttrs is TCA_GATE_* (linux/tc_act/tc_gate.h).
var gateAttrs = codec.NewSet("TCA_GATE_", codec.Attrs{
	1:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2:  {Name: "PARMS", Kind: codec.StructOf, Struct: gateStruct},
	3:  {Name: "PAD", Kind: codec.Pad},
	4:  {Name: "PRIORITY", Kind: codec.S32},
	5:  {Name: "ENTRY_LIST", Kind: codec.Nest, Set: gateEntryListAttrs},
	6:  {Name: "BASE_TIME", Kind: codec.U64, Doc: "nanoseconds of the clock"},
	7:  {Name: "CYCLE_TIME", Kind: codec.U64, Unit: codec.Nanoseconds},
	8:  {Name: "CYCLE_TIME_EXT", Kind: codec.U64, Unit: codec.Nanoseconds},
	9:  {Name: "FLAGS", Kind: codec.U32},
	10: {Name: "CLOCKID", Kind: codec.S32, Enum: linux.ClockEnum},
})

// gateStruct is struct tc_gate (linux/tc_act/tc_gate.h).
var gateStruct = parmsOf("tc_gate")

// gateEntryListAttrs is what TCA_GATE_ENTRY_LIST holds: the entries of the schedule in their order
// (linux/tc_act/tc_gate.h).
var gateEntryListAttrs = codec.NewSet("TCA_GATE_", codec.Attrs{
	1: {Name: "ONE_ENTRY", Kind: codec.Nest, Set: gateEntryAttrs},
})

// gateEntryAttrs is TCA_GATE_ENTRY_* (linux/tc_act/tc_gate.h).
var gateEntryAttrs = codec.NewSet("TCA_GATE_ENTRY_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "GATE", Kind: codec.Flag, Doc: "open"},
	3: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Nanoseconds},
	4: {Name: "IPV", Kind: codec.S32, Doc: "internal priority value; -1: none"},
	5: {Name: "MAX_OCTETS", Kind: codec.S32, Doc: "-1: any number"},
})
