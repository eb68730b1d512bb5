package schemacheck

import "github.com/nlkit/nlkit/codec"

// structure checks that a struct has an end, and that none of its members hides another.
func (c *checker) structure(s *codec.Struct, at *codec.Place) {
	c.structs = append(c.structs, s)
	c.unless(s.Name != "" && len(s.Members) > 0, at, "struct %q has no name or no members", s.Name)
	names := map[string]bool{}
	c.unless(c.filled(s), at, "struct %s: bit-fields do not fill the integers that they share", s.Name)
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
			c.unless(by != nil && by != m && by.Kind.IsInteger() && (i == len(s.Members)-1 || m.Len > 0),
				at,
				"struct %s: %s counts what %s holds", s.Name, m.LenField, m.Name)
		}
	}
}

// filled reports whether bit-fields, or the parts of a Word, leave no bits of their integers over.
func (c *checker) filled(s *codec.Struct) bool {
	left := 0
	for i := range s.Members {
		m := &s.Members[i]
		bits, unit := int(m.Bits), s.MemberSpec(i).Kind.Size()*8
		if bits == 0 && s.Word != codec.Bytes {
			bits = 8 * m.Kind.Size()
		}
		if left == 0 && bits > 0 {
			left = unit
		}
		if left -= bits; left < 0 || bits == 0 && left > 0 {
			return false
		}
	}
	return left == 0
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
	c.unless(m.Bits == 0 || k.IsInteger() && !k.IsSigned() && int(m.Bits) < 8*k.Size(), at,
		"%s has no %d bits", k, m.Bits)
	c.unless(m.Parts == nil || m.Parts.Word.Size() == k.Size() && k.IsInteger(), at, "%s is not of such parts", k)
	c.unless(k != codec.Texts, at, "a member is a text by what chooses its layout")
	c.unless(m.Len == 0 || counted, at, "%s has its own length", k)
	c.unless(m.Enum == nil || elem.IsInteger() || elem == codec.Bytes || elem == codec.Bitfield32, at,
		"%s takes no Enum", k)
	c.unless(m.Unit == codec.NoUnit || elem.IsInteger(), at, "%s takes no Unit", k)
	c.unless(m.LenAttr == "" || k == codec.LLAddr, at, "%s takes no LenAttr", k)
	c.unless(k != codec.LLAddr || m.Len <= 6 || m.LenField+m.LenAttr != "", at,
		"nothing says how many of %d octets are an address", m.Len)
	c.unless(m.Select == nil || m.Select.By() == codec.SelectByField || m.Select.By() == codec.SelectBySibling, at,
		"a union is chosen by another member, or an attribute of the message, not %s", m.Select)
}
