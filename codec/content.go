package codec

import (
	"bytes"
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// Content is what an attribute, a fixed struct, a member of a struct or an element of an array holds: octets of a
// message, and how they are laid out. It is a view, as an Attr is, and a small value: forms pass it on as they descend.
// The zero Content is empty.
type Content struct { // of four words in four fields, which the compiler keeps in registers
	m     *Message
	spec  *Spec
	place uint64 // where the octets are in the message: start, and in the upper half, end
	how   role
}

// contentOf returns the octets of a message between two places.
func contentOf(m *Message, spec *Spec, from, to uint32, how role) Content {
	return Content{m, spec, uint64(from) | uint64(to)<<32, how}
}

func (c Content) from() uint32 { return uint32(c.place) }
func (c Content) to() uint32   { return uint32(c.place >> 32) }
func (c Content) role() role   { return c.how &^ swapped }

// role is what a Content is the content of.
type role uint8

const (
	ofAttr    role = iota
	ofElement      // of an array, or the layout that was chosen for a union
	ofMember       // of a struct, in a place of its own
	ofRest         // of a struct, the last, which takes all that is left
	ofHead         // a fixed struct before attributes

	swapped role = 1 << 7 // NLA_F_NET_BYTEORDER: unsigned integers are in network order
)

// Content returns what the attribute holds. Of a nest it is all its attributes, the fixed struct before them included.
func (a Attr) Content() Content {
	if a.m == nil {
		return Content{}
	}
	n := &a.m.nodes[a.i]
	spec := n.spec
	if spec == nil {
		spec = &noSpec
	} else if spec.Select != nil {
		spec = a.m.layout(a.i)
	}
	how := ofAttr
	if n.typ&nlaNetByteOrder != 0 {
		how = swapped
	}
	return contentOf(a.m, spec, n.off+uint32(n.hdr), n.end, how)
}

// Fixed returns the fixed struct of the message, or that at the head of a nest, with the padding before the attributes
// after it; ok is false if the tables have none.
func (a Attr) Fixed() (c Content, ok bool) {
	if a.m == nil {
		return Content{}, false
	}
	s, at := a.m.fixed(a.i)
	if s == nil {
		return Content{}, false
	}
	end, role := int(a.m.nodes[a.i].end), ofAttr
	at = min(at, end)
	if a.m.attrSet(a.i) != nil {
		role = ofHead
		end = min(end, at+a.m.span(s, a.m.data[at:end]))
	}
	return contentOf(a.m, s.places().self, uint32(at), uint32(end), role), true
}

// Message returns the message that it is in, nil of the zero Content.
func (c Content) Message() *Message { return c.m }

// Spec returns the layout of the octets; that of opaque octets if no table knows it.
func (c Content) Spec() *Spec {
	if c.spec == nil {
		return &noSpec
	}
	return c.spec
}

// Len returns how many octets there are.
func (c Content) Len() int { return int(c.to() - c.from()) }

// Octets returns the octets. They borrow the message's.
func (c Content) Octets() []byte {
	if c.m == nil {
		return nil
	}
	return c.m.data[c.from():c.to():c.to()]
}

// Slice returns a part of the octets, opaque.
func (c Content) Slice(from, to int) Content {
	return contentOf(c.m, &noSpec, c.from()+uint32(from), c.from()+uint32(to), ofAttr)
}

// IsZero reports whether all octets are 0.
func (c Content) IsZero() bool { return allZero(c.Octets()) }

// IsMember reports whether it is the content of a member of a struct, where NULs fill what a text leaves.
func (c Content) IsMember() bool { return c.role() == ofMember || c.role() == ofRest }

// Swapped reports whether NLA_F_NET_BYTEORDER is set on the attribute, so that unsigned integers are in network order.
func (c Content) Swapped() bool { return c.how&swapped != 0 }

// WellFormed reports whether there are as many octets as the kind takes.
func (c Content) WellFormed() bool { return wellFormed(c.Spec().Kind, c.Len()) }

// Integer returns an integer in host order; signed ones are sign-extended. ok is false if the kind is none, or there
// are too few or far too many octets. Octets beyond the width of the kind do not count. Whether the capture tells the
// octets is for Untold to say.
func (c Content) Integer() (v uint64, ok bool) {
	n := c.to() - c.from()
	if n == 0 {
		return 0, false
	}
	k := c.spec.Kind
	size := uint32(kindSizes[k&kindMask])
	if !k.IsInteger() || n < size || n > 8 {
		return 0, false
	}
	if size == 0 {
		size = n
	}
	if c.Swapped() && !k.IsSigned() {
		k = BE64
	}
	v = c.m.integer(k, c.m.data[c.from():c.from()+size:c.from()+size])
	if f := c.spec.bits; f != nil {
		v = f.of(v, int(size), c.m.big)
	}
	return v, true
}

// Parts returns the octets of an integer as the struct of its parts; ok is false if it has none, or other octets than
// its kind takes.
func (c Content) Parts() (parts Content, ok bool) {
	s := c.Spec().Parts
	if s == nil || !c.WellFormed() || c.Swapped() {
		return Content{}, false
	}
	return contentOf(c.m, s.places().self, c.from(), c.to(), c.role()), true
}

// Canonical reports whether an integer alone tells the octets: they are as many as its value is encoded to.
func (c Content) Canonical(v uint64) bool {
	switch k := c.Spec().Kind; {
	case k == Uint && c.Len() == 8:
		return v > math.MaxUint32 // else four octets would do
	case k == Sint && c.Len() == 8:
		return int64(v) != int64(int32(v))
	}
	return c.WellFormed()
}

// Bool returns what 0 or 1 says where that is yes or no; ok is false for other values, and other kinds.
func (c Content) Bool() (v, ok bool) {
	if k := c.Spec().Kind; k != Bool && k != Switch || c.Swapped() {
		return false, false
	}
	n, ok := c.Integer()
	return n == 1, ok && n <= 1
}

// Bitfield returns the two words of a struct nla_bitfield32; ok is false if it is none, or has not 8 octets.
func (c Content) Bitfield() (value, selector uint32, ok bool) {
	if c.Spec().Kind != Bitfield32 || c.Len() != 8 {
		return 0, 0, false
	}
	order, b := order(c.m.big), c.Octets()
	return order.Uint32(b), order.Uint32(b[4:]), true
}

// Label is an entry of an MPLS label stack (RFC 3032).
type Label struct {
	Label  uint32 // 20 bits
	TC     uint8  // 3 bits
	Bottom bool   // of the stack
	TTL    uint8
}

// Label returns an entry of a label stack, of which there are Len()/4.
func (c Content) Label(i int) Label {
	v := binary.BigEndian.Uint32(c.Octets()[4*i:])
	return Label{v >> 12, uint8(v >> 9 & 7), v>>8&1 == 1, uint8(v)}
}

func (l Label) word() uint32 {
	v := l.Label<<12 | uint32(l.TC&7)<<9 | uint32(l.TTL)
	if l.Bottom {
		v |= 1 << 8
	}
	return v
}

// Text splits a string: the text, and how many NULs end it. ok is false if there are others, or the text is not UTF-8.
func (c Content) Text() (text []byte, nuls int, ok bool) { return splitText(c.Octets()) }

// UsualNULs reports whether so many NULs end a string where it stands, so that its text tells the octets.
func (c Content) UsualNULs(nuls int) bool {
	switch c.role() {
	case ofMember:
		return true
	case ofRest:
		return nuls == 0
	}
	return nuls == c.Spec().nuls()
}

// Sized reports whether the layout depends on how long the payload is, which has to be said with a value then.
func (a Attr) Sized() bool {
	if a.m == nil {
		return false
	}
	n := &a.m.nodes[a.i]
	if n.set == nil || n.spec == nil || n.spec.Select == nil && n.marks&markDeep == 0 {
		return false
	}
	own := &n.set.Attrs[n.typ&nlaTypeMask]
	return own.Select != nil && own.selectedByLength() && a.m.layout(a.i) != own
}

// splitText splits the payload of a string: the text, and how many NULs end it. ok is false if there are others, or the
// text is not UTF-8.
func splitText(b []byte) (text []byte, nuls int, ok bool) {
	n := len(b)
	for n > 0 && b[n-1] == 0 {
		n--
	}
	text = b[:n]
	return text, len(b) - n, bytes.IndexByte(text, 0) < 0 && utf8.Valid(text)
}

// wellFormed reports whether a payload has the size that its kind takes.
func wellFormed(k Kind, n int) bool {
	if size := int(kindSizes[k&kindMask]); size > 0 {
		return n == size
	}
	switch k {
	case Uint, Sint:
		return n == 4 || n == 8
	case IP:
		return n == 4 || n == 16
	case MPLS:
		return n%4 == 0
	case Flag:
		return n == 0
	}
	return true
}
