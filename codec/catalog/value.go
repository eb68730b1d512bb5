package catalog

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Values reads a value for each layout of an attribute that can hold it. The error tells why none can.
func Values(specs []*codec.Spec, value any) (values []codec.Literal, err error) {
	for _, spec := range specs {
		v, e := spec.Parse(value)
		if e == nil {
			values = append(values, v)
		} else if err == nil {
			err = e
		}
	}
	if len(values) > 0 {
		return values, nil
	}
	return nil, err
}

// Fits tells why no layout of an attribute can hold a value. Where nothing is known, anything fits.
func Fits(specs []*codec.Spec, value any) error {
	_, err := Values(specs, value)
	return err
}

// FitsMember tells why no struct can hold a value in a member.
func FitsMember(structs []*codec.Struct, member string, value any) (err error) {
	for _, s := range structs {
		if err = s.Check(member, value); err == nil {
			return nil
		}
	}
	return err
}

// Errno returns the number of an errno value by its C name, in any case: one of all requests, or one that only some
// of the scope are refused with.
func (s *Scope) Errno(name string) (int, error) {
	if n, ok := codec.ErrnoNumber(name); ok {
		return n, nil
	}
	var known []string
	for _, l := range s.lists {
		for _, t := range l.types {
			for i := range t.Errnos {
				for n, full := range t.Errnos[i].Enum.All {
					if strings.EqualFold(full, name) {
						return int(n), nil
					}
					known = append(known, full)
				}
			}
		}
	}
	if !strings.Contains(name, "_") { // as none of all requests has
		known = codec.ErrnoNames()
	}
	return 0, codec.UnknownName("errno", name, known)
}
