package rtnl

import "github.com/nlkit/nlkit/codec"

// bridgeMrpAttrs is IFLA_BRIDGE_MRP_* (linux/if_bridge.h).
var bridgeMrpAttrs = codec.NewSet("IFLA_BRIDGE_MRP_", codec.Attrs{
	1:  {Name: "INSTANCE", Kind: codec.Nest, Set: mrpInstanceAttrs},
	2:  {Name: "PORT_STATE", Kind: codec.Nest, Set: mrpPortStateAttrs},
	3:  {Name: "PORT_ROLE", Kind: codec.Nest, Set: mrpPortRoleAttrs},
	4:  {Name: "RING_STATE", Kind: codec.Nest, Set: mrpRingStateAttrs},
	5:  {Name: "RING_ROLE", Kind: codec.Nest, Set: mrpRingRoleAttrs},
	6:  {Name: "START_TEST", Kind: codec.Nest, Set: mrpStartTestAttrs},
	7:  {Name: "INFO", Kind: codec.Nest, Set: mrpInfoAttrs},
	8:  {Name: "IN_ROLE", Kind: codec.Nest, Set: mrpInRoleAttrs},
	9:  {Name: "IN_STATE", Kind: codec.Nest, Set: mrpInStateAttrs},
	10: {Name: "START_IN_TEST", Kind: codec.Nest, Set: mrpStartInTestAttrs},
})

// mrpInstanceAttrs is IFLA_BRIDGE_MRP_INSTANCE_* (linux/if_bridge.h).
var mrpInstanceAttrs = codec.NewSet("IFLA_BRIDGE_MRP_INSTANCE_", codec.Attrs{
	1: {Name: "RING_ID", Kind: codec.U32},
	2: {Name: "P_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	3: {Name: "S_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	4: {Name: "PRIO", Kind: codec.U16},
})

// mrpPortStateAttrs is IFLA_BRIDGE_MRP_PORT_STATE_* (linux/if_bridge.h).
var mrpPortStateAttrs = codec.NewSet("IFLA_BRIDGE_MRP_PORT_STATE_", codec.Attrs{
	1: {Name: "STATE", Kind: codec.U32, Enum: mrpPortStateEnum},
})

// mrpPortRoleAttrs is IFLA_BRIDGE_MRP_PORT_ROLE_* (linux/if_bridge.h).
var mrpPortRoleAttrs = codec.NewSet("IFLA_BRIDGE_MRP_PORT_ROLE_", codec.Attrs{
	1: {Name: "ROLE", Kind: codec.U32, Enum: mrpPortRoleEnum},
})

// mrpRingStateAttrs is IFLA_BRIDGE_MRP_RING_STATE_* (linux/if_bridge.h).
var mrpRingStateAttrs = codec.NewSet("IFLA_BRIDGE_MRP_RING_STATE_", codec.Attrs{
	1: {Name: "RING_ID", Kind: codec.U32},
	2: {Name: "STATE", Kind: codec.U32, Enum: mrpRingStateEnum},
})

// mrpRingRoleAttrs is IFLA_BRIDGE_MRP_RING_ROLE_* (linux/if_bridge.h).
var mrpRingRoleAttrs = codec.NewSet("IFLA_BRIDGE_MRP_RING_ROLE_", codec.Attrs{
	1: {Name: "RING_ID", Kind: codec.U32},
	2: {Name: "ROLE", Kind: codec.U32, Enum: mrpRingRoleEnum},
})

// mrpStartTestAttrs is IFLA_BRIDGE_MRP_START_TEST_* (linux/if_bridge.h).
var mrpStartTestAttrs = codec.NewSet("IFLA_BRIDGE_MRP_START_TEST_", codec.Attrs{
	1: {Name: "RING_ID", Kind: codec.U32},
	2: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	3: {Name: "MAX_MISS", Kind: codec.U32},
	4: {Name: "PERIOD", Kind: codec.U32, Unit: codec.Microseconds},
	5: {Name: "MONITOR", Kind: codec.U32},
})

// mrpInfoAttrs is IFLA_BRIDGE_MRP_INFO_* (linux/if_bridge.h).
var mrpInfoAttrs = codec.NewSet("IFLA_BRIDGE_MRP_INFO_", codec.Attrs{
	1:  {Name: "RING_ID", Kind: codec.U32},
	2:  {Name: "P_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	3:  {Name: "S_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	4:  {Name: "PRIO", Kind: codec.U16},
	5:  {Name: "RING_STATE", Kind: codec.U32, Enum: mrpRingStateEnum},
	6:  {Name: "RING_ROLE", Kind: codec.U32, Enum: mrpRingRoleEnum},
	7:  {Name: "TEST_INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	8:  {Name: "TEST_MAX_MISS", Kind: codec.U32},
	9:  {Name: "TEST_MONITOR", Kind: codec.U32},
	10: {Name: "I_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	11: {Name: "IN_STATE", Kind: codec.U32, Enum: mrpInStateEnum},
	12: {Name: "IN_ROLE", Kind: codec.U32, Enum: mrpInRoleEnum},
	13: {Name: "IN_TEST_INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	14: {Name: "IN_TEST_MAX_MISS", Kind: codec.U32},
})

// mrpInRoleAttrs is IFLA_BRIDGE_MRP_IN_ROLE_* (linux/if_bridge.h).
var mrpInRoleAttrs = codec.NewSet("IFLA_BRIDGE_MRP_IN_ROLE_", codec.Attrs{
	1: {Name: "RING_ID", Kind: codec.U32},
	2: {Name: "IN_ID", Kind: codec.U16},
	3: {Name: "ROLE", Kind: codec.U32, Enum: mrpInRoleEnum},
	4: {Name: "I_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
})

// mrpInStateAttrs is IFLA_BRIDGE_MRP_IN_STATE_* (linux/if_bridge.h).
var mrpInStateAttrs = codec.NewSet("IFLA_BRIDGE_MRP_IN_STATE_", codec.Attrs{
	1: {Name: "IN_ID", Kind: codec.U32},
	2: {Name: "STATE", Kind: codec.U32, Enum: mrpInStateEnum},
})

// mrpStartInTestAttrs is IFLA_BRIDGE_MRP_START_IN_TEST_* (linux/if_bridge.h).
var mrpStartInTestAttrs = codec.NewSet("IFLA_BRIDGE_MRP_START_IN_TEST_", codec.Attrs{
	1: {Name: "IN_ID", Kind: codec.U32},
	2: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Microseconds},
	3: {Name: "MAX_MISS", Kind: codec.U32},
	4: {Name: "PERIOD", Kind: codec.U32, Unit: codec.Microseconds},
})

// mrpPortStateEnum is enum br_mrp_port_state_type (linux/mrp_bridge.h).
var mrpPortStateEnum = codec.NewEnum("br_mrp_port_state_type", "BR_MRP_PORT_STATE_", codec.Names{
	0: "DISABLED",
	1: "BLOCKED",
	2: "FORWARDING",
	3: "NOT_CONNECTED",
})

// mrpPortRoleEnum is enum br_mrp_port_role_type (linux/mrp_bridge.h).
var mrpPortRoleEnum = codec.NewEnum("br_mrp_port_role_type", "BR_MRP_PORT_ROLE_", codec.Names{
	0: "PRIMARY",
	1: "SECONDARY",
	2: "INTER",
})

// mrpRingStateEnum is enum br_mrp_ring_state_type (linux/mrp_bridge.h).
var mrpRingStateEnum = codec.NewEnum("br_mrp_ring_state_type", "BR_MRP_RING_STATE_", codec.Names{
	0: "OPEN",
	1: "CLOSED",
})

// mrpRingRoleEnum is enum br_mrp_ring_role_type (linux/mrp_bridge.h).
var mrpRingRoleEnum = codec.NewEnum("br_mrp_ring_role_type", "BR_MRP_RING_ROLE_", codec.Names{
	0: "DISABLED",
	1: "MRC",
	2: "MRM",
	3: "MRA",
})

// mrpInStateEnum is enum br_mrp_in_state_type (linux/mrp_bridge.h).
var mrpInStateEnum = codec.NewEnum("br_mrp_in_state_type", "BR_MRP_IN_STATE_", codec.Names{
	0: "OPEN",
	1: "CLOSED",
})

// mrpInRoleEnum is enum br_mrp_in_role_type (linux/mrp_bridge.h).
var mrpInRoleEnum = codec.NewEnum("br_mrp_in_role_type", "BR_MRP_IN_ROLE_", codec.Names{
	0: "DISABLED",
	1: "MIC",
	2: "MIM",
})
