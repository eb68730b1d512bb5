package document

import (
	"fmt"

	"github.com/nlkit/nlkit/codec"
)

// set describes the attributes of a set, once a page.
func (p *page) set(s *codec.Set) {
	if s == nil || len(s.Attrs) == 0 {
		return
	}
	if p.shown[s] {
		p.line("… (set %s, as above)", p.index.NameOf(s))
		return
	}
	p.shown[s] = true
	if s.Framing != nil {
		p.line("framed as %s", s.Framing.Name)
	}
	for i := range s.Attrs {
		if s.Attrs[i].Name != "" {
			p.attribute(s, i)
		}
	}
}

func (p *page) attribute(s *codec.Set, i int) {
	a := &s.Attrs[i]
	p.line("%s%s = %d  %s", s.Prefix, a.Name, i, p.summary(a))
	p.inner(a)
}

// summary is what fits on the line of an attribute.
func (p *page) summary(s *codec.Spec) string {
	text := s.Kind.String()
	switch {
	case s.Kind == codec.Array || s.Kind == codec.NestArray:
		if s.Elem != nil {
			text += " of " + p.summary(s.Elem)
		}
	case s.Struct != nil:
		text += " " + s.Struct.Name
	case s.Kind == codec.SBE32:
		text += ", signed"
	}
	if s.Index != nil {
		text += ", indexed by " + s.Index.Name
	}
	if u := s.Unit.String(); u != "" {
		text += ", " + u
	}
	if s.Enum != nil {
		text += ", " + enumWord(s.Enum) + s.Enum.Name
	}
	if s.Parts != nil {
		text += ", parts as of " + s.Parts.Name
	}
	if s.Select != nil {
		text += ", chosen " + s.Select.String()
	}
	return text + phrase(s.Doc)
}

func enumWord(e *codec.Enum) string {
	if e.Flags {
		return "flags "
	}
	return "enum "
}

// inner describes what is in an attribute, if there is depth left.
func (p *page) inner(s *codec.Spec) {
	for ; s.Elem != nil; s = s.Elem {
		p.indices(s)
	}
	p.indices(s)
	nested := s.Set != nil || s.Select != nil
	if nested && p.depth == 0 {
		if p.level++; s.Set != nil && len(s.Set.Attrs) > 0 {
			p.line("… (set %s; --depth shows more)", p.index.NameOf(s.Set))
		}
		p.level--
		return
	}
	p.level++
	if nested {
		p.depth--
	}
	p.structure(s.Struct)
	p.structure(s.Parts)
	p.enum(s.Enum)
	p.set(s.Set)
	if s.Select != nil {
		p.cases(s.Select)
	}
	if nested {
		p.depth++
	}
	p.level--
}

// indices describes the names of the elements of an array.
func (p *page) indices(s *codec.Spec) {
	p.level++
	p.enum(s.Index)
	p.level--
}

func (p *page) cases(s *codec.Selector) {
	for ; s != nil; s = s.Else() {
		for _, k := range s.Cases() {
			if k.Spec == nil {
				continue
			}
			p.line("%s: %s", caseValue(&k), p.summary(k.Spec))
			p.depth++ // the choice itself is no level
			p.inner(k.Spec)
			p.depth--
		}
	}
}

// structure describes the members of a struct, once a page.
func (p *page) structure(s *codec.Struct) {
	if s == nil || p.shown[s] {
		return
	}
	p.shown[s] = true
	p.line("struct %s, %d octets", s.Name, s.Size())
	p.level++
	for i := range s.Members {
		p.member(&s.Members[i])
	}
	p.level--
}

func (p *page) member(m *codec.Member) {
	text := p.summary(&codec.Spec{Kind: m.Kind, Struct: m.Struct, Enum: m.Enum, Select: m.Select,
		Unit: m.Unit, Parts: m.Parts})
	if m.Kind == codec.Array {
		text += " of " + m.Elem.String()
	}
	if m.Len > 0 {
		text += fmt.Sprintf(" [%d]", m.Len)
	}
	if m.Bits > 0 {
		kind := m.Kind.String()
		text = fmt.Sprintf("%s:%d%s", kind, m.Bits, text[len(kind):])
	}
	p.line("%s  %s", m.Name, text)
	p.level++
	p.structure(m.Struct)
	p.structure(m.Parts)
	p.enum(m.Enum)
	if m.Select != nil {
		p.cases(m.Select)
	}
	p.level--
}

// enum describes the values of an enumeration, once a page.
func (p *page) enum(e *codec.Enum) {
	if e == nil || p.shown[e] {
		return
	}
	p.shown[e] = true
	p.line("%s%s:", enumWord(e), e.Name)
	var words []string
	for v, name := range e.All {
		if mask := e.Mask(name); mask != 0 {
			words = append(words, fmt.Sprintf("%s=%#x of %#x", name, v, mask))
		} else if e.Flags {
			words = append(words, fmt.Sprintf("%s=%#x", name, v))
		} else {
			words = append(words, fmt.Sprintf("%s=%d", name, int64(v)))
		}
	}
	indent := ""
	for range p.level + 1 {
		indent += "  "
	}
	writeList(&p.b, indent, words)
}
