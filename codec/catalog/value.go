package catalog

import (
	"encoding/binary"
	"errors"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Fits tells why no layout of an attribute can hold a value.
func Fits(specs []*codec.Spec, value any) error {
	_, err := Payloads(specs, value, false)
	return err
}

// Payloads returns what an attribute that has a value holds on the wire of a host, by each of its layouts that can hold
// it. The error tells why none can.
func Payloads(specs []*codec.Spec, value any, bigEndian bool) (payloads [][]byte, err error) {
	fits := len(specs) == 0
	for _, spec := range specs {
		plain := *spec
		plain.Name, plain.Select = "VALUE", nil
		t := &codec.MessageType{Set: codec.NewSet("", codec.Attrs{1: plain})}
		b, e := encode(t, nil, []codec.A{{Name: "VALUE", Value: value}}, bigEndian)
		if e == nil {
			fits = true
			payloads = append(payloads, payload(b, bigEndian)...)
		} else if err == nil {
			err = e
		}
	}
	if fits {
		return payloads, nil
	}
	return nil, err
}

// payload is what the only attribute of a message holds. A flag that is false is no attribute.
func payload(message []byte, bigEndian bool) (only [][]byte) {
	if len(message) > codec.HeaderLen {
		attr := message[codec.HeaderLen:]
		n := binary.LittleEndian.Uint16(attr)
		if bigEndian {
			n = binary.BigEndian.Uint16(attr)
		}
		only = append(only, attr[4:n])
	}
	return only
}

// FitsMember tells why no struct can hold a value in a member.
func FitsMember(structs []*codec.Struct, member string, value any) (err error) {
	for _, s := range structs {
		if _, err = encode(&codec.MessageType{Header: s}, map[string]any{member: value}, nil, false); err == nil {
			return nil
		}
	}
	return err
}

// encode makes a message of one attribute or member. An error names neither.
func encode(t *codec.MessageType, fixed map[string]any, attrs []codec.A, bigEndian bool) ([]byte, error) {
	t.Name, t.Type = "MESSAGE", codec.MinType
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_CHECK", Messages: []*codec.MessageType{t}})
	r := &codec.Request{Protocol: "NETLINK_CHECK", Type: t.Name, Fixed: fixed, Attrs: attrs}
	b, err := (&codec.Encoder{Registry: reg, BigEndian: bigEndian}).Append(nil, r)
	if e := new(codec.Error); errors.As(err, &e) {
		inner := *e
		_, inner.Path, _ = strings.Cut(e.Path, "/")
		_, inner.Path, _ = strings.Cut(inner.Path, "/")
		return nil, &inner
	}
	return b, err
}
