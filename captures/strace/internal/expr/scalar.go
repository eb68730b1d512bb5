package expr

import "bytes"

// number parses a number and the decoration in angle brackets that may follow it.
func (p *parser) number(negative bool) int32 {
	start := p.pos
	n := Node{Kind: Number, Negative: negative}
	base := uint64(10)
	if p.peek(0) == '0' {
		switch p.peek(1) {
		case 'x', 'X':
			base = 16
			p.pos += 2
		default:
			base = 8
			if p.isPadded() {
				base = 16
			}
		}
	}
	for p.pos < len(p.src) {
		d := uint64(hexValue(p.src[p.pos]))
		if d >= base {
			break
		}
		n.Value = n.Value*base + d
		p.pos++
	}
	if !p.over() && p.isAddress(start) {
		return p.address(start)
	}
	if negative {
		n.Value = -n.Value
	}
	if p.peek(0) == '<' && p.peek(1) != '<' {
		n.note = p.note()
	}
	return p.node(n)
}

// isPadded reports whether eight hexadecimal digits stand here: straces before 4.13 print masks of groups like that.
func (p *parser) isPadded() bool {
	for i := range 8 {
		if !isHex(p.peek(i)) {
			return false
		}
	}
	return !isWord(p.peek(8))
}

// note takes <…> and returns its number among the notes, or 0 if there is none. The text inside may hold "->"; strace
// escapes other angle brackets of names.
func (p *parser) note() int32 {
	end := NoteEnd(p.src[p.pos:])
	if end == 0 {
		return 0
	}
	p.t.notes = append(p.t.notes, p.src[p.pos+1:p.pos+end-1])
	p.pos += end
	return int32(len(p.t.notes))
}

// NoteEnd returns the length of the <…> that src starts with, or 0 if there is none.
func NoteEnd(src []byte) int {
	if len(src) == 0 || src[0] != '<' {
		return 0
	}
	for i := 1; i < len(src); i++ {
		j := bytes.IndexByte(src[i:], '>')
		if j < 0 {
			return 0
		}
		i += j
		arrow := src[i-1] == '-' && i+1 < len(src) && !bytes.ContainsRune([]byte(",)]} "), rune(src[i+1]))
		if !arrow {
			return i + 1
		}
	}
	return 0
}

// isAddress reports whether an address starts at a place: 00:11:22:33:44:55, fe80::1, ::ffff:127.0.0.1 or 127.0.0.1.
// The colons and dots in it are what tells it from numbers.
func (p *parser) isAddress(start int) bool {
	colons, dots := 0, 0
	for _, c := range p.src[start:addressEnd(p.src, start)] {
		switch c {
		case ':':
			colons++
		case '.':
			dots++
		}
	}
	return colons > 0 || dots == 3
}

// addressEnd returns where the digits, colons and dots of an address end. An ellipsis after it is not part of it.
func addressEnd(src []byte, at int) int {
	for ; at < len(src); at++ {
		c := src[at]
		if !isHex(c) && c != ':' && (c != '.' || bytes.HasPrefix(src[at:], []byte("..."))) {
			break
		}
	}
	return at
}

// address parses an address of the link layer, IPv4 or IPv6; which one only its length tells.
func (p *parser) address(start int) int32 {
	p.pos = addressEnd(p.src, start)
	n := Node{Kind: Address, Text: p.src[start:p.pos]}
	if p.has("...") {
		p.pos += 3
		n.Truncated = true
	}
	return p.node(n)
}

// quoted parses a string and the ellipsis that may follow it.
func (p *parser) quoted(quote byte) int32 {
	start := p.pos + 1
	end := closingQuote(p.src, start, quote)
	if end < 0 {
		n := Node{Kind: String, Truncated: true, Text: trimEscape(p.src[start:])}
		p.failed = true
		p.pos = len(p.src)
		return p.node(n)
	}
	p.pos = end + 1
	n := Node{Kind: String, Text: p.src[start:end]}
	if p.has("...") {
		p.pos += 3
		n.Truncated = true
	}
	return p.node(n)
}

// closingQuote returns the index of the quote that ends the string starting at from, or -1.
func closingQuote(src []byte, from int, quote byte) int {
	for i := from; ; i++ {
		j := bytes.IndexByte(src[i:], quote)
		if j < 0 {
			return -1
		}
		i += j
		escapes := 0
		for k := i - 1; k >= from && src[k] == '\\'; k-- {
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
	}
}

// trimEscape cuts an escape sequence off that the end of the text may have torn.
func trimEscape(s []byte) []byte {
	for back := 1; back <= 3 && back <= len(s); back++ {
		if s[len(s)-back] == '\\' {
			return s[:len(s)-back]
		}
	}
	return s
}

// hexValues maps a digit to its value, and everything else to 255.
var hexValues = func() (table [256]uint8) {
	for i := range table {
		table[i] = 255
	}
	for i, c := range "0123456789" {
		table[c] = uint8(i)
	}
	for i, c := range "abcdef" {
		table[c] = uint8(10 + i)
		table[c-'a'+'A'] = uint8(10 + i)
	}
	return table
}()

func hexValue(c byte) uint8 { return hexValues[c] }

// HexOctet returns the value of two hexadecimal digits; ok is false if they are none.
func HexOctet(high, low byte) (octet byte, ok bool) {
	h, l := hexValues[high], hexValues[low]
	return h<<4 | l, h|l < 16
}

// AppendString appends the octets that the text between the quotes of a String stands for.
func AppendString(dst, text []byte) []byte {
	for len(text) > 0 {
		if len(text) >= 4 && text[0] == '\\' && text[1] == 'x' {
			if octet, ok := HexOctet(text[2], text[3]); ok {
				dst = append(dst, octet)
				text = text[4:]
				continue
			}
		}
		if text[0] != '\\' {
			end := bytes.IndexByte(text, '\\')
			if end < 0 {
				end = len(text)
			}
			dst = append(dst, text[:end]...)
			text = text[end:]
			continue
		}
		octet, size := escape(text)
		dst = append(dst, octet)
		text = text[size:]
	}
	return dst
}

// escape returns the octet that the escape sequence at the start of text stands for, and the length of the sequence.
func escape(text []byte) (octet byte, size int) {
	if len(text) < 2 {
		return '\\', 1
	}
	switch c := text[1]; c {
	case 'n':
		return '\n', 2
	case 't':
		return '\t', 2
	case 'r':
		return '\r', 2
	case 'v':
		return '\v', 2
	case 'f':
		return '\f', 2
	case 'a':
		return '\a', 2
	case 'b':
		return '\b', 2
	default:
		for size = 1; size < 4 && size < len(text) && text[size] >= '0' && text[size] <= '7'; size++ {
			octet = octet<<3 | (text[size] - '0')
		}
		if size == 1 {
			return c, 2
		}
		return octet, size
	}
}

// AppendAddress appends the octets of an Address of the link layer. Those of other addresses, or that are cut, end
// where two digits and a colon do.
func AppendAddress(dst, text []byte) []byte {
	for i := 0; i+1 < len(text); i += 3 {
		octet, ok := HexOctet(text[i], text[i+1])
		if !ok || i+2 < len(text) && text[i+2] != ':' {
			break
		}
		dst = append(dst, octet)
	}
	return dst
}
