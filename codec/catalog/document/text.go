package document

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// page is documentation being written.
type page struct {
	*Catalog
	b     strings.Builder
	depth int // how many more levels of nests are described
	level int
	shown map[any]bool // sets, structs and enumerations that were described already
}

// Overview returns the protocols with their messages, and the generic netlink families with their commands.
func (c *Catalog) Overview() string {
	var b strings.Builder
	for _, p := range c.Registry.Protocols() {
		fmt.Fprintf(&b, "%s (%d)\n", p.Name, p.Number)
		writeNames(&b, p.Messages)
		if !p.Generic {
			continue
		}
		for _, f := range c.Registry.Families() {
			fmt.Fprintf(&b, "  family %s, version %d\n", f.Name, f.Version)
			writeNames(&b, f.Commands)
		}
	}
	return b.String()
}

// lineWidth is where lists of names are broken.
const lineWidth = 110

func writeNames(b *strings.Builder, types []*codec.MessageType) {
	var names []string
	for _, t := range types {
		names = append(names, t.Name)
	}
	writeList(b, "    ", names)
}

// writeList writes words, broken into lines.
func writeList(b *strings.Builder, indent string, words []string) {
	width := 0
	for _, w := range words {
		if width > 0 && width+1+len(w) > lineWidth {
			b.WriteByte('\n')
			width = 0
		}
		if width == 0 {
			b.WriteString(indent)
			width = len(indent)
		} else {
			b.WriteByte(' ')
			width++
		}
		b.WriteString(w)
		width += len(w)
	}
	if width > 0 {
		b.WriteByte('\n')
	}
}

// Describe returns the documentation of what has that name: a message type, a command, an attribute, a struct, an
// enumeration or a value of one, a family, a protocol. Nests are described depth levels deep. An unknown name is an
// error that names the nearest known one.
func (c *Catalog) Describe(name string, depth int) (string, error) {
	p := page{Catalog: c, depth: depth, shown: map[any]bool{}}
	if p.protocols(name) || p.messageTypes(name) {
		return p.b.String(), nil
	}
	p.attributes(name)
	p.structsAndEnums(name)
	if p.b.Len() > 0 {
		return p.b.String(), nil
	}
	hint := cmp.Or(codec.DidYouMean(name, c.names()), "; nldecode schema lists the messages")
	return "", fmt.Errorf("nothing is called %q%s", name, hint)
}

// names returns every name that Describe knows.
func (c *Catalog) names() []string {
	var names []string
	c.eachType(func(t *codec.MessageType, _ string) { names = append(names, t.Name) })
	for _, s := range c.Sets {
		for i := range s.Attrs {
			if s.Attrs[i].Name != "" {
				names = append(names, s.Prefix+s.Attrs[i].Name)
			}
		}
	}
	for _, s := range c.Structs {
		names = append(names, s.Name)
	}
	for _, e := range c.Enums {
		names = append(names, e.Name)
	}
	for _, p := range c.Registry.Protocols() {
		names = append(names, p.Name)
	}
	for _, f := range c.Registry.Families() {
		names = append(names, f.Name)
	}
	return names
}

// eachType calls f for each message type and command, variants included; of is the protocol or family.
func (c *Catalog) eachType(f func(t *codec.MessageType, of string)) {
	var all func(types []*codec.MessageType, of string)
	all = func(types []*codec.MessageType, of string) {
		for _, t := range types {
			f(t, of)
			all(t.Variants, of)
		}
	}
	all(codec.ControlTypes(), "every protocol")
	for _, p := range c.Registry.Protocols() {
		all(p.Messages, p.Name)
	}
	for _, fam := range c.Registry.Families() {
		all(fam.Commands, "generic netlink family "+fam.Name)
	}
}

// line writes an indented line.
func (p *page) line(format string, args ...any) {
	p.b.WriteString(strings.Repeat("  ", p.level))
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *page) protocols(name string) bool {
	for _, proto := range p.Registry.Protocols() {
		if strings.EqualFold(proto.Name, name) {
			p.line("%s (%d)", proto.Name, proto.Number)
			writeNames(&p.b, proto.Messages)
			if len(proto.Groups) > 0 {
				p.line("multicast groups:")
				var groups []string
				for i, g := range proto.Groups {
					if g != "" {
						groups = append(groups, fmt.Sprintf("%s=%d", g, i))
					}
				}
				writeList(&p.b, "    ", groups)
			}
			return true
		}
	}
	if f := p.Registry.Family(name); f != nil {
		p.line("%s: generic netlink family, version %d", f.Name, f.Version)
		writeNames(&p.b, f.Commands)
		p.line("multicast groups: %s", strings.Join(f.Groups, ", "))
		p.depth = 0
		p.set(f.Set)
		return true
	}
	return false
}

func (p *page) messageTypes(name string) bool {
	found := false
	p.eachType(func(t *codec.MessageType, of string) {
		if !strings.EqualFold(t.Name, name) {
			return
		}
		found = true
		p.line("%s = %d, a message of %s%s", t.Name, t.Type, of, phrase(t.Doc))
		p.level++
		p.structure(t.Header)
		p.set(t.Set)
		p.level--
	})
	return found
}

func (p *page) attributes(name string) {
	for _, s := range p.Sets {
		for i := range s.Attrs {
			if a := &s.Attrs[i]; a.Name != "" && s.Prefix+a.Name == name {
				p.attribute(s, i)
			}
		}
	}
}

func (p *page) structsAndEnums(name string) {
	for _, s := range p.Structs {
		if s.Name == name {
			p.structure(s)
		}
	}
	for _, e := range p.Enums {
		_, holds := e.Value(name)
		if e.Name == name || holds && strings.HasPrefix(name, e.Prefix) && e.Prefix != "" {
			p.enum(e)
		}
	}
}

func phrase(doc string) string {
	if doc == "" {
		return ""
	}
	return ": " + doc
}
