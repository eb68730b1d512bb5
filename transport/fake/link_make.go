package fake

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// kindOf returns the kind of link that a request names, nil if it is none of ours, and sees that what it says of links
// of the kind can be.
func (k *Kernel) kindOf(r *request) (*kind, error) {
	a, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_KIND")
	if !ok {
		return nil, nil
	}
	if len(a.Payload()) == 0 {
		return nil, refuse(erange)
	}
	name := a.Text()
	kd := kinds[name]
	switch {
	case name == loopback || kd == nil || k.options.Kinds != nil && !slices.Contains(k.options.Kinds, name):
		return nil, nil
	case kd.refused != "":
		return nil, refuseText(eopnotsupp, kd.refused)
	}
	validate := kd.validate
	if validate == nil {
		validate = validateEther
	}
	if err := validate(r.Root()); err != nil {
		return nil, err
	}
	return kd, nil
}

// validateEther looks at what a request says of an Ethernet link.
func validateEther(in codec.Attr) error {
	a, ok := in.Attr("IFLA_ADDRESS")
	switch {
	case !ok:
		return nil
	case len(a.Payload()) != 6:
		return refuse(einval)
	case !validAddress(a.Payload()):
		return refuse(eaddrnotavail)
	}
	return nil
}

// validateVeth looks at what a request says of both ends of a pair.
func validateVeth(in codec.Attr) error {
	peer, hasPeer := in.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "VETH_INFO_PEER")
	if hasPeer && len(peer.Payload()) < 16 { // a struct ifinfomsg
		return refuseAt(erange, errPolicy, peer)
	}
	for _, end := range []codec.Attr{in, peer} {
		if err := validateEther(end); err != nil {
			return err
		}
		if a, ok := end.Attr("IFLA_MTU"); ok {
			if mtu, _ := a.Uint(); mtu < 68 || mtu > 65535 {
				return refuse(einval)
			}
		}
	}
	return nil
}

// makeLink makes a link, or both ends of a pair.
func (k *Kernel) makeLink(r *request, kd *kind) error {
	if kd == nil {
		return refuseText(eopnotsupp, "Unknown device type")
	}
	l := newLink(kd)
	if err := l.prepare(r.Root()); err != nil {
		return err
	}
	l.Name = l.nameIn(r.Root())
	l.Index = int(int32(r.field("ifi_index")))
	if kd.make != nil {
		if err := kd.make(k, r, l); err != nil {
			return err
		}
	}
	if kd.name == "veth" {
		if err := k.makePeer(r, l); err != nil {
			return err
		}
	}
	if err := k.appear(l); err != nil {
		if peer := k.link(l.Parent); kd.name == "veth" && peer != nil {
			peer.Parent = 0
			k.remove(peer, cause{})
		}
		return err
	}
	return k.finish(r, l)
}

// finish does what can be done with a link that is there, and takes it away again if that fails.
func (k *Kernel) finish(r *request, l *Link) error {
	switch {
	case l.Kind == "veth":
		k.link(l.Parent).Parent = l.Index
		k.setCarrier(l, false)
	case l.kind.lower:
		k.tellLink(k.link(l.Parent), 0, cause{})
		if l.Kind == "macvlan" {
			k.watch(l)
		}
	case l.Kind == "bridge" && l.given:
		k.setBridgeID(l, l.Address)
	}
	err := k.introduce(l, r.Root(), byEcho(r))
	if master, ok := r.number("IFLA_MASTER"); err == nil && ok {
		err = k.setMaster(l, int(master))
	}
	if err != nil {
		k.remove(l, cause{})
	}
	return err
}

// introduce sets the flags of a new link and tells of it.
func (k *Kernel) introduce(l *Link, in codec.Attr, c cause) error {
	change := ^uint32(0)
	if l.kind.early {
		l.fresh = false
		k.tellLink(l, change, cause{})
	}
	before := l.admin
	if err := k.applyFlags(l, l.wantedFlags(in)); err != nil {
		return err
	}
	if l.kind.early {
		change = before ^ l.admin
	}
	l.fresh = false
	k.flagsChanged(l, before, change, c)
	return nil
}

// makePeer makes the other end of a veth. What the request does not say of it by itself holds of both.
func (k *Kernel) makePeer(r *request, l *Link) error {
	peer := newLink(l.kind)
	in, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "VETH_INFO_PEER")
	said := in
	if !ok {
		said = r.Root()
	}
	if err := peer.prepare(said); err != nil {
		return err
	}
	if !ok {
		peer.Address, peer.given = nil, false
	}
	index, _ := in.Field("ifi_index")
	peer.Name, peer.Index = peer.nameIn(in), int(int32(index))
	if err := k.appear(peer); err != nil {
		return err
	}
	k.setCarrier(peer, false)
	l.Parent = peer.Index
	if err := k.introduce(peer, in, cause{}); err != nil {
		k.remove(peer, cause{})
		return err
	}
	return nil
}

// nameIn returns the name that a new link is to have.
func (l *Link) nameIn(in codec.Attr) string {
	if a, ok := in.Attr("IFLA_IFNAME"); ok {
		return a.Text()
	}
	return l.Kind + "%d"
}

// prepare reads what a new link is to be like.
func (l *Link) prepare(in codec.Attr) error {
	for attr, word := range map[string]string{"IFLA_NUM_TX_QUEUES": "transmit", "IFLA_NUM_RX_QUEUES": "receive"} {
		if a, ok := in.Attr(attr); ok {
			if n, _ := a.Uint(); n < 1 || n > 4096 {
				return refuseText(einval, "Invalid number of "+word+" queues")
			}
		}
	}
	if err := checkLinkMessage(in); err != nil {
		return err
	}
	if a, ok := in.Attr("IFLA_MTU"); ok {
		mtu, _ := a.Uint()
		if err := l.checkMTU(uint32(mtu)); err != nil {
			return err
		}
		l.MTU = uint32(mtu)
		l.ipv6Off = l.MTU < leastMTU6
	}
	if a, ok := in.Attr("IFLA_ADDRESS"); ok {
		l.given, l.Address = true, slices.Clone(a.Payload()[:6])
	}
	if a, ok := in.Attr("IFLA_BROADCAST"); ok {
		l.Broadcast = slices.Clone(a.Payload()[:6])
	}
	for attr, member := range map[string]*uint32{"IFLA_TXQLEN": &l.TxQLen, "IFLA_GROUP": &l.Group} {
		if a, ok := in.Attr(attr); ok {
			v, _ := a.Uint()
			*member = uint32(v)
		}
	}
	return nil
}

// madeUp is the first octet of addresses that nobody gave.
const madeUp = 0x72

// fillAddress makes up the hardware addresses of a link that has none.
func (k *Kernel) fillAddress(l *Link) {
	if len(l.Broadcast) == 0 {
		l.Broadcast = net.HardwareAddr{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	}
	if len(l.Address) == 0 {
		k.nextMAC++
		l.Address = net.HardwareAddr{madeUp, 0x66, 0x61, byte(k.nextMAC >> 16), byte(k.nextMAC >> 8), byte(k.nextMAC)}
	}
}

// validAddress reports whether an Ethernet address is of one station.
func validAddress(b []byte) bool {
	return b[0]&1 == 0 && slices.ContainsFunc(b, func(o byte) bool { return o != 0 })
}

// validName reports whether a link may have a name, or be named by a pattern.
func validName(name string) bool {
	if name == "" || name == "." || name == ".." || len(name) > 15 || strings.ContainsAny(name, "/: \t\n\v\f\r") {
		return false
	}
	return strings.Count(name, "%") == 0 || strings.Count(name, "%") == 1 && strings.Contains(name, "%d")
}

func (l *Link) checkMTU(mtu uint32) error {
	if int32(mtu) < 0 || mtu < l.kind.min {
		return refuseText(einval, "mtu less than device minimum")
	}
	if l.kind.max > 0 && mtu > l.kind.max {
		return refuseText(einval, "mtu greater than device maximum")
	}
	return nil
}

// freeName returns the name that a link gets by a name or a pattern.
func (k *Kernel) freeName(name string) (string, error) {
	if !validName(name) {
		return "", refuse(einval)
	}
	if prefix, suffix, ok := strings.Cut(name, "%d"); ok {
		n := 0
		for k.linkNamed(prefix+strconv.Itoa(n)+suffix) != nil {
			n++
		}
		return prefix + strconv.Itoa(n) + suffix, nil
	}
	if k.linkNamed(name) != nil {
		return "", refuse(eexist)
	}
	return name, nil
}

// appear gives a link its name and its number, and makes up its addresses.
func (k *Kernel) appear(l *Link) error {
	name, err := k.freeName(l.Name)
	if err != nil {
		return err
	}
	if l.Index < 0 {
		return refuseText(einval, "ifindex can't be negative")
	}
	if k.link(l.Index) != nil {
		return refuse(ebusy)
	}
	l.Name = name
	if l.Index == 0 {
		for k.link(k.nextIndex) != nil {
			k.nextIndex++
		}
		l.Index = k.nextIndex
		k.nextIndex++
	}
	k.fillAddress(l)
	if !l.carrier {
		l.oper = k.operOf(l)
	}
	i, _ := slices.BinarySearchFunc(k.links, l.Index, func(l *Link, index int) int { return l.Index - index })
	k.links = slices.Insert(k.links, i, l)
	k.attachRules(l)
	k.changed()
	return nil
}
