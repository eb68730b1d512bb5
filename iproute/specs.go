package iproute

// LinkKind is what a link of a kind has: Bridge, VLAN, Veth and the like, or OtherKind.
type LinkKind interface{ linkKind() (kind, data any) }

// Port is what a link has as a port of another link: BridgePort, BondPort, VRFPort, or OtherKind.
type Port interface{ port() (kind, data any) }

// QdiscKind is what a queueing discipline of a kind has: FQCodel, HTB and the like, or OtherKind.
type QdiscKind interface{ qdiscKind() (kind, data any) }

// ClassKind is what a class has, by the kind of its queueing discipline: HTBClass and the like, or OtherKind.
type ClassKind interface{ classKind() (kind, data any) }

// FilterKind is what a filter of a kind has: FlowerFilter and the like, or OtherKind.
type FilterKind interface{ filterKind() (kind, data any) }

// ActionKind is what an action of a kind has: MirredAction and the like, or OtherKind.
type ActionKind interface{ actionKind() (kind, data any) }

// RouteEncap is how packets of a route are encapsulated: MPLSEncap, IP6Encap and the like.
type RouteEncap interface{ routeEncap() (kind, data any) }

// OtherKind is a kind of links, ports, queueing disciplines, classes, filters or actions by its name, of which nothing
// more is said.
type OtherKind string

func (k OtherKind) linkKind() (kind, data any)   { return string(k), nil }
func (k OtherKind) port() (kind, data any)       { return string(k), nil }
func (k OtherKind) qdiscKind() (kind, data any)  { return string(k), nil }
func (k OtherKind) classKind() (kind, data any)  { return string(k), nil }
func (k OtherKind) filterKind() (kind, data any) { return string(k), nil }
func (k OtherKind) actionKind() (kind, data any) { return string(k), nil }
