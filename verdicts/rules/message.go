package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/verdicts"
)

// template is a message that a rule returns, or lets go on instead of another.
type template struct {
	octets []byte
	family string // of generic netlink, whose id is not known before there is a message; or ""
}

// messages reads return or instead: messages in the JSON form of nldecode, as YAML, or as the text of the JSON.
func (c *compiler) messages(word string, n *node) {
	if n.kind != list {
		c.fail(n, "%s takes a list of messages in the JSON form of nldecode, [] for none, not %s", word, n)
		return
	}
	if word == "instead" && len(n.items) == 0 {
		c.fail(n, "instead of a message goes nothing: write drop")
	}
	var templates []template
	for i := range n.items {
		if c.err == nil {
			templates = append(templates, c.template(&n.items[i]))
		}
	}
	verdict := verdicts.Return
	if word == "instead" {
		verdict = verdicts.Instead
	}
	resolver := c.options.Resolver
	c.act(func(_ *program, _ *rule, call *verdicts.Call) (verdicts.Verdict, bool, error) {
		messages := make([][]byte, len(templates))
		for i, t := range templates {
			var err error
			if messages[i], err = t.message(call, resolver); err != nil {
				return verdicts.Verdict{}, false, err
			}
		}
		return verdict(messages...), true, nil
	})
}

// message returns the octets, with the id that the family has here.
func (t template) message(call *verdicts.Call, r *codec.Resolver) ([]byte, error) {
	if t.family == "" {
		return t.octets, nil
	}
	h := host.Header(t.octets)
	if f := call.Message.Family(); f != nil && f.Name == t.family {
		h.Type = call.Message.Header().Type
	} else if id, ok := idOf(t.family, call.Resolver, r); ok {
		h.Type = id
	} else {
		return nil, fmt.Errorf("the id of generic netlink family %s is not known here", t.family)
	}
	out := slices.Clone(t.octets)
	host.PutHeader(out, h)
	return out, nil
}

// idOf returns the id of a family by the first that knows it.
func idOf(family string, resolvers ...*codec.Resolver) (uint16, bool) {
	for _, r := range resolvers {
		if r == nil {
			continue
		}
		if id, ok := r.ID(family); ok {
			return id, true
		}
	}
	return 0, false
}

// template encodes one message.
func (c *compiler) template(n *node) (t template) {
	object := map[string]any{}
	switch n.kind {
	case scalar:
		if err := json.Unmarshal([]byte(fmt.Sprint(n.value)), &object); err != nil {
			c.fail(n, "a message is an object in the JSON form of nldecode: %v", err)
			return t
		}
	case mapping:
		c.messageKeys(n)
		object, _ = plain(n).(map[string]any)
	default:
		c.fail(n, "a message is a mapping in the JSON form of nldecode, not %s", n)
		return t
	}
	if _, given := object["protocol"]; !given {
		if p := c.rule.match.Protocol(); p != "" {
			object["protocol"] = p
		} else if object["family"] != nil {
			object["protocol"] = catalog.Generic(c.options.Registry)
		} else if p := c.protocolOf(n, object["header"]); p != "" {
			object["protocol"] = p
		}
	}
	encoder := codec.Encoder{Registry: c.options.Registry, BigEndian: host.BigEndian}
	if name, ok := object["family"].(string); ok && object["genlmsghdr"] != nil {
		t.family = name
		if _, err := c.options.Registry.FamilyNamed(name); err != nil {
			c.fail(n, "%v", err)
		}
		if header, ok := object["header"].(map[string]any); ok {
			header["type"] = codec.MinType // until the id is known
		}
	}
	text, err := json.Marshal(object)
	if err == nil {
		t.octets, err = form.JSON.Parse(&encoder, text)
	}
	if err == nil && len(t.octets) < codec.HeaderLen {
		err = fmt.Errorf("%d octets have no room for the %d of a header", len(t.octets), codec.HeaderLen)
	}
	if err != nil {
		c.fail(n, "this message cannot be encoded: %v", err)
	}
	return t
}

// protocolOf returns the protocol that has messages of the type that a header names, or "" if all have, or it is a
// number.
func (c *compiler) protocolOf(n *node, header any) string {
	fields, _ := header.(map[string]any)
	name, _ := fields["type"].(string)
	isIt := func(t *codec.MessageType) bool { return t.Name == name }
	if name == "" || codec.IsNumber(name) || slices.ContainsFunc(codec.ControlTypes(), isIt) {
		return ""
	}
	var known []string
	for _, p := range c.options.Registry.Protocols() {
		if slices.ContainsFunc(p.Messages, isIt) {
			return p.Name
		}
		for _, t := range p.Messages {
			known = append(known, t.Name)
		}
	}
	c.fail(n.member("header").member("type"), "%v", codec.UnknownName("message type", name, known))
	return ""
}

// The members of messages and attributes in the JSON form of nldecode, remarks included.
var (
	messageMembers = []string{
		"protocol", "byteorder", "header", "family", "genlmsghdr", "attrs", "msg", "hex",
		"raw_len", "faults", "missing", "error_path", "pad",
	}
	headerMembers = []string{"len", "type", "flags", "seq", "pid"}
	genlMembers   = []string{"cmd", "version", "reserved"}
	attrMembers   = []string{
		"attr", "value", "attrs", "hex", "nested", "net_byteorder", "nul", "size", "pad", "len",
		"tail", "missing", "faults",
	}
)

// messageKeys finds members that no message has: the encoder passes over those.
func (c *compiler) messageKeys(n *node) {
	known := slices.Clone(messageMembers)
	for _, s := range catalog.New(c.options.Registry, "", "").Headers() {
		known = append(known, s.Name)
	}
	c.onlyKnown(n, "a message", known)
	for i := range n.keys {
		switch v := &n.items[i]; n.keys[i].value {
		case "header":
			c.onlyKnown(v, "header", headerMembers)
		case "genlmsghdr":
			c.onlyKnown(v, "genlmsghdr", genlMembers)
		case "msg":
			c.messageKeys(v)
		case "attrs":
			c.attrKeys(v)
		}
	}
}

func (c *compiler) attrKeys(n *node) {
	for i := range n.items {
		if n.kind != list {
			return // which the encoder says
		}
		c.onlyKnown(&n.items[i], "an attribute", attrMembers)
		for j := range n.items[i].keys {
			if n.items[i].keys[j].value == "attrs" {
				c.attrKeys(&n.items[i].items[j])
			}
		}
	}
}

func (c *compiler) onlyKnown(n *node, what string, known []string) {
	for i := range n.keys {
		key := n.keys[i].value.(string)
		if !slices.Contains(known, key) {
			c.fail(&n.keys[i], "unknown key %q in %s%s", strings.TrimSpace(key), what, codec.DidYouMean(key, known))
		}
	}
}
