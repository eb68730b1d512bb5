package codec

import (
	"iter"
	"strconv"
)

// All yields every attribute of the message at every depth: those of the top level first, then what is in them. Octets
// that are no attribute are not among them.
func (m *Message) All() iter.Seq[Attr] {
	return func(yield func(Attr) bool) {
		for i := 1; i < len(m.nodes); i++ {
			if m.nodes[i].marks&(markTail|markQuoted) == 0 && !yield(Attr{m, int32(i)}) {
				return
			}
		}
	}
}

// Find returns the first attribute of that name, number or short name: at the top level if there is one, else at
// whatever depth, the message quoted by an NLMSG_ERROR included.
func (m *Message) Find(name string) (Attr, bool) {
	if i := m.findNamed(name, 1, int32(len(m.nodes))); i > 0 {
		return Attr{m, i}, true
	}
	return Attr{}, false
}

// Tally counts the attributes of the message at every depth: all, those that no table knows, and those of which the
// table says no more than that they are octets.
func (m *Message) Tally() (all, unknown, opaque int) {
	if len(m.nodes) == 0 {
		return 0, 0, 0
	}
	for i := range m.nodes[1:] {
		n := &m.nodes[i+1]
		switch {
		case n.marks&(markTail|markQuoted) != 0:
			continue
		case n.ofVendor():
			opaque++
		case n.spec == nil:
			unknown++
		case n.marks&markNested == 0 && (n.spec.Kind == Bytes && n.spec.Enum == nil || n.spec.Kind == SubMessage):
			opaque++
		}
		all++
	}
	return all, unknown, opaque
}

// Label is Path for summaries: a number that no table knows carries the prefix of the names beside it, "IFLA_77".
func (a Attr) Label() string {
	if a.m == nil {
		return ""
	}
	return string(a.m.appendLabel(nil, a.i))
}

func (m *Message) appendLabel(dst []byte, i int32) []byte {
	n := &m.nodes[i]
	if i == 0 || n.marks&(markTail|markQuoted) != 0 {
		return dst
	}
	dst = m.appendLabel(dst, n.parent)
	if len(dst) > 0 {
		dst = append(dst, '/')
	}
	t := n.typ & nlaTypeMask
	if n.set != nil && n.marks&markNameless == 0 && (int(t) >= len(n.set.Attrs) || n.set.Attrs[t].Name == "") {
		return strconv.AppendUint(append(dst, n.set.Prefix...), uint64(t), 10)
	}
	return m.appendName(dst, i)
}

// Snapshot returns a Resolver that knows what r knows now and learns nothing more from it.
func (r *Resolver) Snapshot() *Resolver {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &Resolver{unknown: map[string]*familyIndex{}}
	for name, f := range r.unknown {
		s.unknown[name] = f
	}
	s.ids.Store(r.ids.Load())
	return s
}
