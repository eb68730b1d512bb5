package codec

import "slices"

// spliced is what was replaced in a packet.
type spliced struct {
	in       int // the layer of which a part was replaced; negative: whole layers were
	from, to int
	delta    int
	number   uint16 // of the layer that came in their place; 0: none
}

// refill makes the lengths, checksums and protocols carried of a packet follow a change, where they were right before.
// octets are those after the change, the nodes those before it.
func (m *Message) refill(octets []byte, s spliced) error {
	layers := m.placedLayers()
	if err := markWrong(layers, m.data); err != nil {
		return err
	}
	if s.in >= 0 { // what is given stands
		l := &layers[s.in]
		for _, member := range l.members() {
			if _, p := l.spec.Struct.lookup(member); l.start+p.from < s.to && l.start+p.to > s.from {
				l.wrong = append(l.wrong, member)
			}
		}
	}
	f := filling{layers: m.moved(layers, s), octets: octets, edits: true,
		given: func(l *placed, member string) bool { return slices.Contains(l.wrong, member) }}
	for i := range f.layers {
		l := &f.layers[i]
		if x := (Extent{}); l.described() {
			if x = l.spec.Layer.Length; x.Member != "" && (l.end-l.start-x.Plus)%max(x.Unit, 1) != 0 {
				return valueError("%s would have %d octets, which its length cannot say: it counts %d", l.spec.Name,
					l.end-l.start, x.Unit)
			}
		}
	}
	return f.fill()
}

// layerOf returns which of the layers a node is in; -1 for the packet itself.
func (m *Message) layerOf(i int32) int {
	for i != 0 && m.nodes[i].parent != 0 {
		i = m.nodes[i].parent
	}
	if i == 0 {
		return -1
	}
	return int(i - m.nodes[0].child)
}

// placedLayers returns the layers of a decoded packet. Those of a packet that it quotes are none of it.
func (m *Message) placedLayers() (layers []placed) {
	root, quoted := &m.nodes[0], false
	for i := root.child; i < root.child+root.count; i++ {
		n := &m.nodes[i]
		l := placed{number: n.typ, start: int(n.off), end: int(n.end)}
		if n.marks&markTail == 0 && n.spec != nil {
			l.trailer = n.typ == n.set.Framing.Layers.Trailer
			if !quoted {
				l.spec = n.spec
			}
			quoted = quoted || n.spec.Layer != nil && n.spec.Layer.Quotes
		}
		layers = append(layers, l)
	}
	return layers
}

// markWrong notes which members of layers are not what would be filled in.
func markWrong(layers []placed, octets []byte) error {
	right := slices.Clone(octets)
	f := filling{layers: layers, octets: right, edits: true, given: func(*placed, string) bool { return false }}
	if err := f.fill(); err != nil {
		return err
	}
	for i := range layers {
		l := &layers[i]
		for _, member := range l.members() {
			was := memberOf(l.spec.Struct, member, octets[l.start:l.end])
			if was != memberOf(l.spec.Struct, member, right[l.start:l.end]) {
				l.wrong = append(l.wrong, member)
			}
		}
	}
	return nil
}

// members returns the members of a layer that are filled in.
func (l *placed) members() (members []string) {
	if !l.described() {
		return nil
	}
	layer := l.spec.Layer
	for _, name := range []string{layer.Length.Member, layer.Total.Member} {
		if name != "" {
			members = append(members, name)
		}
	}
	if len(layer.Next.Members) > 0 {
		members = append(members, layer.Next.Members[0])
	}
	if layer.Sum != nil {
		members = append(members, layer.Sum.Member)
	}
	return members
}

// moved returns where the layers are after a change.
func (m *Message) moved(layers []placed, s spliced) (moved []placed) {
	if s.in >= 0 {
		moved = slices.Clone(layers)
		moved[s.in].end += s.delta
		for i := s.in + 1; i < len(moved); i++ {
			moved[i].start += s.delta
			moved[i].end += s.delta
		}
		return moved
	}
	for _, l := range layers {
		if l.end <= s.from {
			moved = append(moved, l)
		}
	}
	if s.number != 0 {
		set := m.attrSet(0)
		moved = append(moved, placed{number: s.number, spec: &set.Attrs[s.number], start: s.from, end: s.to + s.delta,
			trailer: s.number == set.Framing.Layers.Trailer})
	}
	for _, l := range layers {
		if l.start >= s.to {
			l.start += s.delta
			l.end += s.delta
			moved = append(moved, l)
		}
	}
	return moved
}
