package fake

import "slices"

// opened does what a kind of link does when it goes up, before anybody is told. It may refuse.
func (k *Kernel) opened(l *Link) error {
	switch {
	case l.Kind == "veth":
		peer := k.link(l.Parent)
		if peer == nil {
			return refuse(enotconn)
		}
		if peer.isUp() {
			k.setCarrier(l, true)
			k.setCarrier(peer, true)
		}
	case l.Kind == "vlan" && !k.link(l.Parent).isUp():
		return refuse(enetdown)
	case l.Kind == "bridge":
		for _, port := range k.portsOf(l) {
			if port.works() {
				k.enablePort(port)
			}
		}
	}
	return nil
}

// closed does what a kind of link does when it goes down.
func (k *Kernel) closed(l *Link) {
	switch l.Kind {
	case "veth":
		k.setCarrier(l, false)
		if peer := k.link(l.Parent); peer != nil {
			k.setCarrier(peer, false)
		}
	case "bridge":
		for _, port := range k.portsOf(l) {
			k.disablePort(port)
		}
	}
}

// works reports whether what is sent through a link may arrive.
func (l *Link) works() bool { return l.isUp() && (l.oper == operUp || l.oper == operUnknown) }

// setCarrier notes that a link has a carrier or none. What comes of it comes when the request is done.
func (k *Kernel) setCarrier(l *Link, carrier bool) {
	if l.carrier == carrier {
		return
	}
	l.carrier = carrier
	k.changed()
	k.watch(l)
}

// watch has the carrier of a link looked at when the request is done.
func (k *Kernel) watch(l *Link) {
	if !slices.Contains(k.carriers, l) {
		k.carriers = append(k.carriers, l)
	}
}

// settleCarriers does what comes of the links whose carrier has changed, in the order in which that happened.
func (k *Kernel) settleCarriers() {
	for len(k.carriers) > 0 {
		l := k.carriers[0]
		k.carriers = k.carriers[1:]
		if l.gone {
			continue
		}
		l.oper = k.operOf(l)
		k.stateChanged(l)
	}
}

// operOf is the state of operation that a link has by its carrier (RFC 2863).
func (k *Kernel) operOf(l *Link) uint8 {
	if l.carrier {
		if l.linkMode == linkModeDormant {
			return operDormant
		}
		return operUp
	}
	lower := k.link(l.Parent)
	if lower == nil || lower.carrier {
		return operDown
	}
	return operLowerLayerDown
}

// transferCarrier has the links that stand on one follow its carrier.
func (k *Kernel) transferCarrier(l *Link) {
	for _, upper := range k.above(l) {
		k.setCarrier(upper, l.carrier)
	}
}
