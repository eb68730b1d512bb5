package rtnl

import "github.com/nlkit/nlkit/codec"

// addrlabelObject is the labels of IPv6 address selection, RFC 6724 (linux/if_addrlabel.h).
var addrlabelObject = &codec.Object{Name: "address label", Header: ifaddrlblmsgStruct, Set: addrlabelAttrs,
	Keys: addrlabelKeys}

var addrlabelMessages = addrlabelObject.Messages(
	wildDump(codec.NewDelGet(72, "RTM_NEWADDRLABEL", "RTM_DELADDRLABEL", "RTM_GETADDRLABEL")),
)

var addrlabelKeys = []codec.Key{
	{Parts: append(codec.Prefix("IFAL_ADDRESS", ".ifal_prefixlen"), codec.By(".ifal_index"))},
}

// addrlabelAttrs is IFAL_* (linux/if_addrlabel.h).
var addrlabelAttrs = codec.NewSet("IFAL_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP6},
	2: {Name: "LABEL", Kind: codec.U32},
})
