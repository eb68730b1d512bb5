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
	{Name: "tcm_ifindex", Kind: codec.S32},
	{Name: "tcm_handle", Kind: codec.U32},
	{Name: "tcm_parent", Kind: codec.U32, Unit: codec.TCHandle},
	{Name: "tcm_info", Kind: codec.U32},
}}

// tfilterAttrs is the attributes of filters and chains.
var tfilterAttrs = tcaSet(tfilterCases, nil)

// tfilterCases is what TCA_OPTIONS of filters and chains holds, by TCA_KIND.
var tfilterCases codec.Cases
