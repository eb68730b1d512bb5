package rtnl

import "github.com/nlkit/nlkit/codec"

// macvlanAttrs is IFLA_MACVLAN_* (linux/if_link.h), of macvlan and macvtap.
var macvlanAttrs = codec.NewSet("IFLA_MACVLAN_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U32, Enum: macvlanModeEnum},
	2: {Name: "FLAGS", Kind: codec.U16, Enum: macvlanFlagsEnum},
	3: {Name: "MACADDR_MODE", Kind: codec.U32, Enum: macvlanMACAddrModeEnum},
	4: {Name: "MACADDR", Kind: codec.LLAddr},
	5: {Name: "MACADDR_DATA", Kind: codec.Nest, Set: macvlanMACAddrAttrs},
	6: {Name: "MACADDR_COUNT", Kind: codec.U32},
	7: {Name: "BC_QUEUE_LEN", Kind: codec.U32},
	8: {Name: "BC_QUEUE_LEN_USED", Kind: codec.U32},
	9: {Name: "BC_CUTOFF", Kind: codec.S32},
})

// macvlanMACAddrAttrs is the list in IFLA_MACVLAN_MACADDR_DATA: one attribute for each address (linux/if_link.h).
var macvlanMACAddrAttrs = codec.NewSet("IFLA_MACVLAN_", codec.Attrs{
	4: {Name: "MACADDR", Kind: codec.LLAddr},
})

// macvlanModeEnum is enum macvlan_mode (linux/if_link.h). Its values are bits, of which a link has one.
var macvlanModeEnum = codec.NewSparse("macvlan_mode", "MACVLAN_MODE_", []codec.Value{
	{Value: 1, Name: "PRIVATE"},
	{Value: 2, Name: "VEPA"},
	{Value: 4, Name: "BRIDGE"},
	{Value: 8, Name: "PASSTHRU"},
	{Value: 16, Name: "SOURCE"},
})

// macvlanMACAddrModeEnum is enum macvlan_macaddr_mode (linux/if_link.h).
var macvlanMACAddrModeEnum = codec.NewEnum("macvlan_macaddr_mode", "MACVLAN_MACADDR_", codec.Names{
	0: "ADD",
	1: "DEL",
	2: "FLUSH",
	3: "SET",
})

// macvlanFlagsEnum is MACVLAN_FLAG_* (linux/if_link.h).
var macvlanFlagsEnum = codec.NewFlags("macvlan_flags", "MACVLAN_FLAG_", []codec.Value{
	{Value: 0x1, Name: "NOPROMISC"},
	{Value: 0x2, Name: "NODST"},
})
