package monitor

import (
	"github.com/nlkit/nlkit/codec/linux"
)

// Word is a name for one or several multicast groups of a protocol.
type Word struct {
	Name     string
	Protocol int
	Groups   []string // as proxy.Interest takes them: "RTNLGRP_LINK", "nl80211/*"
	Doc      string
}

// words is what people call groups.
var words = []Word{
	{"link", linux.NETLINK_ROUTE, []string{"RTNLGRP_LINK"}, "interfaces"},
	{"addr", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV4_IFADDR", "RTNLGRP_IPV6_IFADDR"}, "addresses"},
	{"route", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV4_ROUTE", "RTNLGRP_IPV6_ROUTE", "RTNLGRP_MPLS_ROUTE"},
		"routes of IPv4, IPv6 and MPLS"},
	{"mroute", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV4_MROUTE", "RTNLGRP_IPV6_MROUTE"}, "multicast routes"},
	{"neigh", linux.NETLINK_ROUTE, []string{"RTNLGRP_NEIGH"}, "neighbours, and what bridges forward"},
	{"rule", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV4_RULE", "RTNLGRP_IPV6_RULE"}, "rules of policy routing"},
	{"tc", linux.NETLINK_ROUTE, []string{"RTNLGRP_TC"}, "queueing disciplines, classes, filters, actions"},
	{"nexthop", linux.NETLINK_ROUTE, []string{"RTNLGRP_NEXTHOP"}, "next hop objects"},
	{"netconf", linux.NETLINK_ROUTE,
		[]string{"RTNLGRP_IPV4_NETCONF", "RTNLGRP_IPV6_NETCONF", "RTNLGRP_MPLS_NETCONF"},
		"settings of interfaces: forwarding, filters"},
	{"nsid", linux.NETLINK_ROUTE, []string{"RTNLGRP_NSID"}, "ids of network namespaces"},
	{"mdb", linux.NETLINK_ROUTE, []string{"RTNLGRP_MDB"}, "multicast groups of bridges"},
	{"vlan", linux.NETLINK_ROUTE, []string{"RTNLGRP_BRVLAN"}, "VLANs of bridges"},
	{"prefix", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV6_PREFIX"}, "prefixes that routers announce"},
	{"stats", linux.NETLINK_ROUTE, []string{"RTNLGRP_STATS"}, "statistics of interfaces that are asked for"},
	{"maddr", linux.NETLINK_ROUTE, []string{"RTNLGRP_IPV4_MCADDR", "RTNLGRP_IPV6_MCADDR", "RTNLGRP_IPV6_ACADDR"},
		"multicast and anycast addresses"},
	{"conntrack", linux.NETLINK_NETFILTER,
		[]string{"NFNLGRP_CONNTRACK_NEW", "NFNLGRP_CONNTRACK_UPDATE", "NFNLGRP_CONNTRACK_DESTROY"},
		"connections that are tracked"},
	{"expect", linux.NETLINK_NETFILTER,
		[]string{"NFNLGRP_CONNTRACK_EXP_NEW", "NFNLGRP_CONNTRACK_EXP_UPDATE", "NFNLGRP_CONNTRACK_EXP_DESTROY"},
		"connections that are expected"},
	{"nftables", linux.NETLINK_NETFILTER, []string{"NFNLGRP_NFTABLES"}, "tables, chains, rules and sets of nft"},
	{"nftrace", linux.NETLINK_NETFILTER, []string{"NFNLGRP_NFTRACE"}, "packets that nft traces"},
	{"nl80211", linux.NETLINK_GENERIC, []string{"nl80211/*"}, "wireless interfaces"},
	{"ethtool", linux.NETLINK_GENERIC, []string{"ethtool/*"}, "settings of drivers and links"},
	{"devlink", linux.NETLINK_GENERIC, []string{"devlink/*"}, "devices of switches and network adapters"},
	{"ovs", linux.NETLINK_GENERIC,
		[]string{"ovs_datapath/*", "ovs_vport/*", "ovs_flow/*", "ovs_meter/*", "ovs_ct_limit/*"}, "Open vSwitch"},
	{"team", linux.NETLINK_GENERIC, []string{"team/*"}, "team devices"},
	{"acpi_event", linux.NETLINK_GENERIC, []string{"acpi_event/*"}, "ACPI: buttons, adapters, batteries"},
	{"nlctrl", linux.NETLINK_GENERIC, []string{"nlctrl/*"}, "families of generic netlink"},
	{"uevent", linux.NETLINK_KOBJECT_UEVENT, []string{"1"}, "devices of the kernel"},
	{"xfrm", linux.NETLINK_XFRM, []string{"*"}, "states and policies of IPsec"},
	{"audit", linux.NETLINK_AUDIT, []string{"1"}, "records of the audit system"},
	{"sock_diag", linux.NETLINK_SOCK_DIAG, []string{"*"}, "TCP and UDP sockets that end"},
}

// DefaultGroups is what is watched if nothing is said: what ip-monitor(8) shows.
var DefaultGroups = []string{
	"link", "addr", "route", "mroute", "neigh", "rule", "prefix", "netconf", "nsid", "nexthop", "stats",
}

// Words returns the words for groups.
func Words() []Word { return words }

// all is the word for everything.
const all = "all"
