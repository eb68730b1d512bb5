package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// getRoute is RTM_GETROUTE of one route: the one that leads to an address.
func (k *Kernel) getRoute(r *request) error {
	width := bitsOf(r.family())
	if width == 0 {
		return refuse(eopnotsupp)
	}
	bits := int(r.field("rtm_dst_len"))
	dst, hasDst := r.addr("RTA_DST")
	if k.strict() && (bits != 0 && bits != width || !r.onlyZero("rtm_protocol", "rtm_scope", "rtm_type")) {
		return refuseText(einval, ipWord(r.family())+"Invalid values in header for route get request")
	}
	if hasDst && dst.BitLen() != width {
		return refuse(einval)
	}
	if !hasDst {
		dst = unspecified(r.family())
	}
	oif := int(r.numberOr(0, "RTA_OIF"))
	if oif != 0 && k.link(oif) == nil {
		return refuse(enodev)
	}
	var from *netip.Addr
	if src, ok := r.addr("RTA_SRC"); ok {
		from = &src
	}
	rt := k.fib(dst, oif, from)
	if err := unreachable(rt); err != nil && r.field("rtm_flags")&fibMatch == 0 {
		return err
	}
	if rt == nil {
		return refuse(enetunreach)
	}
	if r.field("rtm_flags")&fibMatch != 0 {
		r.reply(routeMessage("RTM_NEWROUTE", rt))
		return nil
	}
	r.reply(k.resolved(dst, rt))
	return nil
}

// unreachable is the error of a lookup that leads nowhere.
func unreachable(rt *Route) error {
	switch {
	case rt == nil:
		return refuse(enetunreach)
	case rt.Type == typeBlackhole:
		return refuse(einval)
	case rt.Type == typeUnreachable:
		return refuse(ehostunreach)
	case rt.Type == typeProhibit:
		return refuse(eacces)
	}
	return nil
}

// resolved makes the answer to a lookup: a route to the address alone.
func (k *Kernel) resolved(dst netip.Addr, rt *Route) *codec.Request {
	if dst.Is6() {
		return routeMessage("RTM_NEWROUTE", rt)
	}
	h := rt.Hops[slices.IndexFunc(rt.Hops, func(h NextHop) bool { return h.Flags&hopDead == 0 })]
	flags, typ, table := uint32(cloned), rt.Type, uint32(tableMain)
	if typ == typeLocal {
		flags |= 0x80000000 // RTCF_LOCAL
		h.Link = 1
	}
	b := attrList{}
	b.add("RTA_TABLE", table, true)
	b.add("RTA_DST", dst, true)
	b.add("RTA_OIF", h.Link, true)
	src := k.sourceFor(dst, rt, h)
	b.add("RTA_PREFSRC", src, src.IsValid())
	b.add("RTA_GATEWAY", h.Gateway, h.Gateway.IsValid())
	b.add("RTA_UID", 0, true)
	b.add("RTA_CACHEINFO", map[string]any{}, true)
	return &codec.Request{Type: "RTM_NEWROUTE", Attrs: b.attrs, Fixed: map[string]any{
		"rtm_family": afInet, "rtm_dst_len": 32, "rtm_table": table, "rtm_type": typ, "rtm_flags": flags,
	}}
}

// sourceFor chooses the source address of what is sent along a route.
func (k *Kernel) sourceFor(dst netip.Addr, rt *Route, h NextHop) netip.Addr {
	if rt.Type == typeLocal {
		return dst
	}
	if rt.PrefSrc.IsValid() {
		return rt.PrefSrc
	}
	toward := dst
	if h.Gateway.IsValid() {
		toward = h.Gateway
	}
	var first netip.Addr
	for _, a := range k.addrsOf(h.Link, familyOf(dst)) {
		if a.network().Contains(toward) {
			return a.local()
		}
		if !first.IsValid() {
			first = a.local()
		}
	}
	return first
}

// dumpRoutes is RTM_GETROUTE of many.
func (k *Kernel) dumpRoutes(r *request) (list []*codec.Request, err error) {
	f := routeFilter{}
	if k.strict() && len(r.raw) >= codec.HeaderLen+12 {
		if f, err = k.readRouteFilter(r); err != nil {
			return nil, err
		}
	}
	for _, family := range families {
		if !r.wants(family) {
			continue
		}
		if f.table != 0 && k.tables[tableKey{family, f.table}] == nil && r.family() != afUnspec {
			return nil, refuseText(enoent, ipWord(family)+"FIB table does not exist")
		}
		for _, id := range k.tablesOf(family) {
			if f.table != 0 && f.table != id {
				continue
			}
			for _, rt := range k.tables[tableKey{family, id}].sorted() {
				if f.wants(rt) {
					list = append(list, routeMessage("RTM_NEWROUTE", rt))
				}
			}
		}
	}
	return list, nil
}

// routeFilter is what a request for a dump wants; 0 wants all.
type routeFilter struct {
	table         uint32
	protocol, typ uint8
	link          int
}

func (f routeFilter) wants(rt *Route) bool {
	return (f.protocol == 0 || f.protocol == rt.Protocol) && (f.typ == 0 || f.typ == rt.Type) &&
		(f.link == 0 || slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == f.link }))
}

func (k *Kernel) readRouteFilter(r *request) (routeFilter, error) {
	f := routeFilter{
		table: r.numberOr(uint32(r.field("rtm_table")), "RTA_TABLE"), protocol: uint8(r.field("rtm_protocol")),
		typ: uint8(r.field("rtm_type")), link: int(r.numberOr(0, "RTA_OIF")),
	}
	if !r.onlyZero("rtm_dst_len", "rtm_src_len", "rtm_tos", "rtm_scope") {
		return f, refuseText(einval, "Invalid values in header for FIB dump request")
	}
	if r.field("rtm_flags")&^(cloned|0x100) != 0 {
		return f, refuseText(einval, "Invalid flags for FIB dump request")
	}
	if !r.onlyAttrs("RTA_TABLE", "RTA_OIF") {
		return f, refuseText(einval, "Unsupported attribute in dump request")
	}
	if f.link != 0 && k.link(f.link) == nil {
		return f, refuse(enodev)
	}
	return f, nil
}
