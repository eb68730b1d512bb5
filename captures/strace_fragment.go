package captures

import (
	"bytes"

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
	return (at(line, i) == '{' || at(line, i) == '[') && bytes.Contains(line, []byte("{nlmsg_len="))
}

// startFragment takes in a line that starts with structures.
func (s *straceReader) startFragment(p stracePrefix, line []byte) {
	c := s.newCall()
	c.fragment, c.fd = true, -1
	c.line, c.offset = s.lines.number, s.lines.offset
	c.pid, c.comm, c.time, c.hasDate = p.pid, s.comm(p), p.time, p.hasDate
	c.indent = len(line) - len(trimBlanks(line))
	c.mark(s.lines.number, 1+len(line)-len(p.rest))
	c.text = append(c.text, p.rest...)
	s.finish(c)
}

// isWhole tells whether no more structures are to come: none is open, and no comma at the end says so.
func (c *straceCall) isWhole() bool {
	var b straceBrackets
	for text := c.text; len(text) > 0; {
		end := b.scan(text)
		if end < 0 {
			break
		}
		if b.depth < 0 { // of the call
			return true
		}
		text = text[end:]
	}
	text := bytes.TrimRight(c.text, " \t")
	return b.depth == 0 && text[len(text)-1] != ','
}

// finishFragment takes in structures whose text is complete, or as far as it goes.
func (s *straceReader) finishFragment(c *straceCall) {
	text := c.text
	var b straceBrackets
	for at := 0; ; {
		end := b.scan(text[at:])
		if end < 0 {
			break
		}
		if at += end; b.depth < 0 { // what is behind it is of the call
			text = text[:at-1]
			break
		}
	}
	whole := s.tree.ParseList(text)
	buffer := s.findMessages(s.tree.Arg(0), 0)
	if buffer == 0 {
		s.release(c)
		return
	}
	length := s.builder.Measure(&s.tree, buffer)
	c.socket = straceSocket{netlink: true, protocol: ProtocolUnknown}
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
