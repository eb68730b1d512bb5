package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vfInfoListAttrs is what IFLA_VFINFO_LIST holds: an IFLA_VF_INFO for each function (linux/if_link.h).
var vfInfoListAttrs = codec.NewSet("IFLA_VF_", codec.Attrs{
	1: {Name: "INFO", Kind: codec.Nest, Set: vfAttrs},
})

// vfAttrs is IFLA_VF_*: one virtual function (linux/if_link.h).
var vfAttrs = codec.NewSet("IFLA_VF_", codec.Attrs{
	1:  {Name: "MAC", Kind: codec.StructOf, Struct: vfMacStruct},
	2:  {Name: "VLAN", Kind: codec.StructOf, Struct: vfVlanStruct},
	3:  {Name: "TX_RATE", Kind: codec.StructOf, Struct: vfTxRateStruct},
	4:  {Name: "SPOOFCHK", Kind: codec.StructOf, Struct: vfSpoofchkStruct},
	5:  {Name: "LINK_STATE", Kind: codec.StructOf, Struct: vfLinkStateStruct},
	6:  {Name: "RATE", Kind: codec.StructOf, Struct: vfRateStruct},
	7:  {Name: "RSS_QUERY_EN", Kind: codec.StructOf, Struct: vfRssQueryEnStruct},
	8:  {Name: "STATS", Kind: codec.Nest, Set: vfStatsAttrs},
	9:  {Name: "TRUST", Kind: codec.StructOf, Struct: vfTrustStruct},
	10: {Name: "IB_NODE_GUID", Kind: codec.StructOf, Struct: vfGUIDStruct},
	11: {Name: "IB_PORT_GUID", Kind: codec.StructOf, Struct: vfGUIDStruct},
	12: {Name: "VLAN_LIST", Kind: codec.Nest, Set: vfVlanListAttrs},
	13: {Name: "BROADCAST", Kind: codec.StructOf, Struct: vfBroadcastStruct},
})

// vfStatsAttrs is IFLA_VF_STATS_* (linux/if_link.h).
var vfStatsAttrs = codec.NewSet("IFLA_VF_STATS_", codec.Attrs{
	0: {Name: "RX_PACKETS", Kind: codec.U64},
	1: {Name: "TX_PACKETS", Kind: codec.U64},
	2: {Name: "RX_BYTES", Kind: codec.U64},
	3: {Name: "TX_BYTES", Kind: codec.U64},
	4: {Name: "BROADCAST", Kind: codec.U64},
	5: {Name: "MULTICAST", Kind: codec.U64},
	6: {Name: "PAD", Kind: codec.Pad},
	7: {Name: "RX_DROPPED", Kind: codec.U64},
	8: {Name: "TX_DROPPED", Kind: codec.U64},
})

// vfVlanListAttrs is what IFLA_VF_VLAN_LIST holds: an IFLA_VF_VLAN_INFO for each tag (linux/if_link.h).
var vfVlanListAttrs = codec.NewSet("IFLA_VF_VLAN_", codec.Attrs{
	1: {Name: "INFO", Kind: codec.StructOf, Struct: vfVlanInfoStruct},
})

// vfMacStruct is struct ifla_vf_mac (linux/if_link.h).
var vfMacStruct = &codec.Struct{Name: "ifla_vf_mac", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "mac", Kind: codec.LLAddr, Len: 32, LenAttr: "IFLA_ADDRESS"},
}}

// vfBroadcastStruct is struct ifla_vf_broadcast (linux/if_link.h).
var vfBroadcastStruct = &codec.Struct{Name: "ifla_vf_broadcast", Members: []codec.Member{
	{Name: "broadcast", Kind: codec.LLAddr, Len: 32, LenAttr: "IFLA_ADDRESS"},
}}

// vfVlanStruct is struct ifla_vf_vlan (linux/if_link.h).
var vfVlanStruct = &codec.Struct{Name: "ifla_vf_vlan", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "vlan", Kind: codec.U32},
	{Name: "qos", Kind: codec.U32},
}}

// vfVlanInfoStruct is struct ifla_vf_vlan_info (linux/if_link.h).
var vfVlanInfoStruct = &codec.Struct{Name: "ifla_vf_vlan_info", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "vlan", Kind: codec.U32},
	{Name: "qos", Kind: codec.U32},
	{Name: "vlan_proto", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
}}

// vfTxRateStruct is struct ifla_vf_tx_rate (linux/if_link.h).
var vfTxRateStruct = &codec.Struct{Name: "ifla_vf_tx_rate", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "rate", Kind: codec.U32},
}}

// vfRateStruct is struct ifla_vf_rate (linux/if_link.h).
var vfRateStruct = &codec.Struct{Name: "ifla_vf_rate", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "min_tx_rate", Kind: codec.U32},
	{Name: "max_tx_rate", Kind: codec.U32},
}}

// vfSpoofchkStruct is struct ifla_vf_spoofchk (linux/if_link.h).
var vfSpoofchkStruct = &codec.Struct{Name: "ifla_vf_spoofchk", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "setting", Kind: codec.U32},
}}

// vfGUIDStruct is struct ifla_vf_guid (linux/if_link.h).
var vfGUIDStruct = &codec.Struct{Name: "ifla_vf_guid", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "guid", Kind: codec.U64},
}}

// vfLinkStateStruct is struct ifla_vf_link_state (linux/if_link.h).
var vfLinkStateStruct = &codec.Struct{Name: "ifla_vf_link_state", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "link_state", Kind: codec.U32, Enum: vfLinkStateEnum},
}}

// vfRssQueryEnStruct is struct ifla_vf_rss_query_en (linux/if_link.h).
var vfRssQueryEnStruct = &codec.Struct{Name: "ifla_vf_rss_query_en", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "setting", Kind: codec.U32},
}}

// vfTrustStruct is struct ifla_vf_trust (linux/if_link.h).
var vfTrustStruct = &codec.Struct{Name: "ifla_vf_trust", Members: []codec.Member{
	{Name: "vf", Kind: codec.U32},
	{Name: "setting", Kind: codec.U32},
}}

// vfLinkStateEnum is IFLA_VF_LINK_STATE_* (linux/if_link.h).
var vfLinkStateEnum = codec.NewEnum("ifla_vf_link_state", "IFLA_VF_LINK_STATE_", codec.Names{
	0: "AUTO",
	1: "ENABLE",
	2: "DISABLE",
})

// vfPortsAttrs is what IFLA_VF_PORTS holds: an IFLA_VF_PORT for each function (linux/if_link.h).
var vfPortsAttrs = codec.NewSet("IFLA_", codec.Attrs{
	1: {Name: "VF_PORT", Kind: codec.Nest, Set: portAttrs},
})

// portAttrs is IFLA_PORT_* of IFLA_VF_PORT and IFLA_PORT_SELF (linux/if_link.h).
var portAttrs = codec.NewSet("IFLA_PORT_", codec.Attrs{
	1: {Name: "VF", Kind: codec.U32},
	2: {Name: "PROFILE", Kind: codec.String},
	3: {Name: "VSI_TYPE", Kind: codec.StructOf, Struct: portVsiStruct},
	4: {Name: "INSTANCE_UUID", Kind: codec.Bytes},
	5: {Name: "HOST_UUID", Kind: codec.Bytes},
	6: {Name: "REQUEST", Kind: codec.U8, Enum: portRequestEnum},
	7: {Name: "RESPONSE", Kind: codec.U16, Enum: portResponseEnum},
})

// portVsiStruct is struct ifla_port_vsi (linux/if_link.h).
var portVsiStruct = &codec.Struct{Name: "ifla_port_vsi", Members: []codec.Member{
	{Name: "vsi_mgr_id", Kind: codec.U8},
	{Name: "vsi_type_id", Kind: codec.Array, Elem: codec.U8, Len: 3},
	{Name: "vsi_type_version", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 3},
}}

// portRequestEnum is PORT_REQUEST_* (linux/if_link.h).
var portRequestEnum = codec.NewEnum("port_request", "PORT_REQUEST_", codec.Names{
	0: "PREASSOCIATE",
	1: "PREASSOCIATE_RR",
	2: "ASSOCIATE",
	3: "DISASSOCIATE",
})

// portResponseEnum is PORT_VDP_RESPONSE_* and PORT_PROFILE_RESPONSE_* (linux/if_link.h).
var portResponseEnum = codec.NewSparse("port_response", "PORT_", []codec.Value{
	{Value: 0, Name: "VDP_RESPONSE_SUCCESS"},
	{Value: 1, Name: "VDP_RESPONSE_INVALID_FORMAT"},
	{Value: 2, Name: "VDP_RESPONSE_INSUFFICIENT_RESOURCES"},
	{Value: 3, Name: "VDP_RESPONSE_UNUSED_VTID"},
	{Value: 4, Name: "VDP_RESPONSE_VTID_VIOLATION"},
	{Value: 5, Name: "VDP_RESPONSE_VTID_VERSION_VIOALTION"},
	{Value: 6, Name: "VDP_RESPONSE_OUT_OF_SYNC"},
	{Value: 256, Name: "PROFILE_RESPONSE_SUCCESS"},
	{Value: 257, Name: "PROFILE_RESPONSE_INPROGRESS"},
	{Value: 258, Name: "PROFILE_RESPONSE_INVALID"},
	{Value: 259, Name: "PROFILE_RESPONSE_BADSTATE"},
	{Value: 260, Name: "PROFILE_RESPONSE_INSUFFICIENT_RESOURCES"},
	{Value: 261, Name: "PROFILE_RESPONSE_ERROR"},
})
