package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Attribute returns what the tables say of the attribute at a path from the top level of the messages. specs is empty
// for numbers without an entry. fields are other names that could have been meant.
func (s *Scope) Attribute(path []string, fields ...string) (specs []*codec.Spec, err error) {
	if slices.Contains(path, "") {
		return nil, fmt.Errorf("%q is no attribute: it is names with a / between them", strings.Join(path, "/"))
	}
	w := walk{path: path}
	var failed *codec.MessageType
	found := false
	s.each(func(forms []*codec.MessageType) {
		fits := false
		for _, t := range forms {
			fits = w.from(t.Set) || fits
		}
		if found = found || fits; !fits && failed == nil {
			failed = forms[0]
		}
	})
	if found && (failed == nil || !s.named) {
		return w.specs, nil
	}
	what, known := "attribute", w.names()
	if fields != nil && len(path) == 1 {
		what, known = "attribute or field", append(known, fields...)
	}
	hint := codec.DidYouMean(path[len(path)-1], known)
	if s.named {
		return nil, fmt.Errorf("%s has no %s %s%s", failed.Name, what, strings.Join(path, "/"), hint)
	}
	return nil, fmt.Errorf("unknown %s %s%s", what, strings.Join(path, "/"), hint)
}

// Has reports whether messages of a type may have an attribute at a path.
func Has(t *codec.MessageType, path []string) bool {
	w := walk{path: path}
	return w.from(t.Set)
}

// Anywhere is Attribute for a path that may start at any depth.
func (s *Scope) Anywhere(path []string) (specs []*codec.Spec, err error) {
	w := walk{path: path}
	found := false
	for _, set := range s.Sets() {
		found = w.from(set) || found
	}
	if found || codec.IsNumber(path[0]) {
		return w.specs, nil
	}
	return nil, codec.UnknownName("attribute", path[len(path)-1], w.names())
}

// Headers returns the fixed structs that the messages start with, each once.
func (s *Scope) Headers() (structs []*codec.Struct) {
	for t := range s.Types {
		if t.Header != nil && !slices.Contains(structs, t.Header) {
			structs = append(structs, t.Header)
		}
	}
	return structs
}

// Sets returns all sets of attributes in the messages, each once.
func (s *Scope) Sets() (sets []*codec.Set) {
	codec.VisitTypes(s.Types, codec.Visitor{
		Set: func(set *codec.Set, _ *codec.Place) { sets = append(sets, set) },
	})
	return sets
}

// walk follows a path through the tables, into every case of what is selected by something else in the message.
type walk struct {
	path   []string
	specs  []*codec.Spec
	known  map[string]bool // names that stand where the path leads no further
	left   int             // how many of its elements are left there
	looked map[*codec.Set]bool
}

// from reports whether the path leads somewhere from a set on.
func (w *walk) from(set *codec.Set) bool {
	found, looked := w.looked[set]
	if !looked {
		if w.looked == nil {
			w.looked, w.left = map[*codec.Set]bool{}, len(w.path)+1
		}
		found = w.in(set, w.path)
		w.looked[set] = found
	}
	return found
}

// names returns what could stand where the path ends.
func (w *walk) names() []string { return slices.Sorted(maps.Keys(w.known)) }

func (w *walk) in(set *codec.Set, path []string) (found bool) {
	if codec.IsNumber(path[0]) {
		n, err := strconv.Atoi(path[0]) // fails if the number is too large, which is in no table
		if err != nil || set == nil || n >= len(set.Attrs) || set.Attrs[n].Name == "" {
			return true // nothing is known of what is inside either
		}
		return w.at(&set.Attrs[n], path)
	}
	if set == nil {
		return false
	}
	if number, named := set.Number(path[0]); named {
		return w.at(&set.Attrs[number], path)
	}
	w.note(set, len(path))
	return false
}

// note keeps the names of a set that the path leads to, but not from, if that is as far as it leads anywhere.
func (w *walk) note(set *codec.Set, left int) {
	if left > w.left {
		return
	}
	if left < w.left {
		w.left, w.known = left, map[string]bool{}
	}
	for i := range set.Attrs {
		if set.Attrs[i].Name != "" {
			w.known[set.Prefix+set.Attrs[i].Name] = true
		}
	}
}

// at follows the rest of a path from the attribute that its first element names.
func (w *walk) at(spec *codec.Spec, path []string) (found bool) {
	for _, s := range layouts(spec, 0) {
		switch {
		case len(path) == 1:
			found = true
			if !slices.Contains(w.specs, s) {
				w.specs = append(w.specs, s)
			}
		case s.Kind == codec.NestArray && s.Elem != nil:
			found = w.at(s.Elem, path[1:]) || found // the next element is an index
		case s.Set != nil:
			found = w.in(s.Set, path[1:]) || found
		}
	}
	return found
}

// layouts returns a Spec and those that a Selector may put in its place.
func layouts(spec *codec.Spec, depth int) []*codec.Spec {
	all := []*codec.Spec{spec}
	for by := spec.Select; by != nil && depth < 4; by = by.Else() {
		for _, c := range by.Cases() {
			if c.Spec != nil {
				all = append(all, layouts(c.Spec, depth+1)...)
			}
		}
	}
	return all
}

// Field returns the fixed structs of the messages that have a member of that C name, and the names of all members.
func (s *Scope) Field(member string) (structs []*codec.Struct, known []string, err error) {
	var failed *codec.MessageType
	names := map[string]bool{}
	s.each(func(forms []*codec.MessageType) {
		fits := false
		for _, t := range forms {
			if t.Header == nil {
				continue
			}
			if m, _, _ := t.Header.Lookup(member); m != nil {
				structs, fits = append(structs, t.Header), true
			}
			for i := range t.Header.Members {
				names[t.Header.Members[i].Name] = true
			}
		}
		if !fits {
			failed = forms[0]
		}
	})
	if len(structs) > 0 && s.named && failed != nil {
		return nil, nil, fmt.Errorf("%s has no field %s", failed.Name, member)
	}
	return slices.Compact(structs), slices.Sorted(maps.Keys(names)), nil
}
