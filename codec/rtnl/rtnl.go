// Package rtnl describes NETLINK_ROUTE: links, addresses, routes, neighbours, rules, traffic control (rtnetlink(7)).
package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/rtnl/tc"
)

// Protocol is NETLINK_ROUTE (linux/rtnetlink.h).
var Protocol = &codec.Protocol{
	Name:   "NETLINK_ROUTE",
	Number: linux.NETLINK_ROUTE,
	Messages: codec.JoinTypes(
		linkMessages, addrMessages, routeMessages, neighMessages, ruleMessages, tc.Messages,
		prefixMessages, multicastMessages, anycastMessages, neightblMessages, nduseroptMessages, addrlabelMessages,
		dcbMessages, netconfMessages, mdbMessages, nsidMessages, statsMessages, cacheReportMessages,
		nexthopMessages, linkpropMessages, vlanMessages, nexthopBucketMessages, tunnelMessages,
	),
	Groups: codec.Names{
		1:  "RTNLGRP_LINK",
		2:  "RTNLGRP_NOTIFY",
		3:  "RTNLGRP_NEIGH",
		4:  "RTNLGRP_TC",
		5:  "RTNLGRP_IPV4_IFADDR",
		6:  "RTNLGRP_IPV4_MROUTE",
		7:  "RTNLGRP_IPV4_ROUTE",
		8:  "RTNLGRP_IPV4_RULE",
		9:  "RTNLGRP_IPV6_IFADDR",
		10: "RTNLGRP_IPV6_MROUTE",
		11: "RTNLGRP_IPV6_ROUTE",
		12: "RTNLGRP_IPV6_IFINFO",
		13: "RTNLGRP_DECnet_IFADDR",
		14: "RTNLGRP_NOP2",
		15: "RTNLGRP_DECnet_ROUTE",
		16: "RTNLGRP_DECnet_RULE",
		17: "RTNLGRP_NOP4",
		18: "RTNLGRP_IPV6_PREFIX",
		19: "RTNLGRP_IPV6_RULE",
		20: "RTNLGRP_ND_USEROPT",
		21: "RTNLGRP_PHONET_IFADDR",
		22: "RTNLGRP_PHONET_ROUTE",
		23: "RTNLGRP_DCB",
		24: "RTNLGRP_IPV4_NETCONF",
		25: "RTNLGRP_IPV6_NETCONF",
		26: "RTNLGRP_MDB",
		27: "RTNLGRP_MPLS_ROUTE",
		28: "RTNLGRP_NSID",
		29: "RTNLGRP_MPLS_NETCONF",
		30: "RTNLGRP_IPV4_MROUTE_R",
		31: "RTNLGRP_IPV6_MROUTE_R",
		32: "RTNLGRP_NEXTHOP",
		33: "RTNLGRP_BRVLAN",
		34: "RTNLGRP_MCTP_IFADDR",
		35: "RTNLGRP_TUNNEL",
		36: "RTNLGRP_STATS",
		37: "RTNLGRP_IPV4_MCADDR",
		38: "RTNLGRP_IPV6_MCADDR",
		39: "RTNLGRP_IPV6_ACADDR",
	},
}
