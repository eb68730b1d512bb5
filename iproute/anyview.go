package iproute

import "github.com/nlkit/nlkit/codec"

// AnyView reads a message about any object of rtnetlink. The methods view it as what it is about; the view of another
// kind of object has nothing to read.
type AnyView struct{ nest }

func anyView(m *codec.Message) AnyView {
	if m == nil {
		return AnyView{}
	}
	return asNest[AnyView](m.Root())
}

// Clone returns a view of a copy, which stays.
func (v AnyView) Clone() AnyView { return cloned(v) }

// as views a message as what it is about, of which typ is the first of up to four messages: NEW, DEL, GET and SET.
func as[T ~struct{ nest }](v AnyView, typ uint16) T {
	if m := v.Message(); m == nil || m.Header().Type&^3 != typ {
		return asNest[T](codec.Attr{})
	}
	return asNest[T](v.a)
}

// Link views a link (RTM_NEWLINK).
func (v AnyView) Link() LinkView { return as[LinkView](v, 16) }

// Addr views an address (RTM_NEWADDR).
func (v AnyView) Addr() AddrView { return as[AddrView](v, 20) }

// Route views a route (RTM_NEWROUTE).
func (v AnyView) Route() RouteView { return as[RouteView](v, 24) }

// Neigh views a neighbour (RTM_NEWNEIGH).
func (v AnyView) Neigh() NeighView { return as[NeighView](v, 28) }

// Rule views a rule (RTM_NEWRULE).
func (v AnyView) Rule() RuleView { return as[RuleView](v, 32) }

// Qdisc views a queueing discipline (RTM_NEWQDISC).
func (v AnyView) Qdisc() QdiscView { return as[QdiscView](v, 36) }

// Class views a traffic class (RTM_NEWTCLASS).
func (v AnyView) Class() ClassView { return as[ClassView](v, 40) }

// Filter views a traffic filter (RTM_NEWTFILTER).
func (v AnyView) Filter() FilterView { return as[FilterView](v, 44) }

// NeighTable views a neighbour table (RTM_NEWNEIGHTBL).
func (v AnyView) NeighTable() NeighTableView { return as[NeighTableView](v, 64) }

// Netconf views a configuration of a link (RTM_NEWNETCONF).
func (v AnyView) Netconf() NetconfView { return as[NetconfView](v, 80) }

// MDB views a multicast group of a bridge (RTM_NEWMDB).
func (v AnyView) MDB() MDBView { return as[MDBView](v, 84) }

// NSID views a namespace id (RTM_NEWNSID).
func (v AnyView) NSID() NSIDView { return as[NSIDView](v, 88) }

// Nexthop views a next hop object (RTM_NEWNEXTHOP).
func (v AnyView) Nexthop() NexthopView { return as[NexthopView](v, 104) }
