package follow

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Table is a kind of objects: how they are listed, and what tells of their changes. It must not change while it is
// followed.
type Table struct {
	Name   string
	Dump   *codec.Request // lists them all
	Groups []string       // multicast groups that tell of them, as proxy.Socket.Subscribe takes them
	// Has, if not nil, reports whether a message of the groups, which is about an object of the kind that the dump
	// lists, is about one that it would list.
	Has func(*codec.Message) bool
	// Volatile is attributes, as paths of C names, whose changes are none of the object, such as counters and ages;
	// ".ifi_change" is a member of the fixed struct.
	Volatile []string
	// After is other kinds, whose changes may change objects of this one without a word from the kernel. Silent, asked
	// about each change of theirs, reports whether it may have: the objects are listed anew then.
	After  []*Table
	Silent func(*Change) bool
	// Implied, if not nil, reports whether such a change may have changed an object: it is given as the Cause.
	Implied func(cause *Change, object *codec.Message) bool
	// Narrow, if not nil, returns a request for those objects only that such changes may have changed, and tells which
	// these are; nil if it may have been others too.
	Narrow func(causes []*Change) (dump *codec.Request, within func(*codec.Message) bool)
	// Merges reports whether an object that comes to a place (see codec.Message.AppendPlace) where there are others may
	// have become one with them. The objects are listed anew then.
	Merges func(*codec.Message) bool
	// Partial says that events have only those attributes of an object that changed.
	Partial bool
	// Optional says that a kernel which does not know such objects, or has none of the groups, has none.
	Optional bool
}

// Links are the network interfaces of the namespace.
var Links = &Table{
	Name: "links", Dump: dump("RTM_GETLINK", "ifi_family"), Groups: []string{"RTNLGRP_LINK"},
	Has: func(m *codec.Message) bool { // neither a port of a bridge, which goes while the link stays, nor a part
		family, _ := m.Field("ifi_family")
		_, wireless := m.Attr("IFLA_WIRELESS")
		return family == linux.AF_UNSPEC && !wireless
	},
	Volatile: []string{
		".ifi_change", "IFLA_STATS", "IFLA_STATS64", "IFLA_EVENT", "IFLA_NEW_NETNSID", "IFLA_NEW_IFINDEX",
		"IFLA_LINKINFO/IFLA_INFO_XSTATS", "IFLA_CARRIER_CHANGES", "IFLA_CARRIER_UP_COUNT", "IFLA_CARRIER_DOWN_COUNT",
		"IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_HELLO_TIMER", "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_TCN_TIMER",
		"IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_TOPOLOGY_CHANGE_TIMER", "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_GC_TIMER",
		"IFLA_LINKINFO/IFLA_INFO_SLAVE_DATA/IFLA_BRPORT_MESSAGE_AGE_TIMER",
		"IFLA_LINKINFO/IFLA_INFO_SLAVE_DATA/IFLA_BRPORT_FORWARD_DELAY_TIMER",
		"IFLA_LINKINFO/IFLA_INFO_SLAVE_DATA/IFLA_BRPORT_HOLD_TIMER",
		"IFLA_AF_SPEC/AF_INET6/IFLA_INET6_STATS",
		"IFLA_AF_SPEC/AF_INET6/IFLA_INET6_ICMP6STATS", "IFLA_AF_SPEC/AF_INET6/IFLA_INET6_CACHEINFO",
	},
}

// Addresses are the addresses of interfaces, of all families. The kernel does not tell of one of IPv6 that it makes
// itself before that is tentative no more.
var Addresses = &Table{
	Name: "addresses", Dump: dump("RTM_GETADDR", "ifa_family"),
	Groups:   []string{"RTNLGRP_IPV4_IFADDR", "RTNLGRP_IPV6_IFADDR"},
	Volatile: []string{"IFA_CACHEINFO"},
}

// Routes are the routes of IPv4, IPv6 and MPLS in all tables.
var Routes = &Table{
	Name: "routes", Dump: dump("RTM_GETROUTE", "rtm_family"),
	Groups: []string{"RTNLGRP_IPV4_ROUTE", "RTNLGRP_IPV6_ROUTE", "RTNLGRP_MPLS_ROUTE"},
	Has: func(m *codec.Message) bool { // neither answers to lookups, nor multicast routes, which the dump lists too
		if flags, _ := m.Field("rtm_flags"); flags&rtmFCloned != 0 {
			return false
		}
		switch family, _ := m.Field("rtm_family"); family {
		case linux.AF_INET, linux.AF_INET6, linux.AF_MPLS:
			return true
		}
		return false
	},
	Volatile: []string{"RTA_CACHEINFO"},
	After:    []*Table{Links, Addresses, NextHops},
	Silent: func(c *Change) bool {
		return c.Op == Removed || c.Op == Changed && (c.Table == NextHops || c.Table == Links &&
			(carrierOf(c.Old) != carrierOf(c.New) || masterOf(c.Old) != masterOf(c.New))) // it may go to another VRF
	},
	Implied: impliesRoute, Narrow: routesOfLink,
	Merges: func(m *codec.Message) bool {
		family, _ := m.Field("rtm_family")
		return family == linux.AF_INET6
	},
}

// NextHops are next hop objects and their groups.
var NextHops = &Table{
	Name: "next hops", Dump: dump("RTM_GETNEXTHOP", "nh_family"), Groups: []string{"RTNLGRP_NEXTHOP"},
	After: []*Table{Links}, Silent: losesCarrier, Implied: impliesNextHop, Optional: true,
}

// Rules are the rules of policy routing.
var Rules = &Table{
	Name: "rules", Dump: dump("RTM_GETRULE", "family"),
	Groups: []string{"RTNLGRP_IPV4_RULE", "RTNLGRP_IPV6_RULE"},
}

// Neighbours are the neighbours of interfaces, but neither proxies nor what bridges forward.
var Neighbours = &Table{
	Name: "neighbours", Dump: dump("RTM_GETNEIGH", "ndm_family"), Groups: []string{"RTNLGRP_NEIGH"},
	Has: func(m *codec.Message) bool {
		family, _ := m.Field("ndm_family")
		flags, _ := m.Field("ndm_flags")
		return family != linux.AF_BRIDGE && flags&ntfProxy == 0
	},
	Volatile: []string{"NDA_CACHEINFO", "NDA_PROBES"},
}

// Qdiscs are the queueing disciplines of interfaces.
var Qdiscs = &Table{
	Name: "qdiscs", Dump: dump("RTM_GETQDISC", "tcm_family"), Groups: []string{"RTNLGRP_TC"},
	Volatile: []string{".tcm_info", "TCA_STATS", "TCA_STATS2", "TCA_XSTATS"}, // tcm_info counts references
	After:    []*Table{Links},
	Silent:   func(c *Change) bool { return c.Op != Changed || upOf(c.Old) != upOf(c.New) },
	Implied:  impliesQdisc,
}

// dump asks for all objects of all families.
func dump(typ, family string) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Fixed: map[string]any{family: linux.AF_UNSPEC}}
}

const (
	ntfProxy   = 0x8   // NTF_PROXY (linux/neighbour.h)
	rtmFCloned = 0x200 // RTM_F_CLONED (linux/rtnetlink.h)
)

func upOf(link *codec.Message) uint64 {
	flags, _ := link.Field("ifi_flags")
	return flags & linux.IFF_UP
}

// carrierOf returns the flags on which it depends which routes of a link count.
func carrierOf(link *codec.Message) uint64 {
	flags, _ := link.Field("ifi_flags")
	return flags & (linux.IFF_UP | linux.IFF_RUNNING | linux.IFF_LOWER_UP)
}

// losesCarrier reports whether a link goes, or goes down.
func losesCarrier(c *Change) bool {
	return c.Op == Removed || c.Op == Changed && carrierOf(c.Old)&^carrierOf(c.New) != 0
}
