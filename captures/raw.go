package captures

import (
	"bytes"
	"fmt"
	"io"
	"time"
)

// messageReader reads netlink messages that stand back to back: raw streams and rtmon files. Each message is a record.
type messageReader struct {
	src      *source
	name     string
	protocol int
	big      bool
	started  bool
	rtmon    bool
	stamp    time.Time // of the last NLMSG_TSTAMP
	fault    error     // to be returned from now on
}

func newRawReader(src *source, name string, protocol int) *messageReader {
	return &messageReader{src: src, name: name, protocol: protocol}
}

// newRtmonReader reads the files of rtmon and of ip monitor: events of NETLINK_ROUTE, each behind a NLMSG_TSTAMP.
func newRtmonReader(src *source, name string) *messageReader {
	return &messageReader{src: src, name: name, protocol: protocolRoute, rtmon: true}
}

// Next reads the next message.
func (m *messageReader) Next(r *Record) error {
	if m.fault != nil {
		return m.fault
	}
	if !m.started {
		m.start()
	}
	for {
		at := m.src.off
		msg, err := m.message()
		if err != nil {
			return err
		}
		if m.rtmon && isTimestamp(msg) {
			order := byteOrder(m.big)
			seconds, micros := order.Uint32(msg[nlmsgHeaderLen:]), order.Uint32(msg[nlmsgHeaderLen+4:])
			m.stamp = time.Unix(int64(seconds), int64(micros)*int64(time.Microsecond)).UTC()
			continue
		}
		*r = Record{
			Time: m.stamp, HasDate: !m.stamp.IsZero(), FD: -1, Protocol: m.protocol, BigEndian: m.big,
			Data: msg, OriginalLen: len(msg), Pos: Position{File: m.name, Offset: at},
		}
		if m.rtmon {
			r.Direction = Received
		} else {
			r.Direction = guessDirection(msg, m.big, m.protocol)
		}
		return nil
	}
}

// start goes past the mark of ip route save and its like, and learns the byte order.
func (m *messageReader) start() {
	m.started = true
	if head := m.src.peek(4); savedMagic(head) {
		m.src.skip(4)
		m.protocol = protocolRoute
	}
	m.big = isBigEndian(m.src.peek(4), false)
}

// message returns the next message with its padding.
func (m *messageReader) message() ([]byte, error) {
	m.skipPadding()
	head := m.src.peek(nlmsgHeaderLen)
	if len(head) == 0 {
		return nil, m.end()
	}
	if len(head) < nlmsgHeaderLen {
		return nil, m.stop(fmt.Sprintf("the input ends in a message header: %d octets are left, 16 were expected",
			len(head)))
	}
	n := byteOrder(m.big).Uint32(head)
	if !plausibleLen(n) {
		return nil, m.resync(n)
	}
	msg := m.src.peek(align(int(n)))
	if len(msg) < int(n) {
		return nil, m.stop(fmt.Sprintf("the input ends in a message: nlmsg_len is %d, %d octets are left", n, len(msg)))
	}
	m.src.skip(len(msg))
	return msg, nil
}

// skipPadding goes past zeros in the place of a header: programs send datagrams that are longer than their messages.
func (m *messageReader) skipPadding() {
	if !isZero(m.src.peek(nlmsgHeaderLen)) {
		return
	}
	for word := m.src.peek(nlmsgAlign); len(word) > 0 && isZero(word); word = m.src.peek(nlmsgAlign) {
		m.src.skip(len(word))
	}
}

func isZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

func (m *messageReader) position() Position { return Position{File: m.name, Offset: m.src.off} }

// end returns io.EOF, or why reading ended.
func (m *messageReader) end() error {
	m.fault = io.EOF
	if err := m.src.failure(); err != nil {
		m.fault = &Error{Pos: m.position(), Msg: "reading failed", Err: err}
	}
	return m.fault
}

// stop ends the reading for a fault.
func (m *messageReader) stop(msg string) error {
	e := &Error{Pos: m.position(), Msg: msg, Err: m.src.failure()}
	m.fault = e
	return e
}

// resync goes past a header whose nlmsg_len cannot be, to the next place where two messages seem to stand in a row.
func (m *messageReader) resync(n uint32) error {
	e := &Error{Pos: m.position(), Msg: fmt.Sprintf("nlmsg_len is %d, which cannot be (16 to %d)", n, maxDatagram)}
	skipped := 0
	for {
		m.src.skip(nlmsgAlign)
		skipped += nlmsgAlign
		head := m.src.peek(nlmsgHeaderLen)
		if len(head) < nlmsgHeaderLen {
			left := skipped + len(head)
			m.src.skip(len(head))
			e.Msg += fmt.Sprintf("; no message was found in the %d octets that are left", left)
			e.Err = m.src.failure()
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

// messageHere tells whether a message seems to start at head, and another one or the end of the input to follow it.
func (m *messageReader) messageHere(head []byte) bool {
	order := byteOrder(m.big)
	if !plausibleHeader(head, m.big) || order.Uint16(head[4:]) == 0 {
		return false
	}
	n := align(int(order.Uint32(head)))
	rest := m.src.peek(n + nlmsgHeaderLen)
	return len(rest) == n || len(rest) == n+nlmsgHeaderLen && (plausibleHeader(rest[n:], m.big) || isZero(rest[n:]))
}
