package nlgen

import (
	"cmp"
	"math/bits"

	"github.com/nlkit/nlkit/codec"
)

// sizeOf is the number of octets of an integer, 4 for those that may have 4 or 8.
func sizeOf(k codec.Kind) int { return cmp.Or(k.Size(), 4) }

// payload appends a value as a Spec lays it out.
func (g *Generator) payload(b []byte, spec *codec.Spec, s scope, depth int) []byte {
	g.Made[spec.Kind]++
	switch spec.Kind {
	case codec.Nest:
		if spec.Struct != nil {
			if b = g.structure(b, spec.Struct); !spec.Struct.Packed {
				b = align(b)
			}
		}
		if spec.Set == nil || depth >= deepest {
			return b
		}
		return g.attrs(b, spec.Set, s, depth+1)
	case codec.NestArray:
		for i := range g.IntN(4) {
			b = g.record(b, uint16(i+1), g.payload(nil, spec.Elem, s, depth+1))
		}
		return b
	case codec.StructOf:
		return g.structure(b, spec.Struct)
	case codec.Array:
		for range g.IntN(4) {
			b = g.payload(b, spec.Elem, s, depth)
		}
		return b
	case codec.Flag:
		return b
	case codec.Texts:
		return g.texts(b, spec.Notation)
	}
	return g.scalar(b, spec.Kind, spec.Enum)
}

// scalar appends a value of a kind that has no parts.
func (g *Generator) scalar(b []byte, k codec.Kind, e *codec.Enum) []byte {
	switch k {
	case codec.String:
		return g.text(b)
	case codec.LLAddr:
		return append(b, g.random([]int{6, 6, 6, 8, 20, 4, 0}[g.IntN(7)])...)
	case codec.IP:
		return append(b, g.random([]int{4, 16, 16, 0}[g.IntN(4)])...)
	case codec.IP4:
		return append(b, g.random(4)...)
	case codec.IP6:
		return append(b, g.random(16)...)
	case codec.MPLS:
		return append(b, g.random(4*g.IntN(4))...)
	case codec.Bitfield32:
		return g.integer(g.integer(b, g.value(e, 4), 4, codec.U32), g.value(e, 4), 4, codec.U32)
	case codec.Bytes, codec.Pad, codec.SubMessage:
		return append(b, g.random(g.IntN(24))...)
	}
	size := sizeOf(k)
	if (k == codec.Uint || k == codec.Sint) && g.oneIn(2) {
		size = 8
	}
	return g.integer(b, g.value(e, size), size, k)
}

// value returns an integer: one that the enumeration names, or a small, large or random one.
func (g *Generator) value(e *codec.Enum, size int) uint64 {
	if e != nil && !g.oneIn(4) {
		var known []uint64
		for v := range e.All {
			known = append(known, v)
		}
		if len(known) > 0 {
			return known[g.IntN(len(known))]
		}
	}
	switch g.IntN(4) {
	case 0:
		return uint64(g.IntN(4))
	case 1:
		return ^uint64(0)
	}
	return g.Uint64() >> (64 - 8*size)
}

// integer appends an integer in the order of its kind.
func (g *Generator) integer(b []byte, v uint64, size int, k codec.Kind) []byte {
	little := k == codec.LE16 || k == codec.LE32 || k == codec.LE64
	if g.big && !little || k >= codec.BE16 && k <= codec.SBE32 {
		v = bits.ReverseBytes64(v) >> (64 - 8*size)
	}
	for i := range size {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

var texts = []string{"", "lo", "eth0", "veth-blue.100", "bridge", "vlan", "a b\tc", "quo\"te's",
	`back\slash`, "new\nline",
	"\x1b[31mred", "grüße", "日本", "\u0085\u2028", "not utf-8 \xff\xfe", "\xc3", "nul\x00inside", "\x7f"}

// text appends a string, most often with one final NUL.
func (g *Generator) text(b []byte) []byte {
	b = append(b, texts[g.IntN(len(texts))]...)
	nuls := 1
	if g.oneIn(6) {
		nuls = g.IntN(4)
	}
	return append(b, make([]byte, nuls)...)
}

// texts appends what a Notation makes of texts that many of them know, or random octets.
func (g *Generator) texts(b []byte, n *codec.Notation) []byte {
	known := [][]string{{"a.example"}, {"a.example", "b.example", "example"}, {"www.a.example", "a.example."},
		{"192.0.2.0/24 via 198.51.100.1", "0.0.0.0/0 via 198.51.100.1"}, nil}
	if out, err := n.Append(b, known[g.IntN(len(known))]); err == nil && !g.odd() {
		return out
	}
	return append(b, g.random(g.IntN(24))...)
}

// structure appends a fixed struct, once in a while too short or too long.
func (g *Generator) structure(b []byte, s *codec.Struct) []byte {
	start := len(b)
	for i := range s.Members {
		m := &s.Members[i]
		_, from, to := s.Lookup(m.Name)
		if to > from && len(b)-start >= to {
			continue // a bit-field of the integer before
		}
		for len(b)-start < from {
			b = append(b, byte(g.oneInBits(8)))
		}
		v := g.member(m)
		if m.Bits > 0 {
			v = g.random(to - from)
		}
		if to > from {
			v = append(v, make([]byte, to-from)...)[:to-from]
		}
		b = append(b, v...)
	}
	for len(b)-start < s.Size() {
		b = append(b, byte(g.oneInBits(8)))
	}
	if g.odd() {
		if g.oneIn(2) {
			return b[:start+g.IntN(len(b)-start+1)]
		}
		return append(b, g.random(g.IntN(12))...)
	}
	return b
}

func (g *Generator) member(m *codec.Member) []byte {
	g.Made[m.Kind]++
	switch m.Kind {
	case codec.StructOf:
		return g.structure(nil, m.Struct)
	case codec.Array:
		var b []byte
		for range max(m.Len, 1) {
			if m.Struct != nil {
				b = g.structure(b, m.Struct)
			} else {
				b = g.scalar(b, m.Elem, m.Enum)
			}
		}
		return b
	case codec.Pad:
		b := make([]byte, m.Len)
		if g.odd() && m.Len > 0 {
			b[g.IntN(m.Len)] = 0x5a
		}
		return b
	case codec.Bytes, codec.IP, codec.LLAddr:
		if m.Len > 0 {
			return g.random(m.Len)
		}
	}
	return g.scalar(nil, m.Kind, m.Enum)
}
