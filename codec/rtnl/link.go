package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ifinfomsgStruct is struct ifinfomsg (linux/rtnetlink.h).
var ifinfomsgStruct = &codec.Struct{Name: "ifinfomsg", Members: []codec.Member{
	{Name: "ifi_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "__ifi_pad", Kind: codec.Pad, Len: 1},
	{Name: "ifi_type", Kind: codec.U16, Enum: linux.ARPHRDEnum, Unset: true},
	{Name: "ifi_index", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "ifi_flags", Kind: codec.U32, Enum: linux.IfFlagsEnum},
	{Name: "ifi_change", Kind: codec.U32, Enum: linux.IfFlagsEnum},
}}

// linkAttrs is IFLA_* (linux/if_link.h). The other end of a pair of links holds them again.
var linkAttrs = codec.DeclareSet("IFLA_")

var _ = linkAttrs.Define(codec.Attrs{
	1:  {Name: "ADDRESS", Kind: codec.LLAddr, Select: linkAddressByType},
	2:  {Name: "BROADCAST", Kind: codec.LLAddr, Select: linkAddressByType},
	3:  {Name: "IFNAME", Kind: codec.String},
	4:  {Name: "MTU", Kind: codec.U32},
	5:  {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	6:  {Name: "QDISC", Kind: codec.String},
	7:  {Name: "STATS", Kind: codec.StructOf, Struct: linkStatsStruct},
	8:  {Name: "COST", Kind: codec.Bytes},
	9:  {Name: "PRIORITY", Kind: codec.Bytes},
	10: {Name: "MASTER", Kind: codec.U32, Unit: codec.LinkIndex},
	11: {Name: "WIRELESS", Kind: codec.StructOf, Struct: iwEventStruct},
	12: {Name: "PROTINFO", Kind: codec.SubMessage, Select: codec.ByField("ifi_family", protinfoCases)},
	13: {Name: "TXQLEN", Kind: codec.U32},
	14: {Name: "MAP", Kind: codec.StructOf, Struct: linkIfmapStruct},
	15: {Name: "WEIGHT", Kind: codec.U32},
	16: {Name: "OPERSTATE", Kind: codec.U8, Enum: operStateEnum},
	17: {Name: "LINKMODE", Kind: codec.U8, Enum: linkModeEnum},
	18: {Name: "LINKINFO", Kind: codec.Nest, Set: linkInfoAttrs},
	19: {Name: "NET_NS_PID", Kind: codec.U32},
	20: {Name: "IFALIAS", Kind: codec.String},
	21: {Name: "NUM_VF", Kind: codec.U32},
	22: {Name: "VFINFO_LIST", Kind: codec.Nest, Set: vfInfoListAttrs},
	23: {Name: "STATS64", Kind: codec.StructOf, Struct: linkStats64Struct},
	24: {Name: "VF_PORTS", Kind: codec.Nest, Set: vfPortsAttrs},
	25: {Name: "PORT_SELF", Kind: codec.Nest, Set: portAttrs},
	26: {Name: "AF_SPEC", Kind: codec.Nest, Set: afSpecAttrs, Select: codec.ByField("ifi_family", afSpecCases)},
	27: {Name: "GROUP", Kind: codec.U32},
	28: {Name: "NET_NS_FD", Kind: codec.U32, Unit: codec.NetNSFD},
	29: {Name: "EXT_MASK", Kind: codec.U32, Enum: extMaskEnum},
	30: {Name: "PROMISCUITY", Kind: codec.U32},
	31: {Name: "NUM_TX_QUEUES", Kind: codec.U32},
	32: {Name: "NUM_RX_QUEUES", Kind: codec.U32},
	33: {Name: "CARRIER", Kind: codec.Bool},
	34: {Name: "PHYS_PORT_ID", Kind: codec.Bytes},
	35: {Name: "CARRIER_CHANGES", Kind: codec.U32},
	36: {Name: "PHYS_SWITCH_ID", Kind: codec.Bytes},
	37: {Name: "LINK_NETNSID", Kind: codec.S32},
	38: {Name: "PHYS_PORT_NAME", Kind: codec.String},
	39: {Name: "PROTO_DOWN", Kind: codec.Bool},
	40: {Name: "GSO_MAX_SEGS", Kind: codec.U32},
	41: {Name: "GSO_MAX_SIZE", Kind: codec.U32},
	42: {Name: "PAD", Kind: codec.Pad},
	43: {Name: "XDP", Kind: codec.Nest, Set: xdpAttrs},
	44: {Name: "EVENT", Kind: codec.U32, Enum: linkEventEnum},
	45: {Name: "NEW_NETNSID", Kind: codec.S32},
	46: {Name: "TARGET_NETNSID", Kind: codec.S32},
	47: {Name: "CARRIER_UP_COUNT", Kind: codec.U32},
	48: {Name: "CARRIER_DOWN_COUNT", Kind: codec.U32},
	49: {Name: "NEW_IFINDEX", Kind: codec.S32, Unit: codec.LinkIndex},
	50: {Name: "MIN_MTU", Kind: codec.U32},
	51: {Name: "MAX_MTU", Kind: codec.U32},
	52: {Name: "PROP_LIST", Kind: codec.Nest, Set: propListAttrs},
	53: {Name: "ALT_IFNAME", Kind: codec.String},
	54: {Name: "PERM_ADDRESS", Kind: codec.LLAddr, Select: linkAddressByType},
	55: {Name: "PROTO_DOWN_REASON", Kind: codec.Nest, Set: protoDownReasonAttrs},
	56: {Name: "PARENT_DEV_NAME", Kind: codec.String},
	57: {Name: "PARENT_DEV_BUS_NAME", Kind: codec.String},
	58: {Name: "GRO_MAX_SIZE", Kind: codec.U32},
	59: {Name: "TSO_MAX_SIZE", Kind: codec.U32},
	60: {Name: "TSO_MAX_SEGS", Kind: codec.U32},
	61: {Name: "ALLMULTI", Kind: codec.U32},
	62: {Name: "DEVLINK_PORT", Kind: codec.Nest, Set: devlinkPortAttrs},
	63: {Name: "GSO_IPV4_MAX_SIZE", Kind: codec.U32},
	64: {Name: "GRO_IPV4_MAX_SIZE", Kind: codec.U32},
	65: {Name: "DPLL_PIN", Kind: codec.Nest, Set: dpllPinAttrs},
	66: {Name: "MAX_PACING_OFFLOAD_HORIZON", Kind: codec.Uint, Unit: codec.Nanoseconds},
	67: {Name: "NETNS_IMMUTABLE", Kind: codec.Bool},
	68: {Name: "HEADROOM", Kind: codec.U16},
	69: {Name: "TAILROOM", Kind: codec.U16},
})

// linkAddressByType tells the addresses of IP tunnels, which are IP addresses, by ARPHRD_*.
var linkAddressByType = codec.ByField("ifi_type", codec.Cases{
	{Value: linux.ARPHRD_TUNNEL, Spec: codec.Of(codec.IP4)},
	{Value: linux.ARPHRD_TUNNEL6, Spec: codec.Of(codec.IP6)},
	{Value: linux.ARPHRD_SIT, Spec: codec.Of(codec.IP4)},
	{Value: linux.ARPHRD_IPGRE, Spec: codec.Of(codec.IP4)},
	{Value: linux.ARPHRD_IP6GRE, Spec: codec.Of(codec.IP6)},
})

// linkInfoAttrs is IFLA_INFO_* (linux/if_link.h).
var linkInfoAttrs = codec.NewSet("IFLA_INFO_", codec.Attrs{
	1: {Name: "KIND", Kind: codec.String},
	2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("IFLA_INFO_KIND", linkKindCases)},
	3: {Name: "XSTATS", Kind: codec.SubMessage, Select: codec.BySibling("IFLA_INFO_KIND", linkXstatsCases)},
	4: {Name: "SLAVE_KIND", Kind: codec.String},
	5: {Name: "SLAVE_DATA", Kind: codec.SubMessage,
		Select: codec.BySibling("IFLA_INFO_SLAVE_KIND", linkSlaveCases).
			Or(codec.BySibling("IFLA_INFO_KIND", slaveRequestCases))},
})

// propListAttrs is what IFLA_PROP_LIST may hold: any number of alternative names (linux/if_link.h).
var propListAttrs = codec.Subset(linkAttrs, "IFLA_ALT_IFNAME")

// protoDownReasonAttrs is IFLA_PROTO_DOWN_REASON_*; the administrator gives the bits their meaning (linux/if_link.h).
var protoDownReasonAttrs = codec.NewSet("IFLA_PROTO_DOWN_REASON_", codec.Attrs{
	1: {Name: "MASK", Kind: codec.U32},
	2: {Name: "VALUE", Kind: codec.U32},
})

// devlinkPortAttrs is the handle of a devlink port, some of DEVLINK_ATTR_* (linux/devlink.h).
var devlinkPortAttrs = codec.NewSet("DEVLINK_ATTR_", codec.Attrs{
	1:   {Name: "BUS_NAME", Kind: codec.String},
	2:   {Name: "DEV_NAME", Kind: codec.String},
	3:   {Name: "PORT_INDEX", Kind: codec.U32},
	184: {Name: "INDEX", Kind: codec.Uint},
})

// dpllPinAttrs is the handle of a DPLL pin, one of DPLL_A_PIN_* (linux/dpll.h).
var dpllPinAttrs = codec.NewSet("DPLL_A_PIN_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
})

// xdpAttrs is IFLA_XDP_* (linux/if_link.h).
var xdpAttrs = codec.NewSet("IFLA_XDP_", codec.Attrs{
	1: {Name: "FD", Kind: codec.S32},
	2: {Name: "ATTACHED", Kind: codec.U8, Enum: xdpAttachedEnum},
	3: {Name: "FLAGS", Kind: codec.U32, Enum: xdpFlagsEnum},
	4: {Name: "PROG_ID", Kind: codec.U32},
	5: {Name: "DRV_PROG_ID", Kind: codec.U32},
	6: {Name: "SKB_PROG_ID", Kind: codec.U32},
	7: {Name: "HW_PROG_ID", Kind: codec.U32},
	8: {Name: "EXPECTED_FD", Kind: codec.S32},
})

// xdpAttachedEnum is where a program is attached, XDP_ATTACHED_* (linux/if_link.h).
var xdpAttachedEnum = codec.NewEnum("xdp_attached", "XDP_ATTACHED_", codec.Names{
	0: "NONE",
	1: "DRV",
	2: "SKB",
	3: "HW",
	4: "MULTI",
})

// xdpFlagsEnum is how a program is to be attached, XDP_FLAGS_* (linux/if_link.h).
var xdpFlagsEnum = codec.NewFlags("xdp_flags", "XDP_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "UPDATE_IF_NOEXIST"},
	{Value: 0x2, Name: "SKB_MODE"},
	{Value: 0x4, Name: "DRV_MODE"},
	{Value: 0x8, Name: "HW_MODE"},
	{Value: 0x10, Name: "REPLACE"},
})

// linkEventEnum is why a notification was sent, IFLA_EVENT_* (linux/if_link.h).
var linkEventEnum = codec.NewEnum("ifla_event", "IFLA_EVENT_", codec.Names{
	0: "NONE",
	1: "REBOOT",
	2: "FEATURES",
	3: "BONDING_FAILOVER",
	4: "NOTIFY_PEERS",
	5: "IGMP_RESEND",
	6: "BONDING_OPTIONS",
})

// linkIfmapStruct is struct rtnl_link_ifmap (linux/if_link.h).
var linkIfmapStruct = &codec.Struct{Name: "rtnl_link_ifmap", Members: []codec.Member{
	{Name: "mem_start", Kind: codec.U64},
	{Name: "mem_end", Kind: codec.U64},
	{Name: "base_addr", Kind: codec.U64},
	{Name: "irq", Kind: codec.U16},
	{Name: "dma", Kind: codec.U8},
	{Name: "port", Kind: codec.U8},
}}

// iwEventStruct is struct iw_event (linux/wireless.h). The payload is the union that ends it, and what aligns that to a
// pointer of the captured host.
var iwEventStruct = &codec.Struct{Name: "iw_event", Members: []codec.Member{
	{Name: "len", Kind: codec.U16},
	{Name: "cmd", Kind: codec.U16, Enum: iwCommandEnum},
	{Name: "payload", Kind: codec.Bytes},
}}

// iwCommandEnum is the wireless extension requests and events, SIOC*IW* and IWEV* (linux/wireless.h).
var iwCommandEnum = codec.NewSparse("iw_event_cmd", "", []codec.Value{
	{Value: 0x8b00, Name: "SIOCSIWCOMMIT"},
	{Value: 0x8b01, Name: "SIOCGIWNAME"},
	{Value: 0x8b02, Name: "SIOCSIWNWID"},
	{Value: 0x8b03, Name: "SIOCGIWNWID"},
	{Value: 0x8b04, Name: "SIOCSIWFREQ"},
	{Value: 0x8b05, Name: "SIOCGIWFREQ"},
	{Value: 0x8b06, Name: "SIOCSIWMODE"},
	{Value: 0x8b07, Name: "SIOCGIWMODE"},
	{Value: 0x8b08, Name: "SIOCSIWSENS"},
	{Value: 0x8b09, Name: "SIOCGIWSENS"},
	{Value: 0x8b0a, Name: "SIOCSIWRANGE"},
	{Value: 0x8b0b, Name: "SIOCGIWRANGE"},
	{Value: 0x8b0c, Name: "SIOCSIWPRIV"},
	{Value: 0x8b0d, Name: "SIOCGIWPRIV"},
	{Value: 0x8b0e, Name: "SIOCSIWSTATS"},
	{Value: 0x8b0f, Name: "SIOCGIWSTATS"},
	{Value: 0x8b10, Name: "SIOCSIWSPY"},
	{Value: 0x8b11, Name: "SIOCGIWSPY"},
	{Value: 0x8b12, Name: "SIOCSIWTHRSPY"},
	{Value: 0x8b13, Name: "SIOCGIWTHRSPY"},
	{Value: 0x8b14, Name: "SIOCSIWAP"},
	{Value: 0x8b15, Name: "SIOCGIWAP"},
	{Value: 0x8b16, Name: "SIOCSIWMLME"},
	{Value: 0x8b17, Name: "SIOCGIWAPLIST"},
	{Value: 0x8b18, Name: "SIOCSIWSCAN"},
	{Value: 0x8b19, Name: "SIOCGIWSCAN"},
	{Value: 0x8b1a, Name: "SIOCSIWESSID"},
	{Value: 0x8b1b, Name: "SIOCGIWESSID"},
	{Value: 0x8b1c, Name: "SIOCSIWNICKN"},
	{Value: 0x8b1d, Name: "SIOCGIWNICKN"},
	{Value: 0x8b20, Name: "SIOCSIWRATE"},
	{Value: 0x8b21, Name: "SIOCGIWRATE"},
	{Value: 0x8b22, Name: "SIOCSIWRTS"},
	{Value: 0x8b23, Name: "SIOCGIWRTS"},
	{Value: 0x8b24, Name: "SIOCSIWFRAG"},
	{Value: 0x8b25, Name: "SIOCGIWFRAG"},
	{Value: 0x8b26, Name: "SIOCSIWTXPOW"},
	{Value: 0x8b27, Name: "SIOCGIWTXPOW"},
	{Value: 0x8b28, Name: "SIOCSIWRETRY"},
	{Value: 0x8b29, Name: "SIOCGIWRETRY"},
	{Value: 0x8b2a, Name: "SIOCSIWENCODE"},
	{Value: 0x8b2b, Name: "SIOCGIWENCODE"},
	{Value: 0x8b2c, Name: "SIOCSIWPOWER"},
	{Value: 0x8b2d, Name: "SIOCGIWPOWER"},
	{Value: 0x8b30, Name: "SIOCSIWGENIE"},
	{Value: 0x8b31, Name: "SIOCGIWGENIE"},
	{Value: 0x8b32, Name: "SIOCSIWAUTH"},
	{Value: 0x8b33, Name: "SIOCGIWAUTH"},
	{Value: 0x8b34, Name: "SIOCSIWENCODEEXT"},
	{Value: 0x8b35, Name: "SIOCGIWENCODEEXT"},
	{Value: 0x8b36, Name: "SIOCSIWPMKSA"},
	{Value: 0x8c00, Name: "IWEVTXDROP"},
	{Value: 0x8c01, Name: "IWEVQUAL"},
	{Value: 0x8c02, Name: "IWEVCUSTOM"},
	{Value: 0x8c03, Name: "IWEVREGISTERED"},
	{Value: 0x8c04, Name: "IWEVEXPIRED"},
	{Value: 0x8c05, Name: "IWEVGENIE"},
	{Value: 0x8c06, Name: "IWEVMICHAELMICFAILURE"},
	{Value: 0x8c07, Name: "IWEVASSOCREQIE"},
	{Value: 0x8c08, Name: "IWEVASSOCRESPIE"},
	{Value: 0x8c09, Name: "IWEVPMKIDCAND"},
})

// linkObject is links (linux/rtnetlink.h).
var linkObject = &codec.Object{Name: "link", Header: ifinfomsgStruct, Set: linkAttrs, Keys: linkKeys}

var linkMessages = linkObject.Messages(
	codec.NewDelGet(16, "RTM_NEWLINK", "RTM_DELLINK", "RTM_GETLINK", "RTM_SETLINK"),
)

// linkKeys: what AF_BRIDGE and AF_INET6 say of a link are objects of their own, which come and go while the link stays.
var linkKeys = []codec.Key{
	{When: codec.Only("ifi_family", linux.RTNL_FAMILY_IPMR), Parts: []codec.Part{
		codec.Needs("IFLA_AF_SPEC/IPMRA_TABLE_ID"),
	}},
	{Parts: []codec.Part{codec.Needs(".ifi_index"), codec.By(".ifi_family")}},
}

// linkpropMessages is the properties of links: their alternative names (linux/rtnetlink.h).
var linkpropMessages = linkObject.Messages(
	codec.NewDelGet(108, "RTM_NEWLINKPROP", "RTM_DELLINKPROP", "RTM_GETLINKPROP"),
)
