package iproute

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Spec says what a request is about: Args, by names, or one of the types that are made from the tables: Link, Addr,
// Route, Rule, Neigh and the like. Both ways say the same, and give the same octets.
type Spec interface {
	put(v *values)
}

// values is a request in the making: members of the header and attributes, by their C names. A nest is a list of
// attributes, []codec.A, or a codec.Nested if a struct comes first.
type values struct {
	ctx     context.Context
	ip      *IPRoute
	of      *object
	command command
	fixed   map[string]any
	attrs   []codec.A
	likes   []Predicate // of a filter
	lookup  bool        // of a filter: how a packet goes is asked, not what routes there are
	asked   []string    // members of the header that the kernel is asked for, and that likes compare
	learned bool        // what the kernel says of the object was asked for
	held    []io.Closer // what is open until the request is done
	err     error       // what is wrong first
}

// take takes what the specs say, each after the one before it.
func (v *values) take(specs []Spec) {
	for _, s := range specs {
		if s == nil {
			v.fail("", errors.New("a spec is nil"))
			return
		}
		s.put(v)
	}
}

// fail notes what is wrong with a value, unless something was before.
func (v *values) fail(name string, err error) {
	if err != nil && v.err == nil {
		v.err = named(name, err)
	}
}

// named says of an error which name it is about.
func named(name string, err error) error {
	if err == nil || name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// close closes what was held open.
func (v *values) close() {
	for _, c := range v.held {
		c.Close()
	}
}

// set gives a member of the header.
func (v *values) set(member string, value any) { v.fixed[member] = value }

// add gives an attribute at the top.
func (v *values) add(name string, value any) { v.put(value, name) }

// put gives an attribute a place after those that are there: the last name of the path is its own, those before it are
// nests, which are made if there are none.
func (v *values) put(value any, path ...string) { v.attrs = added(v.attrs, value, path) }

func added(attrs []codec.A, value any, path []string) []codec.A {
	if len(path) == 1 {
		return append(attrs, codec.A{Name: path[0], Value: value})
	}
	i := indexOf(attrs, path[0])
	if i < 0 {
		i = len(attrs)
		attrs = append(attrs, codec.A{Name: path[0], Value: []codec.A{}})
	}
	inner, _ := attrs[i].Value.([]codec.A)
	attrs[i].Value = added(inner, value, path[1:])
	return attrs
}

// replace gives the attribute at a path a value, in the place of those that it had.
func (v *values) replace(value any, path ...string) {
	v.del(path...)
	v.put(value, path...)
}

// get returns the value of the attribute at a path.
func (v *values) get(path ...string) (any, bool) {
	attrs := v.attrs
	for i, name := range path {
		j := indexOf(attrs, name)
		if j < 0 {
			return nil, false
		}
		if i == len(path)-1 {
			return attrs[j].Value, true
		}
		attrs, _ = attrs[j].Value.([]codec.A)
	}
	return nil, false
}

// has reports whether there is an attribute at a path.
func (v *values) has(path ...string) bool {
	_, ok := v.get(path...)
	return ok
}

// del takes away the attributes of a path, and returns the value of the first.
func (v *values) del(path ...string) (value any, ok bool) {
	value, ok = v.get(path...)
	if ok {
		v.attrs = without(v.attrs, path)
	}
	return value, ok
}

func without(attrs []codec.A, path []string) []codec.A {
	if len(path) == 1 {
		return slices.DeleteFunc(attrs, func(a codec.A) bool { return a.Name == path[0] })
	}
	if i := indexOf(attrs, path[0]); i >= 0 {
		inner, _ := attrs[i].Value.([]codec.A)
		attrs[i].Value = without(inner, path[1:])
	}
	return attrs
}

func indexOf(attrs []codec.A, name string) int {
	return slices.IndexFunc(attrs, func(a codec.A) bool { return a.Name == name })
}

// setDefault gives a member of the header a value unless it has one.
func (v *values) setDefault(member string, value any) {
	if _, ok := v.fixed[member]; !ok {
		v.fixed[member] = value
	}
}
