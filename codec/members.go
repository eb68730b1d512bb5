package codec

import "encoding/binary"

// Members walks the members of a struct that start inside its octets, in the order of the struct. Those that are
// padding are passed over: they count like the gaps between members.
//
//	var w codec.Members
//	for w.Start(c); w.Next(); {
//		… w.Member().Name, w.Content()
//	}
type Members struct {
	i      int  // which member is the current one
	easy   int  // how many members from the first on are there whole, without gaps
	to     int  // where the octets of the easy ones, or of the last one after them, end
	rough  bool // not all octets are told, or they end inside the member
	cut    bool // the octets end inside it
	exact  bool
	places []place
	octets []byte
	little []byte // the octets and all after them, if they are told, whole and in little-endian order
	s      *Struct
	c      Content
	span   int // octets that the struct should have
}

// Start starts a walk over a struct; over anything else, over nothing. The walk was not used before.
func (w *Members) Start(c Content) {
	s := c.Spec().Struct
	w.c, w.i = c, -1
	if s == nil || c.spec.Kind != StructOf {
		return
	}
	l := s.places()
	w.s, w.places, w.octets = s, l.members, c.Octets()
	n := len(w.octets)
	if w.span = l.size; c.role() == ofHead {
		w.span = c.m.span(s, w.octets)
	}
	if n >= l.easyEnd {
		w.easy, w.to = l.easy, l.easyEnd
	}
	w.exact = n == w.span || n > w.span && s.open()
	w.rough = c.Untold()
	if !w.rough && !c.m.big {
		w.little = c.m.data[c.from():]
	}
}

// Next goes on to the next member, and reports whether there is one.
func (w *Members) Next() bool {
	w.i++
	return w.i < w.easy || w.seek()
}

// seek is Next where there may be gaps or padding, or the octets end.
func (w *Members) seek() bool {
	n := len(w.octets)
	for ; w.i < len(w.places); w.i++ {
		p := &w.places[w.i]
		if p.from > n || p.from == n && p.to > p.from {
			break
		}
		if p.from > w.to && !allZero(w.octets[w.to:p.from]) {
			w.exact = false
		}
		if w.to = p.to; p.to == p.from { // takes all that is left
			w.to = w.restEnd(p)
		}
		if w.to > n {
			w.to, w.cut, w.rough, w.little = n, true, true, nil
			w.exact = false
		}
		if !p.pad || w.cut {
			return true
		}
		w.exact = w.exact && allZero(w.octets[p.from:w.to])
	}
	w.exact = w.exact && allZero(w.octets[min(w.to, n):])
	return false
}

// end is where the octets of the current member end.
func (w *Members) end() int {
	if w.i < w.easy {
		return w.places[w.i].to
	}
	return w.to
}

// restEnd returns where a member ends that takes all that is left, or as much of that as another member counts.
func (w *Members) restEnd(p *place) int {
	n := len(w.octets)
	if w.c.role() == ofHead {
		return n
	}
	if counted, ok := w.s.counted(w.octets, w.c.m.big); ok && counted < n-p.from {
		w.exact = false
		return p.from + counted
	}
	return n
}

// Member returns the current member.
func (w *Members) Member() *Member { return &w.s.Members[w.i] }

// Index returns which of the members of the struct it is.
func (w *Members) Index() int { return w.i }

// Plain returns the member if it is an unsigned integer without names or a unit: Number by a shorter way. ok may be
// false for some of those.
func (w *Members) Plain() (v uint64, ok bool) {
	if p := &w.places[w.i]; p.mask != 0 && p.from+8 <= len(w.little) {
		return binary.LittleEndian.Uint64(w.little[p.from:]) & p.mask, true
	}
	return 0, false
}

// Number returns the member, and how it is laid out, if it is an integer that is there whole: Content by a shorter way.
func (w *Members) Number() (v uint64, spec *Spec, ok bool) {
	p := &w.places[w.i]
	if w.rough || !p.number {
		return 0, nil, false
	}
	return readInteger(p.spec.Kind, w.octets[p.from:p.to], w.c.m.big), p.spec, true
}

// Cut reports whether the octets end inside the member: it has no value.
func (w *Members) Cut() bool { return w.cut }

// Sized reports whether the member takes so many octets whatever follows.
func (w *Members) Sized() bool {
	p := &w.places[w.i]
	return p.to > p.from
}

// Place returns all octets of the member, laid out as the member says.
func (w *Members) Place() Content {
	p := &w.places[w.i]
	return contentOf(w.c.m, p.spec, w.c.from()+uint32(p.from), w.c.from()+uint32(w.end()), p.role())
}

// Content returns what the member holds: of a union, what another member says it is; of a place that has room for more,
// as many octets as another member counts.
func (w *Members) Content() Content {
	c := w.Place()
	if w.places[w.i].plain {
		return c
	}
	switch m := w.Member(); {
	case m.Select != nil:
		spec := w.c.m.unionSpec(w.s, int(w.c.from()), int(w.c.to()), m, c.spec)
		return contentOf(c.m, spec, c.from(), c.from()+uint32(unionSize(spec, c.Len())), ofElement)
	case m.LenField != "" && m.Len > 0:
		pieces, ok := w.integerOf(m.LenField)
		if n := m.octetsOf(pieces); ok && n < c.Len() {
			return contentOf(c.m, c.spec, c.from(), c.from()+uint32(n), c.how)
		}
	case m.LenAttr != "" && m.Kind == LLAddr:
		n := w.c.m.addressLen(m.LenAttr, c.Octets())
		return contentOf(c.m, c.spec, c.from(), c.from()+uint32(n), c.how)
	}
	return c
}

// Fills reports whether what the member holds, as Content returns it, tells all its octets: zeros are after it up to the
// end of its size, nothing if it has none.
func (w *Members) Fills(c Content) bool {
	place := w.Place()
	left := place.Slice(c.Len(), place.Len())
	return left.Len() == 0 || w.Sized() && left.IsZero()
}

// integerOf returns another member of the struct, an integer that is there whole.
func (w *Members) integerOf(name string) (v uint64, ok bool) {
	m, p := w.s.lookup(name)
	if m == nil || p.to > len(w.octets) || w.c.Untold() {
		return 0, false
	}
	return p.integer(w.octets, w.c.m.big), true
}

// Rest returns the octets that no member covers; shown says that they are other than the padding that is expected.
func (w *Members) Rest() (rest Content, shown bool) {
	n := w.c.Len()
	rest = w.c.Slice(min(w.to, n), n)
	return rest, !rest.IsZero() || n > w.span && rest.Len() > 0
}

// Exact reports, after the last member, whether there is nothing in the octets but whole members and zeros where the
// struct has its gaps, so that the members tell them all.
func (w *Members) Exact() bool { return w.exact }

// Elements walks the elements of an array.
//
//	var w codec.Elements
//	for ok := w.Start(c); ok && w.Next(); {
//		… w.Content()
//	}
type Elements struct {
	m              *Message
	array, elem    *Spec
	octets         []byte
	from           uint32 // of the array in the message
	at, next, size int
	number         bool   // elements are integers of their kind's size
	signed         bool   // with a sign
	shift          uint8  // how many of 64 bits they leave
	little         []byte // the octets and all after them, if they are integers in little-endian order
}

// Start starts a walk over an array, and reports whether its octets are a whole number of elements. The walk was not
// used before.
func (w *Elements) Start(c Content) bool {
	elem := c.Spec().Elem
	if elem == nil || c.spec.Kind != Array {
		return false
	}
	size := elem.elemSize()
	if size == 0 || c.Len()%size != 0 {
		return false
	}
	w.m, w.array, w.elem, w.octets, w.from, w.size = c.m, c.spec, elem, c.Octets(), c.from(), size
	w.number = elem.Kind.IsInteger()
	w.signed, w.shift = elem.Kind.IsSigned(), uint8(64-8*size)
	if w.number && !elem.Kind.bigEndian(c.m.big) {
		w.little = c.m.data[c.from():]
	}
	return true
}

// Next goes on to the next element, and reports whether there is one.
func (w *Elements) Next() bool {
	w.at = w.next
	w.next += w.size
	return w.next <= len(w.octets)
}

// Content returns the current element.
func (w *Elements) Content() Content {
	return contentOf(w.m, w.elem, w.from+uint32(w.at), w.from+uint32(w.next), ofElement)
}

// Spec returns how each element is laid out.
func (w *Elements) Spec() *Spec { return w.elem }

// Plain returns the current element if it is an integer: Number by a shorter way. ok may be false for some of those.
func (w *Elements) Plain() (v uint64, ok bool) {
	if w.at+8 > len(w.little) {
		return 0, false
	}
	v = binary.LittleEndian.Uint64(w.little[w.at:]) << (w.shift & 63)
	if w.signed {
		return uint64(int64(v) >> (w.shift & 63)), true
	}
	return v >> (w.shift & 63), true
}

// Number returns the current element if it is an integer: Content by a shorter way. Whether the capture tells it is for
// Untold of the array to say.
func (w *Elements) Number() (v uint64, ok bool) {
	if !w.number {
		return 0, false
	}
	return readInteger(w.elem.Kind, w.octets[w.at:w.next], w.m.big), true
}

// First reports whether the current element is the first.
func (w *Elements) First() bool { return w.at == 0 }

// Index returns the index of the current element, as the table counts.
func (w *Elements) Index() int { return w.at/w.size + int(w.array.Base) }

// Left returns the current element and all after it, and how many that are.
func (w *Elements) Left() (c Content, count int) {
	n := len(w.octets) - w.at
	return contentOf(w.m, &noSpec, w.from+uint32(w.at), w.from+uint32(len(w.octets)), ofAttr), n / w.size
}

// Bits walks the bits that are set in a bitmap.
type Bits struct {
	octets []byte
	next   int
}

// Bits starts a walk over a bitmap.
func (c Content) Bits() Bits { return Bits{octets: c.Octets()} }

// Next returns the next bit that is set, and whether there is one.
func (w *Bits) Next() (bit uint64, ok bool) {
	for ; w.next < 8*len(w.octets); w.next++ {
		if w.octets[w.next/8]>>(w.next%8)&1 != 0 {
			w.next++
			return uint64(w.next - 1), true
		}
	}
	return 0, false
}
