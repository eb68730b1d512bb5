package codec

import (
	"cmp"
	"math"
)

// span is how far the attributes after a struct stand from its start, b being what follows it.
func (m *Message) span(s *Struct, b []byte) int {
	l := s.places()
	if l.counted {
		if n, ok := s.counted(b, m.big); ok {
			return align4(l.size + n)
		}
	}
	return l.span
}

// counted returns how many octets the last member of a struct, which takes all that is left, holds, if another member
// counts them.
func (s *Struct) counted(b []byte, big bool) (octets int, ok bool) {
	if !s.places().counted {
		return 0, false
	}
	last := &s.Members[len(s.Members)-1]
	pieces, ok := s.field(last.LenField, b, big)
	return last.octetsOf(pieces), ok
}

// octetsOf returns how many octets so many of what LenField counts are.
func (m *Member) octetsOf(pieces uint64) int {
	return int((min(pieces, math.MaxUint32)*uint64(m.pieceBits()) + 7) / 8)
}

// pieceBits is how many bits each of what LenField counts has.
func (m *Member) pieceBits() int { return cmp.Or(m.LenBits, 8) }

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

// elemSize is the number of octets of an element of an array, 0 if it has no fixed size.
func (s *Spec) elemSize() int {
	if s.Kind == StructOf {
		return s.Struct.Size()
	}
	return int(kindSizes[s.Kind&kindMask])
}

// spec is the layout of a member as that of an attribute.
func (m *Member) spec() *Spec {
	s := &Spec{Kind: m.Kind, Struct: m.Struct, Enum: m.Enum, Unit: m.Unit, Parts: m.Parts}
	if m.Kind == Array {
		s.Elem = &Spec{Kind: m.Elem, Struct: m.Struct, Enum: m.Enum}
	}
	return s
}
