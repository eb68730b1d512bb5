package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vlanAttrs is IFLA_VLAN_* (linux/if_link.h).
var vlanAttrs = codec.NewSet("IFLA_VLAN_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U16},
	2: {Name: "FLAGS", Kind: codec.StructOf, Struct: vlanFlagsStruct},
	3: {Name: "EGRESS_QOS", Kind: codec.NestArray, Elem: codec.StructSpec(vlanQoSMappingStruct), Index: vlanQoSEnum},
	4: {Name: "INGRESS_QOS", Kind: codec.NestArray, Elem: codec.StructSpec(vlanQoSMappingStruct), Index: vlanQoSEnum},
	5: {Name: "PROTOCOL", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
})

// vlanQoSEnum is IFLA_VLAN_QOS_* (linux/if_link.h). The kernel takes entries of any type, and not all programs call
// them mappings.
var vlanQoSEnum = codec.NewEnum("vlan_qos", "IFLA_VLAN_QOS_", codec.Names{1: "MAPPING"})

// vlanFlagsStruct is struct ifla_vlan_flags (linux/if_link.h).
var vlanFlagsStruct = &codec.Struct{Name: "ifla_vlan_flags", Members: []codec.Member{
	{Name: "flags", Kind: codec.U32, Enum: vlanFlagsEnum},
	{Name: "mask", Kind: codec.U32, Enum: vlanFlagsEnum},
}}

// vlanQoSMappingStruct is struct ifla_vlan_qos_mapping (linux/if_link.h).
var vlanQoSMappingStruct = &codec.Struct{Name: "ifla_vlan_qos_mapping", Members: []codec.Member{
	{Name: "from", Kind: codec.U32},
	{Name: "to", Kind: codec.U32},
}}

// vlanFlagsEnum is enum vlan_flags (linux/if_vlan.h).
var vlanFlagsEnum = codec.NewFlags("vlan_flags", "VLAN_FLAG_", []codec.Value{
	{Value: 0x1, Name: "REORDER_HDR"},
	{Value: 0x2, Name: "GVRP"},
	{Value: 0x4, Name: "LOOSE_BINDING"},
	{Value: 0x8, Name: "MVRP"},
	{Value: 0x10, Name: "BRIDGE_BINDING"},
})
