package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// routeRequest is what a request says of a route.
type routeRequest struct {
	Route
	link       int        // RTA_OIF
	gateway    netip.Addr // RTA_GATEWAY, unless it is all zeros
	anyTable   bool       // no table was named
	multipath  bool       // the hops are those of RTA_MULTIPATH
	badGateway int        // which of them has a gateway that is too short, or -1
	metrics    []codec.Attr
}

// readRoute4 reads what a request says of an IPv4 route.
func readRoute4(r *request) (*routeRequest, error) {
	w := &routeRequest{link: int(r.numberOr(0, "RTA_OIF"))}
	w.Table = r.numberOr(uint32(r.field("rtm_table")), "RTA_TABLE")
	w.Priority, w.TOS = r.numberOr(0, "RTA_PRIORITY"), uint8(r.field("rtm_tos"))
	w.Type, w.Scope = uint8(r.field("rtm_type")), uint8(r.field("rtm_scope"))
	w.Protocol, w.flags = uint8(r.field("rtm_protocol")), uint32(r.field("rtm_flags"))
	if w.TOS&ecnBits != 0 {
		return nil, refuseText(einval, "Invalid dsfield (tos): ECN bits must be 0")
	}
	if w.Type > typeLast {
		return nil, refuseText(einval, "Invalid route type")
	}
	if w.Table == 0 {
		w.Table = tableMain
	}
	dst, ok := r.addr("RTA_DST")
	if !ok {
		dst = netip.IPv4Unspecified()
	}
	bits := int(r.field("rtm_dst_len"))
	if bits > 32 {
		return nil, refuseText(einval, "Invalid prefix length")
	}
	if w.Dst = netip.PrefixFrom(dst, bits); w.Dst.Masked() != w.Dst {
		return nil, refuseText(einval, "Invalid prefix for given prefix length")
	}
	w.PrefSrc = given(r.addr("RTA_PREFSRC"))
	w.gateway = given(r.addr("RTA_GATEWAY"))
	if metrics, ok := r.Attr("RTA_METRICS"); ok {
		w.metrics = slices.Collect(metrics.Children())
	}
	return w, w.readHops4(r)
}

// ecnBits is what of the TOS is no DSCP.
const ecnBits = 3

// given is an address that a request tells; one that is all zeros is none.
func given(ip netip.Addr, ok bool) netip.Addr {
	if !ok || ip.IsUnspecified() {
		return netip.Addr{}
	}
	return ip
}

// readHops4 reads RTA_MULTIPATH, or the one hop that RTA_OIF and RTA_GATEWAY tell.
func (w *routeRequest) readHops4(r *request) error {
	list, ok := r.Attr("RTA_MULTIPATH")
	if !ok {
		w.Hops = []NextHop{{Link: w.link, Gateway: w.gateway, Flags: uint8(w.flags)}}
		return nil
	}
	w.multipath = true
	w.badGateway = -1
	for a := range list.Children() {
		i := len(w.Hops)
		index, ok := a.Field("rtnh_ifindex")
		if !ok {
			return refuseText(einval, "Invalid nexthop configuration - extra data after nexthop")
		}
		weight, _ := a.Field("rtnh_hops")
		flags, _ := a.Field("rtnh_flags")
		h := NextHop{Link: int(int32(index)), Weight: uint8(weight), Flags: uint8(flags)}
		if via, ok := a.Attr("RTA_GATEWAY"); ok {
			if h.Gateway = given(addrIn(via, afInet), true); len(via.Payload()) < 4 {
				w.badGateway = i
			}
		}
		w.Hops = append(w.Hops, h)
	}
	return nil
}

// newRoute4 is RTM_NEWROUTE of IPv4.
func (k *Kernel) newRoute4(r *request) error {
	w, err := readRoute4(r)
	if err != nil {
		return err
	}
	return k.addRoute4(w, r.header.Flags, by(r))
}

// addRoute4 checks an IPv4 route and puts it into its table.
func (k *Kernel) addRoute4(w *routeRequest, flags uint16, c cause) error {
	k.table(afInet, w.Table) // which is there from then on
	if err := k.checkRoute4(w); err != nil {
		return err
	}
	return k.insert4(&w.Route, flags, c)
}

// insert4 puts an IPv4 route into its table, as the flags of the request want it.
func (k *Kernel) insert4(rt *Route, flags uint16, c cause) error {
	t := k.table(afInet, rt.Table)
	list := t.routes[rt.Dst]
	event := uint16(codec.FlagExcl)
	at, _ := slices.BinarySearchFunc(list, rt, byRank)
	if first := slices.IndexFunc(list, func(o *Route) bool { return sameRank(o, rt) }); first >= 0 {
		if flags&codec.FlagExcl != 0 {
			return refuse(eexist)
		}
		event = 0
		last := first
		for last < len(list) && sameRank(list[last], rt) {
			last++
		}
		match := slices.IndexFunc(list[first:last], func(o *Route) bool { return sameRoute(o, rt) })
		if flags&codec.FlagReplace != 0 {
			if match == 0 {
				return nil
			}
			if match > 0 {
				return refuse(eexist)
			}
			list[first] = rt
			k.tellRoute("RTM_NEWROUTE", rt, codec.FlagReplace, c)
			return nil
		}
		if match >= 0 {
			return refuse(eexist)
		}
		if at = first; flags&codec.FlagAppend != 0 {
			event, at = codec.FlagAppend, last
		}
	}
	if flags&codec.FlagCreate == 0 {
		return refuse(enoent)
	}
	t.routes[rt.Dst] = slices.Insert(list, at, rt)
	k.tellRoute("RTM_NEWROUTE", rt, event|codec.FlagCreate, c)
	return nil
}

// delRoute4 is RTM_DELROUTE of IPv4.
func (k *Kernel) delRoute4(r *request) error {
	w, err := readRoute4(r)
	if err != nil {
		return err
	}
	if k.tables[tableKey{afInet, w.Table}] == nil {
		return refuseText(esrch, "FIB table does not exist")
	}
	return k.deleteRoute4(w, by(r))
}

// deleteRoute4 takes the first route away that is as described.
func (k *Kernel) deleteRoute4(w *routeRequest, c cause) error {
	t := k.table(afInet, w.Table)
	for i, rt := range t.routes[w.Dst] {
		if w.fits(rt) {
			t.remove(w.Dst, i)
			k.tellRoute("RTM_DELROUTE", rt, 0, c)
			return nil
		}
	}
	return refuse(esrch)
}

// fits reports whether an IPv4 route is what a request to delete describes.
func (w *routeRequest) fits(rt *Route) bool {
	return w.TOS == rt.TOS && (w.Type == 0 || w.Type == rt.Type) && (w.Scope == scopeNowhere || w.Scope == rt.Scope) &&
		(!w.PrefSrc.IsValid() || w.PrefSrc == rt.PrefSrc) && (w.Protocol == 0 || w.Protocol == rt.Protocol) &&
		(w.Priority == 0 || w.Priority == rt.Priority) && w.fitsHops(rt) && w.fitsMetrics(rt)
}

// fitsHops compares the first hop with RTA_OIF and RTA_GATEWAY, or all with RTA_MULTIPATH.
func (w *routeRequest) fitsHops(rt *Route) bool {
	hops := rt.Hops
	if len(hops) == 0 {
		hops = []NextHop{{}}
	}
	fits := func(link int, gateway netip.Addr, h NextHop) bool {
		return (link == 0 || link == h.Link) && (!gateway.IsValid() || gateway == h.Gateway)
	}
	if w.link != 0 || w.gateway.IsValid() || !w.multipath {
		return fits(w.link, w.gateway, hops[0])
	}
	for i, h := range hops {
		if i >= len(w.Hops) || !fits(w.Hops[i].Link, w.Hops[i].Gateway, h) {
			return false
		}
	}
	return true
}

func (w *routeRequest) fitsMetrics(rt *Route) bool {
	for _, a := range w.metrics {
		if a.Type() == 0 {
			continue
		}
		value, _ := a.Uint()
		i := slices.IndexFunc(rt.Metrics, func(m Metric) bool { return m.Name == a.Name() })
		if !a.Known() || i < 0 && value != 0 || i >= 0 && rt.Metrics[i].Value != uint32(value) {
			return false
		}
	}
	return true
}
