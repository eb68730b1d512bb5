package fake

import (
	"net/netip"

	"github.com/nlkit/nlkit/codec"
)

// addAddrRoutes4 adds the routes that the kernel adds for an IPv4 address.
func (k *Kernel) addAddrRoutes4(l *Link, a *Addr) {
	source := k.primaryOf(a)
	k.addMagic(l, typeLocal, netip.PrefixFrom(a.local(), 32), source, 0)
	if !l.isUp() {
		return
	}
	if a.Broadcast.IsValid() && a.Broadcast != broadcastAll {
		k.addBroadcast(l, a.Broadcast, source)
	}
	if !a.isSubnet() {
		return
	}
	if a.Flags&ifaNoPrefixRoute == 0 {
		k.addMagic(l, prefixType(l), a.network(), source, a.Priority)
	}
	if a.Prefix.Bits() < 31 {
		k.addBroadcast(l, lastOf(a.network()), source)
	}
}

// isSubnet reports whether an IPv4 address says what network is on the link.
func (a *Addr) isSubnet() bool {
	network := a.network()
	return network.Addr().As4()[0] != 0 && a.Flags&ifaSecondary == 0 &&
		(network.Addr() != a.local() || network.Bits() < 32)
}

// prefixType is the type of the route to the network of an address.
func prefixType(l *Link) uint8 {
	if l.Kind == loopback {
		return typeLocal
	}
	return typeUnicast
}

// lastOf returns the last address of an IPv4 network.
func lastOf(p netip.Prefix) netip.Addr {
	b := p.Addr().As4()
	for i := p.Bits(); i < 32; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return netip.AddrFrom4(b)
}

func (k *Kernel) addBroadcast(l *Link, ip netip.Addr, source *Addr) {
	k.addMagic(l, typeBroadcast, netip.PrefixFrom(ip, 32), source, 0)
	k.invalidateNeighbour(l, ip)
}

// addMagic adds a route of the kernel's own, unless it is there or cannot be.
func (k *Kernel) addMagic(l *Link, typ uint8, dst netip.Prefix, source *Addr, priority uint32) {
	_ = k.addRoute4(magic(l, typ, dst, source, priority), codec.FlagCreate|codec.FlagAppend, cause{})
}

// delMagic deletes a route of the kernel's own, if it is there.
func (k *Kernel) delMagic(l *Link, typ uint8, dst netip.Prefix, source *Addr, priority uint32) {
	_ = k.deleteRoute4(magic(l, typ, dst, source, priority), cause{})
}

func magic(l *Link, typ uint8, dst netip.Prefix, source *Addr, priority uint32) *routeRequest {
	w := &routeRequest{link: l.Index}
	w.Table, w.Scope = tableLocal, scopeLink
	if typ == typeUnicast {
		w.Table = tableMain
	}
	if typ == typeLocal {
		w.Scope = scopeHost
	}
	w.Dst, w.Protocol, w.Type, w.PrefSrc, w.Priority = dst, protoKernel, typ, source.local(), priority
	w.Hops = []NextHop{{Link: l.Index}}
	return w
}

// delAddrRoutes4 deletes the routes of an IPv4 address that is gone, except for those that others want.
func (k *Kernel) delAddrRoutes4(l *Link, a *Addr) {
	primary := k.primaryOf(a)
	if primary == nil {
		return
	}
	subnet := a.isSubnet()
	if subnet && a.Flags&ifaNoPrefixRoute == 0 {
		k.delMagic(l, prefixType(l), a.network(), primary, 0)
	}
	var left leftover
	if a.Flags&ifaNoPrefixRoute == 0 && !l.ipv4Off {
		left = k.leftoverOf(a, primary)
	}
	first, last := a.network().Addr(), lastOf(a.network())
	if !left.has(a.Broadcast) {
		k.delBroadcast(l, a.Broadcast, primary)
	}
	if subnet && a.Prefix.Bits() < 31 {
		for _, ip := range []netip.Addr{last, first} {
			if !left.has(ip) {
				k.delBroadcast(l, ip, primary)
			}
		}
	}
	if left.local {
		return
	}
	k.delMagic(l, typeLocal, netip.PrefixFrom(a.local(), 32), primary, 0)
	if k.addrType(a.local(), tableLocal) != typeLocal {
		k.dropSourced(a.local())
	}
}

func (k *Kernel) delBroadcast(l *Link, ip netip.Addr, source *Addr) {
	if !ip.IsValid() {
		ip = netip.IPv4Unspecified()
	}
	k.delMagic(l, typeBroadcast, netip.PrefixFrom(ip, 32), source, 0)
}

// leftover is what addresses that are left want of what an address wanted that is gone.
type leftover struct {
	local      bool
	broadcasts []netip.Addr
}

func (o *leftover) has(ip netip.Addr) bool {
	for _, b := range o.broadcasts {
		if b == ip {
			return true
		}
	}
	return false
}

// leftoverOf looks at the addresses with the same source of their routes as one that is gone.
func (k *Kernel) leftoverOf(a, primary *Addr) (left leftover) {
	var last *Addr // the primary address that the routes of the next one belong to
	others := false
	for _, o := range k.addrsOf(a.Link, afInet) {
		switch {
		case o.Flags&ifaSecondary == 0:
			if o.local() != primary.local() {
				continue
			}
			last, others = o, others || o != primary
		case o.network() == primary.network():
			last = primary
		default:
			if !others {
				continue
			}
			if last == nil || o.network() != last.network() {
				last = k.primaryOf(o)
			}
			if last == nil || last.local() != primary.local() {
				continue
			}
		}
		left.local = left.local || o.local() == a.local()
		left.broadcasts = append(left.broadcasts, o.Broadcast)
		if network := o.network(); last == o && o.Prefix.Bits() < 31 && network.Addr().As4()[0] != 0 {
			left.broadcasts = append(left.broadcasts, network.Addr(), lastOf(network))
		}
	}
	return left
}
