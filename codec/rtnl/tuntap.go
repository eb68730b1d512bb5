package rtnl

import "github.com/nlkit/nlkit/codec"

// iftunAttrs is IFTUN_*: IFLA_INFO_DATA of the kind tuntap. The kernel does not know it; a link of this kind is made
// with the ioctls of /dev/net/tun (linux/if_tun.h).
var iftunAttrs = codec.NewSet("IFTUN_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.String, Doc: "tun or tap"},
	2: {Name: "UID", Kind: codec.U32, Doc: "the owner"},
	3: {Name: "GID", Kind: codec.U32, Doc: "the owner's group"},
	4: {Name: "IFR", Kind: codec.StructOf, Struct: iftunFlagsStruct},
})

// iftunFlagsStruct is the settings of IFTUN_IFR, an octet for each flag of TUNSETIFF: 0 or 1.
var iftunFlagsStruct = &codec.Struct{Name: "iftun_flags", Members: []codec.Member{
	{Name: "no_pi", Kind: codec.Bool},
	{Name: "one_queue", Kind: codec.Bool},
	{Name: "vnet_hdr", Kind: codec.Bool},
	{Name: "tun_excl", Kind: codec.Bool},
	{Name: "multi_queue", Kind: codec.Bool},
	{Name: "persist", Kind: codec.Bool},
	{Name: "nofilter", Kind: codec.Bool},
}}
