package brief

import "github.com/nlkit/nlkit/codec"

// portWords is the settings of the ports of links, by the kind of the link, and as ip(8) names them in requests.
var portWords = map[string]*words{
	"bridge": brportWords, "bridge_slave": brportWords,
	"bond": bondPortWords, "bond_slave": bondPortWords,
	"vrf": {rest: true, list: say("IFLA_VRF_PORT_", "TABLE", "table")},
}

// brportWords leaves out the timers and counters of a port of a bridge.
var brportWords = &words{list: append([]word{
	{attr: "IFLA_BRPORT_STATE", say: "state", usual: stateForwarding},
	{attr: "IFLA_BRPORT_PRIORITY", say: "priority", usual: 32},
	{attr: "IFLA_BRPORT_COST", say: "cost", usual: 2},
	{attr: "IFLA_BRPORT_LEARNING", say: "learning", usual: 1},
	{attr: "IFLA_BRPORT_UNICAST_FLOOD", say: "flood", usual: 1},
	{attr: "IFLA_BRPORT_MCAST_FLOOD", say: "mcast_flood", usual: 1},
	{attr: "IFLA_BRPORT_BCAST_FLOOD", say: "bcast_flood", usual: 1},
	{attr: "IFLA_BRPORT_MULTICAST_ROUTER", say: "mcast_router", usual: 1},
	{attr: "IFLA_BRPORT_BACKUP_PORT", say: "backup_port", how: link},
}, say("IFLA_BRPORT_", "MODE", "hairpin", "GUARD", "guard", "PROTECT", "root_block", "FAST_LEAVE", "fastleave",
	"PROXYARP", "proxy_arp", "PROXYARP_WIFI", "proxy_arp_wifi", "MCAST_TO_UCAST", "mcast_to_unicast", "VLAN_TUNNEL",
	"vlan_tunnel", "NEIGH_SUPPRESS", "neigh_suppress", "ISOLATED", "isolated", "LOCKED", "locked", "MAB", "mab",
	"GROUP_FWD_MASK", "group_fwd_mask", "BACKUP_NHID", "backup_nhid", "FLUSH", "fdb_flush")...)}

// stateForwarding is BR_STATE_FORWARDING (linux/if_bridge.h).
const stateForwarding = 3

var bondPortWords = &words{list: []word{
	{attr: "IFLA_BOND_SLAVE_STATE", say: "state"}, {attr: "IFLA_BOND_SLAVE_MII_STATUS", say: "mii_status"},
	{attr: "IFLA_BOND_SLAVE_QUEUE_ID", say: "queue_id"}, {attr: "IFLA_BOND_SLAVE_PRIO", say: "prio"},
}}

// protinfoWords is what a bridge says of a port, or IPv6 of a link.
var protinfoWords = &words{list: append(append([]word(nil), brportWords.list...),
	word{attr: "IFLA_INET6_TOKEN", say: "token"}, word{attr: "IFLA_INET6_ADDR_GEN_MODE", say: "addrgenmode"})}

// afBridgeWords is what a bridge has in the place of address families.
var afBridgeWords = &words{rest: true, list: []word{
	{attr: "IFLA_BRIDGE_FLAGS", how: func(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
		flags, _ := a.Uint()
		return flagsOf(dst, a.Content().Spec().Enum, flags, 0)
	}},
	{attr: "IFLA_BRIDGE_MODE", say: "mode", how: always},
	{attr: "IFLA_BRIDGE_VLAN_INFO", say: "vlan", how: bridgeVlan, each: true},
	{attr: "IFLA_BRIDGE_VLAN_TUNNEL_INFO", say: "tunnel", how: flat(vlanTunnelWords), each: true},
}}

var vlanTunnelWords = &words{rest: true, list: say("IFLA_BRIDGE_VLAN_TUNNEL_", "VID", "vlan", "ID", "id", "FLAGS", "")}

// Flags of struct bridge_vlan_info (linux/if_bridge.h).
const (
	vlanInfoRangeBegin = 0x8
	vlanInfoRangeEnd   = 0x10
	vlanInfoBrentry    = 0x20
)

// bridgeVlan says a VLAN, or with the one after it a range of them: "vlan 10-20 untagged".
func bridgeVlan(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	vid, _ := a.Field("vid")
	flags, ok := a.Field("flags")
	if !ok {
		return dst
	}
	if flags&vlanInfoRangeEnd != 0 {
		dst = append(dst, '-')
	} else {
		dst = as.keyword(dst)
	}
	dst = codec.AppendUint(dst, vid)
	if flags&vlanInfoRangeBegin != 0 {
		return dst // the flags are those of the end, too
	}
	m, _, _ := a.Content().Spec().Struct.Lookup("flags")
	return flagsOf(dst, m.Enum, flags, vlanInfoRangeEnd|vlanInfoBrentry)
}
