package hexdump

import (
	"fmt"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// packet is a packet of a hex dump that is being put together.
type packet struct {
	meta    captures.Record // what comments and marks say
	data    []byte
	line    int    // where its octets start, 0 if there are none
	noted   int    // where a note stands, 0 if there is none
	last    int    // where in data the last message starts
	base    int64  // offset of the first octet
	radix   int    // of the offsets, 0 while unknown
	row     []byte // the octets of the last line
	offsets bool   // its lines have offsets
	words   bool   // its lines are 16-bit words
	base64  bool   // its lines are base64
	open    bool   // within braces
	gap     bool   // a blank line came, but a message is cut short there
	repeat  bool   // a "*" came
	bad     bool   // a line was damaged: the rest goes unread
	indent  int    // how much text stood before its octets in the first line
	emitted bool
}

// reset makes room for the next packet.
func (p *packet) reset(protocol int) {
	*p = packet{data: p.data[:0], row: p.row[:0], meta: captures.Record{FD: -1, Protocol: protocol}}
}

// missing returns how many octets the last message lacks, or -1 if the octets are not messages.
func (p *packet) missing() int {
	last, need, ok := nlmsg.ChainNeed(p.data[p.last:], nlmsg.IsBigEndian(p.data, false))
	if !ok {
		return -1
	}
	p.last += last
	return need
}

// blank reports whether the packet is complete at a blank line.
func (p *packet) blank() bool {
	if p.line == 0 || p.bad {
		return true
	}
	if p.open {
		return false
	}
	p.gap = p.missing() > 0
	return !p.gap
}

// recovers reports whether a packet starts at l, after a damaged one.
func (p *packet) recovers(l *textLine) bool {
	if l.offset != "" {
		return isZeroOffset(l.offset)
	}
	return l.wrong == "" && nlmsg.StartsMessages(l.octets, true)
}

// splits reports whether l starts another packet.
func (p *packet) splits(l *textLine) bool {
	if l.offset != "" {
		return !p.offsets || isZeroOffset(l.offset) || p.gap && !p.follows(l) && startsPacket(l.octets)
	}
	if p.offsets {
		return true
	}
	if p.open || len(l.octets) == 0 {
		return false
	}
	need := p.missing()
	switch {
	case p.gap:
		return startsPacket(l.octets)
	case need >= len(l.octets):
		return need > len(l.octets) && nlmsg.WholeChain(l.octets)
	}
	return nlmsg.StartsMessages(l.octets, true)
}

// appendList takes a line without an offset. It returns true if the packet is complete.
func (p *packet) appendList(l *textLine) bool {
	p.open = (p.open || l.opens) && !l.closes
	if len(l.octets) > 0 {
		p.add(l)
	}
	if l.more > 0 {
		p.meta.OriginalLen = len(p.data) + l.more
	}
	if l.closes || l.more > 0 {
		return true
	}
	return len(l.octets) > 0 && !p.open && len(p.data) >= nlmsg.HeaderLen && p.missing() == 0
}

func (p *packet) add(l *textLine) {
	if p.line == 0 {
		p.line, p.base64, p.indent = l.number, l.base64, l.indent
	}
	if l.direction != codec.DirectionUnknown {
		p.meta.Direction = l.direction
	}
	p.gap = false
	p.data = append(p.data, l.octets...)
}

// next is the offset that the next line must have.
func (p *packet) next() int64 { return p.base + int64(len(p.data)) }

// odOffset is how long od's octal and decimal offsets are. The first row does not tell them from hexdump's.
const odOffset = 7

// follows reports whether the offset of l continues the packet, and learns the radix of the offsets.
func (p *packet) follows(l *textLine) bool {
	for _, radix := range [...]int{16, 8, 10} {
		possible := p.radix == radix || p.radix == 0 && (radix == 16 || len(l.offset) == odOffset)
		if possible && parseOffset(l.offset, radix) == p.next() {
			p.radix = radix
			return true
		}
	}
	return false
}

// checkOffset makes the packet reach up to the offset of l. It returns what is wrong with the offset, or "".
func (p *packet) checkOffset(l *textLine) string {
	if p.line == 0 {
		p.base = max(0, parseOffset(l.offset, 16))
		p.offsets = true
		return ""
	}
	if p.repeat {
		p.fillRepeated(l)
	}
	if p.follows(l) {
		return ""
	}
	expected := p.next()
	if p.words && len(l.octets) == 0 {
		// the last word is padded; the offset at the end tells
		p.data = p.data[:len(p.data)-1]
		if p.follows(l) {
			return ""
		}
	}
	return fmt.Sprintf("want offset 0x%x, got %s", expected, l.offset)
}

// fillRepeated puts in the lines that a "*" stands for.
func (p *packet) fillRepeated(l *textLine) {
	p.repeat = false
	radix := p.radix
	if radix == 0 {
		radix = 16
		if len(l.offset) == odOffset && !p.words {
			radix = 8 // od, unless told otherwise
		}
	}
	to := parseOffset(l.offset, radix) - p.base
	if len(p.row) == 0 || to > nlmsg.MaxDatagram {
		return
	}
	for int64(len(p.data)+len(p.row)) <= to {
		p.data = append(p.data, p.row...)
	}
}

// appendRow takes a line with an offset. It returns true if the packet is complete.
func (p *packet) appendRow(l *textLine) bool {
	if len(l.octets) == 0 {
		return p.line > 0
	}
	p.add(l)
	p.row = append(p.row[:0], l.octets...)
	p.words = l.words
	return false
}
