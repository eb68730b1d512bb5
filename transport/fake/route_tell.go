package fake

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// sorted returns the routes of a table in the order in which they are dumped.
func (t *table) sorted() (list []*Route) {
	var prefixes []netip.Prefix
	for p := range t.routes {
		prefixes = append(prefixes, p)
	}
	slices.SortFunc(prefixes, func(a, b netip.Prefix) int {
		if a.Addr().Is6() && a.Overlaps(b) {
			return cmp.Compare(b.Bits(), a.Bits()) // what a prefix holds comes before it
		}
		return cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(b.Bits(), a.Bits()))
	})
	for _, p := range prefixes {
		list = append(list, t.routes[p]...)
	}
	return list
}

// listed returns the routes of a table as they are dumped: IPv6 routes that share a destination together.
func (k *Kernel) listed(key tableKey) (list []*Route) {
	var last *Route
	for _, rt := range k.tables[key].sorted() {
		if key.family == afInet6 && rt.shares() {
			if last != nil && last.Dst == rt.Dst && last.Priority == rt.Priority {
				continue
			}
			last, rt = rt, k.together6(rt)
		}
		list = append(list, rt)
	}
	return list
}

// tablesOf returns the numbers of the tables of a family in the order in which they are dumped.
func (k *Kernel) tablesOf(family uint8) (ids []uint32) {
	for key := range k.tables {
		if key.family == family {
			ids = append(ids, key.id)
		}
	}
	slices.SortFunc(ids, func(a, b uint32) int { return cmp.Or(cmp.Compare(a&0xff, b&0xff), cmp.Compare(a, b)) })
	return ids
}

// routeMessage makes the RTM_NEWROUTE or RTM_DELROUTE of a route.
func routeMessage(typ string, rt *Route) *codec.Request {
	b := attrList{}
	b.add("RTA_TABLE", rt.Table, true)
	b.add("RTA_DST", rt.Dst.Addr(), rt.Dst.Bits() > 0)
	is4 := rt.Dst.Addr().Is4()
	b.add("RTA_PRIORITY", rt.Priority, is4 && rt.Priority != 0)
	b.add("RTA_PREFSRC", rt.PrefSrc, !is4 && rt.PrefSrc.IsValid())
	b.add("RTA_METRICS", metricAttrs(rt.Metrics), len(rt.Metrics) > 0)
	b.add("RTA_PRIORITY", rt.Priority, !is4)
	b.add("RTA_PREFSRC", rt.PrefSrc, is4 && rt.PrefSrc.IsValid())
	flags := rt.flags
	if len(rt.Hops) == 1 {
		h := rt.Hops[0]
		flags = uint32(h.Flags & (hopDead | hopOnLink | hopLinkDown))
		b.add("RTA_GATEWAY", h.Gateway, h.Gateway.IsValid())
		b.add("RTA_OIF", h.Link, h.Link != 0)
	} else if len(rt.Hops) > 1 {
		b.add("RTA_MULTIPATH", multipath(rt.Hops), true)
	}
	if !is4 {
		b.add("RTA_CACHEINFO", map[string]any{}, true)
		b.add("RTA_PREF", 0, true)
	}
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"rtm_family": familyOf(rt.Dst.Addr()), "rtm_dst_len": rt.Dst.Bits(), "rtm_tos": rt.TOS,
		"rtm_table": shortTable(rt.Table), "rtm_protocol": rt.Protocol, "rtm_scope": rt.Scope,
		"rtm_type": rt.Type, "rtm_flags": flags,
	}}
}

func metricAttrs(metrics []Metric) (list []codec.A) {
	for _, m := range metrics {
		list = append(list, codec.A{Name: m.Name, Value: m.Value})
	}
	return list
}

// shortTable is the number of a table as the fixed structs tell it, which have an octet for it.
func shortTable(id uint32) uint32 {
	if id > 255 {
		return tableCompat
	}
	return id
}

func multipath(hops []NextHop) (list []codec.A) {
	for _, h := range hops {
		var via []codec.A
		if h.Gateway.IsValid() {
			via = []codec.A{{Name: "RTA_GATEWAY", Value: h.Gateway}}
		}
		list = append(list, codec.A{Name: "rtnexthop", Value: codec.Nested{
			Fixed: map[string]any{"rtnh_flags": h.Flags, "rtnh_hops": h.Weight, "rtnh_ifindex": h.Link}, Attrs: via,
		}})
	}
	return list
}

// tellRoute tells of a route. flags are the NLM_F_* of the event.
func (k *Kernel) tellRoute(typ string, rt *Route, flags uint16, c cause) {
	group := uint32(groupIPv4Route)
	if rt.Dst.Addr().Is6() {
		group = groupIPv6Route
	}
	m := routeMessage(typ, rt)
	m.Flags = flags
	k.tell(group, m, c)
}
