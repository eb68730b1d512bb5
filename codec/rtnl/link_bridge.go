package rtnl

import "github.com/nlkit/nlkit/codec"

// afBridgeAttrs is IFLA_BRIDGE_*: IFLA_AF_SPEC of AF_BRIDGE (linux/if_bridge.h).
var afBridgeAttrs = codec.NewSet("IFLA_BRIDGE_", codec.Attrs{
	0: {Name: "FLAGS", Kind: codec.U16, Enum: bridgeFlagsEnum},
	1: {Name: "MODE", Kind: codec.U16, Enum: bridgeModeEnum},
	2: {Name: "VLAN_INFO", Kind: codec.StructOf, Struct: bridgeVlanInfoStruct},
	3: {Name: "VLAN_TUNNEL_INFO", Kind: codec.Nest, Set: bridgeVlanTunnelAttrs},
	4: {Name: "MRP", Kind: codec.Nest, Set: bridgeMrpAttrs},
	5: {Name: "CFM", Kind: codec.Nest, Set: bridgeCfmAttrs},
	6: {Name: "MST", Kind: codec.Nest, Set: bridgeMstAttrs},
})

// bridgeFlagsEnum is BRIDGE_FLAGS_* (linux/if_bridge.h).
var bridgeFlagsEnum = codec.NewFlags("bridge_flags", "BRIDGE_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "MASTER"},
	{Value: 0x2, Name: "SELF"},
})

// bridgeModeEnum is how an embedded switch forwards, BRIDGE_MODE_* (linux/if_bridge.h).
var bridgeModeEnum = codec.NewSparse("bridge_mode", "BRIDGE_MODE_", []codec.Value{
	{Value: 0, Name: "VEB"},
	{Value: 1, Name: "VEPA"},
	{Value: 0xffff, Name: "UNDEF"},
})

// bridgeVlanInfoStruct is struct bridge_vlan_info (linux/if_bridge.h).
var bridgeVlanInfoStruct = &codec.Struct{Name: "bridge_vlan_info", Members: []codec.Member{
	{Name: "flags", Kind: codec.U16, Enum: bridgeVlanFlagsEnum},
	{Name: "vid", Kind: codec.U16},
}}

// bridgeVlanTunnelAttrs is IFLA_BRIDGE_VLAN_TUNNEL_* (linux/if_bridge.h).
var bridgeVlanTunnelAttrs = codec.NewSet("IFLA_BRIDGE_VLAN_TUNNEL_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
	2: {Name: "VID", Kind: codec.U16},
	3: {Name: "FLAGS", Kind: codec.U16, Enum: bridgeVlanFlagsEnum},
})

// bridgeMstAttrs is IFLA_BRIDGE_MST_* (linux/if_bridge.h).
var bridgeMstAttrs = codec.NewSet("IFLA_BRIDGE_MST_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: bridgeMstEntryAttrs},
})

// bridgeMstEntryAttrs is IFLA_BRIDGE_MST_ENTRY_* (linux/if_bridge.h).
var bridgeMstEntryAttrs = codec.NewSet("IFLA_BRIDGE_MST_ENTRY_", codec.Attrs{
	1: {Name: "MSTI", Kind: codec.U16},
	2: {Name: "STATE", Kind: codec.U8, Enum: bridgeStateEnum},
})
