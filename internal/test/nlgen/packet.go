package nlgen

import "github.com/nlkit/nlkit/codec"

// mostLayers is how many layers a packet has.
const mostLayers = 8

// Packet returns a packet of one of the protocols of packets: layers that carry each other, mostly with the right
// lengths, and with checksums that are right only by chance.
func (g *Generator) Packet() Message {
	k := g.packets[g.IntN(len(g.packets))]
	g.big = false
	set := k.typ.Set
	var b []byte
	var layers []layer
	for number := set.Framing.Layers.First; len(layers) < mostLayers; {
		l := layer{spec: &set.Attrs[number], start: len(b)}
		if l.spec.Layer == nil {
			break
		}
		if l.spec.Layer.Else != 0 && g.oneIn(8) {
			l.spec = &set.Attrs[l.spec.Layer.Else]
		}
		if l.spec.Layer == nil {
			break
		}
		b = g.layer(b, &l)
		layers = append(layers, l)
		if number = g.carried(b[l.start:], l.spec); number == 0 {
			break
		}
	}
	b = append(b, g.random(1+g.IntN(40))...)
	end := len(b)
	if g.oneIn(4) {
		b = append(b, make([]byte, g.IntN(20))...)
	}
	for _, l := range layers {
		l.put(b, l.spec.Layer.Total, end-l.start)
	}
	if g.odd() {
		b = b[:1+g.IntN(len(b))]
	}
	return Message{k.protocol, false, k.typ, b}
}

// layer is a layer of a packet.
type layer struct {
	spec  *codec.Spec
	start int
}

// layer appends a layer with its options and its length.
func (g *Generator) layer(b []byte, l *layer) []byte {
	size := l.spec.Struct.Size()
	b = append(g.structure(b, l.spec.Struct), make([]byte, size)...)[:l.start+size]
	for _, w := range l.spec.Layer.If {
		l.spec.Struct.Put(b[l.start:], w.Member, w.Values[0], true)
	}
	if l.spec.Set != nil {
		b = g.attrs(b, l.spec.Set, scope{}, 1)
	}
	length := l.spec.Layer.Length
	for length.Unit > 1 && (len(b)-l.start-length.Plus)%length.Unit != 0 {
		b = append(b, 0)
	}
	l.put(b, length, len(b)-l.start)
	return b
}

// put writes a length.
func (l *layer) put(b []byte, x codec.Extent, octets int) {
	if x.Member != "" && octets >= x.Plus {
		l.spec.Struct.Put(b[l.start:], x.Member, uint64((octets-x.Plus)/max(x.Unit, 1)), true)
	}
}

// carried makes a layer say what it carries, and returns that; 0 if it is nothing in particular.
func (g *Generator) carried(b []byte, spec *codec.Spec) uint16 {
	next := spec.Layer.Next
	if len(next.Cases) == 0 || g.oneIn(10) {
		return next.Always
	}
	c := next.Cases[g.IntN(len(next.Cases))]
	v := c.Value
	if c.Max > 0 {
		v += uint64(g.IntN(int(c.Max-c.Value) + 1))
	}
	spec.Struct.Put(b, next.Members[0], v, true)
	return c.Layer
}
