package rules

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
)

// match reads which messages a rule is for.
func (c *compiler) match(n *node) {
	var m verdicts.Match
	values := map[string]*node{}
	if n != nil {
		known := []string{"protocol", "family", "types", "attrs"}
		c.members(n, "match", known, func(key string, v *node) { values[key] = v })
	}
	// What was read so far is checked after each value, so that an error is told at its place.
	check := func(v *node) {
		compiled, err := m.Compile(c.options.Registry)
		if err != nil {
			c.fail(v, "%v", err)
		}
		c.rule.match = compiled
	}
	if v := values["protocol"]; v != nil {
		m.Protocol = c.word(v, "protocol")
		check(v)
	}
	if v := values["family"]; v != nil {
		m.Family = c.word(v, "family")
		if _, err := c.options.Registry.FamilyNamed(m.Family); err != nil {
			c.fail(v, "%v", err)
		}
		check(v)
	}
	if v := values["types"]; v != nil {
		for _, t := range c.texts(v, "types") {
			m.Types = append(m.Types, t.value.(string))
			check(t)
		}
	}
	if v := values["attrs"]; v != nil {
		c.matchAttrs(v, &m, check)
	}
	if check(n); c.err == nil {
		c.scope = c.rule.match.Scope()
	}
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
func (c *compiler) matchAttrs(n *node, m *verdicts.Match, check func(*node)) {
	add := func(at *node, path string) {
		m.Attrs = append(m.Attrs, codec.A{Name: path})
		check(at)
	}
	if n.kind == list || n.kind == scalar {
		for _, v := range c.texts(n, "attrs") {
			path, _ := v.value.(string)
			add(v, path)
		}
		return
	}
	if n.kind != mapping {
		c.fail(n, "attrs is a mapping of paths and values, or a list of paths, not %s", n)
		return
	}
	for i := range n.keys {
		path := n.keys[i].value.(string)
		add(&n.keys[i], path)
		v := &n.items[i]
		if v.kind == list || v.kind == mapping {
			c.fail(v, "%s is compared with a text or a number, not with %s", path, v)
		}
		m.Attrs[i].Value = v.value // nil: any
		check(v)
	}
}

// attribute looks up the attribute at a path.
func (c *compiler) attribute(n *node, path string) {
	if c.err != nil {
		return
	}
	if _, err := c.scope.Attribute(strings.Split(path, "/")); err != nil {
		c.fail(n, "%v", err)
	}
}
