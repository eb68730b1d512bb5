package filter

import (
	"fmt"
	"math"
	"net"
	"net/netip"
	"slices"

	"github.com/expr-lang/expr/ast"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
)

// compilation rewrites the tree of an expression: each name of a message becomes a variable that is filled before the
// expression runs, so that only what it names is looked up; names of values become numbers; and what may be absent is
// made safe to compare.
type compilation struct {
	expression string

	names names
	slots []slot
	nodes map[ast.Node]int // which slot an identifier node stands for
	roots map[ast.Node]bool
	bound map[string]bool // variables of the expression itself
	err   *Error
}

func newCompilation(scope *catalog.Scope, expression string) *compilation {
	return &compilation{
		expression: expression, names: newNames(scope), nodes: map[ast.Node]int{}, roots: map[ast.Node]bool{},
		bound: map[string]bool{},
	}
}

// used returns the slots that the expression still refers to.
func (c *compilation) used() []slot {
	return slices.DeleteFunc(c.slots, func(s slot) bool { return s.refs == 0 })
}

func (c *compilation) fail(n ast.Node, format string, args ...any) {
	if c.err == nil {
		c.err = &Error{Msg: fmt.Sprintf(format, args...)}
		c.err.place(c.expression, n.Location().From)
	}
}

// Visit rewrites a node after those below it.
func (c *compilation) Visit(node *ast.Node) {
	if c.err != nil {
		return
	}
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		c.identifier(node, n)
	case *ast.MemberNode:
		c.member(node, n)
	case *ast.BinaryNode:
		c.binary(node, n)
	}
}

// declarations finds the variables that an expression declares.
type declarations compilation

// Visit notes a declaration.
func (d *declarations) Visit(node *ast.Node) {
	if n, ok := (*node).(*ast.VariableDeclaratorNode); ok {
		d.bound[n.Name] = true
	}
}

func (c *compilation) identifier(node *ast.Node, n *ast.IdentifierNode) {
	if _, done := c.nodes[n]; done || c.bound[n.Value] || n.Value == "hasBits" {
		return
	}
	if n.Value == "attr" {
		c.roots[n] = true
		return
	}
	fetch, f, ok := c.variable(n.Value)
	if !ok {
		words := []string{"type", "cmd", "proto", "family", "direction", "comm", "attr"}
		known := slices.Concat(words, mapKeys(numbers), c.names.order)
		c.fail(n, "%v", codec.UnknownName("name", n.Value, known))
		return
	}
	c.patch(node, slot{fetch: fetch, facts: f, fields: c.fieldsOf(n.Value)})
}

func mapKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// member turns attr.NAME, and what hangs on it, into a slot.
func (c *compilation) member(node *ast.Node, n *ast.MemberNode) {
	name, ok := n.Property.(*ast.StringNode)
	if !ok {
		if number, isInt := n.Property.(*ast.IntegerNode); isInt {
			name, ok = &ast.StringNode{Value: itoa(number.Value)}, true
		}
	}
	if !ok {
		return
	}
	if c.roots[n.Node] {
		c.attribute(node, n.Property, []string{name.Value})
		return
	}
	i, isSlot := c.nodes[n.Node]
	if !isSlot || c.slots[i].path == nil || c.slots[i].member {
		return
	}
	base := c.slots[i]
	c.slots[i].refs--
	path := append(slices.Clone(base.path), name.Value)
	outer, _ := c.names.scope.Anywhere(base.path)
	if m := member(outer, name.Value); m != nil {
		f := facts{label: name.Value, number: true, enum: m.Enum, parse: parserOf(m.Unit)}
		if !m.Kind.IsInteger() {
			f = describe(name.Value, []*codec.Spec{{Kind: m.Kind, Struct: m.Struct, Select: m.Select,
				Elem: codec.Of(m.Elem)}})
		}
		fetch := func(in *Input) any { return structMember(in.Message, path) }
		c.patch(node, slot{fetch: fetch, facts: f, path: path, member: true})
		return
	}
	c.attribute(node, n.Property, path)
}

func (c *compilation) attribute(node *ast.Node, at ast.Node, path []string) {
	specs, err := c.names.scope.Anywhere(path)
	if err != nil {
		c.fail(at, "%v", err)
		return
	}
	fetch := func(in *Input) any { return attribute(in.Message, path) }
	c.patch(node, slot{fetch: fetch, facts: describe(path[len(path)-1], specs), path: path})
}

// patch puts the variable of a slot in the place of a node.
func (c *compilation) patch(node *ast.Node, s slot) {
	i := slices.IndexFunc(c.slots, func(o slot) bool {
		return o.facts.label == s.facts.label && slices.Equal(o.path, s.path) && o.member == s.member
	})
	if i < 0 {
		if i = len(c.slots); i == maxSlots {
			c.fail(*node, "more than %d names", maxSlots)
			return
		}
		s.name = slotName(i)
		c.slots = append(c.slots, s)
	}
	c.slots[i].refs++
	id := &ast.IdentifierNode{Value: c.slots[i].name}
	ast.Patch(node, id)
	c.nodes[id] = i
}

// slotOf returns the slot that a node stands for, or nil.
func (c *compilation) slotOf(n ast.Node) *slot {
	if i, ok := c.nodes[n]; ok {
		return &c.slots[i]
	}
	return nil
}

// binary rewrites an operator that has a name of a message on one side.
func (c *compilation) binary(node *ast.Node, n *ast.BinaryNode) {
	left, right := c.slotOf(n.Left), c.slotOf(n.Right)
	switch n.Operator {
	case "==", "!=":
		if left != nil {
			c.constant(&n.Right, left)
		}
		if right != nil {
			c.constant(&n.Left, right)
		}
	case "in":
		c.membership(node, n, left, right)
	case "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "**":
		c.orNaN(&n.Left, left)
		c.orNaN(&n.Right, right)
	}
}

// orNaN makes an absent number one that compares with nothing.
func (c *compilation) orNaN(n *ast.Node, s *slot) {
	if s != nil {
		*n = &ast.BinaryNode{Operator: "??", Left: *n, Right: &ast.ConstantNode{Value: math.NaN()}}
	}
}

// membership handles "NAME" in flags, "NAME" in attr, and type in ["A", "B"].
func (c *compilation) membership(node *ast.Node, n *ast.BinaryNode, left, right *slot) {
	if s, ok := n.Left.(*ast.StringNode); ok && c.roots[n.Right] {
		path := &ast.MemberNode{Node: n.Right, Property: s}
		var attr ast.Node = path
		c.member(&attr, path)
		ast.Patch(node, &ast.BinaryNode{Operator: "!=", Left: attr, Right: &ast.NilNode{}})
		return
	}
	if right != nil && right.facts.number {
		c.constant(&n.Left, right)
		mask, ok := n.Left.(*ast.IntegerNode)
		if !ok {
			return
		}
		call := &ast.CallNode{
			Callee:    &ast.IdentifierNode{Value: "hasBits"},
			Arguments: []ast.Node{n.Right, &ast.ConstantNode{Value: uint64(mask.Value)}},
		}
		ast.Patch(node, call)
		return
	}
	if list, ok := n.Right.(*ast.ArrayNode); ok && left != nil {
		for i := range list.Nodes {
			c.constant(&list.Nodes[i], left)
		}
	}
}

// constant checks what a slot is compared with, and turns names of values into numbers.
func (c *compilation) constant(n *ast.Node, s *slot) {
	switch v := (*n).(type) {
	case *ast.StringNode:
		c.textConstant(n, v, &s.facts)
	case *ast.IntegerNode:
		if s.facts.values != nil {
			*n = &ast.StringNode{Value: itoa(v.Value)} // types and protocols without a name are their numbers
		} else if err := catalog.Fits(s.facts.specs, v.Value); s.facts.number && err != nil {
			c.fail(v, "%s: %v", s.facts.label, err)
		}
	}
}

func (c *compilation) textConstant(n *ast.Node, v *ast.StringNode, f *facts) {
	switch {
	case f.values != nil:
		if known := f.values(); !codec.IsNumber(v.Value) && !slices.Contains(known, v.Value) {
			c.fail(v, "%v", codec.UnknownName(f.label, v.Value, known))
		}
	case f.parse != nil:
		number, err := f.parse(v.Value)
		if err != nil {
			c.fail(v, "%v", err)
			return
		}
		ast.Patch(n, &ast.IntegerNode{Value: number})
	case f.enum != nil && f.number:
		number, err := f.enum.Parse(v.Value)
		if err != nil {
			c.fail(v, "%s: %v", f.label, err)
			return
		}
		ast.Patch(n, &ast.IntegerNode{Value: int(number)})
	case f.number:
		c.fail(v, "%s is a number, %q is not", f.label, v.Value)
	case slices.ContainsFunc(f.specs, isAddress) && !slices.ContainsFunc(f.specs, isText):
		c.addressConstant(n, v, f)
	}
}

// addressConstant checks an address, and writes it as those of messages are written.
func (c *compilation) addressConstant(n *ast.Node, v *ast.StringNode, f *facts) {
	for _, s := range f.specs {
		address, err := s.Parse(v.Value)
		if err != nil || !isAddress(s) {
			continue
		}
		octets := address.Octets(false)
		text := net.HardwareAddr(octets).String()
		if s.Kind != codec.LLAddr {
			a, _ := netip.AddrFromSlice(octets)
			text = a.String()
		}
		ast.Patch(n, &ast.StringNode{Value: text})
		return
	}
	if err := catalog.Fits(f.specs, v.Value); err != nil {
		c.fail(v, "%s: %v", f.label, err)
	}
}

func isAddress(s *codec.Spec) bool {
	return s.Kind == codec.LLAddr || s.Kind == codec.IP || s.Kind == codec.IP4 || s.Kind == codec.IP6
}

// isText reports whether any text may be the value of an attribute, as far as is known here.
func isText(s *codec.Spec) bool {
	return !isAddress(s) && s.Kind != codec.MPLS && (s.Kind < codec.U8 || s.Kind > codec.Sint)
}
