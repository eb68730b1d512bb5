package fake

import (
	"github.com/nlkit/nlkit/codec"
)

// linkMessage makes the RTM_NEWLINK or RTM_DELLINK of a link.
func (k *Kernel) linkMessage(typ string, l *Link, change uint32) *codec.Request {
	b := attrList{}
	b.add("IFLA_IFNAME", l.Name, true)
	b.add("IFLA_TXQLEN", l.TxQLen, true)
	b.add("IFLA_OPERSTATE", l.operState(), true)
	b.add("IFLA_LINKMODE", 0, true)
	b.add("IFLA_MTU", l.MTU, true)
	b.add("IFLA_MIN_MTU", l.kind.min, true)
	b.add("IFLA_MAX_MTU", l.kind.max, true)
	b.add("IFLA_GROUP", l.Group, true)
	b.add("IFLA_PROMISCUITY", l.promiscuity(), true)
	b.add("IFLA_MASTER", l.Master, l.Master != 0)
	b.add("IFLA_CARRIER", l.carrier, true)
	b.add("IFLA_IFALIAS", l.Alias, l.Alias != "")
	b.add("IFLA_PROTO_DOWN", false, true)
	b.add("IFLA_ADDRESS", l.Address, true)
	b.add("IFLA_BROADCAST", l.Broadcast, true)
	info := k.linkInfo(l)
	b.add("IFLA_LINKINFO", info, info != nil)
	b.add("IFLA_LINK", l.Parent, l.Kind == "veth" || l.kind.lower)
	var names []codec.A
	for _, n := range l.AltNames {
		names = append(names, codec.A{Name: "IFLA_ALT_IFNAME", Value: n})
	}
	b.add("IFLA_PROP_LIST", names, names != nil)
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"ifi_type": l.hardwareType(), "ifi_index": l.Index, "ifi_flags": l.flags(), "ifi_change": change,
	}}
}

// promiscuity is how many want all that a link receives.
func (l *Link) promiscuity() int {
	if l.admin&iffPromisc != 0 {
		return l.taps + 1
	}
	return l.taps
}

// hardwareType is ARPHRD_LOOPBACK or ARPHRD_ETHER.
func (l *Link) hardwareType() int {
	if l.Kind == loopback {
		return 772
	}
	return 1
}

// linkInfo makes IFLA_LINKINFO.
func (k *Kernel) linkInfo(l *Link) (info []codec.A) {
	if l.Kind != loopback {
		info = append(info, codec.A{Name: "IFLA_INFO_KIND", Value: l.Kind})
	}
	var data []codec.A
	switch l.Kind {
	case "vlan":
		data = []codec.A{{Name: "IFLA_VLAN_PROTOCOL", Value: 0x8100}, {Name: "IFLA_VLAN_ID", Value: l.VLAN}}
	case "bond":
		data = []codec.A{{Name: "IFLA_BOND_MODE", Value: 0}}
	case "macvlan":
		data = []codec.A{{Name: "IFLA_MACVLAN_MODE", Value: l.Mode}}
	case "vxlan":
		data = []codec.A{{Name: "IFLA_VXLAN_ID", Value: l.VNI}}
	case "vrf":
		data = []codec.A{{Name: "IFLA_VRF_TABLE", Value: l.Table}}
	}
	if data != nil {
		info = append(info, codec.A{Name: "IFLA_INFO_DATA", Value: data})
	}
	if master := k.link(l.Master); master != nil {
		info = append(info, codec.A{Name: "IFLA_INFO_SLAVE_KIND", Value: master.Kind})
	}
	return info
}

func (k *Kernel) tellLink(l *Link, change uint32, c cause) {
	k.tell(groupLink, k.linkMessage("RTM_NEWLINK", l, change), c)
}

func (k *Kernel) tellGone(l *Link, c cause) {
	k.tell(groupLink, k.linkMessage("RTM_DELLINK", l, ^uint32(0)), c)
}

// getLink is RTM_GETLINK of one link.
func (k *Kernel) getLink(r *request) error {
	l, err := k.target(r)
	if err != nil {
		return err
	}
	r.reply(k.linkMessage("RTM_NEWLINK", l, 0))
	return nil
}

// dumpLinks is RTM_GETLINK of many.
func (k *Kernel) dumpLinks(r *request) (list []*codec.Request, err error) {
	if r.family() == afBridge {
		return nil, nil // what bridges keep for ports: nothing
	}
	master, byMaster := r.number("IFLA_MASTER")
	kind, _ := r.text("IFLA_LINKINFO", "IFLA_INFO_KIND")
	if k.strict() {
		if len(r.raw) < codec.HeaderLen+16 {
			return nil, refuseText(einval, "Invalid header for link dump")
		}
		if !r.onlyZero("ifi_type", "ifi_flags", "ifi_change") {
			return nil, refuseText(einval, "Invalid values in header for link dump request")
		}
		if !r.onlyZero("ifi_index") {
			return nil, refuseText(einval, "Filter by device index not supported for link dumps")
		}
		if !r.onlyAttrs("IFLA_TARGET_NETNSID", "IFLA_EXT_MASK", "IFLA_MASTER", "IFLA_LINKINFO") {
			return nil, refuseText(einval, "Unsupported attribute in link dump request")
		}
	}
	if kinds[kind] == nil {
		kind = "" // the kernel cannot filter by what it does not know
	}
	for _, l := range k.links {
		if byMaster && l.Master != int(master) || kind != "" && l.Kind != kind {
			continue
		}
		list = append(list, k.linkMessage("RTM_NEWLINK", l, 0))
	}
	return list, nil
}
