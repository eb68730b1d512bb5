package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// bridgeAttrs is IFLA_BR_* (linux/if_link.h).
var bridgeAttrs = codec.NewSet("IFLA_BR_", codec.Attrs{
	1:  {Name: "FORWARD_DELAY", Kind: codec.U32, Unit: codec.ClockTicks},
	2:  {Name: "HELLO_TIME", Kind: codec.U32, Unit: codec.ClockTicks},
	3:  {Name: "MAX_AGE", Kind: codec.U32, Unit: codec.ClockTicks},
	4:  {Name: "AGEING_TIME", Kind: codec.U32, Unit: codec.ClockTicks},
	5:  {Name: "STP_STATE", Kind: codec.U32, Enum: bridgeSTPEnum},
	6:  {Name: "PRIORITY", Kind: codec.U16},
	7:  {Name: "VLAN_FILTERING", Kind: codec.Bool},
	8:  {Name: "VLAN_PROTOCOL", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	9:  {Name: "GROUP_FWD_MASK", Kind: codec.U16},
	10: {Name: "ROOT_ID", Kind: codec.StructOf, Struct: bridgeIDStruct},
	11: {Name: "BRIDGE_ID", Kind: codec.StructOf, Struct: bridgeIDStruct},
	12: {Name: "ROOT_PORT", Kind: codec.U16},
	13: {Name: "ROOT_PATH_COST", Kind: codec.U32},
	14: {Name: "TOPOLOGY_CHANGE", Kind: codec.Bool},
	15: {Name: "TOPOLOGY_CHANGE_DETECTED", Kind: codec.Bool},
	16: {Name: "HELLO_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	17: {Name: "TCN_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	18: {Name: "TOPOLOGY_CHANGE_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	19: {Name: "GC_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	20: {Name: "GROUP_ADDR", Kind: codec.LLAddr},
	21: {Name: "FDB_FLUSH", Kind: codec.Flag},
	22: {Name: "MCAST_ROUTER", Kind: codec.U8, Enum: mdbRouterEnum},
	23: {Name: "MCAST_SNOOPING", Kind: codec.Bool},
	24: {Name: "MCAST_QUERY_USE_IFADDR", Kind: codec.Bool},
	25: {Name: "MCAST_QUERIER", Kind: codec.Bool},
	26: {Name: "MCAST_HASH_ELASTICITY", Kind: codec.U32},
	27: {Name: "MCAST_HASH_MAX", Kind: codec.U32},
	28: {Name: "MCAST_LAST_MEMBER_CNT", Kind: codec.U32},
	29: {Name: "MCAST_STARTUP_QUERY_CNT", Kind: codec.U32},
	30: {Name: "MCAST_LAST_MEMBER_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	31: {Name: "MCAST_MEMBERSHIP_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	32: {Name: "MCAST_QUERIER_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	33: {Name: "MCAST_QUERY_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	34: {Name: "MCAST_QUERY_RESPONSE_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	35: {Name: "MCAST_STARTUP_QUERY_INTVL", Kind: codec.U64, Unit: codec.ClockTicks},
	36: {Name: "NF_CALL_IPTABLES", Kind: codec.Bool},
	37: {Name: "NF_CALL_IP6TABLES", Kind: codec.Bool},
	38: {Name: "NF_CALL_ARPTABLES", Kind: codec.Bool},
	39: {Name: "VLAN_DEFAULT_PVID", Kind: codec.U16},
	40: {Name: "PAD", Kind: codec.Pad},
	41: {Name: "VLAN_STATS_ENABLED", Kind: codec.Bool},
	42: {Name: "MCAST_STATS_ENABLED", Kind: codec.Bool},
	43: {Name: "MCAST_IGMP_VERSION", Kind: codec.U8},
	44: {Name: "MCAST_MLD_VERSION", Kind: codec.U8},
	45: {Name: "VLAN_STATS_PER_PORT", Kind: codec.Bool},
	46: {Name: "MULTI_BOOLOPT", Kind: codec.StructOf, Struct: brBooloptMultiStruct},
	47: {Name: "MCAST_QUERIER_STATE", Kind: codec.Nest, Set: bridgeQuerierAttrs},
	48: {Name: "FDB_N_LEARNED", Kind: codec.U32},
	49: {Name: "FDB_MAX_LEARNED", Kind: codec.U32},
	50: {Name: "STP_MODE", Kind: codec.U32, Enum: bridgeSTPModeEnum},
})

// bridgeQuerierAttrs is BRIDGE_QUERIER_* (linux/if_bridge.h).
var bridgeQuerierAttrs = codec.NewSet("BRIDGE_QUERIER_", codec.Attrs{
	1: {Name: "IP_ADDRESS", Kind: codec.IP4},
	2: {Name: "IP_PORT", Kind: codec.U32, Unit: codec.LinkIndex},
	3: {Name: "IP_OTHER_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
	4: {Name: "PAD", Kind: codec.Pad},
	5: {Name: "IPV6_ADDRESS", Kind: codec.IP6},
	6: {Name: "IPV6_PORT", Kind: codec.U32, Unit: codec.LinkIndex},
	7: {Name: "IPV6_OTHER_TIMER", Kind: codec.U64, Unit: codec.ClockTicks},
})

// brBooloptMultiStruct is struct br_boolopt_multi (linux/if_bridge.h).
var brBooloptMultiStruct = &codec.Struct{Name: "br_boolopt_multi", Members: []codec.Member{
	{Name: "optval", Kind: codec.U32, Enum: brBooloptEnum},
	{Name: "optmask", Kind: codec.U32, Enum: brBooloptEnum},
}}

// brBooloptEnum is the bits numbered by enum br_boolopt_id (linux/if_bridge.h).
var brBooloptEnum = codec.NewFlags("br_boolopt_id", "BR_BOOLOPT_", []codec.Value{
	{Value: 0x1, Name: "NO_LL_LEARN"},
	{Value: 0x2, Name: "MCAST_VLAN_SNOOPING"},
	{Value: 0x4, Name: "MST_ENABLE"},
	{Value: 0x8, Name: "MDB_OFFLOAD_FAIL_NOTIFICATION"},
	{Value: 0x10, Name: "FDB_LOCAL_VLAN_0"},
})

// bridgeSTPEnum is who runs the spanning tree protocol (the kernel's net/bridge/br_private.h).
var bridgeSTPEnum = codec.NewEnum("br_stp_enabled", "BR_", codec.Names{
	0: "NO_STP",
	1: "KERNEL_STP",
	2: "USER_STP",
})

// bridgeSTPModeEnum is enum br_stp_mode (linux/if_link.h).
var bridgeSTPModeEnum = codec.NewEnum("br_stp_mode", "BR_STP_MODE_", codec.Names{
	0: "AUTO",
	1: "USER",
	2: "KERNEL",
})
