package hexdump

import (
	"bytes"

	"github.com/nlkit/nlkit/captures/internal/input"
)

// textLines are the lines of a text with octets, without the marks of a quotation.
type textLines struct {
	input.Lines
	joined []byte
	quoted bool // ">" at the start of a line quotes
}

// next returns a line.
func (h *textLines) next() ([]byte, error) {
	text, err := h.Lines.Next()
	if h.quoted {
		text = unquote(text)
	}
	return text, err
}

// unquote cuts off the marks of a quotation: "> > ".
func unquote(text []byte) []byte {
	for {
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(text, " \t"), []byte(">"))
		if !ok {
			return text
		}
		text = bytes.TrimPrefix(rest, []byte(" "))
	}
}

// quotes notes that a line that is no packet was found; a mark before it then quotes.
func (h *textLines) quotes(text []byte) {
	h.quoted = h.quoted || bytes.HasPrefix(bytes.TrimLeft(text, " \t"), []byte(">"))
}

// join adds the lines that a list goes on in: of Rust and Python, of Node.js's typed arrays, or wrapped by a terminal.
func (h *textLines) join(text []byte) []byte {
	if !opensList(text) {
		return text
	}
	h.joined = append(h.joined[:0], text...)
	for len(h.joined) <= input.MaxLine {
		more, err := h.next()
		if err != nil {
			break
		}
		list, rest, closed := bytes.Cut(more, []byte("]"))
		if !isList(list) || !closed && len(bytes.TrimSpace(more)) == 0 {
			h.Unread()
			break
		}
		h.joined = append(append(h.joined, ' '), bytes.TrimLeft(list, " \t")...)
		if closed {
			h.joined = append(append(h.joined, ']'), rest...)
			break
		}
	}
	return h.joined
}

// opensList reports whether a line ends within a list in brackets, which the next lines go on with.
func opensList(text []byte) bool {
	open := bytes.LastIndexByte(text, '[')
	return open >= 0 && isList(text[open+1:])
}

// isList reports whether text is nothing but items of a list.
func isList(text []byte) bool {
	text, _ = cutMore(text)
	for _, c := range text {
		if !isHex(c) && bytes.IndexByte([]byte("xX, \t\r-"), c) < 0 {
			return false
		}
	}
	return true
}
