package conntrack

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// timeoutObject is policies of timeouts, which rules give to connections (linux/netfilter/nfnetlink_cttimeout.h).
var timeoutObject = &codec.Object{Name: "conntrack timeout", Header: linux.NfgenmsgStruct, Set: timeoutAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.Needs("CTA_TIMEOUT_NAME")}}}}

// defaultTimeoutObject is the timeouts of connections that no policy was given to, by protocol.
var defaultTimeoutObject = &codec.Object{Name: "default conntrack timeout", Header: linux.NfgenmsgStruct,
	Set: timeoutAttrs, Keys: []codec.Key{{Parts: []codec.Part{
		codec.Needs("CTA_TIMEOUT_L4PROTO"), codec.By("CTA_TIMEOUT_L3PROTO")}}}}

// timeoutMessages is enum ctnl_timeout_msg_types (linux/netfilter/nfnetlink_cttimeout.h).
var timeoutMessages = codec.JoinTypes(
	timeoutObject.Messages(codec.Rows{
		{Type: cttimeout + 0, Name: "IPCTNL_MSG_TIMEOUT_NEW", Op: codec.OpNew},
		{Type: cttimeout + 1, Name: "IPCTNL_MSG_TIMEOUT_GET", Op: codec.OpGet, Replies: []uint16{cttimeout + 0}},
		{Type: cttimeout + 2, Name: "IPCTNL_MSG_TIMEOUT_DELETE", Op: codec.OpDelete,
			Doc: "all that nothing uses, if it names none"},
	}),
	defaultTimeoutObject.Messages(codec.Rows{
		{Type: cttimeout + 3, Name: "IPCTNL_MSG_TIMEOUT_DEFAULT_SET", Op: codec.OpNew},
		{Type: cttimeout + 4, Name: "IPCTNL_MSG_TIMEOUT_DEFAULT_GET", Op: codec.OpGet,
			Replies: []uint16{cttimeout + 3}},
	}),
)

// timeoutAttrs is enum ctattr_timeout (linux/netfilter/nfnetlink_cttimeout.h).
var timeoutAttrs = codec.NewSet("CTA_TIMEOUT_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "L3PROTO", Kind: codec.BE16, Enum: linux.NfprotoEnum},
	3: {Name: "L4PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	4: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("CTA_TIMEOUT_L4PROTO", linux.CtTimeoutCases)},
	5: {Name: "USE", Kind: codec.BE32, Doc: "how many references there are"},
})
