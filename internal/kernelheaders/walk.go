package kernelheaders

import (
	"fmt"

	"github.com/nlkit/nlkit/codec"
)

// walker gathers what can be reached from tables.
type walker struct {
	names   map[name]bool
	flags   []*codec.Enum
	structs map[*codec.Struct]int // how many octets at its start the framing of its set takes
	seen    map[any]bool
}

func newWalker() *walker {
	return &walker{names: map[name]bool{}, structs: map[*codec.Struct]int{}, seen: map[any]bool{}}
}

func (w *walker) root(r any) error {
	switch r := r.(type) {
	case *codec.Protocol:
		for number, group := range r.Groups {
			w.name(group, uint64(number))
		}
		w.messages(r.Messages)
		w.message(r.Fallback)
	case *codec.Family:
		w.messages(r.Commands)
		w.strct(r.Header)
		w.set(r.Set)
	case *codec.MessageType:
		w.message(r)
	case *codec.Set:
		w.set(r)
	case *codec.Struct:
		w.strct(r)
	case *codec.Enum:
		w.enum(r)
	default:
		return fmt.Errorf("kernelheaders: a %T is no root of tables", r)
	}
	return nil
}

func (w *walker) name(full string, number uint64) {
	if full != "" {
		w.names[name{full, number}] = true
	}
}

// first tells whether a table is met for the first time; nil is not a table.
func (w *walker) first(p any, isNil bool) bool {
	if isNil || w.seen[p] {
		return false
	}
	w.seen[p] = true
	return true
}

func (w *walker) messages(types []*codec.MessageType) {
	for _, m := range types {
		w.message(m)
	}
}

func (w *walker) message(m *codec.MessageType) {
	if !w.first(m, m == nil) {
		return
	}
	w.name(m.Name, uint64(m.Type))
	w.strct(m.Header)
	w.set(m.Set)
}

func (w *walker) set(s *codec.Set) {
	if !w.first(s, s == nil) {
		return
	}
	for number := range s.Attrs {
		if a := &s.Attrs[number]; a.Name != "" {
			w.name(s.Prefix+a.Name, uint64(number))
			w.spec(a)
			if s.Framing != nil && a.Struct != nil {
				w.structs[a.Struct] = s.Framing.Header
			}
		}
	}
}

func (w *walker) spec(s *codec.Spec) {
	if !w.first(s, s == nil) {
		return
	}
	w.set(s.Set)
	w.strct(s.Struct)
	w.spec(s.Elem)
	w.enum(s.Enum)
	w.enum(s.Index)
	w.selector(s.Select)
}

func (w *walker) selector(s *codec.Selector) {
	for ; s != nil; s = s.Else() {
		for _, c := range s.Cases() {
			w.spec(c.Spec)
		}
	}
}

func (w *walker) strct(s *codec.Struct) {
	if !w.first(s, s == nil) {
		return
	}
	w.structs[s] = 0
	for i := range s.Members {
		m := &s.Members[i]
		w.strct(m.Struct)
		w.enum(m.Enum)
		w.selector(m.Select)
	}
}

func (w *walker) enum(e *codec.Enum) {
	if !w.first(e, e == nil) {
		return
	}
	if e.Flags {
		w.flags = append(w.flags, e)
		return
	}
	for value, short := range e.Names {
		if short != "" {
			w.name(e.Prefix+short, uint64(value))
		}
	}
	for _, v := range e.Values {
		w.name(e.Prefix+v.Name, v.Value)
	}
}
