package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec/linux"
)

// eachRoute4 calls a function with every IPv4 route, table by table as they are dumped.
func (k *Kernel) eachRoute4(f func(*Route)) {
	for _, id := range k.tablesOf(afInet) {
		for _, rt := range k.tables[tableKey{afInet, id}].sorted() {
			f(rt)
		}
	}
}

// dropSourced deletes the routes of the main table whose preferred source is gone.
func (k *Kernel) dropSourced(ip netip.Addr) {
	any := false
	k.eachRoute4(func(rt *Route) {
		if rt.Table == tableMain && rt.PrefSrc == ip {
			rt.flags |= hopDead
			rt.sourceGone, any = true, true
		}
	})
	if any {
		k.flushDead()
	}
}

// disableRoutes4 has no IPv4 route use a link any more, and forgets its neighbours. force: routes to this host neither;
// ended: nor those that have other next hops.
func (k *Kernel) disableRoutes4(l *Link, force, ended bool) {
	if k.markDown(l, hopDead|hopLinkDown, force, ended) {
		k.flushDead()
	}
	k.flushNeighbours(l, afInet, 0)
	k.flushProxies(l, afInet)
}

// markDown sets flags of the next hops through a link, and of the routes that have no other ones. It reports whether
// there are such routes. Routes to this host stay unless it is forced, and those with other next hops unless the link
// has ended.
func (k *Kernel) markDown(l *Link, flags uint8, force, ended bool) (any bool) {
	k.eachRoute4(func(rt *Route) {
		if !slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == l.Index }) {
			return
		}
		dead := 0
		for i := range rt.Hops {
			h := &rt.Hops[i]
			switch {
			case h.Flags&hopDead != 0:
				dead++
			case h.Link == l.Index && (force || h.scope != scopeNowhere):
				h.Flags |= flags
				dead++
			}
			if ended && h.Link == l.Index {
				dead = len(rt.Hops)
				break
			}
		}
		if dead == len(rt.Hops) {
			rt.flags |= uint32(flags)
			any = true
		}
	})
	k.changed()
	return any
}

// reviveHops takes flags off the next hops through a link that works again.
func (k *Kernel) reviveHops(l *Link, flags uint8) {
	if !l.isUp() {
		return
	}
	if flags&hopDead != 0 && l.flags()&(linux.IFF_RUNNING|linux.IFF_LOWER_UP) != 0 {
		flags |= hopLinkDown
	}
	k.eachRoute4(func(rt *Route) {
		if !slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == l.Index }) {
			return
		}
		alive := false
		for i := range rt.Hops {
			h := &rt.Hops[i]
			if h.Flags&flags != 0 && (h.Link != l.Index || l.ipv4Off) {
				continue
			}
			h.Flags &^= flags
			alive = true
		}
		if alive {
			rt.flags &^= uint32(flags)
		}
	})
	k.changed()
}

// flushDead deletes the dead IPv4 routes. The kernel tells only of those whose source is gone.
func (k *Kernel) flushDead() {
	k.eachRoute4(func(rt *Route) {
		if rt.flags&hopDead == 0 {
			return
		}
		t := k.tables[tableKey{afInet, rt.Table}]
		t.remove(rt.Dst, slices.Index(t.routes[rt.Dst], rt))
		if rt.sourceGone {
			k.tellRoute("RTM_DELROUTE", rt, 0, cause{})
		}
	})
}
