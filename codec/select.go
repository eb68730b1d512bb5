package codec

// selection remembers the last choice at a level, so that a level full of attributes with one selector is searched
// once.
type selection struct {
	by   *Selector
	spec *Spec
}

// selectSpec returns the layout that the Selectors of a Spec choose for node i, or nil if no case fits.
func (m *Message) selectSpec(i int32, spec *Spec, memo *selection) *Spec {
	for s := spec.Select; s != nil; s = s.or {
		if chosen := m.selectBy(i, s, memo); chosen != nil {
			return chosen
		}
	}
	return nil
}

func (m *Message) selectBy(i int32, s *Selector, memo *selection) *Spec {
	n := &m.nodes[i]
	switch s.by {
	case SelectByLength:
		return s.choose(uint64(int(n.end) - n.payload()))
	case SelectByNested:
		if n.typ&nlaNested == 0 {
			return nil
		}
		return s.choose(0)
	case SelectByRecords:
		if n.typ&nlaNested != 0 || !m.isChain(s.cases[0].Spec.Set, n.payload(), int(n.end)) {
			return nil
		}
		return s.choose(0)
	case SelectByLeading:
		if int(n.end)-n.payload() < s.size {
			return nil
		}
		return s.choose(m.integer(BE64, m.data[n.payload():n.payload()+s.size]))
	case SelectByHead:
		if m.hole(n.payload(), min(int(n.end), n.payload()+s.head.Size())) {
			return nil
		}
		return s.chooseBy(s.head, s.name, m.data[n.payload():n.end], m.big)
	case SelectByMessage:
		if t := m.typeAround(i); t != nil {
			return s.choose(uint64(t.Type))
		}
		return nil
	}
	if memo != nil && memo.by == s {
		return memo.spec
	}
	var chosen *Spec
	if s.by == SelectBySibling {
		chosen = m.selectBySibling(n.parent, s, memo != nil)
	} else {
		chosen = m.selectByField(n.parent, s)
	}
	if memo != nil {
		memo.by, memo.spec = s, chosen
	}
	return chosen
}

// typeAround returns what the message is that a node is in, which may be the quoted one.
func (m *Message) typeAround(i int32) *MessageType {
	for ; i != 0 && m.quoted.node != 0; i = m.nodes[i].parent {
		if m.nodes[i].marks&markQuoted != 0 {
			return m.quoted.typ
		}
	}
	return m.typ
}

// choice is what a Selector chose by an attribute of a level, or that the level has none to choose by.
type choice struct {
	by     *Selector
	parent int32
	found  bool
	spec   *Spec
}

// A level of up to fewSiblings attributes is searched as often as it takes. Of larger ones, the last maxChoices
// searches are remembered: a message of thousands of attributes that all look for the same one is still decoded in
// linear time.
const (
	fewSiblings = 16
	maxChoices  = 16
)

// selectBySibling searches the levels outwards. Only while decoding may it remember: a decoded message is not changed.
func (m *Message) selectBySibling(parent int32, s *Selector, remember bool) *Spec {
	for {
		c := m.choiceAt(parent, s, remember)
		if c.found {
			return c.spec
		}
		p := &m.nodes[parent]
		if parent == 0 || p.marks&markQuoted != 0 {
			return nil
		}
		parent = p.parent
	}
}

func (m *Message) choiceAt(parent int32, s *Selector, remember bool) choice {
	if !remember || m.nodes[parent].count <= fewSiblings {
		return m.searchLevel(parent, s)
	}
	for _, c := range m.choices {
		if c.by == s && c.parent == parent {
			return c
		}
	}
	if len(m.choices) == maxChoices {
		m.choices = append(m.choices[:0], m.choices[1:]...)
	}
	m.choices = append(m.choices, m.searchLevel(parent, s))
	return m.choices[len(m.choices)-1]
}

// searched is told, in tests, how many attributes a search for what a Selector chooses by may look at.
var searched func(attrs int)

func (m *Message) searchLevel(parent int32, s *Selector) choice {
	p := &m.nodes[parent]
	if searched != nil {
		searched(int(p.count))
	}
	for j := p.child; j < p.child+p.count; j++ {
		n := &m.nodes[j]
		if n.set == nil || n.spec == nil || !isFullName(n.set.Prefix, n.set.Attrs[n.typ&nlaTypeMask].Name, s.name) {
			continue
		}
		c := choice{by: s, parent: parent, found: true}
		octets := m.data[n.payload():n.end]
		switch {
		case m.hole(n.payload(), int(n.end)):
		case s.path != "":
			if n.spec.Struct != nil {
				c.spec = s.chooseBy(n.spec.Struct, s.path, octets, m.big)
			}
		case n.spec.Kind.IsInteger():
			c.spec = s.choose(m.loose(n.spec.Kind, octets, n.typ&nlaNetByteOrder != 0))
		default:
			c.spec = s.chooseString(trimNUL(octets))
		}
		return c
	}
	return choice{by: s, parent: parent}
}

func (m *Message) selectByField(parent int32, s *Selector) *Spec {
	for {
		if v, ok := m.chosenBy(parent, s); ok {
			return s.choose(v)
		}
		if parent == 0 || m.nodes[parent].marks&markQuoted != 0 {
			return nil
		}
		parent = m.nodes[parent].parent
	}
}

// chosenBy is fixedField for the member that a Selector goes by, which is looked up once in the struct it is mostly in.
func (m *Message) chosenBy(i int32, s *Selector) (uint64, bool) {
	of, at := m.fixed(i)
	if of == nil {
		return 0, false
	}
	if p := s.placeIn(of); p != nil && len(m.missing) == 0 && at+p.to <= int(m.nodes[i].end) {
		return p.integer(m.data[at:], m.big), true
	}
	return m.structField(of, at, int(m.nodes[i].end), s.name)
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
