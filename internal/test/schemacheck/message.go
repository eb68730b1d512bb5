package schemacheck

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// typeOf is a type of a protocol, or a command of a family.
type typeOf struct {
	of     string
	number uint16
}

// message checks that a type is one that its protocol can have, and that conditions on its header are about members of
// that.
func (c *checker) message(t *codec.MessageType, at *codec.Place) {
	c.conditions(t, t.When.Header, at)
	c.conditions(t, t.ReadsIf, at)
	if base := at.Message; base != nil {
		c.unless(t.Type == base.Type, at, "its variant %s has type %d, want %d", t.Name, t.Type, base.Type)
		c.unless(t.When.Request || t.When.Dump || len(t.When.Header) > 0 || t.When.Alone != 0, at,
			"its variant %s describes no message: it has no When", t.Name)
		c.unless(!t.Bare && t.When.Alone == 0 || t.Bare && t.Header == nil && len(t.When.Header) == 0, at,
			"its variant %s is Bare and has a header, or is not and has one attribute alone", t.Name)
		return
	}
	if t.Name == "" {
		return // what messages of unknown types look like
	}
	key := typeOf{at.Name(), t.Type}
	c.unless(c.types[key] == "", at, "%s and %s are both type %d", c.types[key], t.Name, t.Type)
	c.types[key] = t.Name
	for _, reply := range t.Replies {
		c.replies[typeOf{at.Name(), reply}] = t.Name
	}
	switch {
	case at.Family != nil:
		c.unless(t.Type <= 0xff, at, "command %s is %d, which does not fit into an octet", t.Name, t.Type)
	case at.Protocol != nil && !at.Protocol.OwnTypes:
		c.unless(t.Type >= codec.MinType, at, "%s is %d, which is netlink's own", t.Name, t.Type)
	}
}

func (c *checker) conditions(t *codec.MessageType, all []codec.Where, at *codec.Place) {
	for _, w := range all {
		var m *codec.Member
		if t.Header != nil {
			m, _, _ = t.Header.Lookup(w.Member)
		}
		c.unless(m != nil && m.Kind.IsInteger(), at, "%s depends on %s, which is no integer of its header", t.Name,
			w.Member)
		c.unless(len(w.Values) > 0, at, "%s wants nothing of %s", t.Name, w.Member)
	}
}

// answered checks that requests are answered by types that there are.
func (c *checker) answered() {
	for key, name := range c.replies {
		if c.types[key] == "" {
			c.faults = append(c.faults, key.of+": "+name+" is answered by a type that there is not: "+
				strconv.Itoa(int(key.number)))
		}
	}
}
