// Package raw reads and writes netlink messages that stand back to back: as read from a socket, and in files of rtmon.
package raw

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// The first four octets of files that ip wrote, read as a little-endian number.
const (
	magicSaveRoute = 0x45311224 // by ip route save
	magicSaveAddr  = 0x47361222 // by ip address save
	magicSaveRule  = 0x71706986 // by ip rule save
)

// Recognise reports whether head starts with messages as read from a socket, or as ip route save and its like write
// them.
func Recognise(head captures.Head) bool {
	return !head.IsText() && (savedMagic(head.Octets) ||
		nlmsg.StartsMessages(head.Octets, head.More) && !isTimestamp(head.Octets))
}

// RecogniseRtmon reports whether head starts as the files of rtmon do.
func RecogniseRtmon(head captures.Head) bool {
	return nlmsg.StartsMessages(head.Octets, head.More) && isTimestamp(head.Octets)
}

// savedMagic reports whether head starts with the mark of ip route save and its like.
func savedMagic(head []byte) bool {
	if len(head) < 4 {
		return false
	}
	magic := binary.LittleEndian.Uint32(head)
	return magic == magicSaveRoute || magic == magicSaveAddr || magic == magicSaveRule
}

// timestamp is NLMSG_TSTAMP of iproute2: seconds and microseconds before an event.
const timestamp = 15

// isTimestamp reports whether a message is one of those that rtmon writes before each event.
func isTimestamp(msg []byte) bool {
	const length = nlmsg.HeaderLen + 8
	if len(msg) < length {
		return false
	}
	order := nlmsg.ByteOrder(nlmsg.IsBigEndian(msg, false))
	return order.Uint32(msg) == length && order.Uint16(msg[nlmsg.AtType:]) == timestamp
}

// reader reads netlink messages that stand back to back: raw streams and rtmon files. Each message is a record.
type reader struct {
	src      *input.Source
	name     string
	protocol int
	big      bool
	started  bool
	rtmon    bool
	stamp    time.Time // of the last NLMSG_TSTAMP
	fault    error     // to be returned from now on
}

// NewReader returns a reader of messages of a protocol, or of captures.ProtocolUnknown.
func NewReader(r io.Reader, name string, protocol int) captures.Reader {
	return &reader{src: input.NewSource(r), name: name, protocol: protocol}
}

// NewRtmonReader returns a reader of the files of rtmon and of ip monitor: events of NETLINK_ROUTE, each after a
// NLMSG_TSTAMP.
func NewRtmonReader(r io.Reader, name string) captures.Reader {
	return &reader{src: input.NewSource(r), name: name, protocol: nlmsg.Route, rtmon: true}
}

// Next reads the next message.
func (m *reader) Next(r *captures.Record) error {
	if m.fault != nil {
		return m.fault
	}
	if !m.started {
		m.start()
	}
	for {
		at := m.src.Offset()
		msg, err := m.message()
		if err != nil {
			return err
		}
		if m.rtmon && isTimestamp(msg) {
			order := nlmsg.ByteOrder(m.big)
			seconds, micros := order.Uint32(msg[nlmsg.HeaderLen:]), order.Uint32(msg[nlmsg.HeaderLen+4:])
			m.stamp = time.Unix(int64(seconds), int64(micros)*int64(time.Microsecond)).UTC()
			continue
		}
		*r = captures.Record{
			Time: m.stamp, HasDate: !m.stamp.IsZero(), FD: -1, Protocol: m.protocol, BigEndian: m.big,
			Data: msg, OriginalLen: len(msg), Pos: captures.Position{File: m.name, Offset: at},
		}
		if m.rtmon {
			r.Direction = codec.Received
		} else {
			r.Direction = nlmsg.GuessDirection(msg, m.big, m.protocol)
		}
		return nil
	}
}

// start goes past the mark of ip route save and its like, and learns the byte order.
func (m *reader) start() {
	m.started = true
	if head := m.src.Peek(4); savedMagic(head) {
		m.src.Skip(4)
		m.protocol = nlmsg.Route
	}
	m.big = nlmsg.IsBigEndian(m.src.Peek(4), false)
}

// message returns the next message with its padding.
func (m *reader) message() ([]byte, error) {
	m.skipPadding()
	head := m.src.Peek(nlmsg.HeaderLen)
	if len(head) == 0 {
		return nil, m.end()
	}
	if len(head) < nlmsg.HeaderLen {
		return nil, m.stop(fmt.Sprintf("the input ends in a message header: want 16 octets, got %d",
			len(head)))
	}
	n := nlmsg.ByteOrder(m.big).Uint32(head)
	if !nlmsg.PlausibleLen(n) {
		return nil, m.resync(n)
	}
	msg := m.src.Peek(nlmsg.Align(int(n)))
	if len(msg) < int(n) {
		return nil, m.stop(fmt.Sprintf("the input ends in a message: nlmsg_len is %d, %d octets are left", n, len(msg)))
	}
	m.src.Skip(len(msg))
	return msg, nil
}

// skipPadding goes past zeros in the place of a header: programs send datagrams that are longer than their messages.
func (m *reader) skipPadding() {
	if !isZero(m.src.Peek(nlmsg.HeaderLen)) {
		return
	}
	for word := m.src.Peek(nlmsg.Alignment); len(word) > 0 && isZero(word); word = m.src.Peek(nlmsg.Alignment) {
		m.src.Skip(len(word))
	}
}

func isZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

func (m *reader) position() captures.Position {
	return captures.Position{File: m.name, Offset: m.src.Offset()}
}

// end returns io.EOF, or why reading ended.
func (m *reader) end() error {
	m.fault = io.EOF
	if err := m.src.Failure(); err != nil {
		m.fault = &captures.Error{Pos: m.position(), Msg: "reading failed", Err: err}
	}
	return m.fault
}

// stop ends the reading for a fault.
func (m *reader) stop(msg string) error {
	e := &captures.Error{Pos: m.position(), Msg: msg, Err: m.src.Failure()}
	m.fault = e
	return e
}

// resync goes past a header whose nlmsg_len cannot be, to the next place where two messages seem to stand in a row.
func (m *reader) resync(n uint32) error {
	e := &captures.Error{Pos: m.position(), Msg: fmt.Sprintf("nlmsg_len is %d, which cannot be (16 to %d)", n, nlmsg.MaxDatagram)}
	skipped := 0
	for {
		m.src.Skip(nlmsg.Alignment)
		skipped += nlmsg.Alignment
		head := m.src.Peek(nlmsg.HeaderLen)
		if len(head) < nlmsg.HeaderLen {
			left := skipped + len(head)
			m.src.Skip(len(head))
			e.Msg += fmt.Sprintf("; no message was found in the %d octets that are left", left)
			e.Err = m.src.Failure()
			m.fault = e
			return e
		}
		if m.messageHere(head) {
			e.Msg += fmt.Sprintf("; %d octets were skipped to the next message", skipped)
			e.Skipped = true
			return e
		}
	}
}

// messageHere reports whether a message seems to start at head, and another one or the end of the input to follow it.
func (m *reader) messageHere(head []byte) bool {
	order := nlmsg.ByteOrder(m.big)
	if !nlmsg.PlausibleHeader(head, m.big) || order.Uint16(head[nlmsg.AtType:]) == 0 {
		return false
	}
	n := nlmsg.Align(int(order.Uint32(head)))
	rest := m.src.Peek(n + nlmsg.HeaderLen)
	return len(rest) == n || len(rest) == n+nlmsg.HeaderLen && (nlmsg.PlausibleHeader(rest[n:], m.big) || isZero(rest[n:]))
}
