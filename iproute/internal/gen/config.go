package main

// root is a type of messages: what they are about is a spec and a view, or a view only where the kernel says it.
type root struct {
	message, name, file string
	view                bool
}

var roots = []root{
	{"RTM_NEWLINK", "Link", "link", false},
	{"RTM_NEWADDR", "Addr", "addr", false},
	{"RTM_NEWROUTE", "Route", "route", false},
	{"RTM_NEWRULE", "Rule", "rule", false},
	{"RTM_NEWNEIGH", "Neigh", "neigh", false},
	{"RTM_NEWNEXTHOP", "Nexthop", "nexthop", false},
	{"RTM_NEWACTION", "Actions", "actions", false},
	{"RTM_NEWQDISC", "Qdisc", "qdiscs", false},
	{"RTM_NEWTCLASS", "Class", "classes", false},
	{"RTM_NEWTFILTER", "Filter", "filters", false},
	{"RTM_NEWNEIGHTBL", "NeighTable", "neightable", false},
	{"RTM_NEWNETCONF", "Netconf", "netconf", true},
	{"RTM_NEWMDB", "MDB", "mdb", true},
	{"RTM_NEWSTATS", "Stats", "stats", true},
	{"RTM_NEWNSID", "NSID", "nsid", false},
	{"RTM_NEWVLAN", "VLANDB", "vlandb", false},
}

// families is where kinds are.
var families = []family{
	{object: "LinkInfo", attr: "IFLA_INFO_DATA", on: "Link", reader: "linkData", face: "LinkKind", method: "linkKind",
		file: "kinds"},
	{object: "LinkInfo", attr: "IFLA_INFO_SLAVE_DATA", on: "Link", reader: "portData", face: "Port", method: "port",
		suffix: "Port", method2: true, file: "ports"},
	{object: "Route", attr: "RTA_ENCAP", on: "Route", reader: "routeEncap", face: "RouteEncap", method: "routeEncap",
		suffix: "Encap", method2: true, file: "encaps", field: "Encap", kind: "RTA_ENCAP_TYPE"},
	{object: "NextHopRoute", attr: "RTA_ENCAP", on: "NextHopRoute", reader: "routeEncap", face: "RouteEncap",
		method: "routeEncap", suffix: "Encap", method2: true, file: "encaps", field: "Encap", kind: "RTA_ENCAP_TYPE"},
	{object: "Nexthop", attr: "NHA_ENCAP", on: "Nexthop", reader: "nexthopEncap", face: "RouteEncap",
		method: "routeEncap", suffix: "Encap", method2: true, file: "encaps", field: "Encap", kind: "NHA_ENCAP_TYPE"},
	{object: "Action", attr: "TCA_ACT_OPTIONS", on: "Action", reader: "kindData", face: "ActionKind",
		method: "actionKind", suffix: "Action", file: "actions", field: "Kind", kind: "TCA_ACT_KIND"},
	{object: "Qdisc", attr: "TCA_OPTIONS", on: "Qdisc", reader: "kindData", face: "QdiscKind", method: "qdiscKind",
		file: "qdiscs", field: "Kind", kind: "TCA_KIND"},
	{object: "Class", attr: "TCA_OPTIONS", on: "Class", reader: "kindData", face: "ClassKind", method: "classKind",
		suffix: "Class", file: "classes", field: "Kind", kind: "TCA_KIND"},
	{object: "Filter", attr: "TCA_OPTIONS", on: "Filter", reader: "kindData", face: "FilterKind", method: "filterKind",
		suffix: "Filter", file: "filters", field: "Kind", kind: "TCA_KIND"},
}

// byHand is the specs that are written by hand: what they have are C structs that people do not fill in, and tables
// that are computed.
var byHand = []string{
	"LinkInfo", "HTB", "HTBClass", "TBF", "Netem", "HFSC", "HFSCClass", "SFQ", "RED", "GRED", "Choke", "SFB", "CBQ",
	"CBQClass", "U32Filter", "PoliceAction",
}

// canonicalKinds is the kinds after which a layout is called that others have, too.
var canonicalKinds = map[string]bool{"ipip": true, "openvswitch": true, "pfifo": true, "prio": true}

// asUsual, as a type of an override, stands for what there were without it.
const asUsual = "*"

// overrides is the fields that are made of several attributes or members, by object and C name; without any, there is
// none.
var overrides = map[string][]field{
	"Link.ifi_index": {{name: "Index", specType: "int",
		give: `giveNumber(head{v}, "ifi_index", x.Index)`, viewType: asUsual}},
	"Link.IFLA_LINKINFO": {
		{name: "LinkInfo", viewType: asUsual},
		{name: "Kind", specType: "LinkKind", give: "giveLinkInfo(v, x.Kind, x.Port)", viewType: "string",
			read: "text(at(sub(v.a, 18), 1))"},
		{name: "Port", doc: "IFLA_LINKINFO of a port of another link", specType: "Port"},
		{name: "PortKind", doc: "IFLA_INFO_SLAVE_KIND: of what kind the link above is", viewType: "string",
			read: "text(at(sub(v.a, 18), 4))"},
	},

	"Addr.ifa_prefixlen": {},
	"Addr.ifa_flags":     {},
	"Addr.IFA_FLAGS": {{specType: asUsual, give: asUsual, viewType: "AddrFlags",
		read: "number[AddrFlags](either(at(v.a, 8), v.a.MemberAt(2)))"}},
	"Addr.IFA_LOCAL": {{name: "Prefix", doc: "the address, and how long its network is: IFA_LOCAL and ifa_prefixlen",
		specType: "netip.Prefix", give: `giveOwn(v, x.Prefix)`, viewType: "netip.Prefix",
		read: "prefix(either(at(v.a, 2), at(v.a, 1)), v.a.MemberAt(1))"}},
	"Addr.IFA_ADDRESS": {{name: "Peer", doc: "IFA_ADDRESS: the address at the other end of a link of two ends",
		specType: asUsual, give: asUsual, viewType: asUsual}},

	"Route.rtm_dst_len": {},
	"Route.rtm_src_len": {},
	"Route.rtm_table":   {},
	"Route.RTA_DST": {{name: "Dst", doc: "RTA_DST and rtm_dst_len", specType: "netip.Prefix",
		give: `givePrefix(v, "RTA_DST", "rtm_dst_len", "rtm_family", x.Dst)`, viewType: "netip.Prefix",
		read: "routePrefix(v.a, at(v.a, 1), v.a.MemberAt(1))"},
		{name: "DstLabels", doc: "RTA_DST of AF_MPLS", specType: "[]int",
			give:     `giveLabelStack(v, "RTA_DST", x.DstLabels)`,
			viewType: "iter.Seq[codec.Label]", read: "labels(v.a, 1, at)"},
		{name: "DstOctet", doc: "RTA_DST of AF_PHONET and AF_MCTP", specType: "Opt[int]",
			give: `giveOpt(v, "RTA_DST", x.DstOctet)`, viewType: "uint8", read: "number[uint8](at(v.a, 1))"}},
	"Route.RTA_SRC": {{name: "Src", doc: "RTA_SRC and rtm_src_len", specType: "netip.Prefix",
		give: `givePrefix(v, "RTA_SRC", "rtm_src_len", "rtm_family", x.Src)`, viewType: "netip.Prefix",
		read: "routePrefix(v.a, at(v.a, 2), v.a.MemberAt(2))"}},
	"Route.RTA_TABLE": {{specType: asUsual, give: asUsual, viewType: "Table",
		read: "number[Table](either(at(v.a, 15), v.a.MemberAt(4)))"}},
	"Route.RTA_VIA": {{specType: "netip.Addr", give: `giveVia(v, x.Via)`, viewType: "netip.Addr",
		read: "addr(at(v.a, 18).MemberAt(1))"}, viaLink},
	"NextHopRoute.RTA_VIA": {{specType: "netip.Addr", give: `giveVia(v, x.Via)`, viewType: "netip.Addr",
		read: "addr(at(v.a, 18).MemberAt(1))"}, viaLink},
	"Route.RTA_ENCAP_TYPE":        {{viewType: asUsual}},
	"NextHopRoute.RTA_ENCAP_TYPE": {{viewType: asUsual}},
	"Nexthop.NHA_ENCAP_TYPE":      {{viewType: asUsual}},

	"Rule.dst_len": {},
	"Rule.src_len": {},
	"Rule.table":   {},
	"Rule.FRA_DST": {{name: "Dst", doc: "FRA_DST and dst_len", specType: "netip.Prefix",
		give: `givePrefix(v, "FRA_DST", "dst_len", "family", x.Dst)`, viewType: "netip.Prefix",
		read: "routePrefix(v.a, at(v.a, 1), v.a.MemberAt(1))"}},
	"Rule.FRA_SRC": {{name: "Src", doc: "FRA_SRC and src_len", specType: "netip.Prefix",
		give: `givePrefix(v, "FRA_SRC", "src_len", "family", x.Src)`, viewType: "netip.Prefix",
		read: "routePrefix(v.a, at(v.a, 2), v.a.MemberAt(2))"}},
	"Rule.FRA_TABLE": {{specType: asUsual, give: asUsual, viewType: "Table",
		read: "number[Table](either(at(v.a, 15), v.a.MemberAt(4)))"}},

	"Qdisc.TCA_KIND":      {{viewType: asUsual}},
	"Class.TCA_KIND":      {{viewType: asUsual}},
	"Filter.TCA_KIND":     {{viewType: asUsual}},
	"Action.TCA_ACT_KIND": {{viewType: asUsual}},
}

// viaLink is a gateway by its link-layer address.
var viaLink = field{name: "ViaLLAddr", doc: "RTA_VIA of AF_PACKET", viewType: "net.HardwareAddr",
	read: "lladdr(at(v.a, 18).MemberAt(1))"}

// extras is the fields of specs that no attribute has.
var extras = map[string][]field{
	"Link": {
		{name: "Up", doc: "IFF_UP of ifi_flags and ifi_change", specType: "Opt[bool]", give: "giveUp(v, x.Up)",
			viewType: "bool", read: "number[LinkFlags](v.a.MemberAt(4))&IFF_UP != 0"},
		{name: "NetNS", doc: "IFLA_NET_NS_FD of the namespace of that name or path", specType: "string",
			give: `giveText(v, "IFLA_NET_NS_FD", x.NetNS)`},
	},
}

// plainFields is the attributes whose empty string nobody can mean.
var plainFields = map[string]bool{
	"IFLA_IFNAME": true, "IFLA_ALT_IFNAME": true, "IFA_LABEL": true, "FRA_IIFNAME": true, "FRA_OIFNAME": true,
	"RTAX_CC_ALGO": true, "TCA_FLOWER_INDEV": true, "TCA_U32_INDEV": true, "TCA_FW_INDEV": true,
	"IFLA_PARENT_DEV_NAME": true, "IFLA_PARENT_DEV_BUS_NAME": true, "NDTA_NAME": true,
}

// severalTimes is the attributes that may stand in a nest more than once. Where nothing else is in the nest, it is a
// list of them.
var severalTimes = map[string]bool{
	"IFLA_ALT_IFNAME": true, "IFLA_VF_INFO": true, "IFLA_VF_VLAN_INFO": true, "IFLA_VF_PORT": true,
	"IFLA_BRIDGE_VLAN_INFO": true, "IFLA_BRIDGE_VLAN_TUNNEL_INFO": true, "IFLA_BRIDGE_MST_ENTRY": true,
	"IFLA_BRIDGE_MRP_INFO": true, "IFLA_BRIDGE_CFM_MEP_CREATE_INFO": true, "IFLA_BRIDGE_CFM_MEP_CONFIG_INFO": true,
	"IFLA_BRIDGE_CFM_CC_CONFIG_INFO": true, "IFLA_BRIDGE_CFM_CC_RDI_INFO": true,
	"IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO": true, "IFLA_BRIDGE_CFM_CC_CCM_TX_INFO": true,
	"IFLA_BRIDGE_CFM_MEP_STATUS_INFO": true, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO": true, "IPMRA_VIF": true,
	"LWTUNNEL_IP_OPTS_GENEVE": true, "NHA_GROUP_STATS_ENTRY": true, "TCA_GATE_ONE_ENTRY": true,
	"TCA_PEDIT_KEY_EX": true, "MQPrioMinRate64.TCA_MQPRIO_MIN_RATE64": true,
	"MQPrioMaxRate64.TCA_MQPRIO_MAX_RATE64": true, "TCA_MQPRIO_TC_ENTRY": true, "TCA_TAPRIO_SCHED_ENTRY": true,
	"TCA_TAPRIO_ATTR_TC_ENTRY": true, "TCA_FLOWER_KEY_ENC_OPTS_GENEVE": true,
	"TCA_TUNNEL_KEY_ENC_OPTS_GENEVE": true, "TCA_FLOWER_KEY_MPLS_OPTS_LSE": true, "TCA_GRED_VQ_ENTRY": true,
	"TCA_ETS_QUANTA_BAND": true, "TCA_ETS_PRIOMAP_BAND": true, "MDBA_MDB_ENTRY": true, "MDBA_MDB_ENTRY_INFO": true,
	"MDBA_ROUTER_PORT": true, "MDBA_MDB_SRCLIST_ENTRY": true, "BRIDGE_XSTATS_VLAN": true,
	"BRIDGE_VLANDB_ENTRY": true, "BRIDGE_VLANDB_GLOBAL_OPTIONS": true,
}

// kernelTells is the attributes that the kernel alone tells: no spec has them.
var kernelTells = map[string]bool{
	"IFLA_STATS": true, "IFLA_STATS64": true, "IFLA_INFO_XSTATS": true, "IFLA_VF_STATS": true, "TCA_STATS": true,
	"TCA_XSTATS": true, "TCA_STATS2": true, "TCA_ACT_STATS": true, "RTA_MFC_STATS": true,
	"BRIDGE_VLANDB_ENTRY_STATS": true, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS": true, "NHA_GROUP_STATS": true,
}
