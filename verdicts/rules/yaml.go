package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Error is what is wrong with a file of rules, and where.
type Error struct {
	File         string
	Line, Column int // counted from 1
	Msg          string
}

// Error returns the place and what is wrong, in one line: "rules.yaml:7:12: …".
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
}

// node is a value of the file.
type node struct {
	line, column int
	kind         kind
	value        any    // of a scalar: string, int, uint64, float64 or bool
	items        []node // of a list; of a mapping its values
	keys         []node // of a mapping
	block        bool   // the text starts on the line below the place
}

type kind uint8

const (
	null kind = iota
	scalar
	list
	mapping
)

// String says what the value is, in an error.
func (n *node) String() string {
	switch n.kind {
	case null:
		return "nothing"
	case list:
		return "a list"
	case mapping:
		return "a mapping"
	}
	switch n.value.(type) {
	case string:
		return "a text"
	case bool:
		return "true or false"
	}
	return "a number"
}

// member returns a member of a mapping, or the value itself if it has none of that name.
func (n *node) member(name string) *node {
	for i := range n.keys {
		if n.keys[i].value == name {
			return &n.items[i]
		}
	}
	return n
}

// Limits of a file. They keep the parser, which is recursive, off the end of the stack.
const (
	maxSize  = 1 << 20
	maxDepth = 64
)

// parseYAML reads a file into its only value.
func parseYAML(name string, text []byte) (node, error) {
	if len(text) > maxSize {
		return node{}, &Error{name, 1, 1, fmt.Sprintf("the file has %d octets: at most %d are read", len(text),
			maxSize)}
	}
	tokens := lexer.Tokenize(string(text))
	if t := tooDeep(tokens); t != nil {
		return node{}, &Error{name, t.Position.Line, max(t.Position.Column, 1), "too many levels inside one another"}
	}
	file, err := parser.Parse(tokens, 0)
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		p := syntax.Token.Position
		return node{}, &Error{name, p.Line, max(p.Column, 1), firstLine(syntax.Message)}
	}
	if err != nil {
		return node{}, &Error{name, 1, 1, firstLine(err.Error())}
	}
	docs := 0
	out := node{line: 1, column: 1}
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType {
			continue
		}
		t := &tree{file: name}
		if out = t.node(d.Body); t.err != nil {
			return node{}, t.err
		}
		if docs++; docs > 1 {
			return node{}, &Error{name, out.line, out.column, "a second document: put all rules into the first"}
		}
	}
	return out, nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return strings.ReplaceAll(s, "\t", `\t`)
}

// tooDeep finds the token that opens one level too many: of brackets, of indentation, or of dashes and the like on a
// line.
func tooDeep(tokens token.Tokens) *token.Token {
	brackets, onLine, line := 0, 0, 0
	var indents []int
	for _, t := range tokens {
		if t.Position.Line != line {
			line, onLine = t.Position.Line, 0
			for len(indents) > 0 && indents[len(indents)-1] >= t.Position.Column {
				indents = indents[:len(indents)-1]
			}
			indents = append(indents, t.Position.Column)
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets = max(brackets-1, 0)
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			onLine++
		}
		if max(brackets, onLine, len(indents)) > maxDepth {
			return t
		}
	}
	return nil
}

// tree turns what the parser made into nodes.
type tree struct {
	file string
	err  *Error
}

func (t *tree) fail(n node, format string, args ...any) node {
	if t.err == nil {
		t.err = &Error{t.file, n.line, n.column, fmt.Sprintf(format, args...)}
	}
	return n
}

func (t *tree) node(n ast.Node) node {
	out := node{line: 1, column: 1}
	if n == nil || t.err != nil {
		return out
	}
	if p := n.GetToken(); p != nil && p.Position != nil {
		out.line, out.column = p.Position.Line, max(p.Position.Column, 1)
	}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.MappingNode:
		return t.mapping(out, n.Values, n.IsFlowStyle)
	case *ast.MappingValueNode:
		return t.mapping(out, []*ast.MappingValueNode{n}, n.IsFlowStyle)
	case *ast.SequenceNode:
		out.kind = list
		for _, v := range n.Values {
			out.items = append(out.items, t.node(v))
		}
	case *ast.LiteralNode:
		out.kind, out.value, out.block = scalar, "", true
		if n.Value != nil {
			out.value = n.Value.Value
		}
	case *ast.StringNode:
		out.kind, out.value = scalar, n.Value
	case *ast.IntegerNode:
		out.kind, out.value = scalar, integer(n.Value)
	case *ast.FloatNode:
		out.kind, out.value = scalar, n.Value
	case *ast.BoolNode:
		out.kind, out.value = scalar, n.Value
	case *ast.InfinityNode, *ast.NanNode:
		out.kind, out.value = scalar, n.String()
	case *ast.AnchorNode, *ast.AliasNode:
		return t.fail(out, "anchors and aliases (& and *) are not read here: write the value out, or quote the text")
	case *ast.TagNode:
		return t.fail(out, "tags (!) are not read here: leave it out, or quote the text")
	default:
		return t.fail(out, "this is no text, number, list or mapping")
	}
	return out
}

// integer makes an int of what fits into one.
func integer(v any) any {
	switch v := v.(type) {
	case int64:
		return int(v)
	case uint64:
		if i := int(v); i >= 0 && uint64(i) == v {
			return i
		}
	}
	return v
}

func (t *tree) mapping(out node, values []*ast.MappingValueNode, flow bool) node {
	out.kind = mapping
	seen := map[string]bool{}
	for i, v := range values {
		key := t.node(v.Key)
		if i == 0 && !flow {
			out.line, out.column = key.line, key.column
		}
		if _, merge := v.Key.(*ast.MergeKeyNode); merge || key.kind != scalar {
			return t.fail(key, "a key is a text or a number")
		}
		text := fmt.Sprint(key.value)
		if seen[text] {
			return t.fail(key, "%s is there twice", text)
		}
		seen[text] = true
		key.value = text
		out.keys = append(out.keys, key)
		out.items = append(out.items, t.node(v.Value))
	}
	return out
}
