package codec

import "maps"

// placed is a layer that was appended.
type placed struct {
	it         *ExactAttr
	number     uint16
	spec       *Spec // nil: octets that are no layer
	start, end int
	trailer    bool
	wrong      []string // of a packet that is edited: members that are not what would be filled in
}

// appendLayers is appendItems for the layers of a packet: what is not given in one is filled in from the others.
func (e *encoding) appendLayers(dst []byte, set *Set, items []ExactAttr, s *scope) ([]byte, error) {
	layers := make([]placed, len(items))
	start := len(dst)
	for i := range items {
		l := &layers[i]
		if *l = (placed{it: &items[i], start: len(dst) - start}); l.it.Tail {
			dst = append(dst, l.it.Octets...)
		} else {
			var err error
			if l.number, l.spec, err = lookupItem(set, nil, l.it.Name); err == nil {
				dst, err = e.appendLayer(dst, l.spec, l.it, s)
			}
			if err != nil {
				return nil, InPath(err, l.it.Name)
			}
			l.trailer = l.number == set.Framing.Layers.Trailer
		}
		l.end = len(dst) - start
	}
	f := filling{layers: layers, octets: dst[start:], given: e.isGiven}
	if err := f.fill(); err != nil {
		return nil, err
	}
	return dst, nil
}

// appendLayer appends a layer, padded as its length is counted.
func (e *encoding) appendLayer(dst []byte, spec *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	if spec == nil {
		return nil, valueError("there is no layer %s", it.Name)
	}
	start, full := len(dst), *it
	if fields, ok := it.Value.(map[string]any); (ok || it.Value == nil) && spec.Layer != nil && !it.Raw {
		full.Nest, full.Value = true, e.withDefaults(spec, fields)
	}
	dst, err := e.appendPayload(dst, spec, &full, s)
	if err != nil || it.Raw || spec.Layer == nil {
		return dst, err
	}
	if x := spec.Layer.Length; x.Member != "" && !e.isGiven(&placed{it: it, spec: spec}, x.Member) {
		for (len(dst)-start-x.Plus)%max(x.Unit, 1) != 0 {
			dst = append(dst, 0)
		}
	}
	if it.Padded {
		dst = append(dst, it.Pad...)
	}
	return dst, nil
}

// withDefaults returns the members of a layer with the defaults of those that are not given.
func (e *encoding) withDefaults(spec *Spec, fields map[string]any) map[string]any {
	if fields["hex"] != nil {
		return fields
	}
	all := maps.Clone(fields)
	if all == nil {
		all = map[string]any{}
	}
	for _, d := range spec.Layer.Defaults {
		if m, p := spec.Struct.lookup(d.Member); !e.gives(fields, spec.Struct, m, p) {
			all[d.Member] = d.Value
		}
	}
	return all
}

func (e *encoding) gives(fields map[string]any, s *Struct, m *Member, p *place) bool {
	_, ok := e.given(fields, s, m, p)
	return ok
}

// isGiven reports whether a member of a layer is given.
func (e *encoding) isGiven(l *placed, member string) bool {
	fields, ok := l.it.Value.(map[string]any)
	if l.it.Raw || fields["hex"] != nil || !ok && l.it.Value != nil {
		return true
	}
	m, p := l.spec.Struct.lookup(member)
	return e.gives(fields, l.spec.Struct, m, p)
}

// filling fills in what was not given of layers: lengths, what each carries, checksums.
type filling struct {
	layers []placed
	octets []byte
	given  func(l *placed, member string) bool
	edits  bool // what carries a layer already, although there are other ways to say so, stays
}

func (f *filling) fill() error {
	for i := range f.layers {
		if f.layers[i].described() {
			if err := f.lengths(i); err != nil {
				return InPath(err, f.layers[i].spec.Name)
			}
		}
	}
	for i := len(f.layers) - 1; i >= 0; i-- { // what is carried is summed up in what carries it
		if f.layers[i].described() {
			f.sum(i)
		}
	}
	return nil
}

// described reports whether a layer has members to be filled in.
func (l *placed) described() bool {
	return l.spec != nil && l.spec.Layer != nil && l.end-l.start >= l.spec.Struct.Size()
}

// lengths fills in the lengths of a layer, and what it carries.
func (f *filling) lengths(i int) error {
	l := &f.layers[i]
	layer := l.spec.Layer
	end := f.carriedEnd(i)
	for _, x := range []struct {
		Extent
		octets int
	}{{layer.Length, l.end - l.start}, {layer.Total, end - l.start}} {
		if x.Member == "" || f.given(l, x.Member) {
			continue
		}
		if err := f.put(l, x.Member, uint64(x.octets-x.Plus)/uint64(max(x.Unit, 1))); err != nil {
			return err
		}
	}
	next := &layer.Next
	if len(next.Members) == 0 || i+1 == len(f.layers) || f.given(l, next.Members[0]) {
		return nil
	}
	if now := next.carried(l.spec.Struct,
		f.octets[l.start:l.end]); f.edits && now.Layer == f.layers[i+1].number && !now.Length {
		return nil
	}
	for _, c := range next.Cases {
		if c.Layer != f.layers[i+1].number {
			continue
		}
		if c.Length {
			c.Value = uint64(end - l.end)
		}
		return f.put(l, next.Members[0], c.Value)
	}
	return nil
}

// carriedEnd returns where what a layer carries ends.
func (f *filling) carriedEnd(i int) int {
	for i++; i < len(f.layers); i++ {
		if f.layers[i].trailer {
			return f.layers[i].start
		}
	}
	return len(f.octets)
}

// put writes a member of a layer.
func (f *filling) put(l *placed, member string, v uint64) error {
	m, p := l.spec.Struct.lookup(member)
	bits := uint(m.Bits)
	if bits == 0 {
		bits = uint(8 * (p.to - p.from))
	}
	if v >= 1<<bits {
		return InPath(valueError("%d does not fit into %d bits: the packet is too long", v, bits), member)
	}
	p.put(f.octets[l.start:], v, true)
	return nil
}

// sum fills in the checksum of a layer.
func (f *filling) sum(i int) {
	l := &f.layers[i]
	s := l.spec.Layer.Sum
	if s == nil || f.given(l, s.Member) {
		return
	}
	end := f.carriedEnd(i)
	if s.Header {
		end = l.end
	}
	c := checksum(0)
	if s.Pseudo != 0 {
		network := f.network(i)
		if network == nil {
			return // nobody can tell
		}
		c = pseudoSum(network.spec, f.octets[network.start:network.end], s.Pseudo, end-l.start)
	}
	_, p := l.spec.Struct.lookup(s.Member)
	v := c.of(f.octets[l.start:l.start+p.from], f.octets[l.start+p.to:end])
	if s.Optional && v == 0 {
		v = 0xffff
	}
	_ = f.put(l, s.Member, uint64(v)) // it fits
}

// network returns the nearest layer around that has addresses, or nil.
func (f *filling) network(i int) *placed {
	for i--; i >= 0; i-- {
		if l := &f.layers[i]; l.described() && l.spec.Layer.Source != "" {
			return l
		}
	}
	return nil
}
