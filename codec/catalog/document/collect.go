// Package document makes documentation out of the tables: JSON for programs, text for people.
package document

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Catalog is everything that a registry describes, each thing once and under a name of its own.
type Catalog struct {
	Registry *codec.Registry
	Sets     []*codec.Set
	Structs  []*codec.Struct
	Enums    []*codec.Enum

	sets    map[*codec.Set]string
	structs map[*codec.Struct]string
	enums   map[*codec.Enum]string
	taken   map[string]bool
}

// Collect walks the tables of a registry. The order, and with it the names, depend on the tables alone.
func Collect(reg *codec.Registry) *Catalog {
	c := &Catalog{
		Registry: reg, sets: map[*codec.Set]string{}, structs: map[*codec.Struct]string{},
		enums: map[*codec.Enum]string{}, taken: map[string]bool{},
	}
	c.messages(codec.ControlTypes())
	for _, p := range reg.Protocols() {
		c.messages(p.Messages)
		if p.Fallback != nil {
			c.messages([]*codec.MessageType{p.Fallback})
		}
	}
	for _, f := range reg.Families() {
		c.addSet(f.Set, f.Name)
		c.addStruct(f.Header, f.Name)
		c.messages(f.Commands)
	}
	return c
}

func (c *Catalog) messages(types []*codec.MessageType) {
	for _, t := range types {
		c.addStruct(t.Header, t.Name)
		c.addSet(t.Set, t.Name)
		c.messages(t.Variants)
	}
}

// addSet takes in a set and all that it leads to. parent is the name of where it was found.
func (c *Catalog) addSet(s *codec.Set, parent string) {
	if s == nil || c.sets[s] != "" {
		return
	}
	name := strings.ToLower(strings.TrimSuffix(s.Prefix, "_"))
	c.sets[s] = c.unique("set ", name, strings.ToLower(parent))
	c.Sets = append(c.Sets, s)
	for i := range s.Attrs {
		if a := &s.Attrs[i]; a.Name != "" {
			c.addSpec(a, s.Prefix+a.Name)
		}
	}
}

func (c *Catalog) addSpec(s *codec.Spec, parent string) {
	if s == nil {
		return
	}
	c.addSet(s.Set, parent)
	c.addStruct(s.Struct, parent)
	c.addEnum(s.Enum, parent)
	c.addEnum(s.Index, parent+"_index")
	c.addSpec(s.Elem, parent)
	c.addSelector(s.Select, parent)
}

func (c *Catalog) addSelector(s *codec.Selector, parent string) {
	for ; s != nil; s = s.Else() {
		for _, k := range s.Cases() {
			c.addSpec(k.Spec, parent+"_"+k.Name)
		}
	}
}

func (c *Catalog) addStruct(s *codec.Struct, parent string) {
	if s == nil || c.structs[s] != "" {
		return
	}
	c.structs[s] = c.unique("struct ", s.Name, strings.ToLower(parent))
	c.Structs = append(c.Structs, s)
	for i := range s.Members {
		m := &s.Members[i]
		c.addStruct(m.Struct, m.Name)
		c.addEnum(m.Enum, m.Name)
		c.addSelector(m.Select, m.Name)
	}
}

func (c *Catalog) addEnum(e *codec.Enum, parent string) {
	if e == nil || c.enums[e] != "" {
		return
	}
	c.enums[e] = c.unique("enum ", e.Name, strings.ToLower(parent))
	c.Enums = append(c.Enums, e)
}

// unique returns the first of a name, the name of the parent, and numbered forms of that, which is not taken.
func (c *Catalog) unique(space, name, parent string) string {
	candidate := name
	for i := 2; candidate == "" || c.taken[space+candidate]; i++ {
		switch {
		case i == 2 && parent != "":
			candidate = parent
		case parent != "":
			candidate = parent + "-" + strconv.Itoa(i-1)
		default:
			candidate = name + "-" + strconv.Itoa(i)
		}
	}
	c.taken[space+candidate] = true
	return candidate
}
