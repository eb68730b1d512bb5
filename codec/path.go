package codec

import "strconv"

// nameOf returns the full C name of an attribute type, or its number if the set does not know it.
func (s *Set) nameOf(typ uint16) string {
	t := typ & nlaTypeMask
	if s != nil && int(t) < len(s.Attrs) && s.Attrs[t].Name != "" {
		return s.Prefix + s.Attrs[t].Name
	}
	return strconv.Itoa(int(t))
}

// fullNames returns the full C names of the attributes by number.
func (s *Set) fullNames() *[]string {
	if names := s.full.Load(); names != nil {
		return names
	}
	return s.spell()
}

func (s *Set) spell() *[]string {
	names := make([]string, len(s.Attrs))
	for i := range s.Attrs {
		if s.Attrs[i].Name != "" {
			names[i] = s.Prefix + s.Attrs[i].Name
		}
	}
	s.full.Store(&names)
	return &names
}

// path returns the path of a node: "IFLA_LINKINFO/IFLA_INFO_DATA"; "" for the message itself. What is in the message
// that an NLMSG_ERROR quotes is not prefixed.
func (m *Message) path(i int32) string {
	var b []byte
	return string(m.appendPath(b, i))
}

func (m *Message) appendPath(dst []byte, i int32) []byte {
	n := &m.nodes[i]
	if i == 0 || n.marks&markQuoted != 0 {
		return dst
	}
	dst = m.appendPath(dst, n.parent)
	if n.marks&markTail != 0 {
		return dst
	}
	if len(dst) > 0 {
		dst = append(dst, '/')
	}
	return m.appendName(dst, i)
}

// appendName appends the full C name of a node, or its number if it has none.
func (m *Message) appendName(dst []byte, i int32) []byte {
	n := &m.nodes[i]
	if n.marks&markNameless != 0 {
		return append(dst, m.nameless(n)...)
	}
	t := n.typ & nlaTypeMask
	if n.set != nil {
		if names := *n.set.fullNames(); int(t) < len(names) && names[t] != "" {
			return append(dst, names[t]...)
		}
		return strconv.AppendUint(dst, uint64(t), 10)
	}
	if p := m.nodes[n.parent].spec; p != nil && p.Index != nil {
		if prefix, name := p.Index.name(uint64(t)); name != "" {
			return append(append(dst, prefix...), name...)
		}
	}
	return strconv.AppendUint(dst, uint64(t), 10)
}

// Name returns the full C name, or the number if no table knows the attribute.
func (a Attr) Name() string {
	if a.m == nil {
		return ""
	}
	n := &a.m.nodes[a.i]
	if n.set != nil && n.marks&markNameless == 0 {
		t := n.typ & nlaTypeMask
		if names := *n.set.fullNames(); int(t) < len(names) && names[t] != "" {
			return names[t]
		}
	}
	return string(a.m.appendName(nil, a.i))
}

// AppendName appends the name.
func (a Attr) AppendName(dst []byte) []byte {
	if a.m == nil {
		return dst
	}
	return a.m.appendName(dst, a.i)
}

// nameless returns what the capture says in place of the type of an attribute, or that it says nothing.
func (m *Message) nameless(n *node) string {
	if text, _ := m.Untold(int(n.off)+2, n.payload()); text != "" {
		return Printable(text)
	}
	return "?"
}

// findFull returns the first of the nodes inside node i that has a full name, or -1. Where it is worth looking, it
// compares the names of the nodes: of few, that takes less than to look one up.
func (m *Message) findFull(name string, i int32) int32 {
	p := &m.nodes[i]
	nodes := m.nodes[:p.child+p.count]
	j := uint(p.child)
	if j >= uint(len(nodes)) || p.count > fewSiblings {
		return -1
	}
	set := nodes[j].set
	if set == nil || set.Prefix == "" || name == "" || name[0] != set.Prefix[0] {
		return -1
	}
	names := *set.fullNames()
	for ; j < uint(len(nodes)); j++ {
		n := &nodes[j]
		if t := int(n.typ & nlaTypeMask); t < len(names) && names[t] == name && n.set == set &&
			n.marks&markNameless == 0 {
			return int32(j)
		}
	}
	return -1
}

// findNamed returns the first of the nodes from one to another that a path element names, by a full or short name or a
// number, or -1.
func (m *Message) findNamed(name string, from, to int32) int32 {
	if name == "" {
		return -1
	}
	if isDigits(name) {
		if number, ok := attrNumber(name); ok {
			return m.findNumber(number, from, to)
		}
	}
	nodes := m.nodes[:to]
	for j := uint(from); j < uint(len(nodes)); {
		set := nodes[j].set
		if set == nil {
			if m.indexNamed(&nodes[j], name) {
				return int32(j)
			}
			j++
			continue
		}
		found := set.names().slot(name)
		number, known := found.number, found.name != ""
		for ; j < uint(len(nodes)) && nodes[j].set == set; j++ {
			if n := &nodes[j]; n.typ&nlaTypeMask == number && known && n.marks&markNameless == 0 {
				return int32(j)
			}
		}
	}
	return -1
}

// findNumber is findNamed by number.
func (m *Message) findNumber(number uint16, from, to int32) int32 {
	nodes := m.nodes[:to]
	for j := uint(from); j < uint(len(nodes)); j++ {
		if n := &nodes[j]; n.typ&nlaTypeMask == number && n.marks&markNoName == 0 {
			return int32(j)
		}
	}
	return -1
}

// indexNamed reports whether a node is an element of an array whose indices have names, and has this one.
func (m *Message) indexNamed(n *node, name string) bool {
	p := m.nodes[n.parent].spec
	if p == nil || p.Index == nil || n.marks&markNoName != 0 {
		return false
	}
	prefix, short := p.Index.name(uint64(n.typ & nlaTypeMask))
	return nameMatches(prefix, short, name)
}

// attrNumber reads the number of an attribute. A number is never a name, not even where the short name of an attribute
// looks like one (DCB_PFC_UP_ATTR_0).
func attrNumber(name string) (uint16, bool) {
	if !isDigits(name) {
		return 0, false
	}
	v, err := strconv.ParseUint(name, 0, 16)
	return uint16(v), err == nil && v <= nlaTypeMask
}

// isDigits reports whether a name starts as a number does.
func isDigits(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }
