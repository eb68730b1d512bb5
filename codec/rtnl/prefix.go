package rtnl

import "github.com/nlkit/nlkit/codec"

// prefixObject is the prefixes in IPv6 router advertisements (linux/rtnetlink.h).
var prefixObject = &codec.Object{Name: "prefix", Header: prefixmsgStruct, Set: prefixAttrs,
	Keys: []codec.Key{{Parts: append(
		codec.Prefix("PREFIX_ADDRESS", ".prefix_len"), codec.Needs(".prefix_ifindex"),
	)}}}

var prefixMessages = prefixObject.Messages(codec.Rows{{Type: 52, Name: "RTM_NEWPREFIX", Op: codec.OpNew}})

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
