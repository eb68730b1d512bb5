package pyroute2

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nlkit/nlkit/codec"
)

// maxDepth bounds how deep literals nest: messages do a quarter as deep.
const maxDepth = 128

// literalParser reads Python literals: dicts, lists, tuples, strings, numbers, True, False, None. Calls, as in the repr
// of objects, read as None.
type literalParser struct {
	text []byte
	at   int
}

func (p *literalParser) fail(msg string) error { return &codec.Error{Offset: p.at, Msg: msg} }

func (p *literalParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// peek returns the next octet that is no space, 0 at the end.
func (p *literalParser) peek() byte {
	p.space()
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *literalParser) value(depth int) (any, error) {
	if depth > maxDepth {
		return nil, p.fail("nested too deep")
	}
	switch c := p.peek(); {
	case c == '{':
		return p.dict(depth)
	case c == '[':
		return p.list(']', depth)
	case c == '(':
		return p.list(')', depth)
	case c == '\'' || c == '"':
		return p.quoted()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	case c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z':
		return p.word(depth)
	}
	return nil, p.fail("want a Python value")
}

func (p *literalParser) dict(depth int) (any, error) {
	p.at++
	d := map[string]any{}
	for p.peek() != '}' {
		k, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek() != ':' {
			return nil, p.fail("want a colon")
		}
		p.at++
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		d[fmt.Sprint(k)] = v
		if err := p.comma('}'); err != nil {
			return nil, err
		}
	}
	p.at++
	return d, nil
}

func (p *literalParser) list(end byte, depth int) (any, error) {
	p.at++
	list := []any{}
	for p.peek() != end {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if err := p.comma(end); err != nil {
			return nil, err
		}
	}
	p.at++
	return list, nil
}

// comma passes over the comma between elements; before the end there may be none.
func (p *literalParser) comma(end byte) error {
	switch p.peek() {
	case ',':
		p.at++
	case end:
	default:
		return p.fail("want a comma or " + string(end))
	}
	return nil
}

func (p *literalParser) number() (any, error) {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("+-.0123456789abcdefxABCDEFX", p.text[p.at]) >= 0 {
		p.at++
	}
	return json.Number(p.text[start:p.at]), nil
}

// word reads True, False, None, or a call, which is skipped.
func (p *literalParser) word(depth int) (any, error) {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] == '_' || p.text[p.at] == '.' || isAlnum(p.text[p.at])) {
		p.at++
	}
	switch w := string(p.text[start:p.at]); {
	case w == "True":
		return true, nil
	case w == "False":
		return false, nil
	case w == "None":
		return nil, nil
	case w == "b" && (p.peek() == '\'' || p.peek() == '"'):
		s, err := p.quoted()
		if err != nil {
			return nil, err
		}
		var octets []byte
		for _, r := range s.(string) {
			octets = append(octets, byte(r))
		}
		return octets, nil
	case p.peek() == '(':
		return nil, p.skipCall(depth)
	}
	p.at = start
	return nil, p.fail("want a Python value")
}

func isAlnum(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }

func (p *literalParser) skipCall(depth int) error {
	p.at++
	for p.peek() != ')' {
		start := p.at
		for p.at < len(p.text) && (p.text[p.at] == '_' || isAlnum(p.text[p.at])) {
			p.at++
		}
		if p.peek() == '=' {
			p.at++
		} else {
			p.at = start
		}
		if _, err := p.value(depth + 1); err != nil {
			return err
		}
		if err := p.comma(')'); err != nil {
			return err
		}
	}
	p.at++
	return nil
}

// quoted reads a string with Python's escapes.
func (p *literalParser) quoted() (any, error) {
	start, quote := p.at, p.text[p.at]
	var b []byte
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; c {
		case quote:
			p.at++
			return string(b), nil
		case '\\':
			n, out, err := p.escape(b)
			if err != nil {
				return nil, err
			}
			b = out
			p.at += n - 1
		default:
			b = append(b, c)
		}
	}
	p.at = start
	return nil, p.fail("the string has no end")
}

// escape reads the escape at the current place, and returns how many octets it takes.
func (p *literalParser) escape(b []byte) (int, []byte, error) {
	rest := p.text[p.at:]
	if len(rest) < 2 {
		return 0, nil, p.fail("the string has no end")
	}
	digits := 0
	switch c := rest[1]; c {
	case 'n':
		return 2, append(b, '\n'), nil
	case 't':
		return 2, append(b, '\t'), nil
	case 'r':
		return 2, append(b, '\r'), nil
	case '\\', '\'', '"':
		return 2, append(b, c), nil
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 2, append(b, '\\', c), nil
	}
	if len(rest) < 2+digits {
		return 0, nil, p.fail("the escape is cut short")
	}
	v, err := strconv.ParseUint(string(rest[2:2+digits]), 16, 32)
	if err != nil {
		return 0, nil, p.fail("want an escape of hexadecimal digits")
	}
	return 2 + digits, utf8.AppendRune(b, rune(v)), nil
}
