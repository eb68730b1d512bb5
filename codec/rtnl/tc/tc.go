// Package tc describes traffic control, a part of NETLINK_ROUTE: queueing disciplines, classes, filters, chains of
// filters, and actions (tc(8)).
package tc

import "github.com/nlkit/nlkit/codec"

// Messages is the messages of traffic control, a part of those of NETLINK_ROUTE (linux/rtnetlink.h).
var Messages = codec.JoinTypes(qdiscMessages, tclassMessages, tfilterMessages, actionMessages, chainMessages)

// keysOf is a key of what a device has, or, in place of the device, a block of filters that devices share.
func keysOf(parts ...codec.Part) []codec.Key {
	return []codec.Key{{Parts: append([]codec.Part{codec.Needs(".tcm_ifindex")}, parts...)}}
}

// tcaSet is TCA_* of struct tcmsg (linux/rtnetlink.h), with the options and statistics of the kinds of an object.
func tcaSet(options, xstats codec.Cases) *codec.Set {
	xstatsByKind := codec.BySibling("TCA_KIND", xstats)
	return codec.NewSet("TCA_", codec.Attrs{
		1:  {Name: "KIND", Kind: codec.String},
		2:  {Name: "OPTIONS", Kind: codec.SubMessage, Select: codec.BySibling("TCA_KIND", options)},
		3:  {Name: "STATS", Kind: codec.StructOf, Struct: tcStatsStruct},
		4:  {Name: "XSTATS", Kind: codec.SubMessage, Select: xstatsByKind},
		5:  {Name: "RATE", Kind: codec.StructOf, Struct: gnetEstimatorStruct},
		6:  {Name: "FCNT", Kind: codec.U32},
		7:  {Name: "STATS2", Kind: codec.Nest, Set: gnetStatsSet(xstatsByKind)},
		8:  {Name: "STAB", Kind: codec.Nest, Set: stabAttrs},
		9:  {Name: "PAD", Kind: codec.Pad},
		10: {Name: "DUMP_INVISIBLE", Kind: codec.Flag},
		11: {Name: "CHAIN", Kind: codec.U32},
		12: {Name: "HW_OFFLOAD", Kind: codec.Bool},
		13: {Name: "INGRESS_BLOCK", Kind: codec.U32},
		14: {Name: "EGRESS_BLOCK", Kind: codec.U32},
		15: {Name: "DUMP_FLAGS", Kind: codec.Bitfield32, Enum: dumpFlagsEnum},
		16: {Name: "EXT_WARN_MSG", Kind: codec.String},
	})
}

// dumpFlagsEnum is TCA_DUMP_FLAGS_* (linux/rtnetlink.h).
var dumpFlagsEnum = codec.NewFlags("tca_dump_flags", "TCA_DUMP_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "TERSE"},
})

// noOptionsSpec is the options of kinds that have none.
var noOptionsSpec = codec.NestOf(codec.NewSet("", nil))
