package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// addrlabelObject is the labels of IPv6 address selection, RFC 6724 (linux/if_addrlabel.h).
var addrlabelObject = &codec.Object{Name: "address label", Header: ifaddrlblmsgStruct, Set: addrlabelAttrs,
	Keys: addrlabelKeys}

var addrlabelMessages = addrlabelObject.Messages(
	wildDump(codec.NewDelGet(72, "RTM_NEWADDRLABEL", "RTM_DELADDRLABEL", "RTM_GETADDRLABEL")),
)

var addrlabelKeys = []codec.Key{
	{Parts: append(codec.Prefix("IFAL_ADDRESS", ".ifal_prefixlen"), codec.By(".ifal_index"))},
}

// ifaddrlblmsgStruct is struct ifaddrlblmsg (linux/if_addrlabel.h).
var ifaddrlblmsgStruct = &codec.Struct{Name: "ifaddrlblmsg", Members: []codec.Member{
	{Name: "ifal_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "__ifal_reserved", Kind: codec.Pad, Len: 1},
	{Name: "ifal_prefixlen", Kind: codec.U8},
	{Name: "ifal_flags", Kind: codec.U8},
	{Name: "ifal_index", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "ifal_seq", Kind: codec.U32},
}}

// addrlabelAttrs is IFAL_* (linux/if_addrlabel.h).
var addrlabelAttrs = codec.NewSet("IFAL_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP6},
	2: {Name: "LABEL", Kind: codec.U32},
})
