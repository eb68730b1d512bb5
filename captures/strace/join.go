package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures/internal/input"
)

// A terminal wraps long lines, and people break, indent and quote them. A line that is no call, and comes while the
// brackets of the one before are open, goes on with it.

// hold keeps a call whose text is not complete: the next line may go on with it.
func (s *calls) hold(c *call) {
	if s.held = c; c.joined == 0 {
		c.brackets = brackets{depth: 1}
		c.advance(c.open)
	}
}

// Bounds of how many lines go on with one.
const (
	maxJoined = 1 << 16
	maxTails  = 3 // after all brackets are closed
)

// mayGoOn reports whether a call that seems complete is as long as the lines that the terminal wrapped before.
func (s *calls) mayGoOn(c *call) bool { return len(c.places) == 1 && c.width == s.width }

// goesOn reports whether a line goes on with the call that is held.
func (s *calls) goesOn(line []byte) bool {
	c, clock := s.held, s.clock
	p := clock.prefix(line)
	switch {
	case len(p.rest) == 0 || p.pid != 0 && bytes.HasPrefix(trimBlanks(line), []byte("[pid")):
		return false
	case len(c.text)+len(line) > 2*input.MaxLine || len(c.places) > maxJoined || c.tails >= maxTails:
		return false
	case isNoise(p.rest) || startsCall(p.rest):
		return false
	case c.closed && !c.fragment:
		return endsResult(trimBlanks(line))
	}
	return true
}

// endsResult reports whether a line is the end of what stands after the arguments of a call: "= 32", "468 <0.000087>",
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

// startsCall reports whether a line starts with a call whose brackets are closed, or that matters here.
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
	var b brackets
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

// join appends a line to the call that is held. It returns true if that is complete now.
func (s *calls) join(line []byte) bool {
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
		return false
	}
	if c.advance(from); !c.closed || !c.fragment && len(line) == c.width { // the terminal may have broken the result
		return false
	}
	s.held = nil
	return s.finish(c)
}

// giveUp returns the call that is held, parsed as far as it goes.
func (s *calls) giveUp() *call {
	c := s.held
	s.held = nil
	switch {
	case c.fragment:
		s.finish(c)
		return c
	case s.parse(c):
		s.width = c.width // which is that of the lines before, if none was joined
		return c
	}
	if c.joined > 0 && !isDecoded(c.text[c.places[c.joined].at:]) { // what the traced program printed
		c.text = c.text[:c.places[c.joined].at]
		s.tree.ParseArgs(c.text[c.open:])
	}
	c.result = result{torn: true}
	return c
}

// isDecoded reports whether a text is of messages that strace decoded.
func isDecoded(text []byte) bool {
	for _, mark := range []string{"nlmsg_", "nla_", "iov_", "nl_pid", "\\x", "NULL"} {
		if bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	return false
}
