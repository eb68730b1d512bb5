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
func (s *Set) fullNames() []string {
	if names := s.full.Load(); names != nil {
		return *names
	}
	names := make([]string, len(s.Attrs))
	for i := range s.Attrs {
		if s.Attrs[i].Name != "" {
			names[i] = s.Prefix + s.Attrs[i].Name
		}
	}
	s.full.Store(&names)
	return names
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
	t := n.typ & nlaTypeMask
	if n.set != nil {
		if names := n.set.fullNames(); int(t) < len(names) && names[t] != "" {
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

// nodeMatches tells whether a node is the one that a path element names: a full or short name, or a number.
func (m *Message) nodeMatches(n *node, name string) bool {
	if n.marks&markTail != 0 {
		return false
	}
	t := n.typ & nlaTypeMask
	if v, ok := attrNumber(name); ok {
		return v == t
	}
	if n.set != nil {
		return int(t) < len(n.set.Attrs) && n.set.Attrs[t].Name != "" &&
			nameMatches(n.set.Prefix, n.set.Attrs[t].Name, name)
	}
	p := m.nodes[n.parent].spec
	if p == nil || p.Index == nil {
		return false
	}
	prefix, short := p.Index.name(uint64(t))
	return nameMatches(prefix, short, name)
}

// attrNumber reads the number of an attribute. A number is never a name, not even where the short name of an attribute
// looks like one (DCB_PFC_UP_ATTR_0).
func attrNumber(name string) (uint16, bool) {
	if name == "" || name[0] < '0' || name[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseUint(name, 0, 16)
	return uint16(v), err == nil && v <= nlaTypeMask
}
