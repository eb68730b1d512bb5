package pyroute2

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLiteral is more than any message takes as a Python literal.
const maxLiteral = 64 << 20

// Recognise reports whether an input that starts with head is Python literals: its first string stands in single
// quotes, or a tuple around all.
func Recognise(head []byte) bool {
	return len(head) > 0 && (head[0] == '(' || bytes.HasPrefix(bytes.TrimLeft(head, "([{ \t\r\n"), []byte{'\''}))
}

// Cut cuts an input into dicts: each call of next returns one for Parse, and io.EOF after the last. Tuples and lists
// around the dicts are passed over.
func Cut(r *bufio.Reader) (next func() ([]byte, error)) { return (&literals{r: r}).next }

// literals cuts a text into the dicts in it. Tuples and lists around the dicts are passed over.
type literals struct {
	r    *bufio.Reader
	line int
}

// next returns the next dict.
func (l *literals) next() ([]byte, error) {
	var dict []byte
	depth, start := 0, 0
	for {
		c, err := l.r.ReadByte()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return nil, io.EOF
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("the dict that starts in line %d does not end", start)
		case err != nil:
			return nil, err
		}
		if c == '\n' {
			l.line++
		}
		if depth == 0 && c != '{' {
			continue
		}
		if depth == 0 {
			start = l.line + 1
		}
		if dict = append(dict, c); len(dict) > maxLiteral {
			return nil, fmt.Errorf("the dict that starts in line %d is longer than %d octets", start, maxLiteral)
		}
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		case '\'', '"':
			if dict, err = l.quoted(dict, c); err != nil {
				return nil, fmt.Errorf("a string in the dict that starts in line %d does not end", start)
			}
		}
		if depth == 0 {
			return dict, nil
		}
	}
}

// quoted reads on to the end of a string.
func (l *literals) quoted(dict []byte, quote byte) ([]byte, error) {
	for len(dict) <= maxLiteral {
		c, err := l.r.ReadByte()
		if err != nil || c == '\n' {
			return dict, io.ErrUnexpectedEOF
		}
		dict = append(dict, c)
		if c == quote {
			return dict, nil
		}
		if c == '\\' {
			if c, err = l.r.ReadByte(); err != nil {
				return dict, io.ErrUnexpectedEOF
			}
			dict = append(dict, c)
		}
	}
	return dict, io.ErrUnexpectedEOF
}
