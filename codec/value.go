package codec

import (
	"bytes"
	"errors"
	"strings"
)

// Literal is a value that was read for one layout: what an attribute holds that has it, for either byte order, ready to
// be compared.
type Literal struct {
	spec   *Spec
	raw    bool      // given as octets
	absent bool      // of a flag: the attribute is not there
	number uint64    // of integers
	octets [2][]byte // on little-endian hosts, and on big-endian ones
}

// Parse reads a value as A takes it: of an enumeration a full or short name, or a number. The error tells why the
// layout cannot hold it, and of an unknown name which one is nearest.
func (s *Spec) Parse(value any) (Literal, error) {
	v := Literal{spec: s}
	_, v.raw = value.([]byte)
	plain := *s
	plain.Name, plain.Select = "VALUE", nil
	t := &MessageType{Set: NewSet("", Attrs{1: plain})}
	for i := range v.octets {
		b, err := encodeAlone(t, nil, []A{{Name: "VALUE", Value: value}}, i == 1)
		if err != nil {
			return Literal{}, err
		}
		if v.absent = len(b) == HeaderLen; v.absent {
			return v, nil
		}
		n := order(i == 1).Uint16(b[HeaderLen:])
		v.octets[i] = b[HeaderLen+attrHeaderLen : HeaderLen+n]
	}
	if s.Kind.IsInteger() && !v.raw {
		v.number = readInteger(s.Kind, v.octets[0], false)
	}
	return v, nil
}

// Check tells why the layout cannot hold a value; see Parse.
func (s *Spec) Check(value any) error {
	_, err := s.Parse(value)
	return err
}

// Absent reports whether the value is that of a flag that is not set: no attribute has it.
func (v *Literal) Absent() bool { return v.absent }

// Octets returns what an attribute holds that has the value, on a little-endian or big-endian host. They are the
// Literal's.
func (v *Literal) Octets(bigEndian bool) []byte {
	if bigEndian {
		return v.octets[1]
	}
	return v.octets[0]
}

// Equal reports whether an attribute has the value. What is written in more than one way is the same: integers of any
// width, texts with and without the NUL that ends them. It allocates nothing.
func (v *Literal) Equal(a Attr) bool {
	if a.m == nil || v.absent || a.Missing() {
		return false
	}
	switch {
	case v.raw:
	case v.spec.Kind == String:
		return bytes.Equal(trimNUL(a.Payload()), trimNUL(v.octets[0]))
	case v.spec.Kind.IsInteger() && a.Spec() == v.spec:
		n, ok := a.Uint()
		return ok && n == v.number
	}
	return bytes.Equal(a.Payload(), v.Octets(a.m.big))
}

// Check tells why a member of the struct, by its C name or without prefix, cannot hold a value, which is as for A.
func (s *Struct) Check(member string, value any) error {
	_, err := encodeAlone(&MessageType{Header: s}, map[string]any{member: value}, nil, false)
	return err
}

// encodeAlone makes a message of one attribute or member. An error names neither.
func encodeAlone(t *MessageType, fixed map[string]any, attrs []A, bigEndian bool) ([]byte, error) {
	t.Name, t.Type = "MESSAGE", MinType
	reg := NewRegistry(&Protocol{Name: "NETLINK_CHECK", Messages: []*MessageType{t}})
	r := &Request{Protocol: "NETLINK_CHECK", Type: t.Name, Fixed: fixed, Attrs: attrs}
	b, err := (&Encoder{Registry: reg, BigEndian: bigEndian}).Append(nil, r)
	if e := new(Error); errors.As(err, &e) {
		inner := *e
		_, inner.Path, _ = strings.Cut(e.Path, "/")
		_, inner.Path, _ = strings.Cut(inner.Path, "/")
		return nil, &inner
	}
	return b, err
}
