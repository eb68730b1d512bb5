package rtnl

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ruleObject is routing policy rules (linux/fib_rules.h).
var ruleObject = &codec.Object{Name: "rule", Header: fibRuleHdrStruct, Set: ruleAttrs, Keys: ruleKeys}

var ruleMessages = ruleObject.Messages(
	wildDump(codec.NewDelGet(32, "RTM_NEWRULE", "RTM_DELRULE", "RTM_GETRULE")),
)

// ruleKeys is what rule_exists of the kernel compares, and with it the target of a goto, which differs only then.
var ruleKeys = []codec.Key{{Parts: slices.Concat(
	[]codec.Part{codec.By(".family"), codec.By("FRA_PRIORITY"), codec.By("FRA_TABLE", ".table"), codec.By(".action"),
		{From: []string{".flags"}, Mask: fibRuleInvert}},
	codec.Prefix("FRA_SRC", ".src_len"), codec.Prefix("FRA_DST", ".dst_len"),
	[]codec.Part{codec.By(".tos"), codec.By("FRA_DSCP"), codec.By("FRA_DSCP_MASK"), codec.By("FRA_IIFNAME"),
		codec.By("FRA_OIFNAME"), codec.By("FRA_FWMARK"), codec.By("FRA_FWMASK"), codec.By("FRA_FLOW"),
		{From: []string{"FRA_SUPPRESS_IFGROUP"}, Default: 1<<64 - 1},
		{From: []string{"FRA_SUPPRESS_PREFIXLEN"}, Default: 1<<64 - 1},
		codec.By("FRA_TUN_ID"), codec.By("FRA_L3MDEV"), codec.By("FRA_UID_RANGE"), codec.By("FRA_PROTOCOL"),
		codec.By("FRA_IP_PROTO"), codec.By("FRA_SPORT_RANGE"), codec.By("FRA_SPORT_MASK"),
		codec.By("FRA_DPORT_RANGE"), codec.By("FRA_DPORT_MASK"), codec.By("FRA_FLOWLABEL"),
		codec.By("FRA_FLOWLABEL_MASK"), codec.By("FRA_GOTO")},
)}}

// fibRuleInvert is FIB_RULE_INVERT (linux/fib_rules.h).
const fibRuleInvert = 0x2

// fibRuleHdrStruct is struct fib_rule_hdr (linux/fib_rules.h).
var fibRuleHdrStruct = &codec.Struct{Name: "fib_rule_hdr", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "dst_len", Kind: codec.U8},
	{Name: "src_len", Kind: codec.U8},
	{Name: "tos", Kind: codec.U8},
	{Name: "table", Kind: codec.U8, Enum: rtTableEnum},
	{Name: "res1", Kind: codec.Pad, Len: 1},
	{Name: "res2", Kind: codec.Pad, Len: 1},
	{Name: "action", Kind: codec.U8, Enum: ruleActionEnum},
	{Name: "flags", Kind: codec.U32, Enum: ruleFlagsEnum},
}}

// ruleAttrs is FRA_* (linux/fib_rules.h).
var ruleAttrs = codec.NewSet("FRA_", codec.Attrs{
	1:  {Name: "DST", Kind: codec.IP},
	2:  {Name: "SRC", Kind: codec.IP},
	3:  {Name: "IIFNAME", Kind: codec.String},
	4:  {Name: "GOTO", Kind: codec.U32},
	5:  {Name: "UNUSED2", Kind: codec.Bytes},
	6:  {Name: "PRIORITY", Kind: codec.U32},
	7:  {Name: "UNUSED3", Kind: codec.Bytes},
	8:  {Name: "UNUSED4", Kind: codec.Bytes},
	9:  {Name: "UNUSED5", Kind: codec.Bytes},
	10: {Name: "FWMARK", Kind: codec.U32},
	11: {Name: "FLOW", Kind: codec.U32, Doc: "realms: source in the high 16 bits, destination in the low"},
	12: {Name: "TUN_ID", Kind: codec.BE64},
	13: {Name: "SUPPRESS_IFGROUP", Kind: codec.S32, Doc: "-1: none"},
	14: {Name: "SUPPRESS_PREFIXLEN", Kind: codec.S32, Doc: "-1: none"},
	15: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum, Doc: "the table; the header holds it if it is below 256"},
	16: {Name: "FWMASK", Kind: codec.U32},
	17: {Name: "OIFNAME", Kind: codec.String},
	18: {Name: "PAD", Kind: codec.Pad},
	19: {Name: "L3MDEV", Kind: codec.U8},
	20: {Name: "UID_RANGE", Kind: codec.StructOf, Struct: fibRuleUIDRangeStruct},
	21: {Name: "PROTOCOL", Kind: codec.U8, Enum: rtProtEnum},
	22: {Name: "IP_PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	23: {Name: "SPORT_RANGE", Kind: codec.StructOf, Struct: fibRulePortRangeStruct},
	24: {Name: "DPORT_RANGE", Kind: codec.StructOf, Struct: fibRulePortRangeStruct},
	25: {Name: "DSCP", Kind: codec.U8},
	26: {Name: "FLOWLABEL", Kind: codec.BE32},
	27: {Name: "FLOWLABEL_MASK", Kind: codec.BE32},
	28: {Name: "SPORT_MASK", Kind: codec.U16},
	29: {Name: "DPORT_MASK", Kind: codec.U16},
	30: {Name: "DSCP_MASK", Kind: codec.U8},
})

// fibRuleUIDRangeStruct is struct fib_rule_uid_range (linux/fib_rules.h).
var fibRuleUIDRangeStruct = &codec.Struct{Name: "fib_rule_uid_range", Members: []codec.Member{
	{Name: "start", Kind: codec.U32},
	{Name: "end", Kind: codec.U32},
}}

// fibRulePortRangeStruct is struct fib_rule_port_range (linux/fib_rules.h).
var fibRulePortRangeStruct = &codec.Struct{Name: "fib_rule_port_range", Members: []codec.Member{
	{Name: "start", Kind: codec.U16},
	{Name: "end", Kind: codec.U16},
}}
