package schemacheck

import "github.com/nlkit/nlkit/codec"

// structure checks that a struct has an end, and that none of its members hides another.
func (c *checker) structure(s *codec.Struct, at *codec.Place) {
	c.unless(s.Name != "" && len(s.Members) > 0, at, "struct %q has no name or no members", s.Name)
	names := map[string]bool{}
	for i := range s.Members {
		m := &s.Members[i]
		c.unless(m.Name != "" && (!names[m.Name] || m.Kind == codec.Pad), at,
			"struct %s: two members %q, or none by name",
			s.Name, m.Name)
		names[m.Name] = true
		_, from, to := s.Lookup(m.Name)
		c.unless(to > from || i == len(s.Members)-1, at, "struct %s: %s has no end, and others follow", s.Name, m.Name)
		if m.LenField != "" {
			by, _, _ := s.Lookup(m.LenField)
			c.unless(by != nil && by != m && by.Kind.IsInteger() && i == len(s.Members)-1, at,
				"struct %s: %s counts the octets of %s", s.Name, m.LenField, m.Name)
		}
	}
}

// member checks that a member has what its kind needs, and nothing that it ignores.
func (c *checker) member(m *codec.Member, at *codec.Place) {
	k := m.Kind
	counted := k == codec.Array || k == codec.String || k == codec.Bytes || k == codec.LLAddr || k == codec.IP ||
		k == codec.Pad || k == codec.MPLS
	ofStructs := k == codec.StructOf || k == codec.Array && m.Elem == codec.StructOf
	elem := k
	if k == codec.Array {
		elem = m.Elem
		c.unless(elem.Size() > 0 || elem == codec.StructOf, at, "an array of %s has no end of its elements", elem)
	}
	c.unless(k < codec.Nest, at, "a struct has no %s", k)
	c.unless(ofStructs == (m.Struct != nil), at, "%s and a Struct do not go together", k)
	c.unless(m.Len == 0 || counted, at, "%s has its own length", k)
	c.unless(m.Enum == nil || elem.IsInteger() || elem == codec.Bytes || elem == codec.Bitfield32, at,
		"%s takes no Enum", k)
	c.unless(m.Unit == codec.NoUnit || elem.IsInteger(), at, "%s takes no Unit", k)
	c.unless(m.LenAttr == "" || k == codec.LLAddr, at, "%s takes no LenAttr", k)
	c.unless(m.Select == nil || m.Select.By() == codec.SelectByField, at, "a union is chosen by another member, not %s",
		m.Select)
}
