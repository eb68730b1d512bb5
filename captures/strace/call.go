package strace

import (
	"fmt"
	"sort"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// call is a system call as the log has it, or the structures of a message without one.
type call struct {
	name    string
	text    []byte // "sendto(3, …) = 32 <0.000087>", owned
	open    int    // where in text the arguments start
	line    int
	offset  int64
	pid     int
	comm    string
	time    time.Time
	hasDate bool
	result  result

	places   []place // of the parts of text
	indent   int     // blanks before the line
	width    int     // octets of the first line
	brackets brackets
	joined   int  // the first of places that a line goes on at, 0 if none does
	closed   bool // all brackets of text are closed
	tails    int  // how many lines went on with it after that
	fragment bool // text is structures without a call
	followed bool // a dump follows, which tells what the text does not
}

// reset makes a call ready for reuse.
func (c *call) reset() { *c = call{text: c.text[:0], places: c.places[:0]} }

func (c *call) position(file string) captures.Position {
	return captures.Position{File: file, Line: c.line, Offset: c.offset}
}

// place says where in the log a part of the text of a call stands.
type place struct {
	at           int // in the text
	line, column int
}

// mark notes where what will be appended to the text stands.
func (c *call) mark(line, column int) {
	c.places = append(c.places, place{len(c.text), line, column})
}

// placeOf returns the line and the column of an offset of the text, both from 1.
func (c *call) placeOf(off int) (line, column int) {
	i := sort.Search(len(c.places), func(i int) bool { return c.places[i].at > off })
	if i == 0 {
		return c.line, off + 1
	}
	p := c.places[i-1]
	return p.line, p.column + off - p.at
}

// brackets follows how many brackets of a text are open.
type brackets struct {
	depth   int
	quoted  bool
	escaped bool
}

// scan goes on over more of the text, until no more than so many brackets are open. It returns where that is, or -1.
func (b *brackets) scan(text []byte, open int) int {
	for i, c := range text {
		switch {
		case b.escaped:
			b.escaped = false
		case b.quoted:
			b.escaped, b.quoted = c == '\\', c != '"'
		case c == '"':
			b.quoted = true
		case c == '(' || c == '[' || c == '{':
			b.depth++
		case c == ')' || c == ']' || c == '}':
			if b.depth--; b.depth <= open {
				return i + 1
			}
		}
	}
	return -1
}

// advance notes what the text of a call from a place on opens and closes.
func (c *call) advance(from int) {
	switch {
	case c.fragment:
		c.advanceFragment(from)
	case c.closed:
		c.tails++
	default:
		c.closed = c.brackets.scan(c.text[from:], 0) >= 0
	}
}

// unreadable says what of a call could not be read, and where; msg is "" if all was.
func (c *call) unreadable(tree *expr.Tree) (line int, msg string) {
	unknown := tree.Unknown()
	if len(unknown) == 0 {
		return 0, ""
	}
	n := unknown[0]
	line, column := c.placeOf(c.open + tree.Offset(n))
	msg = fmt.Sprintf("column %d: cannot read %.60q: what it stands for is not told", column, tree.Node(n).Text)
	if more := len(unknown) - 1; more > 0 {
		msg += fmt.Sprintf(", nor are %d more of this call", more)
	}
	return line, msg
}
