package iproute

import (
	"net"
	"net/netip"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// nest is attributes that views read: those of a message, or inside of another one. What is not there reads as zero.
type nest struct{ a codec.Attr }

// Has reports whether there is an attribute at a path of names, C names or short ones.
func (v nest) Has(path ...string) bool {
	_, ok := v.a.Attr(path...)
	return ok
}

// IsZero reports whether there is nothing to read.
func (v nest) IsZero() bool { return v.a == codec.Attr{} }

// Attr returns what the view reads.
func (v nest) Attr() codec.Attr { return v.a }

// Message returns the message that the view is in.
func (v nest) Message() *codec.Message { return v.a.Message() }

// record is a C struct that views read.
type record struct{ c codec.Content }

// IsZero reports whether there is nothing to read.
func (v record) IsZero() bool { return v.c.Len() == 0 }

// Content returns what the view reads.
func (v record) Content() codec.Content { return v.c }

func asNest[T ~struct{ nest }](a codec.Attr) T { return T(struct{ nest }{nest{a}}) }

func asRecord[T ~struct{ record }](c codec.Content) T { return T(struct{ record }{record{c}}) }

// cloned returns a view of a copy of a message.
func cloned[T ~struct{ nest }](v T) T {
	m := struct{ nest }(v).Message()
	if m == nil {
		return v
	}
	return asNest[T](m.Clone().Root())
}

// sub returns an attribute by its type, at what depth it takes: the zero Attr if it is not there.
func sub(a codec.Attr, typ uint16) codec.Attr {
	a, _ = a.At(typ)
	return a
}

// at returns what an attribute holds.
func at(a codec.Attr, typ uint16) codec.Content { return a.ContentAt(typ) }

// either returns the first of two contents that is there.
func either(first, other codec.Content) codec.Content {
	if first.Len() > 0 {
		return first
	}
	return other
}

// part returns one of the parts of a number.
func part(c codec.Content, index int) codec.Content {
	parts, _ := c.Parts()
	return parts.MemberAt(index)
}

// ifStruct returns a content if it is the struct of that name.
func ifStruct(name string, c codec.Content) codec.Content {
	if s := c.Spec(); s.Kind != codec.StructOf || s.Struct.Name != name {
		return codec.Content{}
	}
	return c
}

// ifNest returns an attribute if attributes whose names start like that are in it.
func ifNest(prefix string, a codec.Attr) codec.Attr {
	if s := a.Spec(); s == nil || s.Set == nil || s.Set.Prefix != prefix {
		return codec.Attr{}
	}
	return a
}

// whichCase returns an attribute if a member of the struct that it starts with has a value.
func whichCase(a codec.Attr, index int, value uint64) codec.Attr {
	v, ok := a.Content().MemberAt(index).Integer()
	if !ok {
		v, ok = a.MemberAt(index).Integer()
	}
	if !ok || v != value {
		return codec.Attr{}
	}
	return a
}

func number[T integral](c codec.Content) T {
	if c.Len() == 0 {
		return 0
	}
	v, _ := c.Integer() // 0 where it is none
	return T(v)
}

// truth is whether a flag is there, or a switch is on.
func truth(c codec.Content) bool {
	switch c.Spec().Kind {
	case codec.Flag:
		return true
	case codec.Switch:
		if c.Len() == 0 {
			return true
		}
	}
	return number[uint64](c) != 0
}

func duration(c codec.Content) time.Duration {
	s := c.Spec()
	v := number[int64](c)
	each := s.Unit.Duration()
	if d := time.Duration(v) * each; each == 0 || d/each == time.Duration(v) {
		return d
	}
	return 1<<63 - 1 // longer than a Duration can be
}

func percent(c codec.Content) Percent { return percentOf(number[uint64](c)) }

func addr(c codec.Content) netip.Addr {
	switch b := c.Octets(); {
	case len(b) == 4 && holdsIP(c):
		return netip.AddrFrom4([4]byte(b))
	case len(b) == 16 && holdsIP(c):
		return netip.AddrFrom16([16]byte(b))
	}
	return netip.Addr{}
}

func holdsIP(c codec.Content) bool {
	k := c.Spec().Kind
	return k == codec.IP || k == codec.IP4 || k == codec.IP6
}

// prefix is an address with the length of its network, the zero Prefix if there is no address.
func prefix(address, bits codec.Content) netip.Prefix {
	return netip.PrefixFrom(addr(address), number[int](bits))
}

// routePrefix is prefix for destinations and sources, where no address is that of all ones of the family.
func routePrefix(a codec.Attr, address, bits codec.Content) netip.Prefix {
	if address.Len() > 0 {
		return prefix(address, bits)
	}
	switch number[Family](a.MemberAt(0)) {
	case AF_INET:
		return netip.PrefixFrom(netip.IPv4Unspecified(), number[int](bits))
	case AF_INET6:
		return netip.PrefixFrom(netip.IPv6Unspecified(), number[int](bits))
	}
	return netip.Prefix{}
}

// lladdr borrows the octets of the message.
func lladdr(c codec.Content) net.HardwareAddr {
	if c.Spec().Kind != codec.LLAddr {
		return nil
	}
	return c.Octets()
}

// octets borrows those of the message.
func octets(c codec.Content) []byte { return c.Octets() }

func bitfield[T ~uint32](c codec.Content) Bitfield[T] {
	value, selector, _ := c.Bitfield()
	return Bitfield[T]{T(value), T(selector)}
}
