// Package schemacheck tells what is wrong with the tables of a registry in themselves: what the engine takes on trust.
package schemacheck

import (
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Check returns what is wrong, a line each, with the place: "IFLA_LINKINFO: nest needs its Set".
func Check(reg *codec.Registry) []string {
	c := &checker{types: map[typeOf]string{}, replies: map[typeOf]string{}}
	codec.Visit(reg, codec.Visitor{
		Message:  c.message,
		Set:      c.set,
		Layout:   c.layout,
		Selector: c.selector,
		Struct:   c.structure,
		Member:   c.member,
		Enum:     c.enum,
	})
	c.answered()
	c.chosenElsewhere()
	slices.Sort(c.faults)
	return c.faults
}

type checker struct {
	faults  []string
	types   map[typeOf]string // the names
	replies map[typeOf]string // the requests that they answer

	structs   []*codec.Struct
	elsewhere []choice
}

// choice is a member that something at a place is chosen by.
type choice struct {
	member string
	at     *codec.Place
}

func (c *checker) fault(at *codec.Place, format string, args ...any) {
	c.faults = append(c.faults, at.Name()+": "+fmt.Sprintf(format, args...))
}

// unless notes a fault at a place if something does not hold.
func (c *checker) unless(ok bool, at *codec.Place, format string, args ...any) {
	if !ok {
		c.fault(at, format, args...)
	}
}

func (c *checker) set(s *codec.Set, at *codec.Place) {
	const most = 0x3fff // NLA_TYPE_MASK
	c.unless(len(s.Attrs) <= most+1, at, "%s%d is more than NLA_TYPE_MASK", s.Prefix, len(s.Attrs)-1)
	names := map[string]int{}
	for number := range s.Attrs {
		name := s.Attrs[number].Name
		if first, twice := names[name]; twice && name != "" {
			c.fault(at, "%s%s is %d and %d", s.Prefix, name, first, number)
		}
		names[name] = number
	}
	if f := s.Framing; f != nil {
		c.unless(f.Layers != nil || f.Align > 0 && (f.LenSize == 1 || f.LenSize == 2) && f.LenOff+f.LenSize <= f.Header+f.Plus &&
			f.TypeOff+f.TypeSize <= f.Header, at, "%s does not fit into its header of %d octets", f.Name, f.Header)
		c.unless(f.Layers != nil || len(s.Attrs) <= 1<<(8*f.TypeSize), at, "%s has no room for type %d", f.Name,
			len(s.Attrs)-1)
	}
}

// layout checks that a layout has what its kind needs, and nothing that it ignores.
func (c *checker) layout(s *codec.Spec, at *codec.Place) {
	k := s.Kind
	array := k == codec.Array || k == codec.NestArray
	for _, part := range []struct {
		name         string
		has          bool
		needs, takes bool
	}{
		{"Set", s.Set != nil, k == codec.Nest && s.Layer == nil, k == codec.Nest},
		{"Layer", s.Layer != nil, false, k == codec.Nest && s.Struct != nil},
		{"Notation", s.Notation != nil, k == codec.Texts, k == codec.Texts},
		{"Struct", s.Struct != nil, k == codec.StructOf, k == codec.StructOf || k == codec.Nest},
		{"Elem", s.Elem != nil, array, array},
		{"Index", s.Index != nil, false, array},
		{"Base", s.Base != 0, false, k == codec.Array},
		{"Enum", s.Enum != nil, false, k.IsInteger() || k == codec.Bitfield32 || k == codec.Bytes},
		{"Unit", s.Unit != codec.NoUnit, false, k.IsInteger()},
		{"Bulk", s.Bulk, false, k == codec.Array},
		{"NoNUL", s.NoNUL, false, k == codec.String},
		{"Select", s.Select != nil, k == codec.SubMessage, true},
	} {
		c.unless(part.has || !part.needs, at, "%s needs its %s", k, part.name)
		c.unless(!part.has || part.takes, at, "%s takes no %s", k, part.name)
	}
	c.unless(k.String() != "invalid", at, "there is no kind %d", k)
	if k == codec.Array && s.Elem != nil {
		c.unless(s.Elem.Kind.Size() > 0 || s.Elem.Kind == codec.StructOf, at,
			"an array of %s has no end of its elements",
			s.Elem.Kind)
	}
	c.unless(selects(s, 0) <= mostSelects, at, "more than %d Selectors lead one to another", mostSelects)
}

// mostSelects is how often the decoder goes from one Selector to another.
const mostSelects = 4

// selects returns how many Selectors are asked one after the other, at most.
func selects(s *codec.Spec, depth int) (most int) {
	if s == nil || depth > mostSelects {
		return 0
	}
	for by := s.Select; by != nil; by = by.Else() {
		for _, k := range by.Cases() {
			most = max(most, 1+selects(k.Spec, depth+1))
		}
	}
	return most
}
