package hexdump

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// skipCode goes past the code before a list of octets in a program's source: "var data = []byte{", "data = b'".
func (p *parser) skipCode() {
	const opening, comment = "{\"'`", "#;"
	rest := p.text[p.at:]
	i := bytes.IndexAny(rest, opening+comment+"=")
	if i >= 0 && rest[i] == '=' {
		switch {
		case bytes.ContainsAny(rest[i+1:], "["+opening):
			p.at += i + 1
			rest = p.text[p.at:]
			i = bytes.IndexAny(rest, opening+comment)
		case i > 0 && rest[i-1] == ' ' && rest[len(rest)-1] == ';':
			p.at = len(p.text) // a number of its own, such as the length
			return
		}
	}
	if i <= 0 || bytes.IndexByte([]byte(opening), rest[i]) < 0 {
		return
	}
	before := strings.TrimSpace(string(rest[:i]))
	if before == "b" || strings.Trim(before, "0123456789abcdefABCDEFxX,:- \t[]{}\\") != "" {
		p.at += i
	}
}

// list takes octets up to end in any notation that tells where each one ends: 30:00, \x30\x00, 0x30, 3000.
func (p *parser) list(end int) {
	for p.at < end && p.l.wrong == "" && p.l.kind != lineEnd {
		c := p.text[p.at]
		switch {
		case bytes.IndexByte([]byte(" \t,:-()[]"), c) >= 0:
			p.at++
		case c == '{' || c == '}':
			p.at++
			p.l.opens = c == '{'
			p.l.closes = c == '}'
		case c == '#' || c == ';' || bytes.HasPrefix(p.text[p.at:], []byte("//")):
			p.at = end
		case bytes.HasPrefix(p.text[p.at:], []byte("/*")):
			p.blockComment()
		case c == '.' && p.spaceAt(p.at+1):
			p.l.kind = lineEnd
		case c == '"' || c == '\'' || c == '`':
			p.quoted(end)
		case c == '\\':
			p.escape(end)
		default:
			p.number(end)
		}
	}
}

func (p *parser) blockComment() {
	i := bytes.Index(p.text[p.at+2:], []byte("*/"))
	if i < 0 {
		p.at = len(p.text)
		return
	}
	p.at += i + 4
}

// number takes hex digits, with or without 0x.
func (p *parser) number(end int) {
	from := p.at
	prefixed := from+1 < end && p.text[from] == '0' && p.text[from+1]|0x20 == 'x'
	if prefixed {
		from += 2
	}
	n := min(p.digits(from), end-from)
	switch {
	case n == 1 && (prefixed || p.itemEnds(from+1)):
		p.l.octets = append(p.l.octets, hexValue(p.text[from]))
	case n == 0 || n%2 != 0:
		p.fail(from+n, "two hex digits")
		return
	default:
		p.appendHex(from, n)
	}
	p.at = from + n
}

// itemEnds reports whether an item of a list ends at i.
func (p *parser) itemEnds(i int) bool {
	rest := bytes.TrimLeft(p.text[i:], " \t")
	return len(rest) > 0 && bytes.IndexByte([]byte(",}]"), rest[0]) >= 0
}

// escape takes \xHH; a backslash at the end continues the line.
func (p *parser) escape(end int) {
	switch {
	case p.at+1 == end:
		p.at++
	case p.text[p.at+1] != 'x':
		p.fail(p.at+1, `\x and two hex digits`)
	case p.digits(p.at+2) < 2:
		p.fail(p.at+2+p.digits(p.at+2), "two hex digits")
	default:
		p.appendHex(p.at+2, 2)
		p.at += 4
	}
}

// quoted takes a string: escapes and characters as C, Go and Python write them, or any other notation in quotes.
func (p *parser) quoted(end int) {
	quote := p.text[p.at]
	p.at++
	closing := p.at
	for closing < end && p.text[closing] != quote {
		if p.text[closing] == '\\' {
			closing++
		}
		closing++
	}
	closing = min(closing, end)
	if bytes.IndexByte(p.text[p.at:closing], '\\') < 0 {
		p.list(closing)
	} else {
		p.characters(closing)
	}
	p.at = min(closing+1, end)
}

// characters takes a string with escapes.
func (p *parser) characters(end int) {
	for p.at < end && p.l.wrong == "" {
		c := p.text[p.at]
		switch {
		case c != '\\':
			p.l.octets = append(p.l.octets, c)
			p.at++
		case p.at+1 < end && p.text[p.at+1] == 'x':
			p.escape(end)
		default:
			p.letterEscape(end)
		}
	}
}

// letterEscape takes \n and its like, octal numbers, and characters that stand for themselves.
func (p *parser) letterEscape(end int) {
	p.at++
	n, value := 0, 0
	for n < 3 && p.at+n < end && p.text[p.at+n] >= '0' && p.text[p.at+n] <= '7' {
		value = value<<3 | int(p.text[p.at+n]-'0')
		n++
	}
	switch {
	case n > 0 && value <= 0xff:
		p.l.octets = append(p.l.octets, byte(value))
		p.at += n
	case p.at == end || n > 0:
		p.fail(p.at, "an escaped character")
	default:
		c := p.text[p.at]
		if i := strings.IndexByte("abtnvfr", c); i >= 0 {
			c = "\a\b\t\n\v\f\r"[i]
		}
		p.l.octets = append(p.l.octets, c)
		p.at++
	}
}

// decimals takes a list of decimal octets in brackets, as fmt.Println prints a []byte. A number of one or three digits
// tells it from a list of hex pairs.
func (p *parser) decimals() bool {
	text := string(p.text[p.at:])
	if text == "" || text[0] != '[' && text[0] != '{' {
		return false
	}
	list, behind, closed := strings.Cut(text[1:], string(text[0]+2))
	if behind = strings.TrimSpace(behind); !closed || behind != "" && !strings.ContainsAny(behind[:1], ",;)#/") {
		return false
	}
	decimal := false
	start := len(p.l.octets)
	for n := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ' ' || r == ',' }) {
		v, err := strconv.ParseInt(n, 10, 16)
		if err != nil || v < math.MinInt8 || v > math.MaxUint8 { // Java's are signed
			p.l.octets = p.l.octets[:start]
			return false
		}
		decimal = decimal || len(n) != 2
		p.l.octets = append(p.l.octets, byte(v))
	}
	if !decimal {
		p.l.octets = p.l.octets[:start]
	}
	return decimal
}
