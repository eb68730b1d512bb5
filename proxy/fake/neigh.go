package fake

import (
	"bytes"
	"net"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Neighbour is an entry of the neighbour tables.
type Neighbour struct {
	Link    int
	Dst     netip.Addr
	Address net.HardwareAddr
	State   uint16 // NUD_*
	Flags   uint8  // NTF_*
	Proto   uint8
}

// States and flags of neighbours (linux/neighbour.h).
const (
	nudFailed    = 0x20
	nudNoARP     = 0x40
	nudPermanent = 0x80
	nudValid     = nudPermanent | nudNoARP | 0x02 | 0x10 | 0x04 | 0x08 // with an address

	ntfProxy = 8

	typeNeighbour = typeUnicast
)

// neighTarget reads what a request to change a neighbour is about.
func (k *Kernel) neighTarget(r *request) (*Neighbour, error) {
	a, ok := r.Attr("NDA_DST")
	if !ok {
		return nil, refuseText(einval, "Network address not specified")
	}
	index := int(int32(r.field("ndm_ifindex")))
	if index != 0 && k.link(index) == nil {
		return nil, refuse(enodev)
	}
	if index != 0 && r.name == "RTM_NEWNEIGH" {
		if address, ok := r.hardware("NDA_LLADDR"); ok && len(address) < 6 {
			return nil, refuseText(einval, "Invalid link address")
		}
	}
	width := bitsOf(r.family()) / 8
	if width == 0 {
		return nil, refuse(eafnosupport)
	}
	if len(a.Payload()) < width {
		return nil, refuseText(einval, "Invalid network address")
	}
	dst, _ := netip.AddrFromSlice(a.Payload()[:width])
	n := &Neighbour{
		Link: index, Dst: dst, State: uint16(r.field("ndm_state")), Flags: uint8(r.field("ndm_flags")),
		Proto: uint8(r.numberOr(0, "NDA_PROTOCOL")),
	}
	if index == 0 && n.Flags&ntfProxy == 0 {
		return nil, refuseText(einval, "Device not specified")
	}
	return n, nil
}

// neighbour returns the entry that another one is about, or nil.
func (k *Kernel) neighbour(like *Neighbour) *Neighbour {
	for _, n := range k.neighbours {
		if n.Link == like.Link && n.Dst == like.Dst && (n.Flags^like.Flags)&ntfProxy == 0 {
			return n
		}
	}
	return nil
}

// newNeigh is RTM_NEWNEIGH.
func (k *Kernel) newNeigh(r *request) error {
	want, err := k.neighTarget(r)
	if err != nil {
		return err
	}
	address, hasAddress := r.hardware("NDA_LLADDR")
	old := k.neighbour(want)
	if want.Flags&ntfProxy != 0 {
		if old == nil {
			want.State = 0
			k.neighbours = append(k.neighbours, want)
			k.changed()
		}
		return nil
	}
	switch {
	case old == nil && !r.has(codec.FlagCreate):
		return refuse(enoent)
	case old != nil && r.has(codec.FlagExcl):
		return refuse(eexist)
	}
	if want.State&nudValid != 0 && !hasAddress && (old == nil || old.Address == nil) {
		if old == nil { // the kernel leaves an entry behind
			want.State = 0
			k.neighbours = append(k.neighbours, want)
		}
		return refuseText(einval, "No link layer address given")
	}
	return k.updateNeigh(r, old, want, address)
}

// updateNeigh adds an entry, or changes one that is there.
func (k *Kernel) updateNeigh(r *request, old, want *Neighbour, address net.HardwareAddr) error {
	if len(address) >= 6 {
		want.Address = address[:6]
	}
	if old == nil {
		k.neighbours = append(k.neighbours, want)
		k.tellNeigh("RTM_NEWNEIGH", want, cause{r: r, noSeq: true})
		return nil
	}
	if want.Address == nil {
		want.Address = old.Address
	}
	sameAddress := bytes.Equal(old.Address, want.Address)
	if !sameAddress && old.State&nudValid != 0 && !r.has(codec.FlagReplace) {
		return nil // without NLM_F_REPLACE an address stays
	}
	if sameAddress && old.State == want.State {
		return nil
	}
	*old = *want
	k.tellNeigh("RTM_NEWNEIGH", old, cause{r: r, noSeq: true})
	return nil
}

// delNeigh is RTM_DELNEIGH.
func (k *Kernel) delNeigh(r *request) error {
	want, err := k.neighTarget(r)
	if err != nil {
		return err
	}
	n := k.neighbour(want)
	if n == nil {
		return refuse(enoent)
	}
	k.neighbours = slices.DeleteFunc(k.neighbours, func(o *Neighbour) bool { return o == n })
	if k.changed(); n.Flags&ntfProxy != 0 {
		return nil
	}
	n.State, n.Address = nudFailed, nil
	k.tellNeigh("RTM_NEWNEIGH", n, cause{r: r, noSeq: true})
	k.tellNeigh("RTM_DELNEIGH", n, cause{})
	return nil
}

// linkDownNeighbours forgets the neighbours on a link that went down.
func (k *Kernel) linkDownNeighbours(l *Link) {
	for _, n := range slices.Clone(k.neighbours) {
		if n.Link == l.Index && n.Flags&ntfProxy == 0 {
			k.neighbours = slices.DeleteFunc(k.neighbours, func(o *Neighbour) bool { return o == n })
			k.tellNeigh("RTM_DELNEIGH", n, cause{})
		}
	}
}

func neighMessage(typ string, n *Neighbour) *codec.Request {
	b := attrList{}
	b.add("NDA_DST", n.Dst, true)
	b.add("NDA_LLADDR", n.Address, n.Address != nil)
	b.add("NDA_PROBES", 0, n.Flags&ntfProxy == 0)
	b.add("NDA_CACHEINFO", map[string]any{}, n.Flags&ntfProxy == 0)
	b.add("NDA_PROTOCOL", n.Proto, n.Proto != 0)
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"ndm_family": familyOf(n.Dst), "ndm_ifindex": n.Link, "ndm_state": n.State, "ndm_flags": n.Flags,
		"ndm_type": typeNeighbour,
	}}
}

func (k *Kernel) tellNeigh(typ string, n *Neighbour, c cause) {
	k.tell(groupNeigh, neighMessage(typ, n), c)
}

// getNeigh is RTM_GETNEIGH of one neighbour.
func (k *Kernel) getNeigh(r *request) error {
	width := bitsOf(r.family()) / 8
	if width == 0 {
		return refuseText(eafnosupport, "Unsupported family in header for neighbor get request")
	}
	a, ok := r.Attr("NDA_DST")
	if !ok {
		return refuseMissing(1) // NDA_DST
	}
	if len(a.Payload()) != width {
		return refuseText(einval, "Invalid network address in neighbor get request")
	}
	index := int(int32(r.field("ndm_ifindex")))
	proxy := uint8(r.field("ndm_flags")) & ntfProxy
	if index == 0 && proxy == 0 {
		return refuseText(einval, "No device specified")
	}
	if index != 0 && k.link(index) == nil {
		return refuseText(enodev, "Unknown device ifindex")
	}
	n := k.neighbour(&Neighbour{Link: index, Dst: a.Addr(), Flags: proxy})
	if n == nil {
		return refuseText(enoent, "Neighbour entry not found")
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
		if !r.onlyAttrs("NDA_IFINDEX", "NDA_MASTER") {
			return nil, refuseText(einval, "Unsupported attribute in neighbor dump request")
		}
	}
	for _, family := range families {
		for _, n := range k.neighbours {
			l := k.link(n.Link)
			if familyOf(n.Dst) != family || !r.wants(family) || n.Flags&ntfProxy != proxy ||
				index != 0 && n.Link != index || master != 0 && (l == nil || l.Master != int(master)) {
				continue
			}
			list = append(list, neighMessage("RTM_NEWNEIGH", n))
		}
	}
	return list, nil
}
