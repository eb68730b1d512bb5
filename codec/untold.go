package codec

import "slices"

// Span is a range of octets, From inclusive, To exclusive, that a capture does not tell.
type Span struct {
	From, To int
	// Text is what the capture says in place of the octets, such as the name of an interface in place of its index; ""
	// if nothing.
	Text string
}

// Untold reports whether the capture leaves any octets of a range untold, and what it says in place of the first of
// them.
func (m *Message) Untold(from, to int) (text string, untold bool) {
	if len(m.missing) == 0 {
		return "", false
	}
	i := m.spanAfter(from)
	if i == len(m.missing) || m.missing[i].From >= to {
		return "", false
	}
	if m.missing[i].From < from {
		return "", true // the text is of something larger
	}
	return m.missing[i].Text, true
}

// Whole reports whether the capture tells all octets of the message.
func (m *Message) Whole() bool { return len(m.missing) == 0 }

// hole reports whether the capture leaves any of these octets untold.
func (m *Message) hole(from, to int) bool { return len(m.missing) > 0 && m.lacks(from, to) }

func (m *Message) lacks(from, to int) bool {
	_, untold := m.Untold(from, to)
	return untold
}

// spanAfter returns the index of the first span that ends after a place.
func (m *Message) spanAfter(at int) int {
	i, _ := slices.BinarySearchFunc(m.missing, at, func(s Span, at int) int {
		if s.To <= at {
			return -1
		}
		return 1
	})
	return i
}

// lost reports whether the capture tells none of a range of octets, and what it says in their place.
func (m *Message) lost(from, to int) (text string, all bool) {
	if len(m.missing) == 0 {
		return "", false
	}
	text, untold := m.Untold(from, to)
	return text, untold && m.told(from, to) == 0 && m.missing[m.spanAfter(from)].To >= to
}

// allLost reports whether the capture tells none of a range of octets.
func (m *Message) allLost(from, to int) bool {
	_, all := m.lost(from, to)
	return all
}

// told is how many octets at the start of a range the capture tells.
func (m *Message) told(from, to int) int {
	i := m.spanAfter(from)
	if i == len(m.missing) {
		return to - from
	}
	return max(0, min(m.missing[i].From, to)-from)
}

// Untold reports whether the capture leaves any of the octets untold.
func (c Content) Untold() bool {
	return c.m != nil && len(c.m.missing) > 0 && c.m.hole(int(c.from()), int(c.to()))
}

// Printed returns what the capture says in place of the octets, "" if nothing or if it tells their start.
func (c Content) Printed() string {
	if c.m == nil {
		return ""
	}
	text, _ := c.m.Untold(int(c.from()), int(c.to()))
	return text
}

// Lost reports whether the capture tells none of the octets, and what it says in their place.
func (c Content) Lost() (text string, all bool) {
	if c.m == nil || len(c.m.missing) == 0 {
		return "", false
	}
	return c.m.lost(int(c.from()), int(c.to()))
}

// Told returns how many octets at the start the capture tells.
func (c Content) Told() int {
	if c.m == nil {
		return 0
	}
	return c.m.told(int(c.from()), int(c.to()))
}

// Gap returns how many octets at the start the capture does not tell, of which there is one, and what it says in their
// place.
func (c Content) Gap() (text string, n int) {
	s := &c.m.missing[c.m.spanAfter(int(c.from()))]
	if s.From == int(c.from()) {
		text = s.Text
	}
	return text, min(s.To, int(c.to())) - int(c.from())
}

// dropUntold drops the last nodes, from the first on of which the capture does not tell where it ends, and marks those
// of which it does not tell what they are. It returns where the last one ends, which is off if none is dropped.
func (m *Message) dropUntold(first, off int, elem *Spec) int {
	for i := first; i < len(m.nodes); i++ {
		n := &m.nodes[i]
		header := int(n.off)
		if !m.hole(header, header+attrHeaderLen) {
			continue
		}
		if m.hole(header, header+2) || !m.allLost(header+2, header+attrHeaderLen) {
			m.nodes = m.nodes[:i]
			return header
		}
		n.spec = elem
		n.marks |= markNameless
	}
	return off
}
