package fake

import (
	"bytes"
	"net"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Neighbour is an entry of the neighbour tables.
type Neighbour struct {
	Link    int
	Dst     netip.Addr
	Address net.HardwareAddr
	State   uint16 // NUD_*
	Flags   uint8  // NTF_*
	Proto   uint8

	typ uint8 // RTN_*
}

// States and flags of neighbours (linux/neighbour.h).
const (
	nudIncomplete = 0x01
	nudReachable  = 0x02
	nudFailed     = 0x20
	nudNoARP      = 0x40
	nudPermanent  = 0x80
	nudValid      = nudPermanent | nudNoARP | nudReachable | 0x10 | 0x04 | 0x08 // with an address

	ntfUse     = 0x01
	ntfProxy   = 0x08
	ntfLearned = 0x10
	ntfRouter  = 0x80
)

// neighTarget reads what a request to change a neighbour is about. The link is nil if it names none.
func (k *Kernel) neighTarget(r *request) (*Neighbour, *Link, error) {
	a, ok := r.Attr("NDA_DST")
	if !ok {
		return nil, nil, refuseText(einval, "Network address not specified")
	}
	index := int(int32(r.field("ndm_ifindex")))
	l := k.link(index)
	if index != 0 && l == nil {
		return nil, nil, refuse(enodev)
	}
	if address, ok := r.hardware("NDA_LLADDR"); l != nil && ok && len(address) < 6 && r.name == "RTM_NEWNEIGH" {
		return nil, nil, refuseText(einval, "Invalid link address")
	}
	if bitsOf(r.family()) == 0 {
		return nil, nil, refuse(eafnosupport)
	}
	dst := addrIn(a, r.family())
	if !dst.IsValid() {
		return nil, nil, refuseText(einval, "Invalid network address")
	}
	n := &Neighbour{
		Link: index, Dst: dst, State: uint16(r.field("ndm_state")), Flags: uint8(r.field("ndm_flags")),
		Proto: uint8(r.numberOr(0, "NDA_PROTOCOL")), typ: typeUnicast,
	}
	return n, l, nil
}

// neighbour returns the entry of an address on a link, or nil.
func (k *Kernel) neighbour(link int, dst netip.Addr) *Neighbour {
	for _, n := range k.neighbours {
		if n.Link == link && n.Dst == dst && n.Flags&ntfProxy == 0 {
			return n
		}
	}
	return nil
}

// proxy returns the entry that has this host answer for an address on a link, or on all of them.
func (k *Kernel) proxy(link int, dst netip.Addr) *Neighbour {
	for _, n := range k.neighbours {
		if (n.Link == link || n.Link == 0) && n.Dst == dst && n.Flags&ntfProxy != 0 {
			return n
		}
	}
	return nil
}

// newNeigh is RTM_NEWNEIGH.
func (k *Kernel) newNeigh(r *request) error {
	want, l, err := k.neighTarget(r)
	switch {
	case err != nil:
		return err
	case want.Flags&ntfProxy != 0:
		return k.newProxy(want, l)
	case l == nil:
		return refuseText(einval, "Device not specified")
	case want.Dst.Is6() && l.ipv6Off:
		return refuseText(einval, "IPv6 is disabled on this device")
	}
	n, override := k.neighbour(l.Index, want.Dst), r.has(codec.FlagReplace)
	switch {
	case n == nil && !r.has(codec.FlagCreate):
		return refuse(enoent)
	case n == nil:
		if n, err = k.makeNeigh(l, want.Dst, want.Flags&ntfLearned); err != nil {
			return err
		}
		override = true
	case r.has(codec.FlagExcl):
		return refuse(eexist)
	}
	if !slices.Contains(k.neighbours, n) {
		k.neighbours = append(k.neighbours, n)
	}
	if want.Proto != 0 {
		n.Proto = want.Proto
	}
	address, _ := r.hardware("NDA_LLADDR")
	notify, err := n.update(want, address, override)
	if k.changed(); notify {
		k.tellNeigh("RTM_NEWNEIGH", n, cause{r: r, noSeq: true})
	}
	return err
}

// newProxy has this host answer for an address.
func (k *Kernel) newProxy(want *Neighbour, l *Link) error {
	if l == nil && want.Dst.Is6() {
		return refuse(enobufs)
	}
	n := k.proxy(want.Link, want.Dst)
	if n == nil {
		n = &Neighbour{Link: want.Link, Dst: want.Dst, typ: typeUnicast}
		k.neighbours = append(k.neighbours, n)
	}
	if n.Flags = want.Flags; want.Proto != 0 {
		n.Proto = want.Proto
	}
	k.changed()
	return nil
}

// makeNeigh makes an entry as it is before anything is known of it, which depends on the link. It may be one that is
// there: the loopback device has the same neighbour for all addresses of IPv4.
func (k *Kernel) makeNeigh(l *Link, dst netip.Addr, flags uint8) (*Neighbour, error) {
	n := &Neighbour{Link: l.Index, Dst: dst, Flags: flags, typ: typeUnicast}
	lo := l.Kind == loopback
	if dst.Is4() {
		if l.ipv4Off {
			return nil, refuse(einval)
		}
		if lo {
			n.Dst = netip.IPv4Unspecified()
		}
		n.typ = k.addrType(n.Dst, tableLocal)
	} else if dst.IsMulticast() {
		n.typ = typeMulticast
	}
	switch {
	case n.typ == typeMulticast:
		n.State, n.Address = nudNoARP, groupAddress(dst)
	case lo || l.admin&linux.IFF_NOARP != 0:
		if n.State, n.Address = nudNoARP, slices.Clone(l.Address); lo && dst.Is6() {
			n.typ = typeLocal
		}
	case n.typ == typeBroadcast:
		n.State, n.Address = nudNoARP, slices.Clone(l.Broadcast)
	}
	if old := k.neighbour(l.Index, n.Dst); old != nil {
		return old, nil
	}
	return n, nil
}

// groupAddress is the Ethernet address of a multicast group (RFC 1112, RFC 2464).
func groupAddress(ip netip.Addr) net.HardwareAddr {
	b := ip.AsSlice()
	if ip.Is4() {
		return net.HardwareAddr{0x01, 0x00, 0x5e, b[1] & 0x7f, b[2], b[3]}
	}
	return append(net.HardwareAddr{0x33, 0x33}, b[12:]...)
}

// update sets what a request says of an entry, and reports whether there is something to tell. Without override an
// address that is known stays.
func (n *Neighbour) update(want *Neighbour, address net.HardwareAddr, override bool) (notify bool, err error) {
	before := n.State
	notify = n.setFlag(ntfLearned, want)
	switch {
	case want.Flags&ntfUse != 0:
		n.State &^= nudPermanent
		return notify, nil
	case want.State&nudValid == 0:
		n.State = want.State
		return before&nudValid != 0 || before&nudIncomplete != 0 && want.State&nudFailed != 0, nil
	}
	known := before&nudValid != 0
	same := known && (address == nil || bytes.Equal(address[:6], n.Address))
	switch {
	case address == nil && !known:
		return notify, refuseText(einval, "No link layer address given")
	case known && !same && !override:
		return notify, nil
	case !same:
		n.Address = address[:6]
	}
	n.State = want.State
	routing := override && n.setFlag(ntfRouter, want)
	return notify || !same || n.State != before || routing, nil
}

// setFlag gives an entry a flag, or takes it away, and reports whether that is new.
func (n *Neighbour) setFlag(flag uint8, want *Neighbour) bool {
	changed := (n.Flags ^ want.Flags) & flag
	n.Flags ^= changed
	return changed != 0
}

// delNeigh is RTM_DELNEIGH.
func (k *Kernel) delNeigh(r *request) error {
	want, l, err := k.neighTarget(r)
	if err != nil {
		return err
	}
	if want.Flags&ntfProxy != 0 {
		n := k.proxy(want.Link, want.Dst)
		if n == nil || n.Link != want.Link {
			return refuse(enoent)
		}
		k.forget(n)
		return nil
	}
	if l == nil {
		return refuse(einval)
	}
	n := k.neighbour(l.Index, want.Dst)
	if n == nil {
		return refuse(enoent)
	}
	if notify, _ := n.update(&Neighbour{State: nudFailed}, nil, true); notify {
		k.tellNeigh("RTM_NEWNEIGH", n, cause{r: r, noSeq: true})
	}
	k.dropNeigh(n)
	return nil
}

func (k *Kernel) forget(n *Neighbour) {
	k.neighbours = slices.DeleteFunc(k.neighbours, func(o *Neighbour) bool { return o == n })
	k.changed()
}

func (k *Kernel) dropNeigh(n *Neighbour) {
	k.forget(n)
	k.tellNeigh("RTM_DELNEIGH", n, cause{})
}

// flushNeighbours forgets the neighbours on a link in a family, the latest first, except for those whose state is one
// of those to keep.
func (k *Kernel) flushNeighbours(l *Link, family uint8, keep uint16) {
	for _, n := range slices.Backward(slices.Clone(k.neighbours)) {
		if n.Link == l.Index && familyOf(n.Dst) == family && n.Flags&ntfProxy == 0 && n.State&keep == 0 {
			k.dropNeigh(n)
		}
	}
}

// flushProxies forgets for what addresses this host answers on a link.
func (k *Kernel) flushProxies(l *Link, family uint8) {
	for _, n := range slices.Clone(k.neighbours) {
		if n.Link == l.Index && familyOf(n.Dst) == family && n.Flags&ntfProxy != 0 {
			k.forget(n)
		}
	}
}

// invalidateNeighbour forgets what is known of an address that turned out to be a broadcast address, unless it is in
// use.
func (k *Kernel) invalidateNeighbour(l *Link, ip netip.Addr) {
	n := k.neighbour(l.Index, ip)
	if n == nil || n.State&nudValid != 0 {
		return
	}
	if n.State != 0 {
		n.State = nudFailed
	}
	k.dropNeigh(n)
}

func neighMessage(typ string, n *Neighbour) *codec.Request {
	b := attrList{}
	b.add("NDA_DST", n.Dst, true)
	b.add("NDA_LLADDR", n.Address, n.Address != nil && n.State&nudValid != 0)
	b.add("NDA_PROBES", 0, n.Flags&ntfProxy == 0)
	b.add("NDA_CACHEINFO", map[string]any{}, n.Flags&ntfProxy == 0)
	b.add("NDA_PROTOCOL", n.Proto, n.Proto != 0)
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"ndm_family": familyOf(n.Dst), "ndm_ifindex": n.Link, "ndm_state": n.State, "ndm_flags": n.Flags,
		"ndm_type": n.typ,
	}}
}

func (k *Kernel) tellNeigh(typ string, n *Neighbour, c cause) {
	k.tell(groupNeigh, neighMessage(typ, n), c)
}

// getNeigh is RTM_GETNEIGH of one neighbour.
func (k *Kernel) getNeigh(r *request) error {
	index, proxy := int(int32(r.field("ndm_ifindex"))), uint8(r.field("ndm_flags"))&ntfProxy
	a, ok := r.Attr("NDA_DST")
	switch {
	case !r.onlyZero("ndm_state", "ndm_type") || r.padded():
		return refuseText(einval, "Invalid values in header for neighbor get request")
	case r.field("ndm_flags")&^ntfProxy != 0:
		return refuseText(einval, "Invalid flags in header for neighbor get request")
	}
	if err := r.checkWhole(); err != nil {
		return err
	}
	if index == 0 && proxy == 0 {
		return refuseText(einval, "No device specified")
	}
	if !ok {
		return refuseMissing(1) // NDA_DST
	}
	if err := r.checkStrictly("Unsupported attribute in neighbor get request", "NDA_DST"); err != nil {
		return err
	}
	switch {
	case bitsOf(r.family()) == 0:
		return refuseText(eafnosupport, "Unsupported family in header for neighbor get request")
	case len(a.Payload()) != bitsOf(r.family())/8:
		return refuseText(einval, "Invalid network address in neighbor get request")
	case index != 0 && k.link(index) == nil:
		return refuseText(enodev, "Unknown device ifindex")
	}
	find, refusal := k.neighbour, "Neighbour entry not found"
	if proxy != 0 {
		find, refusal = k.proxy, "Proxy neighbour entry not found"
	}
	n := find(index, addrIn(a, r.family()))
	if n == nil {
		return refuseText(enoent, refusal)
	}
	r.reply(neighMessage("RTM_NEWNEIGH", n))
	return nil
}

// dumpNeighs is RTM_GETNEIGH of many.
func (k *Kernel) dumpNeighs(r *request) (list []*codec.Request, err error) {
	proxy, index := uint8(r.field("ndm_flags"))&ntfProxy, int(r.numberOr(0, "NDA_IFINDEX"))
	master := r.numberOr(0, "NDA_MASTER")
	if k.strict() && len(r.raw) >= codec.HeaderLen+12 {
		if !r.onlyZero("ndm_ifindex", "ndm_state", "ndm_type") {
			return nil, refuseText(einval, "Invalid values in header for neighbor dump request")
		}
		if r.field("ndm_flags")&^ntfProxy != 0 {
			return nil, refuseText(einval, "Invalid flags in header for neighbor dump request")
		}
		if err := r.checkStrictly("Unsupported attribute in neighbor dump request",
			"NDA_IFINDEX", "NDA_MASTER"); err != nil {
			return nil, err
		}
	}
	for _, family := range families {
		for _, n := range k.neighbours {
			l := k.link(n.Link)
			if familyOf(n.Dst) != family || r.family() != afUnspec && r.family() != family || n.Flags&ntfProxy != proxy ||
				index != 0 && n.Link != index || master != 0 && (l == nil || l.Master != int(master)) {
				continue
			}
			list = append(list, neighMessage("RTM_NEWNEIGH", n))
		}
	}
	return list, nil
}

// padded reports whether there is something in the padding of a struct ndmsg.
func (r *request) padded() bool { return r.raw[17]|r.raw[18]|r.raw[19] != 0 }
