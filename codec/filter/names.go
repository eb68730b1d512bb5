package filter

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/schemadoc"
)

// names is what expressions may name. The catalog is made when a name needs it.
type names struct {
	registry *codec.Registry
	catalog  *schemadoc.Catalog
	attrs    map[string][]*codec.Spec // by full C name
	short    map[string][]*codec.Spec // by name without prefix, in lower case
	headers  map[string][]*codec.Member
	order    []string // of headers
}

func (n *names) load() {
	if n.catalog != nil {
		return
	}
	n.catalog = schemadoc.Collect(n.registry)
	n.attrs, n.short = map[string][]*codec.Spec{}, map[string][]*codec.Spec{}
	for _, s := range n.catalog.Sets {
		for i := range s.Attrs {
			if a := &s.Attrs[i]; a.Name != "" {
				n.attrs[s.Prefix+a.Name] = append(n.attrs[s.Prefix+a.Name], a)
				n.short[strings.ToLower(a.Name)] = append(n.short[strings.ToLower(a.Name)], a)
			}
		}
	}
	n.headers = map[string][]*codec.Member{}
	n.eachType(func(t *codec.MessageType) {
		if t.Header == nil {
			return
		}
		for i := range t.Header.Members {
			m := &t.Header.Members[i]
			if m.Kind == codec.Pad || slices.Contains(n.headers[m.Name], m) {
				continue
			}
			if n.headers[m.Name] == nil {
				n.order = append(n.order, m.Name)
			}
			n.headers[m.Name] = append(n.headers[m.Name], m)
		}
	})
}

// eachType calls f for each message type and command, variants included.
func (n *names) eachType(f func(*codec.MessageType)) {
	var all func([]*codec.MessageType)
	all = func(types []*codec.MessageType) {
		for _, t := range types {
			f(t)
			all(t.Variants)
		}
	}
	all(codec.ControlTypes())
	for _, p := range n.registry.Protocols() {
		all(p.Messages)
		if p.Fallback != nil {
			f(p.Fallback)
		}
	}
	for _, fam := range n.registry.Families() {
		all(fam.Commands)
	}
}

func (n *names) typeNames() []string {
	var all []string
	n.eachType(func(t *codec.MessageType) {
		if t.Name != "" {
			all = append(all, t.Name)
		}
	})
	return all
}

func (n *names) protocolNames() []string {
	var all []string
	for _, p := range n.registry.Protocols() {
		all = append(all, p.Name)
	}
	return all
}

func (n *names) familyNames() []string {
	var all []string
	for _, f := range n.registry.Families() {
		all = append(all, f.Name)
	}
	return all
}

// specs returns what the tables say of an attribute name, full or short; numbers are known without.
func (n *names) specs(name string) (specs []*codec.Spec, known bool) {
	n.load()
	if isNumber(name) {
		return nil, true
	}
	if s := n.attrs[name]; s != nil {
		return s, true
	}
	s := n.short[strings.ToLower(name)]
	return s, s != nil
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// attrNames returns all full names of attributes.
func (n *names) attrNames() []string {
	n.load()
	all := make([]string, 0, len(n.attrs))
	for name := range n.attrs {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// fields returns the C names of header members that a name stands for: itself, or those whose part behind the prefix it
// is.
func (n *names) fields(name string) []string {
	n.load()
	if n.headers[name] != nil {
		return []string{name}
	}
	var full []string
	for _, h := range n.order {
		if _, short, ok := strings.Cut(h, "_"); ok && short == name {
			full = append(full, h)
		}
	}
	return full
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
	f := facts{label: label}
	for i, s := range specs {
		isNumber := s.Kind >= codec.U8 && s.Kind <= codec.Sint && s.Select == nil
		if i > 0 && (f.number != isNumber || f.enum != s.Enum) {
			return facts{label: label}
		}
		f.number, f.enum = isNumber, s.Enum
	}
	return f
}

// member returns the member of that name of the struct that attributes are.
func member(specs []*codec.Spec, name string) *codec.Member {
	for _, s := range specs {
		if s.Struct == nil {
			continue
		}
		if m, _, _ := s.Struct.Lookup(name); m != nil {
			return m
		}
	}
	return nil
}
