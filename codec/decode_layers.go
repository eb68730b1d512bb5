package codec

import "fmt"

// layering is the decoding of the layers of a packet.
type layering struct {
	m       *Message
	set     *Set
	parent  int32
	off     int
	limit   int   // where what the current layer is part of ends
	end     int   // where the octets of the packet end
	network int32 // the last layer with addresses; 0: none
	part    bool  // only a piece of what is carried is there
	quoted  bool  // what is decoded is the start of another packet
	deep    bool
}

// splitLayers is splitAttrs for the layers of a packet.
func (m *Message) splitLayers(parent int32, set *Set, from, to int) (deep bool) {
	l := layering{m: m, set: set, parent: parent, off: from, limit: to, end: to}
	rows := set.Framing.Layers
	for number := rows.First; l.off < l.limit; {
		if number = l.settle(number); set.Attrs[number].Layer == nil {
			l.add(number, l.limit)
			break
		}
		next, ok := l.layer(number)
		if !ok {
			m.tailNode(parent, l.off, l.limit)
			l.off = l.limit
			break
		}
		if number = next; number == 0 {
			number = rows.Payload
		}
	}
	if l.off = l.limit; l.off < to {
		l.add(rows.Trailer, to)
	}
	return l.deep
}

// settle returns which layer the next octets are, where they may be another one than they should be.
func (l *layering) settle(number uint16) uint16 {
	for range len(l.set.Attrs) {
		spec := &l.set.Attrs[number]
		layer, b := spec.Layer, l.m.data[l.off:l.limit]
		if layer == nil || len(layer.If) == 0 || holdIn(layer.If, spec.Struct, b) {
			break
		}
		number = layer.Else
	}
	return number
}

// add appends the node of a layer, and goes past it.
func (l *layering) add(number uint16, end int) int32 {
	spec := &l.set.Attrs[number]
	mark := deepMark(spec, 0)
	l.deep = l.deep || mark != 0
	l.m.nodes = append(l.m.nodes, node{
		set: l.set, spec: spec, off: uint32(l.off), end: uint32(end), parent: l.parent, typ: number, marks: mark,
	})
	l.off = end
	return int32(len(l.m.nodes) - 1)
}

// layer appends a layer, and returns the one that it carries; ok is false if the octets are none.
func (l *layering) layer(number uint16) (next uint16, ok bool) {
	spec := &l.set.Attrs[number]
	layer, start, size := spec.Layer, l.off, spec.Struct.Size()
	b := l.m.data[start:l.limit]
	if len(b) < size {
		l.m.fault(l.parent, start, fmt.Sprintf("%d octets are too few for the %d of %s", len(b), size, spec.Name), nil)
		return 0, false
	}
	length, told := layer.Length.octets(spec.Struct, b)
	switch {
	case !told && spec.Set != nil:
		length = len(b)
	case !told:
		length = size
	case length < size:
		l.m.fault(l.parent, start, fmt.Sprintf("%s says that it has %d octets, less than the %d of its header",
			spec.Name,
			length, size), nil)
		return 0, false
	case length > len(b):
		l.m.fault(l.parent, start, fmt.Sprintf("%s says that it has %d octets, there are %d", spec.Name, length,
			len(b)),
			ErrTruncated)
		length = len(b)
	}
	l.narrow(spec, length)
	i := l.add(number, start+length)
	if layer.Sum != nil && !l.quoted && !l.part {
		l.verify(i, start)
	}
	if layer.Source != "" {
		l.network = i
	}
	carried := layer.Next.carried(spec.Struct, b)
	l.part = l.part || len(layer.Next.Part) > 0 && !holdIn(layer.Next.Part, spec.Struct, b)
	l.quoted = l.quoted || layer.Quotes
	if carried.Length && l.off+int(carried.Value) < l.limit {
		l.limit = l.off + int(carried.Value)
	}
	return carried.Layer, true
}

// narrow makes what is carried end where the layer says, which has so many octets itself.
func (l *layering) narrow(spec *Spec, length int) {
	total, told := spec.Layer.Total.octets(spec.Struct, l.m.data[l.off:l.limit])
	switch {
	case !told:
	case total < length:
		if !l.quoted {
			l.m.fault(l.parent, l.off,
				fmt.Sprintf("%s says that it and what it carries have %d octets, it has %d itself",
					spec.Name, total, length), nil)
		}
	case l.off+total <= l.limit:
		l.limit = l.off + total
	case !l.quoted && !l.part:
		l.part = true
		l.m.fault(l.parent, l.off, fmt.Sprintf("%s says that it and what it carries have %d octets, there are %d",
			spec.Name,
			total, l.limit-l.off), ErrTruncated)
	}
}

// verify tells when the checksum of a layer is wrong. One that is the sum of the pseudo-header alone was left to the
// network card to finish, as captures on the sending host show it.
func (l *layering) verify(i int32, start int) {
	n := &l.m.nodes[i]
	s := n.spec.Layer.Sum
	_, p := n.spec.Struct.lookup(s.Member)
	got := uint16(l.m.data[start+p.from])<<8 | uint16(l.m.data[start+p.from+1])
	end := l.limit
	if s.Header {
		end = int(n.end)
	}
	if got == 0 && s.Optional || l.m.hole(start, end) {
		return
	}
	sum := checksum(0)
	if s.Pseudo != 0 {
		var ok bool
		if sum, ok = l.pseudo(s.Pseudo, end-start); !ok || got == ^sum.folded() {
			return
		}
	}
	want := sum.of(l.m.data[start:start+p.from], l.m.data[start+p.to:end])
	if s.Optional && want == 0 {
		want = 0xffff
	}
	if got != want && (got != 0xffff || want != 0) {
		l.m.fault(i, start+p.from, fmt.Sprintf("%s is 0x%04x, want 0x%04x: the checksum is wrong", s.Member, got,
			want), nil)
	}
}

// pseudo returns the sum of a pseudo-header of the network layer around.
func (l *layering) pseudo(protocol uint8, length int) (checksum, bool) {
	if l.network == 0 {
		return 0, false
	}
	n := &l.m.nodes[l.network]
	return pseudoSum(n.spec, l.m.data[n.off:n.end], protocol, length), true
}
