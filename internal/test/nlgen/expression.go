package nlgen

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Expression returns a filter expression of some depth that has something to do with a message: with what it holds, or
// with what it could hold.
func (g *Generator) Expression(m *codec.Message, depth int) string {
	if depth > 0 && g.IntN(3) > 0 {
		a, b := g.Expression(m, depth-1), g.Expression(m, depth-1)
		return [...]string{"(" + a + " && " + b + ")", "(" + a + " || " + b + ")", "!(" + a + ")"}[g.IntN(3)]
	}
	switch g.IntN(6) {
	case 0:
		if name := m.Name(); name != "" && g.IntN(2) == 0 {
			return fmt.Sprintf("type %s %q", g.equality(), name)
		}
		return `type == "RTM_NEWLINK"`
	case 1:
		h := m.Header()
		name, v := "flags", int(h.Flags)
		if g.IntN(2) == 0 {
			name, v = "number", int(h.Type)
		}
		return fmt.Sprintf("%s %s %d", name, g.comparison(), v+g.IntN(2))
	case 2:
		return g.fieldTest(m)
	}
	return g.attrTest(m)
}

func (g *Generator) equality() string { return [...]string{"==", "!="}[g.IntN(2)] }

func (g *Generator) comparison() string {
	return [...]string{"==", "!=", "<", "<=", ">", ">="}[g.IntN(6)]
}

// fieldTest compares a member of the fixed struct.
func (g *Generator) fieldTest(m *codec.Message) string {
	if t := m.Type(); t != nil && t.Header != nil {
		for range 4 {
			member := &t.Header.Members[g.IntN(len(t.Header.Members))]
			if v, ok := m.Field(member.Name); ok && v < 1<<31 {
				return fmt.Sprintf("%s %s %d", member.Name, g.comparison(), v+uint64(g.IntN(2)))
			}
		}
	}
	return "ifi_index == 3"
}

// attrTest compares an attribute of the message, or one that it lacks.
func (g *Generator) attrTest(m *codec.Message) string {
	all := slices.Collect(m.All())
	all = slices.DeleteFunc(all, func(a codec.Attr) bool { return !a.Known() || a.IsTail() })
	if len(all) == 0 || g.IntN(8) == 0 {
		return [...]string{
			"attr.IFLA_MASTER == 7", `"IFLA_MTU" in attr`, `attr.IFLA_IFNAME != "x"`, "attr.RTA_OIF > 3",
		}[g.IntN(4)]
	}
	a := all[g.IntN(len(all))]
	name := "attr." + a.Name()
	if g.IntN(2) == 0 {
		name = "attr"
		for _, part := range strings.Split(a.Path(), "/") {
			name += "." + part
		}
	}
	if g.IntN(6) == 0 {
		return fmt.Sprintf("%s %s nil", name, g.equality())
	}
	switch v := a.Value().(type) {
	case uint64:
		return fmt.Sprintf("%s %s %d", name, g.comparison(), min(v, 1<<62)+uint64(g.IntN(2)))
	case int64:
		return fmt.Sprintf("%s %s %d", name, g.comparison(), v)
	case string:
		return fmt.Sprintf("%s %s %s", name, g.equality(), strconv.Quote(v[:len(v)-g.IntN(min(len(v), 1)+1)]))
	case netip.Addr:
		return fmt.Sprintf("%s %s %q", name, g.equality(), v.String())
	case net.HardwareAddr:
		return fmt.Sprintf("%s %s %q", name, g.equality(), v.String())
	}
	if s := a.Spec(); s != nil && s.Struct != nil && len(s.Struct.Members) > 0 {
		member := &s.Struct.Members[g.IntN(len(s.Struct.Members))]
		if v, ok := a.Field(member.Name); ok && v < 1<<62 {
			return fmt.Sprintf("%s.%s %s %d", name, member.Name, g.comparison(), v+uint64(g.IntN(2)))
		}
	}
	return name + " != nil"
}
