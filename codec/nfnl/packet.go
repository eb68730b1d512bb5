package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// What queued packets and logged ones have alike, by other names.

// timestampStruct is when a packet came, since 1970.
func timestampStruct(name string) *codec.Struct {
	return &codec.Struct{Name: name, Members: []codec.Member{
		{Name: "sec", Kind: codec.BE64},
		{Name: "usec", Kind: codec.BE64, Unit: codec.Microseconds},
	}}
}

// hwStruct is the address of the link that a packet comes from.
func hwStruct(name string) *codec.Struct {
	return &codec.Struct{Name: name, Members: []codec.Member{
		{Name: "hw_addrlen", Kind: codec.BE16},
		{Name: "_pad", Kind: codec.Pad, Len: 2},
		{Name: "hw_addr", Kind: codec.LLAddr, Len: 8, LenField: "hw_addrlen"},
	}}
}

// vlanSet is the tag of a packet.
func vlanSet(prefix string) *codec.Set {
	return codec.NewSet(prefix, codec.Attrs{
		1: {Name: "PROTO", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
		2: {Name: "TCI", Kind: codec.BE16},
	})
}
