package hexdump

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// libmnlReader reads what libmnl prints (mnl_nlmsg_fprintf; nft with --debug=mnl), and mdlayher/netlink after it: a
// table a message, four octets a row. Of nlmsg_flags it shows the lower four bits.
type libmnlReader struct {
	m     debugMessage
	rows  int // of the header
	extra int // how many octets there are of the protocol's own header
	lines int // lines of dashes after the header
}

// The rows of the table, without colours.
var (
	libmnlNumber = regexp.MustCompile(`\|\s*(\d{5,10})\s*\|\s*\|\s*(message length|sequence number|port ID)\s*\|`)
	libmnlType   = regexp.MustCompile(`\|\s*(\d{5})\s*\|\s*([R-])([M-])([A-])([E-])\s*\|\s*\|\s*type \| flags\s*\|`)
	libmnlAttr   = regexp.MustCompile(`\|\s*(\d{5})\s*\|([N-])([B-])\|\s*(\d{5})\s*\|\s*\|len \|flags\| type\|`)
	libmnlOctets = regexp.MustCompile(
		`\|\s*([0-9a-f]{2}) ([0-9a-f]{2}) ([0-9a-f]{2}) ([0-9a-f]{2})\s*\|\s*\|\s*(extra header|data|)\s*\|`)
	// libmnlLabel is what tells rows from other text with bars.
	libmnlLabel = regexp.MustCompile(`\|\s*\|\s*(message length|type \| flags|sequence number|port ID|extra header|` +
		`data|len \|flags\| type| {16})\s*\|`)
	// colours, as terminals take them, and as they look where the escape was lost or spelt out.
	colours = regexp.MustCompile(`(?:\x1b|\^\[|#033|\\033|\\x1b|\\e|\\u001b)?\[[0-9]{1,2}(?:;[0-9]{1,2})*m`)
)

// libmnlBars is how many bars a row has at least: rows of hexdump have two.
const libmnlBars = 4

// libmnlHeader is how many rows a struct nlmsghdr takes.
const libmnlHeader = 4

func (l *libmnlReader) message() *debugMessage { return &l.m }

func (l *libmnlReader) offer(text []byte, number int) claim {
	bar := bytes.IndexByte(text, '|')
	switch {
	case bar < 0 && l.m.line > 0 && bytes.Contains(text, []byte("----------------")):
		return l.dashes()
	case bytes.Count(text, []byte("|")) < libmnlBars:
		return notMine
	}
	row := colours.ReplaceAll(text[bar:], nil)
	label := libmnlLabel.FindSubmatch(row)
	if label == nil {
		return notMine
	}
	switch first := string(label[1]) == "message length"; {
	case l.m.line == 0: // a row that none came before is a fault
		l.m.start(number, codec.DirectionUnknown)
		*l = libmnlReader{m: l.m}
		l.m.zeros(nlmsg.HeaderLen)
	case first:
		return before
	}
	l.row(row, string(label[1]), number)
	if l.rows == libmnlHeader && len(l.m.data) >= nlmsg.Align(l.m.length) && l.lines > 0 {
		return ended
	}
	return taken
}

// row takes a row.
func (l *libmnlReader) row(row []byte, label string, number int) {
	m := &l.m
	for i, want := range [...]string{"message length", "type | flags", "sequence number", "port ID"} {
		if label == want && i != l.rows || label != want && i == l.rows {
			m.fail(number, "the row %q of the table is out of place", label)
			return
		}
	}
	var ok bool
	switch label {
	case "message length", "sequence number", "port ID":
		ok = l.number(libmnlNumber.FindSubmatch(row))
	case "type | flags":
		ok = l.typeAndFlags(libmnlType.FindSubmatch(row))
	case "len |flags| type":
		ok = l.attribute(libmnlAttr.FindSubmatch(row))
	default:
		ok = l.octets(libmnlOctets.FindSubmatch(row))
	}
	if !ok {
		m.fail(number, "this is no row of the table for %q", label)
	}
}

func (l *libmnlReader) number(cells [][]byte) bool {
	if cells == nil {
		return false
	}
	n, err := strconv.ParseUint(string(cells[1]), 10, 32)
	at := [...]int{0: nlmsg.AtLength, 2: nlmsg.AtSeq, 3: nlmsg.AtPort}[l.rows]
	l.m.set(at, 4, uint32(n))
	if at == nlmsg.AtLength {
		l.m.length = int(n)
		if n < nlmsg.HeaderLen || n > nlmsg.MaxDatagram {
			return false
		}
	}
	l.rows++
	return err == nil
}

func (l *libmnlReader) typeAndFlags(cells [][]byte) bool {
	if cells == nil {
		return false
	}
	typ, err := strconv.ParseUint(string(cells[1]), 10, 16)
	flags, shown := uint32(0), bytes.Join(cells[2:], nil)
	for i, c := range shown {
		if c != '-' {
			flags |= 1 << i // NLM_F_REQUEST, NLM_F_MULTI, NLM_F_ACK, NLM_F_ECHO
		}
	}
	l.m.set(nlmsg.AtType, 2, uint32(typ))
	l.m.set(nlmsg.AtFlags, 2, flags)
	l.m.missing = append(l.m.missing, codec.Span{From: nlmsg.AtFlags + 1, To: nlmsg.AtFlags + 2, Text: string(shown)})
	l.rows++
	return err == nil
}

// attribute takes the header of an attribute, or other octets that look like one to libmnl.
func (l *libmnlReader) attribute(cells [][]byte) bool {
	if cells == nil {
		return false
	}
	length, err := strconv.ParseUint(string(cells[1]), 10, 16)
	typ, err2 := strconv.ParseUint(string(cells[4]), 10, 14)
	if cells[2][0] == 'N' {
		typ |= 0x8000 // NLA_F_NESTED
	}
	if cells[3][0] == 'B' {
		typ |= 0x4000 // NLA_F_NET_BYTEORDER
	}
	l.m.attribute(uint16(length), uint16(typ))
	return err == nil && err2 == nil && len(l.m.data) <= nlmsg.Align(l.m.length)
}

func (l *libmnlReader) octets(cells [][]byte) bool {
	if cells == nil {
		return false
	}
	for _, c := range cells[1:5] {
		l.m.data = append(l.m.data, hexValue(c[0])<<4|hexValue(c[1]))
	}
	if string(cells[5]) == "extra header" {
		l.extra += 4
	}
	return len(l.m.data) <= nlmsg.Align(l.m.length)
}

// dashes takes a line between the parts of the table.
func (l *libmnlReader) dashes() claim {
	if l.rows < libmnlHeader {
		return taken
	}
	if l.lines++; l.lines == 1 && l.m.length > nlmsg.HeaderLen {
		return taken
	}
	l.gap()
	return ended
}

// gap puts in the octets that are not printed. mdlayher/netlink leaves out the first four if they are zero, and the
// request that an error is about. libmnl leaves out attributes of type 0, and it does not show where.
func (l *libmnlReader) gap() {
	m := &l.m
	n := nlmsg.Align(m.length) - len(m.data)
	at := nlmsg.HeaderLen + l.extra
	control := nlmsg.ByteOrder(false).Uint16(m.data[nlmsg.AtType:]) < 0x10 // NLMSG_MIN_TYPE
	switch {
	case n <= 0:
	case control || l.extra == 0 && n == 4:
		m.missing = append(m.missing, codec.Span{From: at, To: at + n})
		m.data = append(m.data[:at], append(make([]byte, n), m.data[at:]...)...)
	default:
		m.fail(m.line, "%d of the %d octets of this message are not in the table: attributes of type 0 are left out",
			n, m.length)
	}
}
