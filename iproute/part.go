package iproute

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/codec"
)

// newPart returns the object that says what a nest holds, so that its attributes are named, and refused, as those of a
// message are. Words are as in object.
func newPart(name string, set *codec.Set, header *codec.Struct, words map[string]func(*values, any) error) *object {
	o := &object{name: name, words: words}
	o.once.Do(func() { o.t = &codec.MessageType{Name: name, Header: header, Set: set} })
	return o
}

// partAt returns the object of the nest that an attribute of a message is, or of its records, once it is needed.
func partAt(name, message, attr string, words map[string]func(*values, any) error) func() *object {
	return sync.OnceValue(func() *object {
		set := messageType(message).Set
		number, _ := set.Number(attr)
		spec := &set.Attrs[number]
		if spec.Set.Framing != nil {
			spec = recordOf(spec)
		}
		return newPart(name, spec.Set, spec.Struct, words)
	})
}

// part takes what is said of a part of the object: Args, a spec, or attributes as they are.
func (v *values) part(o *object, value any) (*values, error) {
	p := &values{ctx: v.ctx, ip: v.ip, of: o, command: v.command, fixed: map[string]any{}}
	switch x := value.(type) {
	case map[string]any:
		p.take([]Spec{Args(x)})
	case Spec:
		p.take([]Spec{x})
	case []codec.A:
		p.attrs = x
	case codec.Nested:
		p.attrs = x.Attrs
		for name, value := range x.Fixed {
			p.fixed[name] = value
		}
	default:
		return p, fmt.Errorf("want Args, got %s", codec.Describe(value))
	}
	v.held = append(v.held, p.held...)
	return p, p.err
}

// nest returns the attributes of a part in the order of its table.
func (v *values) nest() []codec.A { return sorted(v.of.message().Set, v.attrs, v.fixed) }

// severalOf returns what there are several of, each by itself: of a list its elements, of anything else that alone.
func severalOf(value any) []any {
	switch x := value.(type) {
	case []any:
		return x
	case []int:
		return listOf(x)
	case []string:
		return listOf(x)
	case []codec.Nested:
		return listOf(x)
	}
	return []any{value}
}

func listOf[T any](s []T) []any {
	all := make([]any, len(s))
	for i := range s {
		all[i] = s[i]
	}
	return all
}

// nestIn returns the value of an attribute of a set, of a nest that is given as a map its attributes, by their C names.
// What decides on the layout of a nest decides later.
func nestIn(set *codec.Set, name string, value any) (any, error) {
	said, ok := value.(map[string]any)
	number, known := set.Number(name)
	if !ok || !known {
		return value, nil
	}
	spec := &set.Attrs[number]
	if spec.Select != nil || !isNest(spec) {
		return value, nil
	}
	return nestSaid(spec, said)
}

// isNest reports whether an attribute holds others, each of which is there once or not at all.
func isNest(spec *codec.Spec) bool {
	return spec.Kind == codec.Nest && spec.Set != nil && spec.Set.Framing == nil
}

// nestSaid returns the value of a nest that is said by names.
func nestSaid(spec *codec.Spec, said map[string]any) (any, error) {
	fixed, attrs := map[string]any{}, []codec.A{}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if m := memberOf(spec.Struct, name); m != nil {
			fixed[m.Name] = said[name]
			continue
		}
		full, ok := attrName(spec.Set, spec.Set.Prefix, name)
		if !ok {
			return nil, codec.UnknownName("attribute", name, newPart("", spec.Set, spec.Struct, nil).names())
		}
		inner, err := nestIn(spec.Set, full, said[name])
		if err != nil {
			return nil, named(full, err)
		}
		attrs = append(attrs, codec.A{Name: full, Value: inner})
	}
	if spec.Struct != nil {
		return codec.Nested{Fixed: fixed, Attrs: attrs}, nil
	}
	return attrs, nil
}

// memberOf returns a member of a struct by a name, nil if there is none.
func memberOf(s *codec.Struct, name string) *codec.Member {
	if s == nil {
		return nil
	}
	m, _, _ := s.Lookup(name)
	return m
}

// names returns the names that the tables have for a part.
func (o *object) names() []string { return o.known(o.message(), nil) }
