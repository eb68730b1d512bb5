package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Tally is how much was compared of the messages of one protocol, or generic netlink family.
type Tally struct {
	Messages int // that the other tool read
	Attrs    int // whose places, numbers and lengths both know
	Values   int // that both read
	Whole    int // attributes of the other tool in octets that we keep as they are
	Opaque   int // attributes that the other tool does not know, or shows as octets
	Unread   int // messages that the other tool cannot read
}

// Tallies are the tallies of all families.
type Tallies map[string]*Tally

// of returns the tally of the family of a message.
func (t Tallies) of(m *codec.Message) *Tally {
	name := familyName(m)
	if t[name] == nil {
		t[name] = &Tally{}
	}
	return t[name]
}

// familyName is the name of a message's generic netlink family, or its protocol.
func familyName(m *codec.Message) string {
	switch {
	case m.Family() != nil:
		return m.Family().Name
	case m.Protocol() != nil:
		return m.Protocol().Name
	}
	return "unknown"
}

func (t *Tally) add(other Tally) {
	t.Messages += other.Messages
	t.Attrs += other.Attrs
	t.Values += other.Values
	t.Whole += other.Whole
	t.Opaque += other.Opaque
	t.Unread += other.Unread
}

// add adds the figures of others.
func (t Tallies) add(others Tallies) {
	for name, o := range others {
		if t[name] == nil {
			t[name] = &Tally{}
		}
		t[name].add(*o)
	}
}

// Sum returns the figures of all families together.
func (t Tallies) Sum() (all Tally) {
	for _, one := range t {
		all.add(*one)
	}
	return all
}

// String is a table with a line for each family.
func (t Tallies) String() string {
	var b strings.Builder
	const columns = "%-24s %9v %10v %9v %14v %14v %8v\n"
	line := func(name string, f Tally) {
		fmt.Fprintf(&b, columns, name, f.Messages, f.Attrs, f.Values, f.Whole, f.Opaque, f.Unread)
	}
	fmt.Fprintf(&b, columns, "family", "messages", "attributes", "values", "opaque to us", "opaque to them", "unread")
	for _, name := range slices.Sorted(maps.Keys(t)) {
		line(name, *t[name])
	}
	line("all", t.Sum())
	return b.String()
}
