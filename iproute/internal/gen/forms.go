package main

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// scalar is how a value that is one thing is a type of Go: in views and structs, in specs, and by which functions of
// the package it is read and given.
type scalar struct {
	plain, reader string
	spec, giver   string
	plainGiver    string
}

// form makes the field of one layout.
func (g *generator) form(o *object, s source, name string) field {
	f := field{name: name, doc: describe(s)}
	switch sp := s.spec; {
	case sp.Kind == codec.StructOf:
		inner := g.structure(sp.Struct, o, name)
		f.inner = inner
		f.viewType = inner.name + "View"
		f.reader, f.one, f.each = "asRecord["+f.viewType+"]", inner.name, "eachRecord"
		f.read = f.reader + "(" + s.content + ")"
		f.specType, f.give = "*"+inner.name, g.gives(s, "record", name)
		if s.plain {
			f.specType = inner.name
			f.give = g.gives(s, "recordIn", name)
		}
	case sp.Kind == codec.Nest && sp.Set.Framing != nil:
		inner := g.nest(&sp.Set.Attrs[0], o, name, s.cname)
		f.inner = inner
		f.viewType = "iter.Seq[" + inner.name + "View]"
		f.read = fmt.Sprintf("childNests[%sView](%s)", inner.name, s.inside)
		f.specType, f.give = "[]"+inner.name, g.gives(s, "framed", name)
	case sp.Kind == codec.Nest && !s.many && !s.listed && g.wrapped(sp) > 0:
		return g.wrapper(o, s, name)
	case sp.Kind == codec.Nest:
		inner := g.nest(sp, o, name, s.cname)
		f.inner = inner
		f.viewType = inner.name + "View"
		f.reader, f.one, f.each = "asNest["+f.viewType+"]", inner.name, "eachNested"
		f.read = f.reader + "(" + s.attr + ")"
		f.specType, f.give = "*"+inner.name, g.gives(s, "nested", name)
	case sp.Kind == codec.Array:
		g.array(o, s, &f)
	case sp.Kind == codec.NestArray:
		g.nestArray(o, s, &f)
	default:
		x := g.scalar(sp)
		f.viewType, f.reader, f.one, f.each = x.plain, x.reader, withoutOpt(x.spec), "each"
		f.read = f.reader + "(" + s.content + ")"
		if strings.HasPrefix(x.plain, "iter.") {
			f.read = f.reader + "(" + s.place + ")"
		}
		f.specType, f.give = x.spec, g.gives(s, x.giver, name)
		if s.plain {
			f.specType, f.give = x.plain, g.gives(s, x.plainGiver, name)
		}
		if plainFields[s.cname] {
			g.used[s.cname] = true
			f.specType, f.give = "string", g.gives(s, "text", name)
			f.each = "eachText"
		}
	}
	if s.many {
		f.several("", s.inside)
		f.give = g.gives(s, f.each, name)
	}
	if s.told || f.inner != nil && f.inner.hand {
		f.specType, f.give = "", ""
	}
	return f
}

// wrapped returns the type of the attributes of a nest that holds nothing else, but any number of them.
func (g *generator) wrapped(s *codec.Spec) (typ int) {
	if s.Struct != nil {
		return 0
	}
	for n := range s.Set.Attrs {
		switch a := &s.Set.Attrs[n]; {
		case a.Name == "" || a.Kind == codec.Pad || a.Name == "UNSPEC":
		case typ > 0 || !severalTimes[s.Set.Prefix+a.Name]:
			return 0
		default:
			typ = n
		}
	}
	return typ
}

// wrapper makes the field of such a nest: a list of what is in it.
func (g *generator) wrapper(o *object, s source, name string) field {
	typ := g.wrapped(s.spec)
	inside := s
	inside.spec, inside.give, inside.listed = &s.spec.Set.Attrs[typ], "in", true
	inside.cname = s.spec.Set.Prefix + inside.spec.Name
	g.severally("", inside.cname)
	f := g.form(o, inside, name)
	f.doc = s.cname + ", of " + inside.cname
	f.several("In", fmt.Sprintf("%s, %d", s.inside, typ))
	if f.give != "" {
		f.give = fmt.Sprintf("giveIn(%s, %q, func(in taker) { %s })", s.give, s.cname, g.gives(inside, f.each, name))
	}
	return f
}

// several makes the field one of an attribute that may come several times, at a place: beside each other, or in a nest.
func (f *field) several(in, place string) {
	if strings.HasPrefix(f.reader, "asNest") {
		f.read = fmt.Sprintf("severalNests%s[%s](%s)", in, f.viewType, place)
	} else {
		f.read = fmt.Sprintf("several%s(%s, %s)", in, place, f.reader)
	}
	f.viewType = "iter.Seq[" + f.viewType + "]"
	if f.specType != "" {
		f.specType = "[]" + f.one
	}
}

// gives is the statement that gives a field to the request.
func (g *generator) gives(s source, giver, name string) string {
	cname := s.cname
	if _, part, ok := strings.Cut(cname, "."); ok {
		cname = part
	}
	return fmt.Sprintf("give%s(%s, %q, x.%s)", upper(giver), s.give, cname, name)
}

// withoutOpt is the type of a value that is there.
func withoutOpt(t string) string {
	if inner, ok := strings.CutPrefix(t, "Opt["); ok {
		return strings.TrimSuffix(inner, "]")
	}
	return t
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// array makes the field of packed elements.
func (g *generator) array(o *object, s source, f *field) {
	elem, read := s.spec.Elem, ""
	var view, spec, giver string
	if elem.Kind == codec.StructOf {
		inner := g.structure(elem.Struct, o, f.name)
		f.inner = inner
		view, spec, giver = inner.name+"View", inner.name, "records"
		read = "asRecord[" + view + "]"
	} else {
		x := g.scalar(elem)
		view, spec, giver, read = x.plain, x.plain, "list", x.reader
		if x.plainGiver != "number" {
			giver = "listOf"
		}
	}
	f.viewType, f.read = "iter.Seq["+view+"]", fmt.Sprintf("elements(%s, %s)", s.place, read)
	if s.spec.Index != nil {
		e := g.enumOf(s.spec.Index, codec.U16)
		f.viewType = fmt.Sprintf("iter.Seq2[%s, %s]", e.name, view)
		f.read = fmt.Sprintf("indexed[%s](%s, %s)", e.name, s.place, read)
	}
	f.specType, f.give = "[]"+spec, g.gives(s, giver, f.name)
}

// nestArray makes the field of attributes that are alike.
func (g *generator) nestArray(o *object, s source, f *field) {
	elem := s.spec.Elem
	var view, spec, giver, read string
	switch elem.Kind {
	case codec.Nest:
		inner := g.nest(elem, o, f.name, s.cname)
		f.inner = inner
		view, spec, giver = inner.name+"View", inner.name, "nests"
		read = fmt.Sprintf("childNests[%s](%s)", view, s.inside)
	case codec.SubMessage:
		inner := g.chosen(elem, o, f.name, s.cname)
		f.inner = inner
		view, spec, giver = inner.name+"View", inner.name, "choices"
		read = fmt.Sprintf("childNests[%s](%s)", view, s.inside)
	case codec.StructOf:
		inner := g.structure(elem.Struct, o, f.name)
		f.inner = inner
		view, spec, giver = inner.name+"View", inner.name, "nestedRecords"
		read = fmt.Sprintf("children(%s, asRecord[%s])", s.inside, view)
	default:
		x := g.scalar(elem)
		view, spec, giver = x.plain, x.plain, "nestedList"
		if x.plainGiver != "number" {
			giver = "nestedListOf"
		}
		read = fmt.Sprintf("children(%s, %s)", s.inside, x.reader)
	}
	f.viewType, f.read = "iter.Seq["+view+"]", read
	f.specType, f.give = "[]"+spec, g.gives(s, giver, f.name)
	if s.spec.Index == nil {
		return
	}
	if names := count(s.spec.Index); names == 1 {
		f.give = strings.TrimSuffix(f.give, ")") + ", 1)" // all are called alike
		return
	}
	e := g.enumOf(s.spec.Index, codec.U16)
	f.viewType = fmt.Sprintf("iter.Seq2[%s, %s]", e.name, view)
	if elem.Kind == codec.Nest || elem.Kind == codec.SubMessage {
		f.read = fmt.Sprintf("indexedNests[%s, %s](%s)", e.name, view, s.inside)
	} else {
		f.read = strings.Replace(read, "children(", "indexedChildren["+e.name+"](", 1)
	}
	f.specType, f.give = fmt.Sprintf("map[%s]%s", e.name, spec), g.gives(s, "indexed"+upper(giver), f.name)
}

// count is how many values an enumeration has.
func count(e *codec.Enum) (n int) {
	e.All(func(uint64, string) bool {
		n++
		return true
	})
	return n
}

// scalar says how a value that is one thing is a type of Go.
func (g *generator) scalar(s *codec.Spec) scalar {
	switch k := s.Kind; {
	case k == codec.Flag:
		return scalar{"bool", "truth", "bool", "flag", "flag"}
	case k == codec.Bool || k == codec.Switch:
		return scalar{"bool", "truth", "Opt[bool]", "opt", "flag"}
	case k.IsInteger():
		return g.integer(s)
	case k == codec.String:
		return scalar{"string", "text", "Opt[string]", "opt", "text"}
	case k == codec.LLAddr:
		return same("net.HardwareAddr", "lladdr", "lladdr")
	case k == codec.IP || k == codec.IP4 || k == codec.IP6:
		return same("netip.Addr", "addr", "addr")
	case k == codec.MPLS:
		return scalar{"iter.Seq[codec.Label]", "labels", "[]int", "labelStack", "labelStack"}
	case k == codec.Bitfield32:
		of := "uint32"
		if s.Enum != nil {
			of = g.enumOf(s.Enum, codec.U32).name
		}
		name := "Bitfield[" + of + "]"
		return scalar{name, "bitfield[" + of + "]", "Opt[" + name + "]", "bits", "bits"}
	case s.Enum != nil:
		name := g.enumOf(s.Enum, codec.U32).name
		return scalar{"iter.Seq[" + name + "]", "bitmap[" + name + "]", "[]" + name, "bitmap", "bitmap"}
	}
	return same("[]byte", "octets", "octets")
}

// same is a scalar that is absent where it is empty.
func same(name, reader, giver string) scalar {
	return scalar{name, reader, name, giver, giver}
}

// integer says how an integer is a type of Go.
func (g *generator) integer(s *codec.Spec) scalar {
	number := func(name, giver string) scalar {
		return scalar{name, "number[" + name + "]", "Opt[" + name + "]", giver, "number"}
	}
	switch u := s.Unit; {
	case s.Enum != nil && plainEnums[s.Enum.Name]:
		g.used[s.Enum.Name] = true
		g.enumOf(s.Enum, s.Kind)
	case s.Enum != nil:
		return number(g.enumOf(s.Enum, s.Kind).name, "named")
	case u.Duration() > 0:
		return scalar{"time.Duration", "duration", "Opt[time.Duration]", "opt", "span"}
	case u == codec.LinkIndex:
		return scalar{"int", "number[int]", "LinkRef", "link", "number"}
	case u == codec.TCHandle:
		return scalar{"Handle", "number[Handle]", "Handle", "number", "number"}
	case u == codec.BytesPerSecond:
		return number("Rate", "named")
	case u == codec.Share32:
		return scalar{"Percent", "percent", "Opt[Percent]", "share", "shareIn"}
	}
	name := integerType(s.Kind)
	x := number(name, "opt")
	switch {
	case s.Kind.Size() == 8 || s.Kind.Size() == 0:
	default:
		x.spec = "Opt[int]"
	}
	return x
}

// integerType is the type of Go that holds the integers of a kind.
func integerType(k codec.Kind) string {
	size, sign := k.Size(), "u"
	if k.IsSigned() {
		sign = ""
	}
	if size == 0 {
		size = 8
	}
	return fmt.Sprintf("%sint%d", sign, 8*size)
}
