package fake

import (
	"cmp"
	"net/netip"
	"slices"
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

	flags      uint32 // rtm_flags
	sourceGone bool   // the preferred source was deleted
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

	scope uint8 // of the way to the gateway, or to the link
}

// Numbers of linux/rtnetlink.h.
const (
	tableDefault = 253
	tableMain    = 254
	tableLocal   = 255
	tableCompat  = 252

	scopeUniverse = 0
	scopeSite     = 200
	scopeLink     = 253
	scopeHost     = 254
	scopeNowhere  = 255

	typeUnicast     = 1
	typeLocal       = 2
	typeBroadcast   = 3
	typeAnycast     = 4
	typeMulticast   = 5
	typeBlackhole   = 6
	typeUnreachable = 7
	typeProhibit    = 8
	typeThrow       = 9
	typeNAT         = 10
	typeLast        = 11

	protoUnspec = 0
	protoKernel = 2
	protoBoot   = 3

	hopDead     = 1
	hopPervade  = 2
	hopOnLink   = 4
	hopLinkDown = 16

	fibNotify   = 0x100  // RTM_F_NOTIFY
	cloned      = 0x200  // RTM_F_CLONED
	lookupTable = 0x1000 // RTM_F_LOOKUP_TABLE
	fibMatch    = 0x2000 // RTM_F_FIB_MATCH
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
		if family == afInet && id == tableLocal && !k.customRules[afInet] {
			k.table(afInet, tableMain) // with which it is one
		}
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

// noHops reports whether routes of the type lead nowhere.
func noHops(typ uint8) bool { return typ >= typeBlackhole && typ <= typeLast }

// newRoute is RTM_NEWROUTE.
func (k *Kernel) newRoute(r *request) error {
	switch r.family() {
	case afInet:
		return k.newRoute4(r)
	case afInet6:
		return k.newRoute6(r)
	}
	return refuse(eopnotsupp)
}

// delRoute is RTM_DELROUTE.
func (k *Kernel) delRoute(r *request) error {
	switch r.family() {
	case afInet:
		return k.delRoute4(r)
	case afInet6:
		return k.delRoute6(r)
	}
	return refuse(eopnotsupp)
}

// byRank orders the routes of one destination.
func byRank(a, b *Route) int {
	return cmp.Or(-cmp.Compare(a.TOS, b.TOS), cmp.Compare(a.Priority, b.Priority))
}

func sameRank(a, b *Route) bool { return byRank(a, b) == 0 }

// sameRoute reports whether two routes of one destination and rank are the same.
func sameRoute(a, b *Route) bool {
	return a.Type == b.Type && a.Scope == b.Scope && a.Protocol == b.Protocol && a.PrefSrc == b.PrefSrc &&
		(a.flags^b.flags)&^(hopDead|hopLinkDown) == 0 &&
		slices.Equal(a.Metrics, b.Metrics) && slices.EqualFunc(a.Hops, b.Hops, sameHop)
}

func sameHop(a, b NextHop) bool {
	return a.Link == b.Link && a.Gateway == b.Gateway && a.Weight == b.Weight && a.scope == b.scope &&
		(a.Flags^b.Flags)&^(hopDead|hopLinkDown) == 0
}
