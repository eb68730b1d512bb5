package rtnl

import "github.com/nlkit/nlkit/codec"

// brportAttrs is IFLA_BRPORT_*: a port of a bridge in IFLA_PROTINFO and IFLA_INFO_SLAVE_DATA (linux/if_link.h).
var brportAttrs = codec.NewSet("IFLA_BRPORT_", codec.Attrs{
	1:  {Name: "STATE", Kind: codec.U8, Enum: bridgeStateEnum},
	2:  {Name: "PRIORITY", Kind: codec.U16},
	3:  {Name: "COST", Kind: codec.U32},
	4:  {Name: "MODE", Kind: codec.Switch},
	5:  {Name: "GUARD", Kind: codec.Switch},
	6:  {Name: "PROTECT", Kind: codec.Switch},
	7:  {Name: "FAST_LEAVE", Kind: codec.Switch},
	8:  {Name: "LEARNING", Kind: codec.Switch},
	9:  {Name: "UNICAST_FLOOD", Kind: codec.Switch},
	10: {Name: "PROXYARP", Kind: codec.Switch},
	11: {Name: "LEARNING_SYNC", Kind: codec.Switch},
	12: {Name: "PROXYARP_WIFI", Kind: codec.Switch},
	13: {Name: "ROOT_ID", Kind: codec.StructOf, Struct: bridgeIDStruct},
	14: {Name: "BRIDGE_ID", Kind: codec.StructOf, Struct: bridgeIDStruct},
	15: {Name: "DESIGNATED_PORT", Kind: codec.U16},
	16: {Name: "DESIGNATED_COST", Kind: codec.U16},
	17: {Name: "ID", Kind: codec.U16},
	18: {Name: "NO", Kind: codec.U16},
	19: {Name: "TOPOLOGY_CHANGE_ACK", Kind: codec.Bool},
	20: {Name: "CONFIG_PENDING", Kind: codec.Bool},
	21: {Name: "MESSAGE_AGE_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	22: {Name: "FORWARD_DELAY_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	23: {Name: "HOLD_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	24: {Name: "FLUSH", Kind: codec.Flag},
	25: {Name: "MULTICAST_ROUTER", Kind: codec.U8, Enum: mdbRouterEnum},
	26: {Name: "PAD", Kind: codec.Pad},
	27: {Name: "MCAST_FLOOD", Kind: codec.Switch},
	28: {Name: "MCAST_TO_UCAST", Kind: codec.Switch},
	29: {Name: "VLAN_TUNNEL", Kind: codec.Switch},
	30: {Name: "BCAST_FLOOD", Kind: codec.Switch},
	31: {Name: "GROUP_FWD_MASK", Kind: codec.U16},
	32: {Name: "NEIGH_SUPPRESS", Kind: codec.Switch},
	33: {Name: "ISOLATED", Kind: codec.Switch},
	34: {Name: "BACKUP_PORT", Kind: codec.U32, Unit: codec.LinkIndex},
	35: {Name: "MRP_RING_OPEN", Kind: codec.Switch},
	36: {Name: "MRP_IN_OPEN", Kind: codec.Switch},
	37: {Name: "MCAST_EHT_HOSTS_LIMIT", Kind: codec.U32},
	38: {Name: "MCAST_EHT_HOSTS_CNT", Kind: codec.U32},
	39: {Name: "LOCKED", Kind: codec.Switch},
	40: {Name: "MAB", Kind: codec.Switch},
	41: {Name: "MCAST_N_GROUPS", Kind: codec.U32},
	42: {Name: "MCAST_MAX_GROUPS", Kind: codec.U32},
	43: {Name: "NEIGH_VLAN_SUPPRESS", Kind: codec.Switch},
	44: {Name: "BACKUP_NHID", Kind: codec.U32},
	45: {Name: "NEIGH_FORWARD_GRAT", Kind: codec.Bool},
})

// bridgeIDStruct is struct ifla_bridge_id (linux/if_link.h); the two octets of prio are in network order.
var bridgeIDStruct = &codec.Struct{Name: "ifla_bridge_id", Members: []codec.Member{
	{Name: "prio", Kind: codec.BE16},
	{Name: "addr", Kind: codec.LLAddr, Len: 6},
}}
