package kernelheaders

import (
	"math/bits"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// claims is what the tables of a registry claim of C headers.
type claims struct {
	names   []name
	flags   []*codec.Enum
	shifts  map[*codec.Enum]int // of flags in a bit-field: the bits below it
	structs map[*codec.Struct]part
}

// part is what a table has of a C struct.
type part struct {
	skipped int  // octets at its start that the framing of its set takes
	head    bool // it goes on: what follows in the C struct is described elsewhere
	network bool // of a packet
	layer   bool // C may have the layers before and after it in the same struct
}

// name is a C name and the number that a table gives it.
type name struct {
	full   string
	number uint64
}

func newClaims() *claims {
	return &claims{shifts: map[*codec.Enum]int{}, structs: map[*codec.Struct]part{}}
}

// collect gathers the names, flags and structs of a registry.
func collect(reg *codec.Registry) *claims {
	c := newClaims()
	codec.Visit(reg, codec.Visitor{
		Protocol: func(p *codec.Protocol) {
			c.name(p.Name, uint64(p.Number))
			for number, group := range p.Groups {
				c.name(group, uint64(number))
			}
			if p.Subsystems != nil {
				c.enum(p.Subsystems)
			}
		},
		Message: func(m *codec.MessageType, at *codec.Place) {
			number := m.Type
			if at.Protocol != nil {
				number = at.Protocol.MessageNumber(number)
			}
			c.name(m.Name, uint64(number))
		},
		Attr: func(number int, a *codec.Spec, at *codec.Place) {
			c.name(at.Set.Prefix+a.Name, uint64(number))
		},
		Enum: func(e *codec.Enum, _ *codec.Place) { c.enum(e) },
		Struct: func(s *codec.Struct, at *codec.Place) {
			p := part{}
			if at.Attr != nil && at.Set.Framing != nil {
				p.skipped = at.Set.Framing.Header
			}
			if at.Protocol == nil && at.Family == nil { // of an error, which goes on with the message that it quotes
				p.head = true
			}
			if at.Protocol != nil && at.Protocol.IsPacket() {
				p.network, p.layer = true, at.Attr != nil && at.Attr.Layer != nil
				c.shift(s)
			}
			c.structs[s] = p
		},
	})
	return c
}

func (c *claims) enum(e *codec.Enum) {
	if e.Flags {
		c.flags = append(c.flags, e)
		return
	}
	for v, full := range e.All {
		c.name(full, v)
	}
}

// shift notes where the flags are that are bit-fields of a struct in network order.
func (c *claims) shift(s *codec.Struct) {
	for i := range s.Members {
		m, _, to := s.Lookup(s.Members[i].Name)
		if m.Bits == 0 || m.Enum == nil || !m.Enum.Flags {
			continue
		}
		at, octets := onesOf(s, m, true)
		last := at + len(octets) - 1
		c.shifts[m.Enum] = 8*(to-1-last) + bits.TrailingZeros8(octets[len(octets)-1])
	}
}

func (c *claims) name(full string, number uint64) {
	if n := (name{full, number}); full != "" && !slices.Contains(c.names, n) {
		c.names = append(c.names, n)
	}
}

// in reports whether one of several values is the number. Negative ones are compared as they lie in 32 and 64 bits.
func (n name) in(values []int64) bool {
	for _, v := range values {
		if uint64(v) == n.number || v < 0 && uint64(uint32(v)) == n.number {
			return true
		}
	}
	return false
}
