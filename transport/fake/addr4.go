package fake

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// newAddr4 is RTM_NEWADDR of IPv4.
func (k *Kernel) newAddr4(r *request) error {
	if r.field("ifa_prefixlen") > 32 {
		return refuseText(einval, "ipv4: Invalid prefix length")
	}
	local, ok := r.addr("IFA_LOCAL")
	if !ok {
		return refuseText(einval, "ipv4: Local address is not supplied")
	}
	valid, preferred, err := r.lifetimes()
	if err != nil {
		return err
	}
	l := k.link(int(r.field("ifa_index")))
	switch {
	case local.IsUnspecified():
		return nil
	case l == nil:
		return refuseText(enodev, "ipv4: Device not found")
	case l.ipv4Off:
		return refuse(enobufs)
	}
	a := readAddr4(r, l, local)
	if old := k.addrLike4(a); old != nil {
		if r.has(codec.FlagExcl) || !r.has(codec.FlagReplace) {
			return refuseText(eexist, "ipv4: Address already assigned")
		}
		k.moveAddr4(l, old, a.Priority)
		old.Proto = a.Proto
		old.setLifetimes(valid, preferred)
		k.tellAddr("RTM_NEWADDR", old, by(r))
		return nil
	}
	a.setLifetimes(valid, preferred)
	if a.Flags&ifaMCAutoJoin != 0 && !a.address().IsMulticast() {
		return refuseText(einval, "ipv4: Multicast auto join failed")
	}
	return k.insertAddr4(l, a, by(r))
}

func readAddr4(r *request, l *Link, local netip.Addr) *Addr {
	a := &Addr{
		Link: l.Index, Prefix: netip.PrefixFrom(local, int(r.field("ifa_prefixlen"))), Label: l.Name,
		Scope: uint8(r.field("ifa_scope")), Flags: r.addrFlags(), Priority: r.numberOr(0, "IFA_RT_PRIORITY"),
		Proto: uint8(r.numberOr(0, "IFA_PROTO")),
	}
	if address, ok := r.addr("IFA_ADDRESS"); ok && address != local {
		a.Peer = address
	}
	if broadcast, ok := r.addr("IFA_BROADCAST"); ok && !broadcast.IsUnspecified() {
		a.Broadcast = broadcast
	}
	if label, ok := r.text("IFA_LABEL"); ok {
		a.Label = label
	}
	return a
}

// addrLike4 returns the address of the link of another one that is the same, or nil.
func (k *Kernel) addrLike4(a *Addr) *Addr {
	for _, other := range k.addrsOf(a.Link, afInet) {
		if other.local() == a.local() && other.network() == a.network() {
			return other
		}
	}
	return nil
}

// insertAddr4 puts an address where the kernel lists it: those of narrower scopes after others, secondary ones last.
func (k *Kernel) insertAddr4(l *Link, a *Addr, c cause) error {
	a.Flags &^= ifaSecondary | ifaOnly6
	first, last := -1, len(k.addrs)
	for i, other := range k.addrs {
		if other.Link != a.Link || !other.local().Is4() {
			continue
		}
		if first < 0 {
			first = i
		}
		if last = i + 1; other.Flags&ifaSecondary == 0 && a.Scope <= other.Scope {
			first = i + 1
		}
		if other.network() == a.network() {
			if other.Scope != a.Scope {
				return refuseText(einval, "ipv4: Invalid scope value")
			}
			a.Flags |= ifaSecondary
		}
	}
	if a.Flags&ifaSecondary != 0 || first < 0 {
		first = last
	}
	k.addrs = slices.Insert(k.addrs, first, a)
	k.tellAddr("RTM_NEWADDR", a, c)
	k.addAddrRoutes4(l, a)
	k.reviveHops(l, hopDead)
	return nil
}

// moveAddr4 gives the prefix route of an address another metric.
func (k *Kernel) moveAddr4(l *Link, a *Addr, priority uint32) {
	before := a.Priority
	if before == priority {
		return
	}
	if l.isUp() && a.Flags&(ifaSecondary|ifaNoPrefixRoute) == 0 && a.isSubnet() {
		k.addMagic(l, prefixType(l), a.network(), a, priority)
		k.delMagic(l, prefixType(l), a.network(), a, before)
	}
	a.Priority = priority
}

// delAddr4 is RTM_DELADDR of IPv4.
func (k *Kernel) delAddr4(r *request) error {
	l := k.link(int(r.field("ifa_index")))
	if l == nil || l.ipv4Off {
		return refuseText(enodev, "ipv4: Device not found")
	}
	local, hasLocal := r.addr("IFA_LOCAL")
	address, hasAddress := r.addr("IFA_ADDRESS")
	label, hasLabel := r.text("IFA_LABEL")
	for _, a := range k.addrsOf(l.Index, afInet) {
		switch {
		case hasLocal && a.local() != local:
		case hasLabel && a.Label != label:
		case hasAddress && (int(r.field("ifa_prefixlen")) != a.Prefix.Bits() || !a.network().Contains(address)):
		default:
			k.removeAddr4(l, a, by(r))
			return nil
		}
	}
	return refuseText(eaddrnotavail, "ipv4: Address not found")
}

// removeAddr4 takes an address away, with those that are secondary to it, and their routes.
func (k *Kernel) removeAddr4(l *Link, a *Addr, c cause) {
	if a.Flags&ifaSecondary == 0 {
		for _, other := range k.addrsOf(l.Index, afInet) {
			if other.Flags&ifaSecondary != 0 && other.network() == a.network() {
				k.dropAddr4(l, other, c)
			}
		}
	}
	k.dropAddr4(l, a, c)
}

// dropAddr4 takes one address away. IPv4 on a link ends with the last one.
func (k *Kernel) dropAddr4(l *Link, a *Addr, c cause) {
	k.addrs = slices.DeleteFunc(k.addrs, func(other *Addr) bool { return other == a })
	k.tellAddr("RTM_DELADDR", a, c)
	k.delAddrRoutes4(l, a)
	if len(k.addrsOf(l.Index, afInet)) == 0 {
		k.disableRoutes4(l, true, false)
	}
}

// primaryOf returns the address that a secondary one belongs to, or itself; nil if that is gone.
func (k *Kernel) primaryOf(a *Addr) *Addr {
	if a.Flags&ifaSecondary == 0 {
		return a
	}
	for _, other := range k.addrsOf(a.Link, afInet) {
		if other.Flags&ifaSecondary == 0 && other.network() == a.network() {
			return other
		}
	}
	return nil
}

// leastMTU4 is the least MTU that IPv4 works with.
const leastMTU4 = 68

// endIPv4 takes IPv4 off a link, with its addresses, routes and neighbours.
func (k *Kernel) endIPv4(l *Link) {
	l.ipv4Off = true
	for _, a := range k.addrsOf(l.Index, afInet) {
		k.dropAddr4(l, a, cause{})
	}
	k.flushNeighbours(l, afInet, 0)
	k.flushProxies(l, afInet)
}

// renameLabels has the labels of the addresses of a link follow its name.
func (k *Kernel) renameLabels(l *Link) {
	for i, a := range k.addrsOf(l.Index, afInet) {
		if before := a.Label; i == 0 {
			a.Label = l.Name
		} else {
			a.Label = labelOf(l.Name, before, i+1)
		}
		k.tellAddr("RTM_NEWADDR", a, cause{})
	}
}

// labelOf is the label of the nth address of a link that was renamed: the new name, and what followed the colon of the
// old one.
func labelOf(name, before string, n int) string {
	colon := strings.IndexByte(before, ':')
	suffix := fmt.Sprintf(":%d", n)
	if colon >= 0 {
		suffix = before[colon:]
	}
	return name[:min(len(name), 15-len(suffix))] + suffix
}

// addLoopback4 gives the loopback device its address if it comes up without one.
func (k *Kernel) addLoopback4(l *Link) {
	if l.Kind != loopback || l.MTU < leastMTU4 || len(k.addrsOf(l.Index, afInet)) > 0 {
		return
	}
	_ = k.insertAddr4(l, &Addr{ // there is none in its way
		Link: l.Index, Prefix: netip.MustParsePrefix("127.0.0.1/8"), Label: l.Name, Scope: scopeHost,
		Flags: ifaPermanent, Valid: forever, Preferred: forever,
	}, cause{})
}
