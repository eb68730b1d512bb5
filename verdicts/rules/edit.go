package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/verdicts"
)

// edit reads set, replace or delete.
func (c *compiler) edit(word string, n *node) {
	if word == "delete" {
		for _, v := range c.texts(n, word) {
			path, _ := v.value.(string)
			c.attribute(v, path)
			c.change(path, func(m *codec.Message) error { return deleteAll(m, strings.Split(path, "/")) })
		}
		return
	}
	if n.kind != mapping {
		c.fail(n, "%s is a mapping of attributes, or fields of the header, to values, not %s", word, n)
		return
	}
	if len(n.keys) == 0 {
		c.fail(n, "%s of nothing: leave it out", word)
	}
	for i := range n.keys {
		c.assignment(word, &n.keys[i], &n.items[i])
	}
}

// change is an action that edits the message. name says of what, in errors.
func (c *compiler) change(name string, f func(*codec.Message) error) {
	c.act(func(_ *program, _ *rule, call *verdicts.Call) (verdicts.Verdict, bool, error) {
		if err := f(call.Message); err != nil {
			return verdicts.Verdict{}, false, fmt.Errorf("%s cannot be changed: %w", name, err)
		}
		return verdicts.Verdict{}, false, nil
	})
}

// deleteAll deletes an attribute as often as it is there.
func deleteAll(m *codec.Message, path []string) error {
	for {
		if _, there := m.Attr(path...); !there {
			return nil
		}
		if err := m.Delete(path...); err != nil {
			return err
		}
	}
}

// assignment reads one name and its value: of an attribute, a field of the fixed struct, or of the nlmsghdr.
func (c *compiler) assignment(word string, key, n *node) {
	name, value := key.value.(string), plain(n)
	if c.err != nil {
		return
	}
	if slices.Contains(headerFields, name) {
		c.setHeader(name, n)
		return
	}
	structs, known, err := c.scope.Field(name)
	if err != nil {
		c.fail(key, "%v", err)
		return
	}
	if len(structs) > 0 {
		if err := catalog.FitsMember(structs, name, value); err != nil {
			c.fail(n, "%s: %v", name, err)
		}
		c.change(name, func(m *codec.Message) error { return m.SetField(name, value) })
		return
	}
	path := strings.Split(name, "/")
	specs, err := c.scope.Attribute(path, append(known, headerFields...)...)
	if err != nil {
		c.fail(key, "%v", err)
		return
	}
	if err := catalog.Fits(specs, value); err != nil {
		c.fail(n, "%s: %v", name, err)
	}
	c.change(name, func(m *codec.Message) error {
		if _, there := m.Attr(path...); word == "replace" && !there {
			return nil
		}
		return m.Set(value, path...)
	})
}

// plain returns a value as the codec takes it.
func plain(n *node) any {
	switch n.kind {
	case scalar:
		return n.value
	case list:
		out := make([]any, len(n.items))
		for i := range n.items {
			out[i] = plain(&n.items[i])
		}
		return out
	case mapping:
		out := map[string]any{}
		for i := range n.keys {
			out[n.keys[i].value.(string)] = plain(&n.items[i])
		}
		return out
	}
	return nil
}

// headerFields are the members of struct nlmsghdr that can be set.
var headerFields = []string{"nlmsg_type", "nlmsg_flags", "nlmsg_seq", "nlmsg_pid"}

// setHeader reads a field of the nlmsghdr. The codec knows how it is written, as in the JSON form of a message.
func (c *compiler) setHeader(name string, n *node) {
	header := map[string]any{"type": codec.MinType, strings.TrimPrefix(name, "nlmsg_"): plain(n)}
	object := map[string]any{"header": header}
	if p := c.rule.match.Protocol(); p != "" {
		object["protocol"] = p
	}
	text, err := json.Marshal(object)
	if err != nil {
		c.fail(n, "%s: %v", name, err)
		return
	}
	b, err := form.JSON.Parse(&codec.Encoder{Registry: c.options.Registry}, text)
	if err != nil {
		c.fail(n, "%s", strings.Replace(err.Error(), "header/", "nlmsg_", 1))
		return
	}
	want := codec.ParseHeader(b, false)
	c.change(name, func(m *codec.Message) error {
		h := m.Header()
		switch name {
		case "nlmsg_type":
			h.Type = want.Type
		case "nlmsg_flags":
			h.Flags = want.Flags
		case "nlmsg_seq":
			h.Seq = want.Seq
		case "nlmsg_pid":
			h.PortID = want.PortID
		}
		return m.SetHeader(h)
	})
}
