package fake

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// makeLink makes a link, or both ends of a pair.
func (k *Kernel) makeLink(r *request) error {
	name, _ := r.text("IFLA_LINKINFO", "IFLA_INFO_KIND")
	kd := kinds[name]
	if name == loopback || kd == nil || k.options.Kinds != nil && !slices.Contains(k.options.Kinds, name) {
		return refuseText(eopnotsupp, "Unknown device type")
	}
	if kd.refused != "" {
		return refuseText(eopnotsupp, kd.refused)
	}
	l := newLink(kd)
	if err := k.prepare(l, r.Root(), int(r.field("ifi_index"))); err != nil {
		return err
	}
	if kd.make != nil {
		if err := kd.make(k, r, l); err != nil {
			return err
		}
	}
	if name == "veth" {
		return k.makePair(r, l)
	}
	if l.kind.lower {
		if lower := k.link(l.Parent); !lower.isUp() && r.wantedFlags(l)&iffUp != 0 {
			return refuse(enetdown)
		}
		k.appear(l)
		k.tellLink(k.link(l.Parent), 0, cause{})
	} else {
		k.appear(l)
	}
	return k.finish(r, l)
}

// finish sets the flags of a new link, tells of it, and puts it into its master.
func (k *Kernel) finish(r *request, l *Link) error {
	k.raise(l, r.wantedFlags(l))
	k.tellLink(l, ^uint32(0), byEcho(r))
	k.upDone(l)
	if master := r.numberOr(0, "IFLA_MASTER"); master != 0 {
		return k.setMaster(l, int(master))
	}
	return nil
}

// makePair makes the two ends of a veth.
func (k *Kernel) makePair(r *request, l *Link) error {
	peer := newLink(l.kind)
	in, _ := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "VETH_INFO_PEER")
	index, _ := in.Field("ifi_index")
	if err := k.prepare(peer, in, int(index)); err != nil {
		return err
	}
	// The kernel finds out that both have the same name after the first is there.
	k.appear(peer)
	k.tellLink(peer, ^uint32(0), cause{})
	if k.linkNamed(l.Name) != nil && !strings.Contains(l.Name, "%") {
		k.remove(peer, cause{})
		return refuse(eexist)
	}
	k.appear(l)
	l.Parent, peer.Parent = peer.Index, l.Index
	return k.finish(r, l)
}

// prepare looks at the name, the index, the MTU and the addresses that a new link is to have.
func (k *Kernel) prepare(l *Link, in codec.Attr, index int) error {
	name := l.Kind + "%d"
	if a, ok := in.Attr("IFLA_IFNAME"); ok {
		name = a.Text()
	}
	if !validName(name) {
		return refuse(einval)
	}
	if index < 0 {
		return refuseText(einval, "ifindex can't be negative")
	}
	if k.linkNamed(name) != nil || index != 0 && k.link(index) != nil {
		return refuse(eexist)
	}
	l.Name, l.Index = name, index
	if a, ok := in.Attr("IFLA_MTU"); ok {
		mtu, _ := a.Uint()
		if err := l.checkMTU(uint32(mtu)); err != nil {
			return err
		}
		l.MTU = uint32(mtu)
	}
	for attr, member := range map[string]*uint32{"IFLA_TXQLEN": &l.TxQLen, "IFLA_GROUP": &l.Group} {
		if a, ok := in.Attr(attr); ok {
			v, _ := a.Uint()
			*member = uint32(v)
		}
	}
	if a, ok := in.Attr("IFLA_IFALIAS"); ok {
		l.Alias = a.Text()
	}
	return k.prepareAddress(l, in)
}

func (k *Kernel) prepareAddress(l *Link, in codec.Attr) error {
	a, ok := in.Attr("IFLA_ADDRESS")
	if !ok {
		k.fillAddress(l)
		return nil
	}
	if len(a.Payload()) < 6 {
		return refuse(einval)
	}
	if !validAddress(a.Payload()) {
		return refuse(eaddrnotavail)
	}
	l.given = true
	if l.Address = slices.Clone(a.Payload()[:6]); l.Kind == "bridge" {
		l.carrier = false // the bridge is asked to choose its ports anew, and has none
	}
	k.fillAddress(l)
	return nil
}

// madeUp is the first octet of addresses that nobody gave.
const madeUp = 0x72

// fillAddress makes up the hardware addresses of a link that has none.
func (k *Kernel) fillAddress(l *Link) {
	l.Broadcast = net.HardwareAddr{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	if len(l.Address) == 0 {
		k.nextMAC++
		l.Address = net.HardwareAddr{madeUp, 0x66, 0x61, byte(k.nextMAC >> 16), byte(k.nextMAC >> 8), byte(k.nextMAC)}
	}
}

// validAddress tells whether an Ethernet address is of one station.
func validAddress(b []byte) bool {
	return b[0]&1 == 0 && slices.ContainsFunc(b, func(o byte) bool { return o != 0 })
}

// validName tells whether a link may have a name, or be named by a pattern.
func validName(name string) bool {
	if name == "" || name == "." || name == ".." || len(name) > 15 || strings.ContainsAny(name, "/: \t\n\v\f\r") {
		return false
	}
	return strings.Count(name, "%") == 0 || strings.Count(name, "%") == 1 && strings.Contains(name, "%d")
}

func (l *Link) checkMTU(mtu uint32) error {
	if mtu < l.kind.min {
		return refuseText(einval, "mtu less than device minimum")
	}
	if l.kind.max > 0 && mtu > l.kind.max {
		return refuseText(einval, "mtu greater than device maximum")
	}
	return nil
}

// appear gives a link its number and its name.
func (k *Kernel) appear(l *Link) {
	if prefix, suffix, ok := strings.Cut(l.Name, "%d"); ok {
		n := 0
		for k.linkNamed(prefix+strconv.Itoa(n)+suffix) != nil {
			n++
		}
		l.Name = prefix + strconv.Itoa(n) + suffix
	}
	if l.Index == 0 {
		for k.link(k.nextIndex) != nil {
			k.nextIndex++
		}
		l.Index = k.nextIndex
		k.nextIndex++
	}
	i, _ := slices.BinarySearchFunc(k.links, l.Index, func(l *Link, index int) int { return l.Index - index })
	k.links = slices.Insert(k.links, i, l)
	k.changed()
}
