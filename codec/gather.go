package codec

import "slices"

// Gathered returns, of a packet, the options of a layer that its octets hold in pieces or in other fields, put
// together: its top-level attributes are they. It is nil if there are none. They are in a message of their own, which
// is told by the octets of this one.
func (m *Message) Gathered() *Message { return m.gathered }

// Field is a member of a layer that holds more options where an option says so.
type Field struct {
	Bit    uint64 // of the value of the option
	Member string
}

// piece is the layout of an option that is sent in pieces: what they are together is told by Gathered.
var piece = Spec{Kind: Bytes}

// gather puts together what the options of layer i say in pieces (RFC 3396), and in other fields.
func (m *Message) gather(i int32) {
	n := &m.nodes[i]
	layer := n.spec.Layer
	var seen, twice [4]uint64
	overload := uint64(0)
	for j := n.child; j < n.child+n.count; j++ {
		c := &m.nodes[j]
		if c.marks&markTail != 0 || slices.Contains(c.set.Framing.Bare, uint8(c.typ)) {
			continue
		}
		word, bit := c.typ>>6&3, uint64(1)<<(c.typ&63)
		twice[word] |= seen[word] & bit
		seen[word] |= bit
		if c.typ == layer.Overload && c.hdr+1 <= uint8(c.end-c.off) {
			overload = uint64(m.data[c.payload()])
		}
	}
	fields := m.fieldsOf(n, overload)
	if twice == [4]uint64{} && len(fields) == 0 {
		return
	}
	g := gathering{m: m, framing: n.spec.Set.Framing, twice: twice}
	for j := n.child; j < n.child+n.count; j++ {
		if c := &m.nodes[j]; c.marks&markTail == 0 && c.hdr > 1 {
			g.add(uint8(c.typ), m.data[c.payload():c.end], false)
			if g.isTwice(uint8(c.typ)) {
				c.spec = &piece
			}
		}
	}
	for _, f := range fields {
		g.scan(f[0], f[1])
	}
	m.gathered = g.message(layer.Joined)
}

// fieldsOf returns where the members are that hold more options.
func (m *Message) fieldsOf(n *node, overload uint64) (fields [][2]int) {
	for _, f := range n.spec.Layer.Fields {
		if overload&f.Bit != 0 {
			_, p := n.spec.Struct.lookup(f.Member)
			fields = append(fields, [2]int{int(n.off) + p.from, int(n.off) + p.to})
		}
	}
	return fields
}

// gathering puts options together.
type gathering struct {
	m       *Message
	framing *Framing
	twice   [4]uint64
	options []gatheredOption
}

type gatheredOption struct {
	typ     uint8
	octets  []byte
	outside bool // some of it, or all, is in another field
}

func (g *gathering) isTwice(typ uint8) bool { return g.twice[typ>>6]&(1<<(typ&63)) != 0 }

// add adds a piece of an option.
func (g *gathering) add(typ uint8, octets []byte, outside bool) {
	i := slices.IndexFunc(g.options, func(o gatheredOption) bool { return o.typ == typ })
	if i < 0 {
		g.options = append(g.options, gatheredOption{typ: typ})
		i = len(g.options) - 1
	}
	o := &g.options[i]
	o.octets = append(o.octets, octets...)
	o.outside = o.outside || outside
}

// scan adds the options in a field.
func (g *gathering) scan(from, to int) {
	for from < to {
		header, n := g.m.recordAt(g.framing, from, to)
		typ := g.m.data[from]
		if n == 0 || header == 1 && slices.Contains(g.framing.Ends, typ) {
			return
		}
		if header > 1 {
			g.add(typ, g.m.data[from+header:from+n], true)
		}
		from += n
	}
}

// message decodes what was put together and is not in one piece where the options are.
func (g *gathering) message(set *Set) *Message {
	var b []byte
	for _, o := range g.options {
		if o.outside || g.isTwice(o.typ) {
			b = append(append(b, o.typ, byte(len(o.octets)>>8), byte(len(o.octets))), o.octets...)
		}
	}
	m := new(Message)
	m.reset(g.m.decoder, Context{BigEndian: true}, b)
	m.protocol, m.typ, m.body = g.m.protocol, &MessageType{Set: set}, 0
	m.decodeLevel(0, set, nil, 0, len(b), 0)
	return m
}
