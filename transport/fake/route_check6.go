package fake

import (
	"cmp"
	"net/netip"
	"slices"
)

// checkRoute6 sees that a new IPv6 route can be, and returns the routes that it is: one a next hop.
func (k *Kernel) checkRoute6(w *routeRequest) ([]*Route, error) {
	if w.flags&cloned != 0 {
		return nil, refuseText(einval, "Userspace can not set RTF_CACHE")
	}
	if w.Type > typeLast {
		return nil, refuseText(einval, "Invalid route type")
	}
	k.table(afInet6, w.Table) // which is there from then on
	if err := w.checkMetrics(); err != nil {
		return nil, err
	}
	var routes []*Route
	for _, h := range w.Hops {
		rt := w.Route
		rt.Type, rt.Scope, rt.flags = cmp.Or(rt.Type, typeUnicast), scopeUniverse, 0
		rt.Protocol = cmp.Or(rt.Protocol, protoBoot)
		if err := k.checkHop6(w, &h); err != nil {
			return nil, err
		}
		if rt.PrefSrc.IsValid() && !k.isLocal6(rt.PrefSrc, h.Link) {
			return nil, refuseText(einval, "Invalid source address")
		}
		rt.Hops = []NextHop{h}
		if slices.ContainsFunc(routes, func(o *Route) bool { return sameWay6(o, &rt) }) {
			return nil, refuse(eexist)
		}
		routes = append(routes, &rt)
	}
	return routes, nil
}

// isLocal6 reports whether an address is one of this host's; one whose scope is not the whole network has to be that of
// the link.
func (k *Kernel) isLocal6(ip netip.Addr, link int) bool {
	return slices.ContainsFunc(k.addrs, func(a *Addr) bool {
		return a.local() == ip && (a.Link == link || a.Scope == scopeUniverse)
	})
}

// rejects6 reports whether IPv6 routes of a type lead nowhere.
func rejects6(typ uint8) bool { return typ >= typeBlackhole && typ <= typeThrow }

// leads6 reports whether an IPv6 route leads to another host: those through the loopback device do not.
func (rt *Route) leads6() bool {
	loops := rt.Hops[0].Link == loopbackIndex && rt.Type != typeLocal && !rt.Dst.Addr().IsLoopback()
	return !rejects6(rt.Type) && !loops
}

// checkHop6 sees that the next hop of a new IPv6 route can be.
func (k *Kernel) checkHop6(w *routeRequest, h *NextHop) error {
	l := k.link(h.Link)
	if h.Link != 0 && (l == nil || l.ipv6Off) {
		return refuse(enodev)
	}
	if h.Flags&hopOnLink != 0 {
		if l == nil {
			return refuseText(enodev, "Nexthop device required for onlink")
		}
		if !l.isUp() {
			return refuseText(enetdown, "Nexthop device is not up")
		}
	}
	if rejects6(w.Type) {
		*h = NextHop{Link: loopbackIndex, Weight: h.Weight, Flags: h.Flags}
		return nil
	}
	if h.Gateway.IsValid() {
		var err error
		if l, err = k.checkGateway6(w, h, l); err != nil {
			return err
		}
	}
	if l == nil {
		return refuse(enodev)
	}
	if !l.isUp() {
		return refuseText(enetdown, "Nexthop device is not up")
	}
	if h.Link = l.Index; w.Type != typeLocal && !l.carrier {
		h.Flags |= hopLinkDown
	}
	return nil
}

const loopbackIndex = 1

// checkGateway6 returns the link to a gateway.
func (k *Kernel) checkGateway6(w *routeRequest, h *NextHop, l *Link) (*Link, error) {
	given := l != nil
	own := refuseText(einval, "Gateway can not be a local address")
	isOwn := func(l *Link) bool {
		return slices.ContainsFunc(k.addrs, func(a *Addr) bool {
			return a.local() == h.Gateway && (!h.Gateway.IsLinkLocalUnicast() || a.Link == l.Index)
		})
	}
	if given && isOwn(l) {
		return nil, own
	}
	if !h.Gateway.IsLinkLocalUnicast() {
		if h.Gateway.IsUnspecified() || h.Gateway.IsMulticast() {
			return nil, refuseText(einval, "Invalid gateway address")
		}
		if h.Flags&hopOnLink == 0 {
			found := k.reach6(w, h)
			if found == nil {
				return nil, refuse(ehostunreach)
			}
			l = k.link(found.Hops[0].Link)
		}
	}
	switch {
	case l == nil:
		return nil, refuseText(einval, "Egress device not specified")
	case l.Kind == loopback:
		return nil, refuseText(einval, "Egress device can not be loopback device for this route")
	case !given && isOwn(l):
		return nil, own
	}
	return l, nil
}

// reach6 finds the route to a gateway: one through the link, if that is not 0, that needs no other gateway.
func (k *Kernel) reach6(w *routeRequest, h *NextHop) *Route {
	fits := func(rt *Route) bool {
		return rt != nil && rt.leads6() && !rt.shares()
	}
	if !w.anyTable {
		if rt := k.lookup6(w.Table, h.Gateway, h.Link); fits(rt) {
			return rt
		}
	}
	if rt := k.fib6(h.Gateway, h.Link, netip.Addr{}); fits(rt) {
		return rt
	}
	return nil
}

// fib6 looks an IPv6 address up as the rules say, through a link if that is not 0.
func (k *Kernel) fib6(dst netip.Addr, link int, src netip.Addr) *Route {
	if !k.customRules[afInet6] {
		return cmp.Or(k.lookup6(tableLocal, dst, link), k.lookup6(tableMain, dst, link))
	}
	for i := 0; i < len(k.rules); i++ {
		u := k.rules[i]
		if u.Family != afInet6 || !k.matches(u, flow{dst: dst, src: src, link: link}) {
			continue
		}
		switch u.Action {
		case ruleGoto:
			if to := k.gotoTarget(u); to >= 0 {
				i = to - 1
			}
		case ruleNop:
		case ruleToTable:
			if rt := k.lookup6(u.Table, dst, link); rt != nil && rt.Type != typeThrow {
				return rt
			}
		case ruleUnreachable:
			return nil
		case ruleProhibit:
			return &Route{Type: typeProhibit, Hops: []NextHop{{Link: loopbackIndex}}}
		default:
			return &Route{Type: typeBlackhole, Hops: []NextHop{{Link: loopbackIndex}}}
		}
	}
	return nil
}

// lookup6 returns the route of a table with the longest prefix that holds an IPv6 address, or nil.
func (k *Kernel) lookup6(id uint32, dst netip.Addr, link int) *Route {
	t := k.tables[tableKey{afInet6, id}]
	if t == nil {
		return nil
	}
	for bits := 128; bits >= 0; bits-- {
		for _, rt := range t.routes[netip.PrefixFrom(dst, bits).Masked()] {
			if rt.usable(link) >= 0 {
				return rt
			}
		}
	}
	return nil
}
