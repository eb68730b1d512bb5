package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// addAddrRoutes6 adds the routes of an IPv6 address: to itself, and to its network.
func (k *Kernel) addAddrRoutes6(l *Link, a *Addr) {
	if !l.isUp() {
		return
	}
	k.addKernel6(&Route{
		Table: tableLocal, Dst: netip.PrefixFrom(a.local(), 128), Protocol: protoKernel, Type: typeLocal,
		Hops: []NextHop{{Link: l.Index}},
	})
	k.addPrefixRoute6(l, a)
}

// addGroups6 adds the route to all groups on a link.
func (k *Kernel) addGroups6(l *Link) {
	if l.Kind != loopback && l.isUp() {
		k.addKernel6(&Route{
			Table: tableLocal, Dst: netip.MustParsePrefix("ff00::/8"), Protocol: protoKernel, Type: typeMulticast,
			Priority: prefixPriority6, Hops: []NextHop{{Link: l.Index}},
		})
	}
}

func prefixRoute6(l *Link, a *Addr) *Route {
	rt := &Route{
		Table: tableMain, Dst: netip.PrefixFrom(a.local(), a.Prefix.Bits()).Masked(), Protocol: protoKernel,
		Type: typeUnicast, Priority: prefixPriority6, Hops: []NextHop{{Link: l.Index}},
	}
	if a.Priority != 0 {
		rt.Priority = a.Priority
	}
	return rt
}

// prefixPriority6 is IP6_RT_PRIO_ADDRCONF.
const prefixPriority6 = 256

func (k *Kernel) addPrefixRoute6(l *Link, a *Addr) {
	if a.Flags&ifaNoPrefixRoute == 0 && l.isUp() && a.local() != netip.IPv6Loopback() {
		k.addKernel6(prefixRoute6(l, a))
	}
}

// addKernel6 adds a route of the kernel's own, unless it is there.
func (k *Kernel) addKernel6(rt *Route) {
	_ = k.insert6(rt, codec.FlagCreate, cause{})
}

// delAddrRoutes6 deletes the routes of an IPv6 address that is gone, but for those that others want.
func (k *Kernel) delAddrRoutes6(l *Link, a *Addr) {
	if a.Flags&ifaNoPrefixRoute == 0 {
		k.delPrefixRoute6(l, a)
	}
	k.removeRoute6(func(rt *Route) bool {
		return rt.Table == tableLocal && rt.Type == typeLocal && rt.Dst.Addr() == a.local() && rt.through(l)
	})
}

func (k *Kernel) delPrefixRoute6(l *Link, a *Addr) {
	want := prefixRoute6(l, a)
	if slices.ContainsFunc(k.addrsOf(l.Index, afInet6), func(o *Addr) bool {
		return o.Flags&ifaNoPrefixRoute == 0 && prefixRoute6(l, o).Dst == want.Dst
	}) {
		return
	}
	k.removeRoute6(func(rt *Route) bool {
		return rt.Table == tableMain && rt.Dst == want.Dst && rt.Protocol == protoKernel && rt.through(l) &&
			rt.Priority == want.Priority
	})
}

// through tells whether a route leads through a link.
func (rt *Route) through(l *Link) bool {
	return slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == l.Index })
}

// removeRoute6 deletes the first IPv6 route that is wanted, and tells of it.
func (k *Kernel) removeRoute6(which func(*Route) bool) {
	for _, id := range k.tablesOf(afInet6) {
		t := k.tables[tableKey{afInet6, id}]
		for _, rt := range t.sorted() {
			if which(rt) {
				t.remove(rt.Dst, slices.Index(t.routes[rt.Dst], rt))
				k.tellRoute("RTM_DELROUTE", rt, 0, cause{})
				return
			}
		}
	}
}

// dropRoutes6 deletes the IPv6 routes through a link, and tells of them.
func (k *Kernel) dropRoutes6(l *Link) {
	for _, id := range k.tablesOf(afInet6) {
		t := k.tables[tableKey{afInet6, id}]
		for _, rt := range t.sorted() {
			if rt.through(l) && !noHops(rt.Type) {
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
