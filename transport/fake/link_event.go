package fake

import "github.com/nlkit/nlkit/codec/linux"

// flagsChanged tells of flags that are different now, and does what comes of them. change is what the event tells to be
// different.
func (k *Kernel) flagsChanged(l *Link, before, change uint32, c cause) {
	if change != 0 {
		k.tellLink(l, change, c)
	}
	changed := l.admin ^ before
	switch {
	case changed&linux.IFF_UP == 0:
	case l.isUp():
		k.cameUp(l)
	default:
		k.wentDown(l)
	}
	if l.isUp() && changed&^(linux.IFF_UP|linux.IFF_PROMISC|linux.IFF_ALLMULTI) != 0 {
		k.settled(l, changed)
	}
}

// stateChanged does what comes of a link that is up and works otherwise than before, and tells of it.
func (k *Kernel) stateChanged(l *Link) {
	if !l.isUp() {
		return
	}
	k.settled(l, 0)
	k.tellLink(l, 0, cause{})
}

// settled does what comes of other flags, or another carrier, of a link that is up.
func (k *Kernel) settled(l *Link, flags uint32) {
	for _, family := range families {
		if flags&linux.IFF_NOARP != 0 {
			k.flushNeighbours(l, family, 0)
		}
		if !l.carrier {
			k.flushNeighbours(l, family, nudPermanent)
			k.flushProxies(l, family)
		}
	}
	if l.ipv4Off {
	} else if l.flags()&(linux.IFF_RUNNING|linux.IFF_LOWER_UP) != 0 {
		k.reviveHops(l, hopLinkDown)
	} else {
		k.markDown(l, hopLinkDown, false, false)
	}
	k.markHops6(l)
	k.startIPv6(l)
	k.portSettled(l)
	k.transferCarrier(l)
}

// cameUp does what comes of a link that is up now.
func (k *Kernel) cameUp(l *Link) {
	if !l.ipv4Off {
		k.addLoopback4(l)
		for _, a := range k.addrsOf(l.Index, afInet) {
			k.addAddrRoutes4(l, a)
		}
		k.reviveHops(l, hopDead)
	}
	k.startIPv6(l)
	k.portSettled(l)
	for _, upper := range k.above(l) {
		if upper.Kind == "vlan" && !upper.isUp() {
			before := upper.admin
			if k.applyFlags(upper, before|linux.IFF_UP) == nil {
				k.flagsChanged(upper, before, linux.IFF_UP, cause{})
			}
		}
	}
	k.transferCarrier(l)
}

// wentDown does what comes of a link that is down now.
func (k *Kernel) wentDown(l *Link) {
	if !l.ipv4Off {
		k.disableRoutes4(l, false, false)
	}
	k.stopIPv6(l)
	if master := k.link(l.Master); master != nil && master.isUp() {
		k.disablePort(l)
	}
	for _, upper := range k.above(l) {
		if upper.Kind == "vlan" && upper.isUp() {
			before := upper.admin
			_ = k.applyFlags(upper, before&^linux.IFF_UP) // going down always works
			k.flagsChanged(upper, before, linux.IFF_UP, cause{})
		}
	}
	k.transferCarrier(l)
}

// addressChanged tells of another hardware address, and does what comes of it.
func (k *Kernel) addressChanged(l *Link) {
	k.tellLink(l, 0, cause{})
	for _, family := range families {
		k.flushNeighbours(l, family, 0)
	}
	if master := k.link(l.Master); master != nil && master.Kind == "bridge" {
		k.chooseAddress(master)
	}
}

// mtuChanged sets an MTU, tells of it, and does what comes of it: a small one is too small for IPv4 and IPv6.
func (k *Kernel) mtuChanged(l *Link, mtu uint32) {
	l.MTU = mtu
	k.tellLink(l, 0, cause{})
	switch {
	case mtu < leastMTU4 && !l.ipv4Off:
		k.endIPv4(l)
	case mtu >= leastMTU4:
		l.ipv4Off = false
	}
	k.fitIPv6(l)
	for _, upper := range k.above(l) {
		if upper.MTU > mtu && upper.checkMTU(mtu) == nil {
			k.mtuChanged(upper, mtu)
		}
	}
	if master := k.link(l.Master); master != nil && master.Kind == "bridge" {
		k.fitMTU(master)
	}
}
