package fake

import (
	"net"
	"slices"

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
	carrier := k.name != "veth" && k.name != "bond" // which need another link for one
	return &Link{Kind: k.name, kind: k, admin: k.flags, MTU: k.mtu, TxQLen: k.queue, carrier: carrier}
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
	for _, attr := range []string{"IFLA_NET_NS_PID", "IFLA_NET_NS_FD", "IFLA_TARGET_NETNSID"} {
		if a, ok := r.Attr(attr); ok {
			return nil, false, refuseAt(einval, "the fake kernel has one network namespace", a)
		}
	}
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
	l, named, err := k.wanted(r)
	switch {
	case err != nil:
		return err
	case l != nil && r.has(codec.FlagExcl):
		return refuse(eexist)
	case l != nil && r.has(codec.FlagReplace):
		return refuse(eopnotsupp)
	case l != nil:
		kind, _ := r.text("IFLA_LINKINFO", "IFLA_INFO_KIND")
		if _, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA"); ok && kind != l.Kind {
			return refuse(eopnotsupp)
		}
		return k.change(r, l)
	case r.has(codec.FlagCreate):
		return k.makeLink(r)
	}
	if group, ok := r.number("IFLA_GROUP"); ok && !named {
		return k.changeGroup(r, group)
	}
	return refuse(enodev)
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
	if r.family() == afBridge {
		return k.portSettings(r)
	}
	l, err := k.target(r)
	if err != nil {
		return err
	}
	return k.change(r, l)
}

// delLink is RTM_DELLINK.
func (k *Kernel) delLink(r *request) error {
	if r.family() == afBridge {
		return k.portSettings(r)
	}
	l, err := k.target(r)
	if err != nil {
		return err
	}
	if l.Kind == loopback {
		return refuse(eopnotsupp)
	}
	k.remove(l, byEcho(r))
	return nil
}

// portSettings is RTM_SETLINK and RTM_DELLINK of the family AF_BRIDGE, about what a bridge keeps for a port: nothing.
func (k *Kernel) portSettings(r *request) error {
	if k.link(int(int32(r.field("ifi_index")))) == nil {
		return refuseText(enodev, "unknown ifindex")
	}
	return refuse(eopnotsupp)
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
