package rules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// scope is the messages that a rule can meet, as far as its match tells: what its names are looked up in.
type scope struct {
	types []messageForms
	named bool // the match lists them: a name has to fit all of them
}

// messageForms is a message type and its variants.
type messageForms []*codec.MessageType

func (f messageForms) name() string { return f[0].Name }

// newScope collects the messages of a protocol, a generic netlink family, or all, of the names given.
func newScope(reg *codec.Registry, protocol, family string, names []string) scope {
	s := scope{named: len(names) > 0}
	add := func(types []*codec.MessageType) {
		for _, t := range types {
			if len(names) == 0 || slices.Contains(names, t.Name) {
				s.types = append(s.types, append(messageForms{t}, t.Variants...))
			}
		}
	}
	for _, p := range reg.Protocols() {
		if family == "" && (protocol == "" || p.Name == protocol) {
			add(p.Messages)
			if p.Fallback != nil && len(names) == 0 {
				add([]*codec.MessageType{p.Fallback})
			}
		}
	}
	for _, f := range reg.Families() {
		if family == f.Name || family == "" && (protocol == "" || protocol == genericName(reg)) {
			add(f.Commands)
		}
	}
	add(codec.ControlTypes())
	return s
}

// genericName is the name of NETLINK_GENERIC, or "" if the registry does not have it.
func genericName(reg *codec.Registry) string {
	for _, p := range reg.Protocols() {
		if p.Generic {
			return p.Name
		}
	}
	return ""
}

// attribute returns what the tables say of the attribute at a path. specs is empty for numbers without an entry. fields
// are other names that could have been meant.
func (s scope) attribute(path []string, fields ...string) (specs []*codec.Spec, err error) {
	looked := map[*codec.Set]*lookup{}
	var failed messageForms
	found := false
	for _, forms := range s.types {
		fits := false
		for _, t := range forms {
			l := looked[t.Set]
			if l == nil {
				l = &lookup{}
				l.in(t.Set, path)
				looked[t.Set] = l
				specs = append(specs, l.specs...)
			}
			fits = fits || l.found
		}
		if found = found || fits; !fits && failed == nil {
			failed = forms
		}
	}
	if found && (failed == nil || !s.named) {
		return slices.Compact(specs), nil
	}
	names := map[string]bool{}
	for _, l := range looked {
		for _, name := range l.known {
			names[name] = true
		}
	}
	what, known := "attribute", slices.Sorted(maps.Keys(names))
	if fields != nil && len(path) == 1 {
		what, known = "attribute or field", append(known, fields...)
	}
	hint := didYouMean(path[len(path)-1], known)
	if s.named {
		return nil, fmt.Errorf("%s has no %s %s%s", failed.name(), what, strings.Join(path, "/"), hint)
	}
	return nil, fmt.Errorf("unknown %s %s%s", what, strings.Join(path, "/"), hint)
}

func didYouMean(name string, known []string) string {
	if near := codec.Nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// lookup follows a path through the tables, into every case of what is selected by something else in the message.
type lookup struct {
	specs []*codec.Spec
	found bool
	known []string // names where the path ends
}

func (l *lookup) in(set *codec.Set, path []string) {
	if isNumber(path[0]) {
		n, err := strconv.Atoi(path[0]) // fails if the number is too large, which is in no table
		if err != nil || set == nil || n >= len(set.Attrs) || set.Attrs[n].Name == "" {
			l.found = true // nothing is known of what is inside either
			return
		}
		l.at(&set.Attrs[n], path)
		return
	}
	if set == nil {
		return
	}
	for i := range set.Attrs {
		a := &set.Attrs[i]
		switch full := set.Prefix + a.Name; {
		case a.Name == "":
		case full == path[0] || strings.EqualFold(a.Name, path[0]):
			l.at(a, path)
		default:
			l.known = append(l.known, full)
		}
	}
}

// at follows the rest of a path from the attribute that its first element names.
func (l *lookup) at(spec *codec.Spec, path []string) {
	for _, s := range layouts(spec, 0) {
		switch {
		case len(path) == 1:
			l.found = true
			l.specs = append(l.specs, s)
		case s.Kind == codec.NestArray && s.Elem != nil:
			l.at(s.Elem, path[1:]) // the next element is an index
		case s.Set != nil:
			l.in(s.Set, path[1:])
		}
	}
}

// layouts returns a Spec and those that a Selector may put in its place.
func layouts(spec *codec.Spec, depth int) []*codec.Spec {
	all := []*codec.Spec{spec}
	if spec.Select != nil && depth < 4 {
		for _, c := range spec.Select.Cases() {
			if c.Spec != nil {
				all = append(all, layouts(c.Spec, depth+1)...)
			}
		}
	}
	return all
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// header returns the fixed structs that have a member of that C name, and the names of all members.
func (s scope) header(member string) (structs []*codec.Struct, known []string, err error) {
	var failed messageForms
	names := map[string]bool{}
	for _, forms := range s.types {
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
			failed = forms
		}
	}
	if len(structs) > 0 && s.named && failed != nil {
		return nil, nil, fmt.Errorf("%s has no field %s", failed.name(), member)
	}
	return slices.Compact(structs), slices.Sorted(maps.Keys(names)), nil
}

// fits tells why no layout of an attribute can hold a value.
func fits(specs []*codec.Spec, value any) (err error) {
	for _, spec := range specs {
		plain := *spec
		plain.Name, plain.Select = "VALUE", nil
		t := &codec.MessageType{Set: codec.NewSet("", codec.Attrs{1: plain})}
		if e := encodes(t, nil, []codec.A{{Name: "VALUE", Value: value}}); e == nil {
			return nil
		} else if err == nil {
			err = e
		}
	}
	return err
}

// fitsMember tells why no struct can hold a value in a member.
func fitsMember(structs []*codec.Struct, member string, value any) (err error) {
	for _, s := range structs {
		if err = encodes(&codec.MessageType{Header: s}, map[string]any{member: value}, nil); err == nil {
			return nil
		}
	}
	return err
}

// encodes tells why a message of one attribute or member cannot be encoded.
func encodes(t *codec.MessageType, fixed map[string]any, attrs []codec.A) error {
	t.Name, t.Type = "MESSAGE", codec.MinType
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_CHECK", Messages: []*codec.MessageType{t}})
	r := &codec.Request{Protocol: "NETLINK_CHECK", Type: t.Name, Fixed: fixed, Attrs: attrs}
	_, err := (&codec.Encoder{Registry: reg}).Append(nil, r)
	if e := new(codec.Error); errors.As(err, &e) {
		inner := *e
		_, inner.Path, _ = strings.Cut(e.Path, "/")
		_, inner.Path, _ = strings.Cut(inner.Path, "/")
		return &inner
	}
	return err
}
