package brief_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/codec/tables"
)

var registry = tables.Registry()

// names are of the links in the tests.
var names = new(brief.Names).With(1, "lo").With(3, "eth0").With(5, "br0").With(11, "vb").With(12, "va")

type (
	fixed = map[string]any
	attrs = []codec.A
)

// message makes a message of NETLINK_ROUTE.
func message(t *testing.T, typ string, flags uint16, f fixed, a attrs) *codec.Message {
	t.Helper()
	b, err := (&codec.Encoder{Registry: registry}).Append(nil,
		&codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags, Fixed: f, Attrs: a})
	if err != nil {
		t.Fatalf("%s: %v", typ, err)
	}
	return decode(b, codec.Context{})
}

func decode(b []byte, c codec.Context) *codec.Message {
	m := new(codec.Message)
	_ = (&codec.Decoder{Registry: registry}).Decode(m, c, b) // a fault is in the message
	return m
}

func say(m *codec.Message) string { return string(brief.Append(nil, m, brief.Style{Names: names})) }

const (
	add  = codec.FlagRequest | codec.FlagAck | codec.FlagCreate | codec.FlagExcl
	dump = codec.FlagRequest | codec.FlagDump
)

// TestSentences says messages of each object as a person would.
func TestSentences(t *testing.T) {
	const up = "IFF_UP|IFF_BROADCAST|IFF_RUNNING|IFF_MULTICAST|IFF_LOWER_UP"
	for _, c := range []struct {
		typ   string
		flags uint16
		fixed fixed
		attrs attrs
		want  string
	}{
		{"RTM_NEWLINK", 0, fixed{"ifi_index": 12, "ifi_flags": up}, attrs{{Name: "IFLA_IFNAME", Value: "va"},
			{Name: "IFLA_LINK", Value: 11}, {Name: "IFLA_MTU", Value: 1500}, {Name: "IFLA_MASTER", Value: 5},
			{Name: "IFLA_OPERSTATE", Value: "IF_OPER_UP"}, {Name: "IFLA_TXQLEN", Value: 1000},
			{Name: "IFLA_GROUP", Value: 0}, {Name: "IFLA_QDISC", Value: "noqueue"}},
			"newlink 12 va@vb mtu 1500 up master br0"},
		{"RTM_NEWLINK", 0, fixed{"ifi_index": 12, "ifi_flags": "IFF_UP"}, attrs{{Name: "IFLA_IFNAME", Value: "va"},
			{Name: "IFLA_OPERSTATE", Value: "IF_OPER_DOWN"}, {Name: "IFLA_LINK", Value: 7},
			{Name: "IFLA_LINK_NETNSID", Value: 0}, {Name: "IFLA_QDISC", Value: "htb"}},
			"newlink 12 va@if7 up no-carrier qdisc htb link-netnsid 0"},
		{"RTM_NEWLINK", codec.FlagRequest, fixed{"ifi_index": 12}, attrs{{Name: "IFLA_MASTER", Value: 0},
			{Name: "IFLA_TXQLEN", Value: 1000}, {Name: "IFLA_GROUP", Value: 0}},
			"newlink 12 va nomaster qlen 1000 group 0"},
		{"RTM_SETLINK", codec.FlagRequest, fixed{"ifi_index": 3, "ifi_flags": "IFF_NOARP",
			"ifi_change": "IFF_UP|IFF_NOARP|IFF_PROMISC"}, nil, "setlink 3 eth0 down arp off promisc off"},
		{"RTM_NEWLINK", add, nil, attrs{{Name: "IFLA_IFNAME", Value: "v5"}, {Name: "IFLA_LINK", Value: 3},
			{Name: "IFLA_LINKINFO", Value: attrs{{Name: "IFLA_INFO_KIND", Value: "vlan"}, {Name: "IFLA_INFO_DATA",
				Value: attrs{{Name: "IFLA_VLAN_ID", Value: 5}, {Name: "IFLA_VLAN_PROTOCOL", Value: 0x88a8}}}}}},
			"newlink v5@eth0 type vlan protocol 802.1ad id 5"},
		{"RTM_NEWLINK", add, nil, attrs{{Name: "IFLA_IFNAME", Value: "a"},
			{Name: "IFLA_LINKINFO", Value: attrs{{Name: "IFLA_INFO_KIND", Value: "veth"}, {Name: "IFLA_INFO_DATA",
				Value: attrs{{Name: "VETH_INFO_PEER", Value: codec.Nested{Attrs: attrs{{Name: "IFLA_IFNAME", Value: "b"},
					{Name: "IFLA_NET_NS_PID", Value: 7}}}}}}}}},
			"newlink a type veth peer b netns pid 7"},
		{"RTM_NEWLINK", 0, fixed{"ifi_index": 5, "ifi_flags": up}, attrs{{Name: "IFLA_LINKINFO", Value: attrs{
			{Name: "IFLA_INFO_KIND", Value: "bridge"}, {Name: "IFLA_INFO_DATA", Value: attrs{
				{Name: "IFLA_BR_STP_STATE", Value: 1}, {Name: "IFLA_BR_AGEING_TIME", Value: 30000},
				{Name: "IFLA_BR_PRIORITY", Value: 0}, {Name: "IFLA_BR_ROOT_PATH_COST", Value: 7}}}}}},
			"newlink 5 br0 up type bridge stp_state 1 priority 0"},
		{"RTM_NEWLINK", add, nil, attrs{{Name: "IFLA_LINKINFO", Value: attrs{
			{Name: "IFLA_INFO_KIND", Value: "bridge"}, {Name: "IFLA_INFO_DATA", Value: attrs{
				{Name: "IFLA_BR_STP_STATE", Value: 0}, {Name: "IFLA_BR_AGEING_TIME", Value: 30000},
				{Name: "IFLA_BR_MCAST_HASH_MAX", Value: 7}}}}}},
			"newlink type bridge stp_state 0 ageing_time 5m0s mcast_hash_max 7"},
		{"RTM_NEWLINK", 0, fixed{"ifi_family": "AF_BRIDGE", "ifi_index": 12, "ifi_flags": up}, attrs{
			{Name: "IFLA_MASTER", Value: 5}, {Name: "IFLA_PROTINFO", Value: attrs{{Name: "IFLA_BRPORT_STATE", Value: 4},
				{Name: "IFLA_BRPORT_COST", Value: 2}, {Name: "IFLA_BRPORT_LEARNING", Value: false}}},
			{Name: "IFLA_AF_SPEC", Value: attrs{
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"flags": 0xa, "vid": 10}},
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"flags": 0x16, "vid": 20}}}}},
			"newlink 12 va family bridge up master br0 state blocking learning off vlan 10-20 pvid untagged"},
		{"RTM_SETLINK", codec.FlagRequest, fixed{"ifi_family": "AF_BRIDGE", "ifi_index": 12}, attrs{
			{Name: "IFLA_AF_SPEC", Value: attrs{{Name: "IFLA_BRIDGE_FLAGS", Value: 2},
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"vid": 1, "flags": 6}},
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"vid": 2}},
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"vid": 3, "flags": 0x20}},
				{Name: "IFLA_BRIDGE_VLAN_INFO", Value: fixed{"vid": 5}}}}},
			"setlink 12 va family bridge self vlan 1 pvid untagged vlan 2-3 vlan 5"},
		{"RTM_DELLINK", 0, fixed{"ifi_index": 12, "ifi_flags": up}, attrs{{Name: "IFLA_IFNAME", Value: "va"},
			{Name: "IFLA_MTU", Value: 1500}, {Name: "IFLA_LINKINFO", Value: attrs{{Name: "IFLA_INFO_KIND", Value: "dummy"}}}},
			"dellink 12 va type dummy"},
		{"RTM_GETLINK", dump, nil, attrs{{Name: "IFLA_EXT_MASK", Value: 1}}, "getlink dump"},
		{"RTM_NEWADDR", add, fixed{"ifa_family": "AF_INET", "ifa_prefixlen": 24, "ifa_index": 12}, attrs{
			{Name: "IFA_LOCAL", Value: "10.0.0.1"}, {Name: "IFA_ADDRESS", Value: "10.0.0.1"},
			{Name: "IFA_BROADCAST", Value: "10.0.0.255"}, {Name: "IFA_LABEL", Value: "va"}},
			"newaddr 10.0.0.1/24 dev va"},
		{"RTM_NEWADDR", 0, fixed{"ifa_family": "AF_INET6", "ifa_prefixlen": 64, "ifa_index": 99}, attrs{
			{Name: "IFA_ADDRESS", Value: "2001:db8::1"}, {Name: "IFA_FLAGS", Value: "IFA_F_SECONDARY|IFA_F_MANAGETEMPADDR"},
			{Name: "IFA_CACHEINFO", Value: fixed{"ifa_valid": 60, "ifa_prefered": 30, "tstamp": 7}}},
			"newaddr 2001:db8::1/64 dev if99 temporary mngtmpaddr valid_lft 60sec preferred_lft 30sec"},
		{"RTM_NEWADDR", 0, fixed{"ifa_family": "AF_INET", "ifa_prefixlen": 31, "ifa_index": 12}, attrs{
			{Name: "IFA_LOCAL", Value: "10.0.0.1"}, {Name: "IFA_BROADCAST", Value: "10.0.0.9"}},
			"newaddr 10.0.0.1/31 dev va brd 10.0.0.9"},
		{"RTM_NEWMULTICAST", 0, fixed{"ifa_family": "AF_INET", "ifa_index": 12}, attrs{
			{Name: "IFA_MULTICAST", Value: "224.0.0.1"}}, "newmulticast 224.0.0.1 dev va"},
		{"RTM_NEWADDR", 0, fixed{"ifa_family": "AF_INET", "ifa_index": 3}, attrs{{Name: "IFA_FLAGS", Value: 0x20008}},
			"newaddr inet dev eth0 dadfailed 0x20000"},
		{"RTM_GETADDR", dump, fixed{"ifa_family": "AF_INET6", "ifa_index": 12}, nil, "getaddr inet6 dev va dump"},
		{"RTM_NEWROUTE", 0, fixed{"rtm_family": "AF_INET", "rtm_dst_len": 8, "rtm_table": "RT_TABLE_MAIN",
			"rtm_protocol": "RTPROT_STATIC", "rtm_type": "RTN_UNICAST"}, attrs{{Name: "RTA_DST", Value: "10.0.0.0"},
			{Name: "RTA_GATEWAY", Value: "192.0.2.1"}, {Name: "RTA_OIF", Value: 3}, {Name: "RTA_TABLE", Value: 254},
			{Name: "RTA_PREF", Value: 0}}, "newroute 10.0.0.0/8 via 192.0.2.1 dev eth0 table main proto static"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "1:", "tcm_parent": "root", "tcm_info": 2}, attrs{
			{Name: "TCA_KIND", Value: "htb"}, {Name: "TCA_OPTIONS", Value: attrs{
				{Name: "TCA_HTB_INIT", Value: fixed{"version": 0x30011, "rate2quantum": 10, "defcls": 0x20}},
				{Name: "TCA_HTB_DIRECT_QLEN", Value: 1000}}}, {Name: "TCA_HW_OFFLOAD", Value: false},
			{Name: "TCA_STATS", Value: fixed{"bytes": 7}}}, "newqdisc htb 1: dev eth0 root default 0x20"},
		{"RTM_NEWQDISC", add, fixed{"tcm_ifindex": 3, "tcm_parent": "1:1"}, attrs{{Name: "TCA_KIND", Value: "htb"},
			{Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_HTB_INIT", Value: fixed{"rate2quantum": 10}}}},
			{Name: "TCA_RATE", Value: fixed{"interval": -2, "ewma_log": 1}}},
			"newqdisc htb dev eth0 parent 1:1 r2q 10 default 0 rate { interval -2 ewma_log 1 }"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_parent": "1:2"}, attrs{{Name: "TCA_KIND", Value: "pfifo"},
			{Name: "TCA_OPTIONS", Value: fixed{"limit": 50}}, {Name: "TCA_HW_OFFLOAD", Value: true}},
			"newqdisc pfifo 0: dev eth0 parent 1:2 limit 50 offloaded"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "8001:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "fq_codel"}, {Name: "TCA_OPTIONS", Value: attrs{
				{Name: "TCA_FQ_CODEL_TARGET", Value: 5000}, {Name: "TCA_FQ_CODEL_LIMIT", Value: 10240},
				{Name: "TCA_FQ_CODEL_ECN", Value: 1}, {Name: "TCA_FQ_CODEL_FLOWS", Value: 1024}}}},
			"newqdisc fq_codel 8001: dev eth0 root limit 10240 flows 1024 target 5ms ecn"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "1:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "ets"}, {Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_ETS_NBANDS", Value: 3},
				{Name: "TCA_ETS_QUANTA", Value: attrs{{Name: "TCA_ETS_QUANTA_BAND", Value: 1514},
					{Name: "TCA_ETS_QUANTA_BAND", Value: 3028}}}}}},
			"newqdisc ets 1: dev eth0 root bands 3 quanta 1514 3028"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "1:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "sfq"}, {Name: "TCA_OPTIONS", Value: fixed{"v0": fixed{"quantum": 1514,
				"limit": 127}, "depth": 50, "max_P": 42949673}}},
			"newqdisc sfq 1: dev eth0 root quantum 1514 limit 127 depth 50 max_p 1%"},
		{"RTM_NEWQDISC", codec.FlagRequest, fixed{"tcm_ifindex": 3, "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "tbf"}, {Name: "TCA_STAB", Value: attrs{{Name: "TCA_STAB_BASE",
				Value: fixed{"overhead": 20, "mtu": 4096}}, {Name: "TCA_STAB_DATA", Value: []uint16{1, 2, 3}}}}},
			"newqdisc tbf dev eth0 root stab overhead 20 mtu 4096 data (6 octets)"},
		{"RTM_DELQDISC", codec.FlagRequest, fixed{"tcm_ifindex": 3, "tcm_parent": "ingress"}, nil,
			"delqdisc dev eth0 parent ffff:fff1"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "2:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "tbf"}, {Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_TBF_PARMS", Value: fixed{
				"rate": fixed{"rate": 125000, "overhead": 4, "linklayer": 2}, "limit": 3000, "buffer": 1280000}}}}},
			"newqdisc tbf 2: dev eth0 root rate 1Mbit burst 10Kb overhead 4 linklayer atm limit 3000"},
		{"RTM_NEWQDISC", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "2:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "netem"}, {Name: "TCA_OPTIONS", Value: codec.Nested{Fixed: fixed{"latency": 156250,
				"limit": 500, "loss": 42949673, "gap": 5}, Attrs: attrs{
				{Name: "TCA_NETEM_CORR", Value: fixed{"loss_corr": 1 << 30}},
				{Name: "TCA_NETEM_REORDER", Value: fixed{"probability": 1 << 31}},
				{Name: "TCA_NETEM_RATE", Value: fixed{"rate": 1<<32 - 1, "cell_overhead": -3}},
				{Name: "TCA_NETEM_RATE64", Value: 5000000000}, {Name: "TCA_NETEM_ECN", Value: 1}}}}},
			"newqdisc netem 2: dev eth0 root limit 500 delay 10ms loss 1% 25% gap 5 reorder 50% rate 40Gbit " +
				"cell_overhead -3 ecn"},
		{"RTM_NEWTCLASS", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "1:10", "tcm_parent": "1:1", "tcm_info": "10:"}, attrs{
			{Name: "TCA_KIND", Value: "htb"}, {Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_HTB_PARMS", Value: fixed{
				"rate": fixed{"rate": 1250000}, "ceil": fixed{"rate": 2500000}, "buffer": 192000, "cbuffer": 10000,
				"quantum": 12500, "prio": 3}}}}},
			"newtclass htb 1:10 dev eth0 parent 1:1 leaf 10: prio 3 rate 10Mbit ceil 20Mbit burst 15Kb cburst 1600b"},
		{"RTM_NEWTCLASS", add, fixed{"tcm_ifindex": 3, "tcm_parent": "1:"}, attrs{{Name: "TCA_KIND", Value: "htb"},
			{Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_HTB_PARMS", Value: fixed{"rate": fixed{"rate": 125}}}}}},
			"newtclass htb dev eth0 parent 1: rate 1Kbit ceil 0bit"},
		{"RTM_NEWTCLASS", add, fixed{"tcm_ifindex": 3, "tcm_parent": "1:"}, attrs{{Name: "TCA_KIND", Value: "htb"},
			{Name: "TCA_OPTIONS", Value: attrs{{Name: "TCA_HTB_PARMS", Value: fixed{"rate": fixed{"rate": 125},
				"ceil": fixed{"rate": 250}, "quantum": 1}}}}},
			"newtclass htb dev eth0 parent 1: quantum 1 rate 1Kbit ceil 2Kbit"},
		{"RTM_NEWTCLASS", 0, fixed{"tcm_ifindex": 3, "tcm_handle": "1:1", "tcm_parent": "1:"}, attrs{
			{Name: "TCA_KIND", Value: "hfsc"}, {Name: "TCA_OPTIONS", Value: attrs{
				{Name: "TCA_HFSC_RSC", Value: fixed{"m1": 250000, "d": 20000, "m2": 125000}},
				{Name: "TCA_HFSC_USC", Value: fixed{"m2": 125000}}}}},
			"newtclass hfsc 1:1 dev eth0 parent 1: rt m1 2Mbit d 20ms m2 1Mbit ul m2 1Mbit"},
		{"RTM_GETTCLASS", dump, fixed{"tcm_ifindex": 3}, nil, "gettclass dev eth0 dump"},
		{"RTM_GETROUTE", dump, fixed{"rtm_table": "RT_TABLE_MAIN"}, nil, "getroute table main dump"},
		{"RTM_NEWROUTE", codec.FlagRequest | codec.FlagCreate | codec.FlagReplace, fixed{"rtm_family": "AF_INET6",
			"rtm_table": 0, "rtm_flags": "RTNH_F_ONLINK"}, attrs{{Name: "RTA_TABLE", Value: 1000},
			{Name: "RTA_OIF", Value: 3}, {Name: "RTA_FLOW", Value: 0x10002}},
			"newroute inet6 default dev eth0 table 1000 realms 1/2 onlink replace"},
		{"RTM_NEWROUTE", add, fixed{"rtm_family": "AF_INET", "rtm_dst_len": 8}, attrs{{Name: "RTA_DST", Value: "10.0.0.0"},
			{Name: "RTA_MULTIPATH", Value: []codec.Nested{{Fixed: fixed{"rtnh_ifindex": 12}, Attrs: attrs{
				{Name: "RTA_ENCAP_TYPE", Value: "LWTUNNEL_ENCAP_IP"}, {Name: "RTA_ENCAP", Value: attrs{
					{Name: "LWTUNNEL_IP_ID", Value: 7}, {Name: "LWTUNNEL_IP_DST", Value: "192.0.2.1"}}}}}}}},
			"newroute 10.0.0.0/8 nexthop encap ip id 7 dst 192.0.2.1 dev va weight 1"},
		{"RTM_NEWROUTE", 0, fixed{"rtm_family": 128, "rtm_table": "RT_TABLE_DEFAULT", "rtm_type": "RTN_MULTICAST"},
			attrs{{Name: "RTA_SRC", Value: "192.0.2.1"}, {Name: "RTA_DST", Value: "239.1.1.1"},
				{Name: "RTA_IIF", Value: 3}, {Name: "RTA_MULTIPATH", Value: []codec.Nested{{Fixed: fixed{"rtnh_ifindex": 12}}}}},
			"newroute (192.0.2.1, 239.1.1.1) iif eth0 oifs va table default"},
		{"RTM_NEWRULE", 0, fixed{"family": "AF_INET6", "action": "FR_ACT_TO_TBL", "table": 254}, attrs{
			{Name: "FRA_SUPPRESS_PREFIXLEN", Value: -1}}, "newrule inet6 0: from all lookup main"},
		{"RTM_NEWNEIGH", 0, fixed{"ndm_family": "AF_BRIDGE", "ndm_ifindex": 12, "ndm_state": "NUD_NOARP|NUD_REACHABLE",
			"ndm_flags": "NTF_SELF|NTF_EXT_LEARNED"}, attrs{{Name: "NDA_LLADDR", Value: "02:00:00:00:00:01"},
			{Name: "NDA_DST", Value: "192.0.2.1"}, {Name: "NDA_IFINDEX", Value: 3}, {Name: "NDA_VLAN", Value: 0}},
			"newneigh 02:00:00:00:00:01 dev va via eth0 dst 192.0.2.1 static self extern_learn"},
		{"RTM_GETNEIGH", dump, nil, attrs{{Name: "NDA_MASTER", Value: 5}, {Name: "NDA_IFINDEX", Value: 12}},
			"getneigh dev va master br0 dump"},
		{"RTM_NEWNEIGHTBL", 0, nil, attrs{{Name: "NDTA_NAME", Value: "arp_cache"}, {Name: "NDTA_THRESH3", Value: 4096},
			{Name: "NDTA_PARMS", Value: attrs{{Name: "NDTPA_IFINDEX", Value: 3}, {Name: "NDTPA_RETRANS_TIME", Value: 1000}}}},
			"newneightbl arp_cache dev eth0 thresh3 4096"},
		{"RTM_NEWNEXTHOP", 0, fixed{"nh_protocol": "RTPROT_STATIC"}, attrs{{Name: "NHA_ID", Value: 9},
			{Name: "NHA_GROUP", Value: []fixed{{"id": 1}, {"id": 2, "weight": 1, "weight_high": 1}}}},
			"newnexthop id 9 group 1/2,258 proto static"},
		{"RTM_NEWNEXTHOPBUCKET", 0, nil, attrs{{Name: "NHA_ID", Value: 9}, {Name: "NHA_RES_BUCKET", Value: attrs{
			{Name: "NHA_RES_BUCKET_INDEX", Value: 0}, {Name: "NHA_RES_BUCKET_NH_ID", Value: 1}}}},
			"newnexthopbucket id 9 index 0 nhid 1"},
		{"RTM_NEWNETCONF", 0, fixed{"ncm_family": "AF_INET"}, attrs{{Name: "NETCONFA_IFINDEX", Value: -1},
			{Name: "NETCONFA_RP_FILTER", Value: 2}, {Name: "NETCONFA_FORWARDING", Value: 0}},
			"newnetconf inet dev all rp_filter loose"},
		{"RTM_NEWNETCONF", 0, fixed{"ncm_family": "AF_INET"}, attrs{{Name: "NETCONFA_IFINDEX", Value: 12},
			{Name: "NETCONFA_FORWARDING", Value: 0}}, "newnetconf inet dev va forwarding off"},
		{"RTM_NEWPREFIX", 0, fixed{"prefix_ifindex": 3, "prefix_len": 64, "prefix_flags": 3}, attrs{
			{Name: "PREFIX_ADDRESS", Value: "2001:db8::"}, {Name: "PREFIX_CACHEINFO", Value: fixed{"preferred_time": 5,
				"valid_time": 1<<32 - 1}}}, "newprefix 2001:db8::/64 dev eth0 onlink autoconf preferred_lft 5sec"},
		{"RTM_NEWADDRLABEL", 0, fixed{"ifal_prefixlen": 96, "ifal_index": 3}, attrs{
			{Name: "IFAL_ADDRESS", Value: "::"}, {Name: "IFAL_LABEL", Value: 0}},
			"newaddrlabel prefix ::/96 dev eth0 label 0"},
		{"RTM_NEWMDB", 0, fixed{"family": "AF_BRIDGE", "ifindex": 5}, attrs{{Name: "MDBA_MDB", Value: attrs{
			{Name: "MDBA_MDB_ENTRY", Value: attrs{{Name: "MDBA_MDB_ENTRY_INFO", Value: codec.Nested{
				Fixed: fixed{"ifindex": 12, "vid": 7, "state": 1, "addr": fixed{"u": "239.1.1.1", "proto": 0x800}}}}}}}}},
			"newmdb dev br0 port va grp 239.1.1.1 vid 7 permanent"},
		{"RTM_NEWMDB", add, fixed{"family": "AF_BRIDGE", "ifindex": 5}, attrs{{Name: "MDBA_SET_ENTRY", Value: fixed{
			"ifindex": 12, "addr": fixed{"u": "02:00:00:00:00:01", "proto": 0}}}},
			"newmdb dev br0 port va grp 02:00:00:00:00:01 temporary"},
		{"RTM_NEWVLAN", 0, fixed{"family": "AF_BRIDGE", "ifindex": 5}, attrs{
			{Name: "BRIDGE_VLANDB_GLOBAL_OPTIONS", Value: attrs{{Name: "BRIDGE_VLANDB_GOPTS_ID", Value: 7},
				{Name: "BRIDGE_VLANDB_GOPTS_RANGE", Value: 8}, {Name: "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", Value: 12501},
				{Name: "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", Value: 25499},
				{Name: "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", Value: 98}}}},
			"newvlan dev br0 global vlan 7-8 mcast_last_member_interval 980ms"},
		{"RTM_NEWVLAN", 0, fixed{"family": "AF_BRIDGE", "ifindex": 12}, attrs{
			{Name: "BRIDGE_VLANDB_ENTRY", Value: attrs{{Name: "BRIDGE_VLANDB_ENTRY_INFO", Value: fixed{"vid": 7, "flags": 4}},
				{Name: "BRIDGE_VLANDB_ENTRY_RANGE", Value: 9}, {Name: "BRIDGE_VLANDB_ENTRY_STATE", Value: 3}}}},
			"newvlan dev va vlan 7-9 untagged"},
		{"RTM_NEWTUNNEL", add, fixed{"ifindex": 3}, attrs{{Name: "VXLAN_VNIFILTER_ENTRY", Value: attrs{
			{Name: "VXLAN_VNIFILTER_ENTRY_START", Value: 7}, {Name: "VXLAN_VNIFILTER_ENTRY_END", Value: 9}}}},
			"newtunnel dev eth0 vni 7-9"},
		{"RTM_NEWSTATS", 0, fixed{"ifindex": 3}, attrs{{Name: "IFLA_STATS_LINK_64", Value: fixed{"rx_packets": 7}}},
			"newstats dev eth0 rx_packets 7"},
		{"RTM_GETDCB", codec.FlagRequest, fixed{"cmd": "DCB_CMD_IEEE_GET"}, attrs{{Name: "DCB_ATTR_IFNAME", Value: "eth0"}},
			"getdcb dev eth0 ieee_get"},
		{"RTM_NEWCACHEREPORT", 0, fixed{"rtgen_family": 128}, attrs{{Name: "IPMRA_CREPORT_MSGTYPE", Value: 1},
			{Name: "IPMRA_CREPORT_SRC_ADDR", Value: "192.0.2.1"}, {Name: "IPMRA_CREPORT_DST_ADDR", Value: "239.1.1.1"}},
			"newcachereport nocache from 192.0.2.1 to 239.1.1.1"},
		{"RTM_NEWNDUSEROPT", 0, fixed{"nduseropt_ifindex": 3, "nduseropt_opts_len": 24, "nduseropt_opts": append([]byte{25, 3,
			0, 0, 0, 0, 0, 60}, "\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x53"...)},
			attrs{{Name: "NDUSEROPT_SRCADDR", Value: "fe80::1"}},
			"newnduseropt dev eth0 from fe80::1 rdnss 2001:db8::53 lifetime 60sec"},
		{"RTM_DELNEIGH", codec.FlagRequest | codec.FlagBulk, fixed{"ndm_ifindex": 3}, nil, "delneigh dev eth0 bulk"},
	} {
		if got := say(message(t, c.typ, c.flags, c.fixed, c.attrs)); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", c.typ, got, c.want)
		}
	}
}

// TestControl says what comes of requests: quoted, known from before, and neither.
func TestControl(t *testing.T) {
	asked := message(t, "RTM_NEWADDR", add, fixed{"ifa_family": "AF_INET", "ifa_prefixlen": 24, "ifa_index": 12}, attrs{
		{Name: "IFA_LOCAL", Value: "10.0.0.1"}})
	told := attrs{{Name: "NLMSGERR_ATTR_MSG", Value: "Address already assigned"}}
	for _, c := range []struct {
		typ     string
		errno   int
		flags   uint16
		quoted  []byte
		attrs   attrs
		request *codec.Message
		want    string
	}{
		{"NLMSG_ERROR", 17, 0, asked.Bytes(), told, nil,
			`error EEXIST for newaddr 10.0.0.1/24 dev va: "Address already assigned"`},
		{"NLMSG_ERROR", 17, codec.FlagCapped, asked.Bytes()[:codec.HeaderLen], nil, asked,
			`error EEXIST for newaddr 10.0.0.1/24 dev va`},
		{"NLMSG_ERROR", 17, codec.FlagCapped, asked.Bytes()[:codec.HeaderLen], nil, nil, `error EEXIST for newaddr`},
		{"NLMSG_ERROR", 4000, 0, asked.Bytes(), attrs{{Name: "NLMSGERR_ATTR_OFFS", Value: 24}}, nil,
			`error 4000 for newaddr 10.0.0.1/24 dev va at IFA_LOCAL`},
		{"NLMSG_ERROR", 0, codec.FlagCapped, asked.Bytes()[:codec.HeaderLen], nil, asked, `ack for newaddr 10.0.0.1/24 dev va`},
		{"NLMSG_ERROR", 0, codec.FlagCapped, asked.Bytes()[:codec.HeaderLen], attrs{{Name: "NLMSGERR_ATTR_MSG", Value: "\x1b[2J"}},
			nil, `ack for newaddr: "\u001b[2J"`},
		{"NLMSG_DONE", 0, codec.FlagMulti, nil, nil, asked, `done`},
		{"NLMSG_DONE", 0, codec.FlagMulti | codec.FlagDumpIntr, nil, nil, nil, `done (the dump was interrupted)`},
		{"NLMSG_DONE", 2, codec.FlagMulti, nil, nil, asked, `error ENOENT at the end of newaddr 10.0.0.1/24 dev va`},
		{"NLMSG_NOOP", 0, 0, nil, nil, nil, `noop`},
		{"NLMSG_OVERRUN", 0, 0, nil, nil, nil, `overrun: messages were lost`},
	} {
		r := &codec.Request{Protocol: "NETLINK_ROUTE", Type: c.typ, Flags: c.flags}
		if c.typ == "NLMSG_ERROR" || c.typ == "NLMSG_DONE" {
			r.Fixed = fixed{"error": -c.errno}
		}
		b, err := (&codec.Encoder{Registry: registry}).Append(nil, r)
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, c.quoted...)
		if len(c.attrs) > 0 {
			tlvs, err := (&codec.Encoder{Registry: registry}).Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE",
				Type: "NLMSG_DONE", Flags: codec.FlagAckTLVs, Fixed: fixed{"error": 0}, Attrs: c.attrs})
			if err != nil {
				t.Fatal(err)
			}
			b = append(b, tlvs[codec.HeaderLen+4:]...)
			b[7] |= codec.FlagAckTLVs >> 8
		}
		b[0] = byte(len(b))
		got := string(brief.Append(nil, decode(b, codec.Context{}), brief.Style{Names: names, Request: c.request}))
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestRough says what is damaged, not told, or unknown.
func TestRough(t *testing.T) {
	route := message(t, "RTM_NEWROUTE", 0, fixed{"rtm_family": "AF_INET", "rtm_dst_len": 8, "rtm_table": 254}, attrs{
		{Name: "RTA_DST", Value: "10.0.0.0"}, {Name: "RTA_OIF", Value: 3}, {Name: "RTA_GATEWAY", Value: "192.0.2.1"},
	}).Bytes()
	link := message(t, "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, attrs{{Name: "IFLA_MTU", Value: 1500}}).Bytes()
	with := func(b []byte, at int, octets ...byte) []byte {
		c := append([]byte(nil), b...)
		copy(c[at:], octets)
		return c
	}
	mapping, err := hex.DecodeString("50000000260000000000000000000000c0000201" + strings.Repeat("00", 12) +
		"00000077" + "02003200" + "00000000" + "c0000202" + strings.Repeat("00", 12) + "c0000202" +
		strings.Repeat("00", 12) + "119411f8")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what     string
		b        []byte
		protocol int
		missing  []codec.Span
		want     string
	}{
		{"cut", route[:len(route)-3], 0, nil,
			"newroute 10.0.0.0/8 via 0xc0 dev eth0 table main ! "},
		{"an index by name", route, 0, []codec.Span{{From: 40, To: 44, Text: `if_nametoindex("eth9")`}},
			"newroute 10.0.0.0/8 via 192.0.2.1 dev eth9 table main"},
		{"the same in hexadecimal", route, 0, []codec.Span{{From: 40, To: 44, Text: `if_nametoindex("\x1b\x30")`}},
			`newroute 10.0.0.0/8 via 192.0.2.1 dev "\u001b0" table main`},
		{"an address not told", route, 0, []codec.Span{{From: 32, To: 36}}, "newroute ? via 192.0.2.1 dev eth0 table main"},
		{"flags not told", link, 0, []codec.Span{{From: 24, To: 28, Text: "IFF_ODD"}}, "newlink 12 va mtu 1500 flags IFF_ODD"},
		{"an orderly text", link, 0, []codec.Span{{From: 24, To: 28, Text: "\x1b[2J"}}, `newlink 12 va mtu 1500 flags \x1b[2J`},
		{"an index not told", link, 0, []codec.Span{{From: 20, To: 24, Text: `if_nametoindex("w0")`}}, "newlink w0 mtu 1500 down"},
		{"an unknown attribute", with(link, 34, 0xff, 0x0f), 0, nil, "newlink 12 va down"},
		{"the same in a request", with(with(link, 34, 0xff, 0x0f), 6, codec.FlagRequest), 0, nil, "newlink 12 va 4095 0xdc050000"},
		{"an unknown type", with(link, 4, 200, 0), 0, nil, "NETLINK_ROUTE type 200 (24 octets)"},
		{"a type not told", link, 0, []codec.Span{{From: 4, To: 6, Text: "RTM_ODD"}}, "NETLINK_ROUTE type RTM_ODD (24 octets)"},
		{"an unknown protocol", link, -1, nil, "type 16 (24 octets)"},
		{"an unknown family", with(link, 4, 99, 0), 16, nil, "generic netlink family 99 4 0xdc050000"},
		{"a peer behind NAT", mapping, 6, nil,
			"mapping 192.0.2.2:4500 -> 192.0.2.2:4600 dst 192.0.2.1 proto esp spi 0x00000077"},
		{"the same, cut", with(mapping, 0, 60)[:60], 6, nil,
			"mapping 192.0.2.2:? -> ?:? dst 192.0.2.1 proto esp spi 0x00000077"},
		{"a state that moves, cut", with(with(mapping, 0, 60), 4, 41)[:60], 6, nil,
			"migrate_state dst 192.0.2.1 proto esp spi 0x00000077 -> src ? dst 0:0:c000:202::"},
		{"no message", link[:7], 0, nil, "7 octets, no message ! "},
	} {
		got := say(decode(c.b, codec.Context{Protocol: c.protocol, Missing: c.missing}))
		if text, fault, damaged := strings.Cut(got, "! "); damaged && fault != "" {
			got = text + "! "
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.want)
		}
	}
}

// TestGeneric says what has no words: all that is not zero, by short names.
func TestGeneric(t *testing.T) {
	enc := codec.Encoder{Registry: registry, Resolver: codec.NewResolver()}
	enc.Resolver.Set(registry, 28, "nl80211")
	b, err := enc.Append(nil, &codec.Request{Protocol: "nl80211", Type: "NL80211_CMD_NEW_INTERFACE", Attrs: attrs{
		{Name: "NL80211_ATTR_IFINDEX", Value: 3}, {Name: "NL80211_ATTR_IFTYPE", Value: "NL80211_IFTYPE_STATION"},
		{Name: "NL80211_ATTR_GENERATION", Value: 0}, {Name: "NL80211_ATTR_4ADDR", Value: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	d := codec.Decoder{Registry: registry, Resolver: enc.Resolver}
	if err := d.Decode(&m, codec.Context{Protocol: 16}, b); err != nil {
		t.Fatal(err)
	}
	if got, want := say(&m), "NL80211_CMD_NEW_INTERFACE dev eth0 iftype station 4addr 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestNoAllocations says messages, and requests with what came of them, into what is at hand.
func TestNoAllocations(t *testing.T) {
	link := message(t, "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, attrs{{Name: "IFLA_MASTER", Value: 5},
		{Name: "IFLA_LINKINFO", Value: attrs{{Name: "IFLA_INFO_KIND", Value: "vlan"}, {Name: "IFLA_INFO_DATA",
			Value: attrs{{Name: "IFLA_VLAN_ID", Value: 5}}}}}})
	route := message(t, "RTM_NEWROUTE", add, fixed{"rtm_family": "AF_INET", "rtm_dst_len": 8}, attrs{
		{Name: "RTA_DST", Value: "10.0.0.0"}, {Name: "RTA_OIF", Value: 3}, {Name: "RTA_MULTIPATH", Value: []codec.Nested{
			{Fixed: fixed{"rtnh_ifindex": 12}, Attrs: attrs{{Name: "RTA_GATEWAY", Value: "192.0.2.1"}}}}}})
	ack := decode(append(codec.Header{Len: codec.HeaderLen + 4, Type: codec.TypeError}.Append(nil, false), 0, 0, 0, 0),
		codec.Context{})
	buf := make([]byte, 0, 1<<10)
	for _, m := range []*codec.Message{link, route, ack} {
		style := brief.Style{Names: names, Request: route}
		if n := testing.AllocsPerRun(100, func() { buf = brief.Append(buf[:0], m, style) }); n > 0 {
			t.Errorf("%s: got %v allocations, want 0", buf, n)
		}
	}
	if want := "ack for newroute 10.0.0.0/8 dev eth0 nexthop via 192.0.2.1 dev va weight 1"; string(buf) != want {
		t.Errorf("got %s, want %s", buf, want)
	}
}

// TestHostileNames says names that are orders to the terminal, of links that are known from before, too.
func TestHostileNames(t *testing.T) {
	const clears = "\x1b[2J"
	m := message(t, "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, attrs{{Name: "IFLA_IFNAME", Value: clears},
		{Name: "IFLA_MASTER", Value: 5}, {Name: "IFLA_IFALIAS", Value: clears}})
	hostile := new(brief.Names).With(5, "a b\n"+clears)
	got := string(brief.Append(nil, m, brief.Style{Names: hostile}))
	if want := `newlink 12 "\u001b[2J" down master "a b\n\u001b[2J" alias "\u001b[2J"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestColor colours what a message is called, and what is wrong.
func TestColor(t *testing.T) {
	m := message(t, "RTM_DELLINK", codec.FlagRequest, fixed{"ifi_index": 12}, nil)
	got := string(brief.Append(nil, m, brief.Style{Color: true}))
	if want := "\x1b[1mdellink\x1b[0m 12"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
