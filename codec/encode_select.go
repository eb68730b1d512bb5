package codec

// appendByLeading finds the case whose octets start as it says they do.
func (e *encoding) appendByLeading(dst []byte, spec *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	start := len(dst)
	for _, c := range spec.Select.cases {
		out, err := e.appendCase(dst, c.Spec, it, s)
		if err != nil || len(out)-start < spec.Select.size {
			continue
		}
		if c.Any || leading(out[start:], spec.Select.size) == c.Value {
			return out, nil
		}
	}
	own := *spec
	own.Select = nil
	return e.appendCase(dst[:start], &own, it, s)
}

// appendCase appends a value, or a nest, in a layout that a Selector may choose.
func (e *encoding) appendCase(dst []byte, spec *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	if it.Nest {
		return e.appendNest(dst, spec, it, s)
	}
	return e.appendValue(dst, spec, it.Value, false, it.NULs)
}

func leading(b []byte, size int) (v uint64) {
	for _, c := range b[:size] {
		v = v<<8 | uint64(c)
	}
	return v
}

// selectSpec returns the layout that a Selector chooses for what is being encoded, or nil.
func (e *encoding) selectSpec(sel *Selector, it *ExactAttr, s *scope) *Spec {
	for ; sel != nil; sel = sel.or {
		if chosen := e.selectBy(sel, it, s); chosen != nil {
			return chosen
		}
	}
	return nil
}

func (e *encoding) selectBy(sel *Selector, it *ExactAttr, s *scope) *Spec {
	switch sel.by {
	case SelectByNested:
		if it.Nested {
			return sel.choose(0)
		}
	case SelectByRecords:
		if it.Nest && (!it.Nested || it.marked) {
			return sel.choose(0)
		}
	case SelectByLength:
		if it.Size >= 0 {
			return sel.choose(uint64(it.Size))
		}
	case SelectByHead:
		return e.chooseByHead(sel, it)
	case SelectByMessage:
		for ; s != nil; s = s.parent {
			if s.message != nil {
				return sel.choose(uint64(s.message.Type))
			}
		}
	case SelectBySibling:
		for ; s != nil; s = s.parent {
			if c := e.choose(s, sel); c.found {
				return c.spec
			}
		}
	case SelectByField:
		for ; s != nil; s = s.parent {
			if v, ok := e.fixedField(s, sel.name); ok {
				return sel.choose(v)
			}
		}
	}
	return nil
}

// chooseByHead selects by what is given for a member of the struct at the start.
func (e *encoding) chooseByHead(sel *Selector, it *ExactAttr) *Spec {
	fields, ok := it.Value.(map[string]any)
	if !ok {
		return nil
	}
	m, p := sel.head.lookup(sel.name)
	v, _ := e.given(fields, sel.head, m, p)
	if v == nil {
		v = 0
	}
	head, err := e.appendStruct(nil, sel.head, map[string]any{m.Name: v}, 0)
	if err != nil {
		return nil
	}
	return sel.chooseBy(sel.head, sel.name, head, e.big)
}

// choose selects by an attribute at this level; found is false if it is not there. A level is searched once for a
// Selector.
func (e *encoding) choose(s *scope, sel *Selector) choice {
	c, ok := s.choices[sel]
	if !ok {
		c = e.searchItems(s, sel)
		if s.choices == nil {
			s.choices = map[*Selector]choice{}
		}
		s.choices[sel] = c
	}
	return c
}

func (e *encoding) searchItems(s *scope, sel *Selector) choice {
	if searched != nil {
		searched(len(s.items))
	}
	for i := range s.items {
		it := &s.items[i]
		if it.Tail {
			continue
		}
		typ, spec, err := lookupItem(s.set, nil, it.Name)
		if err == nil && spec != nil && isFullName(s.set.Prefix, s.set.Attrs[typ].Name, sel.name) {
			return choice{by: sel, found: true, spec: e.chosenBy(it, spec, sel)}
		}
	}
	return choice{by: sel}
}

// chosenBy returns the layout that an attribute chooses, or nil.
func (e *encoding) chosenBy(it *ExactAttr, spec *Spec, sel *Selector) *Spec {
	octets, raw := it.Octets, it.Raw
	if b, ok := it.Value.([]byte); ok && !raw {
		octets, raw = b, true
	}
	switch {
	case it.Missing:
		return nil
	case sel.path != "":
		if !raw {
			var err error
			if octets, err = e.appendValue(nil, spec, it.Value, false, 0); err != nil {
				return nil
			}
		}
		return sel.chooseBy(spec.Struct, sel.path, octets, e.big)
	case raw && spec.Kind.IsInteger():
		reader := Message{big: e.big}
		return sel.choose(reader.loose(spec.Kind, octets, it.NetByteOrder))
	case raw:
		return sel.chooseString(trimNUL(octets))
	case spec.Kind.IsInteger():
		n, _, err := integerOf(it.Value, spec.Enum, NoUnit)
		if err != nil {
			return nil
		}
		return sel.choose(n)
	}
	text, _ := it.Value.(string)
	return sel.chooseString([]byte(text))
}

// fixedField reads an integer member of the fixed struct of a level.
func (e *encoding) fixedField(s *scope, name string) (uint64, bool) {
	if s.fixed == nil {
		return 0, false
	}
	return s.fixed.field(name, s.octets, e.big)
}
