package captures

import "bytes"

// hexLines are the lines of a text with octets, without the marks of a quotation.
type hexLines struct {
	lineReader
	joined []byte
	quoted bool // ">" at the start of a line quotes
}

// next returns a line.
func (h *hexLines) next() ([]byte, error) {
	text, err := h.lineReader.next()
	if h.quoted {
		text = unquote(text)
	}
	return text, err
}

// unquote cuts off the marks of a quotation: "> > ".
func unquote(text []byte) []byte {
	for {
		rest, ok := bytes.CutPrefix(trimBlanks(text), []byte(">"))
		if !ok {
			return text
		}
		text = bytes.TrimPrefix(rest, []byte(" "))
	}
}

// quotes notes that a line that is no packet was found; a mark before it then quotes.
func (h *hexLines) quotes(text []byte) {
	h.quoted = h.quoted || bytes.HasPrefix(trimBlanks(text), []byte(">"))
}

// join adds the lines that a list goes on in: of Rust and Python, of Node.js's typed arrays, or wrapped by a terminal.
func (h *hexLines) join(text []byte) []byte {
	if !opensList(text) {
		return text
	}
	h.joined = append(h.joined[:0], text...)
	for len(h.joined) <= maxStraceLine {
		more, err := h.next()
		if err != nil {
			break
		}
		list, rest, closed := bytes.Cut(more, []byte("]"))
		if !isList(list) || !closed && len(bytes.TrimSpace(more)) == 0 {
			h.unread()
			break
		}
		h.joined = append(append(h.joined, ' '), trimBlanks(list)...)
		if closed {
			h.joined = append(append(h.joined, ']'), rest...)
			break
		}
	}
	return h.joined
}

// opensList tells whether a line ends within a list in brackets, which the next lines go on with.
func opensList(text []byte) bool {
	open := bytes.LastIndexByte(text, '[')
	return open >= 0 && isList(text[open+1:])
}

// isList tells whether text is nothing but items of a list.
func isList(text []byte) bool {
	text, _ = cutMore(text)
	for _, c := range text {
		if !isHex(c) && bytes.IndexByte([]byte("xX, \t\r-"), c) < 0 {
			return false
		}
	}
	return true
}
