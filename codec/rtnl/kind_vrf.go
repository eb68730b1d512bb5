package rtnl

import "github.com/nlkit/nlkit/codec"

// vrfAttrs is IFLA_VRF_* (linux/if_link.h).
var vrfAttrs = codec.NewSet("IFLA_VRF_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum},
})

// vrfPortAttrs is IFLA_VRF_PORT_* (linux/if_link.h).
var vrfPortAttrs = codec.NewSet("IFLA_VRF_PORT_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum},
})
