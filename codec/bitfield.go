package codec

import "math/bits"

// bitField is where a bit-field, or a part of a Word, is in the integer that holds it.
type bitField struct {
	shift, width uint8
	top          bool // the shift counts from the highest bit on big-endian hosts, as C compilers do
	net          bool // its octets are in network order
}

// shiftOn is how many bits of an integer of so many octets are below the field.
func (f *bitField) shiftOn(size int, big bool) uint8 {
	if f.top && big {
		return uint8(8*size) - f.shift - f.width
	}
	return f.shift
}

// of takes the field out of the integer.
func (f *bitField) of(v uint64, size int, big bool) uint64 {
	return f.order(v>>f.shiftOn(size, big)&(1<<f.width-1), big)
}

// in puts a value of the field into the integer, in place of the one that it has.
func (f *bitField) in(v, value uint64, size int, big bool) uint64 {
	shift := f.shiftOn(size, big)
	return v&^((1<<f.width-1)<<shift) | f.order(value, big)<<shift
}

// order turns the octets of a field in network order around where the host has the other one.
func (f *bitField) order(v uint64, big bool) uint64 {
	if !f.net || big {
		return v
	}
	return bits.ReverseBytes64(v) >> (64 - f.width)
}

// width is how many bits of an integer that it shares with others a member has, 0 if it has one of its own.
func (s *Struct) width(m *Member) int {
	if m.Bits > 0 || s.Word == Bytes {
		return int(m.Bits)
	}
	return 8 * m.size()
}

// unit is the kind of the integer that bit-fields share, or of which they are parts.
func (s *Struct) unit(m *Member) Kind {
	if s.Word != Bytes {
		return s.Word
	}
	return m.Kind
}

// packing places bit-fields one after the other.
type packing struct {
	kind Kind
	used int // bits of the current integer, 0 if there is none or it is full
}

// next returns where a field is in the integer that holds it, and whether that is another one than before.
func (p *packing) next(s *Struct, m *Member) (f *bitField, fresh bool) {
	width, kind := s.width(m), s.unit(m)
	all := 8 * int(kindSizes[kind])
	if fresh = p.used == 0 || p.kind != kind || p.used+width > all; fresh {
		p.used = 0
	}
	f = &bitField{
		shift: uint8(p.used), width: uint8(width), top: s.Word == Bytes,
		net: s.Word != Bytes && m.Kind >= BE16 && m.Kind <= BE64,
	}
	p.kind, p.used = kind, (p.used+width)%all
	return f, fresh
}

// putField puts a value into a bit-field of the integer that the octets are.
func (e *encoding) putField(unit []byte, p *place, v any) error {
	n, negative, err := integerOf(v, p.spec.Enum, p.spec.Unit)
	if err != nil {
		return err
	}
	if f := p.spec.bits; negative || n >= 1<<f.width {
		return valueError("%s does not fit into %d bits", Describe(v), f.width)
	}
	kind := p.spec.Kind
	all := p.spec.bits.in(readInteger(kind, unit, e.big), n, len(unit), e.big)
	appendSized(unit[:0], all, len(unit), kind.bigEndian(e.big))
	return nil
}
