package rtnl

import "github.com/nlkit/nlkit/codec"

// bondAttrs is IFLA_BOND_* (linux/if_link.h).
var bondAttrs = codec.NewSet("IFLA_BOND_", codec.Attrs{
	1:  {Name: "MODE", Kind: codec.U8, Enum: bondModeEnum},
	2:  {Name: "ACTIVE_SLAVE", Kind: codec.U32, Unit: codec.LinkIndex},
	3:  {Name: "MIIMON", Kind: codec.U32, Unit: codec.Milliseconds},
	4:  {Name: "UPDELAY", Kind: codec.U32, Unit: codec.Milliseconds},
	5:  {Name: "DOWNDELAY", Kind: codec.U32, Unit: codec.Milliseconds},
	6:  {Name: "USE_CARRIER", Kind: codec.Bool},
	7:  {Name: "ARP_INTERVAL", Kind: codec.U32, Unit: codec.Milliseconds},
	8:  {Name: "ARP_IP_TARGET", Kind: codec.NestArray, Elem: codec.Of(codec.IP4)},
	9:  {Name: "ARP_VALIDATE", Kind: codec.U32, Enum: bondARPValidateEnum},
	10: {Name: "ARP_ALL_TARGETS", Kind: codec.U32, Enum: bondARPTargetsEnum},
	11: {Name: "PRIMARY", Kind: codec.U32, Unit: codec.LinkIndex},
	12: {Name: "PRIMARY_RESELECT", Kind: codec.U8, Enum: bondPrimaryReselectEnum},
	13: {Name: "FAIL_OVER_MAC", Kind: codec.U8, Enum: bondFailOverMACEnum},
	14: {Name: "XMIT_HASH_POLICY", Kind: codec.U8, Enum: bondXmitPolicyEnum},
	15: {Name: "RESEND_IGMP", Kind: codec.U32},
	16: {Name: "NUM_PEER_NOTIF", Kind: codec.U8},
	17: {Name: "ALL_SLAVES_ACTIVE", Kind: codec.Bool},
	18: {Name: "MIN_LINKS", Kind: codec.U32},
	19: {Name: "LP_INTERVAL", Kind: codec.U32, Unit: codec.Seconds},
	20: {Name: "PACKETS_PER_SLAVE", Kind: codec.U32},
	21: {Name: "AD_LACP_RATE", Kind: codec.U8, Enum: bondLACPRateEnum},
	22: {Name: "AD_SELECT", Kind: codec.U8, Enum: bondADSelectEnum},
	23: {Name: "AD_INFO", Kind: codec.Nest, Set: bondADInfoAttrs},
	24: {Name: "AD_ACTOR_SYS_PRIO", Kind: codec.U16},
	25: {Name: "AD_USER_PORT_KEY", Kind: codec.U16},
	26: {Name: "AD_ACTOR_SYSTEM", Kind: codec.LLAddr},
	27: {Name: "TLB_DYNAMIC_LB", Kind: codec.Bool},
	28: {Name: "PEER_NOTIF_DELAY", Kind: codec.U32, Unit: codec.Milliseconds},
	29: {Name: "AD_LACP_ACTIVE", Kind: codec.Bool},
	30: {Name: "MISSED_MAX", Kind: codec.U8},
	31: {Name: "NS_IP6_TARGET", Kind: codec.NestArray, Elem: codec.Of(codec.IP6)},
	32: {Name: "COUPLED_CONTROL", Kind: codec.Bool},
	33: {Name: "BROADCAST_NEIGH", Kind: codec.Bool},
	34: {Name: "LACP_STRICT", Kind: codec.Bool},
})

// bondADInfoAttrs is IFLA_BOND_AD_INFO_* (linux/if_link.h).
var bondADInfoAttrs = codec.NewSet("IFLA_BOND_AD_INFO_", codec.Attrs{
	1: {Name: "AGGREGATOR", Kind: codec.U16},
	2: {Name: "NUM_PORTS", Kind: codec.U16},
	3: {Name: "ACTOR_KEY", Kind: codec.U16},
	4: {Name: "PARTNER_KEY", Kind: codec.U16},
	5: {Name: "PARTNER_MAC", Kind: codec.LLAddr},
})

// bondSlaveAttrs is IFLA_BOND_SLAVE_* (linux/if_link.h).
var bondSlaveAttrs = codec.NewSet("IFLA_BOND_SLAVE_", codec.Attrs{
	1:  {Name: "STATE", Kind: codec.U8, Enum: bondStateEnum},
	2:  {Name: "MII_STATUS", Kind: codec.U8, Enum: bondLinkEnum},
	3:  {Name: "LINK_FAILURE_COUNT", Kind: codec.U32},
	4:  {Name: "PERM_HWADDR", Kind: codec.LLAddr},
	5:  {Name: "QUEUE_ID", Kind: codec.U16},
	6:  {Name: "AD_AGGREGATOR_ID", Kind: codec.U16},
	7:  {Name: "AD_ACTOR_OPER_PORT_STATE", Kind: codec.U8, Enum: lacpStateEnum},
	8:  {Name: "AD_PARTNER_OPER_PORT_STATE", Kind: codec.U16, Enum: lacpStateEnum},
	9:  {Name: "PRIO", Kind: codec.S32},
	10: {Name: "ACTOR_PORT_PRIO", Kind: codec.U16},
	11: {Name: "AD_CHURN_ACTOR_STATE", Kind: codec.U8, Enum: bondChurnEnum},
	12: {Name: "AD_CHURN_PARTNER_STATE", Kind: codec.U8, Enum: bondChurnEnum},
})

// bondModeEnum is BOND_MODE_* (linux/if_bonding.h).
var bondModeEnum = codec.NewEnum("bond_mode", "BOND_MODE_", codec.Names{
	0: "ROUNDROBIN",
	1: "ACTIVEBACKUP",
	2: "XOR",
	3: "BROADCAST",
	4: "8023AD",
	5: "TLB",
	6: "ALB",
})

// bondARPValidateEnum is BOND_ARP_VALIDATE_* and BOND_ARP_FILTER* (the kernel's net/bonding.h).
var bondARPValidateEnum = codec.NewEnum("bond_arp_validate", "BOND_ARP_", codec.Names{
	0: "VALIDATE_NONE",
	1: "VALIDATE_ACTIVE",
	2: "VALIDATE_BACKUP",
	3: "VALIDATE_ALL",
	4: "FILTER",
	5: "FILTER_ACTIVE",
	6: "FILTER_BACKUP",
})

// bondARPTargetsEnum is BOND_ARP_TARGETS_* (the kernel's net/bonding.h).
var bondARPTargetsEnum = codec.NewEnum("bond_arp_targets", "BOND_ARP_TARGETS_", codec.Names{
	0: "ANY",
	1: "ALL",
})

// bondPrimaryReselectEnum is BOND_PRI_RESELECT_* (the kernel's net/bonding.h).
var bondPrimaryReselectEnum = codec.NewEnum("bond_pri_reselect", "BOND_PRI_RESELECT_", codec.Names{
	0: "ALWAYS",
	1: "BETTER",
	2: "FAILURE",
})

// bondFailOverMACEnum is BOND_FOM_* (the kernel's net/bonding.h).
var bondFailOverMACEnum = codec.NewEnum("bond_fom", "BOND_FOM_", codec.Names{
	0: "NONE",
	1: "ACTIVE",
	2: "FOLLOW",
})

// bondXmitPolicyEnum is BOND_XMIT_POLICY_* (linux/if_bonding.h).
var bondXmitPolicyEnum = codec.NewEnum("bond_xmit_policy", "BOND_XMIT_POLICY_", codec.Names{
	0: "LAYER2",
	1: "LAYER34",
	2: "LAYER23",
	3: "ENCAP23",
	4: "ENCAP34",
	5: "VLAN_SRCMAC",
})

// bondLACPRateEnum is AD_LACP_* (the kernel's net/bond_3ad.h).
var bondLACPRateEnum = codec.NewEnum("ad_lacp_rate", "AD_LACP_", codec.Names{
	0: "SLOW",
	1: "FAST",
})

// bondADSelectEnum is how an aggregator is chosen, BOND_AD_* (the kernel's net/bond_3ad.h).
var bondADSelectEnum = codec.NewEnum("bond_ad_select", "BOND_AD_", codec.Names{
	0: "STABLE",
	1: "BANDWIDTH",
	2: "COUNT",
	3: "PRIO",
})

// bondStateEnum is BOND_STATE_* (linux/if_bonding.h).
var bondStateEnum = codec.NewEnum("bond_state", "BOND_STATE_", codec.Names{
	0: "ACTIVE",
	1: "BACKUP",
})

// bondLinkEnum is BOND_LINK_* (linux/if_bonding.h).
var bondLinkEnum = codec.NewEnum("bond_link", "BOND_LINK_", codec.Names{
	0: "UP",
	1: "FAIL",
	2: "DOWN",
	3: "BACK",
})

// lacpStateEnum is LACP_STATE_* (linux/if_bonding.h).
var lacpStateEnum = codec.NewFlags("lacp_state", "LACP_STATE_", []codec.Value{
	{Value: 0x1, Name: "LACP_ACTIVITY"},
	{Value: 0x2, Name: "LACP_TIMEOUT"},
	{Value: 0x4, Name: "AGGREGATION"},
	{Value: 0x8, Name: "SYNCHRONIZATION"},
	{Value: 0x10, Name: "COLLECTING"},
	{Value: 0x20, Name: "DISTRIBUTING"},
	{Value: 0x40, Name: "DEFAULTED"},
	{Value: 0x80, Name: "EXPIRED"},
})

// bondChurnEnum is churn_state_t (the kernel's net/bond_3ad.h).
var bondChurnEnum = codec.NewEnum("churn_state_t", "AD_", codec.Names{
	0: "CHURN_MONITOR",
	1: "CHURN",
	2: "NO_CHURN",
})
