package codec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Set gives an attribute a value, adding it, and the nests on the way to it, where they are missing. The path is as for
// Attr; the value is as for A. On an error the message is unchanged.
func (m *Message) Set(value any, path ...string) error {
	path = elements(path)
	if err := m.editable(path); err != nil {
		return err
	}
	if i := m.find(0, path); i >= 0 {
		return m.replaceNode(i, value)
	}
	parent, depth := m.deepest(path)
	a := A{path[len(path)-1], value}
	for d := len(path) - 2; d >= depth; d-- {
		a = A{path[d], []A{a}}
	}
	return m.insertAt(parent, int(m.nodes[parent].end), a)
}

// Replace gives an attribute that is there a new value.
func (m *Message) Replace(value any, path ...string) error {
	i, err := m.mustFind(path)
	if err != nil {
		return err
	}
	return m.replaceNode(i, value)
}

// Delete removes the first attribute at a path, with all it holds.
func (m *Message) Delete(path ...string) error {
	i, err := m.mustFind(path)
	if err != nil {
		return err
	}
	n := &m.nodes[i]
	return m.splice(n.parent, int(n.off), m.ownEnd(i), nil, 0)
}

// Insert adds an attribute before the one at a path.
func (m *Message) Insert(a A, path ...string) error {
	i, err := m.mustFind(path)
	if err != nil {
		return err
	}
	return m.insertAt(m.nodes[i].parent, int(m.nodes[i].off), a)
}

// Append adds an attribute at the end of the nest at a path, of the message if there is none, whether or not there is
// one of its type already.
func (m *Message) Append(a A, path ...string) error {
	parent := int32(0)
	if len(path) > 0 {
		var err error
		if parent, err = m.mustFind(path); err != nil {
			return err
		}
		if m.nodes[parent].marks&markNested == 0 {
			return &Error{Offset: int(m.nodes[parent].off), Path: m.path(parent), Msg: "it is no nest"}
		}
	} else if err := m.editable([]string{a.Name}); err != nil {
		return err
	}
	return m.insertAt(parent, int(m.nodes[parent].end), a)
}

// SetField gives a member of the message's fixed struct a value, by its C name or without prefix; "sel.dport" is a
// member of the struct that a member is, "udp/dport" one of the struct that a nest, or a layer of a packet, starts with.
func (m *Message) SetField(name string, value any) error {
	if err := m.editable([]string{name}); err != nil {
		return err
	}
	in := int32(0)
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		var err error
		if in, err = m.mustFind([]string{name[:at]}); err != nil {
			return err
		}
		name = name[at+1:]
	}
	fixed, ok := Attr{m, in}.Fixed()
	if !ok {
		return valueError("%s has no fixed struct", cmp.Or(m.path(in), m.Name()))
	}
	return m.setMember(in, fixed.spec.Struct, int(fixed.from()), int(fixed.to()), name, value)
}

// setMember gives a member of a struct between two places of the message, at the head of node in, a value.
func (m *Message) setMember(in int32, s *Struct, from, to int, name string, value any) error {
	e := m.encoding()
	outer, inner, nested := strings.Cut(name, ".")
	for i := range s.Members {
		member, p := &s.Members[i], &s.places().members[i]
		switch {
		case !e.isNamed(s, member, outer):
			continue
		case from+p.to > to:
			return valueError("the message is too short to hold %s", member.Name)
		case nested && member.Kind == StructOf:
			return InPath(m.setMember(in, member.Struct, from+p.from, from+p.to, inner, value), member.Name)
		case nested:
			return valueError("%s has no members", member.Name)
		}
		v, err := m.memberOctets(s, from, to, i, value)
		if err != nil {
			return InPath(err, member.Name)
		}
		return m.splice(in, from+p.from, from+p.to, v, 0)
	}
	return e.unknownMember(s, map[string]any{outer: value})
}

// memberOctets returns a member of the struct between two places with another value: its octets, or of a bit-field those
// of its integer.
func (m *Message) memberOctets(s *Struct, from, to, index int, value any) ([]byte, error) {
	e, member, p := m.encoding(), &s.Members[index], &s.places().members[index]
	if p.spec.bits != nil {
		unit := slices.Clone(m.data[from+p.from : from+p.to])
		return unit, e.putField(unit, p, value)
	}
	spec := p.spec
	if member.Select != nil {
		spec = m.unionSpec(s, from, to, member, spec)
	}
	return e.appendMember(nil, member, p, spec, value)
}

// SetHeader changes nlmsg_type, flags, sequence number and port id; the length stays what it is.
func (m *Message) SetHeader(h Header) error {
	if err := m.editable([]string{"nlmsghdr"}); err != nil {
		return err
	}
	h.Len = m.header.Len
	return m.splice(0, 0, HeaderLen, h.Append(nil, m.big), 0)
}

// editable tells why a message cannot be edited.
func (m *Message) editable(path []string) error {
	switch {
	case len(path) == 0:
		return valueError("no attribute is named")
	case m.IsPacket() && len(m.missing) == 0:
		return nil
	case len(m.data) < HeaderLen:
		return valueError("there is no message to edit")
	case int(m.header.Len) != len(m.data):
		return valueError("the message has %d octets but says %d: it cannot be edited", len(m.data), m.header.Len)
	case len(m.missing) > 0:
		return valueError("the capture does not tell the whole message: it cannot be edited")
	}
	return nil
}

func (m *Message) mustFind(path []string) (int32, error) {
	path = elements(path)
	if err := m.editable(path); err != nil {
		return 0, err
	}
	i := m.find(0, path)
	if i < 0 {
		parent, depth := m.deepest(path)
		return 0, &Error{Offset: int(m.nodes[parent].off), Path: m.path(parent), Msg: "there is no " + path[depth]}
	}
	return i, nil
}

// deepest returns the innermost node on a path that is there, and how many elements of the path lead to it.
func (m *Message) deepest(path []string) (i int32, depth int) {
	for depth = len(path) - 1; ; depth-- {
		if i = m.find(0, path[:depth]); i >= 0 {
			return i, depth
		}
	}
}

// ownEnd is where the octets that belong to a node end, padding included.
func (m *Message) ownEnd(i int32) int {
	p := &m.nodes[m.nodes[i].parent]
	return m.limit(i, p.child+p.count, int(p.end))
}

func (m *Message) replaceNode(i int32, value any) error {
	n := &m.nodes[i]
	a := A{string(m.appendName(nil, i)), value}
	b, err := m.encodeAttr(n.parent, a, n.typ&nlaNested != 0)
	if err != nil {
		return err
	}
	return m.splice(n.parent, int(n.off), m.ownEnd(i), b, n.typ)
}

func (m *Message) insertAt(parent int32, at int, a A) error {
	b, err := m.encodeAttr(parent, a, false)
	if err != nil {
		return err
	}
	if s := m.attrSet(parent); s == nil || s.Framing == nil {
		if gap := align4(at) - at; gap > 0 { // the attribute before was not padded
			b = append(make([]byte, gap), b...)
		}
	}
	number := uint16(0)
	if m.IsPacket() && parent == 0 {
		number, _, _ = lookupItem(m.attrSet(parent), nil, a.Name)
	}
	return m.splice(parent, at, at, b, number)
}

func (m *Message) encoding() *encoding {
	e := (&Encoder{Registry: m.decoder.Registry, Resolver: m.decoder.Resolver}).start(m.big)
	return &e
}

// encodeAttr encodes an attribute that is to stand in a container.
func (m *Message) encodeAttr(parent int32, a A, nested bool) ([]byte, error) {
	items := itemsOf([]A{a}, new([]ExactAttr))
	items[0].Nested = items[0].Nested || nested
	b, err := m.encoding().appendItems(nil, m.attrSet(parent), m.nodes[parent].spec, items, m.scope(parent))
	if err != nil && parent > 0 {
		return nil, InPath(err, m.path(parent))
	}
	return b, err
}

// scope returns what selectors may look at inside a container.
func (m *Message) scope(i int32) *scope {
	s := &scope{set: m.attrSet(i)}
	if i == 0 {
		s.message = m.typ
	} else {
		s.parent = m.scope(m.nodes[i].parent)
	}
	if c, ok := (Attr{m, i}).Fixed(); ok {
		s.fixed, s.octets = c.spec.Struct, c.Octets()
	}
	n := &m.nodes[i]
	for j := n.child; j < n.child+n.count; j++ {
		c := &m.nodes[j]
		s.items = append(s.items, ExactAttr{Name: fmt.Sprint(c.typ & nlaTypeMask), Raw: true,
			Octets: m.data[c.payload():c.end], Tail: c.marks&(markTail|markQuoted) != 0})
	}
	return s
}

// splice replaces octets inside a container, makes the lengths around them follow, and decodes the message anew.
//
// number is what attribute the octets are, which matters to layers of packets; 0: none, or a part of one.
func (m *Message) splice(parent int32, from, to int, with []byte, number uint16) error {
	delta := len(with) - (to - from)
	data := make([]byte, 0, len(m.data)+delta)
	data = append(append(append(data, m.data[:from]...), with...), m.data[to:]...)
	for i := parent; i != 0; i = m.nodes[i].parent {
		n := &m.nodes[i]
		if n.spec != nil && n.spec.Layer != nil {
			continue // its lengths follow below
		}
		framing := &nlattr
		if n.set != nil && n.set.Framing != nil {
			framing = n.set.Framing
		}
		if err := resize(data[n.off:], framing, delta, m.big); err != nil {
			return InPath(err, m.path(i))
		}
	}
	if m.IsPacket() {
		if err := m.refill(data, spliced{m.layerOf(parent), from, to, delta, number}); err != nil {
			return err
		}
	} else {
		order(m.big).PutUint32(data, uint32(len(data)))
	}
	c := Context{Protocol: -1, BigEndian: m.big}
	if m.protocol != nil {
		c.Protocol = m.protocol.Number
	}
	_ = m.decoder.Decode(m, c, data) // a fault that was there before is in Faults again
	return nil
}

// resize adds to the length in the header of a record.
func resize(b []byte, f *Framing, delta int, big bool) error {
	n := int(b[f.LenOff])
	if f.LenSize == 2 {
		n = int(order(big || f.Network).Uint16(b[f.LenOff:]))
	}
	n = n*max(f.Unit, 1) + delta
	if n%max(f.Unit, 1) != 0 {
		return valueError("%s counts its octets by %d", f.Name, f.Unit)
	}
	n /= max(f.Unit, 1)
	if n >= 1<<(8*f.LenSize) {
		return valueError("%d octets are too many for one %s", n, f.Name)
	}
	copy(b[f.LenOff:], appendSized(nil, uint64(n), f.LenSize, big || f.Network))
	return nil
}
