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
var tclassObject = &codec.Object{Name: "traffic class", Header: tcmsgStruct,
	Set: tcaSet(tclassCases, tclassXstatsCases), Keys: keysOf(codec.By(".tcm_handle"))}

var tclassMessages = tclassObject.Messages(codec.NewDelGet(40, "RTM_NEWTCLASS", "RTM_DELTCLASS", "RTM_GETTCLASS"))

// tcmsgStruct is struct tcmsg of queueing disciplines and classes (linux/rtnetlink.h).
var tcmsgStruct = &codec.Struct{Name: "tcmsg", Members: []codec.Member{
	{Name: "tcm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcm__pad1", Kind: codec.Pad, Len: 1},
	{Name: "tcm__pad2", Kind: codec.Pad, Len: 2},
	{Name: "tcm_ifindex", Kind: codec.S32},
	{Name: "tcm_handle", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_parent", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_info", Kind: codec.U32},
}}

// qdiscCases is what TCA_OPTIONS of queueing disciplines holds, by TCA_KIND.
var qdiscCases = codec.Cases{
	{Name: "noqueue", Spec: noOptionsSpec},
}

// qdiscXstatsCases is what TCA_XSTATS and TCA_STATS_APP of queueing disciplines hold, by TCA_KIND.
var qdiscXstatsCases codec.Cases

// tclassCases is what TCA_OPTIONS of classes holds, by TCA_KIND, the kind of their queueing discipline.
var tclassCases codec.Cases

// tclassXstatsCases is what TCA_XSTATS and TCA_STATS_APP of classes hold, by TCA_KIND.
var tclassXstatsCases codec.Cases
