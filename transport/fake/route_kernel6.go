package fake

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// addAddrRoutes6 adds the routes of an IPv6 address: to itself, and if the link is up to its network.
func (k *Kernel) addAddrRoutes6(l *Link, a *Addr) {
	k.addKernel6(l, &Route{
		Table: tableLocal, Dst: netip.PrefixFrom(a.local(), 128), Protocol: protoKernel, Type: typeLocal,
	})
	if l.isUp() && a.isSubnet6() {
		k.addKernel6(l, prefixRoute6(a, a.local(), a.Prefix.Bits()))
	}
}

// isSubnet6 reports whether an IPv6 address says what network is on the link.
func (a *Addr) isSubnet6() bool { return a.Flags&ifaNoPrefixRoute == 0 && !a.alone }

// addGroups6 adds the route to all groups on a link.
func (k *Kernel) addGroups6(l *Link) {
	if l.Kind != loopback && l.isUp() {
		k.addKernel6(l, &Route{
			Table: tableLocal, Dst: netip.MustParsePrefix("ff00::/8"), Protocol: protoKernel, Type: typeMulticast,
			Priority: prefixPriority6,
		})
	}
}

// prefixRoute6 is the route that comes with an address to its network, or to its peer.
func prefixRoute6(a *Addr, ip netip.Addr, bits int) *Route {
	return &Route{
		Table: tableMain, Dst: netip.PrefixFrom(ip, bits).Masked(), Protocol: protoKernel, Type: typeUnicast,
		Priority: cmp.Or(a.Priority, prefixPriority6),
	}
}

// prefixPriority6 is IP6_RT_PRIO_ADDRCONF.
const prefixPriority6 = 256

// addKernel6 adds a route of the kernel's own through a link, unless it is there.
func (k *Kernel) addKernel6(l *Link, rt *Route) {
	h := NextHop{Link: l.Index}
	if rt.Type != typeLocal && !l.carrier {
		h.Flags = hopLinkDown
	}
	rt.Hops = []NextHop{h}
	_ = k.insert6(rt, codec.FlagCreate, cause{})
}

// delAddrRoutes6 deletes the routes of an IPv6 address that is gone, except for those that others want.
func (k *Kernel) delAddrRoutes6(l *Link, a *Addr) {
	if a.isSubnet6() && !k.sharesPrefix6(l, a) {
		k.delKernel6(l, prefixRoute6(a, a.local(), a.Prefix.Bits()))
	}
	if a.Peer.IsValid() {
		k.delKernel6(l, prefixRoute6(a, a.Peer, 128))
	}
	k.delKernel6(l, &Route{Table: tableLocal, Dst: netip.PrefixFrom(a.local(), 128), Type: typeLocal})
}

// sharesPrefix6 reports whether another address of a link wants the same route to its network.
func (k *Kernel) sharesPrefix6(l *Link, a *Addr) bool {
	want := prefixRoute6(a, a.local(), a.Prefix.Bits()).Dst
	return slices.ContainsFunc(k.addrsOf(l.Index, afInet6), func(o *Addr) bool {
		return o != a && o.isSubnet6() && prefixRoute6(o, o.local(), o.Prefix.Bits()).Dst == want
	})
}

// movePrefixRoutes6 has the routes of an address that was changed follow it.
func (k *Kernel) movePrefixRoutes6(l *Link, before, a *Addr) {
	bits := a.Prefix.Bits()
	if before.Flags&ifaNoPrefixRoute == 0 && (before.Priority != a.Priority || a.Flags&ifaNoPrefixRoute != 0) {
		k.delKernel6(l, prefixRoute6(before, a.local(), bits))
	}
	if l.isUp() && a.Flags&ifaNoPrefixRoute == 0 {
		k.addKernel6(l, prefixRoute6(a, a.local(), bits))
		if a.Peer.IsValid() {
			k.delKernel6(l, prefixRoute6(before, a.Peer, bits))
			k.addKernel6(l, prefixRoute6(a, a.Peer, bits))
		}
	}
}

// delKernel6 deletes a route of the kernel's own through a link, if it is there.
func (k *Kernel) delKernel6(l *Link, want *Route) {
	t := k.tables[tableKey{afInet6, want.Table}]
	if t == nil {
		return
	}
	for i, rt := range t.routes[want.Dst] {
		if rt.Type == want.Type && rt.Priority == want.Priority && rt.Protocol == protoKernel && rt.through(l) {
			t.remove(rt.Dst, i)
			k.tellRoute("RTM_DELROUTE", rt, 0, cause{})
			return
		}
	}
}

// through reports whether a route leads through a link.
func (rt *Route) through(l *Link) bool {
	return slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == l.Index })
}

// dropRoutes6 deletes the IPv6 routes through a link, and tells of them.
func (k *Kernel) dropRoutes6(l *Link) {
	for _, id := range k.tablesOf(afInet6) {
		t := k.tables[tableKey{afInet6, id}]
		for _, rt := range t.sorted() {
			if rt.through(l) {
				t.remove(rt.Dst, slices.Index(t.routes[rt.Dst], rt))
				k.tellRoute("RTM_DELROUTE", rt, 0, cause{})
			}
		}
	}
}

// markHops6 has the next hops through a link show whether that has a carrier.
func (k *Kernel) markHops6(l *Link) {
	for _, id := range k.tablesOf(afInet6) {
		for _, rt := range k.tables[tableKey{afInet6, id}].sorted() {
			for i := range rt.Hops {
				if h := &rt.Hops[i]; h.Link != l.Index || rt.Type == typeLocal {
				} else if l.carrier {
					h.Flags &^= hopLinkDown
				} else {
					h.Flags |= hopLinkDown
				}
			}
		}
	}
}
