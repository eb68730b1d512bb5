// Package catalog tells what the names of messages, attributes and values stand for, and what fits them. Whatever takes
// names from people asks here: they are looked up alike everywhere, and each error suggests what may have been meant.
package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Scope is the messages that names are looked up in: all of a registry, those of a protocol or generic netlink family,
// or some of these.
type Scope struct {
	registry *codec.Registry
	lists    []list
	named    bool   // of Only: an attribute has to be in all of the messages
	whole    *Scope // what Only was called on
	single   bool   // of one protocol or family
}

// list is the messages of a protocol or family.
type list struct {
	of       string
	family   bool
	types    []*codec.MessageType
	fallback *codec.MessageType // what the others look like; nil: nothing is known
}

// New returns the messages of a protocol, by its C name, or a generic netlink family; of all where both are "". A
// family that the tables do not know has none.
func New(reg *codec.Registry, protocol, family string) *Scope {
	s := &Scope{registry: reg, single: protocol != "" || family != ""}
	s.whole = s
	generic := Generic(reg)
	for _, p := range reg.Protocols() {
		if family == "" && (protocol == "" || p.Name == protocol) {
			s.lists = append(s.lists, list{p.Name, false, p.Messages, p.Fallback})
		}
	}
	for _, f := range reg.Families() {
		if family == f.Name || family == "" && (protocol == "" || protocol == generic) {
			fallback := &codec.MessageType{Header: f.Header, Set: f.Set}
			s.lists = append(s.lists, list{f.Name, true, f.Commands, fallback})
		}
	}
	if family != "" && len(s.lists) == 0 {
		s.lists = []list{{of: family, family: true}}
	}
	if family != "" {
		s.lists = append(s.lists, list{of: generic})
	}
	s.lists = append(s.lists, list{of: "netlink", types: codec.ControlTypes()})
	return s
}

// Generic returns the C name of NETLINK_GENERIC, or "" if the registry does not have it.
func Generic(reg *codec.Registry) string {
	for _, p := range reg.Protocols() {
		if p.Generic {
			return p.Name
		}
	}
	return ""
}

// Only returns those messages of the scope that have one of the names given, in which an attribute then has to be in
// all; the scope itself if none is given.
func (s *Scope) Only(names []string) *Scope {
	if len(names) == 0 {
		return s
	}
	out := &Scope{registry: s.registry, named: true, whole: s.whole, single: s.single}
	for _, l := range s.lists {
		chosen := list{of: l.of, family: l.family}
		for _, t := range l.types {
			if slices.Contains(names, t.Name) {
				chosen.types = append(chosen.types, t)
			}
		}
		out.lists = append(out.lists, chosen)
	}
	return out
}

// Whole returns the messages that Only has chosen some of.
func (s *Scope) Whole() *Scope { return s.whole }

// Registry returns the tables.
func (s *Scope) Registry() *codec.Registry { return s.registry }

// each calls f for each message with its variants, the first being the message itself.
func (s *Scope) each(f func(forms []*codec.MessageType)) {
	for _, l := range s.lists {
		for _, t := range l.types {
			f(append([]*codec.MessageType{t}, t.Variants...))
		}
		if l.fallback != nil {
			f([]*codec.MessageType{l.fallback})
		}
	}
}

// Types yields each message, its variants, and what messages look like that no list has.
func (s *Scope) Types(yield func(*codec.MessageType) bool) {
	going := true
	s.each(func(forms []*codec.MessageType) {
		for _, t := range forms {
			going = going && yield(t)
		}
	})
}

// Protocols and Families return the names of those that the messages are of.
func (s *Scope) Protocols() []string {
	return s.of(false)
}

// Families returns the names of the generic netlink families that the messages are of.
func (s *Scope) Families() []string {
	return s.of(true)
}

func (s *Scope) of(families bool) (names []string) {
	for _, l := range s.lists[:len(s.lists)-1] { // the last is that of all protocols
		if l.family == families {
			names = append(names, l.of)
		}
	}
	return names
}

// Names returns the C names of the messages.
func (s *Scope) Names() (names []string) {
	for t := range s.Types {
		if t.Name != "" {
			names = append(names, t.Name)
		}
	}
	return names
}

// Message returns the messages that a name stands for, full or short, in any case: one of each protocol and family that
// has it. A name that stands for none, or for several of one protocol, is an error. Numbers are of a protocol's
// messages or a family's commands; what is returned for one that the tables do not have has no name.
func (s *Scope) Message(name string) (found []*codec.MessageType, err error) {
	if codec.IsNumber(name) {
		return s.numbered(name)
	}
	for _, l := range s.lists {
		types := codec.TypesNamed(name, l.types)
		if len(types) > 1 {
			return nil, fmt.Errorf("message type %q of %s could be %s", name, l.of, strings.Join(namesOf(types), ", "))
		}
		found = append(found, types...)
	}
	if len(found) > 0 {
		return found, nil
	}
	for _, l := range New(s.registry, "", "").lists {
		if types := codec.TypesNamed(name, l.types); len(types) == 1 {
			return nil, fmt.Errorf("unknown message type %q of %s: %s is of %s", name, s.lists[0].of, types[0].Name,
				l.of)
		}
	}
	return nil, codec.UnknownName("message type", name, s.Names())
}

func (s *Scope) numbered(name string) ([]*codec.MessageType, error) {
	n, err := strconv.ParseUint(name, 10, 16)
	switch {
	case err != nil:
		return nil, fmt.Errorf("message type %s does not fit into 16 bits", name)
	case !s.single:
		return nil, fmt.Errorf("message type %s is a number: say of which protocol or family", name)
	}
	for _, t := range slices.Concat(s.lists[0].types, codec.ControlTypes()) {
		if t.Type == uint16(n) {
			return []*codec.MessageType{t}, nil
		}
	}
	return []*codec.MessageType{{Type: uint16(n)}}, nil
}

func namesOf(types []*codec.MessageType) (names []string) {
	for _, t := range types {
		names = append(names, t.Name)
	}
	return names
}
