package tc

import (
	"math"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// actionEnum is what becomes of a packet, TC_ACT_*: a jump has the number of actions to leave out, and
// TC_ACT_GOTO_CHAIN that of the chain, in the lower 28 bits (linux/pkt_cls.h).
var actionEnum = codec.NewSparse("tc_act", "TC_ACT_", []codec.Value{
	{Value: 0, Name: "OK"},
	{Value: 1, Name: "RECLASSIFY"},
	{Value: 2, Name: "SHOT"},
	{Value: 3, Name: "PIPE"},
	{Value: 4, Name: "STOLEN"},
	{Value: 5, Name: "QUEUED"},
	{Value: 6, Name: "REPEAT"},
	{Value: 7, Name: "REDIRECT"},
	{Value: 8, Name: "TRAP"},
	{Value: 1 << 28, Name: "JUMP", Mask: 0xf << 28},
	{Value: 2 << 28, Name: "GOTO_CHAIN", Mask: 0xf << 28},
	{Value: math.MaxUint64, Name: "UNSPEC"},
})

// genMembers is tc_gen, which the parameters of an action start with (linux/pkt_cls.h).
var genMembers = []codec.Member{
	{Name: "index", Kind: codec.U32},
	{Name: "capab", Kind: codec.U32},
	{Name: "action", Kind: codec.S32, Enum: actionEnum},
	{Name: "refcnt", Kind: codec.S32},
	{Name: "bindcnt", Kind: codec.S32},
}

// parmsOf is the parameters of an action: tc_gen, and what its kind has besides.
func parmsOf(name string, members ...codec.Member) *codec.Struct {
	return &codec.Struct{Name: name, Members: slices.Concat(genMembers, members)}
}

// tcfTStruct is struct tcf_t: how long ago an action was made, used, and used first, and when it ends
// (linux/pkt_cls.h).
var tcfTStruct = &codec.Struct{Name: "tcf_t", Members: []codec.Member{
	{Name: "install", Kind: codec.U64, Unit: codec.ClockTicks},
	{Name: "lastuse", Kind: codec.U64, Unit: codec.ClockTicks},
	{Name: "expires", Kind: codec.U64, Unit: codec.ClockTicks},
	{Name: "firstuse", Kind: codec.U64, Unit: codec.ClockTicks},
}}
