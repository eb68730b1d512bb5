package main

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// source is where a field is found, and how the code of specs and views gets there.
type source struct {
	cname   string // C name, "IFLA_MTU" or "ifi_index"
	number  int    // type of the attribute, or index of the member
	content string // what it holds, in a method of a view
	attr    string // the attribute itself; "" of members
	place   string // content, for what looks for it later: in what, by which number, with which function
	inside  string // attr, for the same
	give    string // what takes the value of a spec
	spec    *codec.Spec
	doc     string // what to say after the C name
	plain   bool   // of a C struct, where nothing is absent
	many    bool   // there may be several
	listed  bool   // of a nest that holds nothing else
	told    bool   // by the kernel only: no request says it
	outer   *codec.Struct
}

// fill makes the fields of an object.
func (g *generator) fill(o *object) {
	if o.record != nil {
		g.members(o, o.record, "v.c", "m", true)
		return
	}
	if o.choice != nil {
		g.choices(o)
		return
	}
	if o.head != nil {
		g.members(o, o.head, "v.a", "head{v}", false)
	}
	for n := range o.set.Attrs {
		a := &o.set.Attrs[n]
		if a.Name == "" || a.Name == "UNSPEC" || a.Kind == codec.Pad {
			continue
		}
		s := source{cname: o.set.Prefix + a.Name, number: n, spec: a, give: "v"}
		s.content, s.attr = fmt.Sprintf("at(v.a, %d)", n), fmt.Sprintf("sub(v.a, %d)", n)
		s.place, s.inside = fmt.Sprintf("v.a, %d, at", n), fmt.Sprintf("v.a, %d", n)
		s.many, s.told = g.severally(o.name, s.cname), g.onlyTold(s.cname)
		if !g.special(o, s, goName(a.Name)) {
			g.add(o, s, g.fieldName(o, s.cname, goName(a.Name)))
		}
	}
	o.fields = append(o.fields, extras[o.name]...)
}

// members makes the fields of a C struct, or of that before attributes.
func (g *generator) members(o *object, of *codec.Struct, at, give string, plain bool) {
	for i := range of.Members {
		m := &of.Members[i]
		if m.Kind == codec.Pad {
			continue
		}
		s := source{cname: m.Name, number: i, give: give, plain: plain, outer: of}
		s.content, s.place = fmt.Sprintf("%s.MemberAt(%d)", at, i), fmt.Sprintf("v.a, %d, headMember", i)
		if o.record != nil {
			s.place = fmt.Sprintf("v.c, %d, member", i)
		}
		s.spec = of.MemberSpec(i)
		if m.Select != nil {
			union := *s.spec
			union.Select = m.Select
			s.spec = &union
		}
		name := goName(bareName(of, m))
		if bareName(of, m) == m.Name && !plain {
			s.doc = " of struct " + of.Name
		}
		if g.special(o, s, name) {
			continue
		}
		s.told = m.Name == o.chosenBy
		if m.Parts != nil {
			g.parts(o, s, m.Parts)
			continue
		}
		if m.Unit == codec.LinkIndex && !plain {
			o.fields = append(o.fields,
				field{name: "Dev", doc: describe(s), specType: "LinkRef", give: g.gives(s, "link", "Dev")},
				field{name: "Index", doc: describe(s), viewType: "int", read: "number[int](" + s.content + ")"})
			continue
		}
		g.add(o, s, g.fieldName(o, s.cname, name))
	}
}

// parts makes a field of each part of an integer.
func (g *generator) parts(o *object, s source, parts *codec.Struct) {
	for i := range parts.Members {
		p := s
		p.cname, p.spec = s.cname+"."+parts.Members[i].Name, parts.MemberSpec(i)
		p.content = fmt.Sprintf("part(%s, %d)", s.content, i)
		p.give = fmt.Sprintf("partOf{%s, %q}", s.give, s.cname)
		g.add(o, p, g.fieldName(o, p.cname, goName(parts.Members[i].Name)))
	}
}

// fieldName is what a field is called.
func (g *generator) fieldName(o *object, cname, name string) string {
	if n := g.told(fieldNames, cname, name); n != name {
		return n
	}
	return g.told(fieldNames, o.name+"."+cname, name)
}

// special makes the fields that the configuration tells, and reports whether these are all.
func (g *generator) special(o *object, s source, name string) bool {
	if f := familyOf(o, s.cname); f != nil {
		g.addFamily(o, s, f)
		return true
	}
	k := o.name + "." + s.cname
	fields, ok := overrides[k]
	if !ok {
		return false
	}
	g.used[k] = true
	for _, f := range fields {
		if f.doc == "" {
			f.doc = describe(s)
		}
		if f.name == "" {
			f.name = g.fieldName(o, s.cname, name)
		}
		if f.viewType == asUsual || f.specType == asUsual {
			usual := g.usual(o, s, f.name)
			if f.viewType == asUsual {
				f.viewType, f.read = usual.viewType, usual.read
			}
			if f.specType == asUsual {
				f.specType, f.give = usual.specType, usual.give
			}
		}
		o.fields = append(o.fields, f)
	}
	return true
}

// usual is the field that there were without the configuration.
func (g *generator) usual(o *object, s source, name string) field {
	scratch := *o
	scratch.fields = nil
	g.add(&scratch, s, name)
	if len(scratch.fields) == 0 {
		return field{}
	}
	return scratch.fields[0]
}

// add makes the field of an attribute or a member, and one more for each of the other layouts that it may have.
func (g *generator) add(o *object, s source, name string) {
	seen := map[string]bool{}
	if s.spec.Kind != codec.SubMessage {
		f := g.form(o, s, name)
		seen[f.viewType+s.spec.Kind.String()] = true
		seen[f.viewType] = true
		o.fields = append(o.fields, f)
	}
	for sel := s.spec.Select; sel != nil; sel = sel.Else() {
		for i := range sel.Cases() {
			c := &sel.Cases()[i]
			chosen := s
			chosen.spec = c.Spec
			if c.Spec.Kind == codec.SubMessage || isEmpty(c.Spec) {
				continue
			}
			full := name + g.caseName(o, sel, c)
			chosen.guard()
			f := g.form(o, chosen, g.told(fieldNames, o.name+"."+full, full))
			container := c.Spec.Kind == codec.NestArray || c.Spec.Kind == codec.Array
			if same := f.viewType; container && seen[same+c.Spec.Kind.String()] || !container && seen[same] {
				continue
			}
			seen[f.viewType], seen[f.viewType+c.Spec.Kind.String()] = true, true
			f.doc += ", " + sel.String()
			o.fields = append(o.fields, f)
		}
	}
}

// guard has the view look whether the layout is the one that was chosen, where its content would not tell.
func (s *source) guard() {
	switch s.spec.Kind {
	case codec.StructOf:
		s.content = fmt.Sprintf("ifStruct(%q, %s)", s.spec.Struct.Name, s.content)
	case codec.Nest:
		s.attr = fmt.Sprintf("ifNest(%q, %s)", s.spec.Set.Prefix, s.attr)
	}
}

// isEmpty reports whether a layout has nothing in it.
func isEmpty(s *codec.Spec) bool {
	return s.Kind == codec.Nest && s.Struct == nil && (s.Set == nil || len(s.Set.Attrs) == 0)
}

// caseName is what a layout is called that a Selector chooses, in Go.
func (g *generator) caseName(o *object, sel *codec.Selector, c *codec.Case) string {
	if c.Name != "" {
		return goName(c.Name)
	}
	if c.Any {
		if sel.By() == codec.SelectByNested {
			return "Nested"
		}
		return "Other"
	}
	if sel.By() == codec.SelectByLength && c.Value == 0 {
		return "Empty"
	}
	if e := g.selecting(o, sel); e != nil {
		if name := e.NameOf(c.Value); name != "" {
			return goName(strings.TrimPrefix(strings.TrimPrefix(name, e.Prefix), "RTNL_FAMILY_"))
		}
	}
	return fmt.Sprintf("Of%d", c.Value)
}

// selecting is the names of the values that a Selector goes by.
func (g *generator) selecting(o *object, sel *codec.Selector) *codec.Enum {
	if head := sel.Head(); head != nil {
		m, _, _ := head.Lookup(sel.Name())
		return m.Enum
	}
	heads := append([]*codec.Struct{o.head, o.record}, g.heads...)
	for _, of := range heads {
		if of == nil || sel.By() != codec.SelectByField {
			continue
		}
		if m, _, _ := of.Lookup(sel.Name()); m != nil {
			return m.Enum
		}
	}
	if sel.By() == codec.SelectBySibling && o.set != nil {
		if n, ok := o.set.Number(sel.Name()); ok {
			return o.set.Attrs[n].Enum
		}
	}
	return nil
}

// describe is what a field is in C, with its unit and order, and what the table says of it.
func describe(s source) string {
	order, unit := "", ""
	switch s.spec.Kind {
	case codec.BE16, codec.BE32, codec.BE64, codec.SBE32:
		order = "network order"
	case codec.MPLS:
		order = "labels from the top of the stack"
	}
	if u := s.spec.Unit; !u.Plain() && !u.Spelled() {
		unit = "in " + u.String()
	}
	return join(": ", join(", ", s.cname+s.doc, unit, order), s.spec.Doc)
}
