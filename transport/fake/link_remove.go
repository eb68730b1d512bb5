package fake

import (
	"slices"

	"github.com/nlkit/nlkit/codec/linux"
)

// remove takes a link away, with the other end of a pair, what stands on it, and what belongs to it. One that was never
// told of is not told of now.
func (k *Kernel) remove(l *Link, c cause) {
	ends := []*Link{l}
	if peer := k.link(l.Parent); l.Kind == "veth" && peer != nil {
		ends = append(ends, peer)
	}
	for _, l := range ends {
		if l.Kind == "veth" {
			l.Parent = 0
		}
		for _, port := range k.portsOf(l) {
			k.release(l, port)
		}
	}
	k.shut(ends)
	for _, l := range ends {
		l.gone = true
	}
	for _, l := range ends {
		k.detach(l)
		if !l.fresh {
			k.tell(groupLink, k.linkMessage("RTM_DELLINK", l, ^uint32(0)), c)
		}
	}
	k.links = slices.DeleteFunc(k.links, func(l *Link) bool { return slices.Contains(ends, l) })
	k.changed()
}

// shut takes links down together.
func (k *Kernel) shut(links []*Link) {
	var up []*Link
	for _, l := range links {
		if l.isUp() {
			up = append(up, l)
			l.admin &^= linux.IFF_UP
		}
	}
	for _, l := range up {
		k.closed(l)
	}
	for _, l := range up {
		k.tellLink(l, linux.IFF_UP|linux.IFF_RUNNING, cause{})
		k.wentDown(l)
	}
}

// release puts a port out of a link that is being deleted.
func (k *Kernel) release(master, port *Link) {
	if master.Kind == "bridge" {
		k.leaveBridge(port)
	} else {
		k.leaveMaster(port)
	}
}

// detach takes away what belongs to a link that is being deleted.
func (k *Kernel) detach(l *Link) {
	if !l.ipv4Off {
		k.endIPv4(l)
	}
	k.disableRoutes4(l, true, true)
	k.stopIPv6(l)
	k.detachRules(l)
	k.leaveMaster(l)
	if lower := k.link(l.Parent); l.kind.lower && lower != nil {
		k.tellLink(lower, 0, cause{})
	}
	for _, upper := range k.above(l) {
		k.remove(upper, cause{})
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
