package fake

import (
	"net"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
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

	kind       *kind
	admin      uint32 // flags that are set by requests
	taps       int    // what makes it receive everything, besides IFF_PROMISC
	given      bool   // the address was asked for
	mtuGiven   bool   // the MTU was asked for, of a link that was there
	carrier    bool
	oper       uint8            // IF_OPER_* while up
	linkMode   uint8            // IF_LINK_MODE_*
	bridgeID   net.HardwareAddr // the address of a bridge, once it has one of its own
	forwarding bool             // as a port of a bridge
	ipv4Off    bool             // the MTU was too small for it
	ipv6Off    bool             // and for this
	ipv6Ready  bool             // it had a carrier since it is up
	fresh      bool             // nobody was told of it yet
	gone       bool             // being deleted, and down already
}

// States of operation (RFC 2863).
const (
	operUnknown        = 0
	operDown           = 2
	operLowerLayerDown = 3
	operTesting        = 4
	operDormant        = 5
	operUp             = 6

	linkModeDormant = 1
)

func newLink(k *kind) *Link {
	carrier := k.name != "bond" // which needs another link for one
	return &Link{Kind: k.name, kind: k, admin: k.flags, MTU: k.mtu, TxQLen: k.queue, carrier: carrier, fresh: true}
}

func (l *Link) isUp() bool { return l.admin&linux.IFF_UP != 0 }

// flags is what the kernel tells of the flags.
func (l *Link) flags() uint32 {
	f := l.admin
	if l.isUp() {
		if l.oper == operUnknown || l.oper == operUp {
			f |= linux.IFF_RUNNING
		}
		if l.carrier {
			f |= linux.IFF_LOWER_UP
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
	for _, attr := range []string{"IFLA_NET_NS_PID", "IFLA_NET_NS_FD", "IFLA_TARGET_NETNSID"} {
		if a, ok := r.Attr(attr); ok {
			return nil, false, refuseAt(einval, "the fake kernel has one network namespace", a)
		}
	}
	if index := int32(r.field("ifi_index")); index > 0 {
		return k.link(int(index)), true, nil
	}
	for _, attr := range []string{"IFLA_IFNAME", "IFLA_ALT_IFNAME"} {
		if name, ok := r.text(attr); ok {
			return k.linkNamed(name), true, nil
		}
	}
	return nil, false, nil
}

// target returns the link that a request is about, which has to be there.
func (k *Kernel) target(r *request) (*Link, error) {
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return nil, err
	case !named:
		return nil, refuse(einval)
	case l == nil:
		return nil, refuse(enodev)
	}
	return l, nil
}

// changeOrMakeLink is RTM_NEWLINK.
func (k *Kernel) changeOrMakeLink(r *request) error {
	kd, err := k.kindOf(r)
	if err != nil {
		return err
	}
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return err
	case int32(r.field("ifi_index")) < 0:
		return refuseText(einval, "ifindex can't be negative")
	case l != nil:
		return k.changeLink(r, kd, l)
	case r.has(codec.FlagCreate):
		return k.makeLink(r, kd)
	}
	if group, ok := r.number("IFLA_GROUP"); ok && !named {
		return k.changeGroup(r, group)
	}
	return refuse(enodev)
}

// changeLink is RTM_NEWLINK of a link that is there.
func (k *Kernel) changeLink(r *request, kd *kind, l *Link) error {
	if r.has(codec.FlagExcl) {
		return refuse(eexist)
	}
	if r.has(codec.FlagReplace) {
		return refuse(eopnotsupp)
	}
	_, data := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA")
	if data {
		if kd != l.kind || kd.change == nil {
			return refuse(eopnotsupp)
		}
		if err := kd.change(r, l); err != nil {
			return err
		}
	}
	return k.change(r, l, data)
}

func (k *Kernel) changeGroup(r *request, group uint32) error {
	for _, l := range slices.Clone(k.links) {
		if l.Group == group {
			if err := k.change(r, l, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// setLink is RTM_SETLINK.
func (k *Kernel) setLink(r *request) error {
	if r.family() == afBridge {
		return k.portSettings(r)
	}
	l, err := k.target(r)
	if err != nil {
		return err
	}
	return k.change(r, l, false)
}

// delLink is RTM_DELLINK, of one link or of all in a group.
func (k *Kernel) delLink(r *request) error {
	if r.family() == afBridge {
		return k.portSettings(r)
	}
	l, named, err := k.wanted(r)
	group, byGroup := r.number("IFLA_GROUP")
	switch {
	case err != nil:
		return err
	case !named && byGroup:
		return k.delGroup(group, byEcho(r))
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

func (k *Kernel) delGroup(group uint32, c cause) error {
	if group == 0 {
		return refuse(eperm)
	}
	var links []*Link
	for _, l := range k.links {
		if l.Group == group {
			links = append(links, l)
		}
	}
	if len(links) == 0 {
		return refuse(enodev)
	}
	if slices.ContainsFunc(links, func(l *Link) bool { return l.Kind == loopback }) {
		return refuse(eopnotsupp)
	}
	for _, l := range links {
		if slices.Contains(k.links, l) { // not gone with another one
			k.remove(l, c)
		}
	}
	return nil
}

// portSettings is RTM_SETLINK and RTM_DELLINK of the family AF_BRIDGE, about what a bridge keeps for a port: nothing.
func (k *Kernel) portSettings(r *request) error {
	if k.link(int(int32(r.field("ifi_index")))) == nil {
		return refuseText(enodev, "unknown ifindex")
	}
	return refuse(eopnotsupp)
}
