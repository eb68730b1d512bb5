package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/straceexpr"
)

// People paste the structures of a message without the call around them.

// isFragment tells whether a line starts with the structures of a message, or with what passes them.
func isFragment(line []byte) bool {
	i := 0
	for i < len(line) && isIdentifier(line[i]) { // msg_iov=[…
		i++
	}
	if i > 0 {
		if at(line, i) != '=' {
			return false
		}
		i++
	}
	return (at(line, i) == '{' || at(line, i) == '[') && hasHeader(line)
}

// hasHeader tells whether a text has the header of a message in it, as straces since 4.26 print it, or before.
func hasHeader(text []byte) bool {
	if bytes.Contains(text, []byte("{nlmsg_len=")) {
		return true
	}
	_, rest, ok := bytes.Cut(text, []byte("{len="))
	return ok && bytes.Contains(rest, []byte(", type=")) && bytes.Contains(rest, []byte(", flags="))
}

// startFragment takes in a line that starts with structures.
func (s *straceReader) startFragment(p stracePrefix, line []byte) {
	c := s.newCall()
	c.fragment, c.fd = true, -1
	c.line, c.offset = s.lines.Number, s.lines.Offset
	c.pid, c.comm, c.time, c.hasDate = p.pid, s.comm(p), p.time, p.hasDate
	c.indent = len(line) - len(trimBlanks(line))
	c.mark(s.lines.Number, 1+len(line)-len(p.rest))
	c.text = append(c.text, p.rest...)
	if c.advance(0); c.closed {
		s.finish(c)
	} else {
		s.held = c
	}
}

// advanceFragment notes what the text from a place on opens and closes. No more structures are to come if none is open, and
// no comma at the end says so, or a bracket of the call closes; what is behind that is cut off.
func (c *straceCall) advanceFragment(from int) {
	if end := c.brackets.scan(c.text[from:], -1); end >= 0 {
		c.text, c.closed = c.text[:from+end-1], true
		return
	}
	text := bytes.TrimRight(c.text, " \t")
	c.closed = c.brackets.depth == 0 && (len(text) == 0 || text[len(text)-1] != ',')
}

// finishFragment takes in structures whose text is complete, or as far as it goes.
func (s *straceReader) finishFragment(c *straceCall) {
	whole := s.tree.ParseList(c.text)
	buffer := s.findMessages(s.tree.Arg(0), 0)
	if buffer == 0 {
		s.unreadable(c)
		s.release(c)
		return
	}
	length := s.builder.Measure(&s.tree, buffer)
	c.socket = straceSocket{netlink: true, protocol: captures.ProtocolUnknown}
	c.msgs = append(c.msgs, straceMsg{buffer: buffer, length: length, stored: length})
	s.call, s.emitting = c, true
	if !whole {
		s.skippedAt(c, "the line ends within the message: it is shown as far as it goes")
		return
	}
	s.unreadable(c)
}

// findMessages returns the first node, from n on and below it, that is one message or a list of them, or 0.
func (s *straceReader) findMessages(n int32, depth int) int32 {
	if s.tree.Node(n).Kind != straceexpr.String && s.builder.Measure(&s.tree, n) > 0 {
		return n
	}
	for c := s.tree.First(n); c != 0 && depth < maxFragmentDepth; c = s.tree.Next(c) {
		if found := s.findMessages(c, depth+1); found != 0 {
			return found
		}
	}
	return 0
}

// maxFragmentDepth is how deep in what passes them messages can be: [{msg_hdr={msg_iov=[{iov_base=[…]}]}}].
const maxFragmentDepth = 8
