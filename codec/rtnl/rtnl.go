// Package rtnl describes NETLINK_ROUTE: links, addresses, routes, neighbours, rules, traffic control (rtnetlink(7)).
package rtnl
