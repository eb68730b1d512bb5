package rtnl

import "github.com/nlkit/nlkit/codec"

// tunAttrs is IFLA_TUN_* (linux/if_link.h).
var tunAttrs = codec.NewSet("IFLA_TUN_", codec.Attrs{
	1: {Name: "OWNER", Kind: codec.U32, Doc: "user id"},
	2: {Name: "GROUP", Kind: codec.U32, Doc: "group id"},
	3: {Name: "TYPE", Kind: codec.U8, Enum: tunTypeEnum},
	4: {Name: "PI", Kind: codec.Bool},
	5: {Name: "VNET_HDR", Kind: codec.Bool},
	6: {Name: "PERSIST", Kind: codec.Bool},
	7: {Name: "MULTI_QUEUE", Kind: codec.Bool},
	8: {Name: "NUM_QUEUES", Kind: codec.U32},
	9: {Name: "NUM_DISABLED_QUEUES", Kind: codec.U32},
})

// tunTypeEnum is the two sorts of device of TUNSETIFF (linux/if_tun.h).
var tunTypeEnum = codec.NewEnum("tun_type", "IFF_", codec.Names{
	1: "TUN",
	2: "TAP",
})
