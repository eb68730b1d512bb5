package codec

// DeclareSet makes a set that holds itself again, however deep: Go does not let the initial values of variables refer to
// each other in a circle. Its attributes are told to Define, in the initial value of another variable.
func DeclareSet(prefix string) *Set { return &Set{Prefix: prefix} }

// DeclareFramedSet is DeclareSet for members that are not framed by struct nlattr.
func DeclareFramedSet(f *Framing, prefix string) *Set { return &Set{Prefix: prefix, Framing: f} }

// Define gives a declared set its attributes, and returns it.
func (s *Set) Define(attrs Attrs) *Set {
	if s.Attrs != nil {
		panic("codec: set defined twice: " + s.Prefix)
	}
	s.Attrs = attrs
	for _, p := range s.parts {
		p.copyFrom(attrs)
	}
	s.parts = nil
	return s
}

// known returns the layout of an attribute of a type, nil if the set has none.
func (s *Set) known(typ uint16) *Spec {
	if int(typ) < len(s.Attrs) && s.Attrs[typ].Name != "" {
		return &s.Attrs[typ]
	}
	return nil
}

// part is a set of some attributes of another one, by their full names.
type part struct {
	*Set
	names []string
}

// Subset makes a set of those attributes of another one that are named in full: what may stand in a place where not all
// of them can. The other may be declared and not defined yet.
func Subset(of *Set, names ...string) *Set {
	p := &part{&Set{Prefix: of.Prefix, Framing: of.Framing}, names}
	if of.Attrs == nil {
		of.parts = append(of.parts, p)
	} else {
		p.copyFrom(of.Attrs)
	}
	return p.Set
}

// copyFrom takes the attributes that are named.
func (p *part) copyFrom(attrs Attrs) {
	for _, name := range p.names {
		number, ok := (&Set{Prefix: p.Prefix, Attrs: attrs}).Number(name)
		if !ok {
			panic("codec: no attribute " + name + " for a subset")
		}
		for int(number) >= len(p.Attrs) {
			p.Attrs = append(p.Attrs, Spec{})
		}
		p.Attrs[number] = attrs[number]
	}
}
