package codec

import (
	"iter"
	"net"
	"net/netip"
	"time"
)

// Attr is an attribute of a decoded Message, or the message itself as the root of its attributes. It is a view, valid
// as long as the Message is neither edited nor decoded into again. The zero Attr has no type, no payload and no
// children.
type Attr struct {
	m *Message
	i int32
}

// Root returns the message as an Attr whose children are its top-level attributes.
func (m *Message) Root() Attr {
	if len(m.nodes) == 0 {
		return Attr{}
	}
	return Attr{m, 0}
}

// Children yields the attributes directly inside a, in the order of the message. The message that an NLMSG_ERROR quotes
// is not among them: see Quoted.
func (a Attr) Children() iter.Seq[Attr] {
	return func(yield func(Attr) bool) {
		if a.m == nil {
			return
		}
		n := &a.m.nodes[a.i]
		for j := n.child; j < n.child+n.count; j++ {
			if a.m.nodes[j].marks&markQuoted != 0 {
				continue
			}
			if !yield(Attr{a.m, j}) {
				return
			}
		}
	}
}

// First returns the first attribute directly inside a, and Next the one after it; ok is false if there is none. They
// are Children without a function call for each.
//
//	for c, ok := a.First(); ok; c, ok = c.Next() {
func (a Attr) First() (c Attr, ok bool) {
	if a.m == nil {
		return Attr{}, false
	}
	n := &a.m.nodes[a.i]
	first, end := n.child, n.child+n.count
	if first < end && a.m.nodes[first].marks&markQuoted != 0 {
		first++
	}
	if first >= end {
		return Attr{}, false
	}
	return Attr{a.m, first}, true
}

// Next returns the attribute after a in what encloses it.
func (a Attr) Next() (c Attr, ok bool) {
	if a.m.nodes[a.i].marks&markLast != 0 {
		return Attr{}, false
	}
	return Attr{a.m, a.i + 1}, true
}

// Quoted returns the message that an NLMSG_ERROR quotes, as an Attr whose children are that message's attributes.
func (a Attr) Quoted() (Attr, bool) {
	if a.m == nil || a.i != 0 || a.m.quoted.node == 0 {
		return Attr{}, false
	}
	return Attr{a.m, a.m.quoted.node}, true
}

// IsNest reports whether a was decoded as a container of attributes.
func (a Attr) IsNest() bool { return a.m != nil && a.m.nodes[a.i].marks&markNested != 0 }

// IsTail reports whether a is octets that could not be read as an attribute.
func (a Attr) IsTail() bool { return a.m != nil && a.m.nodes[a.i].marks&markTail != 0 }

// IsPiece reports whether a is a piece of an option: see Message.Gathered.
func (a Attr) IsPiece() bool { return a.m != nil && a.m.nodes[a.i].spec == &piece }

// Known reports whether a table describes the attribute.
func (a Attr) Known() bool {
	return a.m != nil && (a.m.nodes[a.i].spec != nil || a.m.nodes[a.i].ofVendor())
}

// Opaque reports whether the table says no more of the attribute than that it is octets.
func (a Attr) Opaque() bool {
	s := a.spec()
	return a.Known() && !a.IsNest() && (s.Kind == Bytes && s.Enum == nil || s.Kind == SubMessage)
}

// Missing reports whether the capture left out some of the attribute's payload.
func (a Attr) Missing() bool { return a.m != nil && len(a.m.missing) > 0 && a.m.nodes[a.i].lacks(a.m) }

// Nameless reports whether the capture does not tell what attribute it is. Its name is what the capture says in place
// of that.
func (a Attr) Nameless() bool { return a.m != nil && a.m.nodes[a.i].marks&markNameless != 0 }

// Framing returns how the attribute is framed; nil stands for struct nlattr.
func (a Attr) Framing() *Framing {
	if a.m == nil || a.m.nodes[a.i].set == nil {
		return nil
	}
	return a.m.nodes[a.i].set.Framing
}

// HeaderLen returns the length that the attribute's header gives, nla_len. It is not that of the attribute where the
// capture ends inside it.
func (a Attr) HeaderLen() int { return int(a.m.u16(int(a.m.nodes[a.i].off))) }

// Padding returns the octets between the attribute and what follows it; usual says that they are the zeros that
// alignment asks for.
func (a Attr) Padding() (pad []byte, usual bool) {
	n := &a.m.nodes[a.i]
	if n.marks&markLast == 0 && n.end&3 == 0 && a.m.nodes[a.i+1].off == n.end {
		return nil, true
	}
	p := &a.m.nodes[n.parent]
	from, to, align := int(n.end), a.m.limit(a.i, p.child+p.count, int(p.end)), 4
	if from == to && from&3 == 0 {
		return nil, true
	}
	if n.set != nil && n.set.Framing != nil {
		align = n.set.Framing.Align
	}
	pad = a.m.data[min(from, to):to]
	return pad, alignTo(from, align) == to && allZero(pad)
}

// Path returns the names from the top level to the attribute, joined by "/".
func (a Attr) Path() string {
	if a.m == nil {
		return ""
	}
	return a.m.path(a.i)
}

// Type returns the attribute's type without its flags.
func (a Attr) Type() uint16 {
	if a.m == nil {
		return 0
	}
	return a.m.nodes[a.i].typ & nlaTypeMask
}

// Nested reports whether NLA_F_NESTED is set on the attribute.
func (a Attr) Nested() bool { return a.m != nil && a.m.nodes[a.i].typ&nlaNested != 0 }

// HeaderFlags returns the flags in nla_type: NLA_F_NESTED and NLA_F_NET_BYTEORDER.
func (a Attr) HeaderFlags() int {
	if a.m == nil {
		return 0
	}
	return int(a.m.nodes[a.i].typ &^ nlaTypeMask)
}

// NetByteOrder reports whether NLA_F_NET_BYTEORDER is set on the attribute.
func (a Attr) NetByteOrder() bool { return a.m != nil && a.m.nodes[a.i].typ&nlaNetByteOrder != 0 }

// Offset returns where in the octets of the message the attribute starts, its header included.
func (a Attr) Offset() int {
	if a.m == nil {
		return 0
	}
	return int(a.m.nodes[a.i].off)
}

// End returns the offset of the octet after the attribute, its padding not included.
func (a Attr) End() int {
	if a.m == nil {
		return 0
	}
	return int(a.m.nodes[a.i].end)
}

// Payload returns the octets after the attribute's header.
func (a Attr) Payload() []byte {
	if a.m == nil {
		return nil
	}
	n := &a.m.nodes[a.i]
	return a.m.data[n.payload():n.end:n.end]
}

// Spec returns how the payload is laid out, as its Selector has chosen if it has one; nil if no table knows, and for
// the message itself. The name of what a Selector chose is not that of the attribute.
func (a Attr) Spec() *Spec {
	if a.m == nil {
		return nil
	}
	return a.m.layout(a.i)
}

// spec returns the layout of the payload, or the layout of nothing.
func (a Attr) spec() *Spec {
	if s := a.Spec(); s != nil {
		return s
	}
	return &noSpec
}

var noSpec Spec

// Uint returns an integer attribute in host order; signed ones are sign-extended. ok is false if the table does not
// call it an integer, it is too short to be one, or the capture does not tell it.
func (a Attr) Uint() (v uint64, ok bool) {
	if a.m == nil {
		return 0, false
	}
	m, n := a.m, &a.m.nodes[a.i]
	if n.spec == nil || len(m.missing) > 0 && n.lacks(m) {
		return 0, false
	}
	kind, b := n.spec.Kind, m.data[n.payload():n.end]
	switch size := int(kindSizes[kind]); {
	case kind == Switch && len(b) == 0:
		return 1, true
	case !kind.IsInteger() || len(b) == 0 || len(b) < size:
		return 0, false
	}
	return m.loose(kind, b, n.typ&nlaNetByteOrder != 0), true
}

// loose reads an integer of an attribute that may be too long or too short for its kind: octets beyond its width do not
// count. swap says that the attribute is marked as being in network order.
func (m *Message) loose(k Kind, b []byte, swap bool) uint64 {
	if n := int(kindSizes[k]); n > 0 && len(b) > n {
		b = b[:n]
	}
	if len(b) > 8 {
		b = b[:8]
	}
	if swap && !k.IsSigned() {
		k = BE64
	}
	return m.integer(k, b)
}

// Int is Uint as a signed number.
func (a Attr) Int() (v int64, ok bool) {
	u, ok := a.Uint()
	return int64(u), ok
}

// Text returns a string attribute without its final NUL. It allocates; Payload does not.
func (a Attr) Text() string { return string(trimNUL(a.Payload())) }

// Addr returns an IPv4 or IPv6 address; the zero Addr if the payload is none or not told.
func (a Attr) Addr() netip.Addr {
	if a.Missing() {
		return netip.Addr{}
	}
	ip, _ := netip.AddrFromSlice(a.Payload())
	return ip
}

// LLAddr returns a link-layer address. It borrows the message's octets.
func (a Attr) LLAddr() net.HardwareAddr { return net.HardwareAddr(a.Payload()) }

// Duration returns an integer attribute that counts time.
func (a Attr) Duration() (time.Duration, bool) {
	v, ok := a.Uint()
	unit := a.spec().Unit.Duration()
	return time.Duration(v) * unit, ok && unit > 0
}

// Field returns an integer member, by its C name or without prefix, of the fixed struct at the head of a nest, or of the
// struct that the attribute is.
func (a Attr) Field(name string) (v uint64, ok bool) {
	if a.m == nil {
		return 0, false
	}
	if head, _ := a.m.fixed(a.i); head != nil {
		return a.m.fixedField(a.i, head.fullName(name))
	}
	s := a.spec()
	if s.Kind != StructOf {
		return 0, false
	}
	n := &a.m.nodes[a.i]
	return a.m.structField(s.Struct, n.payload(), int(n.end), s.Struct.fullName(name))
}

// Member returns what a member holds, by its C name or without prefix, of the fixed struct at the head of a nest, or of
// the struct that the attribute is; ok is false if there is none, or it does not start inside the octets.
func (a Attr) Member(name string) (c Content, ok bool) {
	s, ok := a.Fixed()
	if !ok {
		if s = a.Content(); s.Spec().Kind != StructOf {
			return Content{}, false
		}
	}
	name = s.spec.Struct.fullName(name)
	var w Members
	for w.Start(s); w.Next(); {
		if w.Member().Name == name && !w.Cut() {
			return w.Content(), true
		}
	}
	return Content{}, false
}

// Value returns the attribute as a Go value: uint64, int64, bool, string, netip.Addr, net.HardwareAddr (all owned by
// the caller), or its octets, borrowed, where it is none of these; nil if the capture does not tell all of it.
func (a Attr) Value() any {
	if a.Missing() {
		return nil
	}
	s := a.spec()
	b := a.Payload()
	switch k := s.Kind; {
	case k == Flag:
		return true
	case k == Switch && len(b) == 0:
		return true
	case (k == Bool || k == Switch) && len(b) == 1 && b[0] <= 1:
		return b[0] == 1
	case k == String:
		return a.Text()
	case (k == IP || k == IP4 || k == IP6) && (len(b) == 4 || len(b) == 16):
		return a.Addr()
	case k == LLAddr:
		return append(net.HardwareAddr(nil), b...)
	case k.IsInteger():
		v, ok := a.Uint()
		if !ok {
			return b
		}
		if k.IsSigned() {
			return int64(v)
		}
		return v
	}
	return b
}
