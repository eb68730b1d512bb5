package iproute

import "github.com/nlkit/nlkit/codec"

// Spec says what a request is about: Args, or a typed spec as Link, Addr, Route, Rule, Neigh, Nexthop, Qdisc, Class,
// Filter and Action are.
type Spec interface{ put(v *values) }

// values is what a Spec says, by canonical names: the C names of the tables. Symbolic values (names of links, of
// tables…) are not resolved yet.
type values struct {
	fixed map[string]any // members of the header: "rtm_table"
	attrs []codec.A      // attributes of the top level; nests are []codec.A, or codec.Nested
	err   error          // the first thing that is wrong
}

// set gives a member of the header.
func (v *values) set(member string, value any) {
	if v.fixed == nil {
		v.fixed = map[string]any{}
	}
	v.fixed[member] = value
}

// add gives an attribute.
func (v *values) add(name string, value any) {
	v.attrs = append(v.attrs, codec.A{Name: name, Value: value})
}
