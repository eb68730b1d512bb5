package bpf

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
)

// attribute compares an attribute, or a member of the struct that it is.
func (c *compilation) attribute(cond *filter.Condition) (outcome, *test) {
	if len(c.types) == 0 {
		return missing(cond), nil
	}
	start, ok := c.start()
	if !ok || codec.IsNumber(cond.Path[0]) || slices.ContainsFunc(cond.Path, slashed) {
		return unknown, nil
	}
	nests, few, framed := c.reach(cond.Path[0])
	if framed {
		return unknown, nil
	}
	t := &test{op: cond.Op, start: start}
	if !slices.ContainsFunc(c.types, func(t *codec.MessageType) bool { return c.has(t, cond.Path[0]) }) {
		switch {
		case len(nests) == 0:
			return missing(cond), nil
		case !few || len(cond.Path) > 1:
			return unknown, nil
		}
		t.nests, t.absent, t.nowhere = nests, missing(cond), true
		return unknown, t
	}
	spec, found := c.path(t, c.setOf(c.types[0]), cond.Path)
	if !found {
		return unknown, nil
	}
	if few && len(cond.Path) == 1 {
		t.nests, t.absent = nests, missing(cond)
	}
	switch {
	case cond.Value == nil:
		if cond.Op != filter.Equal || t.absent == unknown || cond.Member != "" {
			return unknown, nil
		}
		return unknown, t.presence()
	case spec == nil || spec.Kind == codec.Nest:
		return t.onlyAbsent()
	case cond.Member != "":
		return t.member(spec, cond)
	}
	if s, ok := cond.Value.(string); ok {
		return t.octets(spec, s)
	}
	if !spec.Kind.IsInteger() || spec.Kind.Size() == 0 || spec.Select != nil {
		return t.onlyAbsent()
	}
	t.size, t.total, t.big = uint32(spec.Kind.Size()), uint32(spec.Kind.Size()), isBig(spec.Kind)
	if o, it := integer(t, cond.Value, spec.Kind); it != nil {
		return o, it
	}
	return t.onlyAbsent()
}

func slashed(name string) bool { return strings.Contains(name, "/") }

// onlyAbsent is a test that can tell nothing of an attribute that is there.
func (t *test) onlyAbsent() (outcome, *test) {
	if t.absent == unknown {
		return unknown, nil
	}
	return unknown, t.presence()
}

// presence is a test that says what is of attributes that are not there.
func (t *test) presence() *test {
	return &test{op: t.op, attr: t.attr, nests: t.nests, absent: t.absent, start: t.start}
}

// path finds the numbers of attributes in the sets of a type and its variants. The spec is nil if they differ.
func (c *compilation) path(t *test, set *codec.Set, path []string) (spec *codec.Spec, ok bool) {
	for i, name := range path {
		if set == nil {
			return nil, false
		}
		number, found := set.Number(name)
		if !found {
			return nil, false
		}
		t.attr = append(t.attr, number)
		spec = &set.Attrs[number]
		if i == 0 && !c.alike(name, number, spec) {
			return nil, len(path) == 1 && c.sameNumber(name, number)
		}
		if i+1 == len(path) {
			return spec, true
		}
		if spec.Kind != codec.Nest || spec.Select != nil || spec.Struct != nil || spec.Set == nil ||
			spec.Set.Framing != nil {
			return nil, false
		}
		set = spec.Set
	}
	return nil, false
}

// alike reports whether all variants describe an attribute of the top level in the same way.
func (c *compilation) alike(name string, number uint16, spec *codec.Spec) bool {
	for _, t := range c.types[1:] {
		set := c.setOf(t)
		if set == nil {
			return false
		}
		if n, ok := set.Number(name); !ok || n != number || set.Attrs[n].Kind != spec.Kind ||
			set.Attrs[n].Select != spec.Select || set.Attrs[n].Struct != spec.Struct || set.Attrs[n].Set != spec.Set {
			return false
		}
	}
	return true
}

// sameNumber reports whether an attribute has the same number in all variants.
func (c *compilation) sameNumber(name string, number uint16) bool {
	for _, t := range c.types[1:] {
		set := c.setOf(t)
		if set == nil {
			return false
		}
		if n, ok := set.Number(name); !ok || n != number {
			return false
		}
	}
	return true
}

// setOf returns the attributes of a variant: its own, or those of the type; nil if there are none.
func (c *compilation) setOf(t *codec.MessageType) *codec.Set {
	if t.Set != nil {
		return t.Set
	}
	return c.types[0].Set
}

// has reports whether an attribute of a name may stand at the top level.
func (c *compilation) has(t *codec.MessageType, name string) (ok bool) {
	if set := c.setOf(t); set != nil {
		_, ok = set.Number(name)
	}
	return ok
}

// mostNests is in how many nests an attribute is looked for.
const mostNests = 8

// reach returns the nests at the top level in which an attribute of a name may be, at any depth, whether they are few
// enough to look at all of them, and whether they are not struct nlattr.
func (c *compilation) reach(name string) (nests []uint16, few, framed bool) {
	for _, t := range c.types {
		set := c.setOf(t)
		if set == nil {
			continue
		}
		if set.Framing != nil {
			return nil, false, true
		}
		for number := range set.Attrs {
			known := slices.Contains(nests, uint16(number))
			if !known && holds(&set.Attrs[number], name, map[*codec.Set]bool{}) {
				nests = append(nests, uint16(number))
			}
		}
	}
	return nests, len(nests) <= mostNests, false
}

// holds reports whether an attribute of a name may be inside one.
func holds(s *codec.Spec, name string, seen map[*codec.Set]bool) bool {
	if s == nil {
		return false
	}
	for sel := s.Select; sel != nil; sel = sel.Else() {
		for _, each := range sel.Cases() {
			if holds(each.Spec, name, seen) {
				return true
			}
		}
	}
	if holds(s.Elem, name, seen) {
		return true
	}
	if s.Set == nil || seen[s.Set] {
		return false
	}
	seen[s.Set] = true
	if _, ok := s.Set.Number(name); ok {
		return true
	}
	for i := range s.Set.Attrs {
		if holds(&s.Set.Attrs[i], name, seen) {
			return true
		}
	}
	return false
}

// member compares a member of the struct that an attribute is.
func (t *test) member(spec *codec.Spec, cond *filter.Condition) (outcome, *test) {
	if spec.Kind != codec.StructOf || spec.Struct == nil || spec.Select != nil || spec.Struct.Word != 0 {
		return unknown, nil
	}
	m, from, to := spec.Struct.Lookup(cond.Member)
	if m == nil || m.Bits != 0 || m.Select != nil || !m.Kind.IsInteger() || m.Kind.Size() != to-from {
		return unknown, nil
	}
	t.at, t.size, t.big = uint32(from), uint32(to-from), isBig(m.Kind)
	t.length, t.total = atLeast, uint32(to)
	if o, it := integer(t, cond.Value, m.Kind); it != nil {
		return o, it
	}
	return t.onlyAbsent()
}
