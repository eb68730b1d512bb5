package follow

import (
	"bytes"

	"github.com/nlkit/nlkit/codec"
)

// impliesRoute reports whether a route may have gone, or changed, with a link, an address or a next hop.
func impliesRoute(c *Change, route *codec.Message) bool {
	switch c.Table {
	case Links:
		index, _ := c.Old.Field("ifi_index")
		return leavesBy(route, index)
	case Addresses:
		local, isLocal := c.Old.Attr("IFA_LOCAL")
		source, _ := route.Attr("RTA_PREFSRC")
		index, _ := c.Old.Field("ifa_index")
		return isLocal && bytes.Equal(local.Payload(), source.Payload()) || leavesBy(route, index)
	case NextHops:
		return sameNumber(c.Old, "NHA_ID", route, "RTA_NH_ID")
	}
	return false
}

// leavesBy reports whether a route leaves by a link, or may.
func leavesBy(route *codec.Message, index uint64) bool {
	if out, ok := route.Attr("RTA_OIF"); ok {
		v, _ := out.Uint()
		return v == index
	}
	hops, _ := route.Attr("RTA_MULTIPATH")
	for hop := range hops.Children() {
		if v, ok := hop.Field("rtnh_ifindex"); ok && v == index {
			return true
		}
	}
	return false
}

// routesOfLink asks for the routes that leave by a link, if only that changed.
func routesOfLink(causes []*Change) (*codec.Request, func(*codec.Message) bool) {
	index := uint64(0)
	for _, c := range causes {
		if c.Table != Links || c.Op != Changed {
			return nil, nil
		}
		v, _ := c.New.Field("ifi_index")
		if index != 0 && v != index {
			return nil, nil
		}
		index = v
	}
	r := dump("RTM_GETROUTE", "rtm_family")
	r.Attrs = []codec.A{{Name: "RTA_OIF", Value: index}}
	return r, func(route *codec.Message) bool { return leavesBy(route, index) }
}

// impliesNextHop reports whether a next hop leaves by a link, or a group may lack one that is gone.
func impliesNextHop(c *Change, hop *codec.Message) bool {
	index, _ := c.Old.Field("ifi_index")
	out, isOut := hop.Attr("NHA_OIF")
	v, _ := out.Uint()
	_, isGroup := hop.Attr("NHA_GROUP")
	return isGroup || isOut && v == index
}

// impliesQdisc reports whether a queueing discipline is one of a link.
func impliesQdisc(c *Change, qdisc *codec.Message) bool {
	link := c.New
	if link == nil {
		link = c.Old
	}
	index, _ := link.Field("ifi_index")
	on, _ := qdisc.Field("tcm_ifindex")
	return on == index
}

// sameNumber reports whether two messages have the same number.
func sameNumber(a *codec.Message, nameA string, b *codec.Message, nameB string) bool {
	x, okX := a.Attr(nameA)
	y, okY := b.Attr(nameB)
	v, _ := x.Uint()
	w, _ := y.Uint()
	return okX && okY && v == w
}

// masterOf returns the index of the device that a link is enslaved to, 0 if it is to none.
func masterOf(link *codec.Message) uint64 {
	a, _ := link.Attr("IFLA_MASTER")
	v, _ := a.Uint()
	return v
}
