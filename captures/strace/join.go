package strace

import (
	"bytes"
	"fmt"
	"sort"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
)

// A terminal wraps long lines, and people break, indent and quote them. A line that is no call, and comes while the
// brackets of the one before are open, goes on with it.

// unquoted returns a line without the marks of a quotation, "> ", before it.
func unquoted(line []byte) []byte {
	for len(line) > 0 && (line[0] == '>' || line[0] == ' ' || line[0] == '\t') {
		rest := trimBlanks(line)
		if len(rest) == 0 || rest[0] != '>' || len(rest) > 1 && rest[1] != ' ' && rest[1] != '>' {
			return line
		}
		if line = rest[1:]; len(line) > 0 && line[0] == ' ' {
			line = line[1:]
		}
	}
	return line
}

// straceBrackets follows how many brackets of a text are open.
type straceBrackets struct {
	depth   int
	quoted  bool
	escaped bool
}

// scan goes on over more of the text, until no more than so many brackets are open. It returns where that is, or -1.
func (b *straceBrackets) scan(text []byte, open int) int {
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

// stracePlace says where in the log a part of the text of a call stands.
type stracePlace struct {
	at           int // in the text
	line, column int
}

// mark notes where what will be appended to the text stands.
func (c *straceCall) mark(line, column int) {
	c.places = append(c.places, stracePlace{len(c.text), line, column})
}

// place returns the line and the column of an offset of the text, both from 1.
func (c *straceCall) place(off int) (line, column int) {
	i := sort.Search(len(c.places), func(i int) bool { return c.places[i].at > off })
	if i == 0 {
		return c.line, off + 1
	}
	p := c.places[i-1]
	return p.line, p.column + off - p.at
}

// advance notes what the text of a call from a place on opens and closes.
func (c *straceCall) advance(from int) {
	switch {
	case c.fragment:
		c.advanceFragment(from)
	case c.closed:
		c.tails++
	default:
		c.closed = c.brackets.scan(c.text[from:], 0) >= 0
	}
}

// hold keeps a call whose text is not complete: the next line may go on with it.
func (s *straceReader) hold(c *straceCall) {
	if s.held = c; c.joined == 0 {
		c.brackets = straceBrackets{depth: 1}
		c.advance(c.open)
	}
}

// Bounds of how many lines go on with one.
const (
	maxJoined = 1 << 16
	maxTails  = 3 // after all brackets are closed
)

// mayGoOn tells whether a call that seems complete is as long as the lines that the terminal wrapped before.
func (s *straceReader) mayGoOn(c *straceCall) bool { return len(c.places) == 1 && c.width == s.width }

// goesOn tells whether a line goes on with the call that is held.
func (s *straceReader) goesOn(line []byte) bool {
	c, clock := s.held, s.clock
	p := clock.prefix(line)
	switch {
	case len(p.rest) == 0 || p.pid != 0 && bytes.HasPrefix(trimBlanks(line), []byte("[pid")):
		return false
	case len(c.text)+len(line) > 2*input.MaxLine || len(c.places) > maxJoined || c.tails >= maxTails:
		return false
	case isStraceNoise(p.rest) || startsCall(p.rest):
		return false
	case c.closed && !c.fragment:
		return endsResult(trimBlanks(line))
	}
	return true
}

// endsResult tells whether a line is the end of what stands behind the arguments of a call: "= 32", "468 <0.000087>",
// "-1 EACCES (Permission denied)" or "ES (Permission denied)".
func endsResult(line []byte) bool {
	if line[0] == '=' {
		return true
	}
	rest := line
	for range 2 { // the number, and the name of the error
		n := 0
		for n < len(rest) && (isDigit(rest[n]) || rest[n] >= 'A' && rest[n] <= 'Z' || rest[n] == '-' || rest[n] == '?') {
			n++
		}
		rest = trimBlanks(rest[n:])
	}
	return len(rest) == 0 || rest[0] == '(' || rest[0] == '<'
}

// startsCall tells whether a line starts with a call whose brackets are closed, or that matters here.
func startsCall(line []byte) bool {
	open := bytes.IndexByte(line, '(')
	if open <= 0 || open > maxCallName || !isIdentifiers(line[:open]) {
		return false
	}
	if internCall(line[:open]) != "" {
		return true
	}
	if _, unfinished := cutUnfinished(line); unfinished {
		return true
	}
	var b straceBrackets
	end := b.scan(line, 0)
	return end > 0 && hasPrefix(trimBlanks(line[end:]), "= ")
}

// maxCallName is how long the name of a system call can be.
const maxCallName = 32

func isIdentifiers(b []byte) bool {
	for _, c := range b {
		if !isIdentifier(c) {
			return false
		}
	}
	return true
}

// join appends a line to the call that is held, and finishes that if it is complete now.
func (s *straceReader) join(line []byte) {
	c := s.held
	indent := 0
	for indent < c.indent && indent < len(line) && (line[indent] == ' ' || line[indent] == '\t') {
		indent++
	}
	text := line[indent:]
	if rest := trimBlanks(text); len(rest) < len(text) && (!c.brackets.quoted || len(text)-len(rest) > 1) {
		indent += len(text) - len(rest) // not a blank that a terminal wrapped in a string
		if text = rest; !c.brackets.quoted {
			c.text = append(c.text, ' ')
		}
	}
	if c.joined == 0 {
		c.joined = len(c.places)
	}
	from := len(c.text)
	c.mark(s.lines.Number, indent+1)
	c.text = append(c.text, text...)
	if before, ok := cutUnfinished(c.text); ok && !c.fragment {
		c.text, s.held = c.text[:len(before)], nil
		s.suspend(c)
		return
	}
	if c.advance(from); !c.closed || !c.fragment && len(line) == c.width { // the terminal may have broken the result
		return
	}
	s.held = nil
	s.finish(c)
}

// giveUp takes in the call that is held as far as it goes.
func (s *straceReader) giveUp() {
	c := s.held
	s.held = nil
	if c.fragment {
		s.finishFragment(c)
		return
	}
	rest, ok := s.tree.ParseArgs(c.text[c.open:])
	if result := parseStraceResult(rest); ok && !result.torn {
		s.complete(c, result)
		return
	}
	if c.joined > 0 && !isDecoded(c.text[c.places[c.joined].at:]) { // what the traced program printed
		c.text = c.text[:c.places[c.joined].at]
		s.tree.ParseArgs(c.text[c.open:])
	}
	s.torn(c)
}

// isDecoded tells whether a text is of messages that strace decoded.
func isDecoded(text []byte) bool {
	for _, mark := range []string{"nlmsg_", "nla_", "iov_", "nl_pid", "\\x", "NULL"} {
		if bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	return false
}

// unreadable notes what of a call could not be read.
func (s *straceReader) unreadable(c *straceCall) {
	unknown := s.tree.Unknown()
	if len(unknown) == 0 {
		return
	}
	n := unknown[0]
	line, column := c.place(c.open + s.tree.Offset(n))
	msg := fmt.Sprintf("column %d: cannot read %.60q: what it stands for is not told", column, s.tree.Node(n).Text)
	if more := len(unknown) - 1; more > 0 {
		msg += fmt.Sprintf(", nor are %d more of this call", more)
	}
	s.fault = &captures.Error{Pos: captures.Position{File: s.name, Line: line, Offset: c.offset}, Msg: msg, Skipped: true}
}
