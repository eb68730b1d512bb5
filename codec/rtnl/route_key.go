package rtnl

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// routeKeys is what the kernel looks for before it adds a route: in IPv4 fib_find_alias and fib_find_info, in IPv6
// fib6_add_rt2node, in MPLS the label.
var routeKeys = []codec.Key{
	{When: codec.Only("rtm_family", linux.AF_INET), Parts: slices.Concat(
		routeTable, codec.Prefix("RTA_DST", ".rtm_dst_len"),
		[]codec.Part{codec.By(".rtm_tos"), codec.By("RTA_PRIORITY"),
			codec.Beside(".rtm_type"), codec.Beside(".rtm_scope"), codec.Beside(".rtm_protocol"),
			codec.Beside("RTA_PREFSRC"), codec.Beside("RTA_METRICS"), codec.Beside("RTA_FLOW")},
		routeHops,
	)},
	{When: codec.Only("rtm_family", linux.AF_INET6), Parts: slices.Concat(
		routeTable, codec.Prefix("RTA_DST", ".rtm_dst_len"), codec.Prefix("RTA_SRC", ".rtm_src_len"),
		[]codec.Part{{From: []string{"RTA_PRIORITY"}, Default: ip6PrioUser, Zero: true}},
		routeHops,
	)},
	{When: codec.Only("rtm_family", linux.AF_MPLS), Parts: []codec.Part{codec.Needs("RTA_DST")}},
	{When: codec.Only("rtm_family", linux.RTNL_FAMILY_IPMR, linux.RTNL_FAMILY_IP6MR), Parts: []codec.Part{
		codec.By(".rtm_family"), codec.Needs("RTA_TABLE", ".rtm_table"), codec.By("RTA_SRC"), codec.By("RTA_DST"),
	}},
	{When: codec.Only("rtm_family", linux.AF_PHONET, linux.AF_MCTP), Parts: []codec.Part{
		codec.By(".rtm_family"), codec.By("RTA_OIF"), codec.By("RTA_DST"), codec.By(".rtm_dst_len"),
	}},
}

// routeTable is the table, and whether the route is one of it or what a lookup made of some.
var routeTable = []codec.Part{
	codec.Needs("RTA_TABLE", ".rtm_table"), {From: []string{".rtm_flags"}, Mask: rtmFCloned},
}

// routeHops is where a route leads. What a next hop object says is its own.
var routeHops = []codec.Part{
	codec.Beside("RTA_NH_ID"),
	{From: []string{"RTA_OIF"}, Unless: "RTA_NH_ID", Beside: true},
	{From: []string{"RTA_GATEWAY"}, Unless: "RTA_NH_ID", Beside: true},
	{From: []string{"RTA_VIA"}, Unless: "RTA_NH_ID", Beside: true},
	{From: []string{"RTA_ENCAP_TYPE"}, Unless: "RTA_NH_ID", Beside: true},
	{From: []string{"RTA_ENCAP"}, Unless: "RTA_NH_ID", Beside: true},
	{From: []string{"RTA_MULTIPATH"}, Unless: "RTA_NH_ID", Beside: true, Each: []codec.Part{
		codec.By(".rtnh_ifindex"), codec.By(".rtnh_hops"), codec.By("RTA_GATEWAY"), codec.By("RTA_VIA"),
		codec.By("RTA_ENCAP_TYPE"), codec.By("RTA_ENCAP"), codec.By("RTA_FLOW"),
	}},
}

const (
	ip6PrioUser = 1024  // IP6_RT_PRIO_USER, the metric of routes for which none is given (linux/ipv6_route.h)
	rtmFCloned  = 0x200 // RTM_F_CLONED (linux/rtnetlink.h)
)
