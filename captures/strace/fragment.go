package strace

import "bytes"

// People paste the structures of a message without the call around them.

// isFragment reports whether a line starts with the structures of a message, or with what passes them.
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

// hasHeader reports whether a text has the header of a message in it, as straces since 4.26 print it, or before.
func hasHeader(text []byte) bool {
	if bytes.Contains(text, []byte("{nlmsg_len=")) {
		return true
	}
	_, rest, ok := bytes.Cut(text, []byte("{len="))
	return ok && bytes.Contains(rest, []byte(", type=")) && bytes.Contains(rest, []byte(", flags="))
}

// advanceFragment notes what the text from a place on opens and closes. No more structures are to come if none is open,
// and no comma at the end says so, or a bracket of the call closes; what is after that is cut off.
func (c *call) advanceFragment(from int) {
	if end := c.brackets.scan(c.text[from:], -1); end >= 0 {
		c.text, c.closed = c.text[:from+end-1], true
		return
	}
	text := bytes.TrimRight(c.text, " \t")
	c.closed = c.brackets.depth == 0 && (len(text) == 0 || text[len(text)-1] != ',')
}
