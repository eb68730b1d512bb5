package rtnl

import "github.com/nlkit/nlkit/codec"

// The other end of a pair is a whole link message.

// vethAttrs is VETH_INFO_* (linux/veth.h).
var vethAttrs = codec.NewSet("VETH_INFO_", codec.Attrs{
	1: {Name: "PEER", Kind: codec.Nest, Struct: ifinfomsgStruct, Set: linkAttrs},
})

// vxcanAttrs is VXCAN_INFO_* (linux/can/vxcan.h).
var vxcanAttrs = codec.NewSet("VXCAN_INFO_", codec.Attrs{
	1: {Name: "PEER", Kind: codec.Nest, Struct: ifinfomsgStruct, Set: linkAttrs},
})

// netkitAttrs is IFLA_NETKIT_* (linux/if_link.h).
var netkitAttrs = codec.NewSet("IFLA_NETKIT_", codec.Attrs{
	1:  {Name: "PEER_INFO", Kind: codec.Nest, Struct: ifinfomsgStruct, Set: linkAttrs},
	2:  {Name: "PRIMARY", Kind: codec.Bool},
	3:  {Name: "POLICY", Kind: codec.U32, Enum: netkitActionEnum},
	4:  {Name: "PEER_POLICY", Kind: codec.U32, Enum: netkitActionEnum},
	5:  {Name: "MODE", Kind: codec.U32, Enum: netkitModeEnum},
	6:  {Name: "SCRUB", Kind: codec.U32, Enum: netkitScrubEnum},
	7:  {Name: "PEER_SCRUB", Kind: codec.U32, Enum: netkitScrubEnum},
	8:  {Name: "HEADROOM", Kind: codec.U16},
	9:  {Name: "TAILROOM", Kind: codec.U16},
	10: {Name: "PAIRING", Kind: codec.U32, Enum: netkitPairingEnum},
})

// netkitActionEnum is enum netkit_action (linux/if_link.h), whose NETKIT_NEXT is -1.
var netkitActionEnum = codec.NewSparse("netkit_action", "NETKIT_", []codec.Value{
	{Value: 0, Name: "PASS"},
	{Value: 2, Name: "DROP"},
	{Value: 7, Name: "REDIRECT"},
	{Value: 0xffffffff, Name: "NEXT"},
})

// netkitModeEnum is enum netkit_mode (linux/if_link.h).
var netkitModeEnum = codec.NewEnum("netkit_mode", "NETKIT_", codec.Names{
	0: "L2",
	1: "L3",
})

// netkitScrubEnum is enum netkit_scrub (linux/if_link.h).
var netkitScrubEnum = codec.NewEnum("netkit_scrub", "NETKIT_SCRUB_", codec.Names{
	0: "NONE",
	1: "DEFAULT",
})

// netkitPairingEnum is enum netkit_pairing (linux/if_link.h).
var netkitPairingEnum = codec.NewEnum("netkit_pairing", "NETKIT_DEVICE_", codec.Names{
	0: "PAIR",
	1: "SINGLE",
})
