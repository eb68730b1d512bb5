package hexdump

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// lineKind is what a line of a hex dump is.
type lineKind uint8

const (
	lineOctets lineKind = iota // perhaps none, as in the line of a closing brace
	lineBlank
	lineComment
	lineRepeat // "*": the octets of the line before, up to the next offset
	lineEnd    // what follows is not for us
	lineProse  // text, to be gone past
)

// textLine is one line of a hex dump, taken apart.
type textLine struct {
	number    int
	kind      lineKind
	comment   string
	direction codec.Direction
	offset    string // digits of the offset, "" if the line has none
	octets    []byte
	words     bool // the octets came as 16-bit words: offsets of such dumps may be octal
	base64    bool
	opens     bool   // a brace opens and does not close: the packet ends where it closes
	closes    bool   // a brace closes
	indent    int    // how much text stands before the octets
	more      int    // how many octets are said to follow, and do not
	column    int    // of what could not be read, from 1
	wrong     string // what was expected and found, "" if all is well
}

// parseLine takes a line apart into l, whose octets it reuses. offsets and inBase64 say that the packet so far had
// offsets, or was base64.
func parseLine(l *textLine, line []byte, offsets, inBase64 bool) {
	*l = textLine{number: l.number, octets: l.octets[:0]}
	text := bytes.TrimRight(bytes.TrimPrefix(line, []byte("\ufeff")), " \t\r\n\f")
	p := parser{l: l, text: text, offsets: offsets}
	p.spaces()
	rest := string(text[p.at:min(len(text), p.at+2)])
	switch {
	case rest == "":
		l.kind = lineBlank
	case rest == "#!" || rest == "#:" || rest == "." || rest == ". ":
		l.kind = lineEnd
	case rest[0] == '#' || rest[0] == ';' || rest == "//":
		l.kind = lineComment
		l.comment = strings.TrimSpace(strings.TrimLeft(string(text[p.at:]), "#;/"))
	case rest == "*" && p.at == len(text)-1:
		l.kind = lineRepeat
	case inBase64 && p.base64(true):
	default:
		p.octets()
	}
}

// parser goes along a line.
type parser struct {
	l       *textLine
	text    []byte
	at      int
	offsets bool // a line may be an offset alone
}

func (p *parser) octets() {
	p.direction()
	if p.peek() == '|' { // the dumps of strace stand between bars
		p.at++
		p.spaces()
	}
	if p.offset() {
		p.row()
		return
	}
	p.skipCode()
	start := p.at
	if p.decimals() {
		return
	}
	p.list(len(p.text))
	if p.l.wrong == "" {
		return
	}
	p.at, p.l.octets = start, p.l.octets[:0]
	if p.base64(false) {
		p.l.wrong = ""
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) spaces() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
}

// fail notes the first thing on the line that could not be read.
func (p *parser) fail(at int, expected string) {
	if p.l.wrong != "" {
		return
	}
	found := "the end of the line"
	if at < len(p.text) {
		found = strconv.QuoteRune(rune(p.text[at]))
	}
	p.l.column, p.l.wrong = at+1, fmt.Sprintf("want %s, got %s", expected, found)
}

// direction takes the mark of a direction: arrows, or the I and O of text2pcap.
func (p *parser) direction() {
	for _, m := range [...]struct {
		mark string
		d    codec.Direction
	}{
		{"->", codec.Sent}, {"=>", codec.Sent}, {">", codec.Sent}, {"O ", codec.Sent},
		{"<-", codec.Received}, {"<=", codec.Received}, {"<", codec.Received}, {"I ", codec.Received},
	} {
		if bytes.HasPrefix(p.text[p.at:], []byte(m.mark)) {
			p.l.direction = m.d
			p.at += len(m.mark)
			p.spaces()
			return
		}
	}
}

// digits returns how many hex digits stand at i.
func (p *parser) digits(i int) int {
	n := 0
	for i+n < len(p.text) && isHex(p.text[i+n]) {
		n++
	}
	return n
}

// spaceAt reports whether a space or the end of the line stands at i.
func (p *parser) spaceAt(i int) bool {
	return i >= len(p.text) || p.text[i] == ' ' || p.text[i] == '\t'
}

// offset takes the offset at the start of a row: digits that a colon follows, or that are more than those of the octets
// that follow.
func (p *parser) offset() bool {
	from := p.at
	if bytes.HasPrefix(p.text[from:], []byte("0x")) {
		from += 2
	}
	n := p.digits(from)
	end := from + n
	if n < 4 || n > 16 {
		return false
	}
	switch {
	case end < len(p.text) && p.text[end] == ':' && p.spaceAt(end+1):
		p.at = end + 1
	case end == len(p.text):
		if !p.offsets { // as the last line of od and hexdump has it
			return false
		}
		p.at = end
	case p.spaceAt(end):
		next := end
		for next < len(p.text) && p.spaceAt(next) {
			next++
		}
		width := p.digits(next)
		p.l.words = n == 7 && width == 4
		if !p.spaceAt(next+width) || width != 2 && !p.l.words {
			return false
		}
		p.at = end
	default:
		return false
	}
	p.l.offset = string(p.text[from:end])
	return true
}

// row takes the octets after an offset, up to the gap before the column of characters.
func (p *parser) row() {
	colon := p.text[p.at-1] == ':'
	p.spaces()
	for p.at < len(p.text) {
		n := p.digits(p.at)
		if n == 0 || n%2 != 0 || !p.spaceAt(p.at+n) && p.text[p.at+n] != '-' {
			p.fail(p.at+n, "two hex digits")
			return
		}
		p.appendHex(p.at, n)
		p.at += n
		gap := p.at
		p.spaces()
		if p.peek() == '-' { // between the halves of a row
			p.at++
			continue
		}
		halves := !colon && len(p.l.octets) == 8 && p.at-gap == 2
		if p.at-gap > 1 && !halves {
			break
		}
		if halves && p.digits(p.at) != 2 {
			break
		}
	}
	if p.l.words {
		for i := 0; i+1 < len(p.l.octets); i += 2 {
			p.l.octets[i], p.l.octets[i+1] = p.l.octets[i+1], p.l.octets[i]
		}
	}
}

func (p *parser) appendHex(at, n int) {
	for i := at; i < at+n; i += 2 {
		p.l.octets = append(p.l.octets, hexValue(p.text[i])<<4|hexValue(p.text[i+1]))
	}
}

// base64 takes the rest of the line as base64. Unless more of it came before, it must start like a netlink message:
// words of any language are valid base64.
func (p *parser) base64(inside bool) bool {
	text := strings.Trim(string(p.text[p.at:]), " \t\"'`,;")
	text = strings.TrimRight(text, "=")
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(text, "-_") {
		encoding = base64.RawURLEncoding
	}
	octets, err := encoding.AppendDecode(p.l.octets[:0], []byte(text))
	if err != nil || !inside && !startsPacket(octets) {
		return false
	}
	p.l.octets, p.l.base64 = octets, true
	return true
}

// startsPacket reports whether octets look like the start of a message.
func startsPacket(octets []byte) bool {
	if len(octets) >= nlmsg.HeaderLen {
		return nlmsg.PlausibleHeader(octets, nlmsg.IsBigEndian(octets, false))
	}
	_, ok := nlmsg.Next(octets, nlmsg.IsBigEndian(octets, false))
	return ok
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
