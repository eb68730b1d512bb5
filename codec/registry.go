package codec

import (
	"fmt"
	"slices"
)

// Protocol is a netlink protocol: a value of the third argument of socket(AF_NETLINK, …) (linux/netlink.h).
type Protocol struct {
	Name     string // "NETLINK_ROUTE"
	Number   int
	Messages []*MessageType
	// Fallback describes messages of types that Messages does not hold, if they all start alike.
	Fallback *MessageType
	// MessageBits says how many of the low bits of nlmsg_type number the messages of a subsystem, which the bits above
	// them number (netfilter). 0: there are no subsystems.
	MessageBits uint8
	Subsystems  *Enum // names of the subsystems
	// Groups names the multicast groups; the index is the group number.
	Groups Names
	// Generic says that nlmsg_type is the dynamic id of a generic netlink family and that a genlmsghdr follows.
	Generic bool
	// Headless says that datagrams have no nlmsghdr: they are what Fallback describes, as packets are, or texts
	// (kobject uevents).
	Headless bool
	// ShortLength says that nlmsg_len may count the payload only, where a datagram holds one message (audit records).
	ShortLength bool
	// OwnTypes says that message types below NLMSG_MIN_TYPE are the protocol's own, and not NLMSG_ERROR and the like
	// (the connector).
	OwnTypes bool
	// Unacked says that the kernel acknowledges nothing: the first answer ends a request.
	Unacked bool
}

// Family is a generic netlink family. Its id is assigned when the family is registered in a running kernel.
type Family struct {
	Name     string // "nl80211"
	Version  uint8
	Header   *Struct // the family's own header after genlmsghdr, or nil
	Commands []*MessageType
	Set      *Set  // the attributes of commands that Commands does not hold
	Groups   Names // names of the multicast groups, in the kernel's order; their ids are dynamic
}

// Registry holds the protocols and families that a program knows. It is not changed once in use.
type Registry struct {
	protocols [maxProtocol]*protocolIndex
	others    []*protocolIndex // of larger numbers: they are not netlink's
	families  map[string]*familyIndex
}

// IsPacket reports whether messages of the protocol, which may be nil, are packets.
func (p *Protocol) IsPacket() bool { return p != nil && p.Headless && p.Fallback != nil }

// hasHeaders reports whether messages of the protocol, nil if it is unknown, start with an nlmsghdr.
func (p *Protocol) hasHeaders() bool { return p == nil || !p.Headless }

// maxProtocol is MAX_LINKS of linux/netlink.h: the kernel has no larger protocol number.
const maxProtocol = 32

// protocolIndex is a protocol with its message types by number.
type protocolIndex struct {
	*Protocol
	types []*MessageType
}

// familyIndex is a family with its commands by number.
type familyIndex struct {
	*Family
	types    [256]*MessageType
	fallback *MessageType
}

// NewRegistry makes a registry of the given protocols.
func NewRegistry(protocols ...*Protocol) *Registry {
	r := &Registry{families: map[string]*familyIndex{}}
	for _, p := range protocols {
		if old := r.index(p.Number); old != nil {
			panic(fmt.Sprintf("codec: protocol %d registered twice: %s and %s", p.Number, old.Name, p.Name))
		}
		if x := newProtocolIndex(p); p.Number < maxProtocol {
			r.protocols[p.Number] = x
		} else {
			r.others = append(r.others, x)
			slices.SortFunc(r.others, func(a, b *protocolIndex) int { return a.Number - b.Number })
		}
	}
	return r
}

func newProtocolIndex(p *Protocol) *protocolIndex {
	x := &protocolIndex{Protocol: p}
	for _, t := range p.Messages {
		for int(t.Type) >= len(x.types) {
			x.types = append(x.types, nil)
		}
		x.types[t.Type] = t
	}
	return x
}

func newFamilyIndex(f *Family) *familyIndex {
	x := &familyIndex{Family: f, fallback: &MessageType{Header: f.Header, Set: f.Set}}
	for _, t := range f.Commands {
		x.types[uint8(t.Type)] = t
	}
	return x
}

// MessageNumber returns the number that a message type has in the protocol's headers: in its subsystem, if it has one.
func (p *Protocol) MessageNumber(typ uint16) uint16 {
	if p.MessageBits == 0 {
		return typ
	}
	return typ & (1<<p.MessageBits - 1)
}

// messageType returns what a message is, or nil.
func (x *protocolIndex) messageType(h *Header, big bool, body []byte) *MessageType {
	t := x.Fallback
	if int(h.Type) < len(x.types) && x.types[h.Type] != nil {
		t = x.types[h.Type]
	}
	if t == nil || len(t.Variants) == 0 {
		return t
	}
	return t.variant(h.Flags, big, body)
}

// command returns what a message of the family is.
func (x *familyIndex) command(flags uint16, cmd uint8, big bool, body []byte) *MessageType {
	t := x.types[cmd]
	if t == nil {
		return x.fallback
	}
	return t.variant(flags, big, body)
}

// AddFamily registers a generic netlink family.
func (r *Registry) AddFamily(families ...*Family) {
	for _, f := range families {
		if r.families[f.Name] != nil {
			panic("codec: generic netlink family registered twice: " + f.Name)
		}
		r.families[f.Name] = newFamilyIndex(f)
	}
}

// index returns a protocol's index, or nil if it is not known.
func (r *Registry) index(number int) *protocolIndex {
	if uint(number) < maxProtocol {
		return r.protocols[number]
	}
	for _, x := range r.others {
		if x.Number == number {
			return x
		}
	}
	return nil
}

// all yields the protocols in the order of their numbers.
func (r *Registry) all(yield func(*protocolIndex) bool) {
	for _, list := range [][]*protocolIndex{r.protocols[:], r.others} {
		for _, x := range list {
			if x != nil && !yield(x) {
				return
			}
		}
	}
}

// Protocol returns the protocol of that number, or nil.
func (r *Registry) Protocol(number int) *Protocol {
	if x := r.index(number); x != nil {
		return x.Protocol
	}
	return nil
}

// ProtocolName names a netlink protocol for people: "NETLINK_ROUTE", or "netlink protocol 99" if it is not known.
func (r *Registry) ProtocolName(number int) string {
	if p := r.Protocol(number); p != nil {
		return p.Name
	}
	return fmt.Sprintf("netlink protocol %d", number)
}

// Family returns the generic netlink family of that name, or nil.
func (r *Registry) Family(name string) *Family {
	if x := r.families[name]; x != nil {
		return x.Family
	}
	return nil
}

// Protocols returns the protocols in the order of their numbers.
func (r *Registry) Protocols() []*Protocol {
	var all []*Protocol
	for x := range r.all {
		all = append(all, x.Protocol)
	}
	return all
}

// Families returns the generic netlink families in the order of their names.
func (r *Registry) Families() []*Family {
	var names []string
	for n := range r.families {
		names = append(names, n)
	}
	slices.Sort(names)
	all := make([]*Family, len(names))
	for i, n := range names {
		all[i] = r.families[n].Family
	}
	return all
}
