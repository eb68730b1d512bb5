package fake

import (
	"bytes"
	"slices"

	"github.com/nlkit/nlkit/codec/linux"
)

// portsOf returns the ports of a link.
func (k *Kernel) portsOf(master *Link) (ports []*Link) {
	for _, l := range k.links {
		if l.Master == master.Index {
			ports = append(ports, l)
		}
	}
	return ports
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
	if l.Master != 0 && l.Master == index {
		return nil
	}
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
	case l.Kind == loopback, !validAddress(l.Address):
		return refuse(einval)
	case master.Kind == "bridge" && l.Kind == "bridge":
		return refuseText(eloop, "Can not enslave a bridge to a bridge")
	}
	l.Master = index
	k.tellLink(l, 0, cause{})
	if master.Kind == "bridge" {
		k.joinBridge(l, master)
	}
	return nil
}

// joinBridge makes a link a port.
func (k *Kernel) joinBridge(l, bridge *Link) {
	l.taps++
	k.tellLink(l, linux.IFF_PROMISC, cause{})
	changed := k.choosesAddress(bridge)
	if bridge.isUp() && l.works() {
		k.enablePort(l)
	}
	if changed {
		k.addressChanged(bridge)
	}
	k.fitMTU(bridge)
}

// leaveMaster takes a link out of what it is in.
func (k *Kernel) leaveMaster(l *Link) {
	master := k.link(l.Master)
	if master == nil {
		return
	}
	if master.Kind != "bridge" {
		l.Master = 0
		k.tellLink(l, 0, cause{})
		return
	}
	k.leaveBridge(l)
	k.fitMTU(master)
	k.chooseAddress(master)
}

// leaveBridge has a link be a port no longer.
func (k *Kernel) leaveBridge(l *Link) {
	l.taps--
	k.tellLink(l, linux.IFF_PROMISC, cause{})
	k.disablePort(l)
	l.Master = 0
	k.tellLink(l, 0, cause{})
}

// portSettled has a bridge look at one of its ports, whose carrier may have changed.
func (k *Kernel) portSettled(l *Link) {
	bridge := k.link(l.Master)
	switch {
	case bridge == nil || bridge.Kind != "bridge" || !bridge.isUp():
	case l.works():
		k.enablePort(l)
	default:
		k.disablePort(l)
	}
}

func (k *Kernel) enablePort(l *Link)  { k.setForwarding(l, true) }
func (k *Kernel) disablePort(l *Link) { k.setForwarding(l, false) }

func (k *Kernel) setForwarding(l *Link, forwarding bool) {
	bridge := k.link(l.Master)
	if bridge == nil || bridge.Kind != "bridge" {
		return
	}
	l.forwarding = forwarding
	k.selectPorts(bridge)
}

// selectPorts gives a bridge a carrier if one of its ports forwards.
func (k *Kernel) selectPorts(bridge *Link) {
	k.setCarrier(bridge, slices.ContainsFunc(k.portsOf(bridge), func(p *Link) bool { return p.forwarding }))
}

// chooseAddress gives a bridge the lowest address of its ports, unless it was given one.
func (k *Kernel) chooseAddress(bridge *Link) {
	if k.choosesAddress(bridge) {
		k.addressChanged(bridge)
	}
}

// choosesAddress is chooseAddress, without telling but whether there is something to tell.
func (k *Kernel) choosesAddress(bridge *Link) bool {
	if bridge.given {
		return false
	}
	lowest := make([]byte, 6)
	for i, p := range k.portsOf(bridge) {
		if i == 0 || bytes.Compare(p.Address, lowest) < 0 {
			lowest = p.Address
		}
	}
	if bytes.Equal(bridge.bridgeID, lowest) {
		return false
	}
	k.setBridgeID(bridge, lowest)
	return true
}

// setBridgeID gives a bridge an address, by which it knows itself, and has it choose its ports anew.
func (k *Kernel) setBridgeID(bridge *Link, address []byte) {
	bridge.bridgeID, bridge.Address = address, slices.Clone(address)
	k.selectPorts(bridge)
}

// fitMTU gives a bridge the lowest MTU of its ports, unless it was given one.
func (k *Kernel) fitMTU(bridge *Link) {
	if bridge.mtuGiven {
		return
	}
	ports := k.portsOf(bridge)
	mtu := bridge.kind.mtu
	for i, p := range ports {
		if i == 0 || p.MTU < mtu {
			mtu = p.MTU
		}
	}
	if mtu != bridge.MTU && bridge.checkMTU(mtu) == nil {
		k.mtuChanged(bridge, mtu)
	}
}
