package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// netconfWords is settings of IP, as ip netconf has them.
var netconfWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte { return w.sayFamily(dst) }},
	{attr: "NETCONFA_IFINDEX", say: "dev", how: netconfLink},
	{attr: "NETCONFA_FORWARDING", say: "forwarding", how: setting},
	{attr: "NETCONFA_RP_FILTER", say: "rp_filter", how: setting},
	{attr: "NETCONFA_MC_FORWARDING", say: "mc_forwarding", how: setting},
	{attr: "NETCONFA_BC_FORWARDING", say: "bc_forwarding", how: setting},
	{attr: "NETCONFA_PROXY_NEIGH", say: "proxy_neigh", how: setting},
	{attr: "NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN", say: "ignore_routes_with_linkdown", how: setting},
	{attr: "NETCONFA_FORCE_FORWARDING", say: "force_forwarding", how: setting},
	{attr: "NETCONFA_INPUT", say: "input", how: setting},
}}

// netconfLink says the device, or the word for all, or for those to come.
func netconfLink(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Int(); ok && v < 0 {
		return w.value(as.keyword(dst), a.Content())
	}
	return link(w, dst, as, a)
}

// rpFilters are the words for the values of rp_filter.
var rpFilters = [...]string{"off", "strict", "loose"}

// setting says a setting that is on. One that stands alone is what has changed, and said in any case.
func setting(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok {
		return said(w, dst, as, a)
	}
	if v == 0 {
		settings := 0
		for c, ok := w.root.First(); ok; c, ok = c.Next() {
			settings++
		}
		if settings > 2 { // with the device
			return dst
		}
	}
	dst = as.keyword(dst)
	if as.say == "rp_filter" && v < uint64(len(rpFilters)) {
		return append(dst, rpFilters[v]...)
	}
	return append(dst, onOff(v)...)
}

// nsidWords is ids of network namespaces, as ip netns has them.
var nsidWords = &words{rest: true, list: []word{
	{attr: "NETNSA_NSID", say: "nsid", how: always},
	{attr: "NETNSA_TARGET_NSID", say: "target-nsid", how: always},
	{attr: "NETNSA_CURRENT_NSID", say: "current-nsid", how: always},
	{attr: "NETNSA_PID", say: "pid"},
	{attr: "NETNSA_FD", say: "fd", how: always},
}}

// addrlabelWords is the labels of address selection, as ip addrlabel has them.
var addrlabelWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		if a, ok := in.Attr("IFAL_ADDRESS"); ok {
			dst = w.appendAddr(append(dst, " prefix "...), a, w.field("ifal_prefixlen"))
		}
		return w.linkField(dst, "dev", in, "ifal_index")
	}},
	{attr: "IFAL_LABEL", say: "label", how: always},
}, silent: []string{"IFAL_ADDRESS"}}

// prefixWords is prefixes that a router advertises.
var prefixWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		if a, ok := in.Attr("PREFIX_ADDRESS"); ok {
			dst = w.appendAddr(append(dst, ' '), a, w.field("prefix_len"))
		}
		dst = w.linkField(dst, "dev", in, "prefix_ifindex")
		if e := w.enumOf("prefix_flags"); e != nil {
			dst = flagsOf(dst, e, w.field("prefix_flags"), 0)
		}
		return dst
	}},
	{attr: "PREFIX_CACHEINFO", how: func(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
		valid, ok := a.Field("valid_time")
		preferred, _ := a.Field("preferred_time")
		return appendLifetimes(dst, ok, valid, preferred)
	}},
}, silent: []string{"PREFIX_ADDRESS"}}

// appendLifetimes says for how long an address, or a prefix, is valid and preferred, if not forever.
func appendLifetimes(dst []byte, known bool, valid, preferred uint64) []byte {
	if known && valid != forever {
		dst = append(codec.AppendUint(append(dst, " valid_lft "...), valid), "sec"...)
	}
	if known && preferred != forever {
		dst = append(codec.AppendUint(append(dst, " preferred_lft "...), preferred), "sec"...)
	}
	return dst
}

// statsWords is statistics of links.
var statsWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		dst = w.linkField(dst, "dev", in, "ifindex")
		if mask := w.field("filter_mask"); mask != 0 && w.op == codec.OpGet {
			dst = appendWord(append(dst, ' '), w.enumOf("filter_mask"), mask)
		}
		return dst
	}},
	{attr: "IFLA_STATS_LINK_64", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if c := a.Content(); c.Spec().Kind == codec.StructOf {
			return w.members(dst, c)
		}
		return said(w, dst, as, a)
	}},
}, silent: []string{"IFLA_STATS_UNSPEC"}}

// vnifilterWords is the VNIs that a vxlan device takes, as bridge vni has them.
var vnifilterWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		return w.linkField(dst, "dev", in, "ifindex")
	}},
	{attr: "VXLAN_VNIFILTER_ENTRY", how: flat(vnifilterEntryWords), each: true},
}}

var vnifilterEntryWords = &words{rest: true, list: []word{
	{attr: "VXLAN_VNIFILTER_ENTRY_START", say: "vni", how: always},
	{attr: "VXLAN_VNIFILTER_ENTRY_END", how: func(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
		if v, ok := a.Uint(); ok {
			return codec.AppendUint(append(dst, '-'), v)
		}
		return dst
	}},
	{attr: "VXLAN_VNIFILTER_ENTRY_GROUP", say: "remote"}, {attr: "VXLAN_VNIFILTER_ENTRY_GROUP6", say: "remote"},
	{attr: "VXLAN_VNIFILTER_ENTRY_STATS", say: "stats"},
}}

// dcbWords is Data Center Bridging: what each command is about.
var dcbWords = &words{rest: true, list: []word{
	{attr: "DCB_ATTR_IFNAME", say: "dev"},
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		return appendWord(append(dst, ' '), w.enumOf("cmd"), w.field("cmd"))
	}},
}}

// cacheReportWords is packets that the kernel could not route, of which a multicast routing daemon is told.
var cacheReportWords = &words{rest: true, list: append(append([]word{
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		if w.family() == linux.RTNL_FAMILY_IP6MR {
			return append(dst, " inet6"...)
		}
		return dst
	}}},
	say("IPMRA_CREPORT_", "MSGTYPE", "", "SRC_ADDR", "from", "DST_ADDR", "to", "VIF_ID", "vif", "TABLE", "table")...),
	say("IP6MRA_CREPORT_", "MSGTYPE", "", "SRC_ADDR", "from", "DST_ADDR", "to", "MIF_ID", "mif")...),
	silent: []string{"IPMRA_CREPORT_PKT", "IP6MRA_CREPORT_PKT"}}
