package codec

import (
	"fmt"
	"slices"
)

// splitFramed is splitAttrs for records that are not struct nlattr.
func (m *Message) splitFramed(parent int32, set *Set, from, to int) (deep bool) {
	f := set.Framing
	off, ended := from, false
	for off < to && !ended {
		header, n := m.recordAt(f, off, to)
		if n == 0 {
			break
		}
		typ := m.typeAt(f, off)
		spec := set.known(typ)
		mark := deepMark(spec, 0)
		deep = deep || mark != 0
		m.nodes = append(m.nodes, node{
			set: set, spec: spec, off: uint32(off), end: uint32(off + n),
			parent: parent, typ: typ, hdr: uint8(header), marks: mark,
		})
		if mark&markDeep == 0 {
			m.checkSize(int32(len(m.nodes) - 1))
		}
		off += (n + f.Align - 1) / f.Align * f.Align
		ended = header == 1 && slices.Contains(f.Ends, uint8(typ))
	}
	if off < to && (!ended || !allZero(m.data[off:to])) {
		if !ended && !m.hole(off, to) {
			m.fault(parent, off, fmt.Sprintf("%d octets are no %s", to-off, f.Name), nil)
		}
		m.tailNode(parent, off, to)
	}
	return deep
}

// recordAt returns how long the header of the record at a place is, and the record with it; 0 if there is none.
func (m *Message) recordAt(f *Framing, off, to int) (header, n int) {
	switch {
	case len(f.Bare) == 0:
	case m.hole(off, off+1): // it may have a length or not
		return 0, 0
	case slices.Contains(f.Bare, m.data[off]):
		return 1, 1
	}
	if to-off < f.Header+f.Plus || m.hole(off+f.LenOff, off+f.LenOff+f.LenSize) {
		return 0, 0
	}
	n = int(m.data[off+f.LenOff])
	if f.LenSize == 2 {
		n = int(readInteger(U16, m.data[off+f.LenOff:off+f.LenOff+2], m.big || f.Network))
	}
	n = n*max(f.Unit, 1) + f.Plus
	if !f.Inclusive {
		n += f.Header
	}
	if n < f.Header || off+n > to {
		return 0, 0
	}
	return f.Header, n
}

// typeAt returns the type of the record at a place.
func (m *Message) typeAt(f *Framing, off int) uint16 {
	switch f.TypeSize {
	case 1:
		return uint16(m.data[off+f.TypeOff])
	case 2:
		return m.u16(off + f.TypeOff)
	}
	return 0
}

// isChain reports whether octets are a chain of records, of which the set knows the first.
func (m *Message) isChain(set *Set, from, to int) bool {
	if m.hole(from, to) {
		return false
	}
	first := from
	for from < to {
		_, n := m.recordAt(set.Framing, from, to)
		if n == 0 || from == first && set.known(m.typeAt(set.Framing, from)) == nil {
			return false
		}
		from += alignTo(n, set.Framing.Align)
	}
	return from > first
}
