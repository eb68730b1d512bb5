package codec

// Message returns the message that the attribute is in, nil for the zero Attr.
func (a Attr) Message() *Message { return a.m }

// ContentAt returns what the first attribute of a type directly inside a holds, as At and Content do together, and in
// less time. It is empty if there is none, or the capture does not tell all of it.
func (a Attr) ContentAt(typ uint16) Content {
	if a.m == nil {
		return Content{}
	}
	n := &a.m.nodes[a.i]
	i := a.m.findNumber(typ, n.child, n.child+n.count)
	if i < 0 || len(a.m.missing) > 0 && a.m.nodes[i].lacks(a.m) {
		return Content{}
	}
	return Attr{a.m, i}.Content()
}

// MemberAt returns what the member at an index of a struct holds, as Attr.Member does for a name, and in less time. It
// is empty if the octets end before the member does, or there is no such struct.
func (c Content) MemberAt(index int) Content {
	if c.spec == nil || c.spec.Kind != StructOf || uint(index) >= uint(len(c.spec.Struct.Members)) {
		return Content{}
	}
	p := &c.spec.Struct.places().members[index]
	if !p.direct {
		return c.walkTo(index)
	}
	return c.m.memberIn(p, c.from(), c.to())
}

// MemberAt is that of the fixed struct of the message, or at the head of a nest.
func (a Attr) MemberAt(index int) Content {
	if a.m == nil {
		return Content{}
	}
	s, at := a.m.fixed(a.i)
	if s == nil || uint(index) >= uint(len(s.Members)) {
		return Content{}
	}
	p := &s.places().members[index]
	if !p.direct {
		head, _ := a.Fixed()
		return head.walkTo(index)
	}
	return a.m.memberIn(p, uint32(at), a.m.nodes[a.i].end)
}

// memberIn returns a member, which is where its place says, of a struct between two places of the message.
func (m *Message) memberIn(p *place, from, to uint32) Content {
	if from+uint32(p.to) > to {
		return Content{}
	}
	return contentOf(m, p.spec, from+uint32(p.from), from+uint32(p.to), p.role())
}

// walkTo returns a member of a struct for whose octets other members, or attributes, have to be asked.
func (c Content) walkTo(index int) Content {
	var w Members
	for w.Start(c); w.Next(); {
		if w.i == index && !w.cut {
			return w.Content()
		}
	}
	return Content{}
}
