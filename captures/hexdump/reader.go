// Package hexdump reads and writes octets written as text.
package hexdump

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/note"
	"github.com/nlkit/nlkit/codec"
)

// reader is what NewReader returns.
type reader struct {
	lines    textLines
	name     string
	protocol int
	packet   packet
	line     textLine
	held     bool          // line belongs to the packet after this one
	debug    debugReaders  // of the lines that are printed part by part
	printed  debugMessage  // of a line that Go printed
	ready    *debugMessage // complete, and to be returned next
	loose    bool          // there was text between the packets
	some     bool          // there was a packet, or a fault
	fault    error
}

// NewReader returns a reader of octets written as text: the dumps of xxd, hexdump -C, od, strace and Wireshark, the dump files of
// pyroute2, plain hex, base64, byte lists of C, Go, Python, Rust and Node.js, and what libraries print of messages when
// they are told to debug. A packet ends where its messages are complete, at offset 0, at a closing brace, and at a
// blank line or text unless a message is cut short there. A note without octets is a packet, too: an event.
//
// In pyroute2's files a dot, and a line that starts with "#!" or "#:", end the data.
//
// protocol is that of messages that do not say, or captures.ProtocolUnknown.
func NewReader(r io.Reader, name string, protocol int) captures.Reader {
	return newReader(r, name, protocol)
}

func newReader(r io.Reader, name string, protocol int) *reader {
	h := &reader{lines: textLines{Lines: input.NewLines(input.NewSource(r))}, name: name, protocol: protocol,
		debug: newDebugReaders()}
	h.packet.reset(protocol)
	return h
}

// Next reads the next packet.
func (h *reader) Next(r *captures.Record) error {
	if h.packet.emitted {
		h.packet.reset(h.protocol)
	}
	for {
		if h.ready != nil {
			return h.emitDebug(r)
		}
		if h.fault != nil {
			return h.fault
		}
		complete, err := h.step()
		if err != nil {
			h.some = true
			return err
		}
		if complete {
			if h.emit(r) {
				h.some = true
				return nil
			}
			h.packet.reset(h.protocol)
		}
	}
}

// emitDebug puts the message that is ready into r.
func (h *reader) emitDebug(r *captures.Record) error {
	m := h.ready
	pos := captures.Position{File: h.name, Line: m.line}
	h.ready, h.some = nil, true
	m.end()
	if m.bad > 0 {
		pos.Line = m.bad
		return &captures.Error{Pos: pos, Msg: m.wrong + "; this message is skipped", Skipped: true}
	}
	h.debug.fill(r, m, h.protocol)
	r.Pos = pos
	return nil
}

// emit puts the packet into r, if there is one.
func (h *reader) emit(r *captures.Record) bool {
	p := &h.packet
	if p.line == 0 {
		p.line = p.noted
	}
	if p.bad || p.line == 0 {
		return false
	}
	p.emitted = true
	*r = p.meta
	r.Pos = captures.Position{File: h.name, Line: p.line}
	length := r.OriginalLen
	r.Data, r.OriginalLen = p.data, len(p.data)
	if c, ok := cooked.Parse(cooked.Netlink, p.data); ok && c.IsNetlink() {
		c.Fill(r, false)
	} else {
		r.BigEndian = nlmsg.IsBigEndian(r.Data, false)
		if r.Direction == codec.DirectionUnknown && r.Event == "" {
			r.Direction = nlmsg.GuessDirection(r.Data, r.BigEndian, r.Protocol)
		}
	}
	r.OriginalLen = max(r.OriginalLen, length)
	note.ClipMissing(r)
	return true
}

// step takes one more line. It returns true when the packet is complete.
func (h *reader) step() (bool, error) {
	if !h.held {
		text, err := h.lines.next()
		if err != nil {
			h.end(err)
			return true, nil
		}
		h.line.number = h.lines.Number
		if h.lines.Cut {
			return false, h.damage(fmt.Sprintf("a line of more than %d octets", len(text)))
		}
		if h.takeDebug(text) {
			h.loose = true
			return h.packet.line > 0, nil
		}
		text = h.lines.join(text)
		if takeGo(&h.printed, text, h.line.number) {
			h.ready, h.loose = &h.printed, true
			return h.packet.line > 0, nil
		}
		list, more := cutMore(text)
		h.parse(list)
		h.line.more = more
	}
	h.held = false
	switch l := &h.line; l.kind {
	case lineBlank:
		return h.packet.blank(), nil
	case lineProse:
		h.loose = true
		return h.packet.blank(), nil
	case lineComment:
		return h.comment(), nil
	case lineRepeat:
		h.packet.repeat = true
		return false, nil
	case lineEnd:
		complete, err := h.octets()
		if !h.held {
			h.fault = io.EOF
			complete = true
		}
		return complete, err
	}
	return h.octets()
}

// takeDebug offers a line to the readers of debug output. It returns false if it is none's.
func (h *reader) takeDebug(text []byte) bool {
	c, m := h.debug.claimant(text, h.line.number)
	if c != notMine {
		h.lines.quotes(text)
	}
	if c == ended || c == before {
		h.ready = m
	}
	if c == before {
		h.lines.Unread()
	}
	return c != notMine
}

// end notes the end of the input. What came before it is still to be returned.
func (h *reader) end(err error) {
	h.fault = io.EOF
	h.ready = h.debug.open()
	switch pos := (captures.Position{File: h.name, Line: h.lines.Number + 1}); {
	case !errors.Is(err, io.EOF):
		h.fault = &captures.Error{Pos: pos, Msg: "reading failed", Err: err}
	case h.loose && !h.some && h.ready == nil && h.packet.line == 0:
		h.fault = &captures.Error{Pos: pos, Msg: "no octets of a message were found in this text"}
	}
}

// parse takes a line apart: as it is, or what of it is a message. Otherwise it is text, or has a fault.
func (h *reader) parse(text []byte) {
	p, l := &h.packet, &h.line
	if p.line > 0 && len(text) > p.indent && p.indent > 0 {
		if parseLine(l, text[p.indent:], p.offsets, false); l.wrong == "" && len(l.octets) > 0 {
			l.behind(text[:p.indent])
			return
		}
	}
	whole := func() { parseLine(l, text, p.offsets, p.base64) }
	whole()
	odd := p.line == 0 && l.kind == lineOctets && l.offset == "" && len(l.octets) > 0 && !startsPacket(l.octets)
	if p.open && p.line > 0 || l.wrong == "" && !odd {
		return
	}
	if p.open && l.wrong != "" {
		p.open = false // the brace was not that of octets
	}
	if at := findOctets(l, text, l.wrong == ""); at >= 0 {
		l.behind(text[:at])
		return
	}
	whole()
	const few = 8
	if odd && l.wrong == "" && h.loose && len(l.octets) < few || l.wrong != "" && l.isProse(text, p.line > 0) {
		h.lines.quotes(text)
		l.kind, l.octets = lineProse, l.octets[:0]
	}
}

// hold leaves the line to the next packet.
func (h *reader) hold() (bool, error) {
	h.held = true
	return true, nil
}

func (h *reader) comment() bool {
	p := &h.packet
	if p.offsets && !p.bad && (p.gap || p.missing() <= 0) {
		h.held = true
		return true
	}
	if note.Parse(h.line.comment, &p.meta) && h.line.comment != "" {
		p.noted = h.line.number
	} else {
		p.meta.AddComment(h.line.comment)
	}
	return false
}

// octets takes the octets of the line.
func (h *reader) octets() (bool, error) {
	p, l := &h.packet, &h.line
	if p.bad && p.recovers(l) {
		p.reset(h.protocol)
	}
	if l.wrong != "" {
		if p.line > 0 && p.gap {
			return h.hold()
		}
		return false, h.damage(fmt.Sprintf("column %d: %s", l.column, l.wrong))
	}
	if p.bad {
		return l.closes, nil
	}
	if p.line > 0 && p.splits(l) {
		return h.hold()
	}
	if len(p.data)+len(l.octets) > nlmsg.MaxDatagram {
		return false, h.damage(fmt.Sprintf("a packet of more than %d octets", nlmsg.MaxDatagram))
	}
	if l.offset == "" {
		return p.appendList(l), nil
	}
	if wrong := p.checkOffset(l); wrong != "" {
		return false, h.damage(wrong)
	}
	return p.appendRow(l), nil
}

// damage gives up the packet. Only the first fault of a packet is an error.
func (h *reader) damage(msg string) error {
	p := &h.packet
	if p.bad {
		return nil
	}
	p.bad, p.gap = true, false
	return &captures.Error{Pos: captures.Position{File: h.name, Line: h.line.number},
		Msg: msg + "; this packet is skipped", Skipped: true}
}

// parseOffset returns the number that the digits of an offset mean, or -1.
func parseOffset(digits string, radix int) int64 {
	n, err := strconv.ParseInt(digits, radix, 64)
	if err != nil {
		return -1
	}
	return n
}

func isZeroOffset(digits string) bool { return digits != "" && strings.Trim(digits, "0") == "" }
