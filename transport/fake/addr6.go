package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ifaWanted6 are the flags that a request can give an IPv6 address.
const ifaWanted6 = ifaNoDAD | ifaOptimistic | ifaHomeAddress | ifaManageTemp | ifaNoPrefixRoute | ifaMCAutoJoin

// newAddr6 is RTM_NEWADDR of IPv6.
func (k *Kernel) newAddr6(r *request) error {
	local, peer := r.localAndPeer()
	if !local.IsValid() {
		return refuse(einval)
	}
	valid, preferred, err := r.lifetimes()
	if err != nil {
		return err
	}
	l := k.link(int(r.field("ifa_index")))
	if l == nil {
		return refuseText(enodev, "ipv6: Unable to find the interface")
	}
	if l.ipv6Off {
		return refuse(einval)
	}
	flags := r.addrFlags() & ifaWanted6 &^ ifaOptimistic // which a host has to allow first
	if old := k.addrLike6(l.Index, local); old != nil {
		return k.changeAddr6(r, l, old, peer, flags, valid, preferred)
	}
	bits := int(r.field("ifa_prefixlen"))
	if bits > 128 {
		return refuseText(einval, "ipv6: Invalid prefix length")
	}
	if flags&ifaManageTemp != 0 && bits != 64 {
		return refuseText(einval, `ipv6: address with "mngtmpaddr" flag must have a prefix length of 64`)
	}
	k.addGroups6(l)
	if err := checkAddr6(l, local, flags); err != nil {
		return err
	}
	a := &Addr{
		Link: l.Index, Prefix: netip.PrefixFrom(local, bits), Peer: peer, Scope: scopeOf6(local), Flags: flags,
		Priority: r.numberOr(0, "IFA_RT_PRIORITY"), Proto: uint8(r.numberOr(0, "IFA_PROTO")),
	}
	a.setLifetimes(valid, preferred)
	if a.Flags&ifaNoDAD == 0 && l.admin&(linux.IFF_NOARP|linux.IFF_LOOPBACK) == 0 {
		a.Flags |= ifaTentative
	}
	k.insertAddr6(l, a)
	return nil
}

// localAndPeer returns what addresses a request is about; the peer is none if there is none.
func (r *request) localAndPeer() (local, peer netip.Addr) {
	address, hasAddress := r.addr("IFA_ADDRESS")
	local, hasLocal := r.addr("IFA_LOCAL")
	switch {
	case !hasLocal:
		return address, netip.Addr{}
	case hasAddress && address != local:
		return local, given(address, true)
	}
	return local, netip.Addr{}
}

func checkAddr6(l *Link, local netip.Addr, flags uint32) error {
	switch {
	case flags&ifaMCAutoJoin != 0 && !local.IsMulticast():
		return refuseText(einval, "ipv6: Multicast auto join failed")
	case local.IsUnspecified():
		return refuseText(eaddrnotavail, "ipv6: Invalid address")
	case local.IsMulticast() && flags&ifaMCAutoJoin == 0:
		return refuseText(eaddrnotavail, `ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag`)
	case local.IsLoopback() && l.Kind != loopback && l.Kind != "vrf":
		return refuseText(eaddrnotavail, "ipv6: Cannot assign loopback address on this device")
	}
	return nil
}

// addrLike6 returns the address of a link that is the same, whatever its prefix, or nil.
func (k *Kernel) addrLike6(link int, local netip.Addr) *Addr {
	for _, other := range k.addrsOf(link, afInet6) {
		if other.local() == local {
			return other
		}
	}
	return nil
}

// changeAddr6 is RTM_NEWADDR of an IPv6 address that is there.
func (k *Kernel) changeAddr6(
	r *request, l *Link, old *Addr, peer netip.Addr, flags, valid, preferred uint32,
) error {
	if r.has(codec.FlagExcl) || !r.has(codec.FlagReplace) {
		return refuseText(eexist, "ipv6: address already assigned")
	}
	before := *old
	if peer.IsValid() {
		old.Peer = peer
	}
	old.Flags = old.Flags&^(ifaWanted6|ifaDeprecated) | flags
	old.Proto, old.Priority = uint8(r.numberOr(0, "IFA_PROTO")), r.numberOr(0, "IFA_RT_PRIORITY")
	old.setLifetimes(valid, preferred)
	k.movePrefixRoutes6(l, &before, old)
	k.tellAddr("RTM_NEWADDR", old, cause{})
	return nil
}

// insertAddr6 puts an address where the kernel lists it: those of wider scopes before others, the latest first. Events
// of IPv6 addresses do not name the request that they come of.
func (k *Kernel) insertAddr6(l *Link, a *Addr) {
	at := len(k.addrs)
	for i, other := range k.addrs {
		if other.Link == l.Index && other.local().Is6() && other.Scope >= a.Scope {
			at = i
			break
		}
	}
	k.addrs = slices.Insert(k.addrs, at, a)
	k.tellAddr("RTM_NEWADDR", a, cause{})
	k.addAddrRoutes6(l, a)
	if a.Peer.IsValid() && l.isUp() { // which it is not given when it comes up
		k.addKernel6(l, prefixRoute6(a, a.Peer, 128))
	}
}

// scopeOf6 is the scope of an IPv6 address, as routes have them.
func scopeOf6(a netip.Addr) uint8 {
	switch {
	case a.IsLoopback(), a.IsInterfaceLocalMulticast():
		return scopeHost
	case a.IsLinkLocalUnicast(), a.IsLinkLocalMulticast():
		return scopeLink
	case siteLocal.Contains(a), a.IsMulticast() && a.As16()[1]&0xf == 5:
		return scopeSite
	}
	return scopeUniverse
}

var siteLocal = netip.MustParsePrefix("fec0::/10")

// delAddr6 is RTM_DELADDR of IPv6.
func (k *Kernel) delAddr6(r *request) error {
	local, _ := r.localAndPeer()
	bits := int(r.field("ifa_prefixlen"))
	l := k.link(int(r.field("ifa_index")))
	switch {
	case !local.IsValid():
		return refuse(einval)
	case bits > 128:
		return refuseText(einval, "ipv6: Invalid prefix length")
	case l == nil:
		return refuseText(enodev, "ipv6: Unable to find the interface")
	case l.ipv6Off:
		return refuseText(enxio, "ipv6: IPv6 is disabled on this device")
	}
	if a := k.addrLike6(l.Index, local); a != nil && a.Prefix.Bits() == bits {
		k.dropAddr6(l, a)
		return nil
	}
	return refuseText(eaddrnotavail, "ipv6: address not found")
}

func (k *Kernel) dropAddr6(l *Link, a *Addr) {
	k.addrs = slices.DeleteFunc(k.addrs, func(other *Addr) bool { return other == a })
	k.tellAddr("RTM_DELADDR", a, cause{})
	k.delAddrRoutes6(l, a)
}

// leastMTU6 is the least MTU that IPv6 works with.
const leastMTU6 = 1280

// startIPv6 does what IPv6 does when a link that is up has a carrier for the first time.
func (k *Kernel) startIPv6(l *Link) {
	for _, a := range k.addrsOf(l.Index, afInet6) {
		if a.Flags&ifaPermanent != 0 {
			k.addAddrRoutes6(l, a)
		}
	}
	if l.ipv6Off || l.ipv6Ready || !l.works() || !l.carrier {
		return
	}
	if l.MTU < leastMTU6 { // of the loopback device, which keeps IPv6 without it working
		k.stopIPv6(l)
		return
	}
	l.ipv6Ready = true
	if l.Kind != loopback {
		k.addGroups6(l)
	} else if k.addrLike6(l.Index, netip.IPv6Loopback()) == nil {
		k.insertAddr6(l, &Addr{
			Link: l.Index, Prefix: netip.PrefixFrom(netip.IPv6Loopback(), 128), Scope: scopeHost, Flags: ifaPermanent,
			Valid: forever, Preferred: forever, Proto: protoLoopback, alone: true,
		})
	}
}

const protoLoopback = 1 // IFAPROT_KERNEL_LO

// stopIPv6 does what IPv6 does when a link goes down: its addresses are gone, and the routes through it.
func (k *Kernel) stopIPv6(l *Link) {
	l.ipv6Ready = false
	k.dropRoutes6(l)
	k.flushNeighbours(l, afInet6, 0)
	k.flushProxies(l, afInet6)
	for _, a := range k.addrsOf(l.Index, afInet6) {
		k.dropAddr6(l, a)
	}
}

// fitIPv6 takes IPv6 off a link whose MTU is too small for it, and puts it on one whose MTU is not any more.
func (k *Kernel) fitIPv6(l *Link) {
	switch small := l.MTU < leastMTU6; {
	case small && !l.ipv6Off:
		k.stopIPv6(l)
		l.ipv6Off = l.Kind != loopback
	case !small && l.ipv6Off:
		l.ipv6Off = false
		if l.isUp() {
			k.startIPv6(l)
		}
	}
}
