package fake

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Route is an entry of a routing table.
type Route struct {
	Table    uint32
	Dst      netip.Prefix
	TOS      uint8
	Protocol uint8 // RTPROT_*
	Scope    uint8 // RT_SCOPE_*
	Type     uint8 // RTN_*
	Priority uint32
	PrefSrc  netip.Addr
	Metrics  []Metric
	Hops     []NextHop // none where the type says all; more than one with RTA_MULTIPATH
}

// Metric is a member of RTA_METRICS.
type Metric struct {
	Name  string // "RTAX_MTU"
	Value uint32
}

// NextHop is where a route leads to.
type NextHop struct {
	Link    int
	Gateway netip.Addr
	Weight  uint8
	Flags   uint8 // RTNH_F_*
}

// Numbers of linux/rtnetlink.h.
const (
	tableDefault = 253
	tableMain    = 254
	tableLocal   = 255
	tableCompat  = 252

	scopeUniverse = 0
	scopeLink     = 253
	scopeHost     = 254
	scopeNowhere  = 255

	typeUnicast     = 1
	typeLocal       = 2
	typeBroadcast   = 3
	typeMulticast   = 5
	typeBlackhole   = 6
	typeUnreachable = 7
	typeProhibit    = 8
	typeThrow       = 9
	typeLast        = 11

	protoUnspec = 0
	protoKernel = 2
	protoBoot   = 3

	hopDead     = 1
	hopOnLink   = 4
	hopLinkDown = 16

	fibMatch = 0x2000 // RTM_F_FIB_MATCH
	cloned   = 0x200  // RTM_F_CLONED
)

// table is a routing table of a family: its routes by destination, those of one destination in the order of the kernel.
type table struct{ routes map[netip.Prefix][]*Route }

type tableKey struct {
	family uint8
	id     uint32
}

// table returns a routing table, which it makes if it is not there.
func (k *Kernel) table(family uint8, id uint32) *table {
	key := tableKey{family, id}
	if k.tables[key] == nil {
		k.tables[key] = &table{map[netip.Prefix][]*Route{}}
	}
	return k.tables[key]
}

// insert adds a route, before those of its rank.
func (t *table) insert(rt *Route) {
	at, _ := slices.BinarySearchFunc(t.routes[rt.Dst], rt, byRank)
	t.routes[rt.Dst] = slices.Insert(t.routes[rt.Dst], at, rt)
}

// remove takes one of the routes of a destination away.
func (t *table) remove(dst netip.Prefix, i int) {
	if t.routes[dst] = slices.Delete(t.routes[dst], i, i+1); len(t.routes[dst]) == 0 {
		delete(t.routes, dst)
	}
}

// noHops tells whether routes of the type lead nowhere.
func noHops(typ uint8) bool { return typ >= typeBlackhole && typ <= typeThrow }

// readRoute reads what a request says of a route. Deleting leaves out what adding needs.
func readRoute(r *request) (*Route, error) {
	bits, width := int(r.field("rtm_dst_len")), bitsOf(r.family())
	if width == 0 {
		return nil, refuse(eopnotsupp)
	}
	if bits > width {
		if width == 32 {
			return nil, refuseText(einval, "Invalid prefix length")
		}
		return nil, refuse(einval)
	}
	rt := &Route{
		Table: r.numberOr(uint32(r.field("rtm_table")), "RTA_TABLE"), Priority: r.numberOr(0, "RTA_PRIORITY"),
		TOS: uint8(r.field("rtm_tos")), Type: uint8(r.field("rtm_type")), Scope: uint8(r.field("rtm_scope")),
		Protocol: uint8(r.field("rtm_protocol")),
	}
	if rt.Table == 0 {
		rt.Table = tableMain
	}
	if rt.Type > typeLast {
		return nil, refuseText(einval, "Invalid route type")
	}
	dst, ok := r.addr("RTA_DST")
	if !ok {
		dst = unspecified(r.family())
	}
	if dst.BitLen() != width {
		return nil, refuse(einval)
	}
	prefix := netip.PrefixFrom(dst, bits)
	if width == 32 && prefix.Masked() != prefix {
		return nil, refuseText(einval, "Invalid prefix for given prefix length")
	}
	rt.Dst = prefix.Masked()
	if src, ok := r.addr("RTA_PREFSRC"); ok && src.BitLen() == width {
		rt.PrefSrc = src
	}
	if metrics, ok := r.Attr("RTA_METRICS"); ok {
		for a := range metrics.Children() {
			if v, ok := a.Uint(); ok && a.Known() {
				rt.Metrics = append(rt.Metrics, Metric{a.Name(), uint32(v)})
			}
		}
	}
	return rt, rt.readHops(r)
}

// readHops reads RTA_OIF and RTA_GATEWAY, or RTA_MULTIPATH.
func (rt *Route) readHops(r *request) error {
	width := rt.Dst.Addr().BitLen()
	if list, ok := r.Attr("RTA_MULTIPATH"); ok {
		for a := range list.Children() {
			index, ok := a.Field("rtnh_ifindex")
			if !ok {
				return refuseText(einval, "Invalid nexthop configuration - extra data after nexthop")
			}
			hops, _ := a.Field("rtnh_hops")
			flags, _ := a.Field("rtnh_flags")
			h := NextHop{Link: int(index), Weight: uint8(hops), Flags: uint8(flags) & hopOnLink}
			if via, ok := a.Attr("RTA_GATEWAY"); ok && via.Addr().BitLen() == width {
				h.Gateway = via.Addr()
			}
			rt.Hops = append(rt.Hops, h)
		}
		return nil
	}
	h := NextHop{Link: int(r.numberOr(0, "RTA_OIF")), Flags: uint8(r.field("rtm_flags")) & hopOnLink}
	if via, ok := r.addr("RTA_GATEWAY"); ok {
		if via.BitLen() != width {
			return refuse(einval)
		}
		h.Gateway = via
	}
	if h.Link != 0 || h.Gateway.IsValid() {
		rt.Hops = []NextHop{h}
	}
	return nil
}

// newRoute is RTM_NEWROUTE.
func (k *Kernel) newRoute(r *request) error {
	rt, err := readRoute(r)
	if err != nil {
		return err
	}
	if rt.Type == 0 {
		rt.Type = typeUnicast
	}
	if rt.Dst.Addr().Is6() {
		return k.newRoute6(r, rt)
	}
	if err := k.checkRoute4(rt); err != nil {
		return err
	}
	return k.insert4(rt, r.header.Flags, by(r))
}

// insert4 puts an IPv4 route into its table, as the flags of the request want it.
func (k *Kernel) insert4(rt *Route, flags uint16, c cause) error {
	t := k.table(afInet, rt.Table)
	list := t.routes[rt.Dst]
	first := slices.IndexFunc(list, func(o *Route) bool { return sameRank(o, rt) })
	event := uint16(codec.FlagExcl)
	at, _ := slices.BinarySearchFunc(list, rt, byRank)
	if first >= 0 {
		if flags&codec.FlagExcl != 0 {
			return refuse(eexist)
		}
		event = 0
		last := first
		for last < len(list) && sameRank(list[last], rt) {
			last++
		}
		match := slices.IndexFunc(list[first:last], func(o *Route) bool { return sameRoute(o, rt) })
		if flags&codec.FlagReplace != 0 {
			if match == 0 {
				return nil
			}
			if match > 0 {
				return refuse(eexist)
			}
			list[first] = rt
			k.tellRoute("RTM_NEWROUTE", rt, codec.FlagReplace, c)
			return nil
		}
		if match >= 0 {
			return refuse(eexist)
		}
		if at = first; flags&codec.FlagAppend != 0 {
			event, at = codec.FlagAppend, last
		}
	}
	if flags&codec.FlagCreate == 0 {
		return refuse(enoent)
	}
	t.routes[rt.Dst] = slices.Insert(list, at, rt)
	k.tellRoute("RTM_NEWROUTE", rt, event|codec.FlagCreate, c)
	return nil
}

// byRank orders the routes of one destination.
func byRank(a, b *Route) int {
	return cmp.Or(-cmp.Compare(a.TOS, b.TOS), cmp.Compare(a.Priority, b.Priority))
}

func sameRank(a, b *Route) bool { return byRank(a, b) == 0 }

// sameRoute tells whether two routes of one destination and rank are the same.
func sameRoute(a, b *Route) bool {
	return a.Type == b.Type && a.Scope == b.Scope && a.Protocol == b.Protocol && a.PrefSrc == b.PrefSrc &&
		slices.Equal(a.Metrics, b.Metrics) && slices.EqualFunc(a.Hops, b.Hops, sameHop)
}

func sameHop(a, b NextHop) bool {
	return a.Link == b.Link && a.Gateway == b.Gateway && a.Weight == b.Weight && a.Flags&hopOnLink == b.Flags&hopOnLink
}

// delRoute is RTM_DELROUTE.
func (k *Kernel) delRoute(r *request) error {
	want, err := readRoute(r)
	if err != nil {
		return err
	}
	family := familyOf(want.Dst.Addr())
	t := k.tables[tableKey{family, want.Table}]
	if t == nil {
		return refuseText(esrch, "FIB table does not exist")
	}
	for i, rt := range t.routes[want.Dst] {
		if !fits(want, rt) {
			continue
		}
		t.remove(want.Dst, i)
		k.tellRoute("RTM_DELROUTE", rt, 0, by(r))
		return nil
	}
	return refuse(esrch)
}

// fits tells whether a route is what a request to delete describes.
func fits(want, rt *Route) bool {
	is4 := rt.Dst.Addr().Is4()
	switch {
	case is4 && want.TOS != rt.TOS,
		want.Type != 0 && want.Type != rt.Type,
		is4 && want.Scope != scopeNowhere && want.Scope != rt.Scope,
		is4 && want.PrefSrc.IsValid() && want.PrefSrc != rt.PrefSrc,
		want.Protocol != 0 && want.Protocol != rt.Protocol,
		want.Priority != 0 && want.Priority != rt.Priority,
		len(want.Hops) > len(rt.Hops):
		return false
	}
	for i, h := range want.Hops {
		if h.Link != 0 && h.Link != rt.Hops[i].Link || h.Gateway.IsValid() && h.Gateway != rt.Hops[i].Gateway {
			return false
		}
	}
	for _, m := range want.Metrics {
		if !slices.Contains(rt.Metrics, m) {
			return false
		}
	}
	return true
}

// newRoute6 is RTM_NEWROUTE of IPv6.
func (k *Kernel) newRoute6(r *request, rt *Route) error {
	if rt.Priority == 0 {
		rt.Priority = 1024
	}
	rt.Scope = scopeUniverse
	if noHops(rt.Type) {
		rt.Hops = []NextHop{{Link: 1}}
	} else if err := k.checkHops6(rt); err != nil {
		return err
	}
	flags := r.header.Flags
	t := k.table(afInet6, rt.Table)
	list := t.routes[rt.Dst]
	first := slices.IndexFunc(list, func(o *Route) bool { return o.Priority == rt.Priority })
	switch {
	case first >= 0 && flags&codec.FlagExcl != 0:
		return refuse(eexist)
	case first >= 0 && flags&codec.FlagReplace != 0:
		list[first] = rt
		k.tellRoute("RTM_NEWROUTE", rt, flags&(codec.FlagReplace|codec.FlagCreate), by(r))
		return nil
	case flags&codec.FlagReplace != 0 && flags&codec.FlagCreate == 0:
		return refuseText(enoent, "Can not replace route - no match found")
	case slices.ContainsFunc(list, func(o *Route) bool {
		return o.Priority == rt.Priority && slices.EqualFunc(o.Hops, rt.Hops, sameHop)
	}):
		return refuse(eexist)
	}
	behind := func(o *Route, p uint32) int { return cmp.Compare(o.Priority, p) }
	at, _ := slices.BinarySearchFunc(list, rt.Priority+1, behind)
	t.routes[rt.Dst] = slices.Insert(list, at, rt)
	k.tellRoute("RTM_NEWROUTE", rt, flags&(codec.FlagCreate|codec.FlagExcl|codec.FlagAppend|codec.FlagReplace), by(r))
	return nil
}
