package rtnl

import "github.com/nlkit/nlkit/codec"

// rtmNewPrefix tells of a prefix in an IPv6 router advertisement.
var rtmNewPrefix = &codec.MessageType{
	Type: 52, Name: "RTM_NEWPREFIX", Op: codec.OpNew, Header: prefixmsgStruct, Set: prefixAttrs,
}

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
