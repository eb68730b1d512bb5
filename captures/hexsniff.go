package captures

import (
	"bytes"
	"io"
)

// sniffHex tells whether head starts with octets written as text, or is text with messages in it.
func sniffHex(head []byte) bool { return startsWithOctets(head) || holdsMessage(head) }

// startsWithOctets tells whether the first lines that are no comments are octets.
func startsWithOctets(head []byte) bool {
	const enough = 4
	var l hexLine
	octets := 0
	for len(head) > 0 && octets < enough && l.kind != lineEnd {
		line, rest, whole := bytes.Cut(head, []byte("\n"))
		head = rest
		parseHexLine(&l, line, false, false)
		if l.wrong != "" {
			// a line longer than head may be cut anywhere
			return !whole && len(line) > sniffSize/2 && l.column > len(line)-enough
		}
		octets += len(l.octets)
	}
	return octets >= enough
}

// holdsMessage tells whether there is a message in text: one that a library printed, or octets that are whole messages.
func holdsMessage(head []byte) bool {
	h := newHexReader(&source{buf: head, end: len(head), err: io.EOF}, "", ProtocolUnknown)
	var r Record
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

// endsWhole tells whether a record is messages that end where it does, of types that there are.
func endsWhole(r *Record) bool {
	_, need, ok := chainNeed(r.Data, r.BigEndian)
	return ok && need == r.OriginalLen-len(r.Data) && startsMessages(r.Data, true) &&
		byteOrder(r.BigEndian).Uint16(r.Data[atType:]) != 0
}
