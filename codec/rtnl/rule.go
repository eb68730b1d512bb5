package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ruleObject is routing policy rules (linux/fib_rules.h).
var ruleObject = &codec.Object{Name: "rule", Header: fibRuleHdrStruct, Set: ruleAttrs}

var ruleMessages = ruleObject.Messages(
	wildDump(codec.NewDelGet(32, "RTM_NEWRULE", "RTM_DELRULE", "RTM_GETRULE")),
)

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
