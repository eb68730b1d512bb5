package filter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// Op is what a Condition does.
type Op string

// The operators of conditions.
const (
	And          Op = "&&"
	Or           Op = "||"
	Not          Op = "!"
	Equal        Op = "=="
	NotEqual     Op = "!="
	Less         Op = "<"
	LessEqual    Op = "<="
	Greater      Op = ">"
	GreaterEqual Op = ">="
	HasBits      Op = "has"  // all bits of Value are set
	Other        Op = "else" // something that only the Program can tell
)

// Condition is an expression in the form of comparisons of a name with a constant, for those who can carry out some of
// them elsewhere than a Program does.
type Condition struct {
	Op Op
	Of []*Condition // And, Or: two; Not: one

	Name   string   // of a comparison: "type", "flags", a member of the fixed struct…; "" of an attribute
	Fields []string // C names of the members that Name may be: the first that a message has counts
	Path   []string // of an attribute, as Message.Attr takes it; of a single name the first at any depth
	Member string   // of the struct that the attribute is, "" for the whole
	// Value is an int, a string, or nil: Equal nil holds if there is no such thing. What is not there equals nothing,
	// and is neither less nor greater.
	Value any
}

// Condition returns the expression as conditions.
func (p *Program) Condition() *Condition { return p.condition }

// String returns the condition as it could be written.
func (c *Condition) String() string {
	name := c.Name
	if c.Path != nil {
		name = strings.Join(append([]string{"attr"}, c.Path...), ".")
		if c.Member != "" {
			name += "." + c.Member
		}
	}
	switch c.Op {
	case And, Or:
		return fmt.Sprintf("(%v %s %v)", c.Of[0], c.Op, c.Of[1])
	case Not:
		return fmt.Sprintf("!%v", c.Of[0])
	case Other:
		return c.Name
	}
	if text, ok := c.Value.(string); ok {
		return fmt.Sprintf("%s %s %s", name, c.Op, strconv.Quote(text))
	}
	if c.Value == nil {
		return fmt.Sprintf("%s %s nil", name, c.Op)
	}
	return fmt.Sprintf("%s %s %v", name, c.Op, c.Value)
}

// conditions makes the conditions of a node of a compiled expression.
func (c *compilation) conditions(n ast.Node) *Condition {
	switch n := n.(type) {
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			return &Condition{Op: Not, Of: []*Condition{c.conditions(n.Node)}}
		}
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && callee.Value == "hasBits" && len(n.Arguments) == 2 {
			if v, ok := constantOf(n.Arguments[1]); ok {
				return c.comparison(HasBits, n.Arguments[0], v)
			}
		}
	case *ast.BinaryNode:
		return c.binaryCondition(n)
	}
	return c.other(n)
}

func (c *compilation) binaryCondition(n *ast.BinaryNode) *Condition {
	switch n.Operator {
	case "&&", "and", "||", "or":
		op := And
		if n.Operator == "||" || n.Operator == "or" {
			op = Or
		}
		return &Condition{Op: op, Of: []*Condition{c.conditions(n.Left), c.conditions(n.Right)}}
	case "==", "!=", "<", "<=", ">", ">=":
		if v, ok := constantOf(n.Right); ok {
			return c.comparison(Op(n.Operator), n.Left, v)
		}
		if v, ok := constantOf(n.Left); ok {
			return c.comparison(mirrored(Op(n.Operator)), n.Right, v)
		}
	case "in":
		if values, ok := listOf(n.Right); ok {
			return c.oneOf(n, values)
		}
	}
	return c.other(n)
}

// oneOf is a comparison with each of some values.
func (c *compilation) oneOf(n *ast.BinaryNode, values []any) *Condition {
	var all *Condition
	for _, v := range values {
		one := c.comparison(Equal, n.Left, v)
		if all == nil {
			all = one
		} else {
			all = &Condition{Op: Or, Of: []*Condition{all, one}}
		}
	}
	if all == nil {
		return c.other(n)
	}
	return all
}

// mirrored returns the operator whose sides are exchanged.
func mirrored(op Op) Op {
	switch op {
	case Less:
		return Greater
	case LessEqual:
		return GreaterEqual
	case Greater:
		return Less
	case GreaterEqual:
		return LessEqual
	}
	return op
}

// comparison compares a name, which may be made safe for calculation, with a value.
func (c *compilation) comparison(op Op, n ast.Node, value any) *Condition {
	if safe, ok := n.(*ast.BinaryNode); ok && safe.Operator == "??" {
		n = safe.Left
	}
	id, ok := n.(*ast.IdentifierNode)
	if !ok {
		return c.other(n)
	}
	i := slices.IndexFunc(c.slots, func(s slot) bool { return s.name == id.Value })
	if i < 0 {
		return c.other(n)
	}
	s := &c.slots[i]
	switch {
	case s.path == nil:
		return &Condition{Op: op, Name: s.facts.label, Fields: s.fields, Value: value}
	case s.member:
		last := len(s.path) - 1
		return &Condition{Op: op, Path: s.path[:last], Member: s.path[last], Value: value}
	}
	return &Condition{Op: op, Path: s.path, Value: value}
}

// other is a node that cannot be said in conditions: Name tells what it is about.
func (c *compilation) other(n ast.Node) *Condition {
	m := mentioned{c: c}
	ast.Walk(&n, &m)
	return &Condition{Op: Other, Name: "what is calculated of " + cmp.Or(strings.Join(m.names, ", "), "nothing")}
}

// mentioned collects the names in an expression.
type mentioned struct {
	c     *compilation
	names []string
}

// Visit notes a name.
func (m *mentioned) Visit(node *ast.Node) {
	id, ok := (*node).(*ast.IdentifierNode)
	if !ok {
		return
	}
	for i := range m.c.slots {
		if s := &m.c.slots[i]; s.name == id.Value {
			name := s.facts.label
			if s.path != nil {
				name = "attr." + strings.Join(s.path, ".")
			}
			if !slices.Contains(m.names, name) {
				m.names = append(m.names, name)
			}
		}
	}
}

// constantOf returns an int, a string or nil.
func constantOf(n ast.Node) (v any, ok bool) {
	switch n := n.(type) {
	case *ast.NilNode:
		return nil, true
	case *ast.IntegerNode:
		return n.Value, true
	case *ast.StringNode:
		return n.Value, true
	case *ast.UnaryNode:
		if i, isInt := n.Node.(*ast.IntegerNode); isInt && n.Operator == "-" {
			return -i.Value, true
		}
	case *ast.ConstantNode:
		switch v := n.Value.(type) {
		case int, string:
			return v, true
		case uint64:
			return int(v), int(v) >= 0
		}
	}
	return nil, false
}

// listOf returns the values of a list of constants, which the compiler may have made a set.
func listOf(n ast.Node) (values []any, ok bool) {
	switch n := n.(type) {
	case *ast.ArrayNode:
		for _, e := range n.Nodes {
			v, ok := constantOf(e)
			if !ok {
				return nil, false
			}
			values = append(values, v)
		}
		return values, true
	case *ast.ConstantNode:
		switch set := n.Value.(type) {
		case map[int]struct{}:
			for _, k := range slices.Sorted(maps.Keys(set)) {
				values = append(values, k)
			}
			return values, true
		case map[string]struct{}:
			for _, k := range slices.Sorted(maps.Keys(set)) {
				values = append(values, k)
			}
			return values, true
		}
	}
	return nil, false
}
