package codec

// Members walks the members of a struct that start inside its octets, in the order of the struct. Those that are
// padding are passed over: they count like the gaps between members.
//
//	for w := c.Members(); w.Next(); {
//		… w.Member().Name, w.Content()
//	}
type Members struct {
	c      Content
	s      *Struct
	places []place
	octets []byte
	span   int // octets that the struct should have
	i, end int
	exact  bool
	whole  bool // the capture tells all octets

	p        *place // the current member, and what octets of the struct are its
	from, to int
	cut      bool // the octets end inside it
}

// Members starts a walk over a struct; over anything else, over nothing.
func (c Content) Members() Members {
	s := c.Spec().Struct
	if s == nil || c.spec.Kind != StructOf {
		return Members{c: c}
	}
	l := s.places()
	span, n := l.size, c.Len()
	if c.role == ofHead {
		span = c.m.span(s, c.Octets())
	}
	return Members{c: c, s: s, places: l.members, octets: c.Octets(), span: span,
		exact: n == span || n > span && s.open(), whole: !c.Untold()}
}

// Next goes on to the next member, and reports whether there is one.
func (w *Members) Next() bool {
	if w.i >= len(w.places) || !w.places[w.i].easy || w.places[w.i].to > len(w.octets) {
		return w.seek()
	}
	w.p = &w.places[w.i]
	w.i++
	w.from, w.to, w.end = w.p.from, w.p.to, w.p.to
	return true
}

// seek is Next where there may be gaps or padding, or the octets end.
func (w *Members) seek() bool {
	n := len(w.octets)
	for w.i < len(w.places) {
		p := &w.places[w.i]
		if p.from > n || p.from == n && p.to > p.from {
			break
		}
		w.i++
		if p.from > w.end && !allZero(w.octets[w.end:p.from]) {
			w.exact = false
		}
		w.p, w.from, w.to, w.cut = p, p.from, p.to, false
		if p.to == p.from { // takes all that is left
			w.to = n
		}
		if w.to > n {
			w.to, w.cut = n, true
			w.exact = false
		}
		w.end = w.to
		if !p.pad || w.cut {
			return true
		}
		w.exact = w.exact && allZero(w.octets[w.from:w.to])
	}
	w.exact = w.exact && allZero(w.octets[min(w.end, n):])
	return false
}

// Member returns the current member.
func (w *Members) Member() *Member { return &w.s.Members[w.i-1] }

// Index returns which of the members of the struct it is.
func (w *Members) Index() int { return w.i - 1 }

// Number returns the member, and how it is laid out, if it is an integer that is there whole: Content by a shorter way.
func (w *Members) Number() (v uint64, spec *Spec, ok bool) {
	p := w.p
	if !p.number || w.cut || !w.whole {
		return 0, nil, false
	}
	return readInteger(p.spec.Kind, w.octets[w.from:w.to], w.c.m.big), p.spec, true
}

// Cut reports whether the octets end inside the member: it has no value.
func (w *Members) Cut() bool { return w.cut }

// Sized reports whether the member takes so many octets whatever follows.
func (w *Members) Sized() bool {
	return w.p.to > w.p.from
}

// Place returns all octets of the member, laid out as the member says.
func (w *Members) Place() Content {
	r := ofMember
	if w.p.rest {
		r = ofRest
	}
	return Content{m: w.c.m, spec: w.p.spec, from: w.c.from + uint32(w.from), to: w.c.from + uint32(w.to), role: r}
}

// Content returns what the member holds: of a union, what another member says it is; of an address in a place that has
// room for longer ones, as many octets as it has.
func (w *Members) Content() Content {
	c := w.Place()
	if w.p.plain {
		return c
	}
	switch m := w.Member(); {
	case m.Select != nil:
		c.spec, c.role = w.c.m.unionSpec(w.s, w.c.Octets(), m, c.spec), ofElement
		c.to = c.from + uint32(unionSize(c.spec, c.Len()))
	case m.LenAttr != "" && m.Kind == LLAddr:
		c.to = c.from + uint32(w.c.m.addressLen(m.LenAttr, c.Octets()))
	}
	return c
}

// Rest returns the octets that no member covers; shown says that they are other than the padding that is expected.
func (w *Members) Rest() (rest Content, shown bool) {
	n := w.c.Len()
	rest = w.c.Slice(min(w.end, n), n)
	return rest, !rest.IsZero() || n > w.span && rest.Len() > 0
}

// Exact reports, after the last member, whether there is nothing in the octets but whole members and zeros where the
// struct has its gaps, so that the members tell them all.
func (w *Members) Exact() bool { return w.exact }

// Elements walks the elements of an array.
//
//	for w, ok := c.Elements(); ok && w.Next(); {
//		… w.Content()
//	}
type Elements struct {
	c    Content
	elem *Spec
	size uint32
	next uint32
}

// Elements starts a walk over an array; ok is false if its octets are no whole number of elements.
func (c Content) Elements() (w Elements, ok bool) {
	elem := c.Spec().Elem
	if elem == nil || c.spec.Kind != Array {
		return Elements{}, false
	}
	size := uint32(elem.elemSize())
	if size == 0 || (c.to-c.from)%size != 0 {
		return Elements{}, false
	}
	return Elements{c: c, elem: elem, size: size, next: c.from}, true
}

// Next goes on to the next element, and reports whether there is one.
func (w *Elements) Next() bool {
	if w.next >= w.c.to {
		return false
	}
	w.next += w.size
	return true
}

// Content returns the current element.
func (w *Elements) Content() Content {
	return Content{m: w.c.m, spec: w.elem, from: w.next - w.size, to: w.next, role: ofElement}
}

// Number returns the current element if it is an integer of its kind's size: Content by a shorter way. Whether the
// capture tells it is for Untold of the array to say.
func (w *Elements) Number() (v uint64, spec *Spec, ok bool) {
	if !w.elem.Kind.IsInteger() || kindSizes[w.elem.Kind&kindMask] == 0 {
		return 0, nil, false
	}
	return readInteger(w.elem.Kind, w.c.m.data[w.next-w.size:w.next], w.c.m.big), w.elem, true
}

// First reports whether the current element is the first.
func (w *Elements) First() bool { return w.next-w.size == w.c.from }

// Index returns the index of the current element, as the table counts.
func (w *Elements) Index() uint64 {
	return uint64((w.next-w.size-w.c.from)/w.size) + uint64(w.c.spec.Base)
}

// Left returns the current element and all after it, and how many that are.
func (w *Elements) Left() (c Content, count int) {
	at := int(w.next - w.size - w.c.from)
	return w.c.Slice(at, w.c.Len()), (w.c.Len() - at) / int(w.size)
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
