package oracle

// Pyroute2Disagreements are the places where pyroute2 0.7.2 reads something else.
var Pyroute2Disagreements = []Disagreement{
	{`^RTM_(NEW|DEL|GET)(NETCONF|ADDRLABEL|MDB|NEXTHOP|VLAN)$`, `skipped: no class$`, Neither, noClass},
	{`^NETLINK_SOCK_DIAG type 20$`, `skipped: no class$`, Neither, noClass + ": of AF_NETLINK and AF_PACKET sockets"},
	{`^NETLINK_NETFILTER type (\d|\d\d|2579)$`, `skipped: no class$`, Neither, noClass + ": of batches and of NFT_MSG_GETOBJ"},
	{`^(NETLINK_XFRM|macsec|ethtool) type \d+$`, `skipped: no class$`, Neither, noClass},
	{`^RTM_GET(ADDR|LINK)$`, `skipped: error: unpack_from`, Theirs,
		"the kernel takes the one octet of struct rtgenmsg for a request; pyroute2 wants all of struct ifinfomsg"},
	{`(^|/)state$`, `^'absent'\|'(up|down)'$`, Neither, "pyroute2 adds IFF_UP as a word to links"},
	{`(^|/)(__align|__pad|pad1|pad2|res1|res2)$`, `^'absent'\|(0|\(\))$`, Neither, "padding"},
	{`AF_INET/dummy$`, `^'absent'\|`, Neither, "pyroute2 takes the header of IFLA_INET_CONF for a first element"},
	{`IFLA_XDP_ATTACHED$`, `^0\|None$`, Neither, "pyroute2 has no word for XDP_ATTACHED_NONE, the 0 of enum xdp_attach (linux/if_link.h)"},
	{`IFLA_INET6_STATS/`, `^'absent'\|`, Neither, "kernels reorder IPSTATS_MIB_*, 4 and up: we give numbers, pyroute2 the names of its time"},
	{`IFLA_INET6_CONF/(rtr_solicits|accept_dad|use_tempaddr)$`, `^-1\|4294967295$`, Neither,
		"struct ipv6_devconf has __s32: -1 means without limit, or off"},
	{`FRA_SUPPRESS_PREFIXLEN$`, `^-1\|4294967295$`, Neither, "int suppress_prefixlen of struct fib_rule: -1 means off"},
	{`NETNSA_NSID$`, `^-1\|4294967295$`, Neither, "NETNSA_NSID_NOT_ASSIGNED is -1 (linux/net_namespace.h), NLA_S32 in the policy"},
	{`_(ROOT|BRIDGE)_ID/prio$`, `^32768\|128$`, Neither,
		"struct ifla_bridge_id has __u8 prio[2], most significant first: bridge and ip print 8000"},
	{`IFLA_VXLAN_TTL_INHERIT$`, `^0\|True$`, Neither, "the kernel answers with an octet, 0 or 1: the flag is in requests only"},
	{`TCA_(OPTIONS|XSTATS|STATS2/TCA_STATS_APP)$`, `^'[0-9a-f:]*'\|`, Neither, "traffic control has no tables yet"},
	{`(HE_CAP_(PPE|PHY|MAC)|EXT_CAPA(_MASK)?|rx_mask|HT_MCS_SET/reserved|VHT_CAPABILITY_MASK)$`, `\|\(\d+, `, Neither,
		"pyroute2 shows octets as a tuple"},
	{`IFLA_INFO_DATA/IFLA_IPTUN_\w+/name$`, `^'IFLA_IPTUN_(\w+)'\|'IFLA_(IPIP|SIT|IP6TNL)_\w+'$`, Neither, kindPrefix},
	{`IFLA_INFO_DATA/IFLA_GRE_\w+/name$`, `^'IFLA_GRE_(\w+)'\|'IFLA_IP6GRE_\w+'$`, Neither, kindPrefix},
	{`IFLA_INFO_DATA/IFLA_MACVLAN_\w+/name$`, `^'IFLA_MACVLAN_(\w+)'\|'IFLA_MACVTAP_\w+'$`, Neither, kindPrefix},
	{`IFLA_(MACVLAN_(MODE|FLAGS)|GENEVE_DF)$`, `^\d+\|'(bridge|private|none|unset)'$`, Neither, "pyroute2 gives a word"},
	{`FRA_(UID_RANGE|[SD]PORT_RANGE)$`, `^\{'start': (\d+), 'end': (\d+)\}\|'\d+:\d+'$`, Neither, "pyroute2 gives the range as text"},
	{`SEG6_IPTUNNEL_SRH/(tlvs|mode)$`, `^'absent'\|`, Neither, "pyroute2 takes the struct apart further"},
	{`STA_FLAGS/[A-Z_]+$`, `^'absent'\|(True|False)$`, Neither, "pyroute2 gives each flag a word"},
	{`RTM_SETLINK/IFLA_AF_SPEC/IFLA_BRIDGE_FLAGS/name$`, `\|'IFLA_BRIDGE_VLAN_FLAGS'$`, Neither,
		"enum of IFLA_BRIDGE_FLAGS in linux/if_bridge.h"},
	{`NL80211_BSS_(TSF|SIGNAL_MBM|CAPABILITY)$`, `^(-?\d+)\|\{'VALUE': -?\d+, `, Neither, "pyroute2 gives the number and a word for it"},
	{`NL80211_BSS_LAST_SEEN_BOOTTIME/name$`, `\|'NL80211_BSS_MAX'$`, Neither, "enum nl80211_bss of linux/nl80211.h has grown"},
	{`NL80211_BSS_(INFORMATION_ELEMENTS|BEACON_IES)/`, ``, Neither,
		"pyroute2 gives words for some 802.11 elements, we all elements: TestScan compares them"},
}

// noClass is why pyroute2 decodes none of a kind of messages.
const noClass = "pyroute2 has no class for them"

const kindPrefix = "the kernel has one enum for all kinds of tunnels or of macvlan, pyroute2 a prefix for each"
