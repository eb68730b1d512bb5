package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// iptAttrs is TCA_IPT_* of actions ipt and xt, which Linux had up to 6.6 (its linux/tc_act/tc_ipt.h).
var iptAttrs = codec.NewSet("TCA_IPT_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.String},
	2: {Name: "HOOK", Kind: codec.U32, Enum: linux.NfInetHooksEnum},
	3: {Name: "INDEX", Kind: codec.U32},
	4: {Name: "CNT", Kind: codec.StructOf, Struct: cntStruct},
	5: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	6: {Name: "TARG", Kind: codec.StructOf, Struct: xtEntryTargetStruct},
	7: {Name: "PAD", Kind: codec.Pad},
})

// cntStruct is struct tc_cnt (linux/pkt_cls.h).
var cntStruct = &codec.Struct{Name: "tc_cnt", Members: []codec.Member{
	{Name: "refcnt", Kind: codec.S32},
	{Name: "bindcnt", Kind: codec.S32},
}}

// xtEntryTargetStruct is struct xt_entry_target as a user writes it; the target lays its data out
// (linux/netfilter/x_tables.h).
var xtEntryTargetStruct = &codec.Struct{Name: "xt_entry_target", Members: []codec.Member{
	{Name: "target_size", Kind: codec.U16},
	{Name: "name", Kind: codec.String, Len: 29},
	{Name: "revision", Kind: codec.U8},
	{Name: "data", Kind: codec.Bytes},
}}
