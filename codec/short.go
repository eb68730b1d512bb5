package codec

import (
	"fmt"
	"math"
	"sort"
)

// least is how many octets a payload of a kind has at least, unless what it holds says more of that.
func (k Kind) least() int {
	switch k {
	case Switch: // on, without an octet
		return 0
	case Uint, Sint, IP:
		return 4
	}
	return k.Size()
}

// wholeFrom is, by kind, from how many octets on, its header included, an attribute is neither short nor any more than
// its payload. Those that want a closer look are never that long.
var wholeFrom = func() (sizes [kindMask + 1]int32) {
	for i := range sizes {
		sizes[i] = int32(attrHeaderLen + Kind(i).least())
		if k := Kind(i); k == MPLS || k >= StructOf {
			sizes[i] = math.MaxInt32
		}
	}
	return
}()

// checkSizes is checkSize for those attributes from a node on of which there is no more than their payloads.
func (m *Message) checkSizes(first int) {
	for i := first; i < len(m.nodes); i++ {
		n := &m.nodes[i]
		if n.marks&markDeep == 0 && n.spec != nil && int32(n.end-n.off) < wholeFrom[n.spec.Kind&kindMask] {
			m.checkSize(int32(i))
		}
	}
}

// checkSize notes a fault if an attribute is shorter than its kind. One that the capture has cut is not.
func (m *Message) checkSize(i int32) {
	n := &m.nodes[i]
	if n.spec == nil || m.cut() && int(n.end) == len(m.data) {
		return
	}
	if why := m.tooShort(m.layout(i), n.payload(), int(n.end)); why != "" {
		m.fault(i, int(n.off), why, nil)
	}
}

// checkHead is checkSize for the struct that a nest starts with.
func (m *Message) checkHead(i int32) {
	n := &m.nodes[i]
	if m.cut() && int(n.end) == len(m.data) {
		return
	}
	if why := m.cutInside(n.spec.Struct, n.payload(), int(n.end)); why != "" {
		m.fault(i, int(n.off), why, nil)
	}
}

// tooShort tells why a payload is too short for its layout, "" if it is not.
func (m *Message) tooShort(spec *Spec, from, to int) string {
	switch b := m.data[from:to]; {
	case spec.Kind == StructOf:
		return m.cutInside(spec.Struct, from, to)
	case spec.Kind == Array && spec.Elem.Kind == StructOf: // of another kernel's size, perhaps
	case spec.Kind == Array:
		if size := spec.Elem.elemSize(); size > 0 && len(b)%size != 0 {
			return fmt.Sprintf("%d octets are no whole number of %s", len(b), spec.Elem.Kind)
		}
	case spec.Kind == MPLS:
		if len(b)%4 != 0 {
			return fmt.Sprintf("%d octets are no whole number of labels", len(b))
		}
	case spec.Kind == IP && len(b) == 0: // of any address: `ip rule add from all` sends it so
	case len(b) < spec.Kind.least():
		return fmt.Sprintf("%d octets are too few for %s", len(b), spec.Kind)
	}
	return ""
}

// cutInside tells where a struct ends if that is inside a member. Structs grow by whole members: a kernel that does not
// know the last ones leaves them out.
func (m *Message) cutInside(s *Struct, from, to int) string {
	l, b := s.places(), m.data[from:to]
	if len(b) >= l.end && !l.union {
		return ""
	}
	if first := &l.members[0]; len(b) == 0 && first.to > first.from {
		return fmt.Sprintf("0 octets are too few for struct %s", s.Name)
	}
	last := sort.Search(len(l.members), func(i int) bool { return l.members[i].to > len(b) })
	if last < len(l.members) && l.members[last].from < len(b) {
		return fmt.Sprintf("%d octets are too few for struct %s: they end inside %s", len(b), s.Name,
			s.Members[last].Name)
	}
	if at := l.end; l.union && len(b) > at && !m.hole(from, to) {
		last := len(l.members) - 1
		if spec := m.unionSpec(s, from, to, &s.Members[last], l.members[last].spec); spec.Kind == StructOf {
			return m.cutInside(spec.Struct, from+at, to)
		}
	}
	return ""
}
