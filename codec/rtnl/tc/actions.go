package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// actionObject is actions that stand alone, without a filter (linux/rtnetlink.h).
var actionObject = &codec.Object{Name: "traffic action", Header: tcamsgStruct, Set: rootAttrs, Keys: []codec.Key{
	{In: "TCA_ROOT_TAB/*", Parts: []codec.Part{codec.Needs("TCA_ACT_KIND"), codec.Needs(actionIndexes...)}},
}}

// actionIndexes is where the number of an action stands: beside its kind, if a request names it, else in its parameters.
var actionIndexes = []string{
	"TCA_ACT_INDEX",
	"TCA_ACT_OPTIONS/TCA_ACT_BPF_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_CONNMARK_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_CSUM_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_CT_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_CTINFO_ACT.index",
	"TCA_ACT_OPTIONS/TCA_GACT_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_GATE_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_IFE_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_IPT_INDEX",
	"TCA_ACT_OPTIONS/TCA_MIRRED_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_MPLS_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_NAT_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_PEDIT_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_PEDIT_PARMS_EX.index",
	"TCA_ACT_OPTIONS/TCA_POLICE_TBF.index",
	"TCA_ACT_OPTIONS/TCA_SAMPLE_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_DEF_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_SKBEDIT_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_SKBMOD_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_PARMS.index",
	"TCA_ACT_OPTIONS/TCA_VLAN_PARMS.index",
}

// actionMessages: the kernel answers a dump of actions with RTM_GETACTION, and tells of one with RTM_NEWACTION.
var actionMessages = actionObject.Messages(codec.Rows{
	{Type: 48, Name: "RTM_NEWACTION", Op: codec.OpNew},
	{Type: 49, Name: "RTM_DELACTION", Op: codec.OpDelete},
	{Type: 50, Name: "RTM_GETACTION", Op: codec.OpGet, Replies: []uint16{48, 50}},
})

// tcamsgStruct is struct tcamsg (linux/rtnetlink.h).
var tcamsgStruct = &codec.Struct{Name: "tcamsg", Members: []codec.Member{
	{Name: "tca_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tca__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tca__pad2", Kind: codec.Pad, Len: 2},
}}

// rootAttrs is TCA_ROOT_* of struct tcamsg (linux/rtnetlink.h).
var rootAttrs = codec.NewSet("TCA_ROOT_", codec.Attrs{
	1: actionsSpec("TAB"),
	2: {Name: "FLAGS", Kind: codec.Bitfield32, Enum: rootFlagsEnum},
	3: {Name: "COUNT", Kind: codec.U32},
	4: {Name: "TIME_DELTA", Kind: codec.U32, Unit: codec.Milliseconds},
	5: {Name: "EXT_WARN_MSG", Kind: codec.String},
})

// rootFlagsEnum is the flags of TCA_ROOT_FLAGS, TCA_ACT_FLAG_* (linux/rtnetlink.h).
var rootFlagsEnum = codec.NewFlags("tca_act_flag", "TCA_ACT_FLAG_", []codec.Value{
	{Value: 0x1, Name: "LARGE_DUMP_ON"},
	{Value: 0x2, Name: "TERSE_DUMP"},
})

// actAttrs is TCA_ACT_*: one action (linux/pkt_cls.h).
var actAttrs = codec.NewSet("TCA_ACT_", codec.Attrs{
	1:  {Name: "KIND", Kind: codec.String},
	2:  {Name: "OPTIONS", Kind: codec.SubMessage, Select: codec.BySibling("TCA_ACT_KIND", actionCases)},
	3:  {Name: "INDEX", Kind: codec.U32},
	4:  {Name: "STATS", Kind: codec.Nest, Set: gnetStatsSet(codec.BySibling("TCA_ACT_KIND", nil))},
	5:  {Name: "PAD", Kind: codec.Pad},
	6:  {Name: "COOKIE", Kind: codec.Bytes},
	7:  {Name: "FLAGS", Kind: codec.Bitfield32, Enum: actFlagsEnum},
	8:  {Name: "HW_STATS", Kind: codec.Bitfield32, Enum: actHwStatsEnum},
	9:  {Name: "USED_HW_STATS", Kind: codec.Bitfield32, Enum: actHwStatsEnum},
	10: {Name: "IN_HW_COUNT", Kind: codec.U32},
})

// actFlagsEnum is TCA_ACT_FLAGS_* (linux/pkt_cls.h).
var actFlagsEnum = codec.NewFlags("tca_act_flags", "TCA_ACT_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "NO_PERCPU_STATS"},
	{Value: 0x2, Name: "SKIP_HW"},
	{Value: 0x4, Name: "SKIP_SW"},
})

// actHwStatsEnum is TCA_ACT_HW_STATS_* (linux/pkt_cls.h).
var actHwStatsEnum = codec.NewFlags("tca_act_hw_stats", "TCA_ACT_HW_STATS_", []codec.Value{
	{Value: 0x1, Name: "IMMEDIATE"},
	{Value: 0x2, Name: "DELAYED"},
})

// actionCases is what TCA_ACT_OPTIONS holds, by TCA_ACT_KIND: the kind of every struct tc_action_ops of the kernel, and
// those of older ones (ipt and xt).
var actionCases = codec.Cases{
	{Name: "bpf", Spec: codec.NestOf(actBpfAttrs)},
	{Name: "connmark", Spec: codec.NestOf(connmarkAttrs)},
	{Name: "csum", Spec: codec.NestOf(csumAttrs)},
	{Name: "ct", Spec: codec.NestOf(ctAttrs)},
	{Name: "ctinfo", Spec: codec.NestOf(ctinfoAttrs)},
	{Name: "gact", Spec: codec.NestOf(gactAttrs)},
	{Name: "gate", Spec: codec.NestOf(gateAttrs)},
	{Name: "ife", Spec: codec.NestOf(ifeAttrs)},
	{Name: "ipt", Spec: codec.NestOf(iptAttrs)},
	{Name: "mirred", Spec: codec.NestOf(mirredAttrs)},
	{Name: "mpls", Spec: codec.NestOf(mplsAttrs)},
	{Name: "nat", Spec: codec.NestOf(natAttrs)},
	{Name: "pedit", Spec: codec.NestOf(peditAttrs)},
	{Name: "police", Spec: codec.NestOf(policeAttrs)},
	{Name: "sample", Spec: codec.NestOf(sampleAttrs)},
	{Name: "simple", Spec: codec.NestOf(defAttrs)},
	{Name: "skbedit", Spec: codec.NestOf(skbeditAttrs)},
	{Name: "skbmod", Spec: codec.NestOf(skbmodAttrs)},
	{Name: "tunnel_key", Spec: codec.NestOf(tunnelKeyAttrs)},
	{Name: "vlan", Spec: codec.NestOf(vlanAttrs)},
	{Name: "xt", Spec: codec.NestOf(iptAttrs)},
}

// actionsSpec is an attribute of filters that holds actions, by their order.
func actionsSpec(name string) codec.Spec {
	return codec.Spec{Name: name, Kind: codec.NestArray, Elem: codec.NestOf(actAttrs), Doc: "actions, by their order"}
}
