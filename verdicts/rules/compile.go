package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// compiler turns the values of a file into a program. The first thing that is wrong is kept; what comes after it does
// not count.
type compiler struct {
	file    string
	text    string
	options Options
	program *program
	err     *Error

	// Of the rule at hand:
	rule  *rule
	on    node // the value of on, or the rule where there is none
	scope *catalog.Scope
}

func compile(name string, text []byte, o Options) (*program, error) {
	root, err := parseYAML(name, text)
	if err != nil {
		return nil, err
	}
	c := &compiler{file: name, text: string(text), options: o}
	c.program = &program{counts: map[string]*atomic.Uint64{}, seed: o.Seed, logger: o.Logger}
	c.root(&root)
	if c.err != nil {
		return nil, c.err
	}
	return c.program, nil
}

// fail keeps what is wrong at a value.
func (c *compiler) fail(n *node, format string, args ...any) {
	c.failAt(n.line, n.column, format, args...)
}

func (c *compiler) failAt(line, column int, format string, args ...any) {
	if c.err == nil {
		c.err = &Error{c.file, line, column, fmt.Sprintf(format, args...)}
	}
}

// members calls f for each member of a mapping, whose keys have to be among known.
func (c *compiler) members(n *node, what string, known []string, f func(key string, value *node)) {
	if n.kind != mapping {
		c.fail(n, "%s is a mapping (%s), not %s", what, strings.Join(known, ", "), n)
		return
	}
	for i := range n.keys {
		key := n.keys[i].value.(string)
		if !slices.Contains(known, key) {
			c.fail(&n.keys[i], "unknown key %q in %s%s", key, what, suggestKey(key, known))
			return
		}
		f(key, &n.items[i])
	}
}

func suggestKey(key string, known []string) string {
	return cmp.Or(codec.DidYouMean(key, known), ": it has "+strings.Join(known, ", "))
}

func (c *compiler) root(n *node) {
	if n.kind == null {
		c.fail(n, "the file is empty: it starts with version: 1")
		return
	}
	version, rules := false, false
	c.members(n, "the file", []string{"version", "seed", "rules"}, func(key string, v *node) {
		switch key {
		case "version":
			if version = true; v.value != 1 {
				c.fail(v, "the version is 1")
			}
		case "seed":
			c.program.seed = c.count(v, "the seed")
		case "rules":
			rules = true
		}
	})
	if !version {
		c.fail(n, "version is missing: write version: 1")
	}
	if !rules {
		c.fail(n, "rules is missing: it is the list of rules, [] for none")
	}
	for i := range n.keys {
		if n.keys[i].value == "rules" {
			c.rules(&n.items[i])
		}
	}
}

func (c *compiler) rules(n *node) {
	if n.kind != list {
		c.fail(n, "rules is a list, not %s", n)
		return
	}
	names := map[string]int{}
	for i := range n.items {
		if c.err != nil {
			return
		}
		r := &n.items[i]
		c.oneRule(r, i)
		if first, taken := names[c.rule.name]; taken {
			c.fail(r, "the rule of line %d is called %s already", first, c.rule.name)
		}
		names[c.rule.name] = r.line
	}
}

var ruleKeys = []string{"name", "on", "match", "when", "after", "nth", "every", "at-most", "probability", "do"}

// oneRule reads a rule. What its names mean depends on the match, and what it does on the direction: these come first.
func (c *compiler) oneRule(n *node, index int) {
	c.rule = &rule{name: fmt.Sprint(index + 1), line: n.line, direction: codec.Sent}
	c.on = *n
	values := map[string]*node{}
	c.members(n, "a rule", ruleKeys, func(key string, v *node) { values[key] = v })
	if v := values["name"]; v != nil {
		if c.rule.name = c.word(v, "a name"); c.rule.name == "" {
			c.fail(v, "a name is not empty")
		}
	}
	if v := values["on"]; v != nil {
		c.on = *v
		switch c.word(v, "on") {
		case "send": // as without it
		case "receive":
			c.rule.direction = codec.Received
		default:
			c.fail(v, "on is send or receive")
		}
	}
	c.match(values["match"])
	if v := values["when"]; v != nil {
		c.rule.when = c.expression(v)
	}
	c.often(n, values)
	if values["do"] == nil {
		c.fail(n, "a rule has do: what is to be done")
		return
	}
	if c.err == nil {
		c.do(values["do"])
	}
	c.add()
}

// add puts the rule that was read where it is looked for.
func (c *compiler) add() {
	p, r := c.program, c.rule
	p.rules = append(p.rules, r)
	if r.fault.Happens() {
		p.datagrams = append(p.datagrams, r)
	} else {
		p.chains[r.direction] = append(p.chains[r.direction], r)
	}
}

// word returns a text.
func (c *compiler) word(n *node, what string) string {
	s, ok := n.value.(string)
	if !ok {
		c.fail(n, "%s is a text, not %s", what, n)
	}
	return s
}

// count returns a number that counts something, from 1.
func (c *compiler) count(n *node, what string) uint64 {
	switch v := n.value.(type) {
	case int:
		if v > 0 {
			return uint64(v)
		}
	case uint64:
		return v
	}
	c.fail(n, "%s is a number from 1 on", what)
	return 0
}

// often reads the conditions on how often.
func (c *compiler) often(rule *node, values map[string]*node) {
	o := faults.Often{Seed: c.program.seed + uint64(len(c.program.rules))}
	for _, x := range []struct {
		key string
		to  *uint64
	}{{"after", &o.After}, {"nth", &o.Nth}, {"every", &o.Every}, {"at-most", &o.AtMost}} {
		if v := values[x.key]; v != nil {
			*x.to = c.count(v, x.key)
		}
	}
	if v := values["probability"]; v != nil {
		switch p := v.value.(type) {
		case float64:
			o.Probability = p
		case int:
			o.Probability = float64(p)
		}
		if !(o.Probability > 0 && o.Probability <= 1) {
			c.fail(v, "a probability is more than 0 and at most 1")
		}
	}
	if err := o.Check(); err != nil {
		at := rule
		if v := values["nth"]; v != nil {
			at = v
		}
		c.fail(at, "%v", err)
	}
	c.rule.gauge = o.Gauge()
}

// expression compiles when. What is wrong in it is told by its place in the file.
func (c *compiler) expression(n *node) *filter.Program {
	text := c.word(n, "when")
	if c.err != nil {
		return nil
	}
	p, err := filter.CompileIn(c.scope, text)
	if err == nil {
		return p
	}
	var fault *filter.Error
	if !errors.As(err, &fault) || fault.Line == 0 {
		c.fail(n, "when: %v", err)
		return nil
	}
	line, column := placeInside(c.text, n, fault.Line, fault.Column)
	c.failAt(line, column, "when: %s", fault.Msg)
	return nil
}
