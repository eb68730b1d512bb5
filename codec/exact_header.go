package codec

import "slices"

// nlmsgFlagsAny holds the names of nlmsg_flags for all kinds of requests: a name means the same bit in each.
var nlmsgFlagsAny = NewFlags("nlmsg_flags", "NLM_F_", slices.Concat(nlmsgFlagsGet.Values, nlmsgFlagsNew.Values,
	nlmsgFlagsDelete.Values, nlmsgFlagsAck.Values))

// exactHeader reads the headers of a message.
func (e *encoding) exactHeader(x *Exact, p *protocolIndex) (*messageHeader, error) {
	h := &messageHeader{}
	if err := e.exactType(h, x, p); err != nil {
		return nil, InPath(err, "header")
	}
	if x.Command != nil {
		h.genl = true
		if err := e.exactCommand(h, x.Command); err != nil {
			return nil, InPath(err, "genlmsghdr")
		}
	}
	err := setNumbers([]number{
		{"len", x.Header.Len, nil, 32, func(v uint64) { h.Header.Len = uint32(v) }},
		{"flags", x.Header.Flags, nlmsgFlagsAny, 16, func(v uint64) { h.Header.Flags = uint16(v) }},
		{"seq", x.Header.Seq, nil, 32, func(v uint64) { h.Header.Seq = uint32(v) }},
		{"pid", x.Header.PortID, nil, 32, func(v uint64) { h.Header.PortID = uint32(v) }},
	})
	if err != nil {
		return nil, InPath(err, "header")
	}
	return h, nil
}

// number is a number of so many bits that is given for what has that name.
type number struct {
	name  string
	value any // nil: not given, or not told
	enum  *Enum
	bits  uint
	set   func(uint64)
}

// setNumbers sets those numbers that are given.
func setNumbers(numbers []number) error {
	for _, f := range numbers {
		if f.value == nil {
			continue
		}
		v, _, err := integerOf(f.value, f.enum, NoUnit)
		if err == nil && v >= 1<<f.bits {
			err = valueError("%s does not fit into %d bits", Describe(f.value), f.bits)
		}
		if err != nil {
			return InPath(err, f.name)
		}
		f.set(v)
	}
	return nil
}

// exactType finds out what the message is.
func (e *encoding) exactType(h *messageHeader, x *Exact, p *protocolIndex) error {
	typ := x.Header.Type
	n, _, err := integerOf(typ, nil, NoUnit)
	switch {
	case err == nil && n > 0xffff:
		return valueError("type %d does not fit into 16 bits", n)
	case err == nil:
		h.Header.Type = uint16(n)
		if t := p.typeOf(h.Header.Type); t != nil && x.Command == nil {
			h.typ = t
		}
		if e.startsAsAny(x, p, h.typ) {
			h.typ = p.Fallback
		}
	case x.Command != nil:
		id, ok := e.Resolver.id(text(typ))
		if !ok {
			return valueError("type must be the id of the family, a number: that of %s is not known", quote(text(typ)))
		}
		h.Header.Type = id
	default:
		if h.typ, h.Header.Type, err = messageTypeNamed(p, text(typ)); err != nil {
			return err
		}
	}
	return nil
}

// startsAsAny reports whether a message has the fixed struct of all messages of its protocol, and not that of its type,
// or the same, and attributes by their numbers that the type has names for: where a capture tells but a part of
// nlmsg_type, the type is not known, whatever the number.
func (e *encoding) startsAsAny(x *Exact, p *protocolIndex, t *MessageType) bool {
	return p != nil && e.has(x, p.Fallback) && (!e.has(x, t) || t != p.Fallback && t.Set.hasNameless(x.Attrs))
}

// hasNameless reports whether any of some attributes is given by its number, and has a name. The set may be nil.
func (s *Set) hasNameless(attrs []ExactAttr) bool {
	return s != nil && slices.ContainsFunc(attrs, func(a ExactAttr) bool {
		number, ok := attrNumber(a.Name)
		return ok && s.known(number) != nil
	})
}

// has reports whether a message has the fixed struct of a type.
func (e *encoding) has(x *Exact, t *MessageType) bool {
	return t != nil && t.Header != nil &&
		(x.Structs[t.Header.Name] != nil || x.Members != nil && e.hasAll(t.Header, x.Members))
}

// typeOf returns what a message of a type number is, or nil. The protocol may be nil.
func (x *protocolIndex) typeOf(typ uint16) *MessageType {
	switch {
	case typ >= TypeNoop && typ <= TypeOverrun:
		return controlTypes[typ]
	case x == nil || x.Generic:
		return nil
	case int(typ) < len(x.types) && x.types[typ] != nil:
		return x.types[typ]
	}
	return x.Fallback
}

func messageTypeNamed(p *protocolIndex, name string) (*MessageType, uint16, error) {
	if p == nil {
		p = &protocolIndex{Protocol: &Protocol{Name: "an unknown protocol"}}
	}
	return p.messageNamed(name)
}

func (e *encoding) exactCommand(h *messageHeader, c *ExactCommand) error {
	f := e.Registry.families[c.Family]
	if c.Untold {
		if h.typ = unknownGenl; f != nil {
			h.typ = f.fallback
		}
	} else if n, _, err := integerOf(c.Number, nil, NoUnit); err == nil {
		if n > 0xff {
			return InPath(valueError("%d does not fit into 8 bits", n), "cmd")
		}
		h.cmd = uint8(n)
		if f != nil {
			h.typ = f.fallback
			if t := f.types[h.cmd]; t != nil {
				h.typ = t
			}
		} else {
			h.typ = unknownGenl
		}
	} else if f == nil {
		return valueError("command %s needs a known \"family\"", quote(text(c.Number)))
	} else {
		t, n, err := f.commandNamed(text(c.Number))
		if err != nil {
			return err
		}
		h.cmd, h.typ = uint8(n), t
	}
	return setNumbers([]number{
		{"version", c.Version, nil, 8, func(v uint64) { h.version = uint8(v) }},
		{"reserved", c.Reserved, nil, 16, func(v uint64) { h.reserved = uint16(v) }},
	})
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
