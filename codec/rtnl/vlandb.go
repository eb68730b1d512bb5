package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vlanObject is the VLANs of bridges and their ports, with their options (linux/if_bridge.h).
var vlanObject = &codec.Object{Name: "bridge vlan", Header: brVlanMsgStruct, Set: vlandbAttrs, Keys: vlanKeys}

var vlanMessages = vlanObject.Messages(codec.Rows{
	{Type: 112, Name: "RTM_NEWVLAN", Op: codec.OpNew},
	{Type: 113, Name: "RTM_DELVLAN", Op: codec.OpDelete},
	{Type: 114, Name: "RTM_GETVLAN", Op: codec.OpGet, Set: vlandbDumpAttrs, Replies: []uint16{112}},
})

// vlanKeys: an entry may be for a range of VLANs.
var vlanKeys = []codec.Key{
	{In: "BRIDGE_VLANDB_ENTRY", Parts: []codec.Part{
		codec.Needs("br_vlan_msg.ifindex"),
		{From: []string{"BRIDGE_VLANDB_ENTRY_INFO.vid"}, Last: "BRIDGE_VLANDB_ENTRY_RANGE", Most: 4095},
	}},
	{In: "BRIDGE_VLANDB_GLOBAL_OPTIONS", Parts: []codec.Part{
		codec.Needs("br_vlan_msg.ifindex"),
		{From: []string{"BRIDGE_VLANDB_GOPTS_ID"}, Last: "BRIDGE_VLANDB_GOPTS_RANGE", Most: 4095},
	}},
}

// brVlanMsgStruct is struct br_vlan_msg (linux/if_bridge.h).
var brVlanMsgStruct = &codec.Struct{Name: "br_vlan_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "reserved1", Kind: codec.Pad, Len: 1},
	{Name: "reserved2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// vlandbAttrs is BRIDGE_VLANDB_* (linux/if_bridge.h).
var vlandbAttrs = codec.NewSet("BRIDGE_VLANDB_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: vlandbEntryAttrs},
	2: {Name: "GLOBAL_OPTIONS", Kind: codec.Nest, Set: vlandbGlobalAttrs},
})

// vlandbDumpAttrs is BRIDGE_VLANDB_DUMP_* (linux/if_bridge.h).
var vlandbDumpAttrs = codec.NewSet("BRIDGE_VLANDB_DUMP_", codec.Attrs{
	1: {Name: "FLAGS", Kind: codec.U32, Enum: vlandbDumpEnum},
})

// vlandbDumpEnum is BRIDGE_VLANDB_DUMPF_* (linux/if_bridge.h).
var vlandbDumpEnum = codec.NewFlags("bridge_vlandb_dumpf", "BRIDGE_VLANDB_DUMPF_", []codec.Value{
	{Value: 0x1, Name: "STATS"},
	{Value: 0x2, Name: "GLOBAL"},
})

// vlandbEntryAttrs is BRIDGE_VLANDB_ENTRY_* (linux/if_bridge.h).
var vlandbEntryAttrs = codec.NewSet("BRIDGE_VLANDB_ENTRY_", codec.Attrs{
	1:  {Name: "INFO", Kind: codec.StructOf, Struct: bridgeVlanInfoStruct},
	2:  {Name: "RANGE", Kind: codec.U16, Doc: "the last VLAN id, if the entry is for several"},
	3:  {Name: "STATE", Kind: codec.U8, Enum: bridgeStateEnum},
	4:  {Name: "TUNNEL_INFO", Kind: codec.Nest, Set: vlandbTunnelAttrs},
	5:  {Name: "STATS", Kind: codec.Nest, Set: vlandbStatsAttrs},
	6:  {Name: "MCAST_ROUTER", Kind: codec.U8, Enum: mdbRouterEnum},
	7:  {Name: "MCAST_N_GROUPS", Kind: codec.U32},
	8:  {Name: "MCAST_MAX_GROUPS", Kind: codec.U32},
	9:  {Name: "NEIGH_SUPPRESS", Kind: codec.U8},
	10: {Name: "NEIGH_FORWARD_GRAT", Kind: codec.U8},
})

// vlandbTunnelAttrs is BRIDGE_VLANDB_TINFO_* (linux/if_bridge.h).
var vlandbTunnelAttrs = codec.NewSet("BRIDGE_VLANDB_TINFO_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
	2: {Name: "CMD", Kind: codec.U32, Enum: vlandbTunnelEnum},
})

// vlandbTunnelEnum is the message types that stand for adding and removing a tunnel id (linux/rtnetlink.h).
var vlandbTunnelEnum = codec.NewSparse("bridge_vlandb_tinfo_cmd", "RTM_", []codec.Value{
	{Value: 17, Name: "DELLINK"},
	{Value: 19, Name: "SETLINK"},
})

// vlandbStatsAttrs is BRIDGE_VLANDB_STATS_* (linux/if_bridge.h).
var vlandbStatsAttrs = codec.NewSet("BRIDGE_VLANDB_STATS_", codec.Attrs{
	1: {Name: "RX_BYTES", Kind: codec.U64},
	2: {Name: "RX_PACKETS", Kind: codec.U64},
	3: {Name: "TX_BYTES", Kind: codec.U64},
	4: {Name: "TX_PACKETS", Kind: codec.U64},
	5: {Name: "PAD", Kind: codec.Pad},
})

// vlandbGlobalAttrs is BRIDGE_VLANDB_GOPTS_* (linux/if_bridge.h).
var vlandbGlobalAttrs = codec.NewSet("BRIDGE_VLANDB_GOPTS_", codec.Attrs{
	1:  {Name: "ID", Kind: codec.U16},
	2:  {Name: "RANGE", Kind: codec.U16, Doc: "the last VLAN id, if the options are of several"},
	3:  {Name: "MCAST_SNOOPING", Kind: codec.U8},
	4:  {Name: "MCAST_IGMP_VERSION", Kind: codec.U8},
	5:  {Name: "MCAST_MLD_VERSION", Kind: codec.U8},
	6:  {Name: "MCAST_LAST_MEMBER_CNT", Kind: codec.U32},
	7:  {Name: "MCAST_STARTUP_QUERY_CNT", Kind: codec.U32},
	8:  {Name: "MCAST_LAST_MEMBER_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	9:  {Name: "PAD", Kind: codec.Pad},
	10: {Name: "MCAST_MEMBERSHIP_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	11: {Name: "MCAST_QUERIER_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	12: {Name: "MCAST_QUERY_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	13: {Name: "MCAST_QUERY_RESPONSE_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	14: {Name: "MCAST_STARTUP_QUERY_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	15: {Name: "MCAST_QUERIER", Kind: codec.U8},
	16: {Name: "MCAST_ROUTER_PORTS", Kind: codec.Nest, Set: mdbAttrs},
	17: {Name: "MCAST_QUERIER_STATE", Kind: codec.Nest, Set: bridgeQuerierAttrs},
	18: {Name: "MSTI", Kind: codec.U16},
})
