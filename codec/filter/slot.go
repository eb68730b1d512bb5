package filter

import (
	"encoding/hex"
	"math"
	"net"
	"net/netip"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// slot is a name of an expression, as a variable of its own in the compiled form.
type slot struct {
	name   string
	fetch  func(*Input) any
	facts  facts
	path   []string // of an attribute; nil for other names
	fields []string // C names of the members of fixed structs that it may be
	member bool     // the last of path is a member of the struct that the attribute is
	refs   int
}

// facts is what the tables say of a name, for checking what it is compared with.
type facts struct {
	label  string
	number bool                      // it is a number
	enum   *codec.Enum               // names of its values
	specs  []*codec.Spec             // how an attribute may be laid out
	values func() []string           // the strings that it can be; nil: any
	parse  func(string) (int, error) // turns a name into a number; nil: use enum
}

func slotName(i int) string { return "slot" + strconv.Itoa(i) }

func itoa(n int) string { return strconv.Itoa(n) }

// number turns a wire integer into what expressions calculate with.
func number(v uint64) any {
	if v > math.MaxInt64 {
		return v
	}
	return int(v)
}

// attribute fetches an attribute by path: of a single name the first at the top level, else at any depth.
func attribute(m *codec.Message, path []string) any {
	a, ok := locate(m, path)
	if !ok {
		return nil
	}
	if a.IsNest() {
		return true
	}
	switch v := a.Value().(type) {
	case uint64:
		return number(v)
	case int64:
		return int(v)
	case netip.Addr:
		return v.String()
	case net.HardwareAddr:
		return v.String()
	case []byte:
		return hex.EncodeToString(v)
	default:
		return v
	}
}

func locate(m *codec.Message, path []string) (codec.Attr, bool) {
	first, ok := m.Find(path[0])
	if g := m.Gathered(); !ok && g != nil {
		first, ok = g.Find(path[0])
	}
	if !ok || len(path) == 1 {
		return first, ok
	}
	if a, ok := m.Attr(path...); ok {
		return a, true
	}
	return first.Attr(path[1:]...)
}

// structMember fetches a member of the struct that an attribute is.
func structMember(m *codec.Message, path []string) any {
	last := len(path) - 1
	a, ok := locate(m, path[:last])
	if !ok {
		return nil
	}
	if v, ok := a.Field(path[last]); ok {
		return number(v)
	}
	c, ok := a.Member(path[last])
	if !ok || c.Untold() {
		return nil
	}
	return contentText(c)
}

// contentText is what a member that is no number is compared as.
func contentText(c codec.Content) any {
	if v, ok := c.Integer(); ok {
		return number(v)
	}
	b := c.Octets()
	switch c.Spec().Kind {
	case codec.IP, codec.IP4, codec.IP6:
		if len(b) == 4 || len(b) == 16 {
			return string(codec.AppendAddr(nil, b))
		}
	case codec.LLAddr:
		return net.HardwareAddr(b).String()
	case codec.String:
		text, _, _ := c.Text()
		return string(text)
	}
	return hex.EncodeToString(b)
}

// headerField fetches a member of the message's fixed struct, by the first of its names that the message has.
func headerField(names []string) func(*Input) any {
	return func(in *Input) any {
		for _, n := range names {
			if v, ok := in.Message.Field(n); ok {
				return number(v)
			}
		}
		return nil
	}
}
