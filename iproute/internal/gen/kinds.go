package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// family is what attributes choose by the name, or the number, of a kind: those of links, of queueing disciplines…
// Each kind is a spec of its own, which is a value of an interface.
type family struct {
	object  string // whose attribute holds what the kinds have
	attr    string // its C name
	on      string // the object of whose view the kinds are methods
	reader  string // the function that finds the attribute where it is of a kind
	face    string // the interface of the kinds
	method  string // its method
	suffix  string // of the names of the specs
	method2 bool   // the methods of the view have the suffix, too
	file    string
	field   string // the field of the spec that takes a kind; "" if it is told elsewhere
	kind    string // the attribute that says which kind it is
}

func familyOf(o *object, cname string) *family {
	for i := range families {
		if f := &families[i]; f.object == o.name && f.attr == cname {
			return f
		}
	}
	return nil
}

// addFamily makes the specs of the kinds, and the methods of the view that they are read by.
func (g *generator) addFamily(o *object, s source, f *family) {
	on := o
	if i := slices.IndexFunc(g.objects, func(x *object) bool { return x.name == f.on }); i >= 0 {
		on = g.objects[i]
	}
	if f.field != "" {
		doc := f.kind + " and " + s.cname
		o.fields = append(o.fields, field{name: f.field, doc: doc, specType: f.face, give: f.give(s)})
	}
	cases := s.spec.Select.Cases()
	for i := range cases {
		c := &cases[i]
		first := canonical(cases, c)
		name := goName(c.Name)
		value := fmt.Sprintf("%q", c.Name)
		if c.Name == "" {
			name, value = g.caseName(o, s.spec.Select, c), fmt.Sprint(c.Value)
		}
		of := g.kindObject(first, f, o, s)
		method := name
		if f.method2 {
			method += f.suffix
		}
		if !isEmpty(c.Spec) {
			on.fields = append(on.fields, f.accessor(method, value, s.cname, c, of))
		}
		if g.byFirst[f.face+value] {
			continue
		}
		g.byFirst[f.face+value] = true
		k := kind{family: f, name: name + f.suffix, value: value, of: of}
		if slices.Contains(byHand, k.name) {
			continue
		}
		if k.name != of.name {
			k.same = of.name
			if of.hand {
				continue
			}
			g.take(k.name, "kind "+c.Name)
		}
		g.kinds = append(g.kinds, k)
	}
}

// give is the statement that gives a kind, if there is one, and what it has.
func (f *family) give(s source) string {
	return fmt.Sprintf("if x.%s != nil {\nkind, data := x.%[1]s.%s()\ngiveKind(v, %q, %q, kind, data)\n}",
		f.field, f.method, f.kind, s.cname)
}

// accessor is the method of a view for what a kind has.
func (f *family) accessor(name, value, cname string, c *codec.Case, of *object) field {
	x := field{name: name, doc: fmt.Sprintf("%s of %s", cname, strings.Trim(value, `"`)), viewType: of.name + "View"}
	x.read = fmt.Sprintf("asNest[%s](%s(v.a, %s))", x.viewType, f.reader, value)
	if c.Spec.Kind == codec.StructOf {
		x.read = fmt.Sprintf("asRecord[%s](%s(v.a, %s).Content())", x.viewType, f.reader, value)
	}
	return x
}

// kindObject returns the object of what a kind has, which is called after the kind. One without anything is its own.
func (g *generator) kindObject(c *codec.Case, f *family, o *object, s source) *object {
	name := goName(c.Name) + f.suffix
	if c.Name == "" {
		name = g.caseName(o, s.spec.Select, c) + f.suffix
	}
	k := key{set: c.Spec.Set, head: c.Spec.Struct}
	if isEmpty(c.Spec) {
		k = key{choice: c.Spec}
		if c.Spec.Set != nil {
			k = key{set: &codec.Set{}} // each is one of its own
		}
	}
	if old := g.byKey[k]; old != nil {
		if !slices.ContainsFunc(families, func(f family) bool { return f.file == old.file }) {
			old.file = f.file
		}
		return old
	}
	doc := strings.TrimSpace("kind " + c.Name)
	if c.Name == "" {
		doc = fmt.Sprintf("%s of kind %d", s.cname, c.Value)
	}
	return g.newObject(k, name, f.file, doc)
}

// canonical returns the case that a layout, which several kinds may share, is called after: that whose name is in the
// names of the attributes, or the first.
func canonical(cases codec.Cases, c *codec.Case) *codec.Case {
	var first *codec.Case
	for i := range cases {
		other := &cases[i]
		if other.Spec.Set != c.Spec.Set || other.Spec.Struct != c.Spec.Struct || isEmpty(c.Spec) {
			continue
		}
		if first == nil || canonicalKinds[other.Name] || c.Spec.Set != nil &&
			strings.HasSuffix(c.Spec.Set.Prefix, "_"+strings.ToUpper(other.Name)+"_") && !canonicalKinds[first.Name] {
			first = other
		}
	}
	if first == nil {
		return c
	}
	return first
}

// chosen returns the object of elements that start with a struct which says what is after it.
func (g *generator) chosen(elem *codec.Spec, outer *object, name, cname string) *object {
	k := key{choice: elem}
	if o := g.byKey[k]; o != nil {
		return o
	}
	name = outer.name + name
	return g.newObject(k, g.told(objectNames, name, name), outer.file, "each of "+cname)
}

// choices makes the fields of such an object.
func (g *generator) choices(o *object) {
	sel := o.choice.Select
	_, index, _ := memberIndex(sel.Head(), sel.Name())
	for i := range sel.Cases() {
		c := &sel.Cases()[i]
		name := g.caseName(o, sel, c)
		if c.Any {
			continue
		}
		attr := fmt.Sprintf("whichCase(v.a, %d, %d)", index, c.Value)
		s := source{cname: o.name + name, spec: c.Spec, attr: attr, content: attr + ".Content()", give: "v"}
		f := g.form(o, s, name)
		f.inner.chosenBy = sel.Name()
		f.doc = sel.String() + ": " + name
		data := dataOf(f.inner, "(*x."+name+")")
		f.give = fmt.Sprintf("case x.%s != nil:\nreturn ofCase(%s, %q, %d)", name, data, sel.Name(), c.Value)
		o.fields = append(o.fields, f)
	}
}

// dataOf is the expression of what a spec holds.
func dataOf(o *object, x string) string {
	if o.record != nil {
		return "membersOf(" + x + ".fill)"
	}
	return "nestOf(" + x + ".fill)"
}

// memberIndex returns which of the members of a struct has a name.
func memberIndex(s *codec.Struct, name string) (*codec.Member, int, bool) {
	i := slices.IndexFunc(s.Members, func(m codec.Member) bool { return m.Name == name })
	return &s.Members[i], i, i >= 0
}
