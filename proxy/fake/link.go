package fake

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Link is a network device.
type Link struct {
	Index     int
	Name      string
	AltNames  []string
	Kind      string // "" is the loopback device
	Flags     uint32 // IFF_*, as events tell them
	MTU       uint32
	TxQLen    uint32
	Group     uint32
	Alias     string
	Address   net.HardwareAddr
	Broadcast net.HardwareAddr
	Master    int
	Parent    int    // the link below, or at the other end of the wire
	OperState uint8  // IF_OPER_*
	VLAN      uint16 // of a vlan
	Mode      uint32 // of a macvlan
	VNI       uint32 // of a vxlan
	Table     uint32 // of a vrf

	kind    *kind
	admin   uint32 // flags that are set by requests
	taps    int    // what makes it receive everything, beside IFF_PROMISC
	given   bool   // the address was asked for
	carrier bool
	oper    uint8 // IF_OPER_* while up
	gone    bool  // being deleted
}

// States of operation (RFC 2863).
const (
	operUnknown        = 0
	operDown           = 2
	operLowerLayerDown = 3
	operUp             = 6
)

func newLink(k *kind) *Link {
	return &Link{Kind: k.name, kind: k, admin: k.flags, MTU: k.mtu, TxQLen: k.queue, carrier: k.name != "veth" && k.name != "bond"}
}

func (l *Link) isUp() bool { return l.admin&iffUp != 0 }

// flags is what the kernel tells of the flags.
func (l *Link) flags() uint32 {
	f := l.admin
	if l.isUp() {
		if l.oper == operUnknown || l.oper == operUp {
			f |= iffRunning
		}
		if l.carrier {
			f |= iffLowerUp
		}
	}
	return f
}

func (l *Link) operState() uint8 {
	if !l.isUp() {
		return operDown
	}
	return l.oper
}

// link returns the link of an index, or nil.
func (k *Kernel) link(index int) *Link {
	i, ok := slices.BinarySearchFunc(k.links, index, func(l *Link, index int) int { return l.Index - index })
	if !ok {
		return nil
	}
	return k.links[i]
}

// linkNamed returns the link of a name, an alternative one too, or nil.
func (k *Kernel) linkNamed(name string) *Link {
	for _, l := range k.links {
		if l.Name == name || slices.Contains(l.AltNames, name) {
			return l
		}
	}
	return nil
}

// wanted returns the link that a request is about. named says whether it is about one at all.
func (k *Kernel) wanted(r *request) (l *Link, named bool, err error) {
	if index := int32(r.field("ifi_index")); index > 0 {
		return k.link(int(index)), true, nil
	} else if index < 0 {
		return nil, true, refuseText(einval, "ifindex can't be negative")
	}
	for _, attr := range []string{"IFLA_IFNAME", "IFLA_ALT_IFNAME"} {
		if name, ok := r.text(attr); ok {
			return k.linkNamed(name), true, nil
		}
	}
	return nil, false, nil
}

// changeOrMakeLink is RTM_NEWLINK.
func (k *Kernel) changeOrMakeLink(r *request) error {
	if err := noNamespace(r); err != nil {
		return err
	}
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return err
	case l != nil && r.has(flagExcl):
		return refuse(eexist)
	case l != nil && r.has(flagReplace):
		return refuse(eopnotsupp)
	case l != nil:
		kind, _ := r.text("IFLA_LINKINFO", "IFLA_INFO_KIND")
		if _, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA"); ok && kind != l.Kind {
			return refuse(eopnotsupp)
		}
		return k.change(r, l)
	case r.has(flagCreate):
		return k.makeLink(r)
	}
	if group, ok := r.number("IFLA_GROUP"); ok && !named {
		return k.changeGroup(r, group)
	}
	return refuse(enodev)
}

// noNamespace refuses requests for other network namespaces.
func noNamespace(r *request) error {
	for _, attr := range []string{"IFLA_NET_NS_PID", "IFLA_NET_NS_FD", "IFLA_TARGET_NETNSID"} {
		if a, ok := r.Attr(attr); ok {
			return refuseAt(einval, "the fake kernel has one network namespace", a)
		}
	}
	return nil
}

func (k *Kernel) changeGroup(r *request, group uint32) error {
	for _, l := range k.links {
		if l.Group == group {
			if err := k.change(r, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// setLink is RTM_SETLINK.
func (k *Kernel) setLink(r *request) error {
	if err := noNamespace(r); err != nil {
		return err
	}
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return err
	case !named:
		return refuse(einval)
	case l == nil:
		return refuse(enodev)
	}
	return k.change(r, l)
}

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
		if lower := k.link(l.Parent); !lower.isUp() && k.wantedFlags(r, l)&iffUp != 0 {
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
	k.raise(l, k.wantedFlags(r, l))
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
		k.remove(peer, byEcho(nil))
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

// delLink is RTM_DELLINK.
func (k *Kernel) delLink(r *request) error {
	if err := noNamespace(r); err != nil {
		return err
	}
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return err
	case !named:
		return refuse(einval)
	case l == nil:
		return refuse(enodev)
	case l.Kind == loopback:
		return refuse(eopnotsupp)
	}
	k.remove(l, byEcho(r))
	return nil
}

// remove takes a link away, with the other end of a pair, what stands on it, and what belongs to it.
func (k *Kernel) remove(l *Link, c cause) {
	ends := []*Link{l}
	if peer := k.link(l.Parent); l.Kind == "veth" && peer != nil {
		ends = append(ends, peer)
	}
	for _, l := range ends {
		l.gone = true
	}
	for _, l := range ends {
		k.free(l)
		k.takeDown(l, iffUp|iffRunning)
	}
	for _, l := range ends {
		for _, upper := range k.above(l) {
			k.remove(upper, cause{})
		}
		k.leaveMaster(l)
		k.dropLink(l)
		if l.Kind == "veth" {
			l.Parent = 0
		}
		k.tellGone(l, c)
		k.links = slices.DeleteFunc(k.links, func(other *Link) bool { return other == l })
	}
}

// above returns the links that stand on one.
func (k *Kernel) above(l *Link) (uppers []*Link) {
	for _, other := range k.links {
		if other.kind.lower && other.Parent == l.Index {
			uppers = append(uppers, other)
		}
	}
	return uppers
}

// free puts the ports of a link out of it.
func (k *Kernel) free(l *Link) {
	for _, port := range slices.Clone(k.links) {
		if port.Master == l.Index {
			k.leaveMaster(port)
		}
	}
}
