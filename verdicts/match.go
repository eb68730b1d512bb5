package verdicts

import (
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
)

// Match says which messages a callback wants: those that meet every condition given. The zero Match wants all. One that
// no message can ever meet is an error: names that the tables do not have, or not there, and values that do not fit.
type Match struct {
	// Protocol is the netlink protocol, as "NETLINK_ROUTE", "route" or "0".
	Protocol string
	// Types are names of messages or generic netlink commands, with or without the prefix, in any case: "RTM_NEWLINK",
	// "newlink", "NL80211_CMD_GET_WIPHY"; or numbers, where Protocol or Family says of what.
	Types []string
	// Family is the name of a generic netlink family: "nl80211".
	Family string
	// Attrs are attributes that the message must have, by path ("IFLA_LINKINFO/IFLA_INFO_KIND"). With a Value other
	// than nil the attribute must have it too: a value as codec.A takes it, or the text of Attr.Text and Attr.Value.
	Attrs []codec.A
	// Filter is an expression over the message, as codec/filter takes it.
	Filter string
}

// Compile checks a Match against the tables, and makes it ready.
func (m Match) Compile(reg *codec.Registry) (*Matcher, error) {
	out := &Matcher{family: m.Family}
	generic := catalog.Generic(reg)
	if m.Protocol != "" {
		p, err := reg.ProtocolNamed(m.Protocol)
		if err != nil {
			return nil, err
		}
		if out.protocol = p.Name; m.Family != "" && out.protocol != generic {
			return nil, fmt.Errorf("%s is a generic netlink family, the protocol is %s: leave one of them out", m.Family,
				out.protocol)
		}
	}
	all := catalog.New(reg, out.protocol, m.Family)
	for _, name := range m.Types {
		if err := out.addType(all, name); err != nil {
			return nil, err
		}
	}
	out.numbers = out.typeNumbers(reg)
	out.scope = all.Only(out.types)
	for _, a := range m.Attrs {
		wanted, err := compileAttr(out.scope, a)
		if err != nil {
			return nil, err
		}
		out.attrs = append(out.attrs, wanted)
	}
	if m.Filter == "" {
		return out, nil
	}
	var err error
	if out.program, err = filter.CompileIn(out.scope, m.Filter); err != nil {
		return nil, fmt.Errorf("filter: %w", err)
	}
	return out, nil
}

// addType adds the messages that a name stands for.
func (m *Matcher) addType(scope *catalog.Scope, name string) error {
	found, err := scope.Message(name)
	for _, t := range found {
		if t.Name != "" {
			m.types = append(m.types, t.Name)
		} else {
			m.unnamed = append(m.unnamed, t.Type)
		}
	}
	return err
}
