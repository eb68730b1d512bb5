package verdicts

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
)

// Matcher is a Match made ready. It may be shared.
type Matcher struct {
	protocol string
	types    []string // C names
	unnamed  []uint16 // of messages without a name: nlmsg_type, or the command where there is a family
	numbers  []uint16 // nlmsg_type of all of them, if they are messages of protocols; else nil
	family   string
	scope    *catalog.Scope
	attrs    []attrMatch
	program  *filter.Program
	filters  sync.Pool // of program
}

// attrMatch is an attribute that is wanted.
type attrMatch struct {
	path   []string
	valued bool            // not any value will do
	values []codec.Literal // one of them, by how the attribute may be laid out
}

// Types yields the types of messages that the Matcher may want: the filter does not count.
func (m *Matcher) Types(yield func(*codec.MessageType) bool) {
	if len(m.unnamed) > 0 && !yield(&codec.MessageType{}) {
		return
	}
	if len(m.types) == 0 && len(m.unnamed) > 0 {
		return
	}
	for t := range m.scope.Types {
		if m.family != "" && slices.Contains(codec.ControlTypes(), t) { // which are of no family
			continue
		}
		lacks := func(w attrMatch) bool { return !catalog.Has(t, w.path) }
		if !slices.ContainsFunc(m.attrs, lacks) && !yield(t) {
			return
		}
	}
}

// Scope returns the messages that the Matcher wants, for looking up names in them.
func (m *Matcher) Scope() *catalog.Scope { return m.scope }

// Protocol returns the C name of the netlink protocol that the Matcher wants, or "".
func (m *Matcher) Protocol() string { return m.protocol }

// compileAttr checks an attribute that is wanted.
func compileAttr(scope *catalog.Scope, a codec.A) (attrMatch, error) {
	out := attrMatch{path: strings.Split(a.Name, "/"), valued: a.Value != nil}
	specs, err := scope.Attribute(out.path)
	if err != nil || !out.valued {
		return out, err
	}
	if len(specs) == 0 {
		specs = []*codec.Spec{unknownAttr}
		if _, octets := a.Value.([]byte); !octets {
			a.Value = fmt.Sprint(a.Value)
		}
	}
	if out.values, err = catalog.Values(specs, a.Value); err != nil {
		return out, fmt.Errorf("%s: %w", a.Name, err)
	}
	if out.values[0].Absent() {
		return out, fmt.Errorf("%s is a flag: it is not there where it is %v", a.Name, a.Value)
	}
	return out, nil
}

// unknownAttr is an attribute that no table knows: it is compared as a text, or with octets.
var unknownAttr = codec.Of(codec.String)

// typeNumbers returns the nlmsg_types that the messages wanted have. It returns nil if not all have a number of their
// own, as the commands of generic netlink do not.
func (m *Matcher) typeNumbers(reg *codec.Registry) []uint16 {
	if m.family != "" {
		return nil
	}
	numbers, found := slices.Clone(m.unnamed), map[string]bool{}
	for _, p := range reg.Protocols() {
		for _, t := range p.Messages {
			if slices.Contains(m.types, t.Name) {
				numbers, found[t.Name] = append(numbers, t.Type), true
			}
		}
	}
	for _, name := range m.types {
		if !found[name] {
			return nil
		}
	}
	return numbers
}

// families returns the generic netlink families whose messages are wanted, as far as the Match names them or their
// commands.
func (m *Matcher) families(reg *codec.Registry) (names []string) {
	if m.family != "" {
		return []string{m.family}
	}
	for _, f := range reg.Families() {
		if slices.ContainsFunc(f.Commands, func(t *codec.MessageType) bool { return slices.Contains(m.types, t.Name) }) {
			names = append(names, f.Name)
		}
	}
	return names
}

// MayMatch reports whether messages of a type, nlmsg_type, may meet the conditions: what cannot need not be decoded.
func (m *Matcher) MayMatch(typ uint16) bool {
	return m.numbers == nil || slices.Contains(m.numbers, typ)
}

// Match reports whether a message meets the conditions.
func (m *Matcher) Match(c *Call) (bool, error) {
	msg := c.Message
	if m.protocol != "" && (msg.Protocol() == nil || msg.Protocol().Name != m.protocol) ||
		m.family != "" && (msg.Family() == nil || msg.Family().Name != m.family) || !m.hasType(msg) {
		return false, nil
	}
	for i := range m.attrs {
		if want := &m.attrs[i]; !want.in(msg) {
			return false, nil
		}
	}
	if m.program == nil {
		return true, nil
	}
	f, _ := m.filters.Get().(*filter.Matcher)
	if f == nil {
		f = m.program.Matcher()
	}
	in := filter.Input{Message: msg, Time: c.Time, Direction: c.Direction.String(), Pid: c.Pid}
	ok, err := f.Match(&in)
	m.filters.Put(f)
	return ok, err
}

func (m *Matcher) hasType(msg *codec.Message) bool {
	if len(m.types) == 0 && len(m.unnamed) == 0 {
		return true
	}
	if name := msg.Name(); name != "" {
		return slices.Contains(m.types, name)
	}
	number := msg.Header().Type
	if b := msg.Bytes(); m.family != "" && len(b) > codec.HeaderLen {
		number = uint16(b[codec.HeaderLen])
	}
	return slices.Contains(m.unnamed, number)
}

// in reports whether a message has the attribute.
func (w *attrMatch) in(msg *codec.Message) bool {
	a, ok := msg.Attr(w.path...)
	if !ok || !w.valued {
		return ok
	}
	for i := range w.values {
		if w.values[i].Equal(a) {
			return true
		}
	}
	return false
}
