package verdicts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
)

// Match says which messages a callback wants: those that meet every condition given. The zero Match wants all.
type Match struct {
	// Protocol is the netlink protocol, as "NETLINK_ROUTE" or "route".
	Protocol string
	// Types are names of messages or generic netlink commands, with or without the prefix, in any case: "RTM_NEWLINK",
	// "newlink", "NL80211_CMD_GET_WIPHY".
	Types []string
	// Family is the name of a generic netlink family: "nl80211".
	Family string
	// Attrs are attributes that the message must have, by path ("IFLA_LINKINFO/IFLA_INFO_KIND"). With a Value other
	// than nil the attribute must have it too: compared as text, as Attr.Text and Attr.Value give it.
	Attrs []codec.A
	// Filter is an expression over the message, as codec/filter takes it.
	Filter string
}

// Matcher is a Match made ready. It may be shared.
type Matcher struct {
	protocol string
	types    []string // C names
	numbers  []uint16 // of types, if they are messages of protocols; else nil
	family   string
	attrs    []attrMatch
	program  *filter.Program
}

type attrMatch struct {
	path  []string
	value any
}

// Compile checks the names of a Match against the tables.
func (m Match) Compile(reg *codec.Registry) (*Matcher, error) {
	out := &Matcher{family: m.Family}
	var err error
	if out.protocol, err = protocolName(reg, m.Protocol); err != nil {
		return nil, err
	}
	known := messageNames(reg, out.protocol, m.Family)
	for _, name := range m.Types {
		full, ok := fullName(name, known)
		if !ok {
			return nil, unknown("message type", name, known)
		}
		out.types = append(out.types, full)
	}
	out.numbers = typeNumbers(reg, out.types)
	for _, a := range m.Attrs {
		if a.Name == "" {
			return nil, fmt.Errorf("an attribute to match has no name")
		}
		out.attrs = append(out.attrs, attrMatch{strings.Split(a.Name, "/"), a.Value})
	}
	if m.Filter != "" {
		if out.program, err = filter.Compile(reg, m.Filter); err != nil {
			return nil, fmt.Errorf("filter: %w", err)
		}
	}
	return out, nil
}

// Types returns the C names of the messages that the Matcher wants; none: all.
func (m *Matcher) Types() []string { return slices.Clone(m.types) }

// Protocol returns the C name of the netlink protocol that the Matcher wants, or "".
func (m *Matcher) Protocol() string { return m.protocol }

func protocolName(reg *codec.Registry, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	var known []string
	for _, p := range reg.Protocols() {
		known = append(known, p.Name)
	}
	if full, ok := fullName(name, known); ok {
		return full, nil
	}
	return "", unknown("netlink protocol", name, known)
}

// messageNames lists the messages of a protocol, of a generic netlink family, or of all.
func messageNames(reg *codec.Registry, protocol, family string) (names []string) {
	add := func(types []*codec.MessageType) {
		for _, t := range types {
			names = append(names, t.Name)
		}
	}
	for _, p := range reg.Protocols() {
		if family == "" && (protocol == "" || p.Name == protocol) {
			add(p.Messages)
		}
	}
	for _, f := range reg.Families() {
		if family == f.Name || family == "" && protocol == "" {
			add(f.Commands)
		}
	}
	add(codec.ControlTypes())
	return names
}

// typeNumbers returns the nlmsg_types that messages of some names have in any protocol. It returns nil if not all are
// messages with a number of their own, as the commands of generic netlink are not.
func typeNumbers(reg *codec.Registry, names []string) (numbers []uint16) {
	found := map[string]bool{}
	for _, p := range reg.Protocols() {
		for _, t := range p.Messages {
			if slices.Contains(names, t.Name) {
				numbers, found[t.Name] = append(numbers, t.Type), true
			}
		}
	}
	for _, name := range names {
		if !found[name] {
			return nil
		}
	}
	return numbers
}

// fullName finds the C name that a name stands for: the same in any case, or what follows one of its underscores.
func fullName(name string, known []string) (string, bool) {
	for _, k := range known {
		if strings.EqualFold(k, name) {
			return k, true
		}
	}
	for _, k := range known {
		if n := len(k) - len(name); n > 0 && k[n-1] == '_' && strings.EqualFold(k[n:], name) {
			return k, true
		}
	}
	return "", false
}

func unknown(what, name string, known []string) error {
	if near := codec.Nearest(name, known); near != "" {
		return fmt.Errorf("unknown %s %q; did you mean %s?", what, name, near)
	}
	return fmt.Errorf("unknown %s %q", what, name)
}

// Match tells whether a message meets the conditions.
func (m *Matcher) Match(c *Call) (bool, error) {
	msg := c.Message
	if m.protocol != "" && (msg.Protocol() == nil || msg.Protocol().Name != m.protocol) ||
		m.family != "" && (msg.Family() == nil || msg.Family().Name != m.family) ||
		len(m.types) > 0 && !slices.Contains(m.types, msg.Name()) {
		return false, nil
	}
	for _, want := range m.attrs {
		if a, ok := msg.Attr(want.path...); !ok || want.value != nil && !hasValue(a, want.value) {
			return false, nil
		}
	}
	if m.program == nil {
		return true, nil
	}
	in := filter.Input{Message: msg, Time: c.Time, Direction: c.Direction.String(), Pid: c.Pid}
	return m.program.Matcher().Match(&in)
}

func hasValue(a codec.Attr, want any) bool {
	text := fmt.Sprint(want)
	return text == a.Text() || text == fmt.Sprint(a.Value())
}
