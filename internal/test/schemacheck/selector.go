package schemacheck

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// selector checks that what a Selector goes by is there, and that each of its cases can be chosen.
func (c *checker) selector(s *codec.Selector, at *codec.Place) {
	text := false
	switch s.By() {
	case codec.SelectBySibling:
		a := sibling(s.Name(), at)
		if a == nil {
			c.fault(at, "it is chosen by %s, which stands neither beside it nor around it", s.Name())
			return
		}
		text = !a.Kind.IsInteger() && s.Member() == ""
		c.unless(s.Member() == "" || isInteger(a.Struct, s.Member()), at, "it is chosen by %s, which is no integer", s)
	case codec.SelectByField:
		if !hasField(s.Name(), at) {
			c.elsewhere = append(c.elsewhere, choice{s.Name(), at})
		}
	case codec.SelectByHead:
		c.unless(isInteger(s.Head(), s.Name()), at, "it is chosen %s, which is no integer", s)
	case codec.SelectByLeading:
		c.unless(s.Size() > 0 && s.Size() <= 8, at, "it is chosen by its first %d octets, want 1 to 8", s.Size())
	}
	names, values, any := map[string]bool{}, map[uint64]bool{}, false
	for _, k := range s.Cases() {
		c.unless(!any, at, "a case stands after the one for every value")
		switch any = k.Any; {
		case k.Any:
		case text:
			c.unless(k.Name != "" && !names[k.Name], at, "case %q cannot be chosen by %s, a text", k.Name, s.Name())
		default:
			c.unless(k.Name == "" && !values[k.Value], at,
				"case %q %d cannot be chosen: it stands there twice, or goes by a text",
				k.Name, k.Value)
		}
		names[k.Name], values[k.Value] = true, true
	}
}

// isInteger reports whether the member at a path of a struct is an integer.
func isInteger(s *codec.Struct, path string) bool {
	if s == nil {
		return false
	}
	m, _, _ := s.Lookup(path)
	return m != nil && m.Kind.IsInteger()
}

// chosenElsewhere checks what is chosen by members that are not around the place where it was met first: it may stand
// in other places too, where they are.
func (c *checker) chosenElsewhere() {
	for _, e := range c.elsewhere {
		has := slices.ContainsFunc(c.structs, func(s *codec.Struct) bool {
			m, _, _ := s.Lookup(e.member)
			return m != nil
		})
		c.unless(has, e.at, "it is chosen by %s, which no struct has", e.member)
	}
}

// sibling returns the attribute of a full name beside a place, or around it.
func sibling(full string, at *codec.Place) *codec.Spec {
	sets := []*codec.Set{}
	for p := at; p != nil; p = p.Outer {
		sets = append(sets, p.Set)
	}
	if at.Message != nil {
		sets = append(sets, at.Message.Set)
	}
	for _, s := range sets {
		for i := 0; s != nil && i < len(s.Attrs); i++ {
			if s.Attrs[i].Name != "" && s.Prefix+s.Attrs[i].Name == full {
				return &s.Attrs[i]
			}
		}
	}
	return nil
}

// hasField reports whether a struct around a place, or the one that it is a member of, has a member of that name.
func hasField(member string, at *codec.Place) bool {
	var structs []*codec.Struct
	for p := at; p != nil; p = p.Outer {
		structs = append(structs, p.Struct)
		if p.Attr != nil {
			structs = append(structs, p.Attr.Struct)
		}
		if p.Case != nil && p.Case.Spec != nil {
			structs = append(structs, p.Case.Spec.Struct)
		}
	}
	if at.Message != nil {
		structs = append(structs, at.Message.Header)
	}
	for _, s := range structs {
		if s == nil {
			continue
		}
		if m, _, _ := s.Lookup(member); m != nil {
			return true
		}
	}
	return false
}
