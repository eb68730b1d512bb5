package expr

import "bytes"

// What makes no sense costs only itself: the parser goes on at the next comma or closing bracket of its level.

func isClosing(c byte) bool { return c == ')' || c == ']' || c == '}' }

// awaited reports whether a bracket closes a level around the one at depth.
func (p *parser) awaited(c byte, depth int) bool { return bytes.IndexByte(p.open[:depth], c) >= 0 }

// over reports whether an element ends right here.
func (p *parser) over() bool {
	switch p.peek(0) {
	case ',', ')', ']', '}':
		return true
	}
	return false
}

// ends reports whether an element is over here: at a comma, a closing bracket, or a blank before the next element,
// which the sets of signals have instead of commas.
func (p *parser) ends() bool {
	at := p.pos
	p.space()
	c := p.peek(0)
	if c == ',' || isClosing(c) || p.pos >= len(p.src) {
		return true
	}
	blank := p.pos > at
	p.pos = at
	return blank && (isWord(c) || c == '{' || c == '[' || c == '"' || c == '.')
}

// unknown takes all that stands from start up to the next comma or closing bracket of this level.
func (p *parser) unknown(start int) int32 {
	p.pos = start
	notes := true
	for depth := 0; p.pos < len(p.src); p.pos++ {
		switch c := p.src[p.pos]; {
		case c == '"':
			end := closingQuote(p.src, p.pos+1, '"')
			if end < 0 {
				end = len(p.src) - 1
			}
			p.pos = end
		case c == '[' || c == '{' || c == '(':
			depth++
		case c == '<' && notes:
			end := NoteEnd(p.src[p.pos:])
			notes = end > 0 // if it has no end, none after it has
			p.pos += max(0, end-1)
		case depth == 0 && (c == ',' || isClosing(c)):
			return p.unknownNode(start)
		case isClosing(c):
			depth--
		}
	}
	p.failed = true
	return p.unknownNode(start)
}

// maxUnknown is how much of a text may make no sense before all the rest of it is taken for nonsense.
const maxUnknown = 256

func (p *parser) unknownNode(start int) int32 {
	if len(p.t.unknown) >= maxUnknown {
		return p.fail()
	}
	text := bytes.TrimRight(p.src[start:p.pos], " \t")
	n := p.node(Node{Kind: Unknown, Text: text, from: int32(start), to: int32(p.pos)})
	p.t.unknown = append(p.t.unknown, n)
	return n
}
