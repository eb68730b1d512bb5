package nlgen

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Bits of nla_type (linux/netlink.h).
const (
	nested       = 1 << 15
	netByteOrder = 1 << 14
)

// Bounds of what is made: levels of nests, and attributes side by side.
const (
	deepest = 5
	widest  = 6
)

// scope is what the layout of an attribute may depend on.
type scope struct {
	message *codec.MessageType
	chosen  *codec.Spec // layout that the sibling in front asks for
	by      *codec.Spec // attribute that is to have it
}

// attrs appends some attributes of a set.
func (g *Generator) attrs(b []byte, set *codec.Set, s scope, depth int) []byte {
	if set.Framing != nil {
		return g.records(b, set, s, depth)
	}
	used := usedTypes(set)
	for range g.IntN(widest + 1) {
		if len(used) == 0 || g.odd() {
			b = g.attr(b, uint16(g.Uint32N(1<<14)), nil, s, depth)
			continue
		}
		t := used[g.IntN(len(used))]
		spec := &set.Attrs[t]
		inner := s
		if spec.Select != nil {
			b, inner = g.sibling(b, set, spec, s, depth)
		}
		b = g.attr(b, uint16(t), spec, inner, depth)
		if g.odd() { // twice
			b = g.attr(b, uint16(t), spec, inner, depth)
		}
	}
	return b
}

func usedTypes(set *codec.Set) []int {
	var used []int
	for t := range set.Attrs {
		if set.Attrs[t].Name != "" {
			used = append(used, t)
		}
	}
	return used
}

// sibling settles which of the layouts an attribute is to have; where an attribute at the same level decides, it
// appends that one.
func (g *Generator) sibling(b []byte, set *codec.Set, spec *codec.Spec, s scope, depth int) ([]byte, scope) {
	by := g.selector(spec)
	cases := by.Cases()
	if len(cases) == 0 {
		return b, s
	}
	c := cases[g.IntN(len(cases))]
	s.chosen, s.by = c.Spec, spec
	for t := range set.Attrs {
		if a := &set.Attrs[t]; a.Name != "" && set.Prefix+a.Name == by.Name() {
			return g.record(b, uint16(t), g.selecting(a, by, c)), s
		}
	}
	return b, s
}

// selector returns one of the Selectors of a layout.
func (g *Generator) selector(spec *codec.Spec) *codec.Selector {
	s := spec.Select
	for s.Else() != nil && g.oneIn(2) {
		s = s.Else()
	}
	return s
}

// selecting is the payload of the attribute that chooses a case.
func (g *Generator) selecting(spec *codec.Spec, by *codec.Selector, c codec.Case) []byte {
	switch {
	case by.Member() != "" && spec.Struct != nil:
		return g.choosing(spec.Struct, by.Member(), c.Value)
	case spec.Kind == codec.String:
		return append([]byte(c.Name), 0)
	}
	return g.integer(nil, c.Value, sizeOf(spec.Kind), spec.Kind)
}

// choosing is a struct in which the integer at a path of members has a value.
func (g *Generator) choosing(s *codec.Struct, path string, value uint64) []byte {
	b := append(g.structure(nil, s), make([]byte, s.Size())...)[:s.Size()]
	for inside := b; ; {
		name, rest, more := strings.Cut(path, ".")
		m, from, to := s.Lookup(name)
		if m == nil || !more {
			if m != nil {
				copy(inside[from:to], g.integer(nil, value, to-from, m.Kind))
			}
			return b
		}
		s, path, inside = m.Struct, rest, inside[from:to]
	}
}

// attr appends an attribute, of random octets if the table does not know it.
func (g *Generator) attr(b []byte, typ uint16, spec *codec.Spec, s scope, depth int) []byte {
	payload := g.attrPayload(spec, s, depth)
	if spec != nil && (spec.Kind == codec.Nest || spec.Kind == codec.NestArray) && g.oneIn(2) {
		typ |= nested
	}
	if !g.odd() {
		return g.record(b, typ, payload)
	}
	switch g.IntN(6) {
	case 0:
		typ ^= nested
	case 1:
		typ ^= netByteOrder
	case 2:
		payload = nil
	case 3: // cut short
		payload = payload[:g.IntN(len(payload)+1)]
	case 4:
		payload = append(payload, g.random(1+g.IntN(9))...)
	case 5: // padding that is not zero
		b = g.record(b, typ, payload)
		for i := range (4 - len(payload)%4) % 4 {
			b[len(b)-1-i] = 0xa5
		}
		return b
	}
	return g.record(b, typ, payload)
}

func (g *Generator) attrPayload(spec *codec.Spec, s scope, depth int) []byte {
	switch {
	case spec == nil:
		return g.random(g.IntN(12))
	case s.by == spec && s.chosen != nil:
		spec = s.chosen
	}
	for range 3 {
		if spec.Select == nil || spec.Kind == codec.IP || spec.Kind == codec.LLAddr || g.oneIn(4) {
			break
		}
		cases := g.selector(spec).Cases()
		if len(cases) == 0 {
			break
		}
		c := cases[g.IntN(len(cases))]
		if by := g.selector(spec); by.Head() != nil && !c.Any {
			return g.headed(by, c, s, depth)
		}
		spec = c.Spec
	}
	return g.payload(nil, spec, scope{message: s.message}, depth)
}

// headed is a payload of the layout that a member of the struct at its start chooses.
func (g *Generator) headed(by *codec.Selector, c codec.Case, s scope, depth int) []byte {
	b := g.payload(nil, c.Spec, scope{message: s.message}, depth)
	if m, from, to := by.Head().Lookup(by.Name()); to <= len(b) {
		copy(b[from:to], g.integer(nil, c.Value, to-from, m.Kind))
	}
	return b
}

// record appends a struct nlattr with its payload and padding.
func (g *Generator) record(b []byte, typ uint16, payload []byte) []byte {
	if len(payload) > 0xffff-4 {
		payload = payload[:1024]
	}
	b = align(b)
	b = g.order.AppendUint16(b, uint16(4+len(payload)))
	b = g.order.AppendUint16(b, typ)
	b = append(b, payload...)
	if g.odd() {
		return b // without padding: if it is the last, the level ends unaligned
	}
	return align(b)
}

// records appends some records of a set that is not framed by struct nlattr.
func (g *Generator) records(b []byte, set *codec.Set, s scope, depth int) []byte {
	f := set.Framing
	used := usedTypes(set)
	if len(used) == 0 {
		return b
	}
	for range g.IntN(widest + 1) {
		t := used[g.IntN(len(used))]
		if slices.Contains(f.Bare, uint8(t)) {
			b = append(b, byte(t))
			continue
		}
		payload := g.attrPayload(&set.Attrs[t], s, depth)
		for f.Unit > 1 && (f.Header+len(payload)-f.Plus)%f.Unit != 0 {
			payload = append(payload, 0)
		}
		if len(payload) < f.Plus {
			payload = append(payload, make([]byte, f.Plus)...)
		}
		if most := (255 - f.Header) / max(f.Unit, 1) * max(f.Unit, 1); f.LenSize == 1 && len(payload) > most {
			payload = payload[:most]
		}
		for len(b)%f.Align != 0 {
			b = append(b, 0)
		}
		start := len(b)
		b = append(append(b, make([]byte, f.Header)...), payload...)
		n := uint64(len(payload) - f.Plus)
		if f.Inclusive {
			n += uint64(f.Header)
		}
		kind := codec.U16
		if f.Network {
			kind = codec.BE16
		}
		copy(b[start+f.LenOff:], g.integer(nil, n/uint64(max(f.Unit, 1)), f.LenSize, kind))
		copy(b[start+f.TypeOff:], g.integer(nil, uint64(t), f.TypeSize, codec.U16))
	}
	for len(b)%f.Align != 0 {
		b = append(b, 0)
	}
	return b
}

// alone appends the one attribute that a variant consists of; nothing pads it.
func (g *Generator) alone(b []byte, t *codec.MessageType) []byte {
	payload := g.attrPayload(&t.Set.Attrs[t.When.Alone], scope{message: t}, 0)
	return g.record(b, t.When.Alone, align(payload))
}
