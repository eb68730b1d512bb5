package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vlanAttrs is TCA_VLAN_* (linux/tc_act/tc_vlan.h).
var vlanAttrs = codec.NewSet("TCA_VLAN_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: vlanStruct},
	3: {Name: "PUSH_VLAN_ID", Kind: codec.U16},
	4: {Name: "PUSH_VLAN_PROTOCOL", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	5: {Name: "PAD", Kind: codec.Pad},
	6: {Name: "PUSH_VLAN_PRIORITY", Kind: codec.U8},
	7: {Name: "PUSH_ETH_DST", Kind: codec.LLAddr},
	8: {Name: "PUSH_ETH_SRC", Kind: codec.LLAddr},
})

// vlanStruct is struct tc_vlan (linux/tc_act/tc_vlan.h).
var vlanStruct = parmsOf("tc_vlan",
	codec.Member{Name: "v_action", Kind: codec.S32, Enum: vlanActionEnum},
)

// vlanActionEnum is TCA_VLAN_ACT_* (linux/tc_act/tc_vlan.h).
var vlanActionEnum = codec.NewEnum("tca_vlan_act", "TCA_VLAN_ACT_", codec.Names{
	1: "POP",
	2: "PUSH",
	3: "MODIFY",
	4: "POP_ETH",
	5: "PUSH_ETH",
})
