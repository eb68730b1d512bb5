package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// flowerAttrs is TCA_FLOWER_* (linux/pkt_cls.h). The kernel has vlan ids and MPLS labels in host order.
var flowerAttrs = codec.NewSet("TCA_FLOWER_", codec.Attrs{
	1:   {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2:   {Name: "INDEV", Kind: codec.String},
	3:   actionsSpec("ACT"),
	4:   {Name: "KEY_ETH_DST", Kind: codec.LLAddr},
	5:   {Name: "KEY_ETH_DST_MASK", Kind: codec.LLAddr},
	6:   {Name: "KEY_ETH_SRC", Kind: codec.LLAddr},
	7:   {Name: "KEY_ETH_SRC_MASK", Kind: codec.LLAddr},
	8:   {Name: "KEY_ETH_TYPE", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	9:   {Name: "KEY_IP_PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	10:  {Name: "KEY_IPV4_SRC", Kind: codec.IP4},
	11:  {Name: "KEY_IPV4_SRC_MASK", Kind: codec.IP4},
	12:  {Name: "KEY_IPV4_DST", Kind: codec.IP4},
	13:  {Name: "KEY_IPV4_DST_MASK", Kind: codec.IP4},
	14:  {Name: "KEY_IPV6_SRC", Kind: codec.IP6},
	15:  {Name: "KEY_IPV6_SRC_MASK", Kind: codec.IP6},
	16:  {Name: "KEY_IPV6_DST", Kind: codec.IP6},
	17:  {Name: "KEY_IPV6_DST_MASK", Kind: codec.IP6},
	18:  {Name: "KEY_TCP_SRC", Kind: codec.BE16},
	19:  {Name: "KEY_TCP_DST", Kind: codec.BE16},
	20:  {Name: "KEY_UDP_SRC", Kind: codec.BE16},
	21:  {Name: "KEY_UDP_DST", Kind: codec.BE16},
	22:  {Name: "FLAGS", Kind: codec.U32, Enum: clsFlagsEnum},
	23:  {Name: "KEY_VLAN_ID", Kind: codec.U16},
	24:  {Name: "KEY_VLAN_PRIO", Kind: codec.U8},
	25:  {Name: "KEY_VLAN_ETH_TYPE", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	26:  {Name: "KEY_ENC_KEY_ID", Kind: codec.BE32},
	27:  {Name: "KEY_ENC_IPV4_SRC", Kind: codec.IP4},
	28:  {Name: "KEY_ENC_IPV4_SRC_MASK", Kind: codec.IP4},
	29:  {Name: "KEY_ENC_IPV4_DST", Kind: codec.IP4},
	30:  {Name: "KEY_ENC_IPV4_DST_MASK", Kind: codec.IP4},
	31:  {Name: "KEY_ENC_IPV6_SRC", Kind: codec.IP6},
	32:  {Name: "KEY_ENC_IPV6_SRC_MASK", Kind: codec.IP6},
	33:  {Name: "KEY_ENC_IPV6_DST", Kind: codec.IP6},
	34:  {Name: "KEY_ENC_IPV6_DST_MASK", Kind: codec.IP6},
	35:  {Name: "KEY_TCP_SRC_MASK", Kind: codec.BE16},
	36:  {Name: "KEY_TCP_DST_MASK", Kind: codec.BE16},
	37:  {Name: "KEY_UDP_SRC_MASK", Kind: codec.BE16},
	38:  {Name: "KEY_UDP_DST_MASK", Kind: codec.BE16},
	39:  {Name: "KEY_SCTP_SRC_MASK", Kind: codec.BE16},
	40:  {Name: "KEY_SCTP_DST_MASK", Kind: codec.BE16},
	41:  {Name: "KEY_SCTP_SRC", Kind: codec.BE16},
	42:  {Name: "KEY_SCTP_DST", Kind: codec.BE16},
	43:  {Name: "KEY_ENC_UDP_SRC_PORT", Kind: codec.BE16},
	44:  {Name: "KEY_ENC_UDP_SRC_PORT_MASK", Kind: codec.BE16},
	45:  {Name: "KEY_ENC_UDP_DST_PORT", Kind: codec.BE16},
	46:  {Name: "KEY_ENC_UDP_DST_PORT_MASK", Kind: codec.BE16},
	47:  {Name: "KEY_FLAGS", Kind: codec.BE32, Enum: flowerKeyFlagsEnum},
	48:  {Name: "KEY_FLAGS_MASK", Kind: codec.BE32, Enum: flowerKeyFlagsEnum},
	49:  {Name: "KEY_ICMPV4_CODE", Kind: codec.U8},
	50:  {Name: "KEY_ICMPV4_CODE_MASK", Kind: codec.U8},
	51:  {Name: "KEY_ICMPV4_TYPE", Kind: codec.U8},
	52:  {Name: "KEY_ICMPV4_TYPE_MASK", Kind: codec.U8},
	53:  {Name: "KEY_ICMPV6_CODE", Kind: codec.U8},
	54:  {Name: "KEY_ICMPV6_CODE_MASK", Kind: codec.U8},
	55:  {Name: "KEY_ICMPV6_TYPE", Kind: codec.U8},
	56:  {Name: "KEY_ICMPV6_TYPE_MASK", Kind: codec.U8},
	57:  {Name: "KEY_ARP_SIP", Kind: codec.IP4},
	58:  {Name: "KEY_ARP_SIP_MASK", Kind: codec.IP4},
	59:  {Name: "KEY_ARP_TIP", Kind: codec.IP4},
	60:  {Name: "KEY_ARP_TIP_MASK", Kind: codec.IP4},
	61:  {Name: "KEY_ARP_OP", Kind: codec.U8, Enum: flowerArpOpEnum},
	62:  {Name: "KEY_ARP_OP_MASK", Kind: codec.U8},
	63:  {Name: "KEY_ARP_SHA", Kind: codec.LLAddr},
	64:  {Name: "KEY_ARP_SHA_MASK", Kind: codec.LLAddr},
	65:  {Name: "KEY_ARP_THA", Kind: codec.LLAddr},
	66:  {Name: "KEY_ARP_THA_MASK", Kind: codec.LLAddr},
	67:  {Name: "KEY_MPLS_TTL", Kind: codec.U8},
	68:  {Name: "KEY_MPLS_BOS", Kind: codec.U8},
	69:  {Name: "KEY_MPLS_TC", Kind: codec.U8},
	70:  {Name: "KEY_MPLS_LABEL", Kind: codec.U32},
	71:  {Name: "KEY_TCP_FLAGS", Kind: codec.BE16, Unit: codec.Hex},
	72:  {Name: "KEY_TCP_FLAGS_MASK", Kind: codec.BE16, Unit: codec.Hex},
	73:  {Name: "KEY_IP_TOS", Kind: codec.U8, Unit: codec.Hex},
	74:  {Name: "KEY_IP_TOS_MASK", Kind: codec.U8, Unit: codec.Hex},
	75:  {Name: "KEY_IP_TTL", Kind: codec.U8},
	76:  {Name: "KEY_IP_TTL_MASK", Kind: codec.U8},
	77:  {Name: "KEY_CVLAN_ID", Kind: codec.U16},
	78:  {Name: "KEY_CVLAN_PRIO", Kind: codec.U8},
	79:  {Name: "KEY_CVLAN_ETH_TYPE", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	80:  {Name: "KEY_ENC_IP_TOS", Kind: codec.U8, Unit: codec.Hex},
	81:  {Name: "KEY_ENC_IP_TOS_MASK", Kind: codec.U8, Unit: codec.Hex},
	82:  {Name: "KEY_ENC_IP_TTL", Kind: codec.U8},
	83:  {Name: "KEY_ENC_IP_TTL_MASK", Kind: codec.U8},
	84:  {Name: "KEY_ENC_OPTS", Kind: codec.Nest, Set: flowerEncOptsAttrs},
	85:  {Name: "KEY_ENC_OPTS_MASK", Kind: codec.Nest, Set: flowerEncOptsAttrs},
	86:  {Name: "IN_HW_COUNT", Kind: codec.U32},
	87:  {Name: "KEY_PORT_SRC_MIN", Kind: codec.BE16},
	88:  {Name: "KEY_PORT_SRC_MAX", Kind: codec.BE16},
	89:  {Name: "KEY_PORT_DST_MIN", Kind: codec.BE16},
	90:  {Name: "KEY_PORT_DST_MAX", Kind: codec.BE16},
	91:  {Name: "KEY_CT_STATE", Kind: codec.U16, Enum: flowerCtFlagsEnum},
	92:  {Name: "KEY_CT_STATE_MASK", Kind: codec.U16, Enum: flowerCtFlagsEnum},
	93:  {Name: "KEY_CT_ZONE", Kind: codec.U16},
	94:  {Name: "KEY_CT_ZONE_MASK", Kind: codec.U16, Unit: codec.Hex},
	95:  {Name: "KEY_CT_MARK", Kind: codec.U32, Unit: codec.Hex},
	96:  {Name: "KEY_CT_MARK_MASK", Kind: codec.U32, Unit: codec.Hex},
	97:  {Name: "KEY_CT_LABELS", Kind: codec.Bytes, Doc: "16 octets"},
	98:  {Name: "KEY_CT_LABELS_MASK", Kind: codec.Bytes, Doc: "16 octets"},
	99:  {Name: "KEY_MPLS_OPTS", Kind: codec.Nest, Set: flowerMplsOptsAttrs},
	100: {Name: "KEY_HASH", Kind: codec.U32, Unit: codec.Hex},
	101: {Name: "KEY_HASH_MASK", Kind: codec.U32, Unit: codec.Hex},
	102: {Name: "KEY_NUM_OF_VLANS", Kind: codec.U8},
	103: {Name: "KEY_PPPOE_SID", Kind: codec.BE16},
	104: {Name: "KEY_PPP_PROTO", Kind: codec.BE16, Unit: codec.Hex, Doc: "PPP protocol"},
	105: {Name: "KEY_L2TPV3_SID", Kind: codec.BE32},
	106: {Name: "L2_MISS", Kind: codec.Bool},
	107: {Name: "KEY_CFM", Kind: codec.Nest, Set: flowerCfmAttrs},
	108: {Name: "KEY_SPI", Kind: codec.BE32, Unit: codec.Hex},
	109: {Name: "KEY_SPI_MASK", Kind: codec.BE32, Unit: codec.Hex},
	110: {Name: "KEY_ENC_FLAGS", Kind: codec.BE32, Enum: flowerKeyFlagsEnum},
	111: {Name: "KEY_ENC_FLAGS_MASK", Kind: codec.BE32, Enum: flowerKeyFlagsEnum},
})

// flowerArpOpEnum is the operations that flower matches, ARPOP_* (linux/if_arp.h).
var flowerArpOpEnum = codec.NewEnum("arpop", "ARPOP_", codec.Names{1: "REQUEST", 2: "REPLY"})

// flowerKeyFlagsEnum is TCA_FLOWER_KEY_FLAGS_* (linux/pkt_cls.h).
var flowerKeyFlagsEnum = codec.NewFlags("tca_flower_key_flags", "TCA_FLOWER_KEY_FLAGS_", []codec.Value{
	{Value: 1 << 0, Name: "IS_FRAGMENT"},
	{Value: 1 << 1, Name: "FRAG_IS_FIRST"},
	{Value: 1 << 2, Name: "TUNNEL_CSUM"},
	{Value: 1 << 3, Name: "TUNNEL_DONT_FRAGMENT"},
	{Value: 1 << 4, Name: "TUNNEL_OAM"},
	{Value: 1 << 5, Name: "TUNNEL_CRIT_OPT"},
})

// flowerCtFlagsEnum is TCA_FLOWER_KEY_CT_FLAGS_* (linux/pkt_cls.h).
var flowerCtFlagsEnum = codec.NewFlags("tca_flower_key_ct_flags", "TCA_FLOWER_KEY_CT_FLAGS_", []codec.Value{
	{Value: 1 << 0, Name: "NEW"},
	{Value: 1 << 1, Name: "ESTABLISHED"},
	{Value: 1 << 2, Name: "RELATED"},
	{Value: 1 << 3, Name: "TRACKED"},
	{Value: 1 << 4, Name: "INVALID"},
	{Value: 1 << 5, Name: "REPLY"},
})

// flowerCfmAttrs is TCA_FLOWER_KEY_CFM_*: connectivity fault management, IEEE 802.1Q (linux/pkt_cls.h).
var flowerCfmAttrs = codec.NewSet("TCA_FLOWER_KEY_CFM_", codec.Attrs{
	1: {Name: "MD_LEVEL", Kind: codec.U8},
	2: {Name: "OPCODE", Kind: codec.U8},
})

// flowerMplsOptsAttrs is TCA_FLOWER_KEY_MPLS_OPTS_*: an entry of the label stack each (linux/pkt_cls.h).
var flowerMplsOptsAttrs = codec.NewSet("TCA_FLOWER_KEY_MPLS_OPTS_", codec.Attrs{
	1: {Name: "LSE", Kind: codec.Nest, Set: flowerMplsLseAttrs},
})

// flowerMplsLseAttrs is TCA_FLOWER_KEY_MPLS_OPT_LSE_* (linux/pkt_cls.h).
var flowerMplsLseAttrs = codec.NewSet("TCA_FLOWER_KEY_MPLS_OPT_LSE_", codec.Attrs{
	1: {Name: "DEPTH", Kind: codec.U8, Doc: "1 is the outermost"},
	2: {Name: "TTL", Kind: codec.U8},
	3: {Name: "BOS", Kind: codec.U8},
	4: {Name: "TC", Kind: codec.U8},
	5: {Name: "LABEL", Kind: codec.U32},
})
