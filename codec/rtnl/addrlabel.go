package rtnl

import "github.com/nlkit/nlkit/codec"

// Labels of IPv6 address selection, RFC 6724 (linux/if_addrlabel.h).
var (
	rtmNewAddrlabel = &codec.MessageType{
		Type: 72, Name: "RTM_NEWADDRLABEL", Op: codec.OpNew, Header: ifaddrlblmsgStruct, Set: addrlabelAttrs,
	}
	rtmDelAddrlabel = &codec.MessageType{
		Type: 73, Name: "RTM_DELADDRLABEL", Op: codec.OpDelete, Header: ifaddrlblmsgStruct, Set: addrlabelAttrs,
	}
	rtmGetAddrlabel = &codec.MessageType{
		Type: 74, Name: "RTM_GETADDRLABEL", Op: codec.OpGet, Header: ifaddrlblmsgStruct, Set: addrlabelAttrs,
		Variants: []*codec.MessageType{rtmGetAddrlabelWild},
		Variant:  func(_ uint16, body []byte) *codec.MessageType { return wildDump(body, rtmGetAddrlabelWild) },
	}
	rtmGetAddrlabelWild = &codec.MessageType{
		Type: 74, Name: "RTM_GETADDRLABEL", Op: codec.OpGet, Header: ifinfomsgStruct, Set: linkAttrs,
	}
)

// addrlabelAttrs is IFAL_* (linux/if_addrlabel.h).
var addrlabelAttrs = codec.NewSet("IFAL_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP6},
	2: {Name: "LABEL", Kind: codec.U32},
})
