package codec

import (
	"math"
	"slices"
	"strings"
)

// kindMask keeps an index into kindSizes in its bounds without a check.
const kindMask = 63

// kindSizes is Kind.fixedSize as a table, for the hot path.
var kindSizes = func() (sizes [kindMask + 1]uint8) {
	for k := range sizes {
		sizes[k] = uint8(Kind(k).fixedSize())
	}
	return
}()

// alignment of a member in a C struct. Addresses are made of 32-bit words in the kernel's headers.
func (m *Member) alignment() int {
	switch m.Kind {
	case U16, S16, BE16, LE16:
		return 2
	case U32, S32, BE32, SBE32, LE32, IP4, IP6, Bitfield32:
		return 4
	case U64, S64, BE64, LE64:
		return 8
	case StructOf:
		return m.Struct.alignment()
	case Array:
		return (&Member{Kind: m.Elem, Struct: m.Struct}).alignment()
	}
	return 1
}

// size is the number of octets of a member, 0 if it takes all that is left.
func (m *Member) size() int {
	if n := int(kindSizes[m.Kind]); n > 0 {
		return n
	}
	switch m.Kind {
	case StructOf:
		return m.Struct.Size()
	case Array:
		return m.Len * m.elemSize()
	}
	return m.Len
}

// elemSize is the number of octets of an element of an Array.
func (m *Member) elemSize() int {
	if m.Elem == StructOf {
		return m.Struct.Size()
	}
	return int(kindSizes[m.Elem])
}

func (s *Struct) alignment() int {
	if s.Word != Bytes {
		return (&Member{Kind: s.Word}).alignment()
	}
	if s.Packed {
		return 1
	}
	widest := 1
	for i := range s.Members {
		widest = max(widest, s.Members[i].alignment())
	}
	return widest
}

// layout is where the members of a struct are.
type layout struct {
	size    int  // octets of the C struct
	span    int  // how far the attributes after the struct stand from its start
	end     int  // where the last member ends
	union   bool // it ends in a union without a size, which another member chooses
	counted bool // it ends in a member that takes all that is left, and another member counts what that holds
	members []place
	easy    int   // how many members from the first on stand without gaps, have a size, and are no padding
	easyEnd int   // where the last of them ends
	self    *Spec // the struct as the layout of an attribute
	family  int   // index of the member that says which addresses the message holds; -1: none does
}

// place is where a member starts and ends; to is from for a member that takes all that is left.
type place struct {
	from, to int
	bare     string // its name without the prefix that all members share: "index"
	spec     *Spec  // its layout as that of an attribute
	mask     uint64 // what an integer leaves of 64 bits; 0 if it has names, a unit, a sign or an order of its own
	plain    bool   // it is an unsigned integer of 8, 16 or 32 bits
	pad      bool   // it is padding
	number   bool   // it is an integer of its kind's size, and no union
	rest     bool   // its size is not its own: it takes what it is given
	direct   bool   // its octets are those of its place, laid out as it says
}

// places returns the layout of the struct.
func (s *Struct) places() *layout {
	if l := s.layout.Load(); l != nil {
		return l
	}
	return s.layOut()
}

func (s *Struct) layOut() *layout {
	l := &layout{members: make([]place, len(s.Members)), self: StructSpec(s)}
	end := 0
	var fields packing
	for i := range s.Members {
		m := &s.Members[i]
		from := end
		if !s.Packed {
			from = alignTo(end, m.alignment())
		}
		spec, plain := m.spec(), m.isPlain()
		size := m.size()
		if s.width(m) > 0 {
			var fresh bool
			if spec.bits, fresh = fields.next(s, m); !fresh {
				from = end - int(kindSizes[fields.kind])
			}
			spec.Kind, plain = fields.kind, false
			size = int(kindSizes[spec.Kind])
		}
		end = from + size
		l.members[i] = place{
			from: from, to: end, bare: s.BareName(m), spec: spec, plain: plain, pad: m.Kind == Pad,
			rest:   m.Len == 0,
			direct: size > 0 && m.Select == nil && m.LenField == "" && m.LenAttr == "",
			mask:   m.mask(spec),
			number: m.Kind.IsInteger() && m.Select == nil && kindSizes[m.Kind] > 0 && spec.bits == nil && m.Parts == nil,
		}
	}
	for l.easy < len(l.members) && l.members[l.easy].follows(l.easyEnd) {
		l.easyEnd = l.members[l.easy].to
		l.easy++
	}
	l.end = end
	if n := len(s.Members); n > 0 {
		last, place := &s.Members[n-1], &l.members[n-1]
		l.union = last.Select != nil && last.size() == 0
		l.counted = last.LenField != "" && place.from == place.to
	}
	l.family = slices.IndexFunc(l.members, func(p place) bool { return p.bare == "family" })
	l.size = alignTo(end, s.alignment())
	l.span = l.size
	if !s.Packed { // a packed one is aligned together with what is before it
		l.span = align4(l.size)
	}
	s.layout.Store(l)
	return l
}

// follows reports whether a member that has a size, and is no padding, starts at a place.
func (p *place) follows(at int) bool { return p.from == at && p.to > at && !p.pad }

// role is what the content of a member is.
func (p *place) role() role {
	if p.rest {
		return ofRest
	}
	return ofMember
}

// isPlain reports whether a member is an unsigned integer of 8, 16 or 32 bits, in any byte order, and no union.
func (m *Member) isPlain() bool {
	return m.Kind.IsInteger() && !m.Kind.IsSigned() && m.Select == nil && m.Parts == nil && kindSizes[m.Kind] > 0 &&
		kindSizes[m.Kind] <= 4
}

// integer reads an integer member, all octets of which are in b, those of the struct.
func (p *place) integer(b []byte, big bool) uint64 {
	v := readInteger(p.spec.Kind, b[p.from:p.to], big)
	if f := p.spec.bits; f != nil {
		return f.of(v, p.to-p.from, big)
	}
	return v
}

// mask is what is left of 64 bits of a member that is written as a plain number; 0 if it is none.
func (m *Member) mask(s *Spec) uint64 {
	plain := s.Enum == nil && s.Parts == nil && s.Unit.Plain() && s.bits == nil && m.Select == nil
	if !plain || s.Kind < U8 || s.Kind > U64 {
		return 0
	}
	return math.MaxUint64 >> (64 - 8*kindSizes[s.Kind])
}

func alignTo(n, alignment int) int { return (n + alignment - 1) &^ (alignment - 1) }

// Size is the number of octets of the C struct, members that take all that is left not counted.
func (s *Struct) Size() int { return s.places().size }

// Lookup returns the member of that name, with where it starts and ends in the struct; to is from for a member that
// takes all that is left. "sel.family" is a member of the struct that a member is. It returns nil if there is none.
func (s *Struct) Lookup(name string) (m *Member, from, to int) {
	if m, p, inside := s.find(name); m != nil {
		return m, inside + p.from, inside + p.to
	}
	return nil, 0, 0
}

// Put writes an integer over a member in the octets of the struct, which are there whole.
func (s *Struct) Put(octets []byte, member string, v uint64, bigEndian bool) {
	_, p := s.lookup(member)
	p.put(octets, v, bigEndian)
}

// put writes an integer over a member in the octets of its struct.
func (p *place) put(octets []byte, v uint64, big bool) {
	b := octets[p.from:p.to]
	if f := p.spec.bits; f != nil {
		v = f.in(readInteger(p.spec.Kind, b, big), v, len(b), big)
	}
	copy(b, appendSized(nil, v, len(b), p.spec.Kind.bigEndian(big)))
}

// find returns the member at a path, where it is in its own struct, and where that starts in s.
func (s *Struct) find(path string) (m *Member, p *place, inside int) {
	if m, p = s.lookup(path); m != nil {
		return m, p, 0
	}
	outer, inner, nested := strings.Cut(path, ".")
	if m, p = s.lookup(outer); !nested || m == nil || m.Kind != StructOf {
		return nil, nil, 0
	}
	start := p.from
	m, p, inside = m.Struct.find(inner)
	return m, p, start + inside
}

// field reads the integer member at a path from the octets of the struct; ok is false if it is none, or is not there.
func (s *Struct) field(path string, b []byte, big bool) (v uint64, ok bool) {
	m, p, inside := s.find(path)
	if m == nil || inside+p.to > len(b) || !m.Kind.IsInteger() {
		return 0, false
	}
	return p.integer(b[inside:], big), true
}

// MemberSpec returns how the member at an index is laid out, as that of an attribute.
func (s *Struct) MemberSpec(i int) *Spec { return s.places().members[i].spec }

func (s *Struct) lookup(name string) (*Member, *place) {
	for i := range s.Members {
		if s.Members[i].Name == name {
			return &s.Members[i], &s.places().members[i]
		}
	}
	return nil, nil
}

// fullName returns the C name of the member that a name with or without prefix stands for, or the name itself.
func (s *Struct) fullName(name string) string {
	if m, _ := s.lookup(name); m == nil {
		for i, p := range s.places().members {
			if p.bare == name {
				return s.Members[i].Name
			}
		}
	}
	return name
}

// open reports whether the last member takes all that is left.
func (s *Struct) open() bool {
	members := s.places().members
	return len(members) > 0 && members[len(members)-1].from == members[len(members)-1].to
}
