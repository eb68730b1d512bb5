package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// addAddrRoutes adds the routes that the kernel adds for an address.
func (k *Kernel) addAddrRoutes(l *Link, a *Addr) {
	if a.local().Is6() {
		k.addRoutes6(l, a)
		return
	}
	source := k.primaryOf(a)
	k.magic(l, typeLocal, netip.PrefixFrom(a.local(), 32), source, 0)
	if !l.isUp() {
		return
	}
	if a.Broadcast.IsValid() && a.Broadcast != netip.AddrFrom4([4]byte{255, 255, 255, 255}) {
		k.magic(l, typeBroadcast, netip.PrefixFrom(a.Broadcast, 32), source, 0)
	}
	if !a.hasPrefixRoute() {
		return
	}
	k.addPrefixRoute(l, a)
	if last, ok := lastOf(a.network()); ok {
		k.magic(l, typeBroadcast, netip.PrefixFrom(last, 32), source, 0)
	}
}

// hasPrefixRoute tells whether an IPv4 address says what network is on the link.
func (a *Addr) hasPrefixRoute() bool {
	zero := a.network().Addr().As4()[0] == 0
	return !zero && a.Flags&ifaSecondary == 0 && (a.network().Addr() != a.local() || a.Prefix.Bits() < 32)
}

func (k *Kernel) addPrefixRoute(l *Link, a *Addr) {
	if a.Flags&ifaNoPrefixRoute == 0 {
		k.magic(l, prefixType(l), a.network(), a, a.Priority)
	}
}

func prefixType(l *Link) uint8 {
	if l.Kind == loopback {
		return typeLocal
	}
	return typeUnicast
}

// lastOf returns the broadcast address of a network, if it has one.
func lastOf(p netip.Prefix) (netip.Addr, bool) {
	if p.Bits() >= 31 {
		return netip.Addr{}, false
	}
	b := p.Addr().As4()
	for i := p.Bits(); i < 32; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return netip.AddrFrom4(b), true
}

// magic adds a route of the kernel's own, unless it is there.
func (k *Kernel) magic(l *Link, typ uint8, dst netip.Prefix, source *Addr, priority uint32) {
	// it may be there
	_ = k.insert4(kernelRoute(l, typ, dst, source, priority), codec.FlagCreate|codec.FlagAppend, cause{})
}

func kernelRoute(l *Link, typ uint8, dst netip.Prefix, source *Addr, priority uint32) *Route {
	rt := &Route{
		Table: tableLocal, Dst: dst, Protocol: protoKernel, Scope: scopeLink, Type: typ, PrefSrc: source.local(),
		Priority: priority, Hops: []NextHop{{Link: l.Index}},
	}
	if typ == typeUnicast {
		rt.Table = tableMain
	}
	if typ == typeLocal {
		rt.Scope = scopeHost
	}
	return rt
}

// delAddrRoutes deletes the routes of an address that is gone, but for those that others want.
func (k *Kernel) delAddrRoutes(l *Link, a, source *Addr) {
	if a.local().Is6() {
		k.delRoutes6(l, a)
		return
	}
	if a.hasPrefixRoute() {
		k.delPrefixRoute(l, a)
	}
	if a.Flags&ifaSecondary == 0 {
		last, ok := lastOf(a.network())
		for _, ip := range []netip.Addr{a.Broadcast, last} {
			if ip.IsValid() && (ok || ip == a.Broadcast) && !k.broadcasts(l, ip) {
				k.unmagic(kernelRoute(l, typeBroadcast, netip.PrefixFrom(ip, 32), source, 0))
			}
		}
	}
	if !k.isLocal(a.local()) {
		k.unmagic(kernelRoute(l, typeLocal, netip.PrefixFrom(a.local(), 32), source, 0))
		k.dropSourced(a.local())
	}
}

// broadcasts tells whether an address that is left has a broadcast address.
func (k *Kernel) broadcasts(l *Link, ip netip.Addr) bool {
	return slices.ContainsFunc(k.addrsOf(l.Index, afInet), func(a *Addr) bool {
		last, ok := lastOf(a.network())
		return a.Broadcast == ip || ok && last == ip && a.Flags&ifaSecondary == 0
	})
}

func (k *Kernel) delPrefixRoute(l *Link, a *Addr) {
	if a.Flags&ifaNoPrefixRoute == 0 {
		k.unmagic(kernelRoute(l, prefixType(l), a.network(), a, a.Priority))
	}
}

// unmagic deletes a route of the kernel's own, if it is there.
func (k *Kernel) unmagic(want *Route) {
	t := k.table(familyOf(want.Dst.Addr()), want.Table)
	for i, rt := range t.routes[want.Dst] {
		if rt.Priority == want.Priority && sameRoute(rt, want) {
			t.remove(want.Dst, i)
			k.tellRoute("RTM_DELROUTE", rt, 0, cause{})
			return
		}
	}
}

// dropSourced deletes, without telling, the routes whose preferred source is gone.
func (k *Kernel) dropSourced(ip netip.Addr) {
	k.dropRoutes(func(rt *Route) bool { return rt.PrefSrc == ip })
}

// dropRoutes deletes routes without telling, as the kernel does with IPv4 when links go away.
func (k *Kernel) dropRoutes(which func(*Route) bool) {
	for _, t := range k.tables {
		for dst, list := range t.routes {
			left := slices.DeleteFunc(list, which)
			if len(left) == 0 {
				delete(t.routes, dst)
			} else {
				t.routes[dst] = left
			}
		}
	}
	k.changed()
}

// linkUpRoutes adds the routes of the addresses of a link that came up, and takes next hops into use again.
func (k *Kernel) linkUpRoutes(l *Link) {
	if l.Kind == loopback {
		k.addrLoopback(l)
	}
	for _, a := range slices.Clone(k.addrs) {
		if a.Link == l.Index {
			k.addAddrRoutes(l, a)
		}
	}
	k.markHops(l, 0)
}

// addrLoopback gives the loopback device the addresses that it has once it is up.
func (k *Kernel) addrLoopback(l *Link) {
	for _, s := range []string{"127.0.0.1/8", "::1/128"} {
		a := &Addr{
			Link: l.Index, Prefix: netip.MustParsePrefix(s), Scope: scopeHost, Flags: ifaPermanent,
			Valid: forever, Preferred: forever,
		}
		if k.addrLike(a) != nil {
			continue
		}
		if a.Label = l.Name; a.local().Is6() {
			a.Label, a.Proto = "", 1 // IFAPROT_KERNEL_LO
		}
		k.insertAddr(a)
		k.tellAddr("RTM_NEWADDR", a, cause{})
	}
}

// markHops sets the flags of the next hops through a link that say whether it works.
func (k *Kernel) markHops(l *Link, flags uint8) {
	for _, t := range k.tables {
		for _, list := range t.routes {
			for _, rt := range list {
				for i := range rt.Hops {
					if rt.Hops[i].Link == l.Index && rt.Type != typeLocal {
						rt.Hops[i].Flags = rt.Hops[i].Flags&^(hopDead|hopLinkDown) | flags
					}
				}
			}
		}
	}
}

// linkDownRoutes deletes the routes through a link that went down, without telling of those of IPv4; those to its own
// addresses stay.
func (k *Kernel) linkDownRoutes(l *Link) {
	k.markHops(l, hopDead|hopLinkDown)
	k.dropRoutes(func(rt *Route) bool {
		if rt.Type == typeLocal || !rt.leads() || rt.Dst.Addr().Is6() && rt.Hops[0].Link != l.Index {
			return false
		}
		return !slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Flags&hopDead == 0 })
	})
}

// dropLink takes away what belongs to a link that is being deleted.
func (k *Kernel) dropLink(l *Link) {
	for _, a := range slices.Clone(k.addrs) {
		if a.Link == l.Index && slices.Contains(k.addrs, a) {
			k.removeAddr(l, a, cause{})
		}
	}
	k.dropRoutes(func(rt *Route) bool { return len(rt.Hops) == 1 && rt.Hops[0].Link == l.Index })
	k.neighbours = slices.DeleteFunc(k.neighbours, func(n *Neighbour) bool { return n.Link == l.Index })
}

// routes6 is the routes of an IPv6 address: to itself, and to its network.
func routes6(l *Link, a *Addr) []*Route {
	own := &Route{
		Table: tableLocal, Dst: netip.PrefixFrom(a.local(), 128), Protocol: protoKernel, Type: typeLocal,
		Hops: []NextHop{{Link: l.Index}},
	}
	if a.Flags&ifaNoPrefixRoute != 0 || a.Prefix.Bits() == 128 {
		return []*Route{own}
	}
	network := &Route{
		Table: tableMain, Dst: a.network(), Protocol: protoKernel, Type: typeUnicast, Priority: 256,
		Hops: []NextHop{{Link: l.Index}},
	}
	if a.Priority != 0 {
		network.Priority = a.Priority
	}
	return []*Route{own, network}
}

func (k *Kernel) addRoutes6(l *Link, a *Addr) {
	if !l.isUp() {
		return
	}
	for _, rt := range routes6(l, a) {
		t := k.table(afInet6, rt.Table)
		same := func(o *Route) bool { return o.Priority == rt.Priority && sameRoute(o, rt) }
		if slices.ContainsFunc(t.routes[rt.Dst], same) {
			continue
		}
		t.insert(rt)
		k.tellRoute("RTM_NEWROUTE", rt, 0, cause{})
	}
}

func (k *Kernel) delRoutes6(l *Link, a *Addr) {
	wanted := slices.ContainsFunc(k.addrsOf(l.Index, afInet6), func(o *Addr) bool { return o.network() == a.network() })
	for _, rt := range routes6(l, a) {
		if rt.Table != tableMain || !wanted {
			k.unmagic(rt)
		}
	}
}
