package rtnl

import "github.com/nlkit/nlkit/codec"

// bridgeCfmAttrs is IFLA_BRIDGE_CFM_* (linux/if_bridge.h).
var bridgeCfmAttrs = codec.NewSet("IFLA_BRIDGE_CFM_", codec.Attrs{
	1:  {Name: "MEP_CREATE", Kind: codec.Nest, Set: cfmMepCreateAttrs},
	2:  {Name: "MEP_DELETE", Kind: codec.Nest, Set: cfmMepDeleteAttrs},
	3:  {Name: "MEP_CONFIG", Kind: codec.Nest, Set: cfmMepConfigAttrs},
	4:  {Name: "CC_CONFIG", Kind: codec.Nest, Set: cfmCcConfigAttrs},
	5:  {Name: "CC_PEER_MEP_ADD", Kind: codec.Nest, Set: cfmCcPeerMepAttrs},
	6:  {Name: "CC_PEER_MEP_REMOVE", Kind: codec.Nest, Set: cfmCcPeerMepAttrs},
	7:  {Name: "CC_RDI", Kind: codec.Nest, Set: cfmCcRdiAttrs},
	8:  {Name: "CC_CCM_TX", Kind: codec.Nest, Set: cfmCcCcmTxAttrs},
	9:  {Name: "MEP_CREATE_INFO", Kind: codec.Nest, Set: cfmMepCreateAttrs},
	10: {Name: "MEP_CONFIG_INFO", Kind: codec.Nest, Set: cfmMepConfigAttrs},
	11: {Name: "CC_CONFIG_INFO", Kind: codec.Nest, Set: cfmCcConfigAttrs},
	12: {Name: "CC_RDI_INFO", Kind: codec.Nest, Set: cfmCcRdiAttrs},
	13: {Name: "CC_CCM_TX_INFO", Kind: codec.Nest, Set: cfmCcCcmTxAttrs},
	14: {Name: "CC_PEER_MEP_INFO", Kind: codec.Nest, Set: cfmCcPeerMepAttrs},
	15: {Name: "MEP_STATUS_INFO", Kind: codec.Nest, Set: cfmMepStatusAttrs},
	16: {Name: "CC_PEER_STATUS_INFO", Kind: codec.Nest, Set: cfmCcPeerStatusAttrs},
})

// cfmMepCreateAttrs is IFLA_BRIDGE_CFM_MEP_CREATE_* (linux/if_bridge.h).
var cfmMepCreateAttrs = codec.NewSet("IFLA_BRIDGE_CFM_MEP_CREATE_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "DOMAIN", Kind: codec.U32, Enum: cfmDomainEnum},
	3: {Name: "DIRECTION", Kind: codec.U32, Enum: cfmDirectionEnum},
	4: {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
})

// cfmMepDeleteAttrs is IFLA_BRIDGE_CFM_MEP_DELETE_* (linux/if_bridge.h).
var cfmMepDeleteAttrs = codec.NewSet("IFLA_BRIDGE_CFM_MEP_DELETE_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
})

// cfmMepConfigAttrs is IFLA_BRIDGE_CFM_MEP_CONFIG_* (linux/if_bridge.h).
var cfmMepConfigAttrs = codec.NewSet("IFLA_BRIDGE_CFM_MEP_CONFIG_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "UNICAST_MAC", Kind: codec.LLAddr},
	3: {Name: "MDLEVEL", Kind: codec.U32},
	4: {Name: "MEPID", Kind: codec.U32},
})

// cfmCcConfigAttrs is IFLA_BRIDGE_CFM_CC_CONFIG_* (linux/if_bridge.h).
var cfmCcConfigAttrs = codec.NewSet("IFLA_BRIDGE_CFM_CC_CONFIG_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "ENABLE", Kind: codec.U32},
	3: {Name: "EXP_INTERVAL", Kind: codec.U32, Enum: cfmIntervalEnum},
	4: {Name: "EXP_MAID", Kind: codec.Bytes},
})

// cfmCcPeerMepAttrs is IFLA_BRIDGE_CFM_CC_PEER_* (linux/if_bridge.h).
var cfmCcPeerMepAttrs = codec.NewSet("IFLA_BRIDGE_CFM_CC_PEER_", codec.Attrs{
	1: {Name: "MEP_INSTANCE", Kind: codec.U32},
	2: {Name: "MEPID", Kind: codec.U32},
})

// cfmCcRdiAttrs is IFLA_BRIDGE_CFM_CC_RDI_* (linux/if_bridge.h).
var cfmCcRdiAttrs = codec.NewSet("IFLA_BRIDGE_CFM_CC_RDI_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "RDI", Kind: codec.U32},
})

// cfmCcCcmTxAttrs is IFLA_BRIDGE_CFM_CC_CCM_TX_* (linux/if_bridge.h).
var cfmCcCcmTxAttrs = codec.NewSet("IFLA_BRIDGE_CFM_CC_CCM_TX_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "DMAC", Kind: codec.LLAddr},
	3: {Name: "SEQ_NO_UPDATE", Kind: codec.U32},
	4: {Name: "PERIOD", Kind: codec.U32, Unit: codec.Seconds},
	5: {Name: "IF_TLV", Kind: codec.U32},
	6: {Name: "IF_TLV_VALUE", Kind: codec.U8},
	7: {Name: "PORT_TLV", Kind: codec.U32},
	8: {Name: "PORT_TLV_VALUE", Kind: codec.U8},
})

// cfmMepStatusAttrs is IFLA_BRIDGE_CFM_MEP_STATUS_* (linux/if_bridge.h).
var cfmMepStatusAttrs = codec.NewSet("IFLA_BRIDGE_CFM_MEP_STATUS_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "OPCODE_UNEXP_SEEN", Kind: codec.U32},
	3: {Name: "VERSION_UNEXP_SEEN", Kind: codec.U32},
	4: {Name: "RX_LEVEL_LOW_SEEN", Kind: codec.U32},
})

// cfmCcPeerStatusAttrs is IFLA_BRIDGE_CFM_CC_PEER_STATUS_* (linux/if_bridge.h).
var cfmCcPeerStatusAttrs = codec.NewSet("IFLA_BRIDGE_CFM_CC_PEER_STATUS_", codec.Attrs{
	1: {Name: "INSTANCE", Kind: codec.U32},
	2: {Name: "PEER_MEPID", Kind: codec.U32},
	3: {Name: "CCM_DEFECT", Kind: codec.U32},
	4: {Name: "RDI", Kind: codec.U32},
	5: {Name: "PORT_TLV_VALUE", Kind: codec.U8},
	6: {Name: "IF_TLV_VALUE", Kind: codec.U8},
	7: {Name: "SEEN", Kind: codec.U32},
	8: {Name: "TLV_SEEN", Kind: codec.U32},
	9: {Name: "SEQ_UNEXP_SEEN", Kind: codec.U32},
})

// cfmDomainEnum is enum br_cfm_domain (linux/cfm_bridge.h).
var cfmDomainEnum = codec.NewEnum("br_cfm_domain", "BR_CFM_", codec.Names{
	0: "PORT",
	1: "VLAN",
})

// cfmDirectionEnum is enum br_cfm_mep_direction (linux/cfm_bridge.h).
var cfmDirectionEnum = codec.NewEnum("br_cfm_mep_direction", "BR_CFM_MEP_DIRECTION_", codec.Names{
	0: "DOWN",
	1: "UP",
})

// cfmIntervalEnum is enum br_cfm_ccm_interval (linux/cfm_bridge.h).
var cfmIntervalEnum = codec.NewEnum("br_cfm_ccm_interval", "BR_CFM_CCM_INTERVAL_", codec.Names{
	0: "NONE",
	1: "3_3_MS",
	2: "10_MS",
	3: "100_MS",
	4: "1_SEC",
	5: "10_SEC",
	6: "1_MIN",
	7: "10_MIN",
})
