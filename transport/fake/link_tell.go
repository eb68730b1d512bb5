package fake

import (
	"github.com/nlkit/nlkit/codec"

	"github.com/nlkit/nlkit/codec/linux"
)

// linkMessage makes the RTM_NEWLINK or RTM_DELLINK of a link.
func (k *Kernel) linkMessage(typ string, l *Link, change uint32) *codec.Request {
	b := attrList{}
	b.add("IFLA_IFNAME", l.Name, true)
	b.add("IFLA_TXQLEN", l.TxQLen, true)
	b.add("IFLA_OPERSTATE", l.operState(), true)
	b.add("IFLA_LINKMODE", l.linkMode, true)
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
	if l.admin&linux.IFF_PROMISC != 0 {
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

// tellLink tells of a link, unless it is being deleted.
func (k *Kernel) tellLink(l *Link, change uint32, c cause) {
	if l.gone {
		return
	}
	k.tell(groupLink, k.linkMessage("RTM_NEWLINK", l, change), c)
}

// getLink is RTM_GETLINK of one link.
func (k *Kernel) getLink(r *request) error {
	if k.strict() {
		if !r.onlyZero("ifi_type", "ifi_flags", "ifi_change") {
			return refuseText(einval, "Invalid values in header for get link request")
		}
		if err := r.checkStrictly("Unsupported attribute in get link request",
			"IFLA_IFNAME", "IFLA_ALT_IFNAME", "IFLA_EXT_MASK", "IFLA_TARGET_NETNSID"); err != nil {
			return err
		}
	}
	l, err := k.target(r)
	if err != nil {
		return err
	}
	r.reply(k.linkMessage("RTM_NEWLINK", l, 0))
	return nil
}

// dumpLinks is RTM_GETLINK of many.
func (k *Kernel) dumpLinks(r *request) (list []*codec.Request, err error) {
	switch r.family() {
	case afBridge:
		return nil, k.checkPortDump(r)
	case afInet6:
		return k.dumpLinks6(r)
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
		if err := r.checkStrictly("Unsupported attribute in link dump request",
			"IFLA_TARGET_NETNSID", "IFLA_EXT_MASK", "IFLA_MASTER", "IFLA_LINKINFO"); err != nil {
			return nil, err
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

// checkPortDump is RTM_GETLINK of what bridges keep for ports: nothing.
func (k *Kernel) checkPortDump(r *request) error {
	switch {
	case !k.strict():
	case len(r.raw) < codec.HeaderLen+16:
		return refuseText(einval, "Invalid header for bridge link dump")
	case !r.onlyZero("ifi_type", "ifi_flags", "ifi_change", "ifi_index"):
		return refuseText(einval, "Invalid values in header for bridge link dump request")
	default:
		return r.checkStrictly("Unsupported attribute in bridge link dump request", "IFLA_EXT_MASK")
	}
	return nil
}

// dumpLinks6 is RTM_GETLINK of what IPv6 knows of links.
func (k *Kernel) dumpLinks6(r *request) (list []*codec.Request, err error) {
	switch {
	case !k.strict():
	case len(r.raw) < codec.HeaderLen+16:
		return nil, refuseText(einval, "ipv6: Invalid header for link dump request")
	case len(r.raw) > codec.HeaderLen+16:
		return nil, refuseText(einval, "ipv6: Invalid data after header")
	case !r.onlyZero("ifi_type", "ifi_flags", "ifi_change", "ifi_index"):
		return nil, refuseText(einval, "ipv6: Invalid values in header for dump request")
	}
	for _, l := range k.links {
		if l.ipv6Off {
			continue
		}
		b := attrList{}
		b.add("IFLA_IFNAME", l.Name, true)
		b.add("IFLA_ADDRESS", l.Address, true)
		b.add("IFLA_MTU", l.MTU, true)
		b.add("IFLA_LINK", l.Parent, l.Parent != 0)
		b.add("IFLA_OPERSTATE", l.operState(), true)
		list = append(list, &codec.Request{Type: "RTM_NEWLINK", Attrs: b.attrs, Fixed: map[string]any{
			"ifi_family": afInet6, "ifi_type": l.hardwareType(), "ifi_index": l.Index, "ifi_flags": l.flags(),
		}})
	}
	return list, nil
}
