package codec

import (
	"encoding/binary"
	"iter"
	"math/bits"
)

// AppendKey appends the key of the object that a message is about, as octets that are the same for all messages about
// it, and different for others: a new route, a change, its end, a line of a dump, whatever the byte order. Keys of
// different kinds of objects may be alike. ok is false, and dst as it was, if the tables do not say what identifies the
// object, the message leaves that to the kernel, its capture does not tell it, or it is about several: see Keys. Keys
// are short, and good for maps; they are not made to be kept on disk.
func (m *Message) AppendKey(dst []byte) (key []byte, ok bool) { return m.appendOnly(dst, false) }

// AppendPlace is AppendKey for the place of an object: where NLM_F_REPLACE puts another one. It is the start of the
// key, or all of it.
func (m *Message) AppendPlace(dst []byte) (place []byte, ok bool) { return m.appendOnly(dst, true) }

func (m *Message) appendOnly(dst []byte, place bool) ([]byte, bool) {
	w := keyWriter{m: m, dst: dst, place: place}
	w.all()
	if w.found != 1 {
		return dst[:len(dst):len(dst)], false
	}
	return w.dst, true
}

// SameObject reports whether two messages are about the same object: one is known to be identified by its key.
func SameObject(a, b *Message) bool {
	if a.typ == nil || b.typ == nil || a.typ.Object == nil || b.typ.Object == nil ||
		a.typ.Object.Name != b.typ.Object.Name || !a.sameTables(b) {
		return false
	}
	x, ok := a.AppendKey(nil)
	if !ok {
		return false
	}
	y, ok := b.AppendKey(x)
	return ok && string(y[len(x):]) == string(x)
}

// sameTables reports whether messages are of the same protocol and family.
func (m *Message) sameTables(other *Message) bool {
	if m.protocol == nil || other.protocol == nil || m.protocol.Number != other.protocol.Number {
		return false
	}
	return m.family == other.family || m.family != nil && other.family != nil && m.family.Name == other.family.Name
}

// Keys yields the key of each object that a message is about, with the nest that is about it, or the message itself.
// A range of VLANs yields the key of each of them. The key is valid until the next one.
func (m *Message) Keys() iter.Seq2[Attr, []byte] {
	return func(yield func(Attr, []byte) bool) {
		w := keyWriter{m: m}
		w.yield = func(i int32) bool { return yield(Attr{m, i}, w.dst) }
		w.all()
	}
}

// keyWriter writes the keys of the objects of a message.
type keyWriter struct {
	m     *Message
	dst   []byte // the last key, after what was there
	place bool   // and no more than that
	start int
	found int
	yield func(i int32) bool // nil: the first two are enough
}

// all goes through the objects.
func (w *keyWriter) all() {
	t := w.m.typ
	if t == nil || t.Object == nil || t.Header != t.Object.Header || t.Set != t.Object.Set || len(w.m.nodes) == 0 {
		return
	}
	w.start = len(w.dst)
	plans := t.Object.keyPlans()
	for i := range plans {
		if !w.m.holds(plans[i].when) {
			continue
		}
		if !w.objects(uint8(i), &plans[i], plans[i].in, 0) || plans[i].in == nil {
			return
		}
	}
}

// done reports whether the object of which the key has been written is the last to look at.
func (w *keyWriter) done(at int32) bool {
	w.found++
	if w.yield == nil {
		return w.found > 1
	}
	return !w.yield(at)
}

// objects goes through the nests on the way to the objects.
func (w *keyWriter) objects(number uint8, plan *keyPlan, in []uint16, at int32) bool {
	if len(in) == 0 {
		return w.object(number, plan, at)
	}
	n := &w.m.nodes[at]
	for j := n.child; j < n.child+n.count; j++ {
		if w.m.isOn(j, in[0]) && !w.objects(number, plan, in[1:], j) {
			return false
		}
	}
	return true
}

// object yields the keys of an object, or of a range of them.
func (w *keyWriter) object(number uint8, plan *keyPlan, at int32) bool {
	parts := plan.parts
	if w.place {
		parts = parts[:plan.place]
	}
	for offset := uint64(0); ; offset++ {
		w.dst = append(w.dst[:w.start], number)
		more := false
		for i := range parts {
			ok, further := w.part(&parts[i], at, offset)
			if !ok {
				return true // it names no single object
			}
			more = more || further
		}
		if w.done(at) {
			return false
		}
		if !more {
			return true
		}
	}
}

// isOn reports whether a node is what a path goes through.
func (m *Message) isOn(i int32, typ uint16) bool {
	return m.isType(i, typ) || typ == anyElement && m.nodes[i].marks&markNoName == 0
}

// isType reports whether a node is an attribute of a type that the table knows.
func (m *Message) isType(i int32, typ uint16) bool {
	n := &m.nodes[i]
	return n.typ&nlaTypeMask == typ && n.marks&markNoName == 0 && n.set != nil
}

// part appends a part. more says that it is one of a range, and not the last.
func (w *keyWriter) part(p *partPlan, at int32, offset uint64) (ok, more bool) {
	v := value{}
	if !p.unless.known || !w.value(&p.unless, at).there {
		for i := range p.from {
			if v = w.value(&p.from[i], at); v.there || v.untold {
				break
			}
		}
	}
	switch {
	case v.untold:
		return false, false
	case p.each != nil:
		return w.nested(p.each, v), false
	case !v.there, v.octets == nil && v.number == 0 && p.Zero:
		v.octets, v.number = nil, p.Default
	}
	if p.Needed && (!v.there || v.octets == nil && v.number == 0) {
		return false, false
	}
	if v.octets != nil {
		w.octets(v.octets, w.bits(p, at, v.octets))
		return true, false
	}
	if p.last.known {
		last := min(w.value(&p.last, at).number, p.Most)
		v.number += offset
		more = v.number < last
	}
	if p.Mask != 0 {
		v.number &= p.Mask
	}
	w.number(v.number)
	return true, more
}

// nested appends parts of each attribute in a nest.
func (w *keyWriter) nested(parts []partPlan, v value) bool {
	if !v.there {
		w.number(0)
		return true
	}
	n := &w.m.nodes[v.node]
	w.number(uint64(n.count))
	for j := n.child; j < n.child+n.count; j++ {
		for i := range parts {
			if ok, _ := w.part(&parts[i], j, 0); !ok {
				return false
			}
		}
	}
	return true
}

// value is what a message has of a part: a number, or octets.
type value struct {
	there, untold bool
	octets        []byte
	number        uint64
	node          int32
}

// value looks a value up. A path that is not there is a value that is not there.
func (w *keyWriter) value(s *source, at int32) value {
	if !s.known {
		return value{}
	}
	if s.top {
		at = 0
	}
	for i, typ := range s.path {
		n := &w.m.nodes[at]
		j := n.child
		for j < n.child+n.count && (!w.m.isType(j, typ) || s.sets[i] != nil && w.m.nodes[j].set != s.sets[i]) {
			j++
		}
		if j == n.child+n.count {
			return value{}
		}
		at = j
	}
	if s.member != nil {
		return w.member(s, at)
	}
	return w.attr(Attr{w.m, at})
}

// member reads a member of the fixed struct of a node, or of the struct that an attribute is.
func (w *keyWriter) member(s *source, at int32) value {
	from := w.m.nodes[at].payload()
	if _, start := w.m.fixed(at); start > 0 {
		from = start
	}
	from += s.inside
	b := w.m.data[min(from, int(w.m.nodes[at].end)):w.m.nodes[at].end]
	p := s.place
	if p.to > len(b) || w.m.hole(from+p.from, from+p.to) {
		return value{untold: true}
	}
	if s.member.Kind.IsInteger() {
		return value{there: true, number: p.integer(b, w.m.big)}
	}
	return value{there: true, octets: b[p.from:p.to]}
}

// attr reads an attribute.
func (w *keyWriter) attr(a Attr) value {
	if a.Missing() {
		return value{untold: true}
	}
	v := value{there: true, node: a.i}
	switch s := a.spec(); {
	case s.Kind.IsInteger():
		n, ok := a.Uint()
		return value{there: ok, number: n, node: a.i}
	case s.Kind == Flag:
		v.number = 1
	case s.Kind == String:
		v.octets = trimNUL(a.Payload())
	default:
		v.octets = a.Payload()
	}
	return v
}

// bits returns how many bits of an address count.
func (w *keyWriter) bits(p *partPlan, at int32, addr []byte) int {
	all := 8 * len(addr)
	if !p.bits.known {
		return all
	}
	return int(min(w.value(&p.bits, at).number, uint64(all)))
}

// number appends an integer: how many octets it takes, and these.
func (w *keyWriter) number(v uint64) {
	n := (bits.Len64(v) + 7) / 8
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v)
	w.dst = append(append(w.dst, uint8(n)), b[8-n:]...)
}

// octets appends octets of which some leading bits count: none if all are zero.
func (w *keyWriter) octets(b []byte, count int) {
	at := len(w.dst)
	w.dst = append(binary.AppendUvarint(w.dst, uint64(len(b))), b...)
	own := w.dst[len(w.dst)-len(b):]
	zero := true
	for i := range own {
		if rest := count - 8*i; rest < 8 {
			own[i] &= ^uint8(0xff >> max(rest, 0))
		}
		zero = zero && own[i] == 0
	}
	if zero {
		w.dst = append(w.dst[:at], 0)
	}
}
