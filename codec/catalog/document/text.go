// Package document makes documentation out of the tables: JSON for programs, text for people.
package document

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
)

// page is documentation being written.
type page struct {
	index *catalog.Index
	b     strings.Builder
	depth int // how many more levels of nests are described
	level int
	shown map[any]bool // sets, structs and enumerations that were described already
}

// Overview returns the protocols with their messages, and the generic netlink families with their commands.
func Overview(reg *codec.Registry) string {
	var b strings.Builder
	for _, p := range reg.Protocols() {
		fmt.Fprintf(&b, "%s (%d)\n", p.Name, p.Number)
		writeNames(&b, p.Messages)
		if !p.Generic {
			continue
		}
		for _, f := range reg.Families() {
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
func Describe(x *catalog.Index, name string, depth int) (string, error) {
	found, ok := x.Lookup(name)
	if !ok {
		hint := cmp.Or(codec.DidYouMean(name, x.Names()), "; nldecode schema lists the messages")
		return "", fmt.Errorf("nothing is called %q%s", name, hint)
	}
	p := page{index: x, depth: depth, shown: map[any]bool{}}
	switch {
	case len(found.Protocols) > 0:
		p.protocol(found.Protocols[0])
	case len(found.Families) > 0:
		p.family(found.Families[0])
	case len(found.Messages) > 0:
		for _, m := range found.Messages {
			p.message(m)
		}
	default:
		p.parts(found)
	}
	return p.b.String(), nil
}

// parts describes what messages are made of.
func (p *page) parts(found catalog.Found) {
	for _, a := range found.Attrs {
		p.attribute(a.Set, a.Number)
	}
	for _, s := range found.Structs {
		p.structure(s)
	}
	for _, e := range found.Enums {
		p.enum(e)
	}
}

// line writes an indented line.
func (p *page) line(format string, args ...any) {
	p.b.WriteString(strings.Repeat("  ", p.level))
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *page) protocol(proto *codec.Protocol) {
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
}

func (p *page) family(f *codec.Family) {
	p.line("%s: generic netlink family, version %d", f.Name, f.Version)
	writeNames(&p.b, f.Commands)
	p.line("multicast groups: %s", strings.Join(f.Groups, ", "))
	p.depth = 0
	p.set(f.Set)
}

func (p *page) message(m catalog.Message) {
	p.line("%s = %d, a message of %s%s", m.Name, m.Type, origin(m.At), phrase(m.Doc))
	p.level++
	p.structure(m.Header)
	p.set(m.Set)
	p.level--
}

// origin says what a message is of.
func origin(at *codec.Place) string {
	switch {
	case at.Family != nil:
		return "generic netlink family " + at.Family.Name
	case at.Protocol != nil:
		return at.Protocol.Name
	}
	return "every protocol"
}

func phrase(doc string) string {
	if doc == "" {
		return ""
	}
	return ": " + doc
}
