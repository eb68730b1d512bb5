package codec

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

// unionSpec returns how a union is laid out, going by another member of its struct, or as it is where that does not
// decide.
func (m *Message) unionSpec(s *Struct, b []byte, union *Member, own *Spec) *Spec {
	if union.Select.by == SelectBySibling {
		if spec := m.choiceAt(0, union.Select, false).spec; spec != nil {
			return spec
		}
		return own
	}
	by, at := s.lookup(union.Select.name)
	if by != nil && at.to <= len(b) && by.Kind.IsInteger() {
		if spec := union.Select.choose(at.integer(b, m.big)); spec != nil {
			return spec
		}
	}
	return own
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
