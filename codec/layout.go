package codec

import (
	"bytes"
	"unicode/utf8"
)

// field is a member of a struct in a message, for the renderers.
type field struct {
	member *Member
	place
	cut bool // the octets end inside the member: it has no value
}

// fields walks the members of a struct that start inside its octets. Members that are padding are passed over: they
// count like the gaps between members.
type fields struct {
	s      *Struct
	places []place
	b      []byte
	i, end int
	exact  bool
}

// fields starts a walk over a struct in b, which should have span octets.
func (s *Struct) fields(b []byte, span int) fields {
	return fields{s: s, places: s.places().members, b: b, exact: len(b) == span || len(b) > span && s.open()}
}

// next sets f to the next member, and tells whether there is one.
func (w *fields) next(f *field) bool {
	for w.i < len(w.places) {
		p := &w.places[w.i]
		if p.from > len(w.b) || p.from == len(w.b) && p.to > p.from {
			break
		}
		f.member, f.place, f.cut = &w.s.Members[w.i], *p, false
		w.i++
		if p.from > w.end && !allZero(w.b[w.end:p.from]) {
			w.exact = false
		}
		if p.to == p.from { // takes all that is left
			f.to = len(w.b)
		}
		if f.to > len(w.b) {
			f.to, f.cut = len(w.b), true
			w.exact = false
		}
		w.end = f.to
		if f.member.Kind != Pad || f.cut {
			return true
		}
		w.exact = w.exact && allZero(w.b[f.from:f.to])
	}
	w.exact = w.exact && allZero(w.b[min(w.end, len(w.b)):])
	return false
}

// sized tells whether the member that next gave takes so many octets whatever follows.
func (w *fields) sized() bool {
	p := &w.places[w.i-1]
	return p.to > p.from
}

// region returns the octets of the fixed struct of a node, padding before its attributes included, and how many they
// should be.
func (m *Message) region(i int32) (s *Struct, b []byte, span int) {
	s, at := m.fixed(i)
	if s == nil {
		return nil, nil, 0
	}
	end := int(m.nodes[i].end)
	span = s.Size()
	if m.attrSet(i) != nil {
		span = m.span(s, m.data[min(at, end):end])
		end = min(end, at+span)
	}
	return s, m.data[min(at, end):end], span
}

// span is how far the attributes after a struct stand from its start, b being what follows it.
func (m *Message) span(s *Struct, b []byte) int {
	span := s.places().span
	last := &s.Members[len(s.Members)-1]
	if last.LenField == "" {
		return span
	}
	by, from, to := s.Lookup(last.LenField)
	if by == nil || to > len(b) {
		return span
	}
	return align4(s.Size() + int(m.integer(by.Kind, b[from:to])))
}

// attrSet returns the set of the attributes inside a node, or nil if it has none.
func (m *Message) attrSet(i int32) *Set {
	switch n := &m.nodes[i]; {
	case i == 0 && m.typ != nil:
		return m.typ.Set
	case n.marks&markQuoted != 0 && m.quoted.typ != nil:
		return m.quoted.typ.Set
	case n.spec != nil:
		return n.spec.Set
	}
	return nil
}

// limit returns where the octets that belong to node j end: where the next one starts, or its nest ends.
func (m *Message) limit(j, end int32, nestEnd int) int {
	if j+1 < end {
		return int(m.nodes[j+1].off)
	}
	return nestEnd
}

// unionSpec returns how a union is laid out, going by another member of its struct.
func (m *Message) unionSpec(s *Struct, b []byte, f *field) *Spec {
	by, from, to := s.Lookup(f.member.Select.name)
	if by != nil && to <= len(b) && by.Kind.isInteger() {
		if spec := f.member.Select.choose(m.integer(by.Kind, b[from:to])); spec != nil {
			return spec
		}
	}
	return f.spec
}

// unionSize is how many of a union's octets the layout that was chosen uses.
func unionSize(spec *Spec, n int) int {
	size := spec.elemSize()
	if spec.Kind == LLAddr {
		size = 6 // unions hold Ethernet addresses only
	}
	if size == 0 || size > n || spec.Kind == StructOf && spec.Struct.open() {
		return n
	}
	return size
}

// addressLen is how many octets of a member, that has room for more, are the link-layer address in it: as many as
// another attribute of the message has.
func (m *Message) addressLen(attr string, b []byte) int {
	if a, ok := m.Attr(attr); ok && len(a.Payload()) > 0 && len(a.Payload()) <= len(b) {
		return len(a.Payload())
	}
	for _, n := range [...]int{6, 20} { // of Ethernet, of InfiniBand
		if n <= len(b) && allZero(b[n:]) {
			return n
		}
	}
	return len(b)
}

// wellFormed tells whether a payload has the size that its kind takes.
func wellFormed(k Kind, n int) bool {
	if size := int(kindSizes[k]); size > 0 {
		return n == size
	}
	switch k {
	case Uint, Sint:
		return n == 4 || n == 8
	case IP:
		return n == 4 || n == 16
	case MPLS:
		return n%4 == 0
	case Flag:
		return n == 0
	}
	return true
}

// splitText splits the payload of a string: the text, and how many NULs end it. ok is false if there are others, or the
// text is not UTF-8.
func splitText(b []byte) (text []byte, nuls int, ok bool) {
	text = bytes.TrimRight(b, "\x00")
	nuls = len(b) - len(text)
	return text, nuls, bytes.IndexByte(text, 0) < 0 && utf8.Valid(text)
}

// spec is the layout of a member as that of an attribute.
func (m *Member) spec() *Spec {
	s := &Spec{Kind: m.Kind, Struct: m.Struct, Enum: m.Enum, Unit: m.Unit}
	if m.Kind == Array {
		s.Elem = &Spec{Kind: m.Elem, Struct: m.Struct, Enum: m.Enum}
	}
	return s
}
