package hexdump

import (
	"fmt"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// claim is what a debugReader makes of a line.
type claim uint8

const (
	notMine claim = iota
	taken         // it is part of a message
	ended         // with it, the message is complete
	before        // the message ended before it; the line is to be offered once more
)

// debugReader reads what a library prints of each message when it is told to debug.
type debugReader interface {
	// offer has it take a line. It leaves alone what it does not know, be it in the middle of a message: logs are mixed.
	offer(text []byte, number int) claim
	// message is the message that is being put together, or was completed last.
	message() *debugMessage
}

// debugMessage is a message that is printed part by part, its numbers as numbers. That does not tell the byte order of
// the host, which is taken to be little-endian.
type debugMessage struct {
	line      int // where it starts, 0: there is none
	data      []byte
	length    int // nlmsg_len
	missing   []codec.Span
	direction codec.Direction
	protocol  int    // or ProtocolUnknown
	bad       int    // the line that cannot be read, 0: all is well
	wrong     string // with it
}

// start makes room for a message.
func (m *debugMessage) start(line int, d codec.Direction) {
	*m = debugMessage{line: line, data: m.data[:0], missing: m.missing[:0], direction: d, protocol: captures.ProtocolUnknown}
}

// end tells that nothing is being put together any more.
func (m *debugMessage) end() { m.line = 0 }

// fail gives up the message. Only its first fault is an error.
func (m *debugMessage) fail(line int, format string, args ...any) {
	if m.bad == 0 {
		m.bad, m.wrong = line, fmt.Sprintf(format, args...)
	}
}

// zeros appends octets that are set later.
func (m *debugMessage) zeros(n int) { m.data = append(m.data, make([]byte, n)...) }

// untold appends octets that are not printed.
func (m *debugMessage) untold(n int) {
	m.missing = append(m.missing, codec.Span{From: len(m.data), To: len(m.data) + n})
	m.zeros(n)
}

// set puts a number of up to four octets at an offset.
func (m *debugMessage) set(at, size int, n uint32) {
	var octets [4]byte
	nlmsg.ByteOrder(false).PutUint32(octets[:], n)
	copy(m.data[at:at+size], octets[:])
}

// attribute appends the header of an attribute (struct nlattr).
func (m *debugMessage) attribute(length, typ uint16) {
	m.zeros(4)
	m.set(len(m.data)-4, 2, uint32(length))
	m.set(len(m.data)-2, 2, uint32(typ))
}

// debugReaders are the readers of one text, and what it told of protocols so far.
type debugReaders struct {
	all      []debugReader
	port     uint32 // of the last message that told its protocol
	protocol int    // of that message
}

func newDebugReaders() debugReaders {
	return debugReaders{all: []debugReader{&libnlReader{}, &libmnlReader{}}, protocol: captures.ProtocolUnknown}
}

// claimant offers a line to each. A message that is complete is returned with the claim.
func (d *debugReaders) claimant(text []byte, number int) (claim, *debugMessage) {
	for _, r := range d.all {
		if c := r.offer(text, number); c != notMine {
			return c, r.message()
		}
	}
	return notMine, nil
}

// open returns a message that the input ends in, or is in the middle of.
func (d *debugReaders) open() *debugMessage {
	for _, r := range d.all {
		if m := r.message(); m.line > 0 {
			return m
		}
	}
	return nil
}

// fill makes a record of a message.
func (d *debugReaders) fill(r *captures.Record, m *debugMessage, protocol int) {
	*r = captures.Record{FD: -1, Protocol: m.protocol, Direction: m.direction, Data: m.data, Missing: m.missing,
		OriginalLen: max(m.length, len(m.data))}
	if len(m.data) >= nlmsg.HeaderLen {
		port := nlmsg.ByteOrder(false).Uint32(m.data[nlmsg.AtPort:])
		switch {
		case m.protocol != captures.ProtocolUnknown:
			d.port, d.protocol = port, m.protocol
		case port == d.port: // the socket is the same
			r.Protocol = d.protocol
		}
	}
	if r.Protocol == captures.ProtocolUnknown {
		r.Protocol = protocol
	}
	if r.Direction == codec.DirectionUnknown {
		r.Direction = nlmsg.GuessDirection(r.Data, false, r.Protocol)
	}
}
