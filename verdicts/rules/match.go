package rules

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
)

// match reads which messages a rule is for.
func (c *compiler) match(n *node) {
	var m verdicts.Match
	reg := c.options.Registry
	values := map[string]*node{}
	if n != nil {
		known := []string{"protocol", "family", "types", "attrs"}
		c.members(n, "match", known, func(key string, v *node) { values[key] = v })
	}
	check := func(v *node) *verdicts.Matcher {
		compiled, err := m.Compile(reg)
		if err != nil {
			c.fail(v, "%v", err)
		}
		return compiled
	}
	if v := values["protocol"]; v != nil {
		m.Protocol = c.word(v, "protocol")
		check(v)
	}
	if v := values["family"]; v != nil {
		if m.Family = c.word(v, "family"); reg.Family(m.Family) == nil {
			c.fail(v, "unknown generic netlink family %q%s", m.Family, didYouMean(m.Family, familyNames(reg)))
		}
		if m.Protocol != "" && c.err == nil && check(v).Protocol() != genericName(reg) {
			c.fail(v, "a family is of NETLINK_GENERIC, the protocol is %s: leave one of them out", m.Protocol)
		}
	}
	if v := values["types"]; v != nil {
		for _, t := range c.texts(v, "types") {
			m.Types = append(m.Types, t.value.(string))
			check(t)
		}
	}
	if c.err != nil {
		return
	}
	names := check(n)
	c.scope = newScope(reg, names.Protocol(), m.Family, names.Types())
	if v := values["attrs"]; v != nil {
		m.Attrs = c.matchAttrs(v)
	}
	c.rule.match = check(n)
}

func familyNames(reg *codec.Registry) (names []string) {
	for _, f := range reg.Families() {
		names = append(names, f.Name)
	}
	return names
}

// texts returns the elements of a list of texts, or the only one, which need not be in a list.
func (c *compiler) texts(n *node, what string) (out []*node) {
	if n.kind == list && len(n.items) == 0 {
		c.fail(n, "%s is an empty list: leave it out", what)
	}
	elements := []node{*n}
	if n.kind == list {
		elements = n.items
	}
	for i := range elements {
		if _, ok := elements[i].value.(string); !ok {
			c.fail(&elements[i], "%s is a text or a list of texts, not %s", what, &elements[i])
			return nil
		}
		out = append(out, &elements[i])
	}
	return out
}

// matchAttrs reads the attributes that a message must have: paths, with the value that is wanted, or nothing for any.
func (c *compiler) matchAttrs(n *node) (attrs []codec.A) {
	if n.kind == list || n.kind == scalar {
		for _, v := range c.texts(n, "attrs") {
			path, _ := v.value.(string)
			c.attribute(v, path)
			attrs = append(attrs, codec.A{Name: path})
		}
		return attrs
	}
	if n.kind != mapping {
		c.fail(n, "attrs is a mapping of paths and values, or a list of paths, not %s", n)
		return nil
	}
	for i := range n.keys {
		path := n.keys[i].value.(string)
		specs := c.attribute(&n.keys[i], path)
		v := &n.items[i]
		if v.kind == list || v.kind == mapping {
			c.fail(v, "%s is compared with a text or a number, not with %s", path, v)
		}
		attrs = append(attrs, codec.A{Name: path, Value: c.compared(v, path, specs)})
	}
	return attrs
}

// attribute looks up the attribute at a path.
func (c *compiler) attribute(n *node, path string) []*codec.Spec {
	elements := strings.Split(path, "/")
	if slices.Contains(elements, "") {
		c.fail(n, "%q is no attribute: it is names with a / between them", path)
		return nil
	}
	if c.err != nil {
		return nil
	}
	specs, err := c.scope.attribute(elements)
	if err != nil {
		c.fail(n, "%v", err)
	}
	return specs
}

// compared returns what an attribute is compared with: of a name of a value, the number.
func (c *compiler) compared(n *node, path string, specs []*codec.Spec) any {
	if c.err != nil || n.kind == null {
		return nil
	}
	if err := fits(specs, n.value); err != nil {
		c.fail(n, "%s: %v", path, err)
	}
	if name, ok := n.value.(string); ok {
		for _, s := range specs {
			if s.Enum == nil || s.Kind < codec.U8 || s.Kind > codec.Sint {
				continue
			}
			if number, ok := s.Enum.Value(name); ok {
				return number
			}
		}
	}
	return n.value
}
