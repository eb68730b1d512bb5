package catalog

import "github.com/nlkit/nlkit/codec"

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
