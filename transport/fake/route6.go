package fake

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// readRoute6 reads what a request says of an IPv6 route.
func readRoute6(r *request) (*routeRequest, error) {
	w := &routeRequest{link: int(r.numberOr(0, "RTA_OIF"))}
	w.Table = r.numberOr(uint32(r.field("rtm_table")), "RTA_TABLE")
	w.anyTable = w.Table == 0
	w.Table = cmp.Or(w.Table, tableMain)
	w.Priority, w.Protocol = r.numberOr(0, "RTA_PRIORITY"), uint8(r.field("rtm_protocol"))
	w.Type, w.flags = uint8(r.field("rtm_type")), uint32(r.field("rtm_flags"))
	if r.field("rtm_tos") != 0 {
		return nil, refuseText(einval, "Invalid dsfield (tos): option not available for IPv6")
	}
	dst, err := r.prefix6("RTA_DST", "rtm_dst_len")
	if err != nil {
		return nil, err
	}
	w.Dst = dst
	w.gateway, _ = r.addr("RTA_GATEWAY")
	w.PrefSrc = given(r.addr("RTA_PREFSRC"))
	if metrics, ok := r.Attr("RTA_METRICS"); ok {
		w.metrics = slices.Collect(metrics.Children())
	}
	return w, w.readHops6(r)
}

// readHops6 reads RTA_MULTIPATH, whose hops have the gateway and the link of the route if they have none of their own,
// or the one hop that RTA_OIF and RTA_GATEWAY tell.
func (w *routeRequest) readHops6(r *request) error {
	list, ok := r.Attr("RTA_MULTIPATH")
	one := NextHop{Link: w.link, Gateway: w.gateway, Flags: uint8(w.flags) & hopOnLink}
	if w.multipath = ok; !ok {
		w.Hops = []NextHop{one}
		return nil
	}
	for a := range list.Children() {
		index, ok := a.Field("rtnh_ifindex")
		if !ok {
			break
		}
		h := one
		if weight, _ := a.Field("rtnh_hops"); weight != 0 {
			h.Weight = uint8(weight)
		}
		if index != 0 {
			h.Link = int(int32(index))
		}
		flags, _ := a.Field("rtnh_flags")
		h.Flags |= uint8(flags) & hopOnLink
		if via, ok := a.Attr("RTA_GATEWAY"); ok {
			if h.Gateway = addrIn(via, afInet6); !h.Gateway.IsValid() {
				return refuseText(einval, "Invalid IPv6 address in RTA_GATEWAY")
			}
		}
		if !h.Gateway.IsValid() && r.name == "RTM_NEWROUTE" {
			return refuseText(einval,
				"Device only routes can not be added for IPv6 using the multipath API.")
		}
		w.Hops = append(w.Hops, h)
	}
	if len(w.Hops) == 0 {
		return refuseText(einval, "Invalid nexthop configuration - no valid nexthops")
	}
	return nil
}

// prefix6 reads a prefix, of which only as many octets have to be there as it is long.
func (r *request) prefix6(attr, member string) (netip.Prefix, error) {
	bits := int(r.field(member))
	var b [16]byte
	if a, ok := r.Attr(attr); ok {
		need := (bits + 7) / 8
		if len(a.Payload()) < need {
			return netip.Prefix{}, refuse(einval)
		}
		copy(b[:], a.Payload()[:need])
	}
	if bits > 128 {
		return netip.Prefix{}, refuseText(einval, "Invalid prefix length")
	}
	return netip.PrefixFrom(netip.AddrFrom16(b), bits).Masked(), nil
}

// newRoute6 is RTM_NEWROUTE of IPv6. Each next hop is a route.
func (k *Kernel) newRoute6(r *request) error {
	w, err := readRoute6(r)
	if err != nil {
		return err
	}
	w.Priority = cmp.Or(w.Priority, userPriority6)
	routes, err := k.checkRoute6(w)
	if err != nil {
		return err
	}
	flags := r.header.Flags
	for i, rt := range routes {
		c := by(r)
		c.silent = len(routes) > 1
		if err := k.insert6(rt, flags, c); err != nil {
			return err
		}
		if i == 0 {
			flags = flags&^(codec.FlagExcl|codec.FlagReplace) | codec.FlagCreate
		}
	}
	if len(routes) > 1 {
		event := r.header.Flags & (codec.FlagReplace | codec.FlagAppend)
		if event&codec.FlagReplace == 0 {
			event |= codec.FlagCreate
		}
		k.tellRoute("RTM_NEWROUTE", k.together6(routes[0]), event, by(r))
	}
	return nil
}

// userPriority6 is the metric of routes that are given none: IP6_RT_PRIO_USER.
const userPriority6 = 1024

// insert6 puts an IPv6 route into its table, as the flags of the request want it.
func (k *Kernel) insert6(rt *Route, flags uint16, c cause) error {
	t := k.table(afInet6, rt.Table)
	list := t.routes[rt.Dst]
	event := uint16(codec.FlagExcl) | flags&codec.FlagAppend
	at, found, other := 0, -1, -1
	for i, o := range list {
		if o.Priority > rt.Priority {
			break
		}
		at = i + 1
		if o.Priority < rt.Priority {
			continue
		}
		if flags&codec.FlagExcl != 0 {
			return refuse(eexist)
		}
		event &^= codec.FlagExcl
		switch {
		case flags&codec.FlagReplace == 0 && sameWay6(o, rt):
			return refuse(eexist)
		case o.shares() == rt.shares() && found < 0:
			found = i
		case o.shares() != rt.shares() && other < 0:
			other = i
		}
	}
	if flags&codec.FlagReplace == 0 || len(list) == 0 || found < 0 && other < 0 {
		if flags&codec.FlagReplace != 0 && flags&codec.FlagCreate == 0 {
			if len(list) > 0 || rt.Dst.Bits() == 0 {
				return refuse(enoent)
			}
			return refuseText(enoent, "Can not replace route - no match found")
		}
		t.routes[rt.Dst] = slices.Insert(list, at, rt)
		k.tellRoute("RTM_NEWROUTE", k.together6(rt), event|codec.FlagCreate, c)
		return nil
	}
	if found < 0 {
		found = other
	}
	replaced := list[found]
	list[found] = rt
	t.routes[rt.Dst] = slices.DeleteFunc(list, func(o *Route) bool {
		return o != rt && o.Priority == replaced.Priority && o.shares() && replaced.shares()
	})
	k.tellRoute("RTM_NEWROUTE", k.together6(rt), codec.FlagReplace, c)
	return nil
}

// sameWay6 reports whether two IPv6 routes of one destination and metric are the same.
func sameWay6(a, b *Route) bool {
	return a.Hops[0].Link == b.Hops[0].Link && a.Hops[0].Gateway == b.Hops[0].Gateway
}

// shares reports whether an IPv6 route may share its destination with others.
func (rt *Route) shares() bool { return len(rt.Hops) > 0 && rt.Hops[0].Gateway.IsValid() }

// together6 returns a route with the next hops of all that share its destination and metric.
func (k *Kernel) together6(rt *Route) *Route {
	t := k.tables[tableKey{afInet6, rt.Table}]
	all := *rt
	for _, o := range t.routes[rt.Dst] {
		if o != rt && o.Priority == rt.Priority && o.shares() && rt.shares() {
			all.Hops = append(slices.Clip(all.Hops), o.Hops...)
		}
	}
	return &all
}

// delRoute6 is RTM_DELROUTE of IPv6.
func (k *Kernel) delRoute6(r *request) error {
	w, err := readRoute6(r)
	if err != nil {
		return err
	}
	if k.tables[tableKey{afInet6, w.Table}] == nil {
		return refuseText(esrch, "FIB table does not exist")
	}
	if !w.multipath {
		return k.deleteRoute6(w, w.Hops[0], by(r))
	}
	for _, h := range w.Hops {
		if e := k.deleteRoute6(w, h, by(r)); e != nil {
			err = e
		}
	}
	return err
}

// deleteRoute6 deletes the first route that is as described. Unless a gateway is, those go that share its destination.
func (k *Kernel) deleteRoute6(w *routeRequest, h NextHop, c cause) error {
	t := k.table(afInet6, w.Table)
	for _, rt := range t.routes[w.Dst] {
		if !w.fits6(h, rt) {
			continue
		}
		told := rt
		if !h.Gateway.IsValid() {
			told = k.together6(rt)
		}
		t.routes[w.Dst] = slices.DeleteFunc(t.routes[w.Dst], func(o *Route) bool {
			return o == rt || len(told.Hops) > 1 && o.Priority == rt.Priority && o.shares()
		})
		if len(t.routes[w.Dst]) == 0 {
			delete(t.routes, w.Dst)
		}
		k.tellRoute("RTM_DELROUTE", told, 0, c)
		return nil
	}
	if w.Dst.Bits() == 0 && len(t.routes[w.Dst]) == 0 && w.fits6(h, noDefault6) {
		return refuse(enoent)
	}
	return refuse(esrch)
}

// noDefault6 is what tables have in place of a default route.
var noDefault6 = &Route{Protocol: protoKernel, Priority: forever, Hops: []NextHop{{Link: loopbackIndex}}}

// fits6 reports whether an IPv6 route is what a request to delete describes.
func (w *routeRequest) fits6(h NextHop, rt *Route) bool {
	first := rt.Hops[0]
	return (h.Link == 0 || h.Link == first.Link) &&
		(!h.Gateway.IsValid() || h.Gateway == orUnspecified(first.Gateway, afInet6)) &&
		(w.Priority == 0 || w.Priority == rt.Priority) && (w.Protocol == 0 || w.Protocol == rt.Protocol)
}
