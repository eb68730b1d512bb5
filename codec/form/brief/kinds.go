package brief

import "github.com/nlkit/nlkit/codec"

// kindWords is the settings of links, by kind. Those of kinds that are not here are all said that are not zero.
var kindWords = map[string]*words{
	"bond": bondWords, "bridge": bridgeWords, "vlan": vlanWords, "vxlan": vxlanWords, "geneve": geneveWords,
	"veth": pairWords, "vxcan": pairWords, "netkit": pairWords,
	"macvlan": macvlanWords, "macvtap": macvlanWords, "ipvlan": ipvlanWords, "ipvtap": ipvlanWords,
	"gre": greWords, "gretap": greWords, "ip6gre": greWords, "ip6gretap": greWords, "erspan": greWords,
	"ip6erspan": greWords, "vti": vtiWords, "vti6": vtiWords,
	"ipip": tunnelWords, "sit": tunnelWords, "ip6tnl": tunnelWords,
	"vrf": {rest: true, list: say("IFLA_VRF_", "TABLE", "table")},
	"xfrm": {rest: true, list: []word{{attr: "IFLA_XFRM_LINK", say: "dev", how: link},
		{attr: "IFLA_XFRM_IF_ID", say: "if_id", how: hexadecimal}}},
	"tun": {list: say("IFLA_TUN_", "TYPE", "mode", "OWNER", "user", "GROUP", "group", "PI", "pi", "VNET_HDR",
		"vnet_hdr", "MULTI_QUEUE", "multi_queue", "PERSIST", "persist")},
	"macsec": {list: append(say("IFLA_MACSEC_", "SCI", "sci", "PORT", "port", "ENCRYPT", "encrypt", "REPLAY_PROTECT",
		"replay", "WINDOW", "window", "OFFLOAD", "offload"),
		word{attr: "IFLA_MACSEC_VALIDATION", say: "validate", usual: 2})},
}

// Protocols of VLANs, ETH_P_8021Q and ETH_P_8021AD (linux/if_ether.h).
const (
	ethP8021Q  = 0x8100
	ethP8021AD = 0x88a8
)

func vlanProtocol(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	switch v, _ := a.Uint(); {
	case v == ethP8021AD:
		return append(as.keyword(dst), "802.1ad"...)
	case v != ethP8021Q:
		return said(w, dst, as, a)
	case w.request:
		return append(as.keyword(dst), "802.1Q"...)
	}
	return dst
}

var vlanWords = &words{rest: true, list: []word{
	{attr: "IFLA_VLAN_PROTOCOL", say: "protocol", how: vlanProtocol},
	{attr: "IFLA_VLAN_ID", say: "id", how: always},
	{attr: "IFLA_VLAN_FLAGS", how: vlanFlags},
	{attr: "IFLA_VLAN_INGRESS_QOS", say: "ingress-qos-map", how: qosMap},
	{attr: "IFLA_VLAN_EGRESS_QOS", say: "egress-qos-map", how: qosMap},
}}

// vlanReorderHdr is VLAN_FLAG_REORDER_HDR, which is usual (linux/if_vlan.h).
const vlanReorderHdr = 0x1

func vlanFlags(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	flags, _ := a.Field("flags")
	mask, _ := a.Field("mask")
	if c := a.Content(); c.Spec().Struct != nil {
		m, _, _ := c.Spec().Struct.Lookup("flags")
		if m == nil {
			return dst
		}
		if flags&vlanReorderHdr == 0 && mask&vlanReorderHdr != 0 {
			dst = append(dst, " reorder_hdr off"...)
		}
		return flagsOf(dst, m.Enum, flags, vlanReorderHdr)
	}
	return dst
}

// qosMap says a list of priorities, "0:1 2:3".
func qosMap(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	dst = append(append(dst, ' '), as.say...)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		from, known := c.Field("from")
		to, _ := c.Field("to")
		if known {
			dst = codec.AppendUint(append(codec.AppendUint(append(dst, ' '), from), ':'), to)
		}
	}
	return dst
}

var vxlanWords = &words{list: append([]word{
	{attr: "IFLA_VXLAN_COLLECT_METADATA", say: "external", how: present},
	{attr: "IFLA_VXLAN_VNIFILTER", say: "vnifilter", how: present},
	{attr: "IFLA_VXLAN_ID", say: "id"},
	{attr: "IFLA_VXLAN_GROUP", say: "remote"}, {attr: "IFLA_VXLAN_GROUP6", say: "remote"},
	{attr: "IFLA_VXLAN_LOCAL", say: "local"}, {attr: "IFLA_VXLAN_LOCAL6", say: "local"},
	{attr: "IFLA_VXLAN_LINK", say: "dev", how: link},
	{attr: "IFLA_VXLAN_LEARNING", say: "learning", usual: 1},
	{attr: "IFLA_VXLAN_AGEING", say: "ageing", usual: 300},
}, say("IFLA_VXLAN_", "PORT", "dstport", "TTL", "ttl", "TOS", "tos", "PROXY", "proxy", "RSC", "rsc", "L2MISS", "l2miss",
	"L3MISS", "l3miss", "GBP", "gbp", "GPE", "gpe", "LIMIT", "maxaddr", "DF", "df")...)}

var geneveWords = &words{list: append([]word{
	{attr: "IFLA_GENEVE_COLLECT_METADATA", say: "external", how: present},
}, say("IFLA_GENEVE_", "ID", "id", "REMOTE", "remote", "REMOTE6", "remote", "LOCAL", "local", "LOCAL6", "local",
	"PORT", "dstport", "TTL", "ttl", "TOS", "tos", "DF", "df")...)}

// pairWords is links that come in pairs.
var pairWords = &words{rest: true, list: append([]word{
	{attr: "VETH_INFO_PEER", say: "peer", how: peer},
	{attr: "VXCAN_INFO_PEER", say: "peer", how: peer},
	{attr: "IFLA_NETKIT_PEER_INFO", say: "peer", how: peer},
	{attr: "IFLA_NETKIT_SCRUB", say: "scrub", usual: 1},
	{attr: "IFLA_NETKIT_PEER_SCRUB", say: "peer_scrub", usual: 1},
}, say("IFLA_NETKIT_", "MODE", "mode", "POLICY", "policy", "PEER_POLICY", "peer_policy")...),
	silent: []string{"IFLA_NETKIT_PRIMARY"}}

// peer says the other end of a pair in the words of links.
func peer(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !a.IsNest() {
		return said(w, dst, as, a)
	}
	return peerWords.write(w, append(append(dst, ' '), as.say...), a, a.Spec().Set)
}

// peerWords is what requests say of it.
var peerWords = &words{list: []word{
	{how: linkSubject}, {how: linkFlags},
	{attr: "IFLA_MTU", say: "mtu"}, {attr: "IFLA_ADDRESS", say: "address"},
	{attr: "IFLA_NET_NS_PID", say: "netns pid"}, {attr: "IFLA_NET_NS_FD", say: "netns fd", how: always},
}, silent: []string{"IFLA_IFNAME", "IFLA_LINK"}}

var macvlanWords = &words{list: say("IFLA_MACVLAN_", "MODE", "mode", "FLAGS", "flags", "MACADDR_COUNT", "macaddrs")}

var ipvlanWords = &words{rest: true, list: []word{
	{attr: "IFLA_IPVLAN_MODE", say: "mode", how: always}, {attr: "IFLA_IPVLAN_FLAGS", say: "flags"},
}}

var greWords = &words{list: append([]word{
	{attr: "IFLA_GRE_COLLECT_METADATA", say: "external", how: present},
	{attr: "IFLA_GRE_REMOTE", say: "remote"}, {attr: "IFLA_GRE_LOCAL", say: "local"},
	{attr: "IFLA_GRE_LINK", say: "dev", how: link},
}, say("IFLA_GRE_", "TTL", "ttl", "TOS", "tos", "IKEY", "ikey", "OKEY", "okey", "IFLAGS", "iflags", "OFLAGS", "oflags",
	"ERSPAN_VER", "erspan_ver", "ERSPAN_INDEX", "erspan", "ERSPAN_DIR", "erspan_dir", "ERSPAN_HWID", "erspan_hwid",
	"FWMARK", "fwmark")...)}

var vtiWords = &words{rest: true, list: append([]word{
	{attr: "IFLA_VTI_REMOTE", say: "remote"}, {attr: "IFLA_VTI_LOCAL", say: "local"},
	{attr: "IFLA_VTI_LINK", say: "dev", how: link},
}, say("IFLA_VTI_", "IKEY", "ikey", "OKEY", "okey", "FWMARK", "fwmark")...)}

var tunnelWords = &words{list: append([]word{
	{attr: "IFLA_IPTUN_COLLECT_METADATA", say: "external", how: present},
	{attr: "IFLA_IPTUN_REMOTE", say: "remote"}, {attr: "IFLA_IPTUN_LOCAL", say: "local"},
	{attr: "IFLA_IPTUN_LINK", say: "dev", how: link},
	{attr: "IFLA_IPTUN_PROTO", say: "mode"},
}, say("IFLA_IPTUN_", "TTL", "ttl", "TOS", "tos", "6RD_PREFIX", "6rd-prefix", "FWMARK", "fwmark")...)}

var bondWords = &words{list: append([]word{
	{attr: "IFLA_BOND_MODE", say: "mode", how: named("balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad",
		"balance-tlb", "balance-alb")},
	{attr: "IFLA_BOND_XMIT_HASH_POLICY", say: "xmit_hash_policy", how: named("", "layer3+4", "layer2+3", "encap2+3",
		"encap3+4", "vlan+srcmac")},
	{attr: "IFLA_BOND_ACTIVE_SLAVE", say: "active_slave", how: link},
	{attr: "IFLA_BOND_PRIMARY", say: "primary", how: link},
	{attr: "IFLA_BOND_USE_CARRIER", say: "use_carrier", usual: 1},
}, say("IFLA_BOND_", "MIIMON", "miimon", "UPDELAY", "updelay", "DOWNDELAY", "downdelay", "ARP_INTERVAL", "arp_interval",
	"ARP_IP_TARGET", "arp_ip_target", "AD_LACP_RATE", "lacp_rate",
	"AD_SELECT", "ad_select", "MIN_LINKS", "min_links", "FAIL_OVER_MAC", "fail_over_mac")...)}

// bridgeWords leaves out the timers and counters of a bridge.
var bridgeWords = &words{list: append([]word{
	{attr: "IFLA_BR_STP_STATE", say: "stp_state", how: stpState},
	{attr: "IFLA_BR_PRIORITY", say: "priority", usual: 0x8000},
	{attr: "IFLA_BR_FORWARD_DELAY", say: "forward_delay", usual: 1500},
	{attr: "IFLA_BR_HELLO_TIME", say: "hello_time", usual: 200},
	{attr: "IFLA_BR_MAX_AGE", say: "max_age", usual: 2000},
	{attr: "IFLA_BR_AGEING_TIME", say: "ageing_time", usual: 30000},
	{attr: "IFLA_BR_VLAN_PROTOCOL", say: "vlan_protocol", how: vlanProtocol},
	{attr: "IFLA_BR_VLAN_DEFAULT_PVID", say: "vlan_default_pvid", usual: 1},
	{attr: "IFLA_BR_MCAST_SNOOPING", say: "mcast_snooping", usual: 1},
	{attr: "IFLA_BR_MCAST_ROUTER", say: "mcast_router", usual: 1},
}, say("IFLA_BR_", "VLAN_FILTERING", "vlan_filtering", "MCAST_QUERIER", "mcast_querier", "GROUP_FWD_MASK",
	"group_fwd_mask", "NF_CALL_IPTABLES", "nf_call_iptables", "NF_CALL_IP6TABLES", "nf_call_ip6tables",
	"NF_CALL_ARPTABLES", "nf_call_arptables", "VLAN_STATS_ENABLED", "vlan_stats_enabled", "FDB_MAX_LEARNED",
	"fdb_max_learned")...)}

// named says a number by the word that ip(8) has for it; "" goes without saying, except in requests.
func named(names ...string) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		v, ok := a.Uint()
		if !ok || v >= uint64(len(names)) || names[v] == "" {
			return said(w, dst, as, a)
		}
		return append(as.keyword(dst), names[v]...)
	}
}

// stpState says who runs the spanning tree of a bridge, in the numbers that ip(8) has for it.
func stpState(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Uint(); ok && (v != 0 || w.request) {
		return codec.AppendUint(as.keyword(dst), v)
	}
	return dst
}
