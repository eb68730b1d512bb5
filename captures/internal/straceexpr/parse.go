package straceexpr

import "bytes"

// maxDepth bounds the nesting of lists and structures; what lies deeper is taken for an Ellipsis.
const maxDepth = 128

// ParseArgs parses what follows the opening parenthesis of a system call and returns the text after the closing one. ok
// is false if the text ends, or stops making sense, before it; the tree then holds what came before, with an Ellipsis
// at the end.
func (t *Tree) ParseArgs(src []byte) (rest []byte, ok bool) {
	t.nodes = append(t.nodes[:0], Node{Kind: List})
	p := parser{t: t, src: src}
	t.nodes[0].first = p.elements(')', 0)
	return src[p.pos:], !p.failed
}

type parser struct {
	t      *Tree
	src    []byte
	pos    int
	failed bool
}

func (p *parser) node(n Node) int32 {
	p.t.nodes = append(p.t.nodes, n)
	return int32(len(p.t.nodes) - 1)
}

// fail ends the parse: the rest of the text is unknown.
func (p *parser) fail() int32 {
	p.failed = true
	p.pos = len(p.src)
	return p.node(Node{Kind: Ellipsis})
}

// peek returns the octet at an offset from the current place, or 0.
func (p *parser) peek(off int) byte {
	if p.pos+off < len(p.src) {
		return p.src[p.pos+off]
	}
	return 0
}

func (p *parser) has(s string) bool {
	return len(p.src)-p.pos >= len(s) && string(p.src[p.pos:p.pos+len(s)]) == s
}

// space skips blanks and comments.
func (p *parser) space() {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == ' ' || c == '\t':
			p.pos++
		case c == '/' && p.peek(1) == '*':
			end := bytes.Index(p.src[p.pos+2:], []byte("*/"))
			if end < 0 {
				p.pos = len(p.src)
				return
			}
			p.pos += end + 4
		default:
			return
		}
	}
}

// elements parses values up to the closing bracket and returns the first of the chain.
func (p *parser) elements(closing byte, depth int) int32 {
	var first, last int32
	for {
		p.space()
		if p.pos >= len(p.src) {
			p.failed = true
		} else if p.src[p.pos] == closing {
			p.pos++
			return first
		}
		var n int32
		if p.failed || depth > maxDepth {
			n = p.fail()
		} else {
			n = p.element(depth)
		}
		if first == 0 {
			first = n
		} else {
			p.t.nodes[last].next = n
		}
		last = n
		if p.failed {
			return first
		}
		p.space()
		if p.peek(0) == ',' {
			p.pos++
		}
	}
}

// element parses a value with the name or index that may stand before it.
func (p *parser) element(depth int) int32 {
	start := p.pos
	for isWord(p.peek(0)) {
		p.pos++
	}
	if name := p.src[start:p.pos]; len(name) > 0 {
		if p.peek(0) == '(' { // msg_iov(1)=
			if end := bytes.IndexByte(p.src[p.pos:], ')'); end > 0 && p.peek(end+1) == '=' && isDigit(p.peek(1)) {
				p.pos += end + 1
			}
		}
		if p.peek(0) == '=' && p.peek(1) != '>' {
			p.pos++
			n := p.change(depth)
			p.t.nodes[n].Member = name
			return n
		}
		p.pos = start
	}
	n := p.change(depth)
	if p.t.nodes[n].Kind == List && p.peek(0) == '=' && p.peek(1) != '>' {
		p.pos++
		index := p.t.nodes[n].first
		value := p.change(depth)
		if index == 0 {
			return value
		}
		p.t.nodes[index].next = value
		return p.node(Node{Kind: Index, first: index})
	}
	return n
}

// change parses a value, or a value before and after the call.
func (p *parser) change(depth int) int32 {
	before := p.value(depth)
	at := p.pos
	p.space()
	if !p.has("=>") {
		p.pos = at
		return before
	}
	p.pos += 2
	after := p.value(depth)
	p.t.nodes[before].next = after
	return p.node(Node{Kind: Change, first: before})
}

// value parses operands joined by operators. All but | bind alike, from the left.
func (p *parser) value(depth int) int32 {
	left := p.term(depth)
	if p.peek(0) != '|' {
		return left
	}
	last := left
	for p.peek(0) == '|' {
		p.pos++
		right := p.term(depth)
		p.t.nodes[last].next = right
		last = right
	}
	return p.node(Node{Kind: Op, Op: '|', first: left})
}

func (p *parser) term(depth int) int32 {
	left := p.operand(depth)
	for !p.failed {
		op := p.operator()
		if op == 0 {
			break
		}
		right := p.operand(depth)
		p.t.nodes[left].next = right
		left = p.node(Node{Kind: Op, Op: op, first: left})
	}
	return left
}

// operator takes an operator other than |, and returns 0 if none stands here.
func (p *parser) operator() byte {
	at := p.pos
	p.space()
	switch c := p.peek(0); c {
	case '<':
		if p.peek(1) == '<' {
			p.pos += 2
			return '<'
		}
	case '+', '-', '*':
		if next := p.peek(1); isWord(next) || next == ' ' || next == '(' {
			p.pos++
			return c
		}
	case 'o': // "ENOTSUP or EOPNOTSUPP": two names of one value
		if p.has("or ") && at < p.pos {
			p.pos += 3
			return '|'
		}
	}
	if p.peek(0) != '|' {
		p.pos = at
	}
	return 0
}

func (p *parser) operand(depth int) int32 {
	p.space()
	negative := p.peek(0) == '-'
	if negative {
		p.pos++
	}
	switch c := p.peek(0); {
	case c == '"':
		return p.quoted('"')
	case c == '\'':
		return p.quoted('\'')
	case c == '[':
		p.pos++
		first := p.elements(']', depth+1)
		return p.node(Node{Kind: List, first: first})
	case c == '{':
		p.pos++
		first := p.elements('}', depth+1)
		return p.node(Node{Kind: Struct, first: first})
	case c == '~' || c == '(':
		return p.wrapped(c, depth)
	case c == '.' && p.has("..."):
		p.pos += 3
		return p.node(Node{Kind: Ellipsis})
	case c == '&' && isWord(p.peek(1)): // where inet_pton stores its result
		p.pos++
		return p.name(false, depth)
	case c == '?':
		for p.peek(0) == '?' {
			p.pos++
		}
		return p.node(Node{Kind: Ellipsis})
	case isHex(c) && isHex(p.peek(1)) && p.peek(2) == ':' && isHex(p.peek(3)):
		return p.address()
	case isDigit(c):
		return p.number(negative)
	case isWord(c):
		return p.name(negative, depth)
	}
	return p.fail()
}

// wrapped parses a complemented set, or a value in parentheses, or one after a cast.
func (p *parser) wrapped(c byte, depth int) int32 {
	p.pos++
	if depth > maxDepth {
		return p.fail()
	}
	if c == '~' {
		n := p.operand(depth + 1)
		return p.node(Node{Kind: Op, Op: '~', first: n})
	}
	first := p.elements(')', depth+1)
	if next := p.peek(0); next == '{' || next == '[' || next == '"' {
		return p.operand(depth + 1)
	}
	if first == 0 {
		return p.node(Node{Kind: Ellipsis})
	}
	return first
}

func (p *parser) name(negative bool, depth int) int32 {
	start := p.pos
	for isWord(p.peek(0)) || p.peek(0) == '.' && !p.has("...") {
		p.pos++
	}
	n := Node{Kind: Name, Negative: negative, Text: p.src[start:p.pos]}
	if p.peek(0) == '(' && depth <= maxDepth {
		p.pos++
		n.Kind = Call
		n.first = p.elements(')', depth+1)
	}
	return p.node(n)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

func isWord(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}
