package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// qdiscObject is queueing disciplines (linux/rtnetlink.h).
var qdiscObject = &codec.Object{Name: "qdisc", Header: tcmsgStruct, Set: tcaSet(qdiscCases, qdiscXstatsCases),
	Keys: keysOf(codec.By(".tcm_parent"), codec.By(".tcm_handle"))}

var qdiscMessages = qdiscObject.Messages(codec.NewDelGet(36, "RTM_NEWQDISC", "RTM_DELQDISC", "RTM_GETQDISC"))

// tclassObject is classes of queueing disciplines (linux/rtnetlink.h).
var tclassObject = &codec.Object{Name: "traffic class", Header: tcmsgClassStruct,
	Set: tcaSet(tclassCases, tclassXstatsCases), Keys: keysOf(codec.By(".tcm_handle"))}

var tclassMessages = tclassObject.Messages(codec.NewDelGet(40, "RTM_NEWTCLASS", "RTM_DELTCLASS", "RTM_GETTCLASS"))

// tcmsgStruct is struct tcmsg of queueing disciplines, whose tcm_info counts who uses them (linux/rtnetlink.h).
var tcmsgStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "tcm_handle", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_parent", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_info", Kind: codec.U32},
}}

// tcmsgClassStruct is struct tcmsg of classes, whose tcm_info is the handle of the queueing discipline below
// (linux/rtnetlink.h).
var tcmsgClassStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "tcm_handle", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_parent", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_info", Kind: codec.U32, Unit: codec.TCHandle},
}}

// qdiscCases is what TCA_OPTIONS of queueing disciplines holds, by TCA_KIND: the id of every struct Qdisc_ops of the
// kernel that has options, or had. Those of teql and of programs, bpf_*, have names that the administrator gives.
var qdiscCases = codec.Cases{
	{Name: "atm", Spec: noOptionsSpec},
	{Name: "bfifo", Spec: fifoSpec},
	{Name: "cake", Spec: codec.NestOf(cakeAttrs)},
	{Name: "cake_mq", Spec: codec.NestOf(cakeAttrs)},
	{Name: "cbq", Spec: codec.NestOf(cbqAttrs)},
	{Name: "cbs", Spec: codec.NestOf(cbsAttrs)},
	{Name: "choke", Spec: codec.NestOf(chokeAttrs)},
	{Name: "clsact", Spec: noOptionsSpec},
	{Name: "codel", Spec: codec.NestOf(codelAttrs)},
	{Name: "drr", Spec: noOptionsSpec},
	{Name: "dsmark", Spec: codec.NestOf(dsmarkAttrs)},
	{Name: "dualpi2", Spec: codec.NestOf(dualpi2Attrs)},
	{Name: "etf", Spec: codec.NestOf(etfAttrs)},
	{Name: "ets", Spec: codec.NestOf(etsAttrs)},
	{Name: "fq", Spec: codec.NestOf(fqAttrs)},
	{Name: "fq_codel", Spec: codec.NestOf(fqCodelAttrs)},
	{Name: "fq_pie", Spec: codec.NestOf(fqPieAttrs)},
	{Name: "gred", Spec: codec.NestOf(gredAttrs)},
	{Name: "hfsc", Spec: codec.StructSpec(hfscQoptStruct)},
	{Name: "hhf", Spec: codec.NestOf(hhfAttrs)},
	{Name: "htb", Spec: codec.NestOf(htbAttrs)},
	{Name: "ingress", Spec: noOptionsSpec},
	{Name: "mq", Spec: noOptionsSpec},
	{Name: "mqprio", Spec: mqprioSpec},
	{Name: "multiq", Spec: codec.StructSpec(multiqQoptStruct)},
	{Name: "netem", Spec: netemSpec},
	{Name: "noqueue", Spec: noOptionsSpec},
	{Name: "pfifo", Spec: fifoSpec},
	{Name: "pfifo_fast", Spec: codec.StructSpec(prioQoptStruct)},
	{Name: "pfifo_head_drop", Spec: fifoSpec},
	{Name: "pie", Spec: codec.NestOf(pieAttrs)},
	{Name: "plug", Spec: codec.StructSpec(plugQoptStruct)},
	{Name: "prio", Spec: codec.StructSpec(prioQoptStruct)},
	{Name: "qfq", Spec: noOptionsSpec},
	{Name: "red", Spec: codec.NestOf(redAttrs)},
	{Name: "sfb", Spec: codec.NestOf(sfbAttrs)},
	{Name: "sfq", Spec: sfqSpec},
	{Name: "skbprio", Spec: codec.StructSpec(skbprioQoptStruct)},
	{Name: "taprio", Spec: codec.NestOf(taprioAttrs)},
	{Name: "tbf", Spec: codec.NestOf(tbfAttrs)},
}

// qdiscXstatsCases is what TCA_XSTATS and TCA_STATS_APP of queueing disciplines hold, by TCA_KIND.
var qdiscXstatsCases = codec.Cases{
	{Name: "cake", Spec: codec.NestOf(cakeStatsAttrs)},
	{Name: "cake_mq", Spec: codec.NestOf(cakeStatsAttrs)},
	{Name: "cbq", Spec: codec.StructSpec(cbqXstatsStruct)},
	{Name: "choke", Spec: codec.StructSpec(chokeXstatsStruct)},
	{Name: "codel", Spec: codec.StructSpec(codelXstatsStruct)},
	{Name: "dualpi2", Spec: codec.StructSpec(dualpi2XstatsStruct)},
	{Name: "fq", Spec: codec.StructSpec(fqQdStatsStruct)},
	{Name: "fq_codel", Spec: codec.StructSpec(fqCodelXstatsStruct)},
	{Name: "fq_pie", Spec: codec.StructSpec(fqPieXstatsStruct)},
	{Name: "hhf", Spec: codec.StructSpec(hhfXstatsStruct)},
	{Name: "netem", Spec: codec.StructSpec(netemXstatsStruct)},
	{Name: "pie", Spec: codec.StructSpec(pieXstatsStruct)},
	{Name: "red", Spec: codec.StructSpec(redXstatsStruct)},
	{Name: "sfb", Spec: codec.StructSpec(sfbXstatsStruct)},
	{Name: "taprio", Spec: codec.NestOf(taprioStatsAttrs)},
}

// tclassCases is what TCA_OPTIONS of classes holds, by TCA_KIND, the kind of their queueing discipline.
var tclassCases = codec.Cases{
	{Name: "atm", Spec: codec.NestOf(atmAttrs)},
	{Name: "cbq", Spec: codec.NestOf(cbqAttrs)},
	{Name: "drr", Spec: codec.NestOf(drrAttrs)},
	{Name: "dsmark", Spec: codec.NestOf(dsmarkAttrs)},
	{Name: "ets", Spec: codec.NestOf(etsAttrs)},
	{Name: "hfsc", Spec: codec.NestOf(hfscAttrs)},
	{Name: "htb", Spec: codec.NestOf(htbAttrs)},
	{Name: "qfq", Spec: codec.NestOf(qfqAttrs)},
}

// tclassXstatsCases is what TCA_XSTATS and TCA_STATS_APP of classes hold, by TCA_KIND.
var tclassXstatsCases = codec.Cases{
	{Name: "cake", Spec: codec.NestOf(cakeStatsAttrs)},
	{Name: "cbq", Spec: codec.StructSpec(cbqXstatsStruct)},
	{Name: "drr", Spec: codec.StructSpec(drrStatsStruct)},
	{Name: "fq_codel", Spec: codec.StructSpec(fqCodelXstatsStruct)},
	{Name: "hfsc", Spec: codec.StructSpec(hfscStatsStruct)},
	{Name: "htb", Spec: codec.StructSpec(htbXstatsStruct)},
	{Name: "qfq", Spec: codec.StructSpec(qfqStatsStruct)},
	{Name: "sfq", Spec: codec.StructSpec(sfqXstatsStruct)},
	{Name: "taprio", Spec: codec.NestOf(taprioStatsAttrs)},
}
