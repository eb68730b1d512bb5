package hexdump

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// libnlReader reads what libnl prints with NLCB=debug, and iw with --debug: a block a message, in which each part is
// named, and its octets follow in rows of 16.
type libnlReader struct {
	m         debugMessage
	direction codec.Direction // that the line before announced
	fields    int             // how many fields of the first header were there
	section   libnlSection
}

// libnlSection is a part whose octets are being read.
type libnlSection struct {
	name   string
	line   int
	column int // where its name stands in the line
	at     int // where its octets start in the message
	want   int // how many octets are still to come
}

var (
	libnlPart  = regexp.MustCompile(`\[([A-Z][A-Z0-9 ]*)\] (\d+) octets\s*$`)
	libnlField = regexp.MustCompile(`\.(nlmsg_len|type|flags|seq|port|cmd|version|unused|error) = ` +
		`(-?\d+|0x[0-9a-f]+)\b(?: <([a-z_]+)/)?`)
)

// libnlRow is how many octets stand in a row.
const libnlRow = 16

// libnlMember is a member that is printed as a number.
type libnlMember struct {
	name     string
	at, size int
}

var (
	libnlHeader = []libnlMember{{"nlmsg_len", nlmsg.AtLength, 4}, {"type", nlmsg.AtType, 2}, {"flags", nlmsg.AtFlags, 2},
		{"seq", nlmsg.AtSeq, 4}, {"port", nlmsg.AtPort, 4}}
	// libnlStructs are the parts that are printed as numbers.
	libnlStructs = map[string][]libnlMember{
		libnlFirst: libnlHeader, libnlRequest: libnlHeader, "ERRORMSG": {{"error", 0, 4}},
		"GENERIC NETLINK HEADER": {{"cmd", 0, 1}, {"version", 1, 1}, {"unused", 2, 2}},
	}
)

// The parts that are a struct nlmsghdr: the message's own, and that of the request which an error is about.
const (
	libnlFirst   = "NETLINK HEADER"
	libnlRequest = "ORIGINAL MESSAGE"
)

// libnlProtocols are the protocols of libnl's names of message types: "route/link::new".
var libnlProtocols = map[string]int{
	"route": nlmsg.Route, "genl": nlmsg.Generic, "netfilter": 12, "xfrm": 6, "idiag": 4, "fib_lookup": 10,
}

func (l *libnlReader) message() *debugMessage { return &l.m }

func (l *libnlReader) offer(text []byte, number int) claim {
	switch {
	case bytes.Contains(text, []byte("-- Debug: codec.Sent Message:")):
		l.direction = codec.Sent
		return taken
	case bytes.Contains(text, []byte("-- Debug: codec.Received Message:")):
		l.direction = codec.Received
		return taken
	case bytes.Contains(text, []byte("---   BEGIN NETLINK MESSAGE ---")):
		if l.m.line > 0 {
			return before
		}
		l.m.start(number, l.direction)
		*l = libnlReader{m: l.m}
		return taken
	case l.m.line == 0:
		return notMine
	case bytes.Contains(text, []byte("---  END NETLINK MESSAGE   ---")):
		l.end(number)
		return ended
	}
	if part := libnlPart.FindSubmatchIndex(text); part != nil {
		l.part(text, part, number)
		return taken
	}
	if l.section.want > 0 {
		return l.row(text, number)
	}
	if field := libnlField.FindSubmatch(text); field != nil {
		return l.field(string(field[1]), string(field[2]), string(field[3]), number)
	}
	return notMine
}

// part begins a part: [ATTR 03] 4 octets.
func (l *libnlReader) part(text []byte, at []int, number int) {
	l.filled(number)
	m, name := &l.m, string(text[at[2]:at[3]])
	n, err := strconv.Atoi(string(text[at[4]:at[5]]))
	if err != nil || n > nlmsg.MaxDatagram || len(m.data)+n > nlmsg.MaxDatagram {
		m.fail(number, "[%s] of more than %d octets", name, nlmsg.MaxDatagram)
		return
	}
	if (len(m.data) == 0) != (name == libnlFirst) {
		m.fail(number, "[%s] out of place", name)
		return
	}
	l.section = libnlSection{name: name, line: number, column: at[0], at: len(m.data)}
	if members := libnlStructs[name]; members != nil {
		last := members[len(members)-1]
		m.zeros(last.at + last.size)
		if name == "GENERIC NETLINK HEADER" {
			m.protocol = nlmsg.Generic
		}
		return
	}
	switch attr, ok := strings.CutPrefix(name, "ATTR "); {
	case ok:
		l.attribute(attr, n)
	case name == "LEFTOVER":
		m.untold(n)
	default: // HEADER, PAYLOAD, PADDING
		l.section.want = n
	}
}

// attribute begins an attribute: "03", "62 NESTED", or "PADDING" for one of type 0. What is nested is parts of its own.
func (l *libnlReader) attribute(name string, n int) {
	number, nested := strings.CutSuffix(name, " NESTED")
	if number == "PADDING" {
		number = "0"
	}
	typ, err := strconv.ParseUint(number, 10, 14)
	if err != nil || n > 0xffff-4 {
		l.m.fail(l.section.line, "no attribute is like [ATTR %s] of %d octets", name, n)
		return
	}
	if nested {
		typ |= 0x8000 // NLA_F_NESTED
	} else {
		l.section.want = n
	}
	l.m.attribute(uint16(n+4), uint16(typ))
}

// row takes octets: where the row should stand, or wherever they are if whoever pasted it moved the lines.
func (l *libnlReader) row(text []byte, number int) claim {
	n := min(l.section.want, libnlRow)
	at := l.section.column + 2
	if !octetsAt(text, at, n) {
		for at = 0; at < len(text) && !octetsAt(text, at, n); at++ {
		}
	}
	if at >= len(text) {
		if octetsAt(text, l.section.column+2, 1) {
			l.m.fail(number, "%d octets of [%s] expected", n, l.section.name)
			return taken
		}
		return notMine
	}
	for i := range n {
		l.m.data = append(l.m.data, hexValue(text[at+3*i])<<4|hexValue(text[at+3*i+1]))
	}
	l.section.want -= n
	return taken
}

// octetsAt reports whether n octets stand at a place, as "14 00 00 ".
func octetsAt(text []byte, at, n int) bool {
	if len(text) < at+3*n-1 || at > 0 && text[at-1] != ' ' && text[at-1] != '\t' {
		return false
	}
	for i := at; i < at+3*n; i += 3 {
		if !isHex(text[i]) || !isHex(text[i+1]) || i+2 < len(text) && text[i+2] != ' ' {
			return false
		}
	}
	return true
}

// filled checks that the part before is whole.
func (l *libnlReader) filled(number int) {
	if s := &l.section; s.want > 0 {
		l.m.fail(number, "[%s] of line %d lacks %d octets", s.name, s.line, s.want)
	}
}

// field takes a member of a struct: .type = 18 <route/link::get>.
func (l *libnlReader) field(name, value, kind string, number int) claim {
	members := libnlStructs[l.section.name]
	i := slices.IndexFunc(members, func(f libnlMember) bool { return f.name == name })
	if i < 0 {
		return notMine
	}
	m, f := &l.m, members[i]
	n, err := strconv.ParseInt(value, 0, 64)
	if bits := 8 * f.size; err != nil || n >= 1<<bits || n < -1<<(bits-1) {
		m.fail(number, ".%s = %s does not fit", name, value)
		return taken
	}
	at := l.section.at + f.at
	if l.section.name == libnlRequest && f.at == nlmsg.AtLength {
		m.missing = append(m.missing, codec.Span{From: at, To: at + f.size}) // libnl prints that of a copy without payload
		return taken
	}
	m.set(at, f.size, uint32(n))
	if l.section.name != libnlFirst {
		return taken
	}
	l.fields++
	if f.at == nlmsg.AtLength {
		m.length = int(uint32(n))
	}
	if protocol, ok := libnlProtocols[kind]; ok {
		m.protocol = protocol
	}
	return taken
}

// end completes the message. Of an error, libnl prints the header of the request only.
func (l *libnlReader) end(number int) {
	m := &l.m
	l.filled(number)
	switch n := len(m.data); {
	case l.fields != len(libnlHeader):
		m.fail(number, "this message has %d of the %d fields of [NETLINK HEADER]", l.fields, len(libnlHeader))
	case m.length < nlmsg.HeaderLen || m.length > nlmsg.MaxDatagram || n > nlmsg.Align(m.length):
		m.fail(number, "these are %d octets, .nlmsg_len is %d", n, m.length)
	case n < m.length:
		m.untold(m.length - n)
	}
}
