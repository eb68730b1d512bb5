package hexdump

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// Recognise reports whether head starts with octets written as text, or is text with messages in it, as
// logs of strace may be, too.
func Recognise(head captures.Head) bool {
	lines := head.Lines()
	return len(lines) > 0 && (startsWithOctets(lines) || holdsMessage(lines))
}

// longLine is more than a line of octets has that is not a list without an end.
const longLine = 32 << 10

// startsWithOctets reports whether the first lines that are no comments are octets.
func startsWithOctets(head []byte) bool {
	const enough = 4
	var l textLine
	octets := 0
	for len(head) > 0 && octets < enough && l.kind != lineEnd {
		line, rest, whole := bytes.Cut(head, []byte("\n"))
		head = rest
		parseLine(&l, line, false, false)
		if l.wrong != "" {
			// a line longer than head may be cut anywhere
			return !whole && len(line) > longLine && l.column > len(line)-enough
		}
		octets += len(l.octets)
	}
	return octets >= enough
}

// holdsMessage reports whether there is a message in text: one that a library printed, or octets that are whole messages.
func holdsMessage(head []byte) bool {
	h := newReader(input.Of(head), "", captures.ProtocolUnknown)
	var r captures.Record
	for {
		err := h.Next(&r)
		switch {
		case err == nil && (!h.packet.emitted || endsWhole(&r)):
			return true
		case err != nil && h.fault != nil:
			return false
		}
	}
}

// endsWhole reports whether a record is messages that end where it does, of types that there are.
func endsWhole(r *captures.Record) bool {
	_, need, ok := nlmsg.ChainNeed(r.Data, r.BigEndian)
	return ok && need == r.OriginalLen-len(r.Data) && nlmsg.StartsMessages(r.Data, true) &&
		nlmsg.ByteOrder(r.BigEndian).Uint16(r.Data[nlmsg.AtType:]) != 0
}
