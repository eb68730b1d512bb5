package iproute

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// asked returns a predicate that asks a function about what a name stands for. An object that does not have
// the value is not wanted.
func (o *object) asked(name string, function any) (Predicate, error) {
	t := o.message()
	path := o.paths[strings.ToLower(name)]
	if m := memberNamed(t.Header, name); m != nil && path == nil {
		return askedMember(m.Name, function)
	}
	likes, err := askedAttr(function)
	if err != nil {
		return nil, named(name, err)
	}
	if full, ok := attrName(t.Set, t.Set.Prefix, name); ok && path == nil {
		path = []string{full}
	}
	if path == nil {
		return nil, codec.UnknownName(o.name+" attribute", name, o.known(t, nil))
	}
	return func(m *codec.Message) bool {
		a, ok := m.Attr(path...)
		return ok && likes(a)
	}, nil
}

// askedAttr returns what asks a function about an attribute.
func askedAttr(function any) (func(codec.Attr) bool, error) {
	switch f := function.(type) {
	case func(codec.Attr) bool:
		return f, nil
	case func(string) bool:
		return func(a codec.Attr) bool { return f(a.Text()) }, nil
	case func(netip.Addr) bool:
		return func(a codec.Attr) bool { return f(a.Addr()) }, nil
	case func(uint64) bool:
		return func(a codec.Attr) bool { n, ok := a.Uint(); return ok && f(n) }, nil
	case func(int) bool:
		return func(a codec.Attr) bool { n, ok := a.Int(); return ok && f(int(n)) }, nil
	}
	return nil, fmt.Errorf("%T is no function that is asked: want one of uint64, int, string, netip.Addr or codec.Attr "+
		"that returns a bool", function)
}

// askedMember returns a predicate that asks a function about a member of the header.
func askedMember(member string, function any) (Predicate, error) {
	var likes func(uint64) bool
	switch f := function.(type) {
	case func(uint64) bool:
		likes = f
	case func(int) bool:
		likes = func(n uint64) bool { return f(int(int32(n))) }
	default:
		return nil, fmt.Errorf("%s is a number: want a func(uint64) bool or a func(int) bool, got %T", member, function)
	}
	return func(m *codec.Message) bool { n, ok := m.Field(member); return ok && likes(n) }, nil
}
