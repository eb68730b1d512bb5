package fake

import (
	"net/netip"
)

// checkRoute4 sees that the next hops of a new IPv4 route can be.
func (k *Kernel) checkRoute4(rt *Route) error {
	if noHops(rt.Type) {
		if len(rt.Hops) > 0 {
			return refuseText(einval, "Gateway, device and multipath can not be specified for this route type")
		}
		return nil
	}
	if len(rt.Hops) == 0 {
		return refuse(enodev)
	}
	if rt.Scope > scopeHost {
		return refuseText(einval, "Invalid scope")
	}
	for i := range rt.Hops {
		if err := k.checkHop4(rt, &rt.Hops[i]); err != nil {
			return err
		}
	}
	if rt.PrefSrc.IsValid() && !k.isLocal(rt.PrefSrc) {
		return refuseText(einval, "Invalid prefsrc address")
	}
	return nil
}

func (k *Kernel) checkHop4(rt *Route, h *NextHop) error {
	if rt.Scope == scopeHost {
		if h.Gateway.IsValid() {
			return refuseText(einval, "Route with host scope can not have a gateway")
		}
		return k.deviceUp(h.Link)
	}
	if !h.Gateway.IsValid() {
		return k.deviceUp(h.Link)
	}
	if h.Flags&hopOnLink != 0 {
		if h.Link == 0 {
			return refuseText(enodev, "Nexthop device required for onlink")
		}
		return k.deviceUp(h.Link)
	}
	found := k.fib(h.Gateway, h.Link, nil)
	switch {
	case found == nil || !found.leads() || found.Scope <= rt.Scope && found.Scope != scopeHost:
		return refuseText(enetunreach, "Nexthop has invalid gateway")
	case found.Type != typeUnicast && found.Type != typeLocal:
		return refuseText(einval, "Nexthop has invalid gateway")
	}
	h.Link = found.Hops[0].Link
	if l := k.link(h.Link); l == nil || !l.isUp() {
		return refuseText(enetdown, "Device for nexthop is not up")
	}
	return nil
}

func (rt *Route) leads() bool { return !noHops(rt.Type) && len(rt.Hops) > 0 }

func (k *Kernel) deviceUp(index int) error {
	l := k.link(index)
	if l == nil {
		return refuse(enodev)
	}
	if !l.isUp() {
		return refuseText(enetdown, "Device for nexthop is not up")
	}
	return nil
}

// checkHops6 sees that the next hops of a new IPv6 route can be.
func (k *Kernel) checkHops6(rt *Route) error {
	if len(rt.Hops) == 0 {
		return refuse(enodev)
	}
	for i := range rt.Hops {
		h := &rt.Hops[i]
		if h.Link == 0 {
			found := k.fib(h.Gateway, 0, nil)
			if found == nil || !found.leads() {
				return refuse(ehostunreach)
			}
			h.Link = found.Hops[0].Link
		}
		l := k.link(h.Link)
		if l == nil {
			return refuse(enodev)
		}
		if !l.isUp() {
			return refuseText(enetdown, "Nexthop device is not up")
		}
	}
	return nil
}

// usable tells whether a route can be taken, through a link if that is not 0.
func (rt *Route) usable(link int) bool {
	if noHops(rt.Type) {
		return true
	}
	for _, h := range rt.Hops {
		if h.Flags&hopDead == 0 && (link == 0 || h.Link == link) {
			return true
		}
	}
	return false
}

// fib looks up the route to an address as the rules say, through a link if that is not 0.
func (k *Kernel) fib(dst netip.Addr, link int, src *netip.Addr) *Route {
	for _, rule := range k.rules {
		if rule.Family != familyOf(dst) || !rule.matches(dst, src) {
			continue
		}
		switch rule.Action {
		case ruleToTable:
			if rt := k.lookup(rule.Table, dst, link); rt != nil && rt.Type != typeThrow {
				return rt
			}
		case ruleBlackhole, ruleUnreachable, ruleProhibit:
			return &Route{Type: rule.Action} // the numbers are those of types of routes
		}
	}
	return nil
}

// lookup returns the route of a table with the longest prefix that holds an address, or nil.
func (k *Kernel) lookup(id uint32, dst netip.Addr, link int) *Route {
	t := k.tables[tableKey{familyOf(dst), id}]
	if t == nil {
		return nil
	}
	for bits := dst.BitLen(); bits >= 0; bits-- {
		for _, rt := range t.routes[netip.PrefixFrom(dst, bits).Masked()] {
			if rt.usable(link) {
				return rt
			}
		}
	}
	return nil
}
