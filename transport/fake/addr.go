package fake

import (
	"net/netip"

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

	alone bool // the kernel's own ::1, which comes without a route to its network
}

// Flags of addresses (linux/if_addr.h).
const (
	ifaSecondary     = 0x01
	ifaNoDAD         = 0x02
	ifaOptimistic    = 0x04
	ifaDADFailed     = 0x08
	ifaHomeAddress   = 0x10
	ifaDeprecated    = 0x20
	ifaTentative     = 0x40
	ifaPermanent     = 0x80
	ifaManageTemp    = 0x100
	ifaNoPrefixRoute = 0x200
	ifaMCAutoJoin    = 0x400
	ifaStable        = 0x800
)

const forever = ^uint32(0)

// ifaOnly6 are the flags that only IPv6 has.
const ifaOnly6 = ifaNoDAD | ifaOptimistic | ifaDADFailed | ifaHomeAddress | ifaTentative | ifaManageTemp | ifaStable

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

// newAddr is RTM_NEWADDR.
func (k *Kernel) newAddr(r *request) error {
	switch r.family() {
	case afInet:
		return k.newAddr4(r)
	case afInet6:
		return k.newAddr6(r)
	}
	return refuse(eopnotsupp)
}

// delAddr is RTM_DELADDR.
func (k *Kernel) delAddr(r *request) error {
	switch r.family() {
	case afInet:
		return k.delAddr4(r)
	case afInet6:
		return k.delAddr6(r)
	}
	return refuse(eopnotsupp)
}

// addrFlags returns the flags that a request wants an address to have.
func (r *request) addrFlags() uint32 { return r.numberOr(uint32(r.field("ifa_flags")), "IFA_FLAGS") }

// lifetimes returns how long a request wants an address to be valid and preferred.
func (r *request) lifetimes() (valid, preferred uint32, err error) {
	info, ok := r.Attr("IFA_CACHEINFO")
	if !ok {
		return forever, forever, nil
	}
	v, _ := info.Field("ifa_valid")
	p, _ := info.Field("ifa_prefered")
	if v == 0 || p > v {
		return 0, 0, refuseText(einval, ipWord(r.family())+"address lifetime invalid")
	}
	return uint32(v), uint32(p), nil
}

// setLifetimes has an address live so long from now on.
func (a *Addr) setLifetimes(valid, preferred uint32) {
	a.Flags &^= ifaPermanent | ifaDeprecated
	if a.Valid, a.Preferred = valid, preferred; valid == forever {
		a.Flags |= ifaPermanent
	}
	if preferred == 0 {
		a.Flags |= ifaDeprecated
	}
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

// addrMessage makes the RTM_NEWADDR or RTM_DELADDR of an address.
func addrMessage(typ string, a *Addr) *codec.Request {
	b := attrList{}
	is4 := a.local().Is4()
	b.add("IFA_LOCAL", a.local(), !is4 && a.Peer.IsValid())
	b.add("IFA_ADDRESS", a.address(), !a.address().IsUnspecified())
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
	if k.strict() {
		if !r.onlyZero("ifa_prefixlen", "ifa_flags", "ifa_scope") {
			return refuseText(einval, "ipv6: Invalid values in header for get address request")
		}
		if err := r.checkStrictly("ipv6: Unsupported attribute in get address request",
			"IFA_ADDRESS", "IFA_LOCAL", "IFA_TARGET_NETNSID"); err != nil {
			return err
		}
	}
	ip, ok := r.addr("IFA_ADDRESS")
	if local, hasLocal := r.addr("IFA_LOCAL"); hasLocal {
		ip, ok = local, true
	}
	if !ok {
		return refuse(einval)
	}
	l := k.link(int(r.field("ifa_index"))) // one that is not there is any
	for _, a := range k.addrs {
		if a.local() == ip && (l == nil || a.Link == l.Index) {
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
		if err := r.checkStrictly(ipWord(r.family())+"Unsupported attribute in dump request",
			"IFA_TARGET_NETNSID"); err != nil {
			return nil, err
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
