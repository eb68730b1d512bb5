package rtnl

import "github.com/nlkit/nlkit/codec"

// ipvlanAttrs is IFLA_IPVLAN_* (linux/if_link.h), of ipvlan and ipvtap.
var ipvlanAttrs = codec.NewSet("IFLA_IPVLAN_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U16, Enum: ipvlanModeEnum},
	2: {Name: "FLAGS", Kind: codec.U16, Enum: ipvlanFlagsEnum},
})

// ipvlanModeEnum is enum ipvlan_mode (linux/if_link.h).
var ipvlanModeEnum = codec.NewEnum("ipvlan_mode", "IPVLAN_MODE_", codec.Names{
	0: "L2",
	1: "L3",
	2: "L3S",
})

// ipvlanFlagsEnum is IPVLAN_F_* (linux/if_link.h).
var ipvlanFlagsEnum = codec.NewFlags("ipvlan_flags", "IPVLAN_F_", []codec.Value{
	{Value: 0x1, Name: "PRIVATE"},
	{Value: 0x2, Name: "VEPA"},
})
