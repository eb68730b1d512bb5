package codec

import "sync/atomic"

// Selector chooses the layout of a payload by something else in the message. When no case fits, the layout is the
// Spec's own (opaque bytes for a SubMessage).
type Selector struct {
	by    SelectBy
	name  string
	path  string  // of a member in what name holds, "" if it is no struct
	head  *Struct // that payloads start with
	size  int
	cases Cases
	or    *Selector // asked where this one finds no case

	place atomic.Pointer[memberPlace] // of the member that it goes by in the first struct that was asked, or nil
}

// memberPlace is where the member that a Selector goes by is in a struct.
type memberPlace struct {
	of *Struct
	at *place // nil: it has none of that name, or it is in a struct inside
}

// placeIn returns where the member that the Selector goes by is in a struct, nil if the name has to be looked up.
func (s *Selector) placeIn(of *Struct) *place {
	p := s.place.Load()
	if p == nil {
		p = &memberPlace{of: of}
		if m, at := of.lookup(s.name); m != nil && m.Kind.IsInteger() {
			p.at = at
		}
		s.place.Store(p)
	}
	if p.of != of {
		return nil
	}
	return p.at
}

// Case is a value of the selecting field and the layout it stands for. The last case may be Any.
type Case struct {
	Name  string // for selecting strings: "bridge"
	Value uint64 // for selecting integers
	Spec  *Spec
	Any   bool // fits every value
}

// Cases is the cases of a Selector.
type Cases []Case

// SelectBy is what a Selector goes by.
type SelectBy uint8

// What Selectors go by; the functions of these names in place of Select… make them.
const (
	SelectBySibling SelectBy = iota // an attribute beside it, or further out: Name is its full name
	SelectByField                   // a member of a fixed struct around it, or beside it: Name is its name
	SelectByMessage                 // the type of the message, or the command
	SelectByLength                  // how many octets the payload has
	SelectByLeading                 // the first octets of the payload: Size says how many
	SelectByNested                  // NLA_F_NESTED: the only case is that it is set
	SelectByHead                    // a member of the struct that the payload starts with: Name is its name
	SelectByRecords                 // what the octets are: the only case is that they are a chain of records
)

// BySibling selects by the value (a string or an integer) of the attribute of that full name at the same level, before
// or after; if there is none, at the level of the parent, and so on outwards.
func BySibling(attr string, cases Cases) *Selector {
	return &Selector{by: SelectBySibling, name: attr, cases: cases}
}

// BySiblingMember is BySibling for an attribute that is a struct: an integer member of it selects, "right.kind" being a
// member of a struct inside.
func BySiblingMember(attr, member string, cases Cases) *Selector {
	return &Selector{by: SelectBySibling, name: attr, path: member, cases: cases}
}

// ByHead selects by an integer member of the struct that each payload starts with. The chosen layout covers the whole
// payload, that struct included.
func ByHead(head *Struct, member string, cases Cases) *Selector {
	return &Selector{by: SelectByHead, name: member, head: head, cases: cases}
}

// ByField selects by a member of the nearest enclosing fixed struct that has one of that name: the header of the
// message ("ifi_family"), or the struct at the head of a nest. In a Member it names another member of the same struct.
func ByField(member string, cases Cases) *Selector {
	return &Selector{by: SelectByField, name: member, cases: cases}
}

// ByMessage selects by the message type, or the command of a generic netlink message.
func ByMessage(cases Cases) *Selector { return &Selector{by: SelectByMessage, cases: cases} }

// ByLength selects by the length of the payload in octets.
func ByLength(cases Cases) *Selector { return &Selector{by: SelectByLength, cases: cases} }

// ByLeading selects by the first size octets of the payload, read as a big-endian integer: an 802.11 element id
// extension, an OUI. The chosen layout covers the whole payload, those octets included.
func ByLeading(size int, cases Cases) *Selector {
	return &Selector{by: SelectByLeading, size: size, cases: cases}
}

// ByNested selects the given layout when NLA_F_NESTED is set on the attribute.
func ByNested(nested *Spec) *Selector {
	return &Selector{by: SelectByNested, cases: Cases{{Any: true, Spec: nested}}}
}

// ByRecords selects a framed set where the payload is a chain of its records from start to end, of which the table knows
// the first: user data, which some programs write so and others not.
func ByRecords(set *Set) *Selector {
	return &Selector{by: SelectByRecords, cases: Cases{{Any: true, Spec: NestOf(set)}}}
}

// Or makes the Selector ask another one where it finds no case itself, and returns it.
func (s *Selector) Or(other *Selector) *Selector {
	s.or = other
	return s
}

// By returns what the Selector goes by.
func (s *Selector) By() SelectBy { return s.by }

// Name returns the full name of the attribute, or the name of the member, that the Selector goes by; "" if it goes by
// neither.
func (s *Selector) Name() string { return s.name }

// Member returns the path of a member in the attribute that the Selector goes by, "" if that is no struct.
func (s *Selector) Member() string { return s.path }

// Head returns the struct that the Selector finds at the start of payloads, or nil.
func (s *Selector) Head() *Struct { return s.head }

// Size returns how many octets the Selector goes by, 0 if it does not go by octets.
func (s *Selector) Size() int { return s.size }

// Cases returns the layouts that the Selector itself chooses from.
func (s *Selector) Cases() Cases { return s.cases }

// Else returns the Selector that is asked where this one finds no case, or nil.
func (s *Selector) Else() *Selector { return s.or }

// choose returns the case for an integer.
func (s *Selector) choose(v uint64) *Spec {
	for i := range s.cases {
		if c := &s.cases[i]; c.Any || c.Name == "" && c.Value == v {
			return c.Spec
		}
	}
	return nil
}

// chooseBy returns the case for an integer member in the octets of a struct.
func (s *Selector) chooseBy(of *Struct, path string, octets []byte, big bool) *Spec {
	if v, ok := of.field(path, octets, big); ok {
		return s.choose(v)
	}
	return nil
}

// chooseString returns the case for a string.
func (s *Selector) chooseString(v []byte) *Spec {
	for i := range s.cases {
		if c := &s.cases[i]; c.Any || c.Name != "" && c.Name == string(v) {
			return c.Spec
		}
	}
	return nil
}

// selectedByLength reports whether the layout depends on how long the payload is, at once or after another choice.
func (s *Spec) selectedByLength() bool {
	if s.Select == nil || s.Select.by == SelectByLength {
		return s.Select != nil
	}
	for i := range s.Select.cases {
		if next := s.Select.cases[i].Spec.Select; next != nil && next.by == SelectByLength {
			return true
		}
	}
	return false
}
