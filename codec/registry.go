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
	// Groups names the multicast groups; the index is the group number.
	Groups Names
	// Generic says that nlmsg_type is the dynamic id of a generic netlink family and that a genlmsghdr follows.
	Generic bool
	// Headless says that datagrams have no nlmsghdr (kobject uevents).
	Headless bool
}

// MessageType is what the payload of one nlmsg_type, or of one generic netlink command, holds: a fixed struct, then
// attributes. Either may be nil.
type MessageType struct {
	Type   uint16 // nlmsg_type, or the command
	Name   string // "RTM_NEWLINK", "NL80211_CMD_GET_WIPHY"
	Op     Op     // says how the NLM_F_* bits of requests read
	Header *Struct
	Set    *Set
	// Variant picks another description of the same type by what the message looks like, or returns nil. body is the
	// payload after the headers; it may be short.
	Variant func(flags uint16, body []byte) *MessageType
	Doc     string
}

// Op is the kind of request that a message type is; the NLM_F_* modifier bits mean different things by it.
type Op uint8

// The kinds of requests.
const (
	OpOther  Op = iota // answers, notifications, commands of their own
	OpGet              // NLM_F_ROOT, MATCH, ATOMIC, DUMP
	OpNew              // NLM_F_REPLACE, EXCL, CREATE, APPEND
	OpDelete           // NLM_F_NONREC, BULK
)

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
	protocols map[int]*Protocol
	families  map[string]*Family
}

// NewRegistry makes a registry of the given protocols.
func NewRegistry(protocols ...*Protocol) *Registry {
	r := &Registry{protocols: map[int]*Protocol{}, families: map[string]*Family{}}
	for _, p := range protocols {
		if old := r.protocols[p.Number]; old != nil {
			panic(fmt.Sprintf("codec: protocol %d registered twice: %s and %s", p.Number, old.Name, p.Name))
		}
		r.protocols[p.Number] = p
	}
	return r
}

// AddFamily registers a generic netlink family.
func (r *Registry) AddFamily(families ...*Family) {
	for _, f := range families {
		if r.families[f.Name] != nil {
			panic("codec: generic netlink family registered twice: " + f.Name)
		}
		r.families[f.Name] = f
	}
}

// Protocol returns the protocol of that number, or nil.
func (r *Registry) Protocol(number int) *Protocol { return r.protocols[number] }

// Family returns the generic netlink family of that name, or nil.
func (r *Registry) Family(name string) *Family { return r.families[name] }

// Protocols returns the protocols in the order of their numbers.
func (r *Registry) Protocols() []*Protocol {
	var all []*Protocol
	for _, p := range r.protocols {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Protocol) int { return a.Number - b.Number })
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
		all[i] = r.families[n]
	}
	return all
}
