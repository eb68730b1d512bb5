package fake

import "github.com/nlkit/nlkit/codec"

// getRoute is RTM_GETROUTE of one route: the one that leads to an address.
func (k *Kernel) getRoute(r *request) error {
	if bitsOf(r.family()) == 0 {
		return refuse(eopnotsupp)
	}
	if k.strict() {
		if err := r.checkGetRoute(); err != nil {
			return err
		}
	}
	if number, ok := r.number("RTA_IP_PROTO"); ok && number != 1 && number != 6 && number != 17 && number != 58 {
		return refuseText(eopnotsupp, "Unsupported ip proto")
	}
	if r.family() == afInet6 {
		return k.getRoute6(r)
	}
	if in, ok := r.number("RTA_IIF"); ok && in != 0 {
		return k.getInput4(r, int(in))
	}
	return k.getOutput4(r)
}

// getRouteWords is what a family says of requests for a route that it refuses, and the flags that it knows.
type getRouteWords struct {
	values, flags, lengths, attrs string
	known                         uint64
}

var getRouteTexts = map[uint8]getRouteWords{
	afInet: {
		"ipv4: Invalid values in header for route get request", "ipv4: Unsupported rtm_flags for route get request",
		"ipv4: rtm_src_len and rtm_dst_len must be 32 for IPv4", "ipv4: Unsupported attribute in route get request",
		fibNotify | lookupTable | fibMatch,
	},
	afInet6: {
		"ipv6: Invalid values in header for get route request", "ipv6: Invalid flags for get route request",
		"ipv6: rtm_src_len and rtm_dst_len must be 128 for IPv6", "ipv6: Unsupported attribute in get route request",
		fibNotify | fibMatch,
	},
}

// checkGetRoute looks for what no request for a route may say.
func (r *request) checkGetRoute() error {
	words, width := getRouteTexts[r.family()], uint64(bitsOf(r.family()))
	src, dst := r.field("rtm_src_len"), r.field("rtm_dst_len")
	switch {
	case src != 0 && src != width, dst != 0 && dst != width, r.family() == afInet6 && r.field("rtm_tos") != 0,
		!r.onlyZero("rtm_table", "rtm_protocol", "rtm_scope", "rtm_type"):
		return refuseText(einval, words.values)
	case r.field("rtm_flags")&^words.known != 0:
		return refuseText(einval, words.flags)
	}
	if err := r.checkWhole(); err != nil {
		return err
	}
	_, hasSrc := r.Attr("RTA_SRC")
	_, hasDst := r.Attr("RTA_DST")
	if hasSrc && src == 0 || hasDst && dst == 0 {
		return refuseText(einval, words.lengths)
	}
	return r.checkStrictly(words.attrs, "RTA_IIF", "RTA_OIF", "RTA_SRC", "RTA_DST", "RTA_IP_PROTO", "RTA_SPORT",
		"RTA_DPORT", "RTA_MARK", "RTA_UID")
}

// getRoute6 answers with the route as it is in its table.
func (k *Kernel) getRoute6(r *request) error {
	dst, ok := r.addr("RTA_DST")
	if !ok {
		dst = unspecified(afInet6)
	}
	link := int(r.numberOr(0, "RTA_OIF"))
	if link != 0 && k.link(link) == nil {
		return refuse(enodev)
	}
	src, _ := r.addr("RTA_SRC")
	rt := k.fib6(dst, link, src)
	if rt == nil {
		return refuse(enetunreach)
	}
	if r.field("rtm_flags")&fibMatch == 0 {
		if err := errorOf(rt.Type); err != nil {
			return err
		}
	}
	r.reply(routeMessage("RTM_NEWROUTE", rt))
	return nil
}

// answer is the answer to a lookup of IPv4 in the making.
type answer struct {
	fibResult // its Route is nil where no route was needed
	flow
	typ         uint8
	flags       uint32 // RTCF_*
	gatewayless bool   // the gateway of the route does not count
}

// Flags of a route that was looked up (linux/in_route.h).
const (
	rtcfNotify    = 0x00010000
	rtcfBroadcast = 0x10000000
	rtcfMulticast = 0x20000000
	rtcfLocal     = 0x80000000
)

// reply4 sends the answer to a lookup: a route to the address alone, or the route itself.
func (k *Kernel) reply4(r *request, a answer) error {
	table := uint32(tableMain)
	if r.field("rtm_flags")&lookupTable != 0 {
		if table = 0; a.Route != nil {
			table = a.table
		}
	}
	if r.field("rtm_flags")&fibMatch != 0 {
		if a.Route == nil {
			return refuse(ehostunreach)
		}
		m := routeMessage("RTM_NEWROUTE", a.Route)
		m.Attrs[0].Value, m.Fixed["rtm_table"], m.Fixed["rtm_type"] = table, shortTable(table), a.typ
		r.reply(m)
		return nil
	}
	if r.field("rtm_flags")&fibNotify != 0 {
		a.flags |= rtcfNotify | fibNotify
	}
	r.reply(a.message(r, table))
	return nil
}

func (a *answer) message(r *request, table uint32) *codec.Request {
	asked, _ := r.addr("RTA_SRC")
	asked = given(asked, asked.IsValid())
	dst, ok := r.addr("RTA_DST")
	if !ok {
		dst = unspecified(afInet)
	}
	b := attrList{}
	b.add("RTA_TABLE", table, true)
	b.add("RTA_DST", dst, true)
	b.add("RTA_SRC", asked, asked.IsValid())
	b.add("RTA_OIF", a.link, true)
	b.add("RTA_PREFSRC", a.src, a.in == 0 && a.src.IsValid() && a.src != asked)
	if a.Route != nil && a.typ != typeBroadcast {
		h := a.hop()
		b.add("RTA_GATEWAY", h.Gateway, h.Gateway.IsValid() && h.scope == scopeLink && !a.gatewayless)
		b.add("RTA_METRICS", metricAttrs(a.Metrics), len(a.Metrics) > 0)
	}
	b.add("RTA_MARK", a.mark, a.mark != 0)
	b.add("RTA_UID", r.numberOr(0, "RTA_UID"), a.in == 0)
	b.add("RTA_IIF", a.in, a.in != 0)
	b.add("RTA_CACHEINFO", map[string]any{}, true)
	length := 0
	if asked.IsValid() {
		length = 32
	}
	tos := uint8(0)
	if a.Route != nil {
		tos = a.Route.TOS
	}
	return &codec.Request{Type: "RTM_NEWROUTE", Attrs: b.attrs, Fixed: map[string]any{
		"rtm_family": afInet, "rtm_dst_len": 32, "rtm_src_len": length, "rtm_table": shortTable(table), "rtm_type": a.typ,
		"rtm_flags": cloned | a.flags, "rtm_tos": tos,
	}}
}
