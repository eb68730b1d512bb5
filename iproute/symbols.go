package iproute

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// resolve puts numbers in the place of names that the tables do not have: of links, and those of iproute2's files.
func (v *values) resolve() error {
	t := v.of.message()
	for name, value := range v.fixed {
		m, _, _ := t.Header.Lookup(name)
		if m == nil {
			continue
		}
		number, err := v.symbol(name, m.Unit, m.Enum, value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		v.fixed[name] = number
	}
	return v.resolveIn(t.Set, v.attrs)
}

// resolveIn is resolve for attributes side by side.
func (v *values) resolveIn(set *codec.Set, attrs []codec.A) error {
	for i := range attrs {
		a := &attrs[i]
		number, ok := set.Number(a.Name)
		if !ok {
			continue
		}
		spec := layoutOf(&set.Attrs[number], v.fixed, attrs)
		if spec == nil {
			continue
		}
		if err := v.resolveValue(spec, a); err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
	}
	return nil
}

func (v *values) resolveValue(spec *codec.Spec, a *codec.A) (err error) {
	switch x := a.Value.(type) {
	case []codec.A:
		if spec.Kind == codec.NestArray {
			return v.resolveElements(spec.Elem, x)
		}
		if spec.Set != nil {
			return v.resolveIn(spec.Set, x)
		}
	case map[string]any:
		return v.resolveMap(spec, a, x)
	case []any:
		if name, ok := onlyIndex(spec); ok {
			a.Value = alike(name, x)
		}
	case codec.Nested:
		return v.resolveNested(spec, &x)
	case []codec.Nested:
		record := recordOf(spec)
		for i := range x {
			if err := v.resolveNested(record, &x[i]); err != nil {
				return fmt.Errorf("%d: %w", i, err)
			}
		}
	default:
		a.Value, err = v.symbol(a.Name, spec.Unit, spec.Enum, x)
	}
	return err
}

// resolveElements is resolve for the elements of a NestArray.
func (v *values) resolveElements(elem *codec.Spec, list []codec.A) error {
	for i := range list {
		if err := v.resolveValue(elem, &list[i]); err != nil {
			return fmt.Errorf("%s: %w", list[i].Name, err)
		}
	}
	return nil
}

// resolveMap is resolve for a map: of the members of a struct, or of the attributes of a nest, which become a list.
func (v *values) resolveMap(spec *codec.Spec, a *codec.A, m map[string]any) error {
	switch {
	case spec.Kind == codec.StructOf:
		n := codec.Nested{Fixed: maps.Clone(m)}
		a.Value = n.Fixed
		return v.resolveNested(&codec.Spec{Struct: spec.Struct}, &n)
	case isNest(spec):
		value, err := nestSaid(spec, m)
		if err != nil {
			return err
		}
		a.Value = value
		return v.resolveValue(spec, a)
	}
	return nil
}

// onlyIndex returns what the elements of an array of nests are called, if all are called alike.
func onlyIndex(spec *codec.Spec) (name string, ok bool) {
	if spec.Kind != codec.NestArray || spec.Index == nil {
		return "", false
	}
	names := 0
	for _, value := range spec.Index.All {
		name = value
		names++
	}
	return name, names == 1
}

// alike returns attributes that are called alike.
func alike(name string, values []any) (attrs []codec.A) {
	for _, value := range values {
		attrs = append(attrs, codec.A{Name: name, Value: value})
	}
	return attrs
}

// recordOf returns the layout of the records that an attribute is made of.
func recordOf(spec *codec.Spec) *codec.Spec {
	if spec.Set != nil && len(spec.Set.Attrs) > 0 {
		return &spec.Set.Attrs[0]
	}
	return spec
}

// resolveNested is resolve for a nest that starts with a struct.
func (v *values) resolveNested(spec *codec.Spec, n *codec.Nested) error {
	for name, value := range n.Fixed {
		if spec.Struct == nil {
			break
		}
		m, _, _ := spec.Struct.Lookup(name)
		if m == nil {
			continue
		}
		number, err := v.symbol(name, m.Unit, m.Enum, value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		n.Fixed[name] = number
	}
	if spec.Set == nil {
		return nil
	}
	return v.resolveIn(spec.Set, n.Attrs)
}

// symbol returns the number that a name stands for, or the descriptor of a namespace, anything else as it is.
func (v *values) symbol(name string, unit codec.Unit, enum *codec.Enum, value any) (any, error) {
	text, isText := value.(string)
	switch {
	case unit == codec.NetNSFD:
		return v.openNetNS(value)
	case unit == codec.LinkIndex && isText && !isNumber(text):
		index, err := v.ip.index(v.ctx, text)
		return index, named(strconv.Quote(text), err)
	}
	return v.ip.names.named(name, enum, value)
}

// integer returns an integer of any Go type.
func integer(value any) (n int64, ok bool) {
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int(), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return int64(v.Uint()), true
	}
	return 0, false
}
