package fake

import (
	"bytes"
	"slices"
)

// change sets what a request says of a link, in the order of the kernel: what was set before an error stays set.
func (k *Kernel) change(r *request, l *Link) error {
	notify := false
	for _, set := range []func(*request, *Link) (bool, error){
		k.setAddress, k.setMTU, k.setName, k.setPlain, k.setMasterOf, k.setFlags, k.setQueue,
	} {
		changed, err := set(r, l)
		notify = notify || changed
		if err != nil {
			if notify {
				k.tellLink(l, 0, cause{})
			}
			return err
		}
	}
	if notify {
		k.tellLink(l, 0, cause{})
	}
	return nil
}

func (k *Kernel) setAddress(r *request, l *Link) (bool, error) {
	address, ok := r.hardware("IFLA_ADDRESS")
	if !ok {
		return false, nil
	}
	if len(address) < 6 {
		return false, refuse(einval)
	}
	if !validAddress(address[:6]) {
		return false, refuse(eaddrnotavail)
	}
	if bytes.Equal(address[:6], l.Address) {
		return false, nil
	}
	l.Address, l.given = address[:6], true
	return true, nil
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
	l.MTU = mtu
	return true, nil
}

// setName gives the link a new name if it was looked up by its index.
func (k *Kernel) setName(r *request, l *Link) (bool, error) {
	name, ok := r.text("IFLA_IFNAME")
	if !ok || name == "" || r.field("ifi_index") == 0 || name == l.Name {
		return false, nil
	}
	if !validName(name) {
		return false, refuse(einval)
	}
	if k.linkNamed(name) != nil {
		return false, refuse(eexist)
	}
	l.Name = name
	return true, nil
}

// setPlain sets what the kernel does not tell of.
func (k *Kernel) setPlain(r *request, l *Link) (bool, error) {
	if alias, ok := r.text("IFLA_IFALIAS"); ok {
		l.Alias = alias
		k.changed()
	}
	if group, ok := r.number("IFLA_GROUP"); ok {
		l.Group = group
		k.changed()
	}
	return false, nil
}

func (k *Kernel) setQueue(r *request, l *Link) (bool, error) {
	if queue, ok := r.number("IFLA_TXQLEN"); ok && queue != l.TxQLen {
		l.TxQLen = queue
		return true, nil
	}
	return false, nil
}

// wantedFlags combines the flags of a request with those that are set.
func (r *request) wantedFlags(l *Link) uint32 {
	flags, change := uint32(r.field("ifi_flags")), uint32(r.field("ifi_change"))
	if flags == 0 && change == 0 {
		return l.admin
	}
	if change != 0 {
		flags = flags&change | l.admin&^change
	}
	return flags&^iffVolatile | l.admin&iffVolatile
}

func (k *Kernel) setFlags(r *request, l *Link) (bool, error) {
	want, before := r.wantedFlags(l), l.admin
	if want == before {
		return false, nil
	}
	if before&iffUp != 0 && want&iffUp == 0 {
		l.admin = want | iffUp
		k.takeDown(l, want^before)
		return false, nil
	}
	if l.kind.lower && want&iffUp != 0 && !k.link(l.Parent).isUp() {
		return false, refuse(enetdown)
	}
	k.raise(l, want)
	k.tellLink(l, want^before, cause{})
	k.upDone(l)
	return false, nil
}

// raise sets the flags of a link that does not go down.
func (k *Kernel) raise(l *Link, flags uint32) {
	if flags&iffUp != 0 && !l.isUp() {
		l.oper = operUnknown
	}
	l.admin = flags
	k.changed()
}

// upDone does what comes of a link that is up now: the routes of its addresses, the carrier of its peer,
// and the vlans on it.
func (k *Kernel) upDone(l *Link) {
	if !l.isUp() {
		return
	}
	k.linkUpRoutes(l)
	k.settle(l)
	for _, upper := range k.above(l) {
		if upper.Kind == "vlan" && !upper.isUp() {
			k.raise(upper, upper.admin|iffUp)
			upper.oper, upper.carrier = operUp, l.carrier
			k.tellLink(upper, iffUp, cause{})
			k.upDone(upper)
		}
	}
}

// takeDown takes a link down. change is what the event tells to be different.
func (k *Kernel) takeDown(l *Link, change uint32) {
	if !l.isUp() {
		return
	}
	l.admin &^= iffUp
	l.oper = operUnknown
	k.tellLink(l, change, cause{})
	k.linkDownRoutes(l)
	k.linkDownNeighbours(l)
	k.settle(l)
	for _, upper := range k.above(l) {
		if upper.Kind == "vlan" {
			upper.carrier = false
			k.takeDown(upper, iffUp|iffRunning)
		}
	}
}

// settle works out the carrier of a pair, of which one end has changed.
func (k *Kernel) settle(l *Link) {
	peer := k.link(l.Parent)
	if l.Kind != "veth" || peer == nil || l.gone {
		return
	}
	carrier := l.isUp() && peer.isUp()
	for _, end := range []*Link{l, peer} {
		before, flags := end.oper, end.carrier
		if end.carrier = carrier; !end.isUp() {
			continue
		}
		end.oper = operUp
		if !carrier {
			end.oper = operLowerLayerDown
		}
		if end.oper != before || flags != carrier {
			k.tellLink(end, 0, cause{})
		}
	}
}

func (k *Kernel) setMasterOf(r *request, l *Link) (bool, error) {
	master, ok := r.number("IFLA_MASTER")
	if !ok {
		return false, nil
	}
	return false, k.setMaster(l, int(master))
}

// setMaster puts a link into another one, out of that it is in.
func (k *Kernel) setMaster(l *Link, index int) error {
	k.leaveMaster(l)
	if index == 0 {
		return nil
	}
	master := k.link(index)
	switch {
	case master == nil:
		return refuse(einval)
	case !master.kind.master:
		return refuse(eopnotsupp)
	case master.Kind == "bridge" && l.Kind == "bridge":
		return refuseText(eloop, "Can not enslave a bridge to a bridge")
	case l.Kind == loopback:
		return refuse(einval)
	}
	l.Master = index
	k.tellLink(l, 0, cause{})
	if master.Kind == "bridge" {
		l.taps++
		k.tellLink(l, iffPromisc, cause{})
		k.portsChanged(master)
	}
	return nil
}

// leaveMaster takes a link out of what it is in.
func (k *Kernel) leaveMaster(l *Link) {
	master := k.link(l.Master)
	if master == nil {
		return
	}
	if master.Kind == "bridge" {
		l.taps--
		k.tellLink(l, iffPromisc, cause{})
	}
	l.Master = 0
	k.tellLink(l, 0, cause{})
	if master.Kind == "bridge" {
		k.portsChanged(master)
	}
}

// portsChanged has a bridge look at its ports: it has a carrier if one of them has, and the lowest of their addresses
// if it was given none.
func (k *Kernel) portsChanged(bridge *Link) {
	if bridge.gone {
		return
	}
	carrier, lowest := false, []byte(nil)
	for _, p := range k.links {
		if p.Master != bridge.Index {
			continue
		}
		carrier = carrier || p.isUp() && p.carrier
		if lowest == nil || bytes.Compare(p.Address, lowest) < 0 {
			lowest = p.Address
		}
	}
	if lowest == nil {
		lowest = make([]byte, 6)
	}
	if bridge.given {
		lowest = bridge.Address
	}
	if bridge.carrier != carrier || !bytes.Equal(bridge.Address, lowest) {
		bridge.carrier, bridge.Address = carrier, slices.Clone(lowest)
		k.tellLink(bridge, 0, cause{})
	}
}

// newLinkProp is RTM_NEWLINKPROP: alternative names.
func (k *Kernel) newLinkProp(r *request) error {
	return k.eachAltName(r, func(l *Link, name string) error {
		if k.linkNamed(name) != nil {
			return refuse(eexist)
		}
		l.AltNames = append(l.AltNames, name)
		return nil
	})
}

// delLinkProp is RTM_DELLINKPROP.
func (k *Kernel) delLinkProp(r *request) error {
	return k.eachAltName(r, func(l *Link, name string) error {
		if name == l.Name {
			return refuse(einval)
		}
		i := slices.Index(l.AltNames, name)
		if i < 0 {
			return refuse(enoent)
		}
		l.AltNames = slices.Delete(l.AltNames, i, i+1)
		return nil
	})
}

func (k *Kernel) eachAltName(r *request, f func(l *Link, name string) error) error {
	l, err := k.target(r)
	if err != nil {
		return err
	}
	list, ok := r.Attr("IFLA_PROP_LIST")
	if !ok {
		return nil
	}
	for a := range list.Children() {
		if a.Name() != "IFLA_ALT_IFNAME" {
			return refuse(einval)
		}
		if err := f(l, a.Text()); err != nil {
			return err
		}
		k.changed()
	}
	return nil
}
