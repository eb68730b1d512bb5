package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// routeWords is routes, as ip route has them.
var routeWords = &words{rest: true, list: []word{
	{how: routeSubject},
	{attr: "RTA_SRC", say: "from", how: routeSource},
	{which: true, how: func(w *writer, dst []byte, as *word, _ codec.Attr) []byte {
		if tos := w.field("rtm_tos"); tos != 0 {
			return appendHex(append(dst, " tos "...), tos)
		}
		return dst
	}},
	{attr: "RTA_NEWDST", say: "as to"},
	{attr: "RTA_ENCAP_TYPE", say: "encap"},
	{attr: "RTA_ENCAP", how: encap},
	{attr: "RTA_GATEWAY", say: "via"},
	{attr: "RTA_VIA", say: "via", how: via},
	{attr: "RTA_OIF", say: "dev", how: link},
	{attr: "RTA_IIF", say: "iif", how: link},
	{attr: "RTA_NH_ID", say: "nhid"},
	{how: routeTable, which: true},
	{how: routeOrigin},
	{attr: "RTA_PREFSRC", say: "src"},
	{attr: "RTA_PRIORITY", say: "metric"},
	{attr: "RTA_FLOW", say: "realms", how: realms},
	{attr: "RTA_MARK", say: "mark", how: hexadecimal},
	{attr: "RTA_IP_PROTO", say: "ipproto"},
	{attr: "RTA_SPORT", say: "sport"},
	{attr: "RTA_DPORT", say: "dport"},
	{attr: "RTA_UID", say: "uid"},
	{attr: "RTA_PREF", say: "pref"},
	{attr: "RTA_TTL_PROPAGATE", say: "ttl-propagate", usual: 1},
	{attr: "RTA_METRICS", how: flat(metricWords)},
	{attr: "RTA_EXPIRES", say: "expires"},
	{how: routeFlags},
	{attr: "RTA_MULTIPATH", how: nexthops},
}, silent: []string{"RTA_DST", "RTA_TABLE", "RTA_CACHEINFO", "RTA_MFC_STATS"}}

// metricWords is the metrics of a route.
var metricWords = &words{rest: true, list: append([]word{{attr: "RTAX_CC_ALGO", say: "congctl"},
	{attr: "RTAX_RTT", say: "rtt", how: milliseconds(8)}, {attr: "RTAX_RTTVAR", say: "rttvar", how: milliseconds(4)}},
	say("RTAX_", "MTU", "mtu", "ADVMSS", "advmss", "HOPLIMIT", "hoplimit", "INITCWND", "initcwnd", "INITRWND",
		"initrwnd", "RTO_MIN", "rto_min", "FEATURES", "features", "LOCK", "lock")...)}

// hopWords is a next hop of a route that has several.
var hopWords = &words{rest: true, list: []word{
	{attr: "RTA_ENCAP_TYPE", say: "encap"},
	{attr: "RTA_ENCAP", how: encap},
	{attr: "RTA_NEWDST", say: "as to"},
	{attr: "RTA_GATEWAY", say: "via"},
	{attr: "RTA_VIA", say: "via", how: via},
	{attr: "RTA_FLOW", say: "realms", how: realms},
}}

// milliseconds says a time of which the kernel counts parts of a millisecond.
func milliseconds(parts uint64) how {
	return func(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
		v, _ := a.Uint()
		return append(codec.AppendUint(as.keyword(dst), v/parts), "ms"...)
	}
}

// routeSubject says the type of the route, and what it leads to.
func routeSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	dst = w.routeType(dst)
	dest, ok := in.Attr("RTA_DST")
	switch length := w.field("rtm_dst_len"); {
	case ok && len(dest.Payload()) > 0 && (length > 0 || !dest.Content().IsZero() || w.op == codec.OpGet):
		return w.appendPrefix(append(dst, ' '), dest, length)
	case w.op == codec.OpGet:
		return w.sayFamily(dst, "RTA_SRC", "RTA_GATEWAY")
	case length == 0:
		if w.family() != linux.AF_INET {
			dst = w.sayFamily(dst, "RTA_GATEWAY", "RTA_PREFSRC")
		}
		return append(dst, " default"...)
	default: // as 0.0.0.0/8 is sent by some
		return codec.AppendUint(append(w.sayFamily(dst, "RTA_GATEWAY"), " 0/"...), length)
	}
}

// Types of routes (linux/rtnetlink.h).
const (
	rtnUnspec  = 0
	rtnUnicast = 1
)

func (w *writer) routeType(dst []byte) []byte {
	t := w.field("rtm_type")
	if t == rtnUnspec || t == rtnUnicast {
		return dst
	}
	return appendWord(append(dst, ' '), w.enumOf("rtm_type"), t)
}

// enumOf returns the names of a member of the fixed struct of what is written, nil if it has none.
func (w *writer) enumOf(member string) *codec.Enum {
	if t := w.head.Type(); t != nil && t.Header != nil {
		if m, _, _ := t.Header.Lookup(member); m != nil {
			return m.Enum
		}
	}
	return nil
}

func routeSource(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	return w.appendPrefix(as.keyword(dst), a, w.field("rtm_src_len"))
}

// routeTable says the table. Its number is in the header only if it fits there.
func routeTable(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	table := w.field("rtm_table")
	if a, ok := in.Attr("RTA_TABLE"); ok && !a.Missing() {
		table, _ = a.Uint()
	}
	if table == 0 {
		return dst
	}
	return appendWord(append(dst, " table "...), w.enumOf("rtm_table"), table)
}

// Scopes of addresses and routes (linux/rtnetlink.h).
const (
	scopeUniverse = 0
	scopeNowhere  = 255
)

// routeOrigin says who made the route, and its scope.
func routeOrigin(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	if p := w.field("rtm_protocol"); p != 0 {
		dst = appendWord(append(dst, " proto "...), w.enumOf("rtm_protocol"), p)
	}
	return w.scope(dst, "rtm_scope")
}

// scope says a scope that is not the whole world, or, as requests have it, none.
func (w *writer) scope(dst []byte, member string) []byte {
	switch s := w.field(member); s {
	case scopeUniverse, scopeNowhere:
		return dst
	default:
		return appendWord(append(dst, " scope "...), w.enumOf(member), s)
	}
}

// via says a gateway whose family is another than that of the route.
func via(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	family, _ := a.Field("rtvia_family")
	dst = appendWord(as.keyword(dst), linux.FamilyEnum, family)
	var m codec.Members
	for m.Start(a.Content()); m.Next(); {
		if m.Member().Name == "rtvia_addr" {
			dst = w.value(append(dst, ' '), m.Content())
		}
	}
	return dst
}

// nexthops says the next hops of a route, with weights, which are one more than what is sent.
func nexthops(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	for hop, ok := a.First(); ok; hop, ok = hop.Next() {
		if hop.IsTail() {
			continue
		}
		dst = append(dst, " nexthop"...)
		if hop.Spec() != nil {
			dst = hopWords.write(w, dst, hop, hop.Spec().Set)
		}
		dst = w.linkField(dst, "dev", hop, "rtnh_ifindex")
		if weight, ok := hop.Field("rtnh_hops"); ok {
			dst = codec.AppendUint(append(dst, " weight "...), weight+1)
		}
		if flags, _ := hop.Field("rtnh_flags"); flags != 0 {
			dst = nexthopFlags(dst, hop, "rtnh_flags", flags)
		}
	}
	return dst
}

// nexthopFlags says flags by the names that the struct has for them.
func nexthopFlags(dst []byte, in codec.Attr, member string, flags uint64) []byte {
	c, _ := in.Fixed()
	if m, _, _ := c.Spec().Struct.Lookup(member); m != nil && m.Enum != nil {
		return flagsOf(dst, m.Enum, flags, 0)
	}
	return dst
}

// realms says two numbers of 16 bits: of the source, if it has one, and of the destination.
func realms(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok {
		return dst
	}
	dst = as.keyword(dst)
	if from := v >> 16; from != 0 {
		dst = append(codec.AppendUint(dst, from), '/')
	}
	return codec.AppendUint(dst, v&0xffff)
}

// Flags of routes that say how it was found, and that it was found in a cache (linux/rtnetlink.h).
const (
	rtmNotify      = 0x100
	rtmCloned      = 0x200
	rtmLookupTable = 0x1000
	rtmFibMatch    = 0x2000
)

// routeFlags says the flags of the next hop, which share a member with those of the route.
func routeFlags(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	flags := w.field("rtm_flags")
	e := w.enumOf("rtm_flags")
	if e == nil {
		return dst
	}
	if flags&rtmCloned != 0 {
		dst = append(dst, " cache"...)
	}
	if flags&rtmFibMatch != 0 && w.request {
		dst = append(dst, " fibmatch"...)
	}
	bits := e.Bits(flags &^ (rtmNotify | rtmCloned | rtmLookupTable | rtmFibMatch))
	for bits.Rest != 0 && bits.Next() {
		name := bits.Short
		for _, prefix := range [...]string{"RTNH_F_", "RTM_F_"} {
			if len(name) > len(prefix) && name[:len(prefix)] == prefix {
				name = name[len(prefix):]
			}
		}
		dst = appendLower(append(dst, ' '), name)
	}
	return dst
}

// chooseRouteWords returns the words for multicast routes, whose families are their own.
func chooseRouteWords(w *writer) *words {
	if f := w.family(); (f == linux.RTNL_FAMILY_IPMR || f == linux.RTNL_FAMILY_IP6MR) && w.op != codec.OpGet {
		return multicastRouteWords
	}
	return nil
}

// multicastRouteWords is routes of multicast groups, as ip mroute has them.
var multicastRouteWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		dst = append(dst, " ("...)
		for i, name := range [...]string{"RTA_SRC", "RTA_DST"} {
			dst = append(dst, ", "[:2*i]...)
			if a, ok := in.Attr(name); ok {
				dst = w.value(dst, a.Content())
			} else {
				dst = append(dst, '*')
			}
		}
		return append(dst, ')')
	}},
	{attr: "RTA_IIF", say: "iif", how: link},
	{attr: "RTA_MULTIPATH", say: "oifs", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		dst = append(append(dst, ' '), as.say...)
		for hop, ok := a.First(); ok; hop, ok = hop.Next() {
			dst = w.linkField(dst, "", hop, "rtnh_ifindex")
		}
		return dst
	}},
	{how: routeTable},
	{how: routeOrigin},
	{how: routeFlags},
}, silent: []string{"RTA_SRC", "RTA_DST", "RTA_TABLE", "RTA_MFC_STATS", "RTA_EXPIRES"}}
