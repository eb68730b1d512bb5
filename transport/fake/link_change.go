package fake

import (
	"bytes"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// change sets what a request says of a link, in the order of the kernel: what was set before an error stays set. told
// says that there is something to tell of already.
func (k *Kernel) change(r *request, l *Link, told bool) error {
	if err := checkLinkMessage(r.Root()); err != nil {
		return err
	}
	var err error
	for _, set := range []func(*request, *Link) (tell bool, err error){
		k.setAddress, k.setMTU, k.setGroup, k.setName, k.setAlias, k.setBroadcast, k.setFlags, k.setMasterOf,
		k.setCarrierOf, k.setQueue, k.setOperState, k.setLinkMode,
	} {
		var tell bool
		tell, err = set(r, l)
		if told = told || tell; err != nil {
			break
		}
	}
	if told {
		k.stateChanged(l)
	}
	return err
}

// checkLinkMessage looks at attributes that have to be as long as the addresses of the link.
func checkLinkMessage(in codec.Attr) error {
	for _, attr := range []string{"IFLA_ADDRESS", "IFLA_BROADCAST"} {
		if a, ok := in.Attr(attr); ok && len(a.Payload()) < 6 {
			return refuse(einval)
		}
	}
	return nil
}

func (k *Kernel) setAddress(r *request, l *Link) (bool, error) {
	address, ok := r.hardware("IFLA_ADDRESS")
	if !ok {
		return false, nil
	}
	address = address[:6]
	switch same := bytes.Equal(address, l.Address); {
	case l.kind.fixedAddress:
		return false, refuse(eopnotsupp)
	case same:
	case !validAddress(address):
		return false, refuse(eaddrnotavail)
	case l.Kind == "bridge":
		k.setBridgeID(l, address)
	default:
		l.Address = address
	}
	l.given = true
	k.addressChanged(l)
	return false, nil
}

func (k *Kernel) setMTU(r *request, l *Link) (bool, error) {
	mtu, ok := r.number("IFLA_MTU")
	if !ok || mtu == l.MTU {
		return false, nil
	}
	if err := l.checkMTU(mtu); err != nil {
		return false, err
	}
	if lower := k.link(l.Parent); l.kind.lower && mtu > lower.MTU {
		if l.Kind == "macvlan" {
			return false, refuse(einval)
		}
		return false, refuse(erange)
	}
	l.mtuGiven = true
	k.mtuChanged(l, mtu)
	return false, nil
}

func (k *Kernel) setGroup(r *request, l *Link) (bool, error) {
	group, ok := r.number("IFLA_GROUP")
	if ok {
		l.Group = group
		k.changed()
	}
	return ok, nil
}

// setName gives the link a new name if it was looked up by its index.
func (k *Kernel) setName(r *request, l *Link) (bool, error) {
	name, ok := r.text("IFLA_IFNAME")
	if !ok || name == "" || int32(r.field("ifi_index")) <= 0 || name == l.Name {
		return false, nil
	}
	name, err := k.freeName(name)
	if err != nil {
		return false, err
	}
	l.Name = name
	k.tellLink(l, 0, cause{})
	k.renameLabels(l)
	k.detachRules(l)
	k.attachRules(l)
	return false, nil
}

func (k *Kernel) setAlias(r *request, l *Link) (bool, error) {
	alias, ok := r.text("IFLA_IFALIAS")
	if ok {
		l.Alias = alias
		k.changed()
	}
	return ok, nil
}

func (k *Kernel) setBroadcast(r *request, l *Link) (bool, error) {
	if broadcast, ok := r.hardware("IFLA_BROADCAST"); ok {
		l.Broadcast = broadcast[:6]
		k.addressChanged(l)
	}
	return false, nil
}

// setCarrierOf is for kinds of links that do as they are told.
func (k *Kernel) setCarrierOf(r *request, l *Link) (bool, error) {
	carrier, ok := r.number("IFLA_CARRIER")
	if !ok {
		return false, nil
	}
	if l.Kind != "dummy" {
		return false, refuse(eopnotsupp)
	}
	k.setCarrier(l, carrier != 0)
	return false, nil
}

func (k *Kernel) setQueue(r *request, l *Link) (bool, error) {
	if queue, ok := r.number("IFLA_TXQLEN"); ok && queue != l.TxQLen {
		l.TxQLen = queue
		k.tellLink(l, 0, cause{})
	}
	return false, nil
}

// setOperState sets the state of operation of links that leave that to a program.
func (k *Kernel) setOperState(r *request, l *Link) (bool, error) {
	want, ok := r.number("IFLA_OPERSTATE")
	if !ok {
		return false, nil
	}
	before := l.oper
	switch uint8(want) {
	case operUp:
		if slices.Contains([]uint8{operDormant, operTesting, operUnknown}, l.oper) {
			l.oper = operUp
		}
	case operTesting:
		if l.oper == operUp || l.oper == operUnknown {
			l.oper = operTesting
		}
	case operDormant:
		if l.oper == operUp || l.oper == operUnknown {
			l.oper = operDormant
		}
	}
	if l.oper != before {
		k.stateChanged(l)
	}
	return false, nil
}

func (k *Kernel) setLinkMode(r *request, l *Link) (bool, error) {
	mode, ok := r.number("IFLA_LINKMODE")
	changed := ok && uint8(mode) != l.linkMode
	if changed {
		l.linkMode = uint8(mode)
		k.changed()
	}
	return changed, nil
}

// wantedFlags combines the flags of a request, which are those of the struct before attributes, with those that are
// set.
func (l *Link) wantedFlags(in codec.Attr) uint32 {
	f, _ := in.Field("ifi_flags")
	c, _ := in.Field("ifi_change")
	flags, change := uint32(f), uint32(c)
	if flags == 0 && change == 0 {
		return l.admin
	}
	if change != 0 {
		flags = flags&change | l.admin&^change
	}
	return flags&iffSettable | l.admin&^iffSettable
}

func (k *Kernel) setFlags(r *request, l *Link) (bool, error) {
	before := l.admin
	if err := k.applyFlags(l, l.wantedFlags(r.Root())); err != nil {
		return false, err
	}
	k.flagsChanged(l, before, l.admin^before, cause{})
	return false, nil
}

// applyFlags sets flags, and opens or closes the link.
func (k *Kernel) applyFlags(l *Link, flags uint32) error {
	before := l.admin
	if flags&linux.IFF_UP != 0 && before&linux.IFF_UP == 0 {
		const own = linux.IFF_UP | linux.IFF_PROMISC | linux.IFF_ALLMULTI
		l.admin = before&own | flags&^own
		if err := k.opened(l); err != nil {
			return err
		}
	}
	l.admin = flags
	if flags&linux.IFF_UP == 0 && before&linux.IFF_UP != 0 {
		k.closed(l)
	}
	k.changed()
	return nil
}
