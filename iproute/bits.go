package iproute

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// bitsOf returns flags of an enumeration as a number: of a number, or of names in any case, with or without their
// prefix, joined by "|" or ",", or in a list.
func bitsOf(e *codec.Enum, value any) (bits uint64, err error) {
	if n, ok := integer(value); ok {
		return uint64(n), nil
	}
	names, ok := namesIn(value)
	if !ok {
		if text, isText := value.(string); isText {
			return e.Parse(text)
		}
		return 0, fmt.Errorf("want a number or names, got %s", codec.Describe(value))
	}
	for _, name := range names {
		bit, err := e.Parse(strings.TrimPrefix(strings.ToUpper(name), e.Prefix))
		if err != nil {
			return 0, err
		}
		bits |= bit
	}
	return bits, nil
}

// enumOf returns the names of the values of a member of the header, or of an attribute.
func (o *object) enumOf(name string) *codec.Enum {
	t := o.message()
	if m := memberNamed(t.Header, name); m != nil && m.Enum != nil {
		return m.Enum
	}
	number, _ := t.Set.Number(name)
	return t.Set.Attrs[number].Enum
}

// setBits sets flags of a member of the header, beside those that are set.
func (v *values) setBits(member string, bits uint64) {
	before, _ := integer(v.fixed[member])
	v.set(member, uint64(before)|bits)
}
