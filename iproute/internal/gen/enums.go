package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// enum is an enumeration or flags, a Go type.
type enum struct {
	*codec.Enum
	name   string
	signed bool
	size   int // octets of the widest integer that has its values
}

// enumOf returns the type of an enumeration whose values are integers of a kind.
func (g *generator) enumOf(e *codec.Enum, k codec.Kind) *enum {
	if same := g.told(sameEnums, e.Name, ""); same != "" {
		return g.enumNamed(same, e)
	}
	x := g.byEnum[e]
	if x == nil {
		x = &enum{Enum: e, name: g.told(enumNames, e.Name, goName(e.Name))}
		g.byEnum[e] = x
		g.enums = append(g.enums, x)
		for _, other := range g.enums[:len(g.enums)-1] {
			if other.Name == x.Name {
				g.faultf("two enumerations are called %s", x.Name)
			}
		}
		if !plainEnums[e.Name] {
			g.take(x.name, e.Name)
			g.take("Parse"+x.name, e.Name)
		}
		e.All(func(_ uint64, name string) bool {
			g.take(constant(e, name), "a value of "+e.Name)
			return true
		})
	}
	x.signed = x.signed || k.IsSigned()
	x.size = max(x.size, k.Size(), 1)
	return x
}

// enumNamed returns the type of another enumeration, which has the values of e, too.
func (g *generator) enumNamed(name string, e *codec.Enum) *enum {
	for _, x := range g.enums {
		if x.Name == name {
			return x
		}
	}
	g.faultf("%s is to be the same as %s, which is not met before", e.Name, name)
	return &enum{Enum: e, name: "nothing"}
}

// constant is the name of a value: that in C, unless it is none in Go.
func constant(e *codec.Enum, name string) string {
	if e.Prefix == "" || strings.HasPrefix(name, e.Prefix) || strings.Contains(name, "_") {
		return strings.NewReplacer("|", "_", "-", "_", ".", "_").Replace(name)
	}
	return e.Prefix + name
}

// integer is the type that an enumeration is made of.
func (x *enum) integer() string {
	switch {
	case x.signed && x.size == 8:
		return "int64"
	case x.signed:
		return "int32"
	case x.size == 8:
		return "uint64"
	}
	return "uint32"
}

// finishEnums looks whether the values fit, and the names tell the enumerations of all messages from each other: package
// iproute finds them by name.
func (g *generator) finishEnums() {
	byName := map[string]*codec.Enum{}
	for _, x := range g.enums {
		byName[x.Name] = x.Enum
	}
	codec.VisitTypes(slices.Values(rtnl.Protocol.Messages), codec.Visitor{Enum: func(e *codec.Enum, at *codec.Place) {
		if x := byName[e.Name]; x != nil && x != e {
			g.faultf("the enumeration of %s is called %s, as another one is", at.Name(), e.Name)
		}
	}})
	for _, x := range g.enums {
		x.All(func(v uint64, name string) bool {
			if x.integer() == "uint32" && v >= 1<<32 {
				g.faultf("%s does not fit into 32 bits", name)
			}
			return true
		})
	}
}

// write writes the type, its values and what it is called.
func (x *enum) write(b *strings.Builder) {
	if plainEnums[x.Name] {
		x.writePlain(b)
		return
	}
	what := "values"
	if x.Flags {
		what = "flags"
	}
	fmt.Fprintf(b, "// %s is the %s of %s in C.\ntype %s %s\n\n", x.name, what, x.Name, x.name, x.integer())
	fmt.Fprintf(b, "// The %s of %s.\nconst (\n", what, x.Name)
	x.All(func(v uint64, name string) bool {
		switch {
		case x.signed && x.size < 8:
			fmt.Fprintf(b, "%s %s = %d\n", constant(x.Enum, name), x.name, int32(v))
		case x.signed:
			fmt.Fprintf(b, "%s %s = %d\n", constant(x.Enum, name), x.name, int64(v))
		case x.Flags:
			fmt.Fprintf(b, "%s %s = %#x\n", constant(x.Enum, name), x.name, v)
		default:
			fmt.Fprintf(b, "%s %s = %d\n", constant(x.Enum, name), x.name, v)
		}
		return true
	})
	fmt.Fprintf(b, ")\n\n// String returns the short names, in small letters, or the number.\n")
	fmt.Fprintf(b, "func (x %s) String() string { return nameOf(%q, x) }\n\n", x.name, x.Name)
	fmt.Fprintf(b, "// Parse%s reads names, short or as in C, or a number.\n", x.name)
	fmt.Fprintf(b, "func Parse%s(s string) (%[1]s, error) { return parseName[%[1]s](%[2]q, s) }\n\n", x.name, x.Name)
}

// writePlain writes the values alone, as numbers.
func (x *enum) writePlain(b *strings.Builder) {
	fmt.Fprintf(b, "// The values of %s.\nconst (\n", x.Name)
	x.All(func(v uint64, name string) bool {
		fmt.Fprintf(b, "%s = %d\n", constant(x.Enum, name), v)
		return true
	})
	b.WriteString(")\n\n")
}
