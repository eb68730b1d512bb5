package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tfilterObject is filters (linux/rtnetlink.h).
var tfilterObject = &codec.Object{Name: "traffic filter", Header: tcmsgFilterStruct, Set: tfilterAttrs, Keys: keysOf(
	codec.By(".tcm_parent"), codec.By("TCA_CHAIN"), codec.By(".tcm_info"), codec.By("TCA_KIND"),
	codec.By(".tcm_handle"),
)}

var tfilterMessages = tfilterObject.Messages(
	codec.NewDelGet(44, "RTM_NEWTFILTER", "RTM_DELTFILTER", "RTM_GETTFILTER"),
)

// chainObject is chains of filters (linux/rtnetlink.h). TCA_OPTIONS is a template of what their filters may match.
var chainObject = &codec.Object{Name: "filter chain", Header: tcmsgFilterStruct, Set: tfilterAttrs, Keys: keysOf(
	codec.By(".tcm_parent"), codec.By("TCA_CHAIN"),
)}

var chainMessages = chainObject.Messages(codec.NewDelGet(100, "RTM_NEWCHAIN", "RTM_DELCHAIN", "RTM_GETCHAIN"))

// tcmsgFilterStruct is struct tcmsg of filters and chains, whose handles each kind of filter makes its own way
// (linux/rtnetlink.h).
var tcmsgFilterStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "tcm_handle", Kind: codec.U32, Select: filterHandleByKind},
	{Name: "tcm_parent", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_info", Kind: codec.U32, Parts: filterInfoStruct},
}}

// filterHandleByKind tells the handles of u32.
var filterHandleByKind = codec.BySibling("TCA_KIND", codec.Cases{
	{Name: "u32", Spec: &codec.Spec{Kind: codec.U32, Unit: codec.U32Handle}},
})

// filterInfoStruct is what tcm_info of filters is made of: TC_H_MAJ and TC_H_MIN (net/sched/cls_api.c of the kernel).
var filterInfoStruct = &codec.Struct{Name: "tcm_info", Word: codec.U32, Members: []codec.Member{
	{Name: "protocol", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	{Name: "prio", Kind: codec.U16},
}}

// tfilterAttrs is the attributes of filters and chains.
var tfilterAttrs = tcaSet(tfilterCases, nil)

// tfilterCases is what TCA_OPTIONS of filters and chains holds, by TCA_KIND: the kind of every struct tcf_proto_ops of
// the kernel, and those of older ones (rsvp, rsvp6 and tcindex).
var tfilterCases = codec.Cases{
	{Name: "basic", Spec: codec.NestOf(basicAttrs)},
	{Name: "bpf", Spec: codec.NestOf(bpfAttrs)},
	{Name: "cgroup", Spec: codec.NestOf(cgroupAttrs)},
	{Name: "flow", Spec: codec.NestOf(flowAttrs)},
	{Name: "flower", Spec: codec.NestOf(flowerAttrs)},
	{Name: "fw", Spec: codec.NestOf(fwAttrs)},
	{Name: "matchall", Spec: codec.NestOf(matchallAttrs)},
	{Name: "route", Spec: codec.NestOf(route4Attrs)},
	{Name: "rsvp", Spec: codec.NestOf(rsvpAttrs)},
	{Name: "rsvp6", Spec: codec.NestOf(rsvpAttrs)},
	{Name: "tcindex", Spec: codec.NestOf(tcindexAttrs)},
	{Name: "u32", Spec: codec.NestOf(u32Attrs)},
}

// clsFlagsEnum is TCA_CLS_FLAGS_* (linux/pkt_cls.h).
var clsFlagsEnum = codec.NewFlags("tca_cls_flags", "TCA_CLS_FLAGS_", []codec.Value{
	{Value: 1 << 0, Name: "SKIP_HW"},
	{Value: 1 << 1, Name: "SKIP_SW"},
	{Value: 1 << 2, Name: "IN_HW"},
	{Value: 1 << 3, Name: "NOT_IN_HW"},
	{Value: 1 << 4, Name: "VERBOSE"},
})
