package codec

import (
	"cmp"
	"sort"
	"strings"
)

// unionSpec returns how a union, a member of the struct between two places, is laid out: by another member of that, or
// of what is around it, or by an attribute of the message; or as it is where none decides.
func (m *Message) unionSpec(s *Struct, from, to int, union *Member, own *Spec) *Spec {
	for by := union.Select; by != nil; by = by.or {
		if by.by == SelectBySibling {
			level := m.quoted.node // of the attributes beside the header that has the union: 0 is the message itself
			if spec := m.choiceAt(level, by, false).spec; spec != nil {
				return spec
			}
			continue
		}
		if v, ok := m.structField(s, from, to, by.name); ok {
			if spec := by.choose(v); spec != nil {
				return spec
			}
		}
		if spec := m.chooseAround(from, by); spec != nil {
			return spec
		}
	}
	return own
}

// chooseAround returns what a member of the nearest struct around a place chooses that has one of that name, for which
// there is a case: of those that hold the place itself, or of the fixed structs before the attributes that do.
func (m *Message) chooseAround(at int, by *Selector) *Spec {
	i := m.innermost(at)
	spec := m.chooseOnWay(i, at, by)
	for spec == nil && i > 0 && m.nodes[i].marks&markQuoted == 0 {
		i = m.nodes[i].parent
		if v, ok := m.fixedField(i, by.name); ok {
			spec = by.choose(v)
		}
	}
	return spec
}

// innermost returns the innermost node that has a place in its payload.
func (m *Message) innermost(at int) (i int32) {
	for {
		n := &m.nodes[i]
		inside := sort.Search(int(n.count), func(j int) bool { return int(m.nodes[n.child+int32(j)].end) > at })
		next := n.child + int32(inside)
		if inside == int(n.count) || m.nodes[next].marks&markTail != 0 || m.nodes[next].payload() > at {
			return i
		}
		i = next
	}
}

// chooseOnWay goes from the struct of a node to the innermost one that holds a place, and returns what is chosen last.
func (m *Message) chooseOnWay(i int32, at int, by *Selector) (spec *Spec) {
	s, from := m.structAt(i, at)
	for s != nil {
		if v, ok := m.structField(s, from, int(m.nodes[i].end), by.name); ok {
			spec = cmp.Or(by.choose(v), spec)
		}
		inner, start := s.memberAt(at - from)
		s, from = inner, from+start
	}
	return spec
}

// structAt returns the struct of a node, or of the element of its array, that holds a place, and where it starts.
func (m *Message) structAt(i int32, at int) (*Struct, int) {
	if s, from := m.fixed(i); s != nil {
		return s, from
	}
	n := &m.nodes[i]
	from := n.payload()
	switch {
	case n.spec == nil:
	case n.spec.Kind == StructOf:
		return n.spec.Struct, from
	case n.spec.Kind == Array && n.spec.Elem.Struct != nil:
		size := n.spec.Elem.Struct.Size()
		return n.spec.Elem.Struct, from + (at-from)/size*size
	}
	return nil, 0
}

// memberAt returns the struct that stands at a place in s as one of its members, or as an element of one, and where it
// starts; nil if none does.
func (s *Struct) memberAt(at int) (inner *Struct, from int) {
	for i, p := range s.places().members {
		m := &s.Members[i]
		if m.Struct == nil || at < p.from || at >= p.to && p.to > p.from {
			continue
		}
		if from = p.from; m.Kind == Array {
			from += (at - from) / m.Struct.Size() * m.Struct.Size()
		}
		return m.Struct, from
	}
	return nil, 0
}

// enclosing is a struct being encoded, and what is given for its members.
type enclosing struct {
	s      *Struct
	fields map[string]any
}

// unionSpec is how a union is laid out, going by what is given for the member that decides: the innermost of the
// structs being encoded is the union's own.
func (e *encoding) unionSpec(union *Member, own *Spec) *Spec {
	for by := union.Select; by != nil; by = by.or {
		if spec := e.chosenAround(by); spec != nil {
			return spec
		}
	}
	return own
}

func (e *encoding) chosenAround(by *Selector) *Spec {
	if by.by == SelectBySibling {
		return e.chosenBeside(by)
	}
	for i := len(e.around) - 1; i >= 0; i-- {
		if v, ok := e.givenField(e.around[i], by.name); ok {
			if spec := by.choose(v); spec != nil {
				return spec
			}
		}
	}
	for s := e.level; s != nil; s = s.parent {
		if v, ok := e.fixedField(s, by.name); ok {
			if spec := by.choose(v); spec != nil {
				return spec
			}
		}
	}
	return nil
}

// chosenBeside chooses by an attribute of the message.
func (e *encoding) chosenBeside(by *Selector) *Spec {
	message := e.level
	for message != nil && message.parent != nil {
		message = message.parent
	}
	if message == nil {
		return nil
	}
	return e.choose(message, by).spec
}

// givenField returns the number that is given for an integer member, or for one of a struct inside; ok is false if the
// struct has none of that name, or it is null: what a capture does not tell chooses nothing.
func (e *encoding) givenField(in enclosing, name string) (v uint64, ok bool) {
	outer, inner, nested := strings.Cut(name, ".")
	m, at := in.s.lookup(outer)
	if m == nil {
		return 0, false
	}
	x, isGiven := e.given(in.fields, in.s, m, at)
	if nested {
		fields, _ := x.(map[string]any)
		return e.givenField(enclosing{m.Struct, fields}, inner)
	}
	switch {
	case x == nil && isGiven:
		return 0, false
	case x == nil:
		x = 0
	}
	v, _, err := integerOf(x, m.Enum, NoUnit)
	return v, err == nil
}
