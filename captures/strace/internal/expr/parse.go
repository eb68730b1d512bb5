package expr

import "bytes"

// maxDepth bounds the nesting of lists and structures; what lies deeper is Unknown.
const maxDepth = 128

// ParseArgs parses what follows the opening parenthesis of a system call and returns the text after the closing one. ok
// is false if the text ends before it; the tree then holds what came before, with an Ellipsis at the end. What makes no
// sense is an Unknown, and costs only itself.
func (t *Tree) ParseArgs(src []byte) (rest []byte, ok bool) {
	p := t.parser(src)
	t.nodes[0].first = p.elements(')', 0)
	return src[p.pos:], !p.failed
}

// ParseList parses values that stand without a call around them, as the elements of a list that is the only argument.
// ok is false if the text ends within one of them.
func (t *Tree) ParseList(src []byte) (ok bool) {
	p := t.parser(src)
	list := p.node(Node{Kind: List, to: int32(len(src))})
	first := p.elements(0, 0)
	t.nodes[list].first, t.nodes[0].first = first, list
	return !p.failed
}

func (t *Tree) parser(src []byte) parser {
	t.nodes, t.src = append(t.nodes[:0], Node{Kind: List}), src
	t.notes, t.unknown = t.notes[:0], t.unknown[:0]
	return parser{t: t, src: src}
}

type parser struct {
	t      *Tree
	src    []byte
	pos    int
	failed bool               // the text ended too early
	open   [maxDepth + 2]byte // the closing brackets that are awaited, by depth
}

func (p *parser) node(n Node) int32 {
	p.t.nodes = append(p.t.nodes, n)
	return int32(len(p.t.nodes) - 1)
}

// fail ends the parse: the rest of the text is not there.
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

// elements parses values up to the closing bracket and returns the first of the chain. A closing bracket of 0 is the
// end of the text.
func (p *parser) elements(closing byte, depth int) int32 {
	p.open[depth] = closing
	var first, last int32
	for {
		p.space()
		var n int32
		switch c := p.peek(0); {
		case p.pos >= len(p.src) && closing == 0:
			return first
		case p.pos >= len(p.src):
			n = p.fail()
		case c == closing:
			p.pos++
			return first
		case isClosing(c) && p.awaited(c, depth): // this one's own is missing
			return first
		case isClosing(c):
			p.pos++
			n = p.unknownNode(p.pos - 1)
		default:
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
	name := p.member()
	from := p.pos
	n := p.change(depth)
	if p.t.nodes[n].Kind == List && p.isAssigned() {
		n = p.indexed(n, depth)
	}
	to := p.pos
	if !p.failed && !p.over() && !p.ends() {
		n, to = p.unknown(from), p.pos
	}
	node := &p.t.nodes[n]
	node.Member, node.from, node.to = name, int32(from), int32(to)
	return n
}

// member takes the name before a value: nla_len=, lnk[0]=, or msg_iov(1)= of old straces. It returns nil if there is
// none.
func (p *parser) member() []byte {
	start := p.pos
	p.pos = wordEnd(p.src, start)
	name := p.src[start:p.pos]
	if c := p.peek(0); len(name) > 0 && (c == '(' || c == '[') && isDigit(p.peek(1)) {
		rest := p.src[p.pos:min(p.pos+maxCount, len(p.src))]
		if end := bytes.IndexAny(rest, ")]"); end > 0 {
			p.pos += end + 1
		}
	}
	if len(name) > 0 && p.peek(0) == '=' && p.peek(1) != '>' && p.peek(1) != '=' {
		p.pos++
		p.space()
		return name
	}
	p.pos = start
	return nil
}

// maxCount is how long a count or an index in brackets can be.
const maxCount = 24

// isAssigned takes the = between an index and its value, if it stands here.
func (p *parser) isAssigned() bool {
	at := p.pos
	p.space()
	if p.peek(0) == '=' && p.peek(1) != '>' && p.peek(1) != '=' {
		p.pos++
		return true
	}
	p.pos = at
	return false
}

// indexed parses the value after [A]=, n being the list of A.
func (p *parser) indexed(n int32, depth int) int32 {
	index := p.t.nodes[n].first
	value := p.change(depth)
	if index == 0 {
		return value
	}
	p.t.nodes[index].next = value
	return p.node(Node{Kind: Index, first: index})
}

// change parses a value, or a value before and after the call: [16 => 12], in straces before 5.11 [16->12].
func (p *parser) change(depth int) int32 {
	before := p.value(depth)
	if p.over() {
		return before
	}
	at := p.pos
	p.space()
	if !p.has("=>") && !p.has("->") {
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
	if p.over() {
		return 0
	}
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
	case depth >= maxDepth && (c == '[' || c == '{' || c == '(' || c == '~'):
		return p.unknown(p.pos)
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
	case isDigit(c):
		return p.number(negative)
	case isWord(c):
		return p.name(negative, depth)
	case c == ':' && p.peek(1) == ':':
		return p.address(p.pos)
	}
	if c := p.peek(0); c == ',' || isClosing(c) { // no value
		return p.node(Node{Kind: Ellipsis})
	}
	if p.pos >= len(p.src) {
		return p.fail()
	}
	return p.unknown(p.pos)
}

// wrapped parses a complemented set, or a value in parentheses, or one after a cast.
func (p *parser) wrapped(c byte, depth int) int32 {
	p.pos++
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
	p.pos = wordEnd(p.src, start)
	for p.peek(0) == '.' && !p.has("...") {
		p.pos = wordEnd(p.src, p.pos+1)
	}
	if p.peek(0) == ':' && isHex(p.src[start]) && p.isAddress(start) {
		return p.address(start)
	}
	n := Node{Kind: Name, Negative: negative, Text: p.src[start:p.pos]}
	if p.peek(0) == '(' && depth < maxDepth {
		p.pos++
		n.Kind = Call
		n.first = p.elements(')', depth+1)
	} else if p.peek(0) == '<' && p.peek(1) != '<' { // AT_FDCWD</root>
		n.note = p.note()
	}
	return p.node(n)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

func isWord(c byte) bool { return words[c] }

// words marks the characters of names and numbers.
var words = func() (table [256]bool) {
	for c := range table {
		c := byte(c)
		table[c] = isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
	}
	return table
}()

// wordEnd returns where the characters of a name or number that start at a place end.
func wordEnd(src []byte, at int) int {
	for at < len(src) && words[src[at]] {
		at++
	}
	return at
}
