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
	{attr: "IFLA_BRIDGE_FLAGS", how: flagNames},
	{attr: "IFLA_BRIDGE_MODE", say: "mode", how: always},
	{attr: "IFLA_BRIDGE_VLAN_INFO", say: "vlan", how: bridgeVlans},
	{attr: "IFLA_BRIDGE_VLAN_TUNNEL_INFO", say: "tunnel", how: flat(vlanTunnelWords), each: true},
}}

var vlanTunnelWords = &words{rest: true, list: say("IFLA_BRIDGE_VLAN_TUNNEL_", "VID", "vlan", "ID", "id", "FLAGS", "")}

// Flags of struct bridge_vlan_info (linux/if_bridge.h).
const (
	vlanInfoRangeBegin = 0x8
	vlanInfoRangeEnd   = 0x10
	vlanInfoBrentry    = 0x20
)

// bridgeVlans says all VLANs, those that follow each other with the same flags as a range: "vlan 10-20 untagged".
func bridgeVlans(w *writer, dst []byte, as *word, first codec.Attr) []byte {
	var from, to, flags uint64
	for a, ok := first, true; ok; a, ok = a.Next() {
		if a.Type() != first.Type() || a.IsTail() {
			continue
		}
		vid, told := a.Field("vid")
		f, toldFlags := a.Field("flags")
		if !told || !toldFlags {
			dst = w.value(as.keyword(dst), a.Content())
			continue
		}
		f &^= vlanInfoBrentry
		if ends := f&vlanInfoRangeEnd != 0 && from != 0; ends || vid == to+1 && f == flags && from != 0 {
			to, flags = vid, f&^vlanInfoRangeEnd
			continue
		}
		dst = appendVlans(dst, as, first, from, to, flags)
		from, to, flags = vid, vid, f&^vlanInfoRangeBegin
	}
	return appendVlans(dst, as, first, from, to, flags)
}

// appendVlans says a VLAN, or a range.
func appendVlans(dst []byte, as *word, a codec.Attr, from, to, flags uint64) []byte {
	if from == 0 {
		return dst
	}
	dst = codec.AppendUint(as.keyword(dst), from)
	if to != from {
		dst = codec.AppendUint(append(dst, '-'), to)
	}
	m, _, _ := a.Content().Spec().Struct.Lookup("flags")
	return flagsOf(dst, m.Enum, flags, 0)
}
