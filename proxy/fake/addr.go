package fake

import (
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Addr is an address of a link.
type Addr struct {
	Link      int
	Prefix    netip.Prefix // the address, with the length of its network
	Peer      netip.Addr   // IFA_ADDRESS where it is another's: the other end of a point-to-point link
	Broadcast netip.Addr
	Label     string // of IPv4
	Scope     uint8
	Flags     uint32 // IFA_F_*
	Priority  uint32 // metric of the prefix route
	Proto     uint8
	Valid     uint32 // seconds
	Preferred uint32
}

// Flags of addresses (linux/if_addr.h).
const (
	ifaSecondary     = 0x01
	ifaNoDAD         = 0x02
	ifaTentative     = 0x40
	ifaPermanent     = 0x80
	ifaNoPrefixRoute = 0x200
	ifaMCAutoJoin    = 0x400
)

const forever = ^uint32(0)

func (a *Addr) local() netip.Addr { return a.Prefix.Addr() }

// address is IFA_ADDRESS: the peer, or the address itself.
func (a *Addr) address() netip.Addr {
	if a.Peer.IsValid() {
		return a.Peer
	}
	return a.local()
}

// network is the prefix that the address says is on the link.
func (a *Addr) network() netip.Prefix {
	return netip.PrefixFrom(a.address(), a.Prefix.Bits()).Masked()
}

// words are the texts that IPv4 and IPv6 have for the same.
type words struct{ noLink, exists, notFound string }

var addrWords = map[uint8]words{
	afInet:  {"ipv4: Device not found", "ipv4: Address already assigned", "ipv4: Address not found"},
	afInet6: {"ipv6: Unable to find the interface", "ipv6: address already assigned", "ipv6: address not found"},
}

// newAddr is RTM_NEWADDR.
func (k *Kernel) newAddr(r *request) error {
	w, ok := addrWords[r.family()]
	if !ok {
		return refuse(eopnotsupp)
	}
	a, err := readAddr(r)
	if err != nil {
		return err
	}
	l := k.link(a.Link)
	if l == nil {
		return refuseText(enodev, w.noLink)
	}
	if old := k.addrLike(a); old != nil {
		if r.has(codec.FlagExcl) || !r.has(codec.FlagReplace) {
			return refuseText(eexist, w.exists)
		}
		k.replaceAddr(r, l, old, a)
		return nil
	}
	if a.local().Is4() {
		k.makeAddr4(l, a)
	} else if a.Flags&ifaNoDAD == 0 && l.admin&(iffNoARP|iffLoopback) == 0 {
		a.Flags |= ifaTentative
	}
	k.insertAddr(a)
	k.tellAddr("RTM_NEWADDR", a, by(r))
	k.addAddrRoutes(l, a)
	return nil
}

// readAddr reads what a request says of an address.
func readAddr(r *request) (*Addr, error) {
	local, hasLocal := r.addr("IFA_LOCAL")
	address, hasAddress := r.addr("IFA_ADDRESS")
	bits := int(r.field("ifa_prefixlen"))
	if r.family() == afInet {
		if bits > 32 {
			return nil, refuseText(einval, "ipv4: Invalid prefix length")
		}
		if !hasLocal {
			return nil, refuseText(einval, "ipv4: Local address is not supplied")
		}
	} else if !hasLocal {
		local, hasLocal = address, hasAddress
	}
	if !hasLocal || !local.IsValid() || r.family() != familyOf(local) || hasAddress && r.family() != familyOf(address) {
		return nil, refuse(einval)
	}
	a := &Addr{
		Link: int(r.field("ifa_index")), Prefix: netip.PrefixFrom(local, min(bits, local.BitLen())),
		Scope:    uint8(r.field("ifa_scope")),
		Priority: r.numberOr(0, "IFA_RT_PRIORITY"), Proto: uint8(r.numberOr(0, "IFA_PROTO")),
		Flags: r.numberOr(uint32(r.field("ifa_flags")), "IFA_FLAGS") | ifaPermanent, Valid: forever, Preferred: forever,
	}
	if hasAddress && address != local {
		a.Peer = address
	}
	a.Broadcast, _ = r.addr("IFA_BROADCAST")
	a.Label, _ = r.text("IFA_LABEL")
	if err := a.readLifetimes(r); err != nil {
		return nil, err
	}
	if local.Is6() {
		if local.IsMulticast() && a.Flags&ifaMCAutoJoin == 0 {
			return nil, refuseText(eaddrnotavail,
				`ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag`)
		}
		a.Label, a.Broadcast, a.Scope = "", netip.Addr{}, scopeOf6(local)
	}
	return a, nil
}

func (a *Addr) readLifetimes(r *request) error {
	info, ok := r.Attr("IFA_CACHEINFO")
	if !ok {
		return nil
	}
	preferred, _ := info.Field("ifa_prefered")
	valid, _ := info.Field("ifa_valid")
	if valid == 0 || preferred > valid {
		return refuseText(einval, ipWord(r.family())+"address lifetime invalid")
	}
	if a.Valid, a.Preferred = uint32(valid), uint32(preferred); a.Valid != forever {
		a.Flags &^= ifaPermanent
	}
	return nil
}

// scopeOf6 is the scope of an IPv6 address, as routes have them.
func scopeOf6(a netip.Addr) uint8 {
	switch {
	case a.IsLoopback():
		return scopeHost
	case a.IsLinkLocalUnicast():
		return scopeLink
	}
	return scopeUniverse
}

// makeAddr4 completes an IPv4 address: its label, and whether another one of its network is there already.
func (k *Kernel) makeAddr4(l *Link, a *Addr) {
	if a.Label == "" {
		a.Label = l.Name
	}
	if l.Kind == loopback && a.local().IsLoopback() {
		a.Scope = scopeHost
	}
	for _, other := range k.addrsOf(l.Index, afInet) {
		if other.Flags&ifaSecondary == 0 && other.network() == a.network() && other.Scope >= a.Scope {
			a.Flags |= ifaSecondary
		}
	}
}

// addrLike returns the address that is there already if one is: IPv6 knows addresses regardless of their prefix.
func (k *Kernel) addrLike(a *Addr) *Addr {
	for _, other := range k.addrs {
		if other.Link == a.Link && other.local() == a.local() &&
			(a.local().Is6() || other.Prefix == a.Prefix && other.network() == a.network()) {
			return other
		}
	}
	return nil
}

// insertAddr puts an address where the kernel lists it: primary ones of IPv4 before secondary ones.
func (k *Kernel) insertAddr(a *Addr) {
	at := len(k.addrs)
	if a.local().Is4() && a.Flags&ifaSecondary == 0 {
		secondary := func(other *Addr) bool { return other.Link == a.Link && other.Flags&ifaSecondary != 0 }
		if i := slices.IndexFunc(k.addrs, secondary); i >= 0 {
			at = i
		}
	}
	k.addrs = slices.Insert(k.addrs, at, a)
}

// replaceAddr changes an address that is there.
func (k *Kernel) replaceAddr(r *request, l *Link, old, a *Addr) {
	if a.local().Is4() && l.isUp() && old.Priority != a.Priority && old.Flags&(ifaNoPrefixRoute|ifaSecondary) == 0 {
		moved := *old
		moved.Priority = a.Priority
		k.addPrefixRoute(l, &moved)
		k.delPrefixRoute(l, old)
	}
	old.Priority, old.Proto, old.Valid, old.Preferred = a.Priority, a.Proto, a.Valid, a.Preferred
	old.Flags = a.Flags&^ifaSecondary | old.Flags&(ifaSecondary|ifaTentative)
	k.tellAddr("RTM_NEWADDR", old, by(r))
}

// delAddr is RTM_DELADDR.
func (k *Kernel) delAddr(r *request) error {
	w, ok := addrWords[r.family()]
	if !ok {
		return refuse(eopnotsupp)
	}
	l := k.link(int(r.field("ifa_index")))
	local, hasLocal := r.addr("IFA_LOCAL")
	address, hasAddress := r.addr("IFA_ADDRESS")
	label, hasLabel := r.text("IFA_LABEL")
	if r.family() == afInet6 && !hasLocal {
		if local, hasLocal, hasAddress = address, hasAddress, false; !hasLocal {
			return refuse(einval)
		}
	}
	if l == nil {
		return refuseText(enodev, w.noLink)
	}
	bits := int(r.field("ifa_prefixlen"))
	for _, a := range k.addrsOf(l.Index, r.family()) {
		switch {
		case hasLocal && a.local() != local:
		case hasLabel && a.Label != label:
		case r.family() == afInet6 && a.Prefix.Bits() != bits:
		case r.family() == afInet && hasAddress && (bits != a.Prefix.Bits() || !a.network().Contains(address)):
		default:
			k.removeAddr(l, a, by(r))
			return nil
		}
	}
	return refuseText(eaddrnotavail, w.notFound)
}

// removeAddr takes an address away, with those that are secondary to it, and their routes.
func (k *Kernel) removeAddr(l *Link, a *Addr, c cause) {
	if a.local().Is4() && a.Flags&ifaSecondary == 0 {
		for _, other := range k.addrsOf(l.Index, afInet) {
			if other.Flags&ifaSecondary != 0 && other.network() == a.network() {
				k.dropAddr(l, other, c)
			}
		}
	}
	k.dropAddr(l, a, c)
}

func (k *Kernel) dropAddr(l *Link, a *Addr, c cause) {
	primary := k.primaryOf(a)
	k.addrs = slices.DeleteFunc(k.addrs, func(other *Addr) bool { return other == a })
	k.tellAddr("RTM_DELADDR", a, c)
	k.delAddrRoutes(l, a, primary)
}

// primaryOf returns the address that a secondary one belongs to, or itself.
func (k *Kernel) primaryOf(a *Addr) *Addr {
	if a.Flags&ifaSecondary == 0 {
		return a
	}
	for _, other := range k.addrsOf(a.Link, afInet) {
		if other.Flags&ifaSecondary == 0 && other.network() == a.network() {
			return other
		}
	}
	return a
}

// addrsOf returns the addresses of a link in a family.
func (k *Kernel) addrsOf(link int, family uint8) (list []*Addr) {
	for _, a := range k.addrs {
		if a.Link == link && familyOf(a.local()) == family {
			list = append(list, a)
		}
	}
	return list
}

// isLocal tells whether an address is one of this host's.
func (k *Kernel) isLocal(ip netip.Addr) bool {
	return slices.ContainsFunc(k.addrs, func(a *Addr) bool { return a.local() == ip })
}

// addrMessage makes the RTM_NEWADDR or RTM_DELADDR of an address.
func addrMessage(typ string, a *Addr) *codec.Request {
	b := attrList{}
	is4 := a.local().Is4()
	b.add("IFA_LOCAL", a.local(), !is4 && a.Peer.IsValid())
	b.add("IFA_ADDRESS", a.address(), true)
	b.add("IFA_LOCAL", a.local(), is4)
	b.add("IFA_BROADCAST", a.Broadcast, a.Broadcast.IsValid())
	b.add("IFA_LABEL", a.Label, a.Label != "")
	b.add("IFA_PROTO", a.Proto, is4 && a.Proto != 0)
	b.add("IFA_FLAGS", a.Flags, is4)
	b.add("IFA_RT_PRIORITY", a.Priority, a.Priority != 0)
	b.add("IFA_CACHEINFO", map[string]any{"ifa_prefered": a.Preferred, "ifa_valid": a.Valid}, true)
	b.add("IFA_FLAGS", a.Flags, !is4)
	b.add("IFA_PROTO", a.Proto, !is4 && a.Proto != 0)
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"ifa_family": familyOf(a.local()), "ifa_prefixlen": a.Prefix.Bits(), "ifa_flags": a.Flags & 0xff,
		"ifa_scope": a.Scope, "ifa_index": a.Link,
	}}
}

func (k *Kernel) tellAddr(typ string, a *Addr, c cause) {
	group := uint32(groupIPv4Addr)
	if a.local().Is6() {
		group = groupIPv6Addr
	}
	k.tell(group, addrMessage(typ, a), c)
}

// getAddr is RTM_GETADDR of one address, which only IPv6 has.
func (k *Kernel) getAddr(r *request) error {
	if r.family() != afInet6 {
		return refuse(eopnotsupp)
	}
	ip, ok := r.addr("IFA_ADDRESS")
	if local, hasLocal := r.addr("IFA_LOCAL"); hasLocal {
		ip, ok = local, true
	}
	if !ok {
		return refuse(einval)
	}
	index := int(r.field("ifa_index"))
	for _, a := range k.addrs {
		if a.local() == ip && (index == 0 || a.Link == index) {
			r.reply(addrMessage("RTM_NEWADDR", a))
			return nil
		}
	}
	return refuse(eaddrnotavail)
}

// dumpAddrs is RTM_GETADDR of many: IPv4 before IPv6, link by link.
func (k *Kernel) dumpAddrs(r *request) (list []*codec.Request, err error) {
	index := 0
	if k.strict() && len(r.raw) >= codec.HeaderLen+8 {
		if !r.onlyZero("ifa_prefixlen", "ifa_flags", "ifa_scope") {
			return nil, refuseText(einval, ipWord(r.family())+"Invalid values in header for address dump request")
		}
		if !r.onlyAttrs("IFA_TARGET_NETNSID") {
			return nil, refuseText(einval, ipWord(r.family())+"Unsupported attribute in dump request")
		}
		if index = int(r.field("ifa_index")); index != 0 && k.link(index) == nil {
			return nil, refuse(enodev)
		}
	}
	for _, family := range families {
		if !r.wants(family) {
			continue
		}
		for _, l := range k.links {
			if index != 0 && l.Index != index {
				continue
			}
			for _, a := range k.addrsOf(l.Index, family) {
				list = append(list, addrMessage("RTM_NEWADDR", a))
			}
		}
	}
	return list, nil
}
