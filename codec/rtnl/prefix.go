package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// prefixObject is the prefixes in IPv6 router advertisements (linux/rtnetlink.h).
var prefixObject = &codec.Object{Name: "prefix", Header: prefixmsgStruct, Set: prefixAttrs,
	Keys: []codec.Key{{Parts: append(
		codec.Prefix("PREFIX_ADDRESS", ".prefix_len"), codec.Needs(".prefix_ifindex"),
	)}}}

var prefixMessages = prefixObject.Messages(codec.Rows{{Type: 52, Name: "RTM_NEWPREFIX", Op: codec.OpNew}})

// prefixmsgStruct is struct prefixmsg (linux/rtnetlink.h).
var prefixmsgStruct = &codec.Struct{Name: "prefixmsg", Members: []codec.Member{
	{Name: "prefix_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "prefix_pad1", Kind: codec.Pad, Len: 1},
	{Name: "prefix_pad2", Kind: codec.Pad, Len: 2},
	{Name: "prefix_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "prefix_type", Kind: codec.U8, Enum: ndOptEnum},
	{Name: "prefix_len", Kind: codec.U8},
	{Name: "prefix_flags", Kind: codec.U8, Enum: prefixFlagsEnum},
	{Name: "prefix_pad3", Kind: codec.Pad, Len: 1},
}}

// prefixFlagsEnum is IF_PREFIX_* (the kernel's net/if_inet6.h).
var prefixFlagsEnum = codec.NewFlags("if_prefix", "IF_PREFIX_", []codec.Value{
	{Value: 0x1, Name: "ONLINK"},
	{Value: 0x2, Name: "AUTOCONF"},
})

// prefixAttrs is PREFIX_* (linux/rtnetlink.h).
var prefixAttrs = codec.NewSet("PREFIX_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP6},
	2: {Name: "CACHEINFO", Kind: codec.StructOf, Struct: prefixCacheinfoStruct},
})

// prefixCacheinfoStruct is struct prefix_cacheinfo (linux/rtnetlink.h).
var prefixCacheinfoStruct = &codec.Struct{Name: "prefix_cacheinfo", Members: []codec.Member{
	{Name: "preferred_time", Kind: codec.U32, Unit: codec.Seconds},
	{Name: "valid_time", Kind: codec.U32, Unit: codec.Seconds},
}}
