package filter

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
)

// names is what expressions may name.
type names struct {
	// scope is all messages of a protocol or family, though an expression may be asked about some of them only: an
	// NLMSG_ERROR quotes others.
	scope   *catalog.Scope
	headers map[string][]*codec.Member // of the fixed structs of messages, by C name; made when a name needs it
	order   []string                   // of headers
}

func newNames(scope *catalog.Scope) names { return names{scope: scope.Whole()} }

func (n *names) load() {
	if n.headers != nil {
		return
	}
	n.headers = map[string][]*codec.Member{}
	for _, s := range n.scope.Headers() {
		for i := range s.Members {
			m := &s.Members[i]
			if m.Kind == codec.Pad {
				continue
			}
			if n.headers[m.Name] == nil {
				n.order = append(n.order, m.Name)
			}
			n.headers[m.Name] = append(n.headers[m.Name], m)
		}
	}
}

// fields returns the C names of header members that a name stands for: itself, and those whose part after the prefix it
// is.
func (n *names) fields(name string) []string {
	n.load()
	var full []string
	for _, h := range n.order {
		if _, short, ok := strings.Cut(h, "_"); h == name || ok && short == name {
			full = append(full, h)
		}
	}
	return full
}

// fieldParser returns how texts are read that header members are written as, nil if they are written as numbers.
func (n *names) fieldParser(full []string) func(string) (int, error) {
	var units []codec.Unit
	for _, name := range full {
		for _, m := range n.headers[name] {
			units = append(units, m.Unit)
		}
	}
	return parserOf(units...)
}

// parserOf returns how texts are read that some numbers are written as, by their units: one of them, where others are
// written as numbers, tells. It returns nil if none does, or several do.
func parserOf(units ...codec.Unit) func(string) (int, error) {
	units = slices.Compact(slices.Sorted(slices.Values(units)))
	units = slices.DeleteFunc(units, func(u codec.Unit) bool { return !u.Spelled() })
	if len(units) != 1 {
		return nil
	}
	u := units[0]
	return func(text string) (int, error) {
		v, err := u.Parse(text)
		if err == nil && v > math.MaxInt64 {
			err = fmt.Errorf("%s has more than 63 bits", text)
		}
		return int(v), err
	}
}

// fieldEnum returns the names of the values of header members, if all have the same.
func (n *names) fieldEnum(full []string) *codec.Enum {
	var enum *codec.Enum
	for _, name := range full {
		for _, m := range n.headers[name] {
			if enum != nil && m.Enum != enum {
				return nil
			}
			enum = m.Enum
		}
	}
	return enum
}

// describe says what is known of the values of an attribute, as far as all specs of its name agree.
func describe(label string, specs []*codec.Spec) facts {
	f := facts{label: label, specs: specs}
	var units []codec.Unit
	for i, s := range specs {
		units = append(units, s.Unit)
		isNumber := s.Kind >= codec.U8 && s.Kind <= codec.Sint && s.Select == nil
		if i > 0 && (f.number != isNumber || f.enum != s.Enum) {
			return facts{label: label, specs: specs}
		}
		f.number, f.enum = isNumber, s.Enum
	}
	if f.number {
		f.parse = parserOf(units...)
	}
	return f
}

// member returns the member of that name of the struct that attributes are.
func member(specs []*codec.Spec, name string) *codec.Member {
	for _, s := range specs {
		if s.Struct == nil {
			continue
		}
		for i := range s.Struct.Members {
			if m := &s.Struct.Members[i]; m.Name == name || s.Struct.BareName(m) == name {
				return m
			}
		}
	}
	return nil
}
