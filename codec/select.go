package codec

// selection remembers the last choice at a level, so that a level full of attributes with one selector is searched once.
type selection struct {
	by   *Selector
	spec *Spec
}

// selectSpec returns the layout that a Selector chooses for node i, or nil if no case fits.
func (m *Message) selectSpec(i int32, spec *Spec, memo *selection) *Spec {
	s := spec.Select
	n := &m.nodes[i]
	switch s.by {
	case byLength:
		return s.choose(uint64(int(n.end) - n.payload()))
	case byNested:
		if n.typ&nlaNested == 0 {
			return nil
		}
		return s.choose(0)
	case byLeading:
		if int(n.end)-n.payload() < s.size {
			return nil
		}
		return s.choose(m.integer(BE64, m.data[n.payload():n.payload()+s.size]))
	case byMessage:
		if m.typ == nil {
			return nil
		}
		return s.choose(uint64(m.typ.Type))
	}
	if memo != nil && memo.by == s {
		return memo.spec
	}
	var chosen *Spec
	if s.by == bySibling {
		chosen = m.selectBySibling(n.parent, s)
	} else {
		chosen = m.selectByField(n.parent, s)
	}
	if memo != nil {
		memo.by, memo.spec = s, chosen
	}
	return chosen
}

func (m *Message) selectBySibling(parent int32, s *Selector) *Spec {
	for {
		p := &m.nodes[parent]
		for j := p.child; j < p.child+p.count; j++ {
			n := &m.nodes[j]
			if n.set == nil || n.spec == nil || !isFullName(n.set.Prefix, n.set.Attrs[n.typ&nlaTypeMask].Name, s.name) {
				continue
			}
			if m.hole(n.payload(), int(n.end)) {
				return nil
			}
			if n.spec.Kind.isInteger() {
				return s.choose(m.loose(n.spec.Kind, m.data[n.payload():n.end], n.typ&nlaNetByteOrder != 0))
			}
			return s.chooseString(trimNUL(m.data[n.payload():n.end]))
		}
		if parent == 0 || p.marks&markQuoted != 0 {
			return nil
		}
		parent = p.parent
	}
}

func (m *Message) selectByField(parent int32, s *Selector) *Spec {
	for {
		if v, ok := m.fixedField(parent, s.name); ok {
			return s.choose(v)
		}
		if parent == 0 || m.nodes[parent].marks&markQuoted != 0 {
			return nil
		}
		parent = m.nodes[parent].parent
	}
}

// layout returns how the payload of a node is laid out once its Selector has decided, or nil if no table knows.
func (m *Message) layout(i int32) *Spec {
	spec := m.nodes[i].spec
	if spec != nil && spec.Select != nil && (spec.Kind == IP || spec.Kind == LLAddr) {
		if s := m.selectSpec(i, spec, nil); s != nil {
			return s
		}
	}
	return spec
}

// trimNUL cuts a string at its first NUL.
func trimNUL(b []byte) []byte {
	for i, c := range b {
		if c == 0 {
			return b[:i]
		}
	}
	return b
}
