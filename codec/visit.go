package codec

import "iter"

// Visitor has what Visit calls for each thing that tables describe. A function may be nil. The place says where the
// thing was found; it is the caller's to keep.
type Visitor struct {
	Protocol func(p *Protocol)
	Family   func(f *Family)
	Message  func(t *MessageType, at *Place) // at.Message: the one whose variant it is
	Set      func(s *Set, at *Place)
	Attr     func(number int, a *Spec, at *Place) // at.Set and at.Attr: what is found
	Layout   func(s *Spec, at *Place)             // of an attribute, an element of an array, or a case of a Selector
	Selector func(s *Selector, at *Place)
	Struct   func(s *Struct, at *Place)
	Member   func(m *Member, at *Place) // at.Struct and at.Member: what is found
	Enum     func(e *Enum, at *Place)
}

// Place is where Visit found something: one step from Outer, which is where that was found that holds it. The step is
// that into an attribute, into a member, into a case, or to the names of the indices of an array; the outermost place
// has none. The message and what that is of are those of the first way that leads there.
type Place struct {
	Protocol *Protocol    // nil for messages of families, and for those of netlink itself
	Family   *Family      // of generic netlink messages
	Message  *MessageType // whose payload it is
	Set      *Set         // of Attr
	Attr     *Spec
	Struct   *Struct // of Member
	Member   *Member
	Case     *Case
	Index    bool
	Outer    *Place
}

// step returns a place inside.
func (p *Place) step() *Place {
	return &Place{Protocol: p.Protocol, Family: p.Family, Message: p.Message, Outer: p}
}

// Name returns the C name of the attribute, member, message or family that holds what was found there; after it,
// joined by "_", the names of the cases on the way, and "index" for the names of indices.
func (p *Place) Name() string {
	switch {
	case p.Case != nil:
		return p.Outer.Name() + "_" + p.Case.Name
	case p.Index:
		return p.Outer.Name() + "_index"
	case p.Attr != nil:
		return p.Set.Prefix + p.Attr.Name
	case p.Member != nil:
		return p.Member.Name
	case p.Message != nil && p.Message.Name != "":
		return p.Message.Name
	case p.Family != nil:
		return p.Family.Name
	case p.Protocol != nil:
		return p.Protocol.Name
	}
	return ""
}

// Visit calls the functions of a Visitor for everything that the tables of a registry describe, each thing once and in
// an order that depends on the tables alone: the messages of netlink itself; the protocols, by number, and the
// families, by name, each before its messages, of which the last is that without a name that describes those of unknown
// types. A message is visited before its header, its attributes, its errno values and its variants, a set before its
// attributes, and an attribute, or a case, before all that is in it. Sets that hold themselves are no trouble.
func Visit(reg *Registry, v Visitor) {
	w := visit{Visitor: v, seen: map[any]bool{}}
	for _, t := range ControlTypes() {
		w.message(t, &Place{})
	}
	for _, p := range reg.Protocols() {
		call(w.Protocol, p)
		at := &Place{Protocol: p}
		for _, t := range p.Messages {
			w.message(t, at)
		}
		w.message(p.Fallback, at)
	}
	for _, f := range reg.Families() {
		call(w.Family, f)
		at := &Place{Family: f}
		for _, t := range f.Commands {
			w.message(t, at)
		}
		w.message(reg.families[f.Name].fallback, at)
	}
}

// VisitTypes is Visit for some messages and all that they hold.
func VisitTypes(types iter.Seq[*MessageType], v Visitor) {
	w := visit{Visitor: v, seen: map[any]bool{}}
	for t := range types {
		w.message(t, &Place{})
	}
}

// visit is a walk through tables.
type visit struct {
	Visitor
	seen map[any]bool
}

// first notes a table, and reports whether it is met for the first time.
func (v *visit) first(table any) bool {
	if v.seen[table] {
		return false
	}
	v.seen[table] = true
	return true
}

func call[T any](f func(T), x T) {
	if f != nil {
		f(x)
	}
}

func callAt[T any](f func(T, *Place), x T, at *Place) {
	if f != nil {
		f(x, at)
	}
}

func (v *visit) message(t *MessageType, at *Place) {
	if t == nil || !v.first(t) {
		return
	}
	callAt(v.Message, t, at)
	in := &Place{Protocol: at.Protocol, Family: at.Family, Message: t}
	v.structure(t.Header, in)
	v.set(t.Set, in)
	for i := range t.Errnos {
		v.enum(t.Errnos[i].Enum, in)
	}
	for _, variant := range t.Variants {
		v.message(variant, in)
	}
}

func (v *visit) set(s *Set, at *Place) {
	if s == nil || !v.first(s) {
		return
	}
	callAt(v.Set, s, at)
	for number := range s.Attrs {
		a := &s.Attrs[number]
		if a.Name == "" {
			continue
		}
		in := at.step()
		in.Set, in.Attr = s, a
		if v.Attr != nil {
			v.Attr(number, a, in)
		}
		v.layout(a, in)
	}
}

func (v *visit) layout(s *Spec, at *Place) {
	if s == nil || !v.first(s) {
		return
	}
	callAt(v.Layout, s, at)
	v.set(s.Set, at)
	v.structure(s.Struct, at)
	v.structure(s.Parts, at)
	v.enum(s.Enum, at)
	if s.Index != nil {
		in := at.step()
		in.Index = true
		v.enum(s.Index, in)
	}
	v.layout(s.Elem, at)
	v.selector(s.Select, at)
}

func (v *visit) selector(s *Selector, at *Place) {
	for ; s != nil && v.first(s); s = s.or {
		callAt(v.Selector, s, at)
		for i := range s.cases {
			in := at.step()
			in.Case = &s.cases[i]
			v.layout(s.cases[i].Spec, in)
		}
	}
}

func (v *visit) structure(s *Struct, at *Place) {
	if s == nil || !v.first(s) {
		return
	}
	callAt(v.Struct, s, at)
	for i := range s.Members {
		m := &s.Members[i]
		in := at.step()
		in.Struct, in.Member = s, m
		callAt(v.Member, m, in)
		v.structure(m.Struct, in)
		v.structure(m.Parts, in)
		v.enum(m.Enum, in)
		v.selector(m.Select, in)
	}
}

func (v *visit) enum(e *Enum, at *Place) {
	if e != nil && v.first(e) {
		callAt(v.Enum, e, at)
	}
}
