package fake

import "net/netip"

// leastScope is how narrow the scope of a route of a type has to be at least.
var leastScope = map[uint8]uint8{
	0: scopeNowhere, typeLocal: scopeHost, typeBroadcast: scopeLink, typeAnycast: scopeLink,
	typeNAT: scopeNowhere, typeLast: scopeNowhere,
}

// checkRoute4 sees that a new IPv4 route can be, and completes it.
func (k *Kernel) checkRoute4(w *routeRequest) error {
	if leastScope[w.Type] > w.Scope {
		return refuseText(einval, "Invalid scope")
	}
	if w.flags&(hopDead|hopLinkDown) != 0 {
		return refuseText(einval, "Invalid rtm_flags - can not contain DEAD or LINKDOWN")
	}
	if err := w.checkMetrics(); err != nil {
		return err
	}
	if w.multipath {
		if err := w.checkMultipath(); err != nil {
			return err
		}
	}
	if noHops(w.Type) {
		if w.link != 0 || w.gateway.IsValid() || w.multipath {
			return refuseText(einval, "Gateway, device and multipath can not be specified for this route type")
		}
		w.Hops = nil
		return nil
	}
	switch {
	case w.Type == 0:
		return refuseText(einval, "Invalid route type")
	case w.Scope > scopeHost:
		return refuseText(einval, "Invalid scope")
	}
	if err := k.checkHops4(w); err != nil {
		return err
	}
	if w.PrefSrc.IsValid() && !k.isSource(w) {
		return refuseText(einval, "Invalid prefsrc address")
	}
	return nil
}

// mostOf is how large metrics are at most.
var mostOf = map[string]uint64{"RTAX_ADVMSS": 65535 - 40, "RTAX_MTU": 65535 - 15, "RTAX_HOPLIMIT": 255}

const (
	lastMetric     = 17   // RTAX_FASTOPEN_NO_COOKIE
	metricFeatures = 0x1f // RTAX_FEATURE_*
)

// checkMetrics reads the metrics of a new route, in the order of their numbers.
func (w *routeRequest) checkMetrics() error {
	var values [lastMetric + 1]Metric
	for _, a := range w.metrics {
		value, _ := a.Uint()
		switch {
		case a.Type() == 0, a.Name() == "RTAX_CC_ALGO":
			continue
		case a.Type() > lastMetric:
			return refuseText(einval, "Invalid metric type")
		case len(a.Payload()) != 4:
			return refuseAt(einval, "Invalid attribute in metrics", a)
		case a.Name() == "RTAX_FEATURES" && value&^metricFeatures != 0:
			return refuseText(einval, "Unknown flag set in feature mask in metrics attribute")
		}
		if most, ok := mostOf[a.Name()]; ok {
			value = min(value, most)
		}
		values[a.Type()] = Metric{a.Name(), uint32(value)}
	}
	w.Metrics = nil
	for _, m := range values {
		if m.Value != 0 {
			w.Metrics = append(w.Metrics, m)
		}
	}
	return nil
}

// checkMultipath looks at what RTA_MULTIPATH says by itself.
func (w *routeRequest) checkMultipath() error {
	for i, h := range w.Hops {
		if h.Flags&(hopDead|hopLinkDown) != 0 {
			return refuseText(einval, "Invalid flags for nexthop - can not contain DEAD or LINKDOWN")
		}
		if i == w.badGateway {
			return refuseText(einval, "Invalid IPv4 address in RTA_GATEWAY")
		}
	}
	switch first := w.Hops[0]; {
	case w.link != 0 && w.link != first.Link:
		return refuseText(einval, "Nexthop device index does not match RTA_OIF")
	case w.gateway.IsValid() && w.gateway != first.Gateway:
		return refuseText(einval, "Nexthop gateway does not match RTA_GATEWAY or RTA_VIA")
	}
	return nil
}

// checkHops4 sees that the next hops of a new IPv4 route can be.
func (k *Kernel) checkHops4(w *routeRequest) error {
	if w.Scope == scopeHost {
		return k.checkHostHop(w)
	}
	down := true
	for i := range w.Hops {
		h := &w.Hops[i]
		if err := k.checkHop4(w, h); err != nil {
			return err
		}
		if !k.link(h.Link).carrier {
			h.Flags |= hopLinkDown
		}
		down = down && h.Flags&hopLinkDown != 0
	}
	if down {
		w.flags |= hopLinkDown
	}
	return nil
}

// checkHostHop looks at the next hop of a route to this host: a link, which may be down.
func (k *Kernel) checkHostHop(w *routeRequest) error {
	h := &w.Hops[0]
	switch {
	case len(w.Hops) > 1:
		return refuseText(einval, "Route with host scope can not have multiple nexthops")
	case h.Gateway.IsValid():
		return refuseText(einval, "Route with host scope can not have a gateway")
	case k.link(h.Link) == nil:
		return refuse(enodev)
	}
	h.scope = scopeNowhere
	return nil
}

func (k *Kernel) checkHop4(w *routeRequest, h *NextHop) error {
	switch {
	case !h.Gateway.IsValid():
		return k.checkLinkHop(h)
	case h.Flags&hopOnLink != 0:
		return k.checkOnLinkHop(w, h)
	}
	f := flow{dst: h.Gateway, link: h.Link, scope: max(w.Scope+1, scopeLink)}
	found, err := fibResult{}, refuse(eagain)
	if w.Table != tableMain {
		found, err = k.lookup(w.Table, f)
	}
	if err != nil {
		found, err = k.fib(f)
	}
	if err != nil {
		return refuseText(failureOf(err).Errno, "Nexthop has invalid gateway")
	}
	if found.Type != typeUnicast && found.Type != typeLocal {
		return refuseText(einval, "Nexthop has invalid gateway")
	}
	h.scope, h.Link = found.Scope, found.hop().Link
	if !k.link(h.Link).isUp() {
		return refuse(enetdown)
	}
	return nil
}

// checkLinkHop looks at a next hop that is a link alone.
func (k *Kernel) checkLinkHop(h *NextHop) error {
	if h.Flags&(hopPervade|hopOnLink) != 0 {
		return refuseText(einval, "Invalid flags for nexthop - PERVASIVE and ONLINK can not be set")
	}
	l := k.link(h.Link)
	if l == nil || l.ipv4Off {
		return refuse(enodev)
	}
	if !l.isUp() {
		return refuseText(enetdown, "Device for nexthop is not up")
	}
	h.scope = scopeHost
	return nil
}

// checkOnLinkHop looks at a gateway that is said to be on the link.
func (k *Kernel) checkOnLinkHop(w *routeRequest, h *NextHop) error {
	l := k.link(h.Link)
	switch {
	case w.Scope >= scopeLink:
		return refuseText(einval, "Nexthop has invalid scope")
	case l == nil:
		return refuseText(enodev, "Nexthop device required for onlink")
	case !l.isUp():
		return refuseText(enetdown, "Nexthop device is not up")
	case k.addrType(h.Gateway, tableLocal) != typeUnicast:
		return refuseText(einval, "Nexthop has invalid gateway")
	}
	h.scope = scopeLink
	return nil
}

// isSource reports whether the preferred source of a new route is an address of this host.
func (k *Kernel) isSource(w *routeRequest) bool {
	if w.Type == typeLocal && w.PrefSrc == w.Dst.Addr() {
		return true
	}
	id := w.Table
	if id == tableMain {
		id = tableLocal
	}
	return k.addrType(w.PrefSrc, id) == typeLocal || k.addrType(w.PrefSrc, tableLocal) == typeLocal
}

var broadcastAll = netip.AddrFrom4([4]byte{255, 255, 255, 255})

// addrType is the type of the route to an address in a table.
func (k *Kernel) addrType(ip netip.Addr, id uint32) uint8 {
	switch {
	case ip.As4()[0] == 0, ip == broadcastAll:
		return typeBroadcast
	case ip.IsMulticast():
		return typeMulticast
	case k.tables[tableKey{afInet, id}] == nil:
		return typeBroadcast
	}
	found, err := k.lookup(id, flow{dst: ip})
	if err != nil {
		return typeUnicast
	}
	return found.Type
}
