package rebuild

import (
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// integer evaluates a node. network says that the value stands in network order.
func (b *Builder) integer(n int32, spec *codec.Spec) (v uint64, network, ok bool) {
	node := b.tree.Node(n)
	if node.Kind == expr.Call {
		switch string(node.Text) {
		case "htons", "htonl", "htobe64", "htonll":
			if arg := b.tree.First(n); arg != 0 {
				v, ok = b.number(arg, enumOf(spec))
			}
			return v, true, ok
		case "if_nametoindex":
			if arg := b.tree.First(n); arg != 0 && !b.tree.Node(arg).Truncated {
				v, ok = b.names.index(b.plain(arg))
			}
			return v, false, ok
		}
		return 0, false, false
	}
	v, ok = b.number(n, enumOf(spec))
	return v, false, ok
}

func enumOf(spec *codec.Spec) *codec.Enum {
	if spec == nil {
		return nil
	}
	return spec.Enum
}

// number evaluates numbers, constants and operators.
func (b *Builder) number(n int32, enum *codec.Enum) (uint64, bool) { return b.operand(n, enum, false) }

// operand is number of a part of an expression; shift says that it is what 1 is shifted by.
func (b *Builder) operand(n int32, enum *codec.Enum, shift bool) (uint64, bool) {
	node := b.tree.Node(n)
	switch node.Kind {
	case expr.Number:
		return node.Value, true
	case expr.Name:
		if shift {
			return b.names.shift(node.Text, enum)
		}
		c, ok := b.names.constant(node.Text, enum)
		if node.Negative {
			return -c.value, ok
		}
		return c.value, ok
	case expr.Op:
		return b.operation(n, enum, shift)
	}
	return 0, false
}

func (b *Builder) operation(n int32, enum *codec.Enum, shift bool) (uint64, bool) {
	op := b.tree.Node(n).Op
	if op == '~' {
		return 0, false
	}
	c := b.tree.First(n)
	v, ok := b.operand(c, enum, shift)
	for c = b.tree.Next(c); c != 0 && ok; c = b.tree.Next(c) {
		var w uint64
		w, ok = b.operand(c, enum, shift || op == '<')
		switch op {
		case '|':
			v |= w
		case '<':
			v <<= w
		case '+':
			v += w
		case '-':
			v -= w
		case '*':
			v *= w
		}
	}
	return v, ok
}

// attrType evaluates the nla_type of an attribute nested in parent.
func (b *Builder) attrType(n int32, parent *codec.Spec) (uint64, bool) {
	if n == 0 {
		return 0, false
	}
	node := b.tree.Node(n)
	if node.Kind == expr.Op && node.Op == '|' {
		var v uint64
		for c := b.tree.First(n); c != 0; c = b.tree.Next(c) {
			w, ok := b.attrType(c, parent)
			if !ok {
				return 0, false
			}
			v |= w
		}
		return v, true
	}
	if node.Kind == expr.Name {
		if parent != nil {
			if number, _ := lookupAttr(parent.Set, node.Text); number > 0 {
				return uint64(number), true
			}
		}
		if a, ok := b.names.attr(node.Text); ok && !a.ambiguous {
			return uint64(a.number), true
		}
	}
	return b.number(n, indexEnum(parent))
}

func indexEnum(parent *codec.Spec) *codec.Enum {
	if parent == nil {
		return nil
	}
	return parent.Index
}

// attrSpec finds what an attribute nested in parent holds, or nil.
func (b *Builder) attrSpec(n int32, parent *codec.Spec) *codec.Spec {
	if parent != nil && parent.Kind == codec.NestArray {
		return parent.Elem
	}
	named := b.namedAttr(n)
	number, ok := b.attrType(n, parent)
	if parent != nil && parent.Set != nil && ok {
		i := int(number & attrMask)
		if i < len(parent.Set.Attrs) && parent.Set.Attrs[i].Name != "" && (named == nil || b.isOf(n, parent.Set)) {
			return &parent.Set.Attrs[i]
		}
	}
	return named
}

// namedAttr finds an attribute by its name alone, which may be after flags.
func (b *Builder) namedAttr(n int32) *codec.Spec {
	a, _ := b.names.attr(b.attrName(n))
	return a.spec
}

// isOf reports whether a set has an attribute of that name. What a nest holds may depend on the message, IFLA_AF_SPEC's
// on the family, so that names tell more than numbers.
func (b *Builder) isOf(n int32, set *codec.Set) bool {
	_, spec := lookupAttr(set, b.attrName(n))
	return spec != nil
}

// attrName returns the name of an attribute without flags before it, or nil if strace printed none.
func (b *Builder) attrName(n int32) []byte {
	for n != 0 && b.tree.Node(n).Kind == expr.Op {
		n = b.tree.First(n)
		for next := b.tree.Next(n); next != 0; next = b.tree.Next(n) {
			n = next
		}
	}
	if n == 0 || b.tree.Node(n).Kind != expr.Name {
		return nil
	}
	return b.tree.Node(n).Text
}

// attrMask is NLA_TYPE_MASK.
const attrMask = 0x3fff
