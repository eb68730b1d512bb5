package catalog

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Index is everything that a registry describes, and what its names stand for. Each set, struct and enumeration is
// there once and has a name of its own: that in C, or where that is taken, one of what it is in.
type Index struct {
	Registry *codec.Registry
	Messages []Message
	Sets     []*codec.Set
	Attrs    []Attr // of the sets
	Structs  []*codec.Struct
	Enums    []*codec.Enum

	names map[any]string
	taken map[string]bool
}

// Message is a message type or command, a variant of one, or, without a name, what the unknown ones of a protocol or
// family look like.
type Message struct {
	*codec.MessageType
	At *codec.Place
}

// Attr is an attribute of a set.
type Attr struct {
	*codec.Set
	Number int
}

// Spec returns how the attribute is laid out.
func (a Attr) Spec() *codec.Spec { return &a.Attrs[a.Number] }

// Name returns the full C name of the attribute.
func (a Attr) Name() string { return a.Prefix + a.Spec().Name }

// NewIndex goes through the tables of a registry. The order, and with it the names, depend on the tables alone.
func NewIndex(reg *codec.Registry) *Index {
	x := &Index{Registry: reg, names: map[any]string{}, taken: map[string]bool{}}
	codec.Visit(reg, codec.Visitor{
		Message: func(t *codec.MessageType, at *codec.Place) { x.Messages = append(x.Messages, Message{t, at}) },
		Set: func(s *codec.Set, at *codec.Place) {
			x.Sets = append(x.Sets, s)
			x.names[s] = x.unique("set ", strings.ToLower(strings.TrimSuffix(s.Prefix, "_")), at)
		},
		Attr: func(number int, _ *codec.Spec, at *codec.Place) { x.Attrs = append(x.Attrs, Attr{at.Set, number}) },
		Struct: func(s *codec.Struct, at *codec.Place) {
			x.Structs = append(x.Structs, s)
			x.names[s] = x.unique("struct ", s.Name, at)
		},
		Enum: func(e *codec.Enum, at *codec.Place) {
			x.Enums = append(x.Enums, e)
			x.names[e] = x.unique("enum ", e.Name, at)
		},
	})
	return x
}

// unique returns the first of a name, the name of the place, and numbered forms of that, which is not taken.
func (x *Index) unique(space, name string, at *codec.Place) string {
	candidate, parent := name, strings.ToLower(at.Name())
	for i := 2; candidate == "" || x.taken[space+candidate]; i++ {
		switch {
		case i == 2 && parent != "":
			candidate = parent
		case parent != "":
			candidate = parent + "-" + strconv.Itoa(i-1)
		default:
			candidate = name + "-" + strconv.Itoa(i)
		}
	}
	x.taken[space+candidate] = true
	return candidate
}

// NameOf returns the name of a *codec.Set, *codec.Struct or *codec.Enum of the registry; "" for others, and nil.
func (x *Index) NameOf(table any) string { return x.names[table] }

// Found is what a name stands for.
type Found struct {
	Protocols []*codec.Protocol
	Families  []*codec.Family
	Messages  []Message
	Attrs     []Attr
	Structs   []*codec.Struct
	Enums     []*codec.Enum // themselves, or one of their values
}

// Lookup returns everything that has a name: protocols and messages in any letter case, the others by their full C
// names, values of enumerations too. It reports whether there is anything.
func (x *Index) Lookup(name string) (f Found, ok bool) {
	for _, p := range x.Registry.Protocols() {
		if strings.EqualFold(p.Name, name) {
			f.Protocols, ok = append(f.Protocols, p), true
		}
	}
	if family := x.Registry.Family(name); family != nil {
		f.Families, ok = append(f.Families, family), true
	}
	for _, m := range x.Messages {
		if m.Name != "" && strings.EqualFold(m.Name, name) {
			f.Messages, ok = append(f.Messages, m), true
		}
	}
	for _, a := range x.Attrs {
		if a.Name() == name {
			f.Attrs, ok = append(f.Attrs, a), true
		}
	}
	for _, s := range x.Structs {
		if s.Name == name {
			f.Structs, ok = append(f.Structs, s), true
		}
	}
	for _, e := range x.Enums {
		if e.Name == name || hasValue(e, name) {
			f.Enums, ok = append(f.Enums, e), true
		}
	}
	return f, ok
}

func hasValue(e *codec.Enum, name string) bool {
	for _, full := range e.All {
		if full == name {
			return true
		}
	}
	return false
}

// Names returns all names but those of values.
func (x *Index) Names() (names []string) {
	for _, m := range x.Messages {
		if m.Name != "" {
			names = append(names, m.Name)
		}
	}
	for _, a := range x.Attrs {
		names = append(names, a.Name())
	}
	for _, s := range x.Structs {
		names = append(names, s.Name)
	}
	for _, e := range x.Enums {
		names = append(names, e.Name)
	}
	for _, p := range x.Registry.Protocols() {
		names = append(names, p.Name)
	}
	for _, f := range x.Registry.Families() {
		names = append(names, f.Name)
	}
	return names
}
